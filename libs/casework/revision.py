"""Revisions: how a record that was stored years ago is read under today's shape.

A type or a register counts the shapes that its records have had: `revision`. Where a shape breaks
with the one before, an upgrade in the procedure's own file says how a stored record of revision n
becomes one of n + 1, so that the law and its memory stand together:

    revision=3, upgrades={1: fields_changed(pages_are_leaves), 2: state_renamed("open", "lodged")}

A revision without an upgrade only adds fields that have a default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casework.register import Register
    from casework.workflow import DossierType

Row = dict[str, Any]  # a record as it is stored: JSON values under the names of `Dossier`
Upgrade = Callable[[Row], Row]
Former = Callable[[Row], Row]  # what an older version of an event disclosed, of today's


def fields_changed(change: Callable[[Row], Row]) -> Upgrade:
    """An upgrade of the record's own fields alone."""
    return lambda row: {**row, "fields": change(row["fields"])}


def field_renamed(old: str, new: str) -> Upgrade:
    """A field of the record has another name."""
    return fields_changed(lambda fields: {new if k == old else k: v for k, v in fields.items()})


def state_renamed(old: str, new: str) -> Upgrade:
    """A state has another name: where the record stands, and where its acts came from and led."""

    def renamed(row: Row) -> Row:
        names = {old: new}
        acts = [
            {**act, **{at: names.get(act[at], act[at]) for at in ("source", "to")}}
            for act in row["acts"]
        ]
        return {**row, "state": names.get(row["state"], row["state"]), "acts": acts}

    return renamed


def oldest_writer(upgrades: Mapping[int, Upgrade]) -> int:
    """The first revision whose code may write records of today: since then fields were only added,
    and what code does not know it leaves alone."""
    return max(upgrades, default=0) + 1


def contradictions(of: DossierType[Any] | Register[Any]) -> Iterable[str]:
    """What a numbering of revisions, and of events, must not say."""
    if of.revision < 1 or of.announces < 1:
        yield "its first revision, and the first version of its events, is 1"
    yield from (f"no revision {n} to upgrade" for n in of.upgrades if not 1 <= n < of.revision)
    yield from (f"no event of version {n} before" for n in of.formerly if not 1 <= n < of.announces)
