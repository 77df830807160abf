"""Cooperation across the border: joint patrols, talks, twinned villages, border diplomacy (R22f).

S004 Điều 2.10e; S003 mục II.5d and III.16. The border guard or a commune plans it, carries it out
with its counterpart across the border, and reports what came of it.
"""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import RECORD, Case, Disclosure, DossierType, Paper, Transition, rule, sensitive
from casework.vocabulary import Decision, Role, Text, WithReason, labels
from consular_border import border, matters
from consular_border.border import Commune, Neighbour, communes_are_listed
from consular_border.laws import COOPERATING_AT_THE_BORDER, SENSITIVE_MATTERS
from consular_border.letters import border_cooperation as letters
from consular_border.refusals import is_dated_by_today, is_own

COOPERATION = COOPERATING_AT_THE_BORDER
HOLDERS = frozenset({Role.UNIT, Role.BORDER, Role.OFFICER, Role.HEAD})
KINDS = {
    "patrol": "tuần tra song phương",
    "talks": "gặp gỡ, hội đàm",
    "twinning": "kết nghĩa",
    "diplomacy": "đối ngoại biên phòng",
    "training": "tập huấn, đào tạo",
    "relief": "hỗ trợ, cứu trợ",
}


class State(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    REPORTED = "reported"
    CANCELLED = "cancelled"


STATES = labels(State, planned="dự kiến", done="đã thực hiện")
OPEN = frozenset({State.PLANNED, State.DONE})


class Planned(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hoạt động hợp tác quốc tế về biên phòng."""

    kind: Annotated[
        Literal["patrol", "talks", "twinning", "diplomacy", "training", "relief"],
        Meta(title="Loại hoạt động"),
    ]
    content: Annotated[Text, Meta(title="Nội dung")]
    neighbour: Annotated[Neighbour, Meta(title="Nước láng giềng")]
    partner: Annotated[Text, Meta(title="Đơn vị phía bên kia")]
    communes: Annotated[tuple[Commune, ...], Meta(max_length=30, title="Xã biên giới")] = ()
    segment: Annotated[str, Meta(max_length=300, title="Đoạn biên giới, cặp mốc")] = ""
    planned_on: Annotated[datetime.date, Meta(title="Ngày dự kiến")]


class Done(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    done_on: Annotated[datetime.date, Meta(title="Ngày thực hiện")]
    people: Annotated[int, Meta(ge=0, title="Số người phía Việt Nam")] = 0
    result: Annotated[str, Meta(min_length=5, max_length=10_000, title="Kết quả")]


class BorderCooperation(Planned, frozen=True, kw_only=True):
    """Hoạt động và kết quả."""

    done_on: Annotated[datetime.date | None, Meta(title="Ngày thực hiện")] = None
    people: Annotated[int, Meta(title="Số người phía Việt Nam")] = 0
    result: Annotated[str, Meta(title="Kết quả")] = ""
    report: Annotated[Decision | None, Meta(title="Báo cáo kết quả")] = None
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


@rule(RECORD, "Ngày thực hiện không thể sau hôm nay", "/done_on")
def is_past(case: Case[BorderCooperation, Done]) -> bool:
    return case.data.done_on <= case.today


@rule(RECORD, "Ngày báo cáo trước ngày thực hiện", "/date")
def is_reported_afterwards(case: Case[BorderCooperation, Decision]) -> bool:
    done = case.fields.done_on
    return done is not None and done <= case.data.date


def record_done(case: Case[BorderCooperation, Done]) -> BorderCooperation:
    d = case.data
    return replace(case.fields, done_on=d.done_on, people=d.people, result=d.result)


def record_report(case: Case[BorderCooperation, Decision]) -> BorderCooperation:
    return replace(case.fields, report=case.data)


def heading(fields: BorderCooperation) -> str:
    return f"{KINDS[fields.kind].capitalize()}: {fields.partner}"


TOLD = ("kind", "neighbour", "partner", "communes", "planned_on", "done_on", "people")

# fmt: off
BORDER_COOPERATION: DossierType[Any] = DossierType(
    name="border-cooperation", record="R22f", tracked=False, prefix="HB",
    title="Hợp tác quốc tế về biên phòng, đối ngoại biên phòng",
    since=date(2025, 7, 1), law=COOPERATION, shown_to={Role.BORDER},
    fields=BorderCooperation, heading=heading, links=matters.links,
    states=STATES, final={State.REPORTED, State.CANCELLED},
    invariants=[communes_are_listed, border.neighbour_is_across,
                border.without_coordinates(COOPERATION, "content", "segment", "result")],
    params=[*border.COMMUNES.values()],
    discloses=Disclosure(province=TOLD, ministry=TOLD),

    opening=Transition(
        COOPERATION, "plan", title="lập kế hoạch", target=State.PLANNED, by=HOLDERS,
        data=Planned, requires=[is_own], emits="planned"),

    transitions=[
        Transition(
            COOPERATION, "carry-out", title="ghi nhận đã thực hiện", source={State.PLANNED},
            target=State.DONE, by=HOLDERS, data=Done, requires=[is_own, is_past],
            then=record_done, emits="carried-out"),
        Transition(
            COOPERATION, "report", title="báo cáo kết quả", source={State.DONE},
            target=State.REPORTED, by=HOLDERS, data=Decision, emits="reported",
            requires=[is_own, is_dated_by_today, is_reported_afterwards], then=record_report),
        Transition(
            COOPERATION, "cancel", title="hủy", source={State.PLANNED}, target=State.CANCELLED,
            by=HOLDERS, data=WithReason, requires=[is_own], emits="cancelled"),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    no_deadline="Các văn bản nguồn không đặt số ngày cho hợp tác quốc tế về biên phòng",
    papers=[
        Paper(COOPERATION, "bao-cao", title="Báo cáo kết quả hợp tác biên phòng",
              makes=letters.report),
    ],
)
# fmt: on
