"""Which copy of the rows is shown, and which one is being built beside it.

While a new copy is built, news is written into both; rows of any order are right, because the
newest version of each dossier wins. So a rebuild is: announce the new copy, replay the journals
into it, show it. The old copy stays until the next rebuild, for readers that still hold its name.
"""

from __future__ import annotations

import asyncio
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterable,
    Mapping,
    Sequence,
)
from typing import Any

import structlog

from chassis.background import quietly
from chassis.clock import monotonic
from chassis.store.driver import Store
from chassis.store.lease import Lease
from chassis.wire.followed import Followed, Stream
from chassis.wire.projections import Row
from gateway.projections import rows, waits
from gateway.projections.terms import is_word

SHAPE = 2  # of a row: raised with what `rows.derived` makes; older rows get it at the start
BUILDING = 10.0  # seconds without a sign of life after which a rebuild is taken over
log = structlog.get_logger()
REMEMBER = 1.0  # seconds for which the names of the copies are trusted


class Rebuilding(Exception):
    """A rebuild runs already."""


class Generations:
    """The copies of the rows; `dossiers_1` is the first. `changes` counts what was written here."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pointer = store["projections"]
        self._lease = Lease(store, BUILDING, "rebuilds")
        self._writing: list[str] = []
        self._shown = ""
        self.changes = 0
        self._read_at = -REMEMBER

    async def open(self) -> None:
        """Make the first copy, if there is none."""
        start = {"live": 1, "building": None, "shape": SHAPE}
        await self._pointer.update_one({"_id": "dossiers"}, {"$setOnInsert": start}, upsert=True)
        for name in await self.refresh():
            await self._ensure(name)

    async def _ensure(self, name: str) -> None:
        await self._store.ensure(**{name: rows.INDEXES, waits.beside(name): waits.INDEXES})

    async def _drop(self, name: str) -> None:
        for collection in (name, waits.beside(name)):
            await self._store[collection].drop()

    async def renew(self, learn: Callable[[Iterable[str]], Awaitable[None]]) -> int:
        """Give rows that an older version folded what lists read now; how many there were.

        A row that is written meanwhile is newer than what was read of it, and stays. It may be
        broken off at any time: the next start goes through all rows again.
        """
        pointer = await self._pointer.find_one({"_id": "dossiers"})
        if pointer.get("shape", 1) >= SHAPE:
            return 0
        name, count = _name(pointer["live"]), 0
        kept = self._store[name]
        async for row in kept.find():
            made = rows.derived(row["_id"], row)
            await learn(filter(is_word, made["terms"]))
            same = {"_id": row["_id"], "version": row["version"]}
            await kept.update_one(same, {"$set": made})
            count += 1
        unchanged = {"_id": "dossiers", "live": pointer["live"]}
        await self._pointer.update_one(unchanged, {"$set": {"shape": SHAPE}})
        log.info("rows renewed", rows=count, collection=name)
        return count

    async def shown(self) -> str:
        """The collection that readers read."""
        await self.remember()
        return self._shown

    async def remember(self) -> None:
        """Know the copies as they were told a moment ago. That is enough for who writes, too: what
        came before it can have learned of a new copy, is in the journals when they are replayed."""
        if monotonic() - self._read_at > REMEMBER:
            await self.refresh()

    async def refresh(self) -> list[str]:
        """The collections that news is written into, as they are told now."""
        pointer = await self._pointer.find_one({"_id": "dossiers"})
        self._shown = _name(pointer["live"])
        building = pointer["building"]
        self._writing = [self._shown, *([_name(building)] if building else [])]
        self._read_at = monotonic()
        return self._writing

    def fold(self, events: Sequence[Followed]) -> Iterable[Row]:
        for name in self._writing:
            yield from rows.fold(name, events)

    async def drop(self, stream: Stream, after: int) -> set[str]:
        """Take out the rows that events of a stream behind a position have written; their ids."""
        service, province = stream
        gone = {"service": service, "province": province, "position": {"$gt": after}}
        dropped: set[str] = set()
        for name in await self.refresh():
            dropped |= {row["_id"] async for row in self._store[name].find(gone, {"_id": 1})}
        await self.take_out(dict.fromkeys(dropped))
        return dropped

    async def take_out(self, versions: Mapping[str, int | None]) -> None:
        """Delete rows and their waits; one with a version only while it still has that one."""
        for name in await self.refresh():
            for id, version in versions.items():
                same = {"_id": id} if version is None else {"_id": id, "version": version}
                gone = await self._store[name].delete_one(same)
                if gone.deleted_count:
                    await self._store[waits.beside(name)].delete_many({"of": id})

    async def begin(self) -> int:
        """Claim the building, then announce a new, empty copy; its number. Raises Rebuilding while
        another one is being built. What somebody who was killed has begun is dropped."""
        if self._lease.token or not await self._claim():
            raise Rebuilding("một lần dựng khác đang chạy")
        pointer = await self._pointer.find_one({"_id": "dossiers"})
        live = int(pointer["live"])
        fresh = 1 + max(live, int(pointer["building"] or 0), int(pointer.get("last", 0)))
        await self._ensure(_name(fresh))
        await self._pointer.update_one(
            {"_id": "dossiers"}, {"$set": {"building": fresh, "last": fresh}}
        )
        for number in range(max(live - 2, 1), fresh):
            if number != live:
                await self._drop(_name(number))
        return fresh

    async def _claim(self) -> bool:
        """Hold the lease of those who build, or look on until it is seen that nobody renews it."""
        until = monotonic() + BUILDING + 2.0
        while not await self._lease.hold():
            if self._lease.others_beat() or monotonic() > until:
                return False
            await asyncio.sleep(0.5)
        return True

    async def go_on(self) -> None:
        """Renew the claim. Raises Rebuilding when somebody else has it."""
        if not await self._lease.hold():
            raise Rebuilding("một lần dựng khác đã bắt đầu thay")

    async def finish(self, number: int) -> None:
        """Show the copy that was built. Raises Rebuilding when another one is being built."""
        shown = await self._pointer.update_one(
            {"_id": "dossiers", "building": number},
            {"$set": {"live": number, "building": None, "shape": SHAPE}},
        )
        if not shown.matched_count:
            raise Rebuilding("một lần dựng khác đã bắt đầu thay")
        await self._lease.release()
        await self.refresh()

    async def give_up(self, number: int) -> None:
        mine = {"_id": "dossiers", "building": number}
        await self._pointer.update_one(mine, {"$set": {"building": None}})
        await self._lease.release()
        await self.refresh()


async def rebuild(
    store: Store,
    generations: Generations,
    write: Callable[[Iterable[Row]], Awaitable[None]],
    replay: AsyncIterator[Sequence[Followed]],
) -> dict[str, Any]:
    """Build a new copy from `replay` while the old one is shown, then show the new one.

    Everybody who writes has heard of the new copy before the replay begins. Rows of a stream about
    which nothing was told, because its source is away, are carried over.
    """
    number = await generations.begin()
    name = _name(number)
    try:
        # A writer may know the copies as they were when it asked, one answer ago.
        await asyncio.sleep(2 * REMEMBER)
        count, told = 0, set()
        async for events in replay:
            await generations.go_on()
            await write(rows.fold(name, events))
            count += len(events)
            told |= {(event.service, event.province) for event in events}
        old = await generations.shown()
        carried = await _carry(store[old], name, write, told)
        await _carry(store[waits.beside(old)], waits.beside(name), write, told)
        await generations.finish(number)
    except BaseException:
        await asyncio.shield(quietly(generations.give_up(number)))
        raise
    return {"shown": name, "events": count, "carried": carried}


async def _carry(
    old: Any,
    name: str,
    write: Callable[[Iterable[Row]], Awaitable[None]],
    told: Collection[tuple[str, str]],
) -> int:
    """Copy the rows of all streams but those in `told`; how many."""
    batch: list[Row] = []
    count = 0
    async for kept in old.find():
        if (kept["service"], kept["province"]) not in told:
            fields = {n: v for n, v in kept.items() if n not in ("_id", "version")}
            batch.append(Row(name, kept["_id"], kept["version"], fields))
            count += 1
        if len(batch) >= 500:
            await write(batch)
            batch = []
    await write(batch)
    return count


def _name(number: int) -> str:
    return f"dossiers_{number}"
