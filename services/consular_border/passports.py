"""What the passport procedures share: the booklet, the person, and whose signature counts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from casework import RECORD, Case, Citation, Dossier, Lookup, Param, rule
from casework.vocabulary import Decision, Text, WithReason
from consular_border.laws import PASSPORT_GUIDE

Kind = Literal["diplomatic", "official"]
KINDS: dict[str, str] = {"diplomatic": "ngoại giao", "official": "công vụ"}


def guided(name: str, title: str, law: Citation, days: int) -> Param:
    """Days of the guide that 08/2025/TT-BNG replaced: provincial values until its text is seen."""
    return Param(
        name=name, title=title, law=law, default=days, unit="working-days", least=1, most=30
    )


FORWARD = guided(
    "passport.forward", "Chuyển hồ sơ hộ chiếu hợp lệ", PASSPORT_GUIDE.art(12, 2, "b"), 2
)
ISSUE = guided("passport.issue", "Cơ quan cấp trả hộ chiếu", PASSPORT_GUIDE.art(12, 2), 3)
EXTEND = guided("passport.extend", "Cơ quan cấp gia hạn hộ chiếu", PASSPORT_GUIDE.art(12, 2), 2)
GUIDED = (FORWARD, ISSUE, EXTEND)

Code = Annotated[str, Meta(max_length=60)]


class Category(StrEnum):
    """Who the holder is: the law gives each a passport of one kind, or none."""

    LEADER = "leader"
    CADRE = "cadre"
    CIVIL_SERVANT = "civil-servant"
    LISTED_EMPLOYEE = "listed-employee"
    RETIRED_LEADER = "retired-leader"
    OTHER = "other"


CATEGORIES: dict[Category, str] = {
    Category.LEADER: "Bí thư, Phó Bí thư Tỉnh ủy; Chủ tịch, Phó Chủ tịch HĐND, UBND tỉnh",
    Category.CADRE: "cán bộ",
    Category.CIVIL_SERVANT: "công chức",
    Category.LISTED_EMPLOYEE: "viên chức thuộc diện được cấp",
    Category.RETIRED_LEADER: "nguyên lãnh đạo đã nghỉ hưu",
    Category.OTHER: "đối tượng khác",
}
ENTITLED: dict[str, frozenset[Category]] = {
    "diplomatic": frozenset({Category.LEADER}),
    "official": frozenset({Category.CADRE, Category.CIVIL_SERVANT, Category.LISTED_EMPLOYEE}),
}


class Booklet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The passport as a thing: its number, its life, whether it has a chip."""

    number: Annotated[str, Meta(pattern=r"^[A-Z0-9]{6,12}$(?!\n)", title="Số hộ chiếu")]
    issued_on: Annotated[datetime.date, Meta(title="Ngày cấp")]
    expires_on: Annotated[datetime.date, Meta(title="Có giá trị đến")]
    has_chip: Annotated[bool, Meta(title="Có gắn chíp điện tử")] = False
    issuer: Annotated[str, Meta(max_length=200, title="Cơ quan cấp")] = "Cục Lãnh sự"


