"""The opinion on a project in the border area, and the notices before works begin (R22d).

S004 Điều 2.10g; 34/2014/NĐ-CP Điều 8. Works inside the border belt (vành đai biên giới) are put to
the ministries of defence, police and foreign affairs, who have 30 days (D71). The investor tells
the border guard, the police and the local authority at least 3 working days before works begin
(D72); surveyors and builders tell the border post and the commune 3 days before (D73).
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
    STAYS,
    Amount,
    Before,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Former,
    Paper,
    Param,
    Transition,
    Within,
    opinion,
    rule,
    sensitive,
)
from casework.countries import is_country
from casework.vocabulary import Decision, Role, Text, WithReason, labels
from consular_border import border, matters
from consular_border.border import GUARDS, Commune, communes_are_listed
from consular_border.laws import BORDER_AMENDED, BORDER_AREA, BORDER_OPINIONS, SENSITIVE_MATTERS
from consular_border.letters import border_opinion as letters
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DEPARTMENT, DESK

ASKED = BORDER_OPINIONS
BELT = BORDER_AREA.art(8, 2)
SITE = BORDER_AREA.art(8, 3)
MINISTRIES = ("Bộ Quốc phòng", "Bộ Công an", "Bộ Ngoại giao")
BELT_AMENDED = BORDER_AMENDED.form("sửa đổi 34/2014/NĐ-CP, Điều 8 khoản 2")
OPINION = Param(
    name="border-opinion.within",
    title="Bộ Quốc phòng, Bộ Công an, Bộ Ngoại giao cho ý kiến về dự án trong vành đai biên giới",
    law=BELT_AMENDED, default=20, unit="calendar-days", least=1, most=60,
    formerly=(Former(30, date(2025, 11, 16), BELT),),
)  # fmt: skip


class State(StrEnum):
    RECEIVED = "received"
    CONSULTING = "consulting"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STATES = labels(
    State, received="đã tiếp nhận", answered="đã trả lời", withdrawn="đã rút",
)  # fmt: skip
OPEN = frozenset({State.RECEIVED, State.CONSULTING, State.ANSWERED})


class Project(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Dự án, công trình trong khu vực biên giới."""

    project: Annotated[Text, Meta(title="Tên dự án, công trình")]
    investor: Annotated[Text, Meta(title="Chủ đầu tư")]
    investor_country: Annotated[
        str, Meta(pattern=r"^[A-Z]{2}$(?!\n)", title="Nước của chủ đầu tư")
    ] = "VN"
    communes: Annotated[tuple[Commune, ...], Meta(min_length=1, max_length=30, title="Xã")]
    is_in_belt: Annotated[bool, Meta(title="Trong vành đai biên giới")]
    asked_by: Annotated[Text, Meta(title="Cơ quan hỏi ý kiến")]
    request: Annotated[Decision, Meta(title="Văn bản hỏi ý kiến")]
    works_on: Annotated[datetime.date | None, Meta(title="Ngày khởi công")] = None
    survey_on: Annotated[datetime.date | None, Meta(title="Ngày khảo sát, thi công")] = None


