"""Amending the approved annual programme (22/2012/QĐ-UBND, Điều 5 khoản 3 and Điều 6 khoản 3).

Path A: an activity is added, changed or cancelled after an exchange with the Ministry and the Prime
Minister's approval, at least fifteen working days before it is carried out. Path B: an activity
that arises too late for that, and is neither complex nor sensitive, is told to the Ministry at once
and reported to the Prime Minister right after it ends. A sensitive one never takes path B.
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
    Before,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Immediate,
    Link,
    Lookup,
    Paper,
    Param,
    Transition,
    act_day,
    fill_in,
    opinion,
    rule,
    sensitive,
)
from casework.vocabulary import Decision, WithReason, labels
from delegations import forms, items
from delegations.forms import Proposal
from delegations.laws import (
    ARISING_ACTIVITIES,
    CHANGING_PROGRAMMES,
    CHANGING_PROGRAMMES_DAYS,
    FORM_1_FUNDING,
    FORM_3,
    FORM_3_NOTE,
    SENSITIVE_MATTERS,
)
from delegations.letters import amendment as letters
from delegations.refusals import is_dated_by_today, is_own
from delegations.roles import Role


class State(StrEnum):
    DRAFT = "draft"
    EXCHANGING = "exchanging"
    PRESENTED = "presented"
    APPROVED = "approved"
    CONFIRMED = "confirmed"
    NOTIFIED = "notified"
    EXECUTED = "executed"
    REPORTED = "reported"
    APPLIED = "applied"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


STATES = labels(
    State, exchanging="trao đổi với Bộ Ngoại giao", presented="trình Thủ tướng Chính phủ",
    confirmed="xác nhận không phức tạp, nhạy cảm", notified="đã thông báo Bộ Ngoại giao",
    executed="hoạt động đã kết thúc", reported="đã báo cáo Thủ tướng", applied="đã áp dụng",
)  # fmt: skip
UNSETTLED = frozenset({State.DRAFT, State.EXCHANGING, State.CONFIRMED, State.NOTIFIED})
MINISTRY = "Bộ Ngoại giao"
NOT_BEGUN = items.OPEN - {items.Standing.EXECUTING}


class Amendment(Proposal, frozen=True, kw_only=True):
    """Sửa đổi, bổ sung, điều chỉnh, hủy bỏ hoạt động của Chương trình đã phê duyệt (Mẫu 3)."""

    programme: Annotated[str, Meta(title="Chương trình của tỉnh")] = ""
    submission: Annotated[Decision | None, Meta(title="Tờ trình Thủ tướng")] = None
    answer: Annotated[Decision | None, Meta(title="Văn bản của Thủ tướng")] = None
    notice: Annotated[Decision | None, Meta(title="Thông báo Bộ Ngoại giao")] = None
    ended_on: Annotated[datetime.date | None, Meta(title="Ngày kết thúc hoạt động")] = None
    report: Annotated[Decision | None, Meta(title="Báo cáo Thủ tướng")] = None
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


class Ended(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ended_on: Annotated[datetime.date, Meta(title="Ngày kết thúc hoạt động")]


class Rejection(Decision, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


LEAD = Param(
    name="amendment.lead",
    title="Trao đổi với Bộ Ngoại giao và trình Thủ tướng trước khi thực hiện hoạt động",
    law=CHANGING_PROGRAMMES_DAYS,
    default=15,
    unit="working-days",
    least=1,
    most=60,
)


def last_day(case: Case[Amendment, Any]) -> date:
    """The last day on which path A is still open: the same counting as D05."""
    amount = case.province.amount(LEAD, case.dossier.lodged_on)
    due = case.province.calendar.before(case.fields.starts_on, amount.number, amount.unit).due
    return due.date() if isinstance(due, datetime.datetime) else due


@rule(CHANGING_PROGRAMMES, "Tỉnh chưa có Chương trình đã ban hành của năm này", "/year")
def programme_is_issued(case: Case[Amendment, Any]) -> bool:
    return bool(case.found["programme"])


@rule(RECORD, "Ngày kết thúc không thể trước ngày bắt đầu", "/ends_on")
def ends_after_it_starts(case: Case[Amendment, Any]) -> bool:
    return case.fields.ends_on >= case.fields.starts_on


@rule(CHANGING_PROGRAMMES, "Hoạt động đã diễn ra: không sửa đổi Chương trình cho nó", "/starts_on")
def is_ahead(case: Case[Amendment, Any]) -> bool:
    return case.fields.starts_on >= case.today


@rule(
    CHANGING_PROGRAMMES, "Hoạt động đã thực hiện, đã hủy hoặc không có trong Chương trình", "/item"
)
def target_is_open(case: Case[Amendment, Any]) -> bool:
    if case.fields.action == "add":
        return not case.fields.item
    found = [i for d in case.found["programme"] for i in d.fields.items]
    return any(i.id == case.fields.item and i.standing in NOT_BEGUN for i in found)


@rule(FORM_3, "Phải nêu hoạt động sau khi bổ sung, điều chỉnh, sửa đổi", "/change")
def says_what_changes(case: Case[Amendment, Any]) -> bool:
    return (case.fields.change is None) is (case.fields.action == "cancel")


@rule(
    RECORD,
    "Hoạt động bổ sung phải ghi tháng của năm này",
    "/change/month",
)
def is_added_to_this_year(case: Case[Amendment, Any]) -> bool:
    change = case.fields.change
    if case.fields.action != "add" or change is None:
        return True
    return change.month.startswith(f"{case.fields.year}-")


@rule(FORM_1_FUNDING, "Hoạt động phải ghi nguồn kinh phí", "/change/funding")
def change_is_funded(case: Case[Amendment, Any]) -> bool:
    return case.fields.change is None or bool(case.fields.change.funding)


SECTIONS_FILLED = forms.filled(
    FORM_3,
    forms.AMENDMENT_SECTIONS,
    ["reason", "purpose", "scale", "participants", "plan", "funding"],
)


@rule(
    FORM_3_NOTE,
    "Phải gửi kèm ý kiến bằng văn bản của các cơ quan nhà nước có liên quan",
    "/opinions",
)
def opinions_are_attached(case: Case[Amendment, Any]) -> bool:
    return bool(case.fields.opinions)


@rule(CHANGING_PROGRAMMES, "Hồ sơ không đi theo trình tự A", "/path")
def takes_path_a(case: Case[Amendment, Any]) -> bool:
    return case.fields.path == "A"


@rule(
    CHANGING_PROGRAMMES,
    "Không còn đủ số ngày làm việc phải trình trước: dời ngày, hoặc theo trình tự B nếu là hoạt "
    "động phát sinh không phức tạp, nhạy cảm",
    "/starts_on",
)
def leaves_the_lead(case: Case[Amendment, Any]) -> bool:
    return case.today <= last_day(case)


@rule(ARISING_ACTIVITIES, "Hồ sơ không đi theo trình tự B", "/path")
def takes_path_b(case: Case[Amendment, Any]) -> bool:
    return case.fields.path == "B"


@rule(ARISING_ACTIVITIES, "Hoạt động phức tạp, nhạy cảm không được theo trình tự B", "/is_complex")
def is_not_sensitive(case: Case[Amendment, Any]) -> bool:
    f = case.fields
    return not (f.is_complex or f.sensitive_in or f.matters)


@rule(ARISING_ACTIVITIES, "Trình tự B chỉ dành cho hoạt động ngoài Chương trình", "/action")
def arises_outside_the_programme(case: Case[Amendment, Any]) -> bool:
    return case.fields.action == "add"


@rule(
    ARISING_ACTIVITIES,
    "Còn đủ thời gian trình Thủ tướng Chính phủ: phải theo trình tự A",
    "/path",
)
def is_too_late_for_path_a(case: Case[Amendment, Any]) -> bool:
    return case.today > last_day(case)


@rule(CHANGING_PROGRAMMES, "Chưa có ý kiến của Bộ Ngoại giao", "/opinions")
def ministry_has_answered(case: Case[Amendment, Any]) -> bool:
    return not opinion.pending(case.dossier, case.today)


@rule(RECORD, "Ngày quyết định không thể sau ngày bắt đầu hoạt động", "/date")
def is_decided_before_the_start(case: Case[Amendment, Decision]) -> bool:
    return case.data.date <= case.fields.starts_on


@rule(RECORD, "Ngày kết thúc hoạt động chưa tới hoặc trước ngày bắt đầu", "/ended_on")
def has_ended(case: Case[Amendment, Ended]) -> bool:
    return case.fields.starts_on <= case.data.ended_on <= case.today


@rule(RECORD, "Báo cáo không thể đề ngày trước khi hoạt động kết thúc", "/date")
def is_reported_after_the_end(case: Case[Amendment, Decision]) -> bool:
    return case.fields.ended_on is not None and case.data.date >= case.fields.ended_on


def the_programme(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    year = data.year if isinstance(data, Proposal) else dossier.fields.year
    where = {"fields.year": [year]}
    issued = ["published", "in-execution"]
    return [Lookup(name="programme", type="provincial-programme", where=where, states=issued)]


def take_in(case: Case[Amendment, Proposal]) -> Amendment:
    """What was proposed, bound to the programme it amends."""
    programme = next((d.id for d in case.found["programme"]), "")
    return fill_in(case, programme=programme)


def record_submission(case: Case[Amendment, Decision]) -> Amendment:
    return replace(case.fields, submission=case.data)


def record_answer(case: Case[Amendment, Decision]) -> Amendment:
    return replace(case.fields, answer=Decision(number=case.data.number, date=case.data.date))


def record_notice(case: Case[Amendment, Decision]) -> Amendment:
    return replace(case.fields, notice=case.data)


def record_end(case: Case[Amendment, Ended]) -> Amendment:
    return replace(case.fields, ended_on=case.data.ended_on)


def record_report(case: Case[Amendment, Decision]) -> Amendment:
    return replace(case.fields, report=case.data)


def heading(fields: Amendment) -> str:
    action = {"add": "Bổ sung", "adjust": "Điều chỉnh", "modify": "Sửa đổi", "cancel": "Hủy bỏ"}
    return f"{action[fields.action]} Chương trình đối ngoại năm {fields.year}: {fields.name}"


def links(fields: Amendment) -> list[Link]:
    if not fields.programme:
        return []
    return [Link("amends", "delegations", "provincial-programme", fields.programme)]


ADMISSIBLE = [programme_is_issued, target_is_open, says_what_changes, ends_after_it_starts]
COMPLETE = [*SECTIONS_FILLED, opinions_are_attached, is_added_to_this_year, change_is_funded]
ARISING = [takes_path_b, is_not_sensitive, arises_outside_the_programme]
THE_PROVINCE = {Role.OFFICE, Role.DIRECTOR, Role.CLERK}

# fmt: off
AMENDMENT = DossierType(
    name="programme-amendment", record="R02", prefix="SD",
    title="Sửa đổi, bổ sung, điều chỉnh, hủy bỏ hoạt động của Chương trình đối ngoại năm",
    since=date(2012, 8, 30), law=CHANGING_PROGRAMMES,
    fields=Amendment, heading=heading, links=links,
    states=STATES, final={State.APPLIED, State.REJECTED, State.CANCELLED},
    discloses=Disclosure(
        province=("year", "programme", "action", "path", "item", "change", "name", "starts_on",
                  "ends_on", "is_complex", "submission", "answer", "notice", "ended_on", "report"),
        ministry=("year", "action", "path", "item", "change", "name", "starts_on", "ends_on",
                  "submission", "answer", "notice", "ended_on", "report")),

    opening=Transition(
        CHANGING_PROGRAMMES, "draft", title="lập tờ trình sửa đổi, bổ sung", target=State.DRAFT,
        by={Role.UNIT, Role.OFFICER}, data=Proposal, needs=the_programme, then=take_in,
        requires=[is_own, *ADMISSIBLE, is_ahead], emits="drafted"),

    transitions=[
        Transition(
            CHANGING_PROGRAMMES, "revise", title="sửa, dời ngày hoặc đổi trình tự", emits="revised",
            source={State.DRAFT, State.EXCHANGING, State.CONFIRMED}, target=State.DRAFT,
            by={Role.UNIT, Role.OFFICER}, data=Proposal, needs=the_programme,
            requires=[is_own], then=take_in),
        Transition(
            CHANGING_PROGRAMMES, "exchange", title="trao đổi với Bộ Ngoại giao", emits="exchanged",
            source={State.DRAFT}, target=State.EXCHANGING, by={Role.DIRECTOR},
            needs=the_programme, not_by={"draft", "revise"},
            requires=[takes_path_a, leaves_the_lead, *ADMISSIBLE, *COMPLETE],
            consults=Consultation(
                law=CHANGING_PROGRAMMES, topic="Sửa đổi, bổ sung Chương trình hoạt động đối ngoại",
                bodies=lambda case: (MINISTRY,))),
        Transition(
            CHANGING_PROGRAMMES, "present", title="trình Thủ tướng Chính phủ", emits="presented",
            source={State.EXCHANGING}, target=State.PRESENTED, by={Role.CHAIR, Role.OFFICE},
            data=Decision, then=record_submission, not_by={"draft", "revise"},
            requires=[ministry_has_answered, leaves_the_lead, is_dated_by_today]),
        Transition(
            CHANGING_PROGRAMMES, "approve", not_by={"draft", "revise"},
            title="ghi nhận Thủ tướng đồng ý", emits="approved",
            source={State.PRESENTED}, target=State.APPROVED, by=THE_PROVINCE, data=Decision,
            requires=[is_dated_by_today, is_decided_before_the_start], then=record_answer),
        Transition(
            CHANGING_PROGRAMMES, "reject", title="ghi nhận Thủ tướng không đồng ý",
            source={State.PRESENTED}, target=State.REJECTED, by=THE_PROVINCE, data=Rejection,
            requires=[is_dated_by_today], then=record_answer, emits="rejected"),

        Transition(
            ARISING_ACTIVITIES, "confirm", title="xác nhận không phức tạp, nhạy cảm",
            source={State.DRAFT}, target=State.CONFIRMED, by={Role.DIRECTOR},
            needs=the_programme, not_by={"draft", "revise"}, emits="confirmed",
            requires=[*ARISING, is_too_late_for_path_a, is_ahead, *ADMISSIBLE, *COMPLETE]),
        Transition(
            ARISING_ACTIVITIES, "notify-ministry", title="thông báo Bộ Ngoại giao",
            source={State.CONFIRMED}, target=State.NOTIFIED, by=THE_PROVINCE, data=Decision,
            requires=[is_not_sensitive, is_dated_by_today], then=record_notice,
            emits="ministry-notified"),
        Transition(
            ARISING_ACTIVITIES, "end-activity", title="ghi nhận hoạt động kết thúc",
            source={State.NOTIFIED}, target=State.EXECUTED, by={Role.UNIT, Role.OFFICER},
            data=Ended, requires=[is_own, has_ended], then=record_end, emits="activity-ended"),
        Transition(
            ARISING_ACTIVITIES, "report-prime-minister", title="báo cáo Thủ tướng Chính phủ",
            source={State.EXECUTED}, target=State.REPORTED, by=THE_PROVINCE, data=Decision,
            requires=[is_reported_after_the_end, is_dated_by_today], then=record_report,
            emits="reported"),

        Transition(
            CHANGING_PROGRAMMES, "apply", title="áp dụng vào Chương trình", emits="applied",
            source={State.APPROVED, State.REPORTED}, target=State.APPLIED,
            by={Role.OFFICER, Role.HEAD}, needs=the_programme, requires=[target_is_open]),
        *sensitive.steps(SENSITIVE_MATTERS, UNSETTLED),
        Transition(
            CHANGING_PROGRAMMES, "cancel", title="hủy hồ sơ", emits="cancelled",
            source={*UNSETTLED, State.PRESENTED}, target=State.CANCELLED,
            by={Role.UNIT, Role.DIRECTOR}, data=WithReason, requires=[is_own]),
    ],

    deadlines=[
        Deadline(
            law=CHANGING_PROGRAMMES, name="present", id="D05",
            title="trao đổi với Bộ Ngoại giao và trình Thủ tướng Chính phủ",
            owed_to="Bộ Ngoại giao, Thủ tướng Chính phủ",
            shape=Before(
                amount=LEAD, event=lambda d: d.fields.starts_on, of="ngày thực hiện hoạt động"),
            met_by={"present"}, applies=lambda d: d.fields.path == "A"),
        Deadline(
            law=ARISING_ACTIVITIES, name="notify-ministry", id="D06",
            title="thông báo Bộ Ngoại giao hoạt động phát sinh", owed_to="Bộ Ngoại giao",
            shape=Immediate(event=act_day("confirm"), of="xác nhận hoạt động phát sinh"),
            met_by={"notify-ministry"}, applies=lambda d: d.fields.path == "B"),
        Deadline(
            law=ARISING_ACTIVITIES, name="report-prime-minister", id="D07",
            title="báo cáo Thủ tướng Chính phủ", owed_to="Thủ tướng Chính phủ",
            shape=Immediate(event=lambda d: d.fields.ended_on, of="kết thúc hoạt động"),
            met_by={"report-prime-minister"}, applies=lambda d: d.fields.path == "B"),
    ],

    papers=[
        Paper(FORM_3, "mau-3",
              title="Tờ trình về việc sửa đổi, bổ sung Chương trình hoạt động đối ngoại hàng năm",
              makes=letters.mau_3),
        Paper(ARISING_ACTIVITIES, "thong-bao", title="Thông báo Bộ Ngoại giao hoạt động phát sinh",
              makes=letters.notice),
    ],
)
# fmt: on
