"""How far each stream (source service, province) was followed, with the hash of the line there.

A stored position also keeps a trail: the hash at every 64th position or so. When a source was put
back from an older copy, the trail tells how far its journal still is the one that was followed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chassis import clock
from chassis.store.driver import Document, Session, Store
from chassis.store.journal import GENESIS
from chassis.wire.followed import Mark, Overtaken, Stream

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {"positions": ()}
TRAIL_EVERY, TRAIL_LENGTH = 64, 256


class Positions:
    """The marks of one follower.

    Events that change nothing only move the mark in memory; it is stored with the next event that
    changes something, or by `settle`. A process that dies meanwhile reads them once more.
    """

    def __init__(self, store: Store, follower: str) -> None:
        self._rows = store["positions"]
        self._follower = follower
        self._passed: dict[Stream, tuple[int, Mark]] = {}  # the stored position, the true mark

    async def rows(self) -> dict[Stream, Document]:
        """What is stored of every stream, `forked` and `forks` included."""
        rows = await self._rows.find({"follower": self._follower}).to_list(None)
        return {(row["service"], row["province"]): row for row in rows}

    async def all(self) -> dict[Stream, Mark]:
        return {stream: mark_of(row) for stream, row in (await self.rows()).items()}

    async def at(self, stream: Stream) -> Mark:
        row = await self._rows.find_one({"_id": self._id(stream)})
        stored = mark_of(row) if row else Mark()
        known, at = self._passed.get(stream, (stored.position, stored))
        return at if known == stored.position else stored

    async def advance(self, stream: Stream, before: int, to: Mark, session: Session = None) -> None:
        """Move from `before` to `to`. Raises Overtaken when it is not at `before`."""
        stored = self._stored(stream, before)
        if not await self._move(stream, stored, to, session):
            raise Overtaken(f"{self._id(stream)} is not at {stored}")

    def pass_over(self, stream: Stream, before: int, to: Mark) -> None:
        """Move from `before` to `to`, between which nothing was to be done."""
        self._passed[stream] = (self._stored(stream, before), to)

    async def settle(self, stream: Stream) -> None:
        """Write down what was passed over, unless it was written since or by somebody else."""
        if stream in self._passed:
            await self._move(stream, *self._passed[stream], None)
            del self._passed[stream]

    async def name(self, stream: Stream, journal: str) -> None:
        """The journal has another name and still leads through our mark."""
        await self._rows.update_one({"_id": self._id(stream)}, {"$set": {"journal": journal}})

    async def stop(self, stream: Stream, cause: str) -> None:
        """Remember that this stream must not be followed until somebody has looked."""
        since = clock.instant().isoformat()
        await self._begin(stream, None)
        await self._rows.update_one(
            {"_id": self._id(stream), "forked": None},
            {"$set": {"forked": {"cause": cause, "since": since}}},
        )

    async def told_late(self, stream: Stream, count: int) -> None:
        """How many lines of a stream were told late (gateway.feeds.lines)."""
        await self._rows.update_one({"_id": self._id(stream)}, {"$max": {"late": count}})

    async def go_back(self, stream: Stream, to: Mark, why: Document) -> None:
        """Follow again from `to`, where the journal still is the one that was followed."""
        self._passed.pop(stream, None)
        row = await self._rows.find_one({"_id": self._id(stream)}) or {}
        trail = [step for step in row.get("trail", []) if step[0] <= to.position]
        forks = [*row.get("forks", []), {**why, "since": to.position}]
        told = {"position": to.position, "hash": to.hash, "journal": to.journal}
        await self._rows.update_one(
            {"_id": self._id(stream)},
            {"$set": {**told, "trail": trail, "forks": forks, "forked": None}},
        )

    def _stored(self, stream: Stream, at: int) -> int:
        """What is stored when the position is thought to be `at`."""
        stored, passed = self._passed.get(stream, (at, Mark(at)))
        return stored if passed.position == at else at

    async def _move(self, stream: Stream, stored: int, to: Mark, session: Session) -> bool:
        id = self._id(stream)
        if stored == 0:
            await self._begin(stream, session)
        change: Document = {
            "$set": {"position": to.position, "hash": to.hash, "journal": to.journal}
        }
        if to.hash and to.position // TRAIL_EVERY > stored // TRAIL_EVERY:
            steps = {"$each": [[to.position, to.hash]], "$slice": -TRAIL_LENGTH}
            change["$push"] = {"trail": steps}
        moved = await self._rows.update_one(
            {"_id": id, "position": stored}, change, session=session
        )
        return bool(moved.matched_count)

    async def _begin(self, stream: Stream, session: Session) -> None:
        """The row of a stream is there."""
        service, province = stream
        row: Document = {"follower": self._follower, "service": service, "province": province}
        row |= {"position": 0, "hash": GENESIS, "journal": "", "trail": [], "forked": None}
        await self._rows.update_one(
            {"_id": self._id(stream)}, {"$setOnInsert": row}, upsert=True, session=session
        )

    def _id(self, stream: Stream) -> str:
        return f"{self._follower}/{stream[0]}/{stream[1]}"


def mark_of(row: Document) -> Mark:
    """A stored mark; one at the beginning needs no hash to be known."""
    unknown = GENESIS if not row["position"] else ""
    return Mark(int(row["position"]), row.get("hash", unknown), row.get("journal", ""))
