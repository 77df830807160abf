"""What a dossier waits for: the steps that may come next, and the people and bodies they wait for.

Written with every act, so that an inbox is an index over dossiers and not a guess. What waits is
the ordinary step of the state, every step that meets an open duty, and every opinion owed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from casework import opinion, who
from casework.deadline import Clock, Deadline
from casework.dossier import Actor
from casework.event import Wait
from casework.opinion import Opinion, Round
from casework.vocabulary import NARROW
from casework.workflow import SYSTEM, Case, DossierType, Transition


def waits(type_: DossierType[Any], case: Case[Any, Any]) -> tuple[Wait, ...]:
    """What the dossier of this case waits for; a closed one waits for nothing."""
    dossier = case.dossier
    if dossier.state in type_.final:
        return ()
    here = [t for t in type_.transitions if dossier.state in t.source]
    main = type_.main_steps(dossier.state)
    owed = [(d, c) for d in type_.deadlines if (c := dossier.clock(d.name)) and not c.met]
    now = {t.name for t in here}
    ahead = [(d, c) for d, c in owed if not now & set(d.met_by)]
    found: list[Wait] = []
    for step in here:
        meets = [(d, c) for d, c in owed if step.name in d.met_by]
        if step in main:
            meets = meets or ahead
        elif not meets:
            continue
        found += _wait(type_, step, _first(meets), case, main=step in main)
    replies = [] if dossier.state in type_.final else opinion.owed(dossier)
    return (*found, *(_reply(r, o, case) for r, o in replies))


def _wait(
    type_: DossierType[Any], step: Transition[Any, Any], duty: tuple[Deadline, Clock] | None,
    case: Case[Any, Any], main: bool,
) -> Iterable[Wait]:  # fmt: skip
    if who.incompetent(type_, step, case):
        return
    roles = sorted({str(r) for r in step.by} - {SYSTEM})
    able = _able(type_, step, case, roles)
    if not able:
        return
    acted = [a.actor for a in case.dossier.acts if a.transition in step.not_by]
    clock = duty[1] if duty else None
    text = case.province.cite(step.law, case.dossier.lodged_on)
    yield Wait(
        step=step.name,
        title=step.title,
        duty=clock.title if clock else step.title,
        law=clock.law if clock else text.text,
        mark=clock.mark if clock else text.mark,
        by=tuple(able),
        units=tuple(dict.fromkeys(u for units in able.values() for u in units)),
        not_by=tuple(dict.fromkeys(acted)),
        due=clock.due if clock else None,
        unit=clock.unit if clock else "",
        main=main,
    )


def _reply(round_: Round, asked: Opinion, case: Case[Any, Any]) -> Wait:
    hours = isinstance(asked.due, datetime)
    return Wait(
        step="reply",
        title=f"ghi ý kiến của {case.province.unit(asked.body)}",
        duty=round_.topic,
        law=round_.law,
        body=asked.body,
        due=asked.due,
        unit="hours" if hours else "working-days" if asked.due else "",
        main=True,
    )


def _first(duties: Sequence[tuple[Deadline, Clock]]) -> tuple[Deadline, Clock] | None:
    """The duty that is due first; one without a date yet comes last."""
    return min(duties, key=lambda pair: str(pair[1].due or "9999"), default=None)


def _able(
    type_: DossierType[Any], step: Transition[Any, Any], case: Case[Any, Any], roles: Sequence[str]
) -> dict[str, Sequence[str]]:
    """The roles that may take a step, with the units whose people may where they are bound to one.

    Rules that speak of the person tell roles apart: it waits for those whom the fewest
    refuse. A rule that refuses all of them says what the dossier still lacks, for them to mend.
    """
    refused: dict[tuple[str, str], int] = {}
    for role in roles:
        for unit in _units(type_, role, case):
            probe = replace(case, actor=_somebody(role, unit, case), data=who.NOT_YET,
                            found=who.NOT_YET)  # fmt: skip
            refused[role, unit] = sum(f.binds for f in who.tried(step.requires, probe))
    least = min(refused.values(), default=0)
    able: dict[str, list[str]] = {}
    for (role, unit), failures in refused.items():
        if failures == least:
            able.setdefault(role, []).extend([unit] if unit else [])
    return dict(able)


def _units(type_: DossierType[Any], role: str, case: Case[Any, Any]) -> Sequence[str]:
    """The units whose people of a narrow role see this dossier; "" for a role that sees it all."""
    if role not in NARROW - set(type_.shown_to):
        return [""]
    asked = [o.body for r in case.dossier.rounds for o in r.opinions]
    return list(dict.fromkeys((case.dossier.unit, *asked)))


def _somebody(role: str, unit: str, case: Case[Any, Any]) -> Any:
    """A person of a role and unit; whatever else a rule asks about them is not known."""
    return Actor(
        id=who.NOT_YET,
        roles=frozenset({role}),
        province=case.dossier.province,
        unit=unit or who.NOT_YET,
    )
