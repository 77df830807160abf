"""Notes, letters and greetings exchanged with the diplomatic corps (22/2012/QĐ-UBND Điều 17)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import Case, Disclosure, DossierType, Transition, rule
from casework.vocabulary import Country, Decision, Prose, Role, Text, labels
from consular_border.laws import BEN_TRE
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DESK

CORPS = BEN_TRE.art(17)


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


class Correspondence(Draft, frozen=True, kw_only=True):
    """Thư tín đối ngoại."""

    sent: Annotated[Decision | None, Meta(title="Văn bản gửi")] = None


@rule(CORPS, "Văn bản tiếng nước ngoài phải kèm bản dịch tiếng Việt", "/translation")
def is_translated(case: Case[Correspondence, Any]) -> bool:
    return not case.fields.is_foreign_text or bool(case.fields.translation.strip())


@rule(CORPS, "Chỉ cơ quan đầu mối trả lời cơ quan đại diện nước ngoài")
def is_the_focal_body(case: Case[Correspondence, Any]) -> bool:
    return case.actor.unit == "so-ngoai-vu"


def record_sent(case: Case[Correspondence, Decision]) -> Correspondence:
    return replace(case.fields, sent=case.data)


def heading(f: Correspondence) -> str:
    return f"Thư tín đối ngoại: {f.mission}"


# fmt: off
DIPLOMATIC_CORRESPONDENCE: DossierType[Any] = DossierType(
    name="diplomatic-correspondence", record="R27", prefix="TD", title="Thư tín đối ngoại",
    since=date(2012, 8, 30), law=CORPS, fields=Correspondence, heading=heading,
    states=STATES, final={State.FILED}, invariants=[is_translated],
    discloses=Disclosure(province=("kind", "country"), ministry=("kind", "country")),
    opening=Transition(CORPS, "draft", title="tiếp nhận, dự thảo", target=State.DRAFTED,
                       by={*DESK, Role.UNIT}, data=Draft, emits="drafted"),
    transitions=[
        Transition(CORPS, "approve", title="duyệt", source={State.DRAFTED}, emits="approved",
                   target=State.APPROVED, by={Role.DIRECTOR}, not_by={"draft"}),
        Transition(CORPS, "send", title="gửi", source={State.APPROVED}, target=State.SENT,
                   by={*DESK, Role.UNIT}, data=Decision, emits="sent", then=record_sent,
                   requires=[is_the_focal_body, is_dated_by_today]),
        Transition(CORPS, "answer", title="ghi nhận trả lời", source={State.SENT},
                   target=State.ANSWERED, by=DESK, emits="answered"),
        Transition(CORPS, "file", title="lưu", source={State.SENT, State.ANSWERED},
                   target=State.FILED, by=DESK, emits="filed"),
    ],
    no_deadline="Các văn bản nguồn không đặt số ngày cho thư tín đối ngoại",
)
# fmt: on
