"""A leader of the province answers the questions of foreign press (R23).

S004 Điều 2.12c; S002 Điều 16. The questions are received, the focal body drafts answers with their
orientation, somebody who did not draft them approves, the interview is given as approved, and what
was published is compared with what was said.
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
    Case,
    Consultation,
    Disclosure,
    DossierType,
    Link,
    Paper,
    Transition,
    rule,
    sensitive,
)
from casework.countries import country, is_country
from casework.vocabulary import Country, Decision, Text, WithReason, labels
from consular_border import matters
from consular_border.laws import PRESS_IN_THE_PROVINCE, SENSITIVE_MATTERS
from consular_border.letters import interview as letters
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DESK, Role

INTERVIEWS = PRESS_IN_THE_PROVINCE
PRESS = PRESS_IN_THE_PROVINCE
WROTE = {"receive", "draft"}


class State(StrEnum):
    RECEIVED = "received"
    DRAFTED = "drafted"
    APPROVED = "approved"
    GIVEN = "given"
    PUBLISHED = "published"
    DECLINED = "declined"


STATES = labels(
    State, received="đã tiếp nhận", drafted="đã dự thảo trả lời", given="đã trả lời",
    published="đã đăng, phát", declined="từ chối phỏng vấn",
)  # fmt: skip
OPEN = frozenset({State.RECEIVED, State.DRAFTED, State.APPROVED, State.GIVEN})


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đề nghị phỏng vấn của báo chí nước ngoài."""

    media: Annotated[Text, Meta(title="Cơ quan báo chí")]
    country: Annotated[Country, Meta(title="Nước của cơ quan báo chí")]
    leader: Annotated[Text, Meta(title="Lãnh đạo được phỏng vấn")]
    topic: Annotated[Text, Meta(title="Chủ đề")]
    questions: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=60, title="Câu hỏi")]
    interview_on: Annotated[datetime.date, Meta(title="Ngày dự kiến")]
    press_visit: Annotated[str, Meta(max_length=60, title="Hồ sơ hoạt động báo chí")] = ""


