"""A unit's part of a periodic report (342/KH-UBND mục V khoản 2; 22/2012/QĐ-UBND, Điều 19).

It is opened for every unit that owes one when its period begins. The unit sends its own part only;
the department takes it in or sends it back. Invited bodies report of their own will. Late parts
are taken with their reason.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    Case,
    Disclosure,
    DossierType,
    Link,
    Paper,
    Transition,
    rule,
)
from casework.vocabulary import Decision, WithReason, labels
from reporting import owed
from reporting.content import (
    ESTIMATES_ARE_SOUND,
    EVERY_FIGURE_IS_ESTIMATED,
    IS_AFTER_CUT_OFF,
    NUMBERS_AGREE,
    Computed,
    Content,
    Reminder,
    missing_sections,
)
from reporting.laws import (
    INVITED_BODIES,
    PERIODIC_REPORTS,
    REPORTS,
    UNIT_PLANS_AND_REPORTS,
    UNIT_PROGRAMMES,
)
from reporting.letters import unit_report as letters
from reporting.obligations.obligation import NOT_ASKED, OWN, STRICT
from reporting.obligations.reminding import ESCALATE, NEAR
from reporting.owed import Fulfilled, Owed, Reopened
from reporting.refusals import is_own
from reporting.roles import DEPARTMENT, DESK, Role

UNIT_PART = UNIT_PLANS_AND_REPORTS


class State(StrEnum):
    REQUESTED = "requested"
    RECEIVED = "received"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


STATES = labels(
    State, requested="chờ đơn vị báo cáo", received="đã nhận báo cáo",
    declined="không tham gia báo cáo", returned="trả lại để bổ sung",
    accepted="đã chấp nhận, khóa số liệu",
)  # fmt: skip
OPEN = frozenset({State.REQUESTED, State.RETURNED})
LIVE = sorted(frozenset(State) - {State.CANCELLED})


class UnitReport(Owed, frozen=True, kw_only=True):
    """Báo cáo của đơn vị gửi Sở Ngoại vụ tổng hợp."""

    request: Annotated[Decision | None, Meta(title="Văn bản đề nghị báo cáo")] = None
    nothing: Annotated[bool, Meta(title="Không phát sinh hoạt động đối ngoại")] = False
    received_on: Annotated[datetime.date | None, Meta(title="Ngày nhận")] = None


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The department's letter; it names a day where no text does."""

    document: Annotated[Decision, Meta(title="Văn bản đề nghị báo cáo")]
    by: Annotated[datetime.date | None, Meta(title="Đề nghị gửi trước ngày")] = None


class Part(Content, frozen=True, kw_only=True):
    """What the unit sends, under its own number."""

    document: Annotated[Decision, Meta(title="Văn bản báo cáo của đơn vị")]
    nothing: Annotated[bool, Meta(title="Không phát sinh hoạt động đối ngoại")] = False


@rule(UNIT_PART, "Báo cáo của đơn vị chưa có nội dung", "/sections")
def says_something(case: Case[UnitReport, Part]) -> bool:
    return case.data.nothing or not missing_sections(case.fields.obligation, case.data)


@rule(RECORD, "Đã báo «không phát sinh» thì số liệu phải bằng 0", "/nothing")
def nothing_means_none(case: Case[UnitReport, Part]) -> bool:
    return not case.data.nothing or not any(x.value for x in case.fields.figures.lines)


@rule(INVITED_BODIES, "Chỉ cơ quan được «đề nghị» mới có thể không tham gia")
def is_invited(case: Case[UnitReport, Any]) -> bool:
    return case.fields.invited


@rule(UNIT_PART, "Văn bản đã quy định ngày gửi: không đặt hạn khác", "/by")
def no_text_names_the_day(case: Case[UnitReport, Asked]) -> bool:
    return case.data.by is None or not case.dossier.clocks or case.fields.due_on is not None


@rule(RECORD, "Hạn báo cáo không thể trước ngày đề nghị", "/by")
def is_asked_in_time(case: Case[UnitReport, Asked]) -> bool:
    return case.data.by is None or case.data.by >= case.data.document.date


@rule(RECORD, "Ngày của văn bản không thể sau hôm nay", "/document/date")
def document_is_dated_by_today(case: Case[UnitReport, Any]) -> bool:
    return bool(case.data.document.date <= case.today)


def ask(case: Case[UnitReport, Asked]) -> UnitReport:
    due = case.data.by or case.fields.due_on
    return replace(case.fields, request=case.data.document, due_on=due)


def take_in(case: Case[UnitReport, Part]) -> UnitReport:
    part = case.data
    content = Content(**{n: getattr(part, n) for n in Content.__struct_fields__})
    f = replace(case.fields, content=content, document=part.document, nothing=part.nothing)
    return replace(f, received_on=case.today)


def note_figures(case: Case[UnitReport, Computed]) -> UnitReport:
    return replace(case.fields, figures=case.data)


def links(fields: UnitReport) -> Sequence[Link]:
    if not fields.source:
        return ()
    return [Link("fulfilled-by", *fields.source, fields.fulfilled_by)]


