"""What an application for an APEC card says, and what the asked bodies have said of it."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from casework import Dossier, Opinion, Round
from casework.vocabulary import Country, Decision, Text, WithReason

Sector = Literal["enterprise", "state"]
"""Whose person: an enterprise (the bodies are asked), or the State sector (Điều 9)."""


class EnterpriseKind(StrEnum):
    PRIVATE = "private"
    FOREIGN_INVESTED = "foreign-invested"
    STATE_OWNED = "state-owned"
    COOPERATIVE = "cooperative"
    NONE = "none"


ENTERPRISE_KINDS: dict[EnterpriseKind, str] = {
    EnterpriseKind.PRIVATE: "doanh nghiệp tư nhân",
    EnterpriseKind.FOREIGN_INVESTED: "doanh nghiệp có vốn đầu tư nước ngoài",
    EnterpriseKind.STATE_OWNED: "doanh nghiệp nhà nước",
    EnterpriseKind.COOPERATIVE: "hợp tác xã",
    EnterpriseKind.NONE: "cơ quan, đơn vị khu vực nhà nước",
}


class CardRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đề nghị cho phép sử dụng thẻ đi lại doanh nhân APEC."""

    sector: Annotated[Sector, Meta(title="Khu vực")] = "enterprise"
    enterprise: Annotated[Text, Meta(title="Doanh nghiệp, cơ quan")]
    enterprise_kind: Annotated[EnterpriseKind, Meta(title="Loại hình")] = EnterpriseKind.PRIVATE
    tax_code: Annotated[str, Meta(max_length=20, title="Mã số thuế")] = ""
    active_since: Annotated[datetime.date, Meta(title="Hoạt động từ ngày")]
    person: Annotated[str, Meta(min_length=1, max_length=200, title="Họ tên doanh nhân")]
    born_on: Annotated[datetime.date, Meta(title="Ngày sinh")]
    post: Annotated[Text, Meta(title="Chức vụ")]
    in_post_since: Annotated[datetime.date, Meta(title="Giữ chức vụ từ ngày")]
    economies: Annotated[
        tuple[Country, ...], Meta(max_length=21, title="Nền kinh tế APEC có quan hệ trực tiếp")
    ] = ()
    contract_on: Annotated[
        datetime.date | None, Meta(title="Ngày hợp đồng, văn bản hợp tác với đối tác APEC")
    ] = None
    has_tax_paper: Annotated[bool, Meta(title="Có xác nhận nghĩa vụ thuế")] = False
    has_insurance_paper: Annotated[bool, Meta(title="Có xác nhận bảo hiểm xã hội")] = False
    has_finance_statement: Annotated[bool, Meta(title="Có báo cáo tài chính")] = False


class Card(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The card as issued by immigration: five years at most, never extended."""

    number: Annotated[str, Meta(min_length=3, max_length=30, title="Số thẻ")]
    issued_on: Annotated[datetime.date, Meta(title="Ngày cấp")]
    expires_on: Annotated[datetime.date, Meta(title="Có giá trị đến")]


class AbtcPermission(CardRequest, frozen=True, kw_only=True):
    """Cho phép sử dụng thẻ đi lại doanh nhân APEC (ABTC)."""

    is_banned_from_exit: Annotated[bool, Meta(title="Thuộc diện chưa được xuất cảnh")] = False
    submission: Annotated[Decision | None, Meta(title="Tờ trình Chủ tịch UBND")] = None
    permission: Annotated[Decision | None, Meta(title="Văn bản của Chủ tịch UBND")] = None
    card: Annotated[Card | None, Meta(title="Thẻ ABTC")] = None


class Extension(WithReason, frozen=True, kw_only=True):
    bodies: Annotated[tuple[str, ...], Meta(min_length=1, title="Cơ quan xin gia hạn")]


class Refusal(Decision, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


def last_words(dossier: Dossier[Any]) -> dict[str, tuple[Round, Opinion]]:
    """What each asked body was asked last: an extension asks it again."""
    return {o.body: (r, o) for r in dossier.rounds for o in r.opinions}


def waiting(dossier: Dossier[Any], today: datetime.date) -> list[str]:
    """Bodies that have not answered and still have time; after it, silence is consent."""
    told = last_words(dossier)
    return [body for body, (r, _) in told.items() if r.standing(body, today) == "waiting"]


def opposing(dossier: Dossier[Any]) -> list[str]:
    return [body for body, (_, o) in last_words(dossier).items() if o.answer == "disagree"]


def complete_on(dossier: Dossier[Any]) -> datetime.date | None:
    """The day the last body answered, or will be taken to have consented."""
    days = [_day(o) for _, o in last_words(dossier).values()]
    known = [d for d in days if d is not None]
    return max(known) if known and len(known) == len(days) else None


def _day(opinion: Opinion) -> datetime.date | None:
    moment = opinion.received or opinion.due
    return moment.date() if isinstance(moment, datetime.datetime) else moment
