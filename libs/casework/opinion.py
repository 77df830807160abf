"""Opinions: a round asks several bodies in parallel, each with its own due date.

Silence is `no_reply`, never consent, except where the law itself says that silence is consent
(QĐ 09/2023/QĐ-TTg for the APEC card): then the consultation is declared so, with the article.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import force_setattr, replace

from casework.law import Citation
from casework.province import Amount, Param
from casework.workdays import Moment, NoCalendar, moment

if TYPE_CHECKING:
    from casework.dossier import Dossier
    from casework.workflow import Case

Answer = Literal["agree", "agree-with-comments", "disagree"]
ANSWERS = {
    "agree": "đồng ý",
    "agree-with-comments": "đồng ý có ý kiến",
    "disagree": "không đồng ý",
    "no_reply": "chưa trả lời",
}


class Consultation(Struct, frozen=True, kw_only=True):
    """What a transition asks of whom, within which time. `within=None`: no number in the law."""

    law: Citation
    topic: str
    bodies: Callable[[Case[Any, Any]], Sequence[str]]
    within: Amount | Param | None = None
    id: str = ""
    silence_is_consent: bool = False


class Opinion(Struct, frozen=True, kw_only=True):
    """What one body was asked and what it said. `reason` says why it `replaced` earlier answers,
    oldest first."""

    body: str
    due: Moment | None = None
    answer: Answer | None = None
    comment: str = ""
    document: str = ""
    received: datetime | None = None
    recorded_by: str = ""
    late_by: int = 0
    reason: str = ""
    replaced: tuple[Opinion, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "due", moment(self.due))


class Round(Struct, frozen=True, kw_only=True):
    """One round of consultation on a dossier."""

    number: int
    topic: str
    law: str
    sent: datetime
    opinions: tuple[Opinion, ...]
    id: str = ""
    silence_is_consent: bool = False

    def standing(self, body: str, today: date) -> str:
        """agree, agree-with-comments, disagree, waiting, no_reply, or consent by silence."""
        opinion = next(o for o in self.opinions if o.body == body)
        if opinion.answer:
            return opinion.answer
        if not is_overdue(opinion, today):
            return "waiting"
        return "agree" if self.silence_is_consent else "no_reply"


class Reply(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer of a body, as recorded through the API; with a reason when it corrects one."""

    body: Annotated[str, Meta(max_length=100)]
    answer: Answer
    comment: Annotated[str, Meta(max_length=20_000)] = ""
    document: Annotated[str, Meta(max_length=60)] = ""
    round: Annotated[int, Meta(ge=0, le=1_000)] = 0
    reason: Annotated[str, Meta(max_length=2_000)] = ""


def is_overdue(opinion: Opinion, today: date) -> bool:
    due = opinion.due
    if due is None:
        return False
    return today > (due.date() if isinstance(due, datetime) else due)


def open_round(case: Case[Any, Any], ask: Consultation) -> Round:
    """Ask every body; each gets its due date from the law or the province."""
    due = _due(case, ask, case.at)
    bodies = dict.fromkeys(ask.bodies(case))
    return Round(
        number=len(case.dossier.rounds) + 1,
        topic=ask.topic,
        law=case.cite(ask.law).text,
        sent=case.at,
        opinions=tuple(Opinion(body=b, due=due) for b in bodies),
        id=ask.id,
        silence_is_consent=ask.silence_is_consent,
    )


def _due(case: Case[Any, Any], ask: Consultation, sent: datetime) -> Moment | None:
    """The day for an answer; None when nobody sets a time, or has entered the year's holidays."""
    province, on = case.province, case.dossier.lodged_on
    if ask.within is None or not province.is_set(ask.within, on):
        return None
    amount = province.amount(ask.within, on)
    start = sent if amount.unit == "hours" else province.calendar.day(sent)
    with suppress(NoCalendar):
        return province.calendar.within(start, amount.number, amount.unit).due
    return None


def redated(round_: Round, ask: Consultation, case: Case[Any, Any]) -> Round:
    """The round with the days for the answers that are still owed counted again."""
    due = _due(case, ask, round_.sent)
    opinions = tuple(o if o.answer else replace(o, due=due) for o in round_.opinions)
    return replace(round_, opinions=opinions)


def record(round_: Round, reply: Reply, actor: str, at: datetime, late_by: int) -> Round:
    """The round with one body's answer filled in; a correction keeps the answer it replaces."""
    answered = tuple(
        replace(
            o,
            answer=reply.answer,
            comment=reply.comment,
            document=reply.document,
            received=at,
            recorded_by=actor,
            late_by=late_by,
            reason=reply.reason,
            replaced=(*o.replaced, replace(o, replaced=())) if o.answer else o.replaced,
        )
        if o.body == reply.body
        else o
        for o in round_.opinions
    )
    return replace(round_, opinions=answered)


def pending(dossier: Dossier[Any], today: date) -> list[str]:
    """Bodies that were asked, have not answered, and still have time."""
    return [
        o.body
        for r in dossier.rounds[-1:]
        for o in r.opinions
        if r.standing(o.body, today) == "waiting"
    ]


def silent(dossier: Dossier[Any], today: date) -> list[str]:
    """Bodies of the last round whose time is over and who said nothing (never consent)."""
    return [
        o.body
        for r in dossier.rounds[-1:]
        for o in r.opinions
        if r.standing(o.body, today) == "no_reply"
    ]


def owed(dossier: Dossier[Any]) -> list[tuple[Round, Opinion]]:
    """Every answer that a body still owes, with the round it was asked in."""
    return [(r, o) for r in dossier.rounds for o in r.opinions if o.answer is None]


def disagreeing(dossier: Dossier[Any]) -> list[str]:
    """Bodies of the last round that disagree."""
    return [o.body for r in dossier.rounds[-1:] for o in r.opinions if o.answer == "disagree"]
