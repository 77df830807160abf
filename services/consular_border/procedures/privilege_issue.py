"""A question of privileges and immunities of a foreign mission or its members here (R27).

22/2012/QĐ-UBND Điều 10 khoản 3; S004 Điều 2.4c, 2.11b. The focal body of the province asks
the Ministry, which manages privileges, follows its guidance, and answers the mission.
"""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    RECORD,
    Case,
    Deadline,
    Disclosure,
    DossierType,
    Immediate,
    Link,
    Paper,
    Transition,
    act_day,
    rule,
    sensitive,
)
from casework.countries import country, is_country
from casework.vocabulary import Country, Decision, Prose, Text, WithReason, labels
from consular_border import matters
from consular_border.corps import of_the_focal_body
from consular_border.laws import (
    DIPLOMATIC_CORPS,
    OFFICES_OF_MISSIONS,
    PRIVILEGES,
    PRIVILEGES_AND_IMMUNITIES,
    SENSITIVE_MATTERS,
)
from consular_border.letters import privilege_issue as letters
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DESK, LEADERS, Role

FOCAL = OFFICES_OF_MISSIONS
GUIDED = PRIVILEGES_AND_IMMUNITIES
COMPLEX = DIPLOMATIC_CORPS


class State(StrEnum):
    RECEIVED = "received"
    ASKED = "asked"
    GUIDED = "guided"
    RESOLVED = "resolved"
    CLOSED = "closed"


STATES = labels(
    State, received="đã tiếp nhận", asked="đã hỏi Bộ Ngoại giao", guided="đã có hướng dẫn",
    resolved="đã giải quyết",
)  # fmt: skip
OPEN = frozenset({State.RECEIVED, State.ASKED, State.GUIDED})


