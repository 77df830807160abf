"""Inspecting how external affairs are carried out (22/2012/QĐ-UBND, Điều 20 khoản 1; dự thảo Lai
Châu khoản 21; 06/2020/QĐ-TTg, Điều 7 khoản 2; 342/KH-UBND mục II.6i).

Planned or ad hoc, decided in writing, run by a team, concluded with findings, and followed until
every recommendation is carried out. Nobody inspects a dossier of their own unit.
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
    Dossier,
    DossierType,
    Link,
    Paper,
    Transition,
    rule,
)
from casework.vocabulary import Decision, DocumentNumber, Prose, Text, WithReason, labels
from reporting.laws import (
    CONFERENCES,
    FOLLOWING_INSPECTIONS,
    GUIDANCE_AND_INSPECTION,
    INSPECTIONS,
)
from reporting.letters import inspection as letters
from reporting.refusals import is_dated_by_today
from reporting.roles import DEPARTMENT, LEADERS, Role


class State(StrEnum):
    PLANNED = "planned"
    DECIDED = "decided"
    RUNNING = "running"
    CONCLUDED = "concluded"
    FOLLOWING = "following"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = labels(
    State,
    planned="dự kiến",
    decided="đã có quyết định",
    running="đang kiểm tra",
    concluded="đã kết luận",
    following="theo dõi thực hiện kết luận",
)
GUIDES = GUIDANCE_AND_INSPECTION
INSPECTS = INSPECTIONS


class Inspector(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of the team by account and unit; the name stays in the decision."""

    person: Annotated[str, Meta(min_length=1, max_length=60, title="Thành viên (tài khoản)")]
    unit: Annotated[str, Meta(min_length=1, max_length=60, title="Cơ quan (mã)")]


