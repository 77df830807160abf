"""Who may know of a record: one table of ways, asked of a dossier, of a stored row, of a database.

A unit sees its own; a consulted body what it was asked about; personal and sensitive records only
those who act on them and the heads of their unit; administrators none (domain 1.1). A role that is
not in the vocabulary holds nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from casework.dossier import Actor, Dossier
from casework.vocabulary import NARROW, WIDE
from casework.workflow import SYSTEM, DossierType

INSIDE = WIDE | NARROW
LEADERS = frozenset({"head", "director"})
Names = Mapping[str, Collection[str]]


def ways(actor: Actor, team_only: bool) -> dict[str, frozenset[str]]:
    """What a record has to name, by its path, for this person to see it: any one is enough."""
    if not actor.roles & INSIDE:
        return {}
    unit = frozenset({actor.unit} - {""})
    if team_only:
        leads = unit if actor.roles & LEADERS else frozenset()
        return {"team": frozenset({actor.id}), "rounds.opinions.body": unit, "unit": leads}
    return {
        "unit": unit,
        "rounds.opinions.body": unit,
        "shown_to": actor.roles & INSIDE,
    }


def admits(province: str, names: Names, actor: Actor, team_only: bool) -> bool:
    """Whether a record of a province that names these, by path, may be shown to a person."""
    if SYSTEM in actor.roles:
        return True
    if province not in actor.provinces:
        return False
    return any(holds & set(names[path]) for path, holds in ways(actor, team_only).items())


def shown_to(named: Collection[str]) -> frozenset[str]:
    """The roles that see a whole type: those it names, and those that see every open record."""
    return frozenset(map(str, {*named, *WIDE}))


def speaks_for_all(actor: Actor) -> bool:
    """Whether a person acts for the whole province, and not for one unit or body of it alone."""
    return bool(actor.roles & {*WIDE, SYSTEM})


def is_visible(type_: DossierType[Any], dossier: Dossier[Any], actor: Actor) -> bool:
    """Whether the person may know of this dossier at all."""
    names: Names = {
        "unit": {dossier.unit},
        "team": dossier.team,
        "rounds.opinions.body": {o.body for r in dossier.rounds for o in r.opinions},
        "shown_to": shown_to(type_.shown_to),
    }
    return admits(dossier.province, names, actor, type_.team_only)
