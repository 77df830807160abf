"""Aid that is no official development assistance: what is asked, given, spent, and who decides.

The decree in force is 313/2025/NĐ-CP; what was read is 80/2020/NĐ-CP, so every citation is marked
superseded and every number is a provincial value.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from casework import Competence, Dossier, Param, Reason
from casework.vocabulary import Country, Decision, Text
from ngos.laws import AID
from ngos.money import Disbursement, Sum
from ngos.registration import Field


class Provider(StrEnum):
    NGO = "ngo"
    PERSON = "person"
    ENTERPRISE = "enterprise"
    INSTITUTE = "institute"
    GOVERNMENT = "government"


PROVIDERS = {
    Provider.NGO: "tổ chức PCPNN, quỹ",
    Provider.PERSON: "cá nhân nước ngoài, người Việt Nam ở nước ngoài",
    Provider.ENTERPRISE: "doanh nghiệp nước ngoài",
    Provider.INSTITUTE: "tổ chức nghiên cứu, đào tạo nước ngoài",
    Provider.GOVERNMENT: "cơ quan thuộc Chính phủ, chính quyền địa phương nước ngoài",
}


class Mode(StrEnum):
    PROGRAMME = "programme"
    PROJECT = "project"
    NON_PROJECT = "non-project"


MODES = {Mode.PROGRAMME: "chương trình", Mode.PROJECT: "dự án", Mode.NON_PROJECT: "phi dự án"}


class Form(StrEnum):
    MONEY = "money"
    GOODS = "goods"
    EXPERTS = "experts"
    WORKSHOP = "workshop"
    TRAINING = "training"


FORMS = {
    Form.MONEY: "tiền",
    Form.GOODS: "hiện vật",
    Form.EXPERTS: "chuyên gia",
    Form.WORKSHOP: "hội nghị, hội thảo",
    Form.TRAINING: "đào tạo",
}


class Topic(StrEnum):
    """What only the Prime Minister decides."""

    SECURITY = "security"
    DEFENCE = "defence"
    RELIGION = "religion"
    LAW_MAKING = "law-making"
    GOODS = "prime-minister-goods"


TOPICS = {
    Topic.SECURITY: "an ninh",
    Topic.DEFENCE: "quốc phòng",
    Topic.RELIGION: "tôn giáo",
    Topic.LAW_MAKING: "xây dựng pháp luật",
    Topic.GOODS: "hàng hóa thuộc thẩm quyền của Thủ tướng",
}


class Relief(StrEnum):
    NONE = "none"
    EMERGENCY = "emergency"
    REMEDIAL = "remedial"


class Piece(StrEnum):
    """The pieces of the dossier (80/2020/NĐ-CP, Điều 8)."""

    REQUEST = "request"
    CONSENT = "consent"
    DOCUMENT = "document"
    LEGAL_STATUS = "legal-status"
    EXPERTS = "experts"
    GOODS_QUALITY = "goods-quality"
    TRANSLATION = "translation"


class Good(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Text
    quantity: Annotated[int, Meta(ge=1, title="Số lượng")]
    unit: Annotated[str, Meta(max_length=40, title="Đơn vị tính")] = "cái"
    value: Annotated[Sum | None, Meta(title="Trị giá")] = None
    is_used: Annotated[bool, Meta(title="Đã qua sử dụng")] = False
    is_import_banned: Annotated[bool, Meta(title="Thuộc danh mục cấm nhập khẩu")] = False


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a unit asks to receive."""

    title: Annotated[str, Meta(min_length=2, max_length=500, title="Tên khoản viện trợ")]
    mode: Annotated[Mode, Meta(title="Phương thức")]
    provider_kind: Annotated[Provider, Meta(title="Loại bên cung cấp")]
    provider: Annotated[str, Meta(min_length=2, max_length=300, title="Bên cung cấp viện trợ")]
    country: Annotated[Country, Meta(title="Nước")]
    field: Annotated[Field, Meta(title="Lĩnh vực")]
    ngo: Annotated[str, Meta(max_length=60, title="Mã hồ sơ tổ chức PCPNN")] = ""
    is_fdi: Annotated[bool, Meta(title="Doanh nghiệp FDI đăng ký tại Việt Nam")] = False
    forms: Annotated[tuple[Form, ...], Meta(title="Hình thức", max_length=5)] = (Form.MONEY,)
    recipient: Annotated[str, Meta(max_length=300, title="Bên tiếp nhận")] = ""
    managing_body: Annotated[str, Meta(max_length=300, title="Cơ quan chủ quản")] = ""
    goal: Annotated[str, Meta(max_length=10_000, title="Mục tiêu, kết quả")] = ""
    communes: Annotated[tuple[Text, ...], Meta(title="Xã, phường", max_length=200)] = ()
    starts_on: Annotated[datetime.date | None, Meta(title="Bắt đầu")] = None
    ends_on: Annotated[datetime.date | None, Meta(title="Kết thúc")] = None
    grant: Annotated[Sum | None, Meta(title="Vốn viện trợ")] = None
    counterpart: Annotated[Sum | None, Meta(title="Vốn đối ứng")] = None
    managed_by_donor: Annotated[Sum | None, Meta(title="Phần bên tài trợ quản lý")] = None
    usd: Annotated[int, Meta(ge=0, title="Quy đổi USD")] = 0
    vnd: Annotated[int, Meta(ge=0, title="Quy đổi VND")] = 0
    is_budget_revenue: Annotated[bool, Meta(title="Thuộc nguồn thu ngân sách")] = True
    goods: Annotated[tuple[Good, ...], Meta(title="Hiện vật", max_length=500)] = ()
    experts: Annotated[int, Meta(ge=0, le=10_000, title="Số chuyên gia")] = 0
    topics: Annotated[tuple[Topic, ...], Meta(title="Nội dung thuộc Thủ tướng", max_length=5)] = ()
    relief: Annotated[Relief, Meta(title="Cứu trợ")] = Relief.NONE
    disaster_on: Annotated[datetime.date | None, Meta(title="Ngày xảy ra thiên tai, thảm họa")] = (
        None
    )
    has_one_address: Annotated[bool, Meta(title="Có địa chỉ cụ thể")] = True
    is_religious: Annotated[bool, Meta(title="Có hoạt động tôn giáo")] = False
    is_loan: Annotated[bool, Meta(title="Phải hoàn lại")] = False
    shares_profit: Annotated[bool, Meta(title="Chia lợi nhuận")] = False
    pieces: Annotated[tuple[Piece, ...], Meta(title="Thành phần hồ sơ", max_length=7)] = ()
    is_in_foreign_language: Annotated[bool, Meta(title="Có tài liệu tiếng nước ngoài")] = True
    idea: Annotated[str, Meta(max_length=60, title="Hồ sơ ý tưởng vận động")] = ""
    commitment: Annotated[str, Meta(max_length=60, title="Số văn bản cam kết")] = ""