class Problem(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Vấn đề về ưu đãi, miễn trừ."""

    kind: Annotated[
        Literal["tax", "vehicle", "premises", "inviolability", "immunity", "other"],
        Meta(title="Loại vấn đề"),
    ]
    country: Annotated[Country, Meta(title="Nước của cơ quan đại diện")]
    mission: Annotated[Text, Meta(title="Cơ quan đại diện")]
    mission_entry: Annotated[str, Meta(max_length=60, title="Mục trong sổ cơ quan đại diện")] = ""
    problem: Annotated[Prose, Meta(title="Nội dung")]
    happened_on: Annotated[datetime.date, Meta(title="Ngày phát sinh")]


class Resolution(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    result: Annotated[str, Meta(min_length=5, max_length=10_000, title="Kết quả")]


class Guidance(Decision, frozen=True, kw_only=True):
    """Hướng dẫn của Bộ Ngoại giao."""

    content: Annotated[str, Meta(min_length=5, max_length=10_000, title="Nội dung hướng dẫn")]


class PrivilegeIssue(Problem, frozen=True, kw_only=True):
    """Vấn đề ưu đãi, miễn trừ của cơ quan đại diện nước ngoài."""

    question: Annotated[Decision | None, Meta(title="Văn bản hỏi Bộ Ngoại giao")] = None
    guidance: Annotated[Guidance | None, Meta(title="Hướng dẫn của Bộ Ngoại giao")] = None
    result: Annotated[str, Meta(title="Kết quả")] = ""
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


Issue = Case[PrivilegeIssue, Any]


@rule(GUIDED, "Nước của cơ quan đại diện phải có trong danh mục và khác Việt Nam", "/country")
def country_is_foreign(case: Issue) -> bool:
    return is_country(case.fields.country) and case.fields.country != "VN"


@rule(RECORD, "Ngày phát sinh không thể sau hôm nay", "/happened_on")
def has_happened(case: Issue) -> bool:
    return case.fields.happened_on <= case.today


is_the_focal_body = of_the_focal_body(
    FOCAL, "Chỉ cơ quan đầu mối trả lời, giải quyết với cơ quan đại diện nước ngoài"
)


@rule(
    PRIVILEGES.form("quyền ưu đãi, miễn trừ"),
    "Ưu đãi, miễn trừ chỉ giải quyết theo hướng dẫn của Bộ Ngoại giao",
    "/guidance",
)
def is_guided(case: Issue) -> bool:
    return case.fields.guidance is not None


@rule(RECORD, "Hướng dẫn không thể trước văn bản hỏi", "/date")
def guidance_follows_the_question(case: Case[PrivilegeIssue, Guidance]) -> bool:
    question = case.fields.question
    return question is not None and question.date <= case.data.date


def record_question(case: Case[PrivilegeIssue, Decision]) -> PrivilegeIssue:
    return replace(case.fields, question=case.data)


def record_guidance(case: Case[PrivilegeIssue, Guidance]) -> PrivilegeIssue:
    return replace(case.fields, guidance=case.data)


def record_result(case: Case[PrivilegeIssue, Resolution]) -> PrivilegeIssue:
    return replace(case.fields, result=case.data.result)


def heading(fields: PrivilegeIssue) -> str:
    return f"Ưu đãi, miễn trừ: {fields.mission} ({country(fields.country)})"


def links(fields: PrivilegeIssue) -> list[Link]:
    found = matters.links(fields)
    if fields.mission_entry:
        found.append(Link("of-mission", "consular-border", "missions", fields.mission_entry))
    return found


# fmt: off
PRIVILEGE_ISSUE: DossierType[Any] = DossierType(
    name="privilege-issue", record="R27", prefix="UD",
    title="Ưu đãi, miễn trừ của cơ quan đại diện nước ngoài",
    since=date(2012, 8, 30), law=FOCAL,
    fields=PrivilegeIssue, heading=heading, links=links,
    states=STATES, final={State.CLOSED}, invariants=[country_is_foreign, has_happened],
    discloses=Disclosure(province=("kind", "country", "mission", "happened_on"),
                         ministry=("kind", "country", "mission", "happened_on")),

    opening=Transition(
        FOCAL, "receive", title="tiếp nhận vấn đề", target=State.RECEIVED,
        by={*DESK, Role.UNIT, Role.POLICE}, data=Problem, emits="received"),

    transitions=[
        Transition(
            COMPLEX, "ask", title="hỏi Bộ Ngoại giao", source={State.RECEIVED},
            target=State.ASKED, by=LEADERS, data=Decision,
            requires=[is_the_focal_body, is_dated_by_today], then=record_question,
            emits="asked"),
        Transition(
            GUIDED, "note-guidance", title="ghi nhận hướng dẫn", source={State.ASKED},
            target=State.GUIDED, by=DESK, data=Guidance,
            requires=[is_dated_by_today, guidance_follows_the_question], then=record_guidance,
            emits="guided"),
        Transition(
            FOCAL, "resolve", title="giải quyết, trả lời cơ quan đại diện", emits="resolved",
            source={State.RECEIVED, State.ASKED, State.GUIDED}, target=State.RESOLVED,
            by={*DESK, Role.UNIT, Role.OFFICE, Role.POLICE}, data=Resolution,
            requires=[is_the_focal_body, is_guided], then=record_result),
        Transition(
            FOCAL, "close", title="đóng, lưu hồ sơ", source={State.RESOLVED},
            target=State.CLOSED, by=LEADERS, emits="closed"),
        Transition(
            FOCAL, "reopen", title="mở lại", source={State.RESOLVED}, target=State.GUIDED,
            by=LEADERS, data=WithReason, emits="reopened"),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    deadlines=[
        Deadline(
            law=COMPLEX, name="ask", title="thông báo Bộ Ngoại giao để được hướng dẫn",
            owed_to="Bộ Ngoại giao", met_by={"ask"},
            shape=Immediate(event=act_day("receive"), of="tiếp nhận vấn đề")),
    ],

    papers=[
        Paper(COMPLEX, "hoi-bo-ngoai-giao", title="Công văn hỏi Bộ Ngoại giao",
              makes=letters.question),
        Paper(FOCAL, "tra-loi", title="Công văn trả lời cơ quan đại diện", makes=letters.reply),
    ],
)
# fmt: on
