"""What may go: bytes that no dossier names, and marks that nobody asks for any more.

Bytes of a file are put away before the act that names them, and stay when nobody knows whether that
act was written; a day later it is known. Marks of events that were reacted to are kept for as long
as an event may be sent again from the dead-letter desk. Reads of persons' records are kept for ever
unless a setting says otherwise.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import structlog
from bson import ObjectId
from msgspec import Struct

from chassis import clock
from chassis.background import background
from chassis.clock import HANOI
from chassis.settings import Settings
from chassis.store.driver import PyMongoError, Store
from chassis.store.lease import Lease

log = structlog.get_logger()
ROOM = "retention"
INDEXES: Mapping[str, Any] = {ROOM: (), "migrations": (), "inbox": (([("at", 1)], {}),)}
EVERY = 3600.0
DAY = timedelta(days=1)
ATTACHMENT = "attachment"  # what a file's metadata say it is


class Swept(Struct, frozen=True):
    """How much went."""

    files: int = 0
    inbox: int = 0
    reads: int = 0


async def sweep(store: Store, settings: Settings, now: datetime) -> Swept:
    """Drop what may go, as of a moment."""
    files = await _files(store, now - DAY)
    inbox = await _before(store, "inbox", settings.keep_inbox_days, now)
    reads = await _before(store, "reads", settings.keep_reads_days, now)
    return Swept(files, inbox, reads)


async def _files(store: Store, before: datetime) -> int:
    """Attachments that were put away between the last look and `before`, and that no dossier
    names. Their ids are in the order of time; a file that a dossier names stays for ever."""
    mark = await store[ROOM].find_one({"_id": "files"})
    last = ObjectId.from_datetime(before)
    since = ObjectId(mark["after"]) if mark else ObjectId("0" * 24)
    where = {"_id": {"$gte": since, "$lt": last}, "metadata.is": ATTACHMENT}
    gone = 0
    for file in await store["files.files"].find(where, {"_id": 1}).to_list(None):
        id = str(file["_id"])
        if await store["dossiers"].find_one({"attachments.id": id}, {"_id": 1}) is None:
            await store.drop_file(id)
            gone += 1
    told = {"_id": "files", "after": str(last)}
    await store[ROOM].replace_one({"_id": "files"}, told, upsert=True)
    return gone


async def _before(store: Store, room: str, days: int, now: datetime) -> int:
    if not days:
        return 0
    last = (now - days * DAY).astimezone(HANOI).isoformat()
    gone = await store[room].delete_many({"at": {"$lt": last}})
    return int(gone.deleted_count)


@asynccontextmanager
async def sweeping(store: Store, settings: Settings) -> AsyncIterator[None]:
    """Once an hour, in one process of the service."""
    async with background(_sweep(store, settings), ROOM):
        yield


async def _sweep(store: Store, settings: Settings) -> None:
    lease = Lease(store, EVERY, ROOM)
    while True:
        await asyncio.sleep(EVERY / 60)
        try:
            if await lease.hold():
                swept = await sweep(store, settings, clock.instant())
                if swept != Swept():
                    log.info(ROOM, files=swept.files, inbox=swept.inbox, reads=swept.reads)
        except (PyMongoError, OSError, TimeoutError) as error:
            log.warning(ROOM, outcome="later", cause=repr(error)[:200])
        await asyncio.sleep(EVERY)
