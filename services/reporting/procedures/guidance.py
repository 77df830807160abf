"""Professional guidance to communes and units (dự thảo Lai Châu khoản 20; 164/KH-UBND mục III.7).

A commune asks, the foreign-affairs body answers; an answer that others can use goes into the answer
book. An answer guides: what needs a decision goes through the procedure that decides it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    Case,
    Deadline,
    Disclosure,
    DossierType,
    Link,
    Paper,
    Param,
    Transition,
    Within,
    rule,
)
from casework.vocabulary import Prose, Text, WithReason, labels
from reporting.laws import (
    COMMITTEES_AND_PEOPLE_DIPLOMACY,
    GUIDANCE_AND_INSPECTION,
    GUIDING_COMMUNES,
)
from reporting.letters import guidance as letters
from reporting.refusals import is_own
from reporting.roles import DEPARTMENT, DESK, LEADERS, Role


class State(StrEnum):
    ASKED = "asked"
    DRAFTED = "drafted"
    ANSWERED = "answered"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"


STATES = labels(
    State,
    asked="đã hỏi",
    drafted="đã dự thảo trả lời",
    answered="đã trả lời",
    referred="chuyển sang thủ tục có thẩm quyền quyết định",
    withdrawn="rút câu hỏi",
)
GUIDES = GUIDING_COMMUNES
Field = Literal[
    "delegations", "conferences", "agreements", "ngos", "consular", "border", "protocol",
    "information", "training", "other",
]  # fmt: skip
FIELDS: Mapping[str, str] = {
    "delegations": "đoàn ra, đoàn vào",
    "conferences": "hội nghị, hội thảo quốc tế",
    "agreements": "thỏa thuận quốc tế",
    "ngos": "phi chính phủ nước ngoài, viện trợ",
    "consular": "lãnh sự",
    "border": "biên giới, lãnh thổ",
    "protocol": "lễ tân",
    "information": "thông tin đối ngoại",
    "training": "đào tạo, bồi dưỡng",
    "other": "khác",
}


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Câu hỏi về chuyên môn, nghiệp vụ đối ngoại."""

    subject: Annotated[Text, Meta(title="Vấn đề")]
    field: Annotated[Field, Meta(title="Lĩnh vực")]
    question: Annotated[Prose, Meta(title="Câu hỏi")]


class Answer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    answer: Annotated[Prose, Meta(title="Trả lời")]
    grounds: Annotated[Text, Meta(title="Căn cứ")]
    is_reusable: Annotated[bool, Meta(title="Dùng lại được cho nơi khác")] = False
    decides: Annotated[bool, Meta(title="Cho phép, phê duyệt hoặc quyết định thay thủ tục")] = False


class Guidance(Question, frozen=True, kw_only=True):
    answer: Annotated[str, Meta(title="Trả lời")] = ""
    grounds: Annotated[str, Meta(title="Căn cứ")] = ""
    is_reusable: Annotated[bool, Meta(title="Dùng lại được")] = False
    answered_on: Annotated[date | None, Meta(title="Ngày trả lời")] = None
    service: Annotated[str, Meta(title="Dịch vụ của hồ sơ quyết định")] = ""
    type: Annotated[str, Meta(title="Loại hồ sơ quyết định")] = ""
    dossier: Annotated[str, Meta(title="Hồ sơ quyết định")] = ""


