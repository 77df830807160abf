"""Projections: read models folded from events in bulk, newest version wins.

`Projection` is the sink of a gateway's follower. `fold` turns a batch of one stream into rows; of
those with one id only the newest is written, and only over an older one, so that doing it twice,
or by two replicas at once, changes nothing. Then the position advances. An event that `fold` cannot
take is parked on the dead-letter desk and passed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
import structlog

from chassis.store.driver import ConnectionFailure, Store
from chassis.wire.deadletters import DeadLetters
from chassis.wire.followed import Followed
from chassis.wire.positions import Positions

log = structlog.get_logger()


class Row(msgspec.Struct, frozen=True, gc=False):
    """What to keep under `id` in a collection. `version` is the dossier's (event.sequence).

    `parts` are rows of their own in another collection, which replace those of older versions.
    """

    collection: str
    id: str
    version: int
    fields: dict[str, Any]
    parts_in: str = ""
    parts: Sequence[dict[str, Any]] = ()


Fold = Callable[[Sequence[Followed]], Iterable[Row]]


class Projection:
    """The sink that keeps folded rows."""

    def __init__(self, store: Store, positions: Positions, fold: Fold, desk: DeadLetters) -> None:
        self._store = store
        self._positions = positions
        self._fold = fold
        self._desk = desk

    async def apply(self, events: Sequence[Followed]) -> None:
        """Raises Overtaken when another replica moved the position; the rows are right anyway."""
        await self.write(await self._rows(events))
        stream = (events[0].service, events[0].province)
        await self._positions.advance(stream, events[0].position - 1, events[-1].mark)

    async def write(self, rows: Iterable[Row]) -> None:
        """Keep rows where they are newer than what is kept."""
        newest: dict[tuple[str, str], Row] = {}
        for row in rows:
            key = row.collection, row.id
            if key not in newest or newest[key].version <= row.version:
                newest[key] = row
        tables: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in newest.values():
            tables[row.collection].append({**row.fields, "_id": row.id, "version": row.version})
        await self._put_parts(newest.values())  # first: whoever sees a row finds its parts
        for collection, documents in tables.items():
            await self._store.put_newer(collection, documents)

    async def _put_parts(self, rows: Iterable[Row]) -> None:
        whole: defaultdict[str, dict[str, int]] = defaultdict(dict)
        parts: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            if row.parts_in:
                whole[row.parts_in][row.id] = row.version
                more = {"of": row.id, "version": row.version}
                parts[row.parts_in] += [{**part, **more} for part in row.parts]
        for collection, versions in whole.items():
            await self._store.put_parts(collection, versions, parts[collection])

    async def redrive(self, followed: Followed) -> None:
        """Fold an event from the desk again; harmless when newer news has come since."""
        await self.write(self._fold([followed]))

    async def _rows(self, events: Sequence[Followed]) -> list[Row]:
        try:
            return list(self._fold(events))
        except Exception:
            return await self._one_by_one(events)

    async def _one_by_one(self, events: Sequence[Followed]) -> list[Row]:
        rows: list[Row] = []
        for followed in events:
            try:
                rows += self._fold([followed])
            except ConnectionFailure:
                raise
            except Exception as error:
                log.error("project", type=followed.event.type, cause=repr(error)[:300])
                await self._desk.park(followed, repr(error)[:2000], 1)
        return rows
