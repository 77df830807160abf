"""Other dossiers that a rule looks at: found by the index, read under today's revision.

A neighbour that cannot be read stops nobody: it is logged, counted, and left out of what the rule
sees, because one broken row of ten years ago must not close a procedure to a whole province.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import structlog

from casework import Actor, Dossier, Lookup
from casework.revision import oldest_writer
from chassis import metrics, visibility
from chassis.errors import UnreadableRow
from chassis.store import shapes
from chassis.store.driver import Document, Session
from chassis.store.registry import Registry

log = structlog.get_logger()


async def look_up(
    rows: Any,
    registry: Registry,
    dossier: Dossier[Any],
    needs: Sequence[Lookup],
    actor: Actor,
    session: Session,
) -> dict[str, Sequence[Dossier[Any]]]:
    """The dossiers that each lookup names, of the provinces whose files this person keeps."""
    here = visibility.under(sorted({dossier.province, *actor.provinces}))
    found: dict[str, Sequence[Dossier[Any]]] = {}
    for need in needs:
        # The narrowest first: the embedded database takes the first that has an index.
        query: Document = {path: {"$in": list(v)} for path, v in need.where.items()}
        query |= {"province": here, "type": need.type}
        query |= {"_id": {"$ne": dossier.id}}
        if need.states:
            query["state"] = {"$in": [str(s) for s in need.states]}
        near: list[Document] = await rows.find(query, session=session).to_list(None)
        near += await _older(rows, registry, need, {"province": here, **_but(dossier)}, session)
        once = {row["_id"]: row for row in near}
        found[need.name] = readable(registry, once.values())
    return found


def readable(registry: Registry, rows: Iterable[Document]) -> list[Dossier[Any]]:
    """Those of these rows that this program can read; the others are logged and counted."""
    found = []
    for row in rows:
        try:
            kept = registry.kept(row)
            found.append(shapes.read(kept, shapes.current(kept, row)))
        except UnreadableRow as error:
            metrics.UNREADABLE.labels(row["type"]).inc()
            log.warning("unreadable", type=row["type"], dossier=row["_id"], cause=str(error)[:300])
    return found


async def _older(
    rows: Any, registry: Registry, need: Lookup, where: Document, session: Session
) -> list[Document]:
    """Rows stored before a field or a state was renamed: the query by today's names misses them
    until an act has written them anew."""
    named = [t for t in registry.types if t.name == need.type]
    writer = max((oldest_writer(t.upgrades) for t in named), default=1)
    if writer == 1:
        return []
    revisions = [None, *range(1, writer)]
    query = {"type": need.type, "revision": {"$in": revisions}, **where}
    older: list[Document] = await rows.find(query, session=session).to_list(None)
    return [row for row in older if _fits(registry, row, need)]


def _fits(registry: Registry, row: Document, need: Lookup) -> bool:
    """Whether the row fits under its names of today; an unreadable one does, to be counted."""
    try:
        row = registry.current(row)
    except UnreadableRow:
        return True
    if need.states and row["state"] not in {str(s) for s in need.states}:
        return False
    return all(_holds(row, path, values) for path, values in need.where.items())


def _holds(row: Document, path: str, values: Collection[Any]) -> bool:
    return any(value in values for value in _at(row, path.split(".")))


def _at(value: Any, path: Sequence[str]) -> list[Any]:
    if isinstance(value, list):
        return [found for item in value for found in _at(item, path)]
    if not path:
        return [value]
    return _at(value.get(path[0]), path[1:]) if isinstance(value, dict) else []


def _but(dossier: Dossier[Any]) -> Document:
    return {"_id": {"$ne": dossier.id}}
