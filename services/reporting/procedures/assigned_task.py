"""A task of a directive or plan, from assignment to confirmation (342/KH-UBND, mục III, V; dự
thảo Lai Châu khoản 1-3).

One body leads, others cooperate; the lead says when it is done and shows it. Late work is taken,
with its reason. Where a provincial plan asks it, the lead sends a plan of its own within the
province's days (342/KH-UBND mục V khoản 2: fifteen). Of a legal document being drafted only the
milestones are followed.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta
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
    DossierType,
    Paper,
    Param,
    Transition,
    rule,
)
from casework.vocabulary import Decision, WithReason, labels
from reporting import tasks
from reporting.laws import (
    ASSIGNED_TASKS,
    DRAFTING_DOCUMENTS,
    LEGAL_TEXTS,
    PROGRESS_OF_TASKS,
    UNIT_PLAN_DAYS,
    UNIT_PLANS_AND_REPORTS,
)
from reporting.letters import tasks as letters
from reporting.refusals import is_dated_by_today
from reporting.roles import LEADERS, Role
from reporting.tasks import EVERYBODY, STAGES, Evidence, Milestone, Progress, TaskText


class State(StrEnum):
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


STATES = labels(
    State,
    assigned="đã giao",
    accepted="đã nhận",
    in_progress="đang thực hiện",
    done="báo cáo hoàn thành",
    confirmed="đã xác nhận hoàn thành",
)
OPEN = frozenset({State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS})
ASSIGNS = ASSIGNED_TASKS
FOLLOWS = PROGRESS_OF_TASKS
ORDER = [*STAGES]


class Assignment(TaskText, frozen=True, kw_only=True):
    """Nhiệm vụ tại văn bản chỉ đạo, kế hoạch."""

    kind: Annotated[Literal["task", "plan", "legal-document"], Meta(title="Loại nhiệm vụ")] = "task"


class AssignedTask(Assignment, frozen=True, kw_only=True):
    progress: Annotated[tuple[Progress, ...], Meta(title="Tiến độ")] = ()
    evidence: Annotated[Evidence | None, Meta(title="Kết quả, minh chứng")] = None
    own_plan: Annotated[Decision | None, Meta(title="Kế hoạch triển khai của đơn vị")] = None
    milestones: Annotated[tuple[Milestone, ...], Meta(title="Các mốc soạn thảo")] = ()


OWN_PLAN = Param(
    name="assigned-task.implementation-plan",
    title="Gửi kế hoạch triển khai của đơn vị kể từ ngày ban hành kế hoạch của tỉnh",
    law=UNIT_PLAN_DAYS,
    default=None,
    unit="calendar-days",
    least=1,
    most=90,
)


@rule(FOLLOWS, "Chỉ kế hoạch của tỉnh mới có kế hoạch triển khai của đơn vị")
def is_a_plan(case: Case[AssignedTask, Any]) -> bool:
    return case.fields.kind == "plan"


@rule(RECORD, "Kế hoạch của đơn vị không thể trước kế hoạch của tỉnh", "/date")
def follows_its_source(case: Case[AssignedTask, Decision]) -> bool:
    return case.data.date >= case.fields.source.date


@rule(LEGAL_TEXTS.art(1), "Chỉ theo dõi mốc của văn bản quy phạm pháp luật đang soạn thảo")
def is_a_legal_document(case: Case[AssignedTask, Any]) -> bool:
    return case.fields.kind == "legal-document"


@rule(RECORD, "Các mốc soạn thảo phải theo thứ tự và ngày", "/stage")
def follows_the_last_milestone(case: Case[AssignedTask, Milestone]) -> bool:
    if not case.fields.milestones:
        return True
    last = case.fields.milestones[-1]
    return ORDER.index(case.data.stage) > ORDER.index(last.stage) and case.data.on >= last.on


@rule(FOLLOWS, "Người xác nhận không thuộc cơ quan chủ trì", everywhere=True)
def is_confirmed_by_others(case: Case[AssignedTask, Any]) -> bool:
    return case.actor.unit != case.fields.lead or Role.OFFICE in case.actor.roles


def record_plan(case: Case[AssignedTask, Decision]) -> AssignedTask:
    return replace(case.fields, own_plan=case.data)


def record_milestone(case: Case[AssignedTask, Milestone]) -> AssignedTask:
    return replace(case.fields, milestones=(*case.fields.milestones, case.data))


ASSIGNERS = {Role.OFFICER, Role.HEAD, Role.DIRECTOR, Role.OFFICE}
CONFIRMERS = {*LEADERS, Role.OFFICE}
TOLD = ("source", "clause", "task", "leads", "cooperating", "due_on", "indicator", "kind")

# fmt: off
ASSIGNED_TASK = DossierType(
    name="assigned-task", record="R38", tracked=False, prefix="NV",
    title="Nhiệm vụ tại văn bản chỉ đạo, kế hoạch",
    since=date(2022, 9, 19), law=ASSIGNS,
    fields=AssignedTask, heading=tasks.heading,
    states=STATES, final={State.CONFIRMED, State.CANCELLED}, params=[OWN_PLAN],
    discloses=Disclosure(province=(*TOLD, "evidence", "own_plan"), ministry=("task", "due_on")),

    opening=Transition(
        ASSIGNS, "assign", title="giao nhiệm vụ", target=State.ASSIGNED, by=ASSIGNERS,
        data=Assignment, requires=tasks.assignable(ASSIGNS), emits="assigned",
        consults=Consultation(law=ASSIGNS, topic="Nhiệm vụ được giao", bodies=tasks.bodies_of)),

    transitions=[
        Transition(
            ASSIGNS, "accept", title="nhận nhiệm vụ", source={State.ASSIGNED},
            target=State.ACCEPTED, by=EVERYBODY, emits="accepted",
            requires=[tasks.is_of_the_lead(ASSIGNS)]),
        Transition(
            FOLLOWS, "report-progress", title="ghi tiến độ", emits="progressed",
            source={State.ACCEPTED, State.IN_PROGRESS}, target=State.IN_PROGRESS, by=EVERYBODY,
            data=Progress, then=tasks.note_progress,
            requires=[tasks.is_of_those_named(FOLLOWS), tasks.is_told_by_today(FOLLOWS, "on")]),
        Transition(
            FOLLOWS, "send-plan", title="gửi kế hoạch triển khai", source=OPEN, target=STAYS,
            by=EVERYBODY, data=Decision, then=record_plan, emits="plan-sent",
            requires=[tasks.is_of_the_lead(FOLLOWS), is_a_plan, is_dated_by_today,
                      follows_its_source]),
        Transition(
            DRAFTING_DOCUMENTS, "reach-milestone", title="ghi mốc soạn thảo",
            source={State.ACCEPTED, State.IN_PROGRESS}, target=State.IN_PROGRESS, by=EVERYBODY,
            data=Milestone, then=record_milestone, emits="milestone-reached",
            requires=[tasks.is_of_the_lead(FOLLOWS), is_a_legal_document,
                      follows_the_last_milestone, tasks.is_told_by_today(FOLLOWS, "on")]),
        Transition(
            FOLLOWS, "complete", title="báo cáo hoàn thành", emits="completed",
            source={State.ACCEPTED, State.IN_PROGRESS}, target=State.DONE, by=EVERYBODY,
            data=Evidence, then=tasks.record_evidence,
            requires=[tasks.is_of_the_lead(FOLLOWS), tasks.is_evidenced(FOLLOWS),
                      tasks.is_told_by_today(FOLLOWS, "date")]),
        Transition(
            FOLLOWS, "confirm", title="xác nhận hoàn thành", source={State.DONE},
            target=State.CONFIRMED, by=CONFIRMERS, not_by={"complete"}, emits="confirmed",
            requires=[is_confirmed_by_others]),
        Transition(
            FOLLOWS, "return", title="trả lại, chưa đạt", source={State.DONE},
            target=State.IN_PROGRESS, by=CONFIRMERS, data=WithReason, emits="returned"),
        Transition(
            ASSIGNS, "cancel", title="hủy nhiệm vụ", source=OPEN, target=State.CANCELLED,
            by=CONFIRMERS, data=WithReason, emits="cancelled"),
    ],

    deadlines=[
        Deadline(
            law=ASSIGNS, name="complete", title="hoàn thành nhiệm vụ", met_by={"complete"},
            owed_to="cơ quan giao nhiệm vụ",
            shape=After(amount=Amount(0, "calendar-days"), event=tasks.due_day,
                        of="thời hạn được giao")),
        Deadline(
            law=UNIT_PLANS_AND_REPORTS, name="send-plan", id="D04",
            title="gửi kế hoạch triển khai của đơn vị", owed_to="Sở Ngoại vụ",
            shape=After(amount=OWN_PLAN, event=lambda d: d.fields.source.date,
                        of="ban hành Kế hoạch của UBND tỉnh"),
            met_by={"send-plan"}, applies=lambda d: d.fields.kind == "plan"),
    ],

    papers=[
        Paper(FOLLOWS, "phieu-giao", title="Phiếu giao nhiệm vụ", makes=letters.assignment),
    ],
)
# fmt: on
