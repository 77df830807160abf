"""Awards in both directions: their forms, who gives, who receives, and what each act records."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework.vocabulary import Decision, DocumentNumber, Prose, Text


class Given(StrEnum):
    """Forms of award that foreigners give (S000; 22/2012/QĐ-UBND, Điều 2 khoản 3)."""

    CERTIFICATE = "certificate"
    ORDER = "order"
    MEDAL = "medal"
    TITLE = "title"
    OTHER = "other"


GIVEN_FORMS = {
    Given.CERTIFICATE: "bằng khen, giấy khen",
    Given.ORDER: "huân chương",
    Given.MEDAL: "huy chương",
    Given.TITLE: "danh hiệu",
    Given.OTHER: "hình thức khác",
}
GIVERS = {"state": "Nhà nước", "organisation": "tổ chức", "person": "cá nhân"}


class Form(StrEnum):
    """Forms of award to foreigners; each belongs to one level."""

    CHAIRMAN_CERTIFICATE = "chairman-certificate"
    PROVINCIAL_BADGE = "provincial-badge"
    PROVINCIAL_TITLE = "provincial-title"
    PRIME_MINISTER_CERTIFICATE = "prime-minister-certificate"
    ORDER = "order"
    MEDAL = "medal"
    STATE_TITLE = "state-title"


FORMS = {
    Form.CHAIRMAN_CERTIFICATE: "Bằng khen của Chủ tịch UBND tỉnh",
    Form.PROVINCIAL_BADGE: "kỷ niệm chương, huy hiệu của tỉnh",
    Form.PROVINCIAL_TITLE: "danh hiệu của tỉnh",
    Form.PRIME_MINISTER_CERTIFICATE: "Bằng khen của Thủ tướng Chính phủ",
    Form.ORDER: "huân chương",
    Form.MEDAL: "huy chương",
    Form.STATE_TITLE: "danh hiệu vinh dự Nhà nước",
}
PROVINCIAL = frozenset({Form.CHAIRMAN_CERTIFICATE, Form.PROVINCIAL_BADGE, Form.PROVINCIAL_TITLE})
Party = Annotated[Literal["person", "collective"], Meta(title="Cá nhân hay tập thể")]
Nation = Annotated[str, Meta(pattern=r"^[A-Z]{2}$(?!\n)", title="Mã nước ISO 3166-1")]
Section = Annotated[str, Meta(max_length=20_000)]


class ReceiptRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person or collective of the province to whom foreigners give an award."""

    recipient_kind: Party
    recipient: Annotated[Text, Meta(title="Người, tập thể nhận khen thưởng")]
    post: Annotated[str, Meta(max_length=300, title="Chức vụ, nơi công tác")] = ""
    management: Annotated[
        Literal["province", "party", "central", "other"],
        Meta(title="Cấp quản lý người nhận"),
    ]
    giver_kind: Annotated[Literal["state", "organisation", "person"], Meta(title="Bên tặng là")]
    giver: Annotated[str, Meta(max_length=300, title="Nhà nước, tổ chức, cá nhân tặng")] = ""
    country: Annotated[Nation, Meta(title="Nước của bên tặng")]
    form: Annotated[Given, Meta(title="Hình thức khen thưởng")]
    award: Annotated[Text, Meta(title="Tên danh hiệu, hình thức khen thưởng")]
    achievement: Annotated[Section, Meta(title="Thành tích")] = ""
    occasion: Annotated[str, Meta(max_length=500, title="Dịp trao tặng")] = ""
    ceremony_on: Annotated[datetime.date | None, Meta(title="Ngày trao dự kiến")] = None
    programme_item: Annotated[
        str, Meta(max_length=120, title="Mã hoạt động trong Chương trình")
    ] = ""


class AwardReceived(ReceiptRequest, frozen=True, kw_only=True):
    """Hồ sơ nhận danh hiệu, hình thức khen thưởng của nước ngoài."""

    appraisal: Annotated[str, Meta(title="Ý kiến thẩm định")] = ""
    permission: Annotated[Decision | None, Meta(title="Văn bản cho phép nhận")] = None
    permitted_by: Annotated[str, Meta(title="Cơ quan cho phép")] = ""
    received_on: Annotated[datetime.date | None, Meta(title="Ngày nhận")] = None
    place: Annotated[str, Meta(title="Nơi trao tặng")] = ""
    entry: Annotated[str, Meta(title="Số vào sổ theo dõi khen thưởng")] = ""
    result_report: Annotated[str, Meta(title="Hồ sơ báo cáo kết quả")] = ""


