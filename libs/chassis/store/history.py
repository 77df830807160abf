"""What a dossier was before: nothing is edited in place.

Each act writes, in its own transaction, the row that it replaces, itself, and the data it was
given. `version` is the dossier as it stood, `versions` says act by act what changed. Acts only grow
and are kept once, in the row of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import Struct

from casework import Act, Dossier
from chassis.errors import NotFound
from chassis.store.driver import Document, Session, Store
from chassis.store.registry import Registry

COLLECTION = "dossier_history"
# What follows from the rest, or is the act itself.
_DERIVED = {
    "_id", "id", "version", "acts", "clocks", "waits", "title", "line", "links", "team", "state",
    "revision", "oldest_writer",
}  # fmt: skip


class Replaced(Struct, frozen=True):
    """What an act replaces: the row as it is stored, under today's revision, and as it was read;
    and the data that the act was given."""

    raw: Document
    row: Document
    dossier: Dossier[Any]
    data: Any


async def keep(store: Store, replaced: Replaced, act: Act, session: Session) -> None:
    """Put the replaced row away, in the transaction that replaces it."""
    raw = replaced.raw
    entry = {
        "_id": _key(raw["_id"], raw["version"]),
        "row": {k: v for k, v in raw.items() if k != "acts"},
        "act": msgspec.to_builtins(act),
        "data": msgspec.to_builtins(replaced.data),
    }
    await store[COLLECTION].insert_one(entry, session=session)


async def version(store: Store, registry: Registry, row: Document, number: int) -> Document:
    """The dossier of `row` as it stood at a version. Raises NotFound."""
    if number == row["version"]:
        return row
    entry = await store[COLLECTION].find_one({"_id": _key(row["_id"], number)})
    if entry is None:
        raise NotFound(f"Hồ sơ {row['type']}/{row['_id']} không lưu phiên bản {number}")
    return registry.current(_whole(entry["row"], row["acts"]))


async def versions(store: Store, registry: Registry, row: Document) -> list[Document]:
    """Every act, oldest first, with the data that it was given and what it changed."""
    id = row["_id"]
    keys = {"$gte": _key(id, 1), "$lt": _key(id, row["version"])}
    found = await store[COLLECTION].find({"_id": keys}).sort("_id", 1).to_list(None)
    data = {entry["act"]["version"]: entry["data"] for entry in found}
    rows = [registry.current(_whole(entry["row"], row["acts"])) for entry in found]
    changed = {
        new["version"]: list(changes(_said(old), _said(new)))
        for old, new in pairwise([*rows, row])
        if new["version"] == old["version"] + 1
    }
    return [
        {**act, "data": data.get(act["version"]), "changes": changed.get(act["version"], [])}
        for act in row["acts"]
    ]


def changes(old: Any, new: Any, at: str = "") -> Iterable[dict[str, Any]]:
    """Where two values differ, as JSON pointers with the old and the new value."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            place = str(key).replace("~", "~0").replace("/", "~1")
            yield from changes(old.get(key), new.get(key), f"{at}/{place}")
    elif isinstance(old, Sequence) and isinstance(new, Sequence) and not _is_text(old, new):
        for n in range(max(len(old), len(new))):
            mine, theirs = (side[n] if n < len(side) else None for side in (old, new))
            yield from changes(mine, theirs, f"{at}/{n}")
    else:
        yield {"at": at, "old": old, "new": new}


def _is_text(*values: Any) -> bool:
    return any(isinstance(value, str | bytes) for value in values)


def _said(row: Document) -> Document:
    return {k: v for k, v in row.items() if k not in _DERIVED}


def _whole(row: Document, acts: Sequence[Document]) -> Document:
    return {**row, "acts": [act for act in acts if act["version"] <= row["version"]]}


def _key(id: str, number: int) -> str:
    return f"{id}:{number:08}"