class Sending(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The document that sends somebody abroad (form 02/2020/NG-XNC), and who signed it."""

    decision: Annotated[Decision | None, Meta(title="Văn bản cử hoặc cho phép đi nước ngoài")] = (
        None
    )
    signer: Annotated[str, Meta(max_length=200, title="Người ký văn bản")] = ""
    is_study: Annotated[bool, Meta(title="Đi học tập, đào tạo")] = False
    study_months: Annotated[int, Meta(ge=0, le=120, title="Số tháng học tập")] = 0


class Trip(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One journey of the passport: which trip, out when, back when; both are signed for."""

    trip: Annotated[Text, Meta(title="Mã chuyến đi (đoàn ra hoặc số quyết định)")]
    decision: Decision
    leaves_on: Annotated[datetime.date, Meta(title="Ngày đi dự kiến")]
    returns_on: Annotated[datetime.date, Meta(title="Ngày về dự kiến")]
    handed_out_on: Annotated[datetime.date, Meta(title="Ngày giao hộ chiếu")]
    handed_back_on: Annotated[datetime.date | None, Meta(title="Ngày nộp lại")] = None
    handout: Annotated[Code, Meta(title="Hồ sơ giao nhận của đoàn")] = ""


class Request(Sending, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đề nghị cấp hộ chiếu ngoại giao, hộ chiếu công vụ."""

    kind: Annotated[Kind, Meta(title="Loại hộ chiếu")]
    category: Annotated[Category, Meta(title="Diện của người được cấp")]
    holder: Annotated[str, Meta(min_length=1, max_length=200, title="Họ tên người được cấp")]
    holder_id: Annotated[str, Meta(max_length=60, title="Mã cán bộ hoặc số định danh")] = ""
    post: Annotated[Text, Meta(title="Chức vụ, cơ quan công tác")]


class Passport(Request, frozen=True, kw_only=True):
    """Hộ chiếu ngoại giao, hộ chiếu công vụ: từ đề nghị cấp đến khi hết giá trị."""

    booklet: Annotated[Booklet | None, Meta(title="Hộ chiếu")] = None
    extended_to: Annotated[datetime.date | None, Meta(title="Gia hạn đến")] = None
    keeper: Annotated[str, Meta(max_length=60, title="Cơ quan quản lý (mã đơn vị)")] = ""
    trips: Annotated[tuple[Trip, ...], Meta(title="Sổ giao, nhận")] = ()
    trip: Annotated[Code, Meta(title="Chuyến đi đang dùng hộ chiếu")] = ""
    lost_on: Annotated[datetime.date | None, Meta(title="Ngày phát hiện mất")] = None
    told: Annotated[Decision | None, Meta(title="Văn bản báo mất")] = None

    @property
    def valid_until(self) -> datetime.date | None:
        return self.extended_to or (self.booklet.expires_on if self.booklet else None)


class HandOut(Sending, frozen=True, kw_only=True, forbid_unknown_fields=True):
    trip: Annotated[Text, Meta(title="Mã chuyến đi (đoàn ra hoặc số quyết định)")]
    handout: Annotated[Code, Meta(title="Hồ sơ giao nhận của đoàn")] = ""
    leaves_on: Annotated[datetime.date, Meta(title="Ngày đi dự kiến")]
    returns_on: Annotated[datetime.date, Meta(title="Ngày về dự kiến")]
    is_signed_for: Annotated[bool, Meta(title="Người nhận đã ký nhận")] = False


class HandBack(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    is_signed_for: Annotated[bool, Meta(title="Người quản lý đã ký nhận lại")] = False


class Extension(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    extended_to: Annotated[datetime.date, Meta(title="Gia hạn đến")]


class Loss(WithReason, frozen=True, kw_only=True):
    lost_on: Annotated[datetime.date, Meta(title="Ngày phát hiện mất")]


class Transfer(WithReason, frozen=True, kw_only=True):
    keeper: Annotated[str, Meta(min_length=2, max_length=60, title="Cơ quan quản lý mới")]


class Corrected(Booklet, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


@rule(
    PASSPORT_GUIDE.art(4),
    "Phải có văn bản cử hoặc cho phép đi nước ngoài: số và ngày quyết định",
    "/decision",
)
def decision_is_named(case: Case[Any, Any]) -> bool:
    return _sending(case).decision is not None


@rule(
    PASSPORT_GUIDE.form("Mẫu 03/2020/NG-XNC"),
    "Người ký văn bản cử đi nước ngoài chưa được giới thiệu mẫu chữ ký",
    "/signer",
)
def signature_is_introduced(case: Case[Any, Any]) -> bool:
    decided = _sending(case).decision
    on = decided.date if decided else case.today
    return any(_introduced_on(d.fields, on) for d in case.found["signature"])


@rule(RECORD, "Ngày của văn bản cử đi không thể sau hôm nay", "/decision/date")
def decision_is_dated_by_today(case: Case[Any, Any]) -> bool:
    decided = _sending(case).decision
    return decided is None or decided.date <= case.today


def the_signature(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    """Samples of the signer's signature that were introduced to the issuer, living or not."""
    of = data if isinstance(data, Sending) else dossier.fields
    where = {"fields.signer": [of.signer]}
    states = ["introduced", "withdrawn"]
    return [Lookup(name="signature", type="signature-sample", where=where, states=states)]


def with_the_passport(dossier: Dossier[Any], data: Any, code: str) -> Sequence[Lookup]:
    """The signer's samples together with the passport of that code."""
    states = ["kept", "out"]
    passport = Lookup(name="passport", type="passport", where={"code": [code]}, states=states)
    return [*the_signature(dossier, data), passport]


def _sending(case: Case[Any, Any]) -> Any:
    """What is asked now names the document; otherwise the dossier does."""
    return case.data if isinstance(case.data, Sending) else case.fields


def _introduced_on(sample: Any, on: datetime.date) -> bool:
    introduced = sample.introduction.date if sample.introduction else None
    ended = sample.withdrawn_on
    return introduced is not None and introduced <= on and (ended is None or on < ended)
