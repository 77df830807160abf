"""Due dates follow the calendar and the values of the provinces.

At start, when those differ from the ones that were counted with, every open dossier is counted
again; where a date differs, an act of the system «tính lại thời hạn» writes it, so that lists,
calendar, reminders and events follow by themselves. One process of a service does it at a time;
one that is ended begins anew with the next start, and what was counted already stays as it is.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import structlog

from casework import SYSTEM, Actor, DossierType, Refused, describe
from chassis import metrics
from chassis.background import background
from chassis.clock import Clock
from chassis.errors import NewerRow, NotFound, UnreadableRow
from chassis.store.answers import Request
from chassis.store.dossiers import Dossiers
from chassis.store.driver import Document, PyMongoError
from chassis.store.lease import Lease

log = structlog.get_logger()
ROOM = "recount"
INDEXES: Mapping[str, Any] = {ROOM: ()}
PAGE, LEASE_SECONDS, AGAIN = 200, 120.0, 30.0


class Recount:
    """The due dates of one service, counted again when what they are counted with has changed."""

    def __init__(self, dossiers: Dossiers, provinces: Path) -> None:
        self._dossiers, self._store = dossiers, dossiers.store
        self._clock = Clock()
        self._print = fingerprint(provinces, dossiers.registry.types)

    async def is_done(self) -> bool:
        row = await self._store[ROOM].find_one({"_id": "counted"})
        return row is not None and row["print"] == self._print

    async def run(self) -> int:
        """Count every open dossier again; how many dates were written."""
        moved = 0
        async for row in open_dossiers(self._dossiers):
            moved += await self._one(row)
        told = {"_id": "counted", "print": self._print, "moved": moved}
        await self._store[ROOM].replace_one({"_id": "counted"}, told, upsert=True)
        log.info("recount", outcome="done", moved=moved)
        return moved

    async def _one(self, row: Document) -> bool:
        type_, id = row["type"], row["_id"]
        try:
            done = await self._dossiers.recount(type_, id, self._by(row["province"]))
        except (UnreadableRow, NewerRow, NotFound, Refused) as error:
            log.warning("recount", type=type_, dossier=id, cause=str(error)[:300])
            return False
        if done is not None:
            metrics.RECOUNTED.labels(type_).inc()
        return done is not None

    def _by(self, province: str) -> Request:
        actor = Actor(id=SYSTEM, roles=frozenset({SYSTEM}), province=province)
        return Request(actor=actor, at=self._clock.now())


async def open_dossiers(
    dossiers: Dossiers, where: Document | None = None
) -> AsyncIterator[Document]:
    """The stored rows of every dossier that is not closed, page by page, so that one who reads
    them all holds no cursor while others write."""
    registry, rows = dossiers.registry, dossiers.store["dossiers"]
    for name in registry.names():
        final = sorted({str(s) for t in registry.named(name) for s in t.final})
        after = ""
        while True:
            query = {**(where or {}), "type": name, "state": {"$nin": final}, "_id": {"$gt": after}}
            page = await rows.find(query).sort("_id", 1).limit(PAGE).to_list(None)
            for row in page:
                yield row
                await asyncio.sleep(0)
            if len(page) < PAGE:
                break
            after = page[-1]["_id"]


def fingerprint(provinces: Path, types: Iterable[DossierType[Any]]) -> str:
    """What due dates are counted with: the provinces' files, and the deadlines of the types."""
    told = hashlib.sha256()
    for file in sorted(provinces.glob("*.toml")):
        told.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    for type_ in types:
        told.update(msgspec.json.encode([describe(d) for d in type_.deadlines]))
    return told.hexdigest()


@asynccontextmanager
async def recounting(recount: Recount, dossiers: Dossiers) -> AsyncIterator[None]:
    """Count beside the application, until it is done: by this process or by another one."""
    async with background(_until_done(recount, dossiers), ROOM):
        yield


async def _until_done(recount: Recount, dossiers: Dossiers) -> None:
    lease = Lease(dossiers.store, LEASE_SECONDS, ROOM)
    while True:
        try:
            if await recount.is_done():
                return
            if await lease.hold():
                await recount.run()
                await lease.release()
                return
        except (PyMongoError, OSError, TimeoutError) as error:
            log.warning(ROOM, outcome="later", cause=repr(error)[:200])
        await asyncio.sleep(AGAIN)
