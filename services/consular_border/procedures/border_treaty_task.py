"""A task that carries out a treaty on the border, given to a body and followed to its end (R22a).

S004 Điều 2.10b: the department follows how treaties, agreements and programmes on the border are
carried out, and reports to the People's Committee and the Ministry (the yearly report stands in the
calendar of the reporting service).
"""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    After,
    Amount,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Paper,
    Transition,
    rule,
    sensitive,
)
from casework.vocabulary import Prose, Role, Text, WithReason, labels
from consular_border import border, matters
from consular_border.border import Commune, Neighbour, communes_are_listed
from consular_border.laws import BORDER_TREATIES, SENSITIVE_MATTERS
from consular_border.letters import border_treaty_task as letters
from consular_border.roles import DESK, LEADERS

TREATIES = BORDER_TREATIES
LEADS = frozenset({Role.UNIT, Role.OFFICER, Role.HEAD, Role.BORDER, Role.POLICE})


class State(StrEnum):
    ASSIGNED = "assigned"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    CANCELLED = "cancelled"


STATES = labels(
    State, assigned="đã giao", in_progress="đang thực hiện", done="đã hoàn thành",
)  # fmt: skip
OPEN = frozenset({State.ASSIGNED, State.IN_PROGRESS})


class Assigned(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nhiệm vụ thực hiện điều ước, thỏa thuận về biên giới."""

    treaty: Annotated[Text, Meta(title="Điều ước, thỏa thuận, chương trình")]
    article: Annotated[str, Meta(max_length=120, title="Điều khoản")] = ""
    neighbour: Annotated[Neighbour, Meta(title="Nước láng giềng")]
    task: Annotated[Prose, Meta(title="Nhiệm vụ")]
    body: Annotated[Text, Meta(title="Cơ quan thực hiện (mã)")]
    communes: Annotated[tuple[Commune, ...], Meta(max_length=30, title="Xã biên giới")] = ()
    starts_on: Annotated[datetime.date, Meta(title="Từ ngày")]
    due_on: Annotated[datetime.date, Meta(title="Thời hạn")]


class Progress(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    on: Annotated[datetime.date, Meta(title="Đến ngày")]
    percent: Annotated[int, Meta(ge=0, le=100, title="Tỷ lệ hoàn thành")]
    text: Annotated[str, Meta(min_length=5, max_length=5000, title="Kết quả đến nay")]


class Result(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    result: Annotated[str, Meta(min_length=5, max_length=10_000, title="Kết quả")]


class BorderTreatyTask(Assigned, frozen=True, kw_only=True):
    """Nhiệm vụ, tiến độ, kết quả."""

    progress: Annotated[tuple[Progress, ...], Meta(title="Tiến độ")] = ()
    percent: Annotated[int, Meta(title="Tỷ lệ hoàn thành")] = 0
    result: Annotated[str, Meta(title="Kết quả")] = ""
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


Task = Case[BorderTreatyTask, Any]


@rule(RECORD, "Thời hạn trước ngày bắt đầu", "/due_on")
def is_due_after_it_starts(case: Task) -> bool:
    return case.fields.starts_on <= case.fields.due_on


@rule(TREATIES, "Tỉnh không có cơ quan này", "/body")
def body_is_known(case: Task) -> bool:
    units = case.province.units
    return not units or case.fields.body in units


@rule(TREATIES, "Chỉ cơ quan được giao, hoặc Sở, ghi tiến độ và kết quả", everywhere=True)
def is_of_the_body(case: Task) -> bool:
    return case.actor.unit == case.fields.body or bool(case.actor.roles & DESK)


@rule(RECORD, "Tiến độ ghi đến ngày không sau hôm nay và không lùi", "/on")
def progress_goes_forward(case: Case[BorderTreatyTask, Progress]) -> bool:
    last = case.fields.progress[-1].on if case.fields.progress else case.fields.starts_on
    return last <= case.data.on <= case.today


@rule(TREATIES, "Hoàn thành phải có tiến độ đã ghi", "/progress")
def was_begun(case: Task) -> bool:
    return bool(case.fields.progress)


def note_progress(case: Case[BorderTreatyTask, Progress]) -> BorderTreatyTask:
    told = case.data
    return replace(case.fields, progress=(*case.fields.progress, told), percent=told.percent)


def record_result(case: Case[BorderTreatyTask, Result]) -> BorderTreatyTask:
    return replace(case.fields, result=case.data.result, percent=100)


def due(dossier: Dossier[Any]) -> date | None:
    day: date = dossier.fields.due_on
    return day


TOLD = ("treaty", "article", "neighbour", "body", "communes", "starts_on", "due_on", "percent")

# fmt: off
BORDER_TREATY_TASK: DossierType[Any] = DossierType(
    name="border-treaty-task", record="R22a", tracked=False, prefix="DU",
    title="Nhiệm vụ thực hiện điều ước, thỏa thuận về biên giới",
    since=date(2025, 7, 1), law=TREATIES, shown_to={Role.BORDER},
    fields=BorderTreatyTask, heading=lambda f: f"Thực hiện {f.treaty}", links=matters.links,
    states=STATES, final={State.DONE, State.CANCELLED},
    invariants=[communes_are_listed, border.neighbour_is_across, is_due_after_it_starts,
                body_is_known, border.without_coordinates(TREATIES, "task", "progress", "result")],
    params=[*border.COMMUNES.values()],
    discloses=Disclosure(province=TOLD, ministry=TOLD),

    opening=Transition(
        TREATIES, "assign", title="giao nhiệm vụ", target=State.ASSIGNED, by={*DESK, Role.OFFICE},
        data=Assigned, emits="assigned",
        consults=Consultation(law=TREATIES, topic="Nhiệm vụ được giao",
                              bodies=lambda case: (case.fields.body,))),

    transitions=[
        Transition(
            TREATIES, "note-progress", title="ghi tiến độ", source=OPEN,
            target=State.IN_PROGRESS, by=LEADS, data=Progress,
            requires=[is_of_the_body, progress_goes_forward], then=note_progress,
            emits="progress-noted"),
        Transition(
            TREATIES, "complete", title="báo cáo hoàn thành", source={State.IN_PROGRESS},
            target=State.DONE, by=LEADS, data=Result, requires=[is_of_the_body, was_begun],
            then=record_result, emits="completed"),
        Transition(
            TREATIES, "cancel", title="thôi giao nhiệm vụ", source=OPEN, target=State.CANCELLED,
            by=LEADERS, data=WithReason, emits="cancelled"),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    deadlines=[
        Deadline(
            law=TREATIES, name="complete", title="hoàn thành nhiệm vụ trong thời hạn được giao",
            owed_to="Ủy ban nhân dân tỉnh", met_by={"complete"},
            shape=After(amount=Amount(0, "calendar-days"), event=due, of="thời hạn được giao")),
    ],

    papers=[
        Paper(TREATIES, "bao-cao", title="Báo cáo thực hiện điều ước, thỏa thuận biên giới",
              makes=letters.report),
    ],
)
# fmt: on
