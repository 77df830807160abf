"""The feeds as they are stored: for each audience, service and province one sealed chain of lines.

A line is written once, before the follower's position advances, and never again: another replica,
or the same one after a crash, finds it and goes on behind it. Its number is the position of the
event in the service's journal, gapless from 1; its hash is
`sha256(prev "\\n" position "\\n" canonical JSON of the event without hash and prev)`.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence

import msgspec

from chassis.store.driver import DUPLICATE, BulkWriteError, Document, Store
from chassis.store.journal import GENESIS
from chassis.wire.followed import Followed, Stream
from gateway.feeds.audiences import AUDIENCES, Told, canonical, gap, told_late

INDEXES: dict[str, Sequence[tuple[object, Document]]] = {
    "feed_lines": (),
    "feed_lines_aside": (),
}
PAGE_BYTES = 8_000_000


def seal(prev: str, position: int, event: bytes) -> str:
    return hashlib.sha256(b"\n".join((prev.encode(), str(position).encode(), event))).hexdigest()


def line_id(audience: str, service: str, province: str, position: int) -> str:
    return f"{audience}/{service}/{province}/{position:012d}"


class Lines:
    """Writes and reads the lines of all feeds."""

    def __init__(self, store: Store) -> None:
        self._rows = store["feed_lines"]
        self._aside = store["feed_lines_aside"]

    async def append(self, events: Sequence[Followed]) -> None:
        """Write what of one stream's events is not written yet, for every audience."""
        async with asyncio.TaskGroup() as tasks:
            for audience in AUDIENCES:
                tasks.create_task(self._append_to(audience, events))

    async def _append_to(self, audience: str, events: Sequence[Followed]) -> None:
        while not await self._append(audience, events):
            pass

    async def _append(self, audience: str, events: Sequence[Followed]) -> bool:
        """False when another replica wrote a line first: then its lines are read and kept."""
        service, province = events[0].service, events[0].province
        since, until = events[0].position - 1, events[-1].position
        last = await self.last(audience, service, province, until, since)
        at, prev = (last["position"], last["hash"]) if last else (0, GENESIS)
        tell, fresh = AUDIENCES[audience], []
        for followed in (e for e in events if e.position > at):
            lost = [(gap(service, province, p), "") for p in range(at + 1, followed.position)]
            for told, source in (*lost, (tell(followed), followed.hash)):
                row = {**_line(audience, service, told, prev), "source": source}
                at, prev = row["position"], row["hash"]
                fresh.append(row)
        try:
            if fresh:
                await self._rows.insert_many(fresh, ordered=True)
        except BulkWriteError as error:
            if any(
                e.get("code") != DUPLICATE for e in (error.details or {}).get("writeErrors", ())
            ):
                raise
            return False
        return True

    async def append_late(self, followed: Followed) -> int:
        """Tell what an older version could not read, if its lines were withheld for that reason.

        How many late lines the stream has by now; 0 when there was nothing to tell.
        """
        count = 0
        for audience in AUDIENCES:
            line = await self.get(audience, followed)
            if line and was_unreadable(line):
                count = max(count, await self._append_late(audience, followed))
        return count

    async def _append_late(self, audience: str, followed: Followed) -> int:
        """One line behind the last late one of this audience, once for each event."""
        stream = (audience, followed.service, late(followed.province))
        number, prev = 0, GENESIS
        while rows := await self.after(*stream, number, 500):
            if any(row.get("of") == followed.position for row in rows):
                return int(rows[-1]["position"])
            number, prev = rows[-1]["position"], rows[-1]["hash"]
        told = told_late(AUDIENCES[audience](followed), number + 1)
        event = canonical(told)
        row = {
            "_id": line_id(*stream, number + 1), "position": number + 1, "event": event,
            "prev": prev, "hash": seal(prev, number + 1, event), "of": followed.position,
        }  # fmt: skip
        await self._rows.insert_one(row)
        return number + 1

    async def get(self, audience: str, followed: Followed) -> Document | None:
        id = line_id(audience, followed.service, followed.province, followed.position)
        row: Document | None = await self._rows.find_one({"_id": id})
        return row

    async def put_aside(self, stream: Stream, after: int) -> int:
        """Take lines of a branch that is no longer true out of every feed, and keep them; how many.

        Readers see the stream under another name from then on (`pages.Pages`), so that nobody
        passes over the lines that come in their place.
        """
        service, province = stream
        count = 0
        for audience in AUDIENCES:
            at = after
            while rows := await self.after(audience, service, province, at, 500):
                for row in rows:
                    kept = {**row, "_id": f"{row['_id']}/{row['hash'][:16]}"}
                    await self._aside.replace_one({"_id": kept["_id"]}, kept, upsert=True)
                await self._rows.delete_many({"_id": {"$in": [row["_id"] for row in rows]}})
                at, count = rows[-1]["position"], count + len(rows)
        return count

    async def last(
        self, audience: str, service: str, province: str, at: int, since: int = 0
    ) -> Document | None:
        """The last line up to position `at`; it is looked for from `since` first, else at `at`.

        Lines are asked for by their ids, because the embedded database reads the whole collection
        for a range of ids (docs/decisions/002-embedded-parts.md).
        """
        stream = (audience, service, province)
        begin = max(since or at, 1)
        asked: list[Document] = [{"$in": [line_id(*stream, n) for n in range(begin, at + 1)]}]
        if begin > 1:
            asked.append({"$gt": line_id(*stream, 0), "$lt": line_id(*stream, begin)})
        for ids in asked:
            found = self._rows.find({"_id": ids}).sort("_id", -1).limit(1)
            rows: list[Document] = await found.to_list(None)
            if rows:
                return rows[0]
        return None

    async def after(
        self, audience: str, service: str, province: str, position: int, limit: int
    ) -> list[Document]:
        """Lines in order; fewer than `limit` do not mean the end (a page has its megabytes)."""
        following = range(position + 1, position + limit + 1)
        ids = [line_id(audience, service, province, n) for n in following]
        rows: list[Document] = []
        size = 0
        cursor = self._rows.find({"_id": {"$in": ids}}).sort("_id", 1)
        try:
            async for row in cursor:
                rows.append(row)
                size += len(row["event"])
                if size > PAGE_BYTES:
                    break
        finally:
            await cursor.close()
        return rows


def late(province: str) -> str:
    """The part of a feed that tells, late, what an older version could not read: a chain of its
    own, because the lines that it withheld are sealed and never change."""
    return f"{province}+late"


def was_unreadable(row: Document) -> bool:
    """Whether a line was withheld because its event could not be read: then not even its day is
    known."""
    said = msgspec.json.decode(bytes(row["event"]))
    return bool(said["data"].get("withheld")) and "time" not in said


def item(row: Document) -> bytes:
    """A line as readers get it: the event with its seal."""
    event = bytes(row["event"])
    return event[:-1] + f',"prev":"{row["prev"]}","hash":"{row["hash"]}"}}'.encode()


def _line(audience: str, service: str, told: Told, prev: str) -> Document:
    event, position = canonical(told), told["position"]
    return {
        "_id": line_id(audience, service, told["province"], position),
        "position": position,
        "event": event,
        "prev": prev,
        "hash": seal(prev, position, event),
    }