class Referral(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the decision is taken."""

    service: Annotated[str, Meta(min_length=1, max_length=60, title="Dịch vụ")]
    type: Annotated[str, Meta(min_length=1, max_length=60, title="Loại hồ sơ")]
    dossier: Annotated[str, Meta(max_length=60, title="Hồ sơ")] = ""
    reason: Annotated[str, Meta(min_length=5, max_length=2000, title="Lý do")]


ANSWER = Param(
    name="guidance.answer-within",
    title="Trả lời câu hỏi nghiệp vụ",
    law=GUIDES,
    default=None,
    unit="working-days",
    least=1,
    most=60,
)
_DECIDES = re.compile(
    r"(?m)^[ \t]*(QUYẾT ĐỊNH\s*:|Điều\s+1\.)|\bnay\s+(cho phép|phê duyệt|quyết định)|"
    r"\b(đồng ý cho phép|chấp thuận cho|phê duyệt cho)\b"
)


@rule(GUIDES, "Trả lời không thay quyết định: chuyển sang thủ tục có thẩm quyền", "/answer")
def decides_nothing(case: Case[Guidance, Answer]) -> bool:
    return not case.data.decides and _DECIDES.search(case.data.answer) is None


@rule(GUIDES, "Trả lời không thay quyết định: chuyển sang thủ tục có thẩm quyền", "/answer")
def draft_decides_nothing(case: Case[Guidance, Any]) -> bool:
    return _DECIDES.search(case.fields.answer) is None


def draft(case: Case[Guidance, Answer]) -> Guidance:
    told = case.data
    return replace(
        case.fields, answer=told.answer, grounds=told.grounds, is_reusable=told.is_reusable
    )


def record_day(case: Case[Guidance, Any]) -> Guidance:
    return replace(case.fields, answered_on=case.today)


def refer(case: Case[Guidance, Referral]) -> Guidance:
    told = case.data
    return replace(case.fields, service=told.service, type=told.type, dossier=told.dossier)


def links(fields: Guidance) -> Sequence[Link]:
    if not fields.dossier:
        return []
    return [Link("decided-by", fields.service, fields.type, fields.dossier)]


# fmt: off
GUIDANCE = DossierType(
    name="guidance", record="R44", prefix="HDN",
    title="Hướng dẫn chuyên môn, nghiệp vụ",
    since=date(2012, 8, 30), law=GUIDES,
    fields=Guidance, heading=lambda fields: fields.subject, links=links,
    states=STATES, final={State.ANSWERED, State.REFERRED, State.WITHDRAWN}, params=[ANSWER],
    discloses=Disclosure(province=("subject", "field", "is_reusable", "answered_on"),
                         ministry=("field", "answered_on")),

    opening=Transition(
        GUIDES, "ask", title="hỏi", target=State.ASKED, data=Question, emits="asked",
        by={*DESK, Role.UNIT, Role.OFFICE, Role.POLICE, Role.BORDER}),

    transitions=[
        Transition(
            COMMITTEES_AND_PEOPLE_DIPLOMACY, "draft", title="dự thảo trả lời",
            source={State.ASKED, State.DRAFTED}, target=State.DRAFTED, by=DESK, data=Answer,
            requires=[decides_nothing], then=draft, emits="drafted"),
        Transition(
            GUIDANCE_AND_INSPECTION, "answer", title="trả lời", source={State.DRAFTED},
            target=State.ANSWERED, by=LEADERS, not_by={"draft"},
            requires=[draft_decides_nothing], then=record_day, emits="answered"),
        Transition(
            GUIDES, "return", title="trả dự thảo", source={State.DRAFTED}, target=State.ASKED,
            by=LEADERS, data=WithReason, emits="returned"),
        Transition(
            GUIDES, "refer", title="chuyển sang thủ tục", source={State.ASKED, State.DRAFTED},
            target=State.REFERRED, by=DEPARTMENT, data=Referral, then=refer, emits="referred"),
        Transition(
            GUIDES, "withdraw", title="rút câu hỏi", source={State.ASKED},
            target=State.WITHDRAWN, by={Role.UNIT, Role.OFFICER}, data=WithReason,
            requires=[is_own], emits="withdrawn"),
    ],

    deadlines=[
        Deadline(
            law=GUIDES, name="answer", title="trả lời câu hỏi nghiệp vụ", owed_to="nơi hỏi",
            shape=Within(amount=ANSWER, runs_in={State.ASKED, State.DRAFTED}),
            met_by={"answer", "refer"}),
    ],

    papers=[
        Paper(
            GUIDANCE_AND_INSPECTION, "cong-van", title="Công văn hướng dẫn", makes=letters.answer
        ),
    ],
)
# fmt: on
