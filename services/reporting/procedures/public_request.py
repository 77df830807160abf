"""A request under a procedure offered to the public, through the one-stop desk (dự thảo Lai Châu
khoản 19; 342/KH-UBND mục II.6g-h).

Received with a slip; what is missing is asked for once and completely; accepted with an appointment
that is no day off and within the procedure's days; whoever is late apologises and says when. The
applicant follows the request by the dossier's code; name and contact stay here.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    After,
    Amount,
    Case,
    Deadline,
    Disclosure,
    DossierType,
    Link,
    Paper,
    Transition,
    rule,
)
from casework.vocabulary import Decision, Text, WithReason, labels
from reporting.laws import OFFERED_PROCEDURES, ONE_STOP, PUBLIC_SERVICES_REFORM
from reporting.letters import public_request as letters
from reporting.public_procedures import CATALOGUE, PARAMS, Procedure
from reporting.refusals import is_dated_by_today
from reporting.roles import DEPARTMENT, LEADERS, Role


class State(StrEnum):
    RECEIVED = "received"
    SUPPLEMENTING = "supplementing"
    PROCESSING = "processing"
    RESOLVED = "resolved"
    DELIVERED = "delivered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATES = labels(
    State,
    received="đã tiếp nhận",
    supplementing="chờ bổ sung",
    processing="đang giải quyết",
    resolved="đã có kết quả",
    delivered="đã trả kết quả",
    refused="từ chối giải quyết",
    withdrawn="người nộp rút hồ sơ",
)
DESK_OF = ONE_STOP.form("tiếp nhận, trả kết quả")
OFFERS = OFFERED_PROCEDURES
Papers = Annotated[tuple[str, ...], Meta(max_length=50, title="Thành phần hồ sơ (mã)")]


class Application(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hồ sơ thủ tục hành chính."""

    procedure: Annotated[str, Meta(min_length=1, max_length=60, title="Thủ tục (mã)")]
    applicant: Annotated[Text, Meta(title="Người nộp")]
    contact: Annotated[str, Meta(max_length=300, title="Liên hệ")] = ""
    channel: Annotated[Literal["direct", "post", "online"], Meta(title="Hình thức nộp")] = "direct"
    given: Papers = ()
    subject: Annotated[str, Meta(max_length=500, title="Nội dung đề nghị")] = ""


class PublicRequest(Application, frozen=True, kw_only=True):
    asked: Annotated[tuple[str, ...], Meta(title="Thành phần đã yêu cầu bổ sung")] = ()
    why: Annotated[str, Meta(title="Lý do bổ sung, từ chối")] = ""
    appointment: Annotated[datetime.date | None, Meta(title="Ngày hẹn trả kết quả")] = None
    promised: Annotated[datetime.date | None, Meta(title="Ngày hẹn lại")] = None
    apology: Annotated[str, Meta(title="Lý do trễ hẹn")] = ""
    result: Annotated[Decision | None, Meta(title="Văn bản kết quả")] = None
    service: Annotated[str, Meta(title="Dịch vụ giải quyết")] = ""
    type: Annotated[str, Meta(title="Loại hồ sơ giải quyết")] = ""
    dossier: Annotated[str, Meta(title="Hồ sơ giải quyết")] = ""

    @property
    def due(self) -> datetime.date | None:
        return self.promised or self.appointment


class Missing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    items: Annotated[
        tuple[str, ...], Meta(min_length=1, max_length=50, title="Thành phần cần bổ sung (mã)")
    ]
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Nội dung cần bổ sung")]


class Supplement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    given: Papers


class Appointment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    appointment: Annotated[datetime.date, Meta(title="Ngày hẹn trả kết quả")]