class Answered(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Dự thảo trả lời."""

    orientation: Annotated[str, Meta(min_length=5, max_length=5000, title="Định hướng trả lời")]
    answers: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=10_000)], ...],
        Meta(min_length=1, max_length=60, title="Trả lời từng câu hỏi"),
    ]


class Given(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    given_on: Annotated[datetime.date, Meta(title="Ngày trả lời")]
    differs: Annotated[str, Meta(max_length=5000, title="Nội dung khác dự thảo đã duyệt")] = ""


class Published(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    published_on: Annotated[datetime.date, Meta(title="Ngày đăng, phát")]
    where: Annotated[Text, Meta(title="Nơi đăng, phát")]
    is_faithful: Annotated[bool, Meta(title="Đúng nội dung đã trả lời")]
    handling: Annotated[str, Meta(max_length=2000, title="Xử lý khi đăng sai")] = ""


class Interview(Asked, frozen=True, kw_only=True):
    """Trả lời phỏng vấn báo chí nước ngoài."""

    orientation: Annotated[str, Meta(title="Định hướng trả lời")] = ""
    answers: Annotated[tuple[str, ...], Meta(title="Trả lời từng câu hỏi")] = ()
    approval: Annotated[Decision | None, Meta(title="Văn bản duyệt")] = None
    given_on: Annotated[datetime.date | None, Meta(title="Ngày trả lời")] = None
    differs: Annotated[str, Meta(title="Nội dung khác dự thảo đã duyệt")] = ""
    published: Annotated[Published | None, Meta(title="Đăng, phát")] = None
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


@rule(RECORD, "Không có nước nào mang mã này", "/country")
def country_is_known(case: Case[Interview, Any]) -> bool:
    return is_country(case.fields.country)


@rule(RECORD, "Ngày dự kiến không thể trước hôm nay", "/interview_on")
def is_ahead(case: Case[Interview, Asked]) -> bool:
    return case.today <= case.data.interview_on


@rule(INTERVIEWS, "Phải dự thảo trả lời cho từng câu hỏi", "/answers")
def every_question_is_answered(case: Case[Interview, Answered]) -> bool:
    return len(case.data.answers) == len(case.fields.questions)


@rule(
    INTERVIEWS,
    "Chủ đề liên quan vấn đề nhạy cảm: Giám đốc không duyệt thay, Chủ tịch UBND duyệt",
    "/matters",
)
def sensitive_is_approved_above(case: Case[Interview, Any]) -> bool:
    return not case.fields.matters or Role.CHAIR in case.actor.roles


@rule(INTERVIEWS, "Chỉ trả lời sau khi được duyệt và không sau hôm nay", "/given_on")
def is_given_after_approval(case: Case[Interview, Given]) -> bool:
    approval = case.fields.approval
    return approval is not None and approval.date <= case.data.given_on <= case.today


@rule(RECORD, "Ngày đăng, phát trước ngày trả lời hoặc sau hôm nay", "/published_on")
def is_published_afterwards(case: Case[Interview, Published]) -> bool:
    given = case.fields.given_on
    return given is not None and given <= case.data.published_on <= case.today


@rule(PRESS, "Nội dung đăng sai phải ghi cách xử lý", "/handling")
def wrong_words_are_handled(case: Case[Interview, Published]) -> bool:
    return case.data.is_faithful or bool(case.data.handling.strip())


def record_answers(case: Case[Interview, Answered]) -> Interview:
    d = case.data
    return replace(case.fields, orientation=d.orientation, answers=d.answers)


def record_approval(case: Case[Interview, Decision]) -> Interview:
    return replace(case.fields, approval=case.data)


def record_given(case: Case[Interview, Given]) -> Interview:
    return replace(case.fields, given_on=case.data.given_on, differs=case.data.differs)


def record_published(case: Case[Interview, Published]) -> Interview:
    return replace(case.fields, published=case.data)


def heading(fields: Interview) -> str:
    return f"Trả lời phỏng vấn {fields.media} ({country(fields.country)}): {fields.topic}"


def links(fields: Interview) -> list[Link]:
    found = matters.links(fields)
    if fields.press_visit:
        found.append(Link("part-of", "consular-border", "press-visit", fields.press_visit))
    return found


# fmt: off
INTERVIEW: DossierType[Any] = DossierType(
    name="interview", record="R23", prefix="PV",
    title="Trả lời phỏng vấn báo chí nước ngoài",
    since=date(2012, 8, 30), law=INTERVIEWS,
    fields=Interview, heading=heading, links=links,
    states=STATES, final={State.PUBLISHED, State.DECLINED}, invariants=[country_is_known],
    discloses=Disclosure(province=("media", "country", "topic", "interview_on", "given_on"),
                         ministry=("media", "country", "topic", "given_on")),

    opening=Transition(
        INTERVIEWS, "receive", title="tiếp nhận câu hỏi", target=State.RECEIVED, by=DESK,
        data=Asked, requires=[is_ahead], emits="received"),

    transitions=[
        Transition(
            INTERVIEWS, "draft", title="dự thảo trả lời", source={State.RECEIVED, State.DRAFTED},
            target=State.DRAFTED, by=DESK, data=Answered, requires=[every_question_is_answered],
            then=record_answers, emits="drafted",
            consults=Consultation(law=INTERVIEWS, topic="Nội dung trả lời phỏng vấn",
                                  bodies=lambda case: ("van-phong-ubnd",))),
        Transition(
            INTERVIEWS, "approve", title="duyệt nội dung trả lời", source={State.DRAFTED},
            target=State.APPROVED, by={Role.DIRECTOR, Role.CHAIR}, data=Decision, not_by=WROTE,
            requires=[sensitive_is_approved_above, is_dated_by_today], then=record_approval,
            emits="approved"),
        Transition(
            INTERVIEWS, "give", title="ghi nhận đã trả lời", source={State.APPROVED},
            target=State.GIVEN, by=DESK, data=Given, requires=[is_given_after_approval],
            then=record_given, emits="given"),
        Transition(
            PRESS, "publish", title="ghi nhận đã đăng, phát", source={State.GIVEN},
            target=State.PUBLISHED, by=DESK, data=Published,
            requires=[is_published_afterwards, wrong_words_are_handled], then=record_published,
            emits="published"),
        Transition(
            INTERVIEWS, "decline", title="từ chối phỏng vấn",
            source={State.RECEIVED, State.DRAFTED, State.APPROVED}, target=State.DECLINED,
            by={Role.DIRECTOR, Role.CHAIR}, data=WithReason, emits="declined"),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    no_deadline="Các văn bản nguồn không đặt số ngày cho việc trả lời phỏng vấn",
    papers=[
        Paper(INTERVIEWS, "noi-dung", title="Nội dung trả lời phỏng vấn", makes=letters.answers),
    ],
)
# fmt: on