class Adjustment(Decision, frozen=True, kw_only=True):
    """What a later decision of the same authority changes; None leaves a thing as it was."""

    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]
    ends_on: Annotated[datetime.date | None, Meta(title="Kết thúc")] = None
    grant: Annotated[Sum | None, Meta(title="Vốn viện trợ")] = None
    goal: Annotated[str, Meta(max_length=10_000, title="Mục tiêu, kết quả")] = ""


class Appraisal(Decision, frozen=True, kw_only=True):
    """The report of the lead department."""

    agrees: Annotated[bool, Meta(title="Đề nghị phê duyệt")]
    grounds: Annotated[str, Meta(min_length=10, max_length=20_000, title="Ý kiến thẩm định")]


class Rejection(Decision, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


class Ended(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ended_on: Annotated[datetime.date, Meta(title="Ngày kết thúc")]


Standing = Literal["", "expired", "suspended", "terminated", "self-terminated"]


class ProviderStanding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of the registration of the NGO that gives; «» when it is in order again."""

    standing: Standing


class Aid(Request, frozen=True, kw_only=True):
    """Khoản viện trợ không hoàn lại không thuộc hỗ trợ phát triển chính thức."""

    ngo_id: str = ""
    lead: Annotated[str, Meta(title="Cơ quan chủ trì thẩm định")] = ""
    report: Annotated[Decision | None, Meta(title="Báo cáo thẩm định")] = None
    agrees: Annotated[bool | None, Meta(title="Kết quả thẩm định")] = None
    grounds: Annotated[str, Meta(title="Ý kiến thẩm định")] = ""
    submission: Annotated[Decision | None, Meta(title="Tờ trình Thủ tướng")] = None
    approved_by: Annotated[str, Meta(title="Cấp phê duyệt")] = ""
    decision: Annotated[Decision | None, Meta(title="Quyết định phê duyệt")] = None
    notice: Annotated[Decision | None, Meta(title="Thông báo quyết định")] = None
    disbursements: Annotated[tuple[Disbursement, ...], Meta(title="Tiếp nhận, chi")] = ()
    adjustments: Annotated[tuple[Adjustment, ...], Meta(title="Điều chỉnh")] = ()
    ended_on: Annotated[datetime.date | None, Meta(title="Ngày kết thúc")] = None
    completion: Annotated[Decision | None, Meta(title="Báo cáo kết thúc")] = None
    settlement: Annotated[Decision | None, Meta(title="Văn bản quyết toán")] = None
    provider_standing: Annotated[str, Meta(title="Tư cách bên cung cấp")] = ""
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề phức tạp, nhạy cảm")] = ()


LEAD = Param(
    name="aid.lead", title="Cơ quan chủ trì thẩm định viện trợ (mã đơn vị)",
    law=AID.art(9, 3, mark="M"), default=("so-tai-chinh",),
)  # fmt: skip
BODIES = Param(
    name="aid.bodies", title="Cơ quan cho ý kiến về viện trợ (mã đơn vị)",
    law=AID.art(10), default=("so-tai-chinh", "cong-an-tinh", "so-ngoai-vu"),
)  # fmt: skip
OPINION_WITHIN = Param(
    name="aid.opinion-within", title="Cơ quan được hỏi trả lời ý kiến về viện trợ",
    law=AID.art(10), default=None, unit="calendar-days",
)  # fmt: skip
APPRAISED_WITHIN = Param(
    name="aid.appraised-within", title="Thẩm định viện trợ từ khi nhận hồ sơ hợp lệ",
    law=AID.art(10, 6), default=20, unit="calendar-days", least=1, most=120,
)  # fmt: skip
NOTIFIED_WITHIN = Param(
    name="aid.notified-within", title="Thông báo quyết định phê duyệt viện trợ",
    law=AID.art(11, 2), default=5, unit="calendar-days", least=1, most=60,
)  # fmt: skip
COMPLETION_WITHIN = Param(
    name="aid.completion-within", title="Báo cáo kết thúc khoản viện trợ",
    law=AID.art(13, 9), default=6, unit="months", least=1, most=24,
)  # fmt: skip
START_WITHIN = Param(
    name="aid.start-within", title="Thời gian phải triển khai trước khi bị thu hồi phê duyệt",
    law=AID.art(4, 7), default=6, unit="months", least=1, most=24,
)  # fmt: skip
EMERGENCY_MONTHS = Param(
    name="aid.emergency-months", title="Cứu trợ khẩn cấp sau thiên tai ngoài nghị định",
    law=AID.art(1, 2, "đ"), default=3, unit="months", least=1, most=12,
)  # fmt: skip
REMEDIAL_MONTHS = Param(
    name="aid.remedial-months", title="Khắc phục hậu quả sau thiên tai ngoài nghị định",
    law=AID.art(1, 2, "đ"), default=9, unit="months", least=1, most=24,
)  # fmt: skip
PARAMS = [LEAD, BODIES, OPINION_WITHIN, EMERGENCY_MONTHS, REMEDIAL_MONTHS]

PRIME_MINISTER, CHAIRMAN, FRONT = "prime-minister", "chairman", "fatherland-front"


def competence(dossier: Dossier[Any]) -> Competence:
    """Who approves: the Prime Minister by topic, the Front for relief to nowhere, the Chairman."""
    f = dossier.fields
    if f.topics:
        law, topics = AID.art(7, 1), (TOPICS[t] for t in f.topics)
        because = tuple(Reason(f"nội dung về {t}", law, "/topics") for t in topics)
        return Competence(who=PRIME_MINISTER, title="Thủ tướng Chính phủ", because=because)
    if f.relief is not Relief.NONE and not f.has_one_address:
        told = Reason("cứu trợ không có địa chỉ cụ thể", AID.art(7, 4), "/has_one_address")
        title = "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"
        return Competence(who=FRONT, title=title, because=(told,))
    says = "không thuộc nội dung của Thủ tướng Chính phủ"
    if f.relief is Relief.REMEDIAL:
        says = "viện trợ khắc phục hậu quả, không phụ thuộc quy mô"
    told = Reason(says, AID.art(7, 2, "a"))
    return Competence(who=CHAIRMAN, title="Chủ tịch UBND tỉnh", because=(told,))