class Appraisal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    appraisal: Annotated[Prose, Meta(title="Ý kiến thẩm định")]


class OthersPermission(Decision, frozen=True, kw_only=True):
    """A permission that another body than the Chairman gives."""

    permitted_by: Annotated[Text, Meta(title="Cơ quan cho phép")]


class Receipt(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    received_on: Annotated[datetime.date, Meta(title="Ngày nhận")]
    place: Annotated[str, Meta(max_length=300, title="Nơi trao tặng")] = ""


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    entry: Annotated[Text, Meta(title="Số vào sổ theo dõi khen thưởng")]


class Nomination(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A foreigner, or a foreign collective, put forward for an award of the province or State."""

    nominee_kind: Party
    nominee: Annotated[Text, Meta(title="Người, tập thể được đề nghị")]
    nationalities: Annotated[tuple[Nation, ...], Meta(title="Quốc tịch", max_length=10)] = ()
    post: Annotated[str, Meta(max_length=300, title="Chức vụ, tổ chức")] = ""
    passport: Annotated[str, Meta(max_length=30, title="Số hộ chiếu")] = ""
    worked_from: Annotated[datetime.date | None, Meta(title="Làm việc tại địa phương: từ ngày")] = (
        None
    )
    worked_until: Annotated[
        datetime.date | None, Meta(title="Làm việc tại địa phương: đến ngày")
    ] = None
    achievement: Annotated[Section, Meta(title="Thành tích")] = ""
    recognised_by: Annotated[
        str, Meta(max_length=300, title="Cơ quan, địa phương công nhận thành tích")
    ] = ""
    recognition: Annotated[
        Decision | None, Meta(title="Văn bản công nhận, xác nhận thành tích")
    ] = None
    form: Annotated[Form, Meta(title="Hình thức khen thưởng")]
    award: Annotated[str, Meta(max_length=300, title="Tên, hạng của hình thức khen thưởng")] = ""
    occasion: Annotated[str, Meta(max_length=500, title="Dịp trao tặng")] = ""
    programme_item: Annotated[
        str, Meta(max_length=120, title="Mã hoạt động trong Chương trình")
    ] = ""
    is_not_a_repeat: Annotated[
        bool, Meta(title="Xác nhận không trùng với khen thưởng đã đề nghị")
    ] = False


class AwardGiven(Nomination, frozen=True, kw_only=True):
    """Hồ sơ tặng, đề nghị tặng khen thưởng cho người nước ngoài."""

    level: Annotated[str, Meta(title="Cấp khen thưởng")] = ""
    submission: Annotated[Decision | None, Meta(title="Văn bản đề nghị của đơn vị")] = None
    verification: Annotated[str, Meta(title="Kết quả xác minh")] = ""
    council: Annotated[Decision | None, Meta(title="Biên bản Hội đồng Thi đua - Khen thưởng")] = (
        None
    )
    proposal: Annotated[Decision | None, Meta(title="Tờ trình cấp trên")] = None
    decision: Annotated[Decision | None, Meta(title="Quyết định khen thưởng")] = None
    decided_by: Annotated[str, Meta(title="Cấp quyết định")] = ""
    awarded_on: Annotated[datetime.date | None, Meta(title="Ngày trao tặng")] = None
    place: Annotated[str, Meta(title="Nơi trao tặng")] = ""
    result_report: Annotated[str, Meta(title="Hồ sơ báo cáo kết quả")] = ""


class Verification(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    verification: Annotated[Prose, Meta(title="Kết quả xác minh")]


class Council(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the council on emulation and awards concluded."""

    number: DocumentNumber
    date: Annotated[datetime.date, Meta(title="Ngày họp")]
    agrees: Annotated[bool, Meta(title="Hội đồng nhất trí")]


class StateDecision(Decision, frozen=True, kw_only=True):
    decided_by: Annotated[Literal["president", "prime-minister"], Meta(title="Cấp quyết định")]


class Ceremony(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    awarded_on: Annotated[datetime.date, Meta(title="Ngày trao tặng")]
    place: Annotated[str, Meta(max_length=300, title="Nơi trao tặng")] = ""
