"""Who may see a row, as words in one indexed field: a list is then read in its order by an index.

A row carries a word for everything by which `casework.visibility` admits somebody; a person carries
the words of their own ways. A row may be shown where the two have one in common. A test compares
both with the table itself, for people and rows made at random.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from casework import SYSTEM, Actor, visibility
from casework.vocabulary import WIDE
from chassis.store.driver import Document

_ROLE = "shown_to"
_EVERY_OPEN = "wide"  # one word for all roles that see every open row of their province


def words_of(
    province: str, team_only: bool, names: Mapping[str, Collection[str]], roles: Collection[str]
) -> list[str]:
    """The words of a row that names these units, bodies and people, by path; `roles` are those that
    its type is shown to besides the wide ones."""
    found = [] if team_only else [f"{province} {_EVERY_OPEN}"]
    named = {path: sorted(set(values)) for path, values in names.items()}
    named |= {} if team_only else {_ROLE: sorted({*roles} - {*map(str, WIDE)})}
    for path, values in named.items():
        found += [_word(province, team_only, path, value) for value in values if value]
    return found


def open_ones(provinces: Iterable[str]) -> Document:
    """A filter for the rows of these provinces that are not their team's alone."""
    return {"seen_by": {"$in": [f"{province} {_EVERY_OPEN}" for province in provinces]}}


def query(actor: Actor) -> Document | None:
    """A filter for the rows of a province's gateway that this person may see; None for nobody."""
    if SYSTEM in actor.roles:
        return {}
    words: dict[str, None] = {}
    for province in actor.provinces:
        for team_only in (False, True):
            for path, values in visibility.ways(actor, team_only).items():
                wide = path == _ROLE and bool(values & {*map(str, WIDE)})
                if wide:
                    words[f"{province} {_EVERY_OPEN}"] = None
                for value in sorted(values - {*map(str, WIDE)} if path == _ROLE else values):
                    words[_word(province, team_only, path, value)] = None
    return {"seen_by": {"$in": list(words)}} if words else None


def _word(province: str, team_only: bool, path: str, value: str) -> str:
    return f"{province} {'team ' if team_only else ''}{path} {value}"