class Examined(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dossier that is looked at."""

    service: Annotated[str, Meta(max_length=60, title="Dịch vụ")]
    type: Annotated[str, Meta(max_length=60, title="Loại hồ sơ")]
    id: Annotated[str, Meta(min_length=1, max_length=60, title="Hồ sơ")]


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Kiểm tra theo kế hoạch hoặc đột xuất."""

    kind: Annotated[Literal["planned", "ad-hoc"], Meta(title="Loại kiểm tra")]
    subjects: Annotated[
        tuple[str, ...], Meta(min_length=1, max_length=50, title="Đơn vị được kiểm tra (mã)")
    ]
    scope: Annotated[Prose, Meta(title="Nội dung, phạm vi")]
    cause: Annotated[str, Meta(max_length=500, title="Căn cứ kiểm tra đột xuất")] = ""
    starts_on: Annotated[datetime.date, Meta(title="Bắt đầu")]
    ends_on: Annotated[datetime.date, Meta(title="Kết thúc")]
    dossiers: Annotated[tuple[Examined, ...], Meta(max_length=200, title="Hồ sơ kiểm tra")] = ()


class Ordered(Decision, frozen=True, kw_only=True):
    """The decision to inspect, with the team it names."""

    inspectors: Annotated[
        tuple[Inspector, ...], Meta(min_length=1, max_length=50, title="Đoàn kiểm tra")
    ]


class Finding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    subject: Annotated[str, Meta(min_length=1, max_length=60, title="Đơn vị (mã)")]
    text: Annotated[Prose, Meta(title="Phát hiện")]
    is_violation: Annotated[bool, Meta(title="Là vi phạm")] = False


class Recommendation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    subject: Annotated[str, Meta(min_length=1, max_length=60, title="Đơn vị (mã)")]
    text: Annotated[Prose, Meta(title="Kiến nghị")]
    due_on: Annotated[datetime.date, Meta(title="Thời hạn thực hiện")]
    sanction: Annotated[str, Meta(max_length=1000, title="Đề xuất xử lý")] = ""
    done_on: Annotated[datetime.date | None, Meta(title="Ngày thực hiện xong")] = None
    evidence: Annotated[str, Meta(max_length=1000, title="Minh chứng")] = ""


class Conclusion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    number: Annotated[DocumentNumber, Meta(title="Số kết luận")]
    date: Annotated[datetime.date, Meta(title="Ngày kết luận")]
    findings: Annotated[tuple[Finding, ...], Meta(min_length=1, max_length=200, title="Kết quả")]
    recommendations: Annotated[
        tuple[Recommendation, ...], Meta(max_length=200, title="Kiến nghị")
    ] = ()


class Remedy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A recommendation was carried out; `recommendation` counts from 1."""

    recommendation: Annotated[int, Meta(ge=1, title="Kiến nghị thứ")]
    done_on: Annotated[datetime.date, Meta(title="Ngày thực hiện xong")]
    evidence: Annotated[Text, Meta(title="Minh chứng")]


class Inspection(Plan, frozen=True, kw_only=True):
    decision: Annotated[Decision | None, Meta(title="Quyết định kiểm tra")] = None
    inspectors: Annotated[tuple[Inspector, ...], Meta(title="Đoàn kiểm tra")] = ()
    conclusion: Annotated[Decision | None, Meta(title="Kết luận")] = None
    findings: Annotated[tuple[Finding, ...], Meta(title="Kết quả")] = ()
    recommendations: Annotated[tuple[Recommendation, ...], Meta(title="Kiến nghị")] = ()
    violations: Annotated[int, Meta(title="Số vi phạm")] = 0
    remedies_due: Annotated[datetime.date | None, Meta(title="Hạn thực hiện kiến nghị")] = None


@rule(INSPECTS, "Không kiểm tra đơn vị, hồ sơ của chính đơn vị mình", "/subjects", everywhere=True)
def is_not_ones_own(case: Case[Inspection, Any]) -> bool:
    return case.actor.unit not in case.fields.subjects


@rule(INSPECTS, "Thành viên đoàn không kiểm tra đơn vị của mình", "/inspectors")
def team_is_of_others(case: Case[Inspection, Ordered]) -> bool:
    return not {i.unit for i in case.data.inspectors} & set(case.fields.subjects)


@rule(INSPECTS, "Chỉ thành viên đoàn ghi và kết luận kiểm tra", everywhere=True)
def is_of_the_team(case: Case[Inspection, Any]) -> bool:
    return case.actor.id in {i.person for i in case.fields.inspectors}


@rule(RECORD, "Kết thúc không thể trước khi bắt đầu", "/ends_on")
def ends_after_it_starts(case: Case[Inspection, Plan]) -> bool:
    return case.data.ends_on >= case.data.starts_on


@rule(GUIDES, "Kiểm tra đột xuất phải nêu căn cứ", "/cause")
def ad_hoc_has_a_cause(case: Case[Inspection, Plan]) -> bool:
    return case.data.kind == "planned" or bool(case.data.cause.strip())


@rule(INSPECTS, "Quyết định kiểm tra phải có trước ngày bắt đầu", "/date")
def is_decided_before_it_starts(case: Case[Inspection, Ordered]) -> bool:
    return case.data.date <= case.fields.starts_on


@rule(RECORD, "Chưa tới ngày kiểm tra")
def has_begun(case: Case[Inspection, Any]) -> bool:
    return case.today >= case.fields.starts_on


@rule(RECORD, "Kết luận không thể trước ngày bắt đầu kiểm tra", "/date")
def concludes_after_the_start(case: Case[Inspection, Conclusion]) -> bool:
    return case.data.date >= case.fields.starts_on


@rule(INSPECTS, "Chỉ kết luận về đơn vị được kiểm tra", "/findings")
def concludes_on_the_subjects(case: Case[Inspection, Conclusion]) -> bool:
    found = {f.subject for f in case.data.findings}
    return found | {r.subject for r in case.data.recommendations} <= set(case.fields.subjects)


@rule(RECORD, "Thời hạn kiến nghị không thể trước ngày kết luận", "/recommendations")
def remedies_come_after(case: Case[Inspection, Conclusion]) -> bool:
    return all(r.due_on >= case.data.date for r in case.data.recommendations)


@rule(INSPECTS, "Không có kiến nghị này, hoặc đã thực hiện", "/recommendation")
def is_open_recommendation(case: Case[Inspection, Remedy]) -> bool:
    kept, n = case.fields.recommendations, case.data.recommendation
    return n <= len(kept) and kept[n - 1].done_on is None


@rule(RECORD, "Ngày thực hiện xong không thể sau hôm nay", "/done_on")
def is_done_by_today(case: Case[Inspection, Remedy]) -> bool:
    return case.data.done_on <= case.today


@rule(INSPECTS, "Còn kiến nghị chưa thực hiện", "/recommendations")
def all_is_carried_out(case: Case[Inspection, Any]) -> bool:
    return all(r.done_on for r in case.fields.recommendations)


def record_decision(case: Case[Inspection, Ordered]) -> Inspection:
    decided = Decision(number=case.data.number, date=case.data.date)
    return replace(case.fields, decision=decided, inspectors=case.data.inspectors)


def record_conclusion(case: Case[Inspection, Conclusion]) -> Inspection:
    told = case.data
    return replace(
        case.fields,
        conclusion=Decision(number=told.number, date=told.date),
        findings=told.findings,
        recommendations=told.recommendations,
        violations=sum(f.is_violation for f in told.findings),
        remedies_due=max((r.due_on for r in told.recommendations), default=None),
    )


def record_remedy(case: Case[Inspection, Remedy]) -> Inspection:
    told = case.data
    kept = tuple(
        replace(r, done_on=told.done_on, evidence=told.evidence) if n == told.recommendation else r
        for n, r in enumerate(case.fields.recommendations, 1)
    )
    return replace(case.fields, recommendations=kept)


def remedies_due(dossier: Dossier[Any]) -> date | None:
    day: date | None = dossier.fields.remedies_due
    return day


def links(fields: Inspection) -> Sequence[Link]:
    return [Link("inspects", d.service, d.type, d.id) for d in fields.dossiers]


TEAM = {*DEPARTMENT, Role.INSPECTOR, Role.POLICE}
TOLD = ("kind", "subjects", "starts_on", "ends_on", "decision", "conclusion", "violations")

# fmt: off
INSPECTION = DossierType(
    name="inspection", record="R39", tracked=False, prefix="KT",
    title="Kiểm tra hoạt động đối ngoại",
    since=date(2012, 8, 30), law=GUIDES,
    fields=Inspection, heading=lambda f: f"Kiểm tra {f.scope.splitlines()[0][:150]}", links=links,
    states=STATES, final={State.CLOSED, State.CANCELLED},
    discloses=Disclosure(province=(*TOLD, "remedies_due"), ministry=("kind", "starts_on")),

    opening=Transition(
        GUIDES, "plan", title="lập kế hoạch kiểm tra", target=State.PLANNED,
        by={*DEPARTMENT, Role.INSPECTOR}, data=Plan, emits="planned",
        requires=[is_not_ones_own, ends_after_it_starts, ad_hoc_has_a_cause]),

    transitions=[
        Transition(
            INSPECTS, "decide", not_by={"plan"},
            title="quyết định kiểm tra", source={State.PLANNED},
            target=State.DECIDED, by={Role.DIRECTOR, Role.CHAIR, Role.INSPECTOR}, data=Ordered,
            requires=[is_not_ones_own, team_is_of_others, is_dated_by_today,
                      is_decided_before_it_starts],
            then=record_decision, emits="decided"),
        Transition(
            CONFERENCES.art(7, 2), "begin", title="công bố, bắt đầu kiểm tra",
            source={State.DECIDED}, target=State.RUNNING, by=TEAM, emits="begun",
            requires=[is_not_ones_own, is_of_the_team, has_begun]),
        Transition(
            INSPECTS, "conclude", title="kết luận", source={State.RUNNING},
            target=State.CONCLUDED, by=TEAM, data=Conclusion, then=record_conclusion,
            requires=[is_not_ones_own, is_of_the_team, is_dated_by_today,
                      concludes_after_the_start, concludes_on_the_subjects, remedies_come_after],
            emits="concluded"),
        Transition(
            FOLLOWING_INSPECTIONS, "follow", title="theo dõi thực hiện kết luận",
            source={State.CONCLUDED}, target=State.FOLLOWING, by=TEAM, emits="followed"),
        Transition(
            FOLLOWING_INSPECTIONS, "record-remedy", title="ghi kiến nghị đã thực hiện",
            source={State.FOLLOWING}, target=STAYS, by=TEAM, data=Remedy, then=record_remedy,
            requires=[is_not_ones_own, is_open_recommendation, is_done_by_today],
            emits="remedied"),
        Transition(
            FOLLOWING_INSPECTIONS, "close", title="kết thúc theo dõi",
            source={State.FOLLOWING}, target=State.CLOSED, by={*LEADERS, Role.INSPECTOR},
            requires=[is_not_ones_own, all_is_carried_out], emits="closed"),
        Transition(
            GUIDES, "cancel", title="hủy kiểm tra", source={State.PLANNED, State.DECIDED},
            target=State.CANCELLED, by={*LEADERS, Role.INSPECTOR}, data=WithReason,
            emits="cancelled"),
    ],

    deadlines=[
        Deadline(
            law=INSPECTS, name="remedy", title="thực hiện các kiến nghị sau kiểm tra",
            owed_to="đoàn kiểm tra", met_by={"close"},
            shape=After(amount=Amount(0, "calendar-days"), event=remedies_due,
                        of="thời hạn cuối cùng của các kiến nghị")),
    ],

    papers=[
        Paper(INSPECTS, "ket-luan", title="Kết luận kiểm tra", makes=letters.conclusion),
    ],
)
# fmt: on
