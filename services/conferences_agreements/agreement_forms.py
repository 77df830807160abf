"""What is said of an agreement: its proposal, its signing, and its life afterwards."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework.vocabulary import Country, Decision, Text
from conferences_agreements.implementation import YearLine
from conferences_agreements.sections import Section


class Level(StrEnum):
    """In whose name it is signed; districts only for what they signed before 1/7/2025."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    COMMUNE = "border-commune"
    ORGANISATION = "organisation"
    DISTRICT = "district"


LEVELS = {
    Level.PROVINCE: "HĐND, UBND tỉnh",
    Level.DEPARTMENT: "cơ quan chuyên môn thuộc UBND tỉnh",
    Level.COMMUNE: "UBND cấp xã ở khu vực biên giới",
    Level.ORGANISATION: "cơ quan cấp tỉnh của tổ chức",
    Level.DISTRICT: "UBND cấp huyện (ký trước 01/7/2025)",
}
SUBORDINATE = frozenset({Level.DEPARTMENT, Level.COMMUNE, Level.ORGANISATION})


class NameType(StrEnum):
    """What an agreement may be called (70/2020/QH14, Điều 6)."""

    AGREEMENT = "agreement"
    COMMUNIQUE = "communique"
    DECLARATION = "declaration"
    LETTER_OF_INTENT = "letter-of-intent"
    MEMORANDUM = "memorandum"
    MINUTES = "minutes"
    EXCHANGE = "record-of-exchange"
    PROGRAMME = "programme"
    PLAN = "plan"
    OTHER = "other"


NAME_TYPES = {
    NameType.AGREEMENT: "thỏa thuận",
    NameType.COMMUNIQUE: "thông cáo",
    NameType.DECLARATION: "tuyên bố",
    NameType.LETTER_OF_INTENT: "ý định thư",
    NameType.MEMORANDUM: "bản ghi nhớ",
    NameType.MINUTES: "biên bản thỏa thuận",
    NameType.EXCHANGE: "biên bản trao đổi",
    NameType.PROGRAMME: "chương trình hợp tác",
    NameType.PLAN: "kế hoạch hợp tác",
    NameType.OTHER: "tên khác",
}
NAMES_OF_TREATIES = ("công ước", "hiệp ước", "định ước", "hiệp định")


class PartnerKind(StrEnum):
    STATE = "state"
    LOCAL = "local-authority"
    ORGANISATION = "organisation"
    INTERNATIONAL = "international-organisation"
    PERSON = "person"


class Field(StrEnum):
    """The four fields that a border commune may agree on (Luật Điều 3 khoản 6), then others."""

    EXCHANGE = "exchange"
    INFORMATION = "information"
    TWINNING = "twinning"
    BORDER = "border-management"
    ECONOMY = "economy"
    CULTURE = "culture"
    EDUCATION = "education"
    HEALTH = "health"
    SCIENCE = "science"
    ENVIRONMENT = "environment"
    OTHER = "other"


OF_COMMUNES = frozenset({Field.EXCHANGE, Field.INFORMATION, Field.TWINNING, Field.BORDER})
ShortGround = Literal["high-level-visit", "political", "relief", "disaster", "epidemic"]
SHORT_GROUNDS = {
    "high-level-visit": "chuyến thăm của đoàn cấp cao",
    "political": "yêu cầu chính trị cấp bách",
    "relief": "cứu trợ",
    "disaster": "thiên tai",
    "epidemic": "dịch bệnh",
}

PROPOSAL = (
    "Bối cảnh",
    "Mục đích",
    "Nội dung chính",
    "Sự phù hợp với pháp luật và chủ trương",
    "Tác động",
    "Việc tuân thủ nguyên tắc ký kết",
    "Người ký",
    "Đề xuất về công bố, bảo mật",
)
"""Điều 11 of 64/2021/NĐ-CP."""
PROPOSAL_OF_PROVINCE = (
    *PROPOSAL,
    "Đánh giá tác động chính trị, đối ngoại, quốc phòng, an ninh, kinh tế - xã hội",
    "Tính khả thi",
)
"""Điều 27, 28 of the Law add these."""


class AgreementForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đề xuất ký kết thỏa thuận quốc tế, kèm dự thảo."""

    name: Annotated[str, Meta(min_length=1, max_length=500, title="Tên thỏa thuận")]
    name_type: Annotated[NameType, Meta(title="Tên gọi")]
    level: Annotated[Level, Meta(title="Cấp ký")]
    party: Annotated[str, Meta(min_length=1, max_length=300, title="Bên ký kết Việt Nam")]
    of_council: Annotated[bool, Meta(title="Nhân danh Hội đồng nhân dân tỉnh")] = False
    commune: Annotated[str, Meta(max_length=60, title="Xã ở khu vực biên giới (mã)")] = ""
    partner: Annotated[
        str,
        Meta(min_length=1, max_length=300, title="Bên ký kết nước ngoài (cá nhân: không ghi tên)"),
    ]
    person: Annotated[str, Meta(max_length=200, title="Tên cá nhân nước ngoài")] = ""
    partner_kind: Annotated[PartnerKind, Meta(title="Loại bên ký kết nước ngoài")]
    equal_level: Annotated[bool, Meta(title="Chính quyền địa phương cùng cấp")] = False
    country: Country
    areas: Annotated[tuple[Field, ...], Meta(min_length=1, title="Lĩnh vực")]
    content: Annotated[str, Meta(max_length=20_000, title="Nội dung hợp tác")] = ""
    method: Annotated[str, Meta(max_length=5000, title="Phương thức hợp tác")] = ""
    effect: Annotated[str, Meta(max_length=2000, title="Hiệu lực, thời hạn")] = ""
    signing_plan: Annotated[str, Meta(max_length=1000, title="Ngày, nơi ký dự kiến")] = ""
    languages: Annotated[tuple[str, ...], Meta(title="Ngôn ngữ ký")] = ()
    signatory: Annotated[str, Meta(max_length=200, title="Họ tên người ký")] = ""
    signatory_title: Annotated[str, Meta(max_length=200, title="Chức danh người ký")] = ""
    authorisation: Annotated[Decision | None, Meta(title="Văn bản ủy quyền ký")] = None
    responsibilities: Annotated[str, Meta(max_length=5000, title="Trách nhiệm thực hiện")] = ""
    is_non_binding: Annotated[bool, Meta(title="Có điều khoản không ràng buộc pháp lý")] = False
    has_vietnamese: Annotated[bool, Meta(title="Có bản tiếng Việt hoặc bản dịch")] = False
    is_treaty_matter: Annotated[
        bool, Meta(title="Làm phát sinh quyền, nghĩa vụ theo pháp luật quốc tế")
    ] = False
    on_defence: Annotated[bool, Meta(title="Liên quan quốc phòng")] = False
    on_security: Annotated[bool, Meta(title="Liên quan an ninh")] = False
    on_investment: Annotated[bool, Meta(title="Liên quan đầu tư")] = False
    proposal: Annotated[tuple[Section, ...], Meta(title="Văn bản đề xuất")] = ()
    is_public: Annotated[bool, Meta(title="Công bố")] = True
    unpublished_ground: Annotated[str, Meta(max_length=1000, title="Căn cứ không công bố")] = ""
    short_ground: Annotated[ShortGround | None, Meta(title="Căn cứ rút gọn")] = None
    short_proof: Annotated[Decision | None, Meta(title="Văn bản chứng minh")] = None
    rearrangement: Annotated[
        str, Meta(max_length=5000, title="Tác động của sắp xếp đơn vị hành chính")
    ] = ""
    programme_item: Annotated[
        str, Meta(max_length=120, title="Mã hoạt động trong Chương trình năm")
    ] = ""
    replaces: Annotated[str, Meta(max_length=60, title="Thay thế thỏa thuận")] = ""
    signed_earlier: Annotated[
        datetime.date | None, Meta(title="Đã ký ngày (thỏa thuận kế thừa, ghi sổ)")
    ] = None


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    bodies: Annotated[tuple[Text, ...], Meta(title="Cơ quan được lấy ý kiến")] = ()


class Explained(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    explanation: Annotated[
        str, Meta(max_length=20_000, title="Báo cáo giải trình, tiếp thu ý kiến")
    ] = ""


class Refusal(Decision, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


class Terms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When it takes effect and how long it lasts."""

    effective_on: Annotated[datetime.date, Meta(title="Ngày có hiệu lực")]
    expires_on: Annotated[datetime.date | None, Meta(title="Ngày hết hiệu lực")] = None
    renews: Annotated[bool, Meta(title="Tự động gia hạn")] = False


