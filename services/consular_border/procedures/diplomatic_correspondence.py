"""Notes, letters and greetings exchanged with the diplomatic corps (R27; 22/2012/QĐ-UBND Điều 17).

The focal body answers; a text in another language has its translation; nothing is sent before it is
approved by somebody who did not draft it; what is complex is told to the Ministry first.
"""

from __future__ import annotations

import datetime
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import (
    STAYS,
    After,
    Amount,
    Case,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Immediate,
    Paper,
    Transition,
    act_day,
    rule,
    sensitive,
)
from casework.vocabulary import Country, Decision, Prose, Role, Text, labels
from consular_border import matters
from consular_border.corps import of_the_focal_body
from consular_border.laws import DIPLOMATIC_CORPS, SENSITIVE_MATTERS
from consular_border.letters import diplomatic_correspondence as letters
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DEPARTMENT, DESK

CORPS = DIPLOMATIC_CORPS


class State(StrEnum):
    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"
    ANSWERED = "answered"
    FILED = "filed"


STATES = labels(
    State, drafted="đã tiếp nhận, dự thảo", sent="đã gửi", answered="đã có trả lời", filed="đã lưu"
)


class Draft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thư tín đối ngoại."""

    kind: Annotated[Literal["note", "letter", "greeting"], Meta(title="Loại")]
    country: Annotated[Country, Meta(title="Nước")]
    mission: Annotated[Text, Meta(title="Cơ quan đại diện")]
    is_foreign_text: Annotated[bool, Meta(title="Bằng tiếng nước ngoài")] = False
    content: Annotated[Prose, Meta(title="Nội dung")]
    translation: Annotated[str, Meta(max_length=20000, title="Bản dịch tiếng Việt")] = ""
    direction: Annotated[Literal["outgoing", "incoming"], Meta(title="Chiều")] = "outgoing"
    answer_by: Annotated[datetime.date | None, Meta(title="Hạn trả lời được đề nghị")] = None
    is_complex: Annotated[bool, Meta(title="Có vấn đề phức tạp, nhạy cảm")] = False


class Correspondence(Draft, frozen=True, kw_only=True):
    """Thư tín đối ngoại."""

    matters: Annotated[tuple[str, ...], Meta(title="Vấn đề nhạy cảm liên quan")] = ()
    told: Annotated[Decision | None, Meta(title="Văn bản thông báo Bộ Ngoại giao")] = None
    sent: Annotated[Decision | None, Meta(title="Văn bản gửi")] = None


@rule(CORPS, "Văn bản tiếng nước ngoài phải kèm bản dịch tiếng Việt", "/translation")
def is_translated(case: Case[Correspondence, Any]) -> bool:
    return not case.fields.is_foreign_text or bool(case.fields.translation.strip())


is_the_focal_body = of_the_focal_body(
    CORPS, "Chỉ cơ quan đầu mối trả lời cơ quan đại diện nước ngoài"
)


@rule(CORPS, "Vấn đề phức tạp, nhạy cảm phải thông báo Bộ Ngoại giao trước khi gửi", "/told")
def ministry_knows_what_is_complex(case: Case[Correspondence, Any]) -> bool:
    f = case.fields
    return not (f.is_complex or f.matters) or f.told is not None


def record_told(case: Case[Correspondence, Decision]) -> Correspondence:
    return replace(case.fields, told=case.data)


def record_sent(case: Case[Correspondence, Decision]) -> Correspondence:
    return replace(case.fields, sent=case.data)


def answer_is_due(dossier: Dossier[Any]) -> date | None:
    day: date | None = dossier.fields.answer_by
    return day


def heading(f: Correspondence) -> str:
    return f"Thư tín đối ngoại: {f.mission}"


# fmt: off
DIPLOMATIC_CORRESPONDENCE: DossierType[Any] = DossierType(
    name="diplomatic-correspondence", record="R27", tracked=False,
    prefix="TD", title="Thư tín đối ngoại",
    since=date(2012, 8, 30), law=CORPS, fields=Correspondence, heading=heading,
    links=matters.links,
    states=STATES, final={State.FILED}, invariants=[is_translated],
    discloses=Disclosure(province=("kind", "country", "direction"),
                         ministry=("kind", "country", "direction")),
    opening=Transition(CORPS, "draft", title="tiếp nhận, dự thảo", target=State.DRAFTED,
                       by={*DESK, Role.UNIT}, data=Draft, emits="drafted"),
    transitions=[
        Transition(CORPS, "approve", title="duyệt", source={State.DRAFTED}, emits="approved",
                   target=State.APPROVED, by={Role.DIRECTOR}, not_by={"draft"}),
        Transition(CORPS, "send", title="gửi", source={State.APPROVED}, target=State.SENT,
                   by={*DESK, Role.UNIT, Role.OFFICE}, data=Decision, emits="sent",
                   then=record_sent, requires=[is_the_focal_body, is_dated_by_today,
                             ministry_knows_what_is_complex]),
        Transition(CORPS, "tell-ministry", title="thông báo Bộ Ngoại giao", target=STAYS,
                   source={State.DRAFTED, State.APPROVED}, by=DEPARTMENT, data=Decision,
                   emits="ministry-told", then=record_told, requires=[is_dated_by_today]),
        Transition(CORPS, "answer", title="ghi nhận trả lời", source={State.SENT},
                   target=State.ANSWERED, by=DESK, emits="answered"),
        Transition(CORPS, "file", title="lưu", source={State.SENT, State.ANSWERED},
                   target=State.FILED, by=DESK, emits="filed"),
        *sensitive.steps(SENSITIVE_MATTERS, {State.DRAFTED, State.APPROVED}),
    ],
    deadlines=[
        Deadline(law=CORPS, name="answer", title="trả lời trong hạn được đề nghị",
                 owed_to="cơ quan đại diện", met_by={"send"},
                 shape=After(amount=Amount(0, "calendar-days"), event=answer_is_due,
                             of="hạn trả lời")),
        Deadline(law=CORPS, name="tell-ministry", title="thông báo Bộ Ngoại giao để được hướng dẫn",
                 owed_to="Bộ Ngoại giao", met_by={"tell-ministry"},
                 applies=lambda d: d.fields.is_complex,
                 shape=Immediate(event=act_day("draft"), of="tiếp nhận, dự thảo")),
    ],
    papers=[Paper(CORPS, "cong-van", title="Thư, công văn gửi cơ quan đại diện",
                  makes=letters.letter)],
)
# fmt: on
