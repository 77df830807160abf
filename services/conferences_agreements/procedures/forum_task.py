"""A task of international integration or of a forum, with its indicator (R34).

S004 Điều 2.4a-b; S003 mục II.2, II.6e, III.9, III.19b-c. The steering committee gives it out of a
plan; one body leads, others cooperate; the lead accepts it, reports progress, and completes it with
a measured result, which somebody else confirms. Results are reported to the Ministry.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
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
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Transition,
    rule,
)
from casework.vocabulary import Decision, Text, WithReason, labels
from conferences_agreements.laws import (
    FOCAL_INTEGRATION,
    INTEGRATION_STEERING,
    INTEGRATION_TASKS,
    JOINING_FORUMS,
    TWINNING_SCHEMES,
)
from conferences_agreements.letters import forum_task as letters
from conferences_agreements.refusals import is_dated_by_today
from conferences_agreements.roles import DESK, RECORDERS, Role


class State(StrEnum):
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


STATES = labels(
    State, assigned="đã giao", accepted="đã nhận", in_progress="đang thực hiện",
    done="báo cáo hoàn thành", confirmed="đã xác nhận hoàn thành",
)  # fmt: skip
OPEN = frozenset({State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS})
LEADS = frozenset({Role.UNIT, Role.OFFICER, Role.HEAD, Role.OFFICE, Role.POLICE, Role.BORDER})
CONFIRMERS = frozenset({Role.HEAD, Role.DIRECTOR, Role.OFFICE, Role.CHAIR})
ASSIGNS, FOLLOWS = INTEGRATION_TASKS, INTEGRATION_STEERING


class Source(Decision, frozen=True, kw_only=True):
    """Kế hoạch, văn bản giao nhiệm vụ."""

    issuer: Annotated[Text, Meta(title="Cơ quan ban hành")]


class Indicator(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Chỉ tiêu phải đạt."""

    name: Annotated[Text, Meta(title="Chỉ tiêu")]
    unit: Annotated[str, Meta(max_length=60, title="Đơn vị tính")] = ""
    target: Annotated[int, Meta(ge=0, title="Mức phải đạt")]