# fmt: off
UNIT_REPORT: DossierType[Any] = DossierType(
    name="unit-report", record="R37", tracked=False,
    prefix="BCDV", title="Báo cáo định kỳ của đơn vị",
    since=date(2012, 8, 30), law=UNIT_PART,
    fields=UnitReport, heading=owed.heading, links=links,
    states=STATES, final={State.DECLINED, State.CANCELLED},
    params=[STRICT, OWN, NOT_ASKED, NEAR, ESCALATE, *owed.params("unit-report")],
    at_rest={State.ACCEPTED},
    discloses=Disclosure(
        province=("obligation", "period", "year", "period_from", "cut_off", "version", "invited",
                  "nothing", "document", "received_on", "reminders")),

    opening=Transition(
        UNIT_PART, "open", title="mở kỳ báo cáo của đơn vị", target=State.REQUESTED,
        by={Role.SYSTEM, *DESK}, data=owed.Opening, needs=owed.the_same_obligation(LIVE),
        requires=owed.OPENING_RULES, then=owed.settle, emits="opened"),

    transitions=[
        Transition(
            UNIT_PART, "ask", title="đề nghị báo cáo", source=OPEN, target=STAYS, by=DEPARTMENT,
            data=Asked, requires=[document_is_dated_by_today, no_text_names_the_day,
                                  is_asked_in_time],
            then=ask, emits="asked"),
        Transition(
            REPORTS.art(8), "compute-figures", title="ghi số liệu hệ thống",
            source={*OPEN, State.RECEIVED}, target=STAYS, by={Role.SYSTEM}, data=Computed,
            then=note_figures, emits="figures-computed"),
        Transition(
            UNIT_PART, "submit", title="gửi báo cáo", source=OPEN, target=State.RECEIVED,
            main=True,
            by={Role.UNIT, *DESK}, data=Part, emits="received",
            requires=[is_own, document_is_dated_by_today, says_something, nothing_means_none,
                      IS_AFTER_CUT_OFF, NUMBERS_AGREE, ESTIMATES_ARE_SOUND,
                      EVERY_FIGURE_IS_ESTIMATED, owed.says_what_changed],
            then=take_in),
        Transition(
            UNIT_PART, "return", title="trả lại để bổ sung", source={State.RECEIVED},
            target=State.RETURNED, by=DESK, data=WithReason, not_by={"submit"},
            emits="returned"),
        Transition(
            UNIT_PART, "accept", title="chấp nhận để tổng hợp", source={State.RECEIVED},
            target=State.ACCEPTED, by=DESK, not_by={"submit"}, emits="accepted"),
        Transition(
            INVITED_BODIES, "decline", title="không tham gia báo cáo",
            source=OPEN, target=State.DECLINED, by={Role.UNIT, *DESK}, requires=[is_own,
            is_invited], emits="declined"),
        Transition(
            REPORTS.art(8), "record-sent", title="ghi nhận đã gửi ngoài hệ thống", source=OPEN,
            target=State.ACCEPTED, by={Role.UNIT, *DESK}, data=Fulfilled,
            requires=[is_own, owed.is_reported_elsewhere], then=owed.note_fulfilment,
            emits="sent-recorded"),
        Transition(
            UNIT_PROGRAMMES, "fulfil", title="ghi nhận hồ sơ đã gửi", source=OPEN,
            target=State.ACCEPTED, by={Role.SYSTEM}, data=Fulfilled,
            then=owed.note_fulfilment, emits="fulfilled"),
        Transition(
            UNIT_PART, "reopen", title="mở lại báo cáo đã khóa", source={State.ACCEPTED},
            target=State.RETURNED, by={Role.DIRECTOR}, data=Reopened, correction=True,
            then=owed.begin_a_new_version, emits="reopened"),
        Transition(
            PERIODIC_REPORTS, "urge", title="nhắc đơn vị", source=OPEN,
            target=STAYS, by={Role.HEAD, Role.OFFICER}, data=owed.Urging,
            requires=[owed.something_is_owed, owed.is_urged_once_a_day],
            then=owed.note_urging, emits="urged"),
        Transition(
            PERIODIC_REPORTS, "remind", title="nhắc hạn báo cáo", source=OPEN, target=STAYS,
            by={Role.SYSTEM}, data=Reminder, requires=[owed.is_announced_once],
            then=owed.note_reminder, emits="reminded"),
        Transition(
            UNIT_PART, "waive", title="miễn báo cáo kỳ này", source=OPEN,
            target=State.CANCELLED, by={Role.DIRECTOR}, data=WithReason, emits="waived"),
    ],

    deadlines=owed.duties("unit-report", {"submit", "fulfil", "record-sent"}, "submit"),

    papers=[
        Paper(UNIT_PART, "bao-cao", title="Báo cáo công tác đối ngoại của đơn vị",
              makes=letters.report),
        Paper(UNIT_PART, "so-lieu", title="Phụ lục số liệu", makes=letters.figures,
              formats=("xlsx",)),
    ],
)
# fmt: on
