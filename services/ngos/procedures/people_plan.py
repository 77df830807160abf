"""A body's yearly plan of people-to-people diplomacy, and its assessment (164/KH-UBND, mục III-IV).

The Union of Friendship Organisations and other bodies plan their year; the department draws the
lessons at its end and proposes changes. The six-month and yearly reports are reporting's calendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Lookup,
    OnDay,
    Paper,
    Param,
    Transition,
    fill_in,
    rule,
)
from casework.vocabulary import Decision, Prose, WithReason, labels
from ngos.laws import ASSESSING_PEOPLE_DIPLOMACY, PEOPLE_DIPLOMACY
from ngos.letters import people as letters
from ngos.refusals import is_dated_by_today, reports_for_itself
from ngos.roles import DESK, Role

PLANS, ASSESSMENT = PEOPLE_DIPLOMACY, ASSESSING_PEOPLE_DIPLOMACY


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    ASSESSED = "assessed"
    CANCELLED = "cancelled"


STATES = labels(State, submitted="đã ban hành, gửi Sở", assessed="đã đánh giá")


class Draft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    year: Annotated[int, Meta(ge=2000, le=2100, title="Năm")]
    content: Annotated[str, Meta(max_length=20_000, title="Nội dung kế hoạch")] = ""
    regulation: Annotated[str, Meta(max_length=300, title="Quy chế phối hợp")] = ""


class YearPlan(Draft, frozen=True, kw_only=True):
    """Kế hoạch đối ngoại nhân dân năm của một cơ quan, tổ chức."""

    decision: Annotated[Decision | None, Meta(title="Văn bản ban hành")] = None
    results: Annotated[str, Meta(title="Kết quả")] = ""
    lessons: Annotated[str, Meta(title="Bài học kinh nghiệm")] = ""
    proposals: Annotated[str, Meta(title="Đề xuất điều chỉnh, bổ sung")] = ""
    planned: Annotated[int, Meta(title="Số hoạt động trong kế hoạch")] = 0
    done: Annotated[int, Meta(title="Số hoạt động đã thực hiện")] = 0


class Assessment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    results: Annotated[Prose, Meta(title="Kết quả")]
    lessons: Annotated[Prose, Meta(title="Bài học kinh nghiệm")]
    proposals: Annotated[str, Meta(max_length=20_000, title="Đề xuất điều chỉnh, bổ sung")] = ""


ASSESSED_BY = Param(
    name="people-plan.assessed-by", title="Ngày đánh giá công tác đối ngoại nhân dân hằng năm",
    law=ASSESSMENT, default=None,
)  # fmt: skip


@rule(PLANS, "Kế hoạch phải có nội dung", "/content")
def has_content(case: Case[YearPlan, Any]) -> bool:
    return bool(case.fields.content.strip())


@rule(RECORD, "Đơn vị đã có kế hoạch của năm này", "/year")
def is_the_only_one(case: Case[YearPlan, Any]) -> bool:
    others = [d for d in case.found["same"] if d.unit == case.dossier.unit]
    return not [d for d in others if d.id != case.dossier.id]


@rule(ASSESSMENT, "Chưa hết năm kế hoạch", "/year")
def year_is_closing(case: Case[YearPlan, Any]) -> bool:
    return case.today >= date(case.fields.year, 12, 1)


def the_same(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    live = ["draft", "submitted", "accepted", "assessed"]
    return [
        Lookup(name="same", type="people-plan", where={"fields.year": [data.year]}, states=live)
    ]


def its_activities(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    return [Lookup(name="own", type="people-activity", where={"fields.plan": [dossier.code]})]


def record_decision(case: Case[YearPlan, Decision]) -> YearPlan:
    return replace(case.fields, decision=case.data)


def record_assessment(case: Case[YearPlan, Assessment]) -> YearPlan:
    own = case.found["own"]
    done = [d for d in own if d.state in ("done", "reported", "consolidated")]
    return replace(
        case.fields,
        results=case.data.results,
        lessons=case.data.lessons,
        proposals=case.data.proposals,
        planned=len(own),
        done=len(done),
    )


# fmt: off
PEOPLE_PLAN = DossierType(
    name="people-plan", record="R32", prefix="KHND",
    title="Kế hoạch đối ngoại nhân dân năm",
    since=date(2019, 11, 25), law=PLANS,
    fields=YearPlan, heading=lambda f: f"Kế hoạch đối ngoại nhân dân năm {f.year}",
    states=STATES, final={State.ASSESSED, State.CANCELLED},
    discloses=Disclosure(
        province=("year", "decision", "planned", "done", "results", "lessons", "proposals"),
        ministry=("year", "planned", "done")),
    opening=Transition(
        PLANS, "draft", title="lập kế hoạch", target=State.DRAFT, by={Role.UNIT, Role.OFFICER},
        data=Draft, needs=the_same, requires=[reports_for_itself, is_the_only_one],
        emits="drafted"),
    transitions=[
        Transition(
            PLANS, "revise", title="sửa kế hoạch", emits="revised", source={State.DRAFT},
            target=State.DRAFT, by={Role.UNIT, Role.OFFICER}, data=Draft, needs=the_same,
            requires=[reports_for_itself, is_the_only_one], then=fill_in),
        Transition(
            PLANS, "submit", title="ban hành, gửi Sở Ngoại vụ", emits="submitted",
            source={State.DRAFT}, target=State.SUBMITTED, by={Role.UNIT, Role.OFFICER},
            data=Decision, then=record_decision,
            requires=[reports_for_itself, has_content, is_dated_by_today]),
        Transition(
            PLANS, "return", title="đề nghị bổ sung", emits="returned",
            source={State.SUBMITTED}, target=State.DRAFT, by=DESK, data=WithReason),
        Transition(
            PLANS, "accept", title="tiếp nhận, tổng hợp", emits="accepted",
            source={State.SUBMITTED}, target=State.ACCEPTED, by=DESK,
            not_by={"draft", "revise", "submit"}),
        Transition(
            ASSESSMENT, "assess", title="đánh giá, rút kinh nghiệm", emits="assessed",
            source={State.ACCEPTED}, target=State.ASSESSED, by={*DESK, Role.DIRECTOR},
            data=Assessment, needs=its_activities, requires=[year_is_closing],
            then=record_assessment),
        Transition(
            PLANS, "cancel", title="hủy kế hoạch", emits="cancelled",
            source={State.DRAFT, State.SUBMITTED}, target=State.CANCELLED,
            by={Role.UNIT, Role.HEAD}, data=WithReason, requires=[reports_for_itself]),
    ],
    deadlines=[
        Deadline(
            law=ASSESSMENT, name="assess", id="D79", met_by={"assess"},
            title="đánh giá kết quả, đề xuất điều chỉnh hằng năm", owed_to="UBND tỉnh",
            shape=OnDay(day=ASSESSED_BY, year=lambda d: d.fields.year, strict=False)),
    ],
    papers=[
        Paper(ASSESSMENT, "danh-gia", title="Báo cáo đánh giá công tác đối ngoại nhân dân",
              makes=letters.assessment),
    ],
)
# fmt: on