class Task(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nhiệm vụ hội nhập quốc tế được giao."""

    horizon: Annotated[
        Literal["long-term", "five-year", "yearly", "forum"], Meta(title="Thuộc kế hoạch nào")
    ]
    source: Annotated[Source, Meta(title="Văn bản giao nhiệm vụ")]
    task: Annotated[str, Meta(min_length=5, max_length=5000, title="Nội dung nhiệm vụ")]
    leads: Annotated[tuple[str, ...], Meta(max_length=10, title="Cơ quan chủ trì (mã)")] = ()
    cooperating: Annotated[tuple[str, ...], Meta(max_length=60, title="Cơ quan phối hợp (mã)")] = ()
    due_on: Annotated[datetime.date, Meta(title="Thời hạn")]
    forum: Annotated[str, Meta(max_length=60, title="Diễn đàn, cơ chế (mục trong sổ)")] = ""
    indicators: Annotated[tuple[Indicator, ...], Meta(title="Chỉ tiêu")] = ()


class Progress(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tiến độ đến một ngày."""

    on: Annotated[datetime.date, Meta(title="Đến ngày")]
    percent: Annotated[int, Meta(ge=0, le=100, title="Tỷ lệ hoàn thành")]
    text: Annotated[str, Meta(min_length=5, max_length=10_000, title="Kết quả đến nay")]


class Achieved(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mức đạt được của một chỉ tiêu."""

    name: Annotated[Text, Meta(title="Chỉ tiêu")]
    value: Annotated[int, Meta(ge=0, title="Mức đạt được")]


class Result(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Kết quả hoàn thành nhiệm vụ."""

    text: Annotated[str, Meta(min_length=5, max_length=10_000, title="Kết quả")]
    evidence: Annotated[str, Meta(max_length=500, title="Văn bản, sản phẩm minh chứng")] = ""
    achieved: Annotated[tuple[Achieved, ...], Meta(title="Chỉ tiêu đạt được")] = ()


class ForumTask(Task, frozen=True, kw_only=True):
    """Nhiệm vụ của Ban Chỉ đạo Hội nhập quốc tế, của một diễn đàn."""

    progress: Annotated[tuple[Progress, ...], Meta(title="Tiến độ")] = ()
    result: Annotated[Result | None, Meta(title="Kết quả")] = None
    reports: Annotated[tuple[Decision, ...], Meta(title="Báo cáo Bộ Ngoại giao")] = ()


@rule(ASSIGNS, "Nhiệm vụ phải có cơ quan chủ trì", "/leads")
def has_a_lead(case: Case[ForumTask, Task]) -> bool:
    return any(body.strip() for body in case.data.leads)


@rule(ASSIGNS, "Nhiệm vụ chỉ có một cơ quan chủ trì", "/leads")
def has_one_lead(case: Case[ForumTask, Task]) -> bool:
    return len(case.data.leads) <= 1


@rule(RECORD, "Cơ quan chủ trì không đồng thời là cơ quan phối hợp", "/cooperating")
def lead_is_no_helper(case: Case[ForumTask, Task]) -> bool:
    return not set(case.data.leads) & set(case.data.cooperating)


@rule(RECORD, "Thời hạn không thể trước ngày ban hành văn bản giao", "/due_on")
def is_due_after_issue(case: Case[ForumTask, Task]) -> bool:
    return case.data.due_on >= case.data.source.date


@rule(RECORD, "Ngày văn bản giao nhiệm vụ không thể sau hôm nay", "/source/date")
def is_issued_by_today(case: Case[ForumTask, Task]) -> bool:
    return case.data.source.date <= case.today


@rule(JOINING_FORUMS, "Nhiệm vụ của diễn đàn phải ghi diễn đàn nào", "/forum")
def names_its_forum(case: Case[ForumTask, Task]) -> bool:
    return case.data.horizon != "forum" or bool(case.data.forum.strip())


@rule(ASSIGNS, "Nhiệm vụ này trong văn bản này đã giao", "/task")
def is_assigned_once(case: Case[ForumTask, Task]) -> bool:
    same = case.data.task.strip().casefold()
    return all(d.fields.task.strip().casefold() != same for d in case.found["same-source"])


@rule(FOLLOWS, "Chỉ cơ quan chủ trì nhận và báo cáo hoàn thành nhiệm vụ", everywhere=True)
def is_of_the_lead(case: Case[ForumTask, Any]) -> bool:
    return case.actor.unit in case.fields.leads


@rule(FOLLOWS, "Chỉ cơ quan chủ trì, phối hợp ghi tiến độ", everywhere=True)
def is_of_those_named(case: Case[ForumTask, Any]) -> bool:
    return case.actor.unit in {*case.fields.leads, *case.fields.cooperating}


@rule(RECORD, "Ngày của tiến độ không thể sau hôm nay", "/on")
def is_told_by_today(case: Case[ForumTask, Progress]) -> bool:
    return case.data.on <= case.today


@rule(FOLLOWS, "Hoàn thành phải có văn bản hoặc sản phẩm minh chứng", "/evidence")
def is_evidenced(case: Case[ForumTask, Result]) -> bool:
    return bool(case.data.evidence.strip())


@rule(FOLLOWS, "Phải ghi mức đạt được của từng chỉ tiêu được giao", "/achieved")
def every_indicator_is_measured(case: Case[ForumTask, Result]) -> bool:
    return {a.name for a in case.data.achieved} == {i.name for i in case.fields.indicators}


def from_the_same_source(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    where = {"fields.source.number": [dossier.fields.source.number]}
    states = sorted(set(State) - {State.CANCELLED})
    return [Lookup(name="same-source", type="forum-task", where=where, states=states)]


def those_named(case: Case[ForumTask, Any]) -> Sequence[str]:
    """Lead and helpers are told, and so see the task."""
    return (*case.data.leads, *case.data.cooperating)


def note_progress(case: Case[ForumTask, Progress]) -> ForumTask:
    return replace(case.fields, progress=(*case.fields.progress, case.data))


def record_result(case: Case[ForumTask, Result]) -> ForumTask:
    return replace(case.fields, result=case.data)


def record_report(case: Case[ForumTask, Decision]) -> ForumTask:
    return replace(case.fields, reports=(*case.fields.reports, case.data))


def links(fields: ForumTask) -> list[Link]:
    here = "conferences-agreements"
    return [Link("of-forum", here, "forums", fields.forum)] if fields.forum else []


def heading(fields: ForumTask) -> str:
    task = fields.task.splitlines()[0]
    return task if len(task) <= 150 else task[:149] + "…"


# fmt: off
FORUM_TASK = DossierType(
    name="forum-task", record="R34", tracked=False, prefix="HQ", title="Nhiệm vụ hội nhập quốc tế",
    since=datetime.date(2022, 9, 19), law=FOCAL_INTEGRATION,
    fields=ForumTask, heading=heading, links=links, states=STATES,
    final={State.CONFIRMED, State.CANCELLED},
    discloses=Disclosure(
        province=("horizon", "source", "task", "leads", "cooperating", "due_on", "forum",
                  "indicators", "result"),
        ministry=("horizon", "task", "due_on", "indicators", "result")),

    opening=Transition(
        ASSIGNS, "assign", title="giao nhiệm vụ", target=State.ASSIGNED,
        by={*DESK, Role.DIRECTOR, Role.OFFICE}, data=Task, needs=from_the_same_source,
        requires=[has_a_lead, has_one_lead, lead_is_no_helper, is_due_after_issue,
                  is_issued_by_today, names_its_forum, is_assigned_once],
        consults=Consultation(law=ASSIGNS, topic="Nhiệm vụ được giao", bodies=those_named),
        emits="assigned"),

    transitions=[
        Transition(
            FOLLOWS, "accept", title="nhận nhiệm vụ", source={State.ASSIGNED},
            target=State.ACCEPTED, by=LEADS, requires=[is_of_the_lead], emits="accepted"),
        Transition(
            FOLLOWS, "report-progress", title="ghi tiến độ", emits="progressed",
            source={State.ACCEPTED, State.IN_PROGRESS}, target=State.IN_PROGRESS, by=LEADS,
            data=Progress, requires=[is_of_those_named, is_told_by_today], then=note_progress),
        Transition(
            FOLLOWS, "complete", title="báo cáo hoàn thành", emits="completed",
            source={State.ACCEPTED, State.IN_PROGRESS}, target=State.DONE, by=LEADS, data=Result,
            requires=[is_of_the_lead, is_evidenced, every_indicator_is_measured],
            then=record_result),
        Transition(
            FOLLOWS, "confirm", title="xác nhận hoàn thành", emits="confirmed",
            source={State.DONE}, target=State.CONFIRMED, by=CONFIRMERS, not_by={"complete"}),
        Transition(
            FOLLOWS, "return", title="trả lại, chưa đạt", emits="returned",
            source={State.DONE}, target=State.IN_PROGRESS, by=CONFIRMERS, data=WithReason),
        Transition(
            TWINNING_SCHEMES, "report-ministry", title="báo cáo Bộ Ngoại giao kết quả",
            source={State.DONE}, target=STAYS, by={*RECORDERS, Role.DIRECTOR}, data=Decision,
            requires=[is_dated_by_today], then=record_report, emits="ministry-told"),
        Transition(
            ASSIGNS, "cancel", title="hủy nhiệm vụ", emits="cancelled",
            source=OPEN, target=State.CANCELLED, by=CONFIRMERS, data=WithReason),
    ],

    deadlines=[
        Deadline(
            law=ASSIGNS, name="complete", title="hoàn thành nhiệm vụ", met_by={"complete"},
            owed_to="Ban Chỉ đạo Hội nhập quốc tế",
            shape=After(amount=Amount(0, "calendar-days"), event=lambda d: d.fields.due_on,
                        of="thời hạn được giao")),
    ],
    papers=[
        Paper(ASSIGNS, "phieu-giao", title="Phiếu giao nhiệm vụ", makes=letters.assignment),
        Paper(TWINNING_SCHEMES, "bao-cao", title="Báo cáo kết quả hội nhập quốc tế",
              makes=letters.report),
    ],
)
# fmt: on