class Apology(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do trễ hẹn")]
    appointment: Annotated[datetime.date, Meta(title="Ngày hẹn lại")]


class Handled(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    dossier: Annotated[str, Meta(min_length=1, max_length=60, title="Hồ sơ giải quyết")]


def procedure(fields: Any) -> Procedure:
    return CATALOGUE[fields.procedure]


@rule(OFFERS, "Không có thủ tục này trong danh mục", "/procedure")
def is_offered(case: Case[PublicRequest, Application]) -> bool:
    return case.data.procedure in CATALOGUE


@rule(DESK_OF, "Thủ tục không nhận hồ sơ theo hình thức này", "/channel")
def takes_this_channel(case: Case[PublicRequest, Application]) -> bool:
    of = CATALOGUE.get(case.data.procedure)
    return of is None or case.data.channel in of.channels


@rule(DESK_OF, "Có thành phần không thuộc hồ sơ của thủ tục", "/given")
def papers_are_known(case: Case[PublicRequest, Any]) -> bool:
    of = CATALOGUE.get(getattr(case.data, "procedure", case.fields.procedure))
    return of is None or set(case.data.given) <= {c.code for c in of.components}


@rule(DESK_OF, "Chỉ yêu cầu thành phần có trong danh mục của thủ tục", "/items")
def asks_for_listed_papers(case: Case[PublicRequest, Missing]) -> bool:
    return set(case.data.items) <= {c.code for c in procedure(case.fields).components}


@rule(
    DESK_OF,
    "Chỉ yêu cầu bổ sung một lần: những gì biết từ lần đầu không được yêu cầu lần thứ hai",
    "/items",
)
def is_asked_once(case: Case[PublicRequest, Missing]) -> bool:
    return case.dossier.act("request-supplement") is None


@rule(DESK_OF, "Yêu cầu bổ sung phải đầy đủ: còn thành phần thiếu chưa nêu", "/items")
def asks_for_all(case: Case[PublicRequest, Missing]) -> bool:
    return set(missing(case.fields)) <= set(case.data.items)


@rule(DESK_OF, "Hồ sơ còn thiếu thành phần bắt buộc", "/given")
def is_complete(case: Case[PublicRequest, Any]) -> bool:
    return not missing(case.fields)


@rule(DESK_OF, "Ngày hẹn không thể rơi vào ngày nghỉ", "/appointment")
def is_a_working_day(case: Case[PublicRequest, Any]) -> bool:
    return case.province.calendar.is_working(case.data.appointment)


@rule(RECORD, "Ngày hẹn không thể trước hôm nay", "/appointment")
def is_ahead(case: Case[PublicRequest, Any]) -> bool:
    return bool(case.data.appointment >= case.today)


@rule(DESK_OF, "Ngày hẹn vượt quá thời hạn giải quyết của thủ tục", "/appointment")
def is_within_the_limit(case: Case[PublicRequest, Appointment]) -> bool:
    last = last_day(case)
    return last is None or case.data.appointment <= last


@rule(DESK_OF, "Chưa quá hẹn: không cần xin lỗi", "/appointment")
def is_late(case: Case[PublicRequest, Apology]) -> bool:
    return case.fields.due is not None and case.today > case.fields.due


@rule(DESK_OF, "Quá hẹn phải có văn bản xin lỗi và hẹn lại")
def has_apologised(case: Case[PublicRequest, Any]) -> bool:
    due = case.fields.appointment
    return due is None or case.today <= due or bool(case.fields.apology)


def missing(fields: Any) -> list[str]:
    """The required papers that were not given."""
    return [c for c in procedure(fields).required if c not in fields.given]


def last_day(case: Case[PublicRequest, Any]) -> date | None:
    """The last day of the procedure's time when it is accepted today; None without a number."""
    within = procedure(case.fields).within
    if not case.province.is_set(within, case.dossier.lodged_on):
        return None
    amount = case.province.amount(within, case.dossier.lodged_on)
    due = case.province.calendar.within(case.today, amount.number, amount.unit).due
    return due.date() if isinstance(due, datetime.datetime) else due


def ask(case: Case[PublicRequest, Missing]) -> PublicRequest:
    return replace(case.fields, asked=case.data.items, why=case.data.reason)


def take_in(case: Case[PublicRequest, Supplement]) -> PublicRequest:
    given = tuple(dict.fromkeys((*case.fields.given, *case.data.given)))
    return replace(case.fields, given=given)


def appoint(case: Case[PublicRequest, Appointment]) -> PublicRequest:
    service, type_ = procedure(case.fields).handled_by
    day = case.data.appointment
    return replace(case.fields, appointment=day, service=service, type=type_)


def apologise(case: Case[PublicRequest, Apology]) -> PublicRequest:
    return replace(case.fields, apology=case.data.reason, promised=case.data.appointment)


def note_dossier(case: Case[PublicRequest, Handled]) -> PublicRequest:
    return replace(case.fields, dossier=case.data.dossier)


def record_result(case: Case[PublicRequest, Decision]) -> PublicRequest:
    return replace(case.fields, result=case.data)


def record_why(case: Case[PublicRequest, WithReason]) -> PublicRequest:
    return replace(case.fields, why=case.data.reason)


def heading(fields: PublicRequest) -> str:
    """The procedure alone: who applies is nobody else's business."""
    of = CATALOGUE.get(fields.procedure)
    return of.name if of else fields.procedure


def links(fields: PublicRequest) -> Sequence[Link]:
    if not fields.dossier:
        return []
    return [Link("handled-as", fields.service, fields.type, fields.dossier)]


ONE_STOP_DESK = {Role.CLERK, Role.OFFICER, Role.HEAD, Role.OFFICE}
WAITING = {State.RECEIVED, State.SUPPLEMENTING, State.PROCESSING}

# fmt: off
PUBLIC_REQUEST = DossierType(
    name="public-request", record="R41", personal=True, tracked=True, prefix="TTHC",
    title="Hồ sơ thủ tục hành chính",
    since=date(2022, 9, 19), law=OFFERS,
    fields=PublicRequest, heading=heading, links=links,
    states=STATES, final={State.DELIVERED, State.REFUSED, State.WITHDRAWN}, params=PARAMS,
    discloses=Disclosure(
        province=("procedure", "channel", "appointment", "promised", "result"),
        ministry=("procedure", "channel")),

    opening=Transition(
        DESK_OF, "receive", title="tiếp nhận hồ sơ", target=State.RECEIVED, by=ONE_STOP_DESK,
        data=Application, requires=[is_offered, takes_this_channel, papers_are_known],
        emits="received"),

    transitions=[
        Transition(
            DESK_OF, "request-supplement", title="yêu cầu bổ sung một lần",
            source={State.RECEIVED}, target=State.SUPPLEMENTING, by=ONE_STOP_DESK, data=Missing,
            requires=[is_asked_once, asks_for_listed_papers, asks_for_all], then=ask,
            emits="supplement-requested"),
        Transition(
            DESK_OF, "supplement", title="nhận bổ sung", source={State.SUPPLEMENTING},
            target=State.RECEIVED, by=ONE_STOP_DESK, data=Supplement,
            requires=[papers_are_known], then=take_in, emits="supplemented"),
        Transition(
            DESK_OF, "accept", title="nhận giải quyết, hẹn trả kết quả", source={State.RECEIVED},
            main=True,
            target=State.PROCESSING, by=ONE_STOP_DESK, data=Appointment, then=appoint,
            requires=[is_complete, is_a_working_day, is_ahead, is_within_the_limit],
            emits="accepted"),
        Transition(
            PUBLIC_SERVICES_REFORM, "note-dossier", title="ghi hồ sơ giải quyết",
            source={State.PROCESSING}, target=STAYS, by={*ONE_STOP_DESK, Role.SYSTEM},
            data=Handled, then=note_dossier, emits="dossier-noted"),
        Transition(
            DESK_OF, "apologise", title="xin lỗi, hẹn lại", source={State.PROCESSING},
            target=STAYS, by=LEADERS, data=Apology, then=apologise,
            requires=[is_late, is_a_working_day, is_ahead], emits="apologised"),
        Transition(
            DESK_OF, "resolve", title="ghi kết quả giải quyết", source={State.PROCESSING},
            target=State.RESOLVED, by={*DEPARTMENT, Role.OFFICE}, data=Decision,
            requires=[is_dated_by_today, has_apologised], then=record_result, emits="resolved"),
        Transition(
            DESK_OF, "deliver", title="trả kết quả", source={State.RESOLVED},
            target=State.DELIVERED, by=ONE_STOP_DESK, emits="delivered"),
        Transition(
            DESK_OF, "refuse", title="từ chối giải quyết",
            source={State.RECEIVED, State.PROCESSING}, target=State.REFUSED, by=LEADERS,
            data=WithReason, then=record_why, emits="refused"),
        Transition(
            DESK_OF, "withdraw", title="ghi người nộp rút hồ sơ", source=WAITING,
            target=State.WITHDRAWN, by=ONE_STOP_DESK, data=WithReason, emits="withdrawn"),
    ],

    deadlines=[
        Deadline(
            law=DESK_OF, name="resolve", title="giải quyết đúng ngày hẹn trả kết quả",
            owed_to="người nộp hồ sơ", met_by={"resolve", "refuse"},
            shape=After(amount=Amount(0, "calendar-days"), of="ngày hẹn trả kết quả",
                        event=lambda d: d.fields.appointment)),
    ],

    papers=[
        Paper(DESK_OF, "giay-tiep-nhan", title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
              makes=letters.receipt),
        Paper(DESK_OF, "phieu-bo-sung", title="Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
              makes=letters.supplement),
        Paper(DESK_OF, "phieu-tu-choi", title="Phiếu từ chối giải quyết hồ sơ",
              makes=letters.refusal),
        Paper(DESK_OF, "phieu-xin-loi", title="Phiếu xin lỗi và hẹn lại ngày trả kết quả",
              makes=letters.apology),
    ],
)
# fmt: on