class Signed(Terms, frozen=True, kw_only=True):
    signed_on: Annotated[datetime.date, Meta(title="Ngày ký")]
    place: Annotated[str, Meta(min_length=1, max_length=200, title="Nơi ký")]
    kept_at: Annotated[str, Meta(min_length=1, max_length=300, title="Nơi lưu bản gốc")]


class Registered(Signed, frozen=True, kw_only=True):
    decision: Annotated[Decision | None, Meta(title="Văn bản quyết định ký")] = None


class Renewal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    expires_on: Annotated[datetime.date, Meta(title="Ngày hết hiệu lực mới")]


class Published(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    at: Annotated[str, Meta(min_length=3, max_length=500, title="Nơi công bố")]


class Replaced(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    successor: Annotated[Text, Meta(title="Thỏa thuận thay thế")]


class Applied(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a decided change (D35-D37) did; an empty text or date leaves the old one."""

    change: Annotated[str, Meta(min_length=1, max_length=60, title="Hồ sơ thay đổi")]
    kind: Annotated[str, Meta(max_length=40, title="Loại thay đổi")]
    effective_on: Annotated[datetime.date, Meta(title="Có hiệu lực từ")]
    expires_on: Annotated[datetime.date | None, Meta(title="Hết hiệu lực mới")] = None
    party: Annotated[str, Meta(max_length=300, title="Tên mới của bên Việt Nam")] = ""


class Agreement(AgreementForm, frozen=True, kw_only=True):
    """Thỏa thuận quốc tế: đề xuất, ý kiến, quyết định, ký, sổ theo dõi thực hiện."""

    explanation: Annotated[str, Meta(title="Giải trình, tiếp thu ý kiến")] = ""
    pm_request: Annotated[Decision | None, Meta(title="Văn bản xin ý kiến Thủ tướng")] = None
    pm_consent: Annotated[Decision | None, Meta(title="Thủ tướng đồng ý bằng văn bản")] = None
    decision: Annotated[Decision | None, Meta(title="Văn bản quyết định ký")] = None
    signed_on: Annotated[datetime.date | None, Meta(title="Ngày ký")] = None
    place: Annotated[str, Meta(title="Nơi ký")] = ""
    kept_at: Annotated[str, Meta(title="Nơi lưu bản gốc")] = ""
    effective_on: Annotated[datetime.date | None, Meta(title="Ngày có hiệu lực")] = None
    expires_on: Annotated[datetime.date | None, Meta(title="Ngày hết hiệu lực")] = None
    renews: Annotated[bool, Meta(title="Tự động gia hạn")] = False
    report: Annotated[Decision | None, Meta(title="Báo cáo sau khi ký")] = None
    published_at: Annotated[str, Meta(title="Nơi công bố")] = ""
    years: Annotated[tuple[YearLine, ...], Meta(title="Thực hiện hằng năm")] = ()
    changes: Annotated[tuple[Applied, ...], Meta(title="Thay đổi đã có hiệu lực")] = ()
    successor: Annotated[str, Meta(title="Thỏa thuận thay thế")] = ""
    is_inherited: Annotated[bool, Meta(title="Kế thừa, ghi sổ từ trước")] = False
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề phức tạp, nhạy cảm")] = ()
