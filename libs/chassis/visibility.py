"""What a person may see of stored rows: the table of `casework.visibility`, as a test of one row
and as a filter of many."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from casework import SYSTEM, Actor, visibility
from chassis.store.driver import Document


def under(codes: Sequence[str]) -> Any:
    """What holds of a stored `province`: an equality for one code, which every index finds."""
    return codes[0] if len(codes) == 1 else {"$in": list(codes)}


def query(actor: Actor, team_only: bool, shown_to: Collection[str] = ()) -> Document | None:
    """A Mongo filter for the rows this person may see; None when there are none.

    `shown_to` names roles that see the whole type; rows that say so themselves (those of the
    gateway) are found too.
    """
    if SYSTEM in actor.roles:
        return {}
    ways = visibility.ways(actor, team_only)
    if not ways:
        return None
    mine: Document = {"province": under(actor.provinces)}
    if ways.get("shown_to", frozenset()) & visibility.shown_to(shown_to):
        return mine
    each = [{path: under(sorted(holds))} for path, holds in ways.items() if holds]
    return {**mine, "$or": each}


def shows(row: Document, actor: Actor, team_only: bool, shown_to: Collection[str] = ()) -> bool:
    """Whether one stored row may be shown."""
    names = {
        "unit": {row["unit"]},
        "team": row.get("team", ()),
        "rounds.opinions.body": {o["body"] for r in row["rounds"] for o in r["opinions"]},
        "shown_to": visibility.shown_to({*shown_to, *row.get("shown_to", ())}),
    }
    return visibility.admits(row["province"], names, actor, team_only)
