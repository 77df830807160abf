"""The procedures offered to the public in external affairs, as data (dự thảo Lai Châu khoản 19;
342/KH-UBND mục II.6g-h).

Each names its law, what a request consists of, its form and fee, and the procedure of this platform
that handles it. How many days it takes is a provincial value wherever the text sets no total.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from casework import Citation, Law, Param
from reporting.laws import AGREEMENTS, AID, CONFERENCES

PASSPORTS = Law("04/2020/TT-BNG", "Cấp hộ chiếu ngoại giao, công vụ, công hàm")
ABTC = Law("09/2023/QĐ-TTg", "Cấp và quản lý thẻ đi lại doanh nhân APEC")
LEGALISATION = Law("111/2011/NĐ-CP", "Chứng nhận lãnh sự, hợp pháp hóa lãnh sự", mark="W")


class Component(Struct, frozen=True):
    """A paper of a request; `code` names it in requests."""

    code: str
    title: str
    is_required: bool = True


class Procedure(Struct, frozen=True, kw_only=True):
    """One procedure; `handled_by` is (service, dossier type)."""

    code: str
    name: str
    law: Citation
    level: str
    components: tuple[Component, ...]
    handled_by: tuple[str, str]
    within: Param
    form: str = ""
    fee: str = ""
    channels: tuple[str, ...] = ("direct", "post", "online")
    is_public: bool = True

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(c.code for c in self.components if c.is_required)


def _within(code: str, law: Citation, default: int | None = None) -> Param:
    return Param(
        name=f"public-request.{code}-within",
        title=f"Thời hạn giải quyết thủ tục {code}",
        law=law,
        default=default,
        unit="working-days",
        least=1,
        most=90,
    )


REQUEST = Component("request", "Công văn xin phép")
SCHEME = Component("scheme", "Đề án theo Mẫu 01")
OPINIONS = Component("opinions", "Ý kiến bằng văn bản theo pháp luật khác", is_required=False)
HOSTING = Component("hosting", "Văn bản cho phép đăng cai", is_required=False)
HOSTING_SCHEME = Component(
    "hosting-scheme", "Lý do, mục đích, chủ đề, thành phần, kinh phí dự kiến"
)
CONFERENCE = ("conferences-agreements", "conference")
HELD = ("conferences-agreements", "conference-hosting")


def _conference(code: str, name: str, level: str, is_hosting: bool) -> Procedure:
    law = CONFERENCES.art(6, 2) if is_hosting else CONFERENCES.art(4, 1)
    papers = (REQUEST, HOSTING_SCHEME) if is_hosting else (REQUEST, SCHEME, OPINIONS, HOSTING)
    return Procedure(
        code=code,
        name=name,
        law=law,
        level=level,
        components=papers,
        handled_by=HELD if is_hosting else CONFERENCE,
        within=_within(code, law),
        form="" if is_hosting else "Mẫu 01",
    )


CENTRAL, PROVINCE = "Thủ tướng Chính phủ", "Chủ tịch UBND tỉnh"
CATALOGUE: Mapping[str, Procedure] = {
    p.code: p
    for p in (
        _conference(
            "conference-pm",
            "Cho phép tổ chức hội nghị, hội thảo quốc tế thuộc thẩm quyền Thủ tướng",
            CENTRAL,
            is_hosting=False,
        ),
        _conference(
            "conference",
            "Cho phép tổ chức hội nghị, hội thảo quốc tế không thuộc thẩm quyền Thủ tướng",
            PROVINCE,
            is_hosting=False,
        ),
        _conference(
            "hosting-pm",
            "Cho chủ trương đăng cai hội nghị, hội thảo quốc tế thuộc thẩm quyền Thủ tướng",
            CENTRAL,
            is_hosting=True,
        ),
        _conference(
            "hosting",
            "Cho chủ trương đăng cai hội nghị, hội thảo quốc tế không thuộc thẩm quyền Thủ tướng",
            PROVINCE,
            is_hosting=True,
        ),
        Procedure(
            code="abtc",
            name="Cho phép sử dụng thẻ đi lại doanh nhân APEC",
            law=ABTC.art(11),
            level=PROVINCE,
            components=(
                Component("cv01", "Văn bản đề nghị (mẫu CV01)"),
                Component("contract", "Hợp đồng hoặc chứng từ với đối tác APEC"),
                Component("post", "Quyết định bổ nhiệm chức vụ"),
                Component("insurance", "Chứng từ bảo hiểm xã hội"),
                Component("tax", "Xác nhận nghĩa vụ thuế", is_required=False),
            ),
            handled_by=("consular-border", "abtc"),
            within=_within("abtc", ABTC.art(11)),
            form="CV01, CV03",
        ),
        Procedure(
            code="legalisation",
            name="Chứng nhận lãnh sự, hợp pháp hóa lãnh sự",
            law=LEGALISATION.art(11),
            level="Bộ Ngoại giao; Sở Ngoại vụ tiếp nhận, trả kết quả",
            components=(
                Component("form", "Tờ khai (mẫu LS/HPH-2012/TK)"),
                Component("identity", "Giấy tờ tùy thân"),
                Component("document", "Giấy tờ đề nghị chứng nhận, hợp pháp hóa"),
                Component("translation", "Bản dịch tiếng Việt hoặc tiếng Anh", is_required=False),
            ),
            handled_by=("consular-border", "legalisation"),
            within=_within("legalisation", LEGALISATION.art(11), 5),
            form="LS/HPH-2012/TK",
            fee="Theo quy định của Bộ Tài chính",
        ),
        Procedure(
            code="agreement",
            name="Cho ý kiến ký kết thỏa thuận quốc tế (thủ tục nội bộ)",
            law=AGREEMENTS.art(20),
            level=PROVINCE,
            components=(
                Component("proposal", "Văn bản đề xuất"),
                Component("draft-vi", "Dự thảo thỏa thuận bằng tiếng Việt"),
                Component("draft-foreign", "Dự thảo bằng tiếng nước ngoài"),
            ),
            handled_by=("conferences-agreements", "agreement"),
            within=_within("agreement", AGREEMENTS.art(20)),
            is_public=False,
        ),
        Procedure(
            code="aid",
            name="Phê duyệt khoản viện trợ không hoàn lại không thuộc ODA",
            law=AID.art(8),
            level=PROVINCE,
            components=(
                Component("request", "Văn bản đề nghị phê duyệt"),
                Component("consent", "Văn bản nhất trí của bên cung cấp viện trợ"),
                Component("project", "Văn kiện chương trình, dự án, phi dự án"),
                Component("status", "Giấy tờ chứng minh tư cách pháp lý", is_required=False),
                Component("translation", "Bản dịch tiếng Việt có công chứng", is_required=False),
            ),
            handled_by=("ngos", "aid"),
            within=_within("aid", AID.art(8)),
        ),
        Procedure(
            code="passport",
            name="Cấp hộ chiếu ngoại giao, công vụ, công hàm",
            law=PASSPORTS.art(12, 2),
            level="Cục Lãnh sự; Sở Ngoại vụ tiếp nhận khi được ủy quyền",
            components=(
                Component("form", "Tờ khai (mẫu 01/2020/NG-XNC)"),
                Component("decision", "Văn bản cử đi công tác (mẫu 02/2020/NG-XNC)"),
                Component("photo", "Ảnh"),
                Component("old-passport", "Hộ chiếu cũ", is_required=False),
            ),
            handled_by=("consular-border", "passport"),
            within=_within("passport", PASSPORTS.art(12, 2)),
            form="01/2020/NG-XNC, 02/2020/NG-XNC",
            channels=("direct", "online"),
        ),
    )
}
PARAMS = [p.within for p in CATALOGUE.values()]
