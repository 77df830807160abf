"""What a person may do with a dossier now, and why not what they may not.

Every step of the present state is tried for this person as far as it can be tried without the data
that they would send: role, four eyes, competence, and the rules that look at nothing of that data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from casework import acts, who
from casework.dossier import F
from casework.law import Citation
from casework.opinion import Opinion, Round, owed
from casework.workflow import (
    Case,
    DossierType,
    Failure,
    Nothing,
    ReasonNeeded,
    Refused,
    Transition,
)


class Offer(Struct, frozen=True, kw_only=True):
    """A step of the present state for one person: they may take it, or `because` says why not.

    `advice`: what they should know although nobody's text demands it. `body` and `round` are
    those of an opinion that is owed: the step «reply».
    """

    step: Transition[Any, Any]
    because: tuple[Failure, ...] = ()
    advice: tuple[Failure, ...] = ()
    body: str = ""
    round: int = 0

    @property
    def may(self) -> bool:
        return not self.because


def available(
    type_: DossierType[F],
    case: Case[F, Any],
    found: Mapping[str, Mapping[str, Sequence[Any]]] | None = None,
) -> list[Offer]:
    """Every step of the present state, and every opinion owed, for the person of this case.

    `found` holds, by step, the other dossiers that its rules look at; a step that is not in it has
    rules on other dossiers that cannot be tried yet.
    """
    dossier = case.dossier
    if dossier.province not in case.actor.provinces:
        return []
    steps = [t for t in type_.transitions if dossier.state in t.source]
    cases = [beforehand(t, case, (found or {}).get(t.name)) for t in steps]
    tries = zip(steps, cases, strict=True)
    offers = [_offer(t, hindrances(type_, t, c)) for t, c in tries]
    replies = [] if dossier.state in type_.final else owed(dossier)
    return offers + [_reply(type_, case, r, o) for r, o in replies]


def _offer(step: Transition[Any, Any], failures: Sequence[Failure]) -> Offer:
    binding = tuple(f for f in failures if f.binds)
    return Offer(step=step, because=binding, advice=tuple(f for f in failures if not f.binds))


def hindrances(
    type_: DossierType[F], step: Transition[F, Any], case: Case[F, Any]
) -> list[Failure]:
    """All that would refuse this step to this person, or advise them, whatever they send."""
    if not case.actor.roles & set(step.by):
        return [who.not_your_role(step, case)]
    if failures := who.seen_before(step, case):
        return failures
    failures = [*who.incompetent(type_, step, case), *who.tried(step.requires, case)]
    unknown = case.data is who.NOT_YET or case.found is who.NOT_YET
    if unknown or any(f.binds for f in failures):
        return failures
    try:
        acts.perform(type_, step, case)
    except ReasonNeeded:
        return failures
    except Refused as refusal:
        return [*failures, *refusal.failures]
    return failures


def beforehand(
    step: Transition[F, Any], case: Case[F, Any], found: Mapping[str, Sequence[Any]] | None
) -> Case[F, Any]:
    """The case as far as it is known before the step is sent."""
    if found is None:
        found = who.NOT_YET if step.needs else {}
    return replace(case, data=Nothing() if step.data is Nothing else who.NOT_YET, found=found)


def _reply(type_: DossierType[Any], case: Case[Any, Any], round_: Round, opinion: Opinion) -> Offer:
    step = who.replying(type_, case, Citation(round_.law), opinion)
    may_not = who.not_theirs(case, step, opinion.body)
    because = (may_not,) if may_not else ()
    return Offer(step=step, because=because, body=opinion.body, round=round_.number)
