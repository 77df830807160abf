"""What a person may see, as a filter on stored rows: the same rule as `casework.is_visible`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from casework import SYSTEM, Actor
from chassis.store.driver import Document

NARROW = frozenset({"unit", "police", "border", "party"})
OUTSIDE = frozenset({"admin", "ops", "ministry"})


def under(codes: Sequence[str]) -> Any:
    """What holds of a stored `province`: an equality for one code, which every index finds."""
    return codes[0] if len(codes) == 1 else {"$in": list(codes)}


def query(actor: Actor, team_only: bool, shown_to: Collection[str] = ()) -> Document | None:
    """A Mongo filter for the rows this person may see; None when there are none.

    `shown_to` names narrow roles that see the whole type; rows that say so themselves (those of
    the gateway) are found too.
    """
    if actor.roles <= OUTSIDE:
        return None
    mine: Document = {"province": under(actor.provinces)}
    if team_only:
        ways: list[Document] = [{"team": actor.id}, {"rounds.opinions.body": actor.unit}]
        if actor.roles & {"head", "director"}:
            ways.append({"unit": actor.unit})
        return {**mine, "$or": ways}
    if actor.roles <= NARROW - set(shown_to):
        told = {"shown_to": {"$in": sorted(actor.roles)}}
        return {**mine, "$or": [{"unit": actor.unit}, {"rounds.opinions.body": actor.unit}, told]}
    return mine


def shows(row: Document, actor: Actor, team_only: bool, shown_to: Collection[str] = ()) -> bool:
    """Whether one stored row may be shown."""
    if SYSTEM in actor.roles:
        return True
    if row["province"] not in actor.provinces or actor.roles <= OUTSIDE:
        return False
    wide = {*shown_to, *row.get("shown_to", ())}
    if not team_only and not actor.roles <= NARROW - wide:
        return True
    if _asked(row, actor.unit):
        return True
    if team_only:
        leads = row["unit"] == actor.unit and bool(actor.roles & {"head", "director"})
        return leads or actor.id in row["team"]
    return bool(row["unit"] == actor.unit)


def _asked(row: Any, unit: str) -> bool:
    return any(o["body"] == unit for r in row["rounds"] for o in r["opinions"])