class Days(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When works and surveys begin, once that is known."""

    works_on: Annotated[datetime.date | None, Meta(title="Ngày khởi công")] = None
    survey_on: Annotated[datetime.date | None, Meta(title="Ngày khảo sát, thi công")] = None


class Bodies(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    also: Annotated[tuple[Text, ...], Meta(max_length=20, title="Hỏi thêm cơ quan (mã)")] = ()


class Answer(Decision, frozen=True, kw_only=True):
    """Văn bản trả lời."""

    agrees: Annotated[bool, Meta(title="Nhất trí")]
    content: Annotated[str, Meta(min_length=5, max_length=10_000, title="Nội dung ý kiến")]
    note: Annotated[
        str, Meta(max_length=5000, title="Giải trình khi thiếu ý kiến hoặc có ý kiến khác")
    ] = ""


class Told(Decision, frozen=True, kw_only=True):
    """Văn bản thông báo của chủ đầu tư, đơn vị khảo sát, thi công."""

    to: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=20, title="Nơi nhận (mã)")]


class BorderOpinion(Project, frozen=True, kw_only=True):
    """Ý kiến về dự án, công trình trong khu vực biên giới."""

    neighbours: Annotated[tuple[str, ...], Meta(title="Nước láng giềng")] = ()
    answer: Annotated[Answer | None, Meta(title="Trả lời")] = None
    works_notice: Annotated[Told | None, Meta(title="Thông báo khởi công")] = None
    survey_notice: Annotated[Told | None, Meta(title="Thông báo khảo sát, thi công")] = None
    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()


Opinion = Case[BorderOpinion, Any]


@rule(RECORD, "Không có nước nào mang mã này", "/investor_country")
def country_is_known(case: Opinion) -> bool:
    return is_country(case.fields.investor_country)


@rule(RECORD, "Văn bản hỏi ý kiến không thể sau hôm nay", "/request/date")
def is_asked_by_today(case: Opinion) -> bool:
    return case.fields.request.date <= case.today


@rule(BELT, "Còn cơ quan chưa cho ý kiến hoặc không đồng ý: phải có giải trình", "/note")
def opinions_are_weighed(case: Case[BorderOpinion, Answer]) -> bool:
    waiting = opinion.pending(case.dossier, case.today) + opinion.silent(case.dossier, case.today)
    return not waiting + opinion.disagreeing(case.dossier) or bool(case.data.note.strip())


@rule(BELT, "Trong vành đai biên giới: ba Bộ phải được hỏi ý kiến trước khi trả lời", "/is_in_belt")
def ministries_were_asked(case: Opinion) -> bool:
    asked = {o.body for r in case.dossier.rounds for o in r.opinions}
    return not case.fields.is_in_belt or asked >= set(MINISTRIES)


@rule(BELT, "Không khởi công trước khi có văn bản trả lời nhất trí", "/works_on")
def works_wait_for_the_answer(case: Case[BorderOpinion, Any]) -> bool:
    f = case.fields
    if f.answer is None or f.works_on is None:
        return False
    return f.answer.agrees and f.answer.date <= f.works_on


@rule(BELT, "Chủ đầu tư phải thông báo cho Bộ đội Biên phòng, Công an và Ủy ban nhân dân xã", "/to")
def three_are_told_of_works(case: Case[BorderOpinion, Told]) -> bool:
    return set(case.data.to) >= {*GUARDS, *case.fields.communes}


@rule(SITE, "Phải thông báo cho Đồn Biên phòng và Ủy ban nhân dân xã", "/to")
def post_and_commune_are_told(case: Case[BorderOpinion, Told]) -> bool:
    return set(case.data.to) >= {"bien-phong", *case.fields.communes}


@rule(SITE, "Chưa ghi ngày khảo sát, thi công", "/survey_on")
def survey_has_a_day(case: Opinion) -> bool:
    return case.fields.survey_on is not None


def whom_to_ask(case: Case[BorderOpinion, Bodies]) -> Sequence[str]:
    belt = MINISTRIES if case.fields.is_in_belt else ()
    return (*GUARDS, *case.fields.communes, *belt, *case.data.also)


def take_in(case: Case[BorderOpinion, Project]) -> BorderOpinion:
    f = case.fields
    across = border.neighbours(case.province, f.communes, case.dossier.lodged_on)
    return replace(f, neighbours=across)


def set_days(case: Case[BorderOpinion, Days]) -> BorderOpinion:
    f, d = case.fields, case.data
    return replace(f, works_on=d.works_on or f.works_on, survey_on=d.survey_on or f.survey_on)


def record_answer(case: Case[BorderOpinion, Answer]) -> BorderOpinion:
    return replace(case.fields, answer=case.data)


def record_works(case: Case[BorderOpinion, Told]) -> BorderOpinion:
    return replace(case.fields, works_notice=case.data)


def record_survey(case: Case[BorderOpinion, Told]) -> BorderOpinion:
    return replace(case.fields, survey_notice=case.data)


def works_begin(dossier: Dossier[Any]) -> date | None:
    day: date | None = dossier.fields.works_on
    return day


def survey_begins(dossier: Dossier[Any]) -> date | None:
    day: date | None = dossier.fields.survey_on
    return day


def heading(fields: BorderOpinion) -> str:
    return f"Ý kiến về dự án khu vực biên giới: {fields.project}"


TOLD = ("project", "investor", "investor_country", "communes", "is_in_belt", "asked_by", "request")

# fmt: off
BORDER_OPINION: DossierType[Any] = DossierType(
    name="border-opinion", record="R22d", tracked=False, prefix="YK",
    title="Ý kiến về dự án, công trình trong khu vực biên giới",
    since=date(2014, 6, 15), law=ASKED, shown_to={Role.BORDER},
    fields=BorderOpinion, heading=heading, links=matters.links,
    states=STATES, final={State.CLOSED, State.WITHDRAWN},
    invariants=[communes_are_listed, country_is_known, is_asked_by_today,
                border.without_coordinates(ASKED, "project", "answer")],
    params=[*border.COMMUNES.values(), OPINION],
    discloses=Disclosure(province=(*TOLD, "neighbours", "answer", "works_on", "survey_on"),
                         ministry=("project", "investor_country", "communes", "is_in_belt",
                                   "neighbours", "answer")),

    opening=Transition(
        ASKED, "receive", title="tiếp nhận đề nghị cho ý kiến", target=State.RECEIVED, by=DESK,
        data=Project, then=take_in, emits="received"),

    transitions=[
        Transition(
            BELT, "consult", title="lấy ý kiến", source={State.RECEIVED},
            target=State.CONSULTING, by=DESK, data=Bodies, emits="consulted",
            consults=Consultation(
                law=BELT, id="D71", topic="Dự án, công trình trong khu vực biên giới",
                bodies=whom_to_ask, within=OPINION)),
        Transition(
            ASKED, "answer", title="trả lời", source={State.CONSULTING}, target=State.ANSWERED,
            by={Role.DIRECTOR, Role.CHAIR}, data=Answer, not_by={"receive", "consult"},
            requires=[is_dated_by_today, ministries_were_asked, opinions_are_weighed],
            then=record_answer, emits="answered"),
        Transition(
            BELT, "schedule", title="ghi ngày khởi công, khảo sát", source=OPEN, target=STAYS,
            by=DEPARTMENT, data=Days, then=set_days, emits="scheduled"),
        Transition(
            BELT, "note-works", title="ghi nhận thông báo khởi công", source={State.ANSWERED},
            target=STAYS, by={*DESK, Role.BORDER}, data=Told, emits="works-notified",
            requires=[works_wait_for_the_answer, three_are_told_of_works, is_dated_by_today],
            then=record_works),
        Transition(
            SITE, "note-survey", title="ghi nhận thông báo khảo sát, thi công", source=OPEN,
            target=STAYS, by={*DESK, Role.BORDER}, data=Told, emits="survey-notified",
            requires=[survey_has_a_day, post_and_commune_are_told, is_dated_by_today],
            then=record_survey),
        Transition(
            ASKED, "close", title="đóng, lưu hồ sơ", source={State.ANSWERED},
            target=State.CLOSED, by=DESK, emits="closed"),
        Transition(
            ASKED, "withdraw", title="ghi nhận rút đề nghị",
            source={State.RECEIVED, State.CONSULTING}, target=State.WITHDRAWN, by=DESK,
            data=WithReason, emits="withdrawn"),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    deadlines=[
        Deadline(
            law=BELT, name="answer", id="D71", title="cho ý kiến về dự án", met_by={"answer"},
            owed_to="cơ quan hỏi ý kiến",
            shape=Within(amount=OPINION, runs_in={State.RECEIVED, State.CONSULTING})),
        Deadline(
            law=BELT, name="notify-works", id="D72", met_by={"note-works"},
            title="chủ đầu tư thông báo trước khi khởi công",
            owed_to="Bộ đội Biên phòng, Công an, Ủy ban nhân dân xã",
            shape=Before(amount=Amount(3, "working-days"), event=works_begin, of="ngày khởi công")),
        Deadline(
            law=SITE, name="notify-survey", id="D73", met_by={"note-survey"},
            title="đơn vị khảo sát, thi công thông báo trước",
            owed_to="Đồn Biên phòng, Ủy ban nhân dân xã",
            shape=Before(amount=Amount(3, "calendar-days"), event=survey_begins,
                         of="ngày khảo sát, thi công")),
    ],

    papers=[
        Paper(BELT, "lay-y-kien", title="Công văn lấy ý kiến", makes=letters.asking),
        Paper(ASKED, "tra-loi", title="Công văn trả lời", makes=letters.answer),
    ],
)
# fmt: on
