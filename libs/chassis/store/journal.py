"""The journal: append-only, sealed, gapless per province. Written by one relay under a lease.

A transaction leaves a pending line (`dossiers.py`). The relay takes pending lines in the order of
their ids and, in one transaction guarded by its fencing token, puts them into a sealed block with
their position in the province and a hash chained to the line before, advances the head, and deletes
the pending lines: a line is sealed exactly once, whatever dies when. The journal is the audit
trail, the outbox, and what followers and feeds replay.

`hash = sha256(prev "\\n" position "\\n" head bytes "\\n" data bytes)`, hexadecimal; the first prev
is 64 zeros.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import uuid4

import msgspec

from casework import CloudEvent
from chassis import clock
from chassis.store.driver import Document, DuplicateKeyError, Session, Store

BLOCK_LINES = 200
BLOCK_BYTES = 4_000_000  # a stored document holds 16 MB; one event of a big dossier nearly 1 MB
GENESIS = "0" * 64


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One sealed line. `head` holds the CloudEvent attributes, `data` its data; both are bytes."""

    position: int
    province: str
    id: str
    dossier: str
    type: str
    version: int
    actor: str
    at: str
    head: bytes
    data: bytes
    prev: str
    hash: str


def pending_line(event: CloudEvent, actor: str) -> Document:
    """A journal line before it is sealed: the event's attributes and data, as bytes for ever."""
    attributes = msgspec.to_builtins(event)
    data = attributes.pop("data")
    attributes |= {"specversion": event.specversion, "datacontenttype": event.datacontenttype}
    return {
        "_id": event.id,
        "province": event.province,
        "dossier": event.subject,
        "type": event.data.type,
        "version": event.sequence,
        "actor": actor,
        "at": event.time,
        "head": msgspec.json.encode(attributes),
        "data": msgspec.json.encode(data),
    }


class Fenced(Exception):
    """Another relay holds the lease; what this one was about to write is not written."""


def seal(prev: str, position: int, head: bytes, data: bytes) -> str:
    """The hash of a line, chained to the one before."""
    body = b"\n".join((prev.encode(), str(position).encode(), head, data))
    return hashlib.sha256(body).hexdigest()


class Journal:
    """Reads the sealed journal of one service."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def read(self, province: str, after: int, limit: int = 500) -> list[Line]:
        """Lines of a province with positions above `after`, in order: whole blocks, at most
        `limit` lines and a few megabytes; fewer than `limit` do not mean the end.

        Bounded on both sides, because the embedded database examines all that a range has.
        """
        most = {"$gt": after, "$lte": after + max(limit, BLOCK_LINES)}
        found = self._store["journal"].find({"province": province, "last": most}).sort("last", 1)
        lines: list[Line] = []
        size = 0
        try:
            async for block in found:
                more = [_line(province, raw) for raw in block["lines"] if raw["position"] > after]
                lines += more
                size += sum(len(line.data) for line in more)
                if size > BLOCK_BYTES:
                    break
        finally:
            await found.close()
        return lines[:limit]

    async def heads(self) -> dict[str, Document]:
        """The last position and hash of every province."""
        lease = await self._store["relay"].find_one({"_id": "lease"})
        return dict(lease.get("heads", {})) if lease else {}

    async def identify(self) -> str:
        """The name of this very journal, given once: news of another one (of an earlier database
        on the same broker) is not ours."""
        relay = self._store["relay"]
        while (named := await relay.find_one({"_id": "journal"})) is None:
            with suppress(DuplicateKeyError):
                await relay.insert_one({"_id": "journal", "name": uuid4().hex})
        return str(named["name"])

    async def verify(self, province: str) -> str | None:
        """None when every hash and position holds; otherwise the first break, in words."""
        after, prev = 0, GENESIS
        while lines := await self.read(province, after):
            for line in lines:
                if line.position != after + 1:
                    return f"{province}: thiếu vị trí {after + 1}"
                wanted = seal(prev, line.position, line.head, line.data)
                if line.prev != prev or line.hash != wanted:
                    return f"{province}: niêm phong sai tại vị trí {line.position}"
                after, prev = line.position, line.hash
        head = (await self.heads()).get(province, {"position": 0, "hash": GENESIS})
        if (head["position"], head["hash"]) != (after, prev):
            return f"{province}: đầu chuỗi là {head['position']}, dòng cuối là {after}"
        return None

    async def backlog(self) -> tuple[int, float]:
        """How many lines wait to be sealed, and the age of the oldest in seconds."""
        pending = self._store["journal_pending"]
        oldest = await pending.find({}, {"_id": 1}).sort("_id", 1).limit(1).to_list(None)
        if not oldest:
            return 0, 0.0
        age = clock.seconds() - int(oldest[0]["_id"][:16], 16) / 1_000_000
        return await pending.count_documents({}), max(age, 0.0)


class Lease:
    """A right that one process has at a time, as that to write the journal: one holder, a token
    that only grows, a time limit. `room` is the collection that keeps it."""

    def __init__(self, store: Store, seconds: float, room: str = "relay") -> None:
        self._relay = store[room]
        self._seconds = seconds
        self._holder = uuid4().hex
        self._until = 0.0
        self.token = 0

    async def hold(self) -> bool:
        """Take or renew the lease; False while somebody else has it."""
        now = clock.seconds()
        if self.token and now < self._until - self._seconds / 2:
            return True
        until = now + self._seconds
        mine = {"_id": "lease", "holder": self._holder, "token": self.token}
        kept = await self._relay.update_one(mine, {"$set": {"until": until}})
        if self.token and kept.matched_count:
            self._until = until
            return True
        return await self._take(now, until)

    def lost(self) -> None:
        """Somebody else has written: nothing is known of the lease any more."""
        self.token = 0

    async def release(self) -> None:
        mine = {"_id": "lease", "holder": self._holder, "token": self.token}
        await self._relay.update_one(mine, {"$set": {"until": 0.0}})

    async def _take(self, now: float, until: float) -> bool:
        self.token = 0
        row = await self._relay.find_one({"_id": "lease"})
        if row is None:
            row = {"_id": "lease", "token": 0, "until": 0.0}
            try:
                await self._relay.insert_one({**row, "holder": ""})
            except DuplicateKeyError:
                return False
        if row["until"] > now:
            return False
        token = row["token"] + 1
        taken = await self._relay.update_one(
            {"_id": "lease", "token": row["token"], "until": row["until"]},
            {"$set": {"holder": self._holder, "token": token, "until": until}},
        )
        if taken.matched_count:
            self.token, self._until = token, until
        return bool(taken.matched_count)


class Sealer:
    """Turns pending lines into sealed blocks.

    The heads lie in the lease's document, so that one guarded write moves them: it fits only while
    the lease is held and the heads are those that were written last. They are kept in memory for
    as long as the lease is not taken anew: others may have sealed between.
    """

    def __init__(self, store: Store, lease: Lease) -> None:
        self._store = store
        self._lease = lease
        self._kept: tuple[int, Document] | None = None  # the lease's token, and the heads
        self.has_more = False

    async def seal(self) -> list[Line]:
        """Seal the next lines; empty when nothing waits. Raises Fenced.

        They are read in one snapshot: a plain read may see a dossier's second line and not the
        first, which was committed behind its cursor.
        """
        pending = self._store.snapshot("journal_pending")
        waiting = await pending.find().sort("_id", 1).limit(BLOCK_LINES).to_list(None)
        self.has_more = False
        if not waiting:
            return []
        rows = _first_bytes(waiting, BLOCK_BYTES)
        sealed: list[Line] = []

        kept, token = self._kept, self._lease.token
        known = kept[1] if kept and kept[0] == token else None
        self._kept = None

        async def write(session: Session) -> Document:
            sealed.clear()
            before = known or await self._read(session)
            lines, heads = await self._write(rows, before, session)
            sealed.extend(lines)
            return heads

        self._kept = token, await self._store.tx(write)
        self.has_more = len(rows) < len(waiting) or len(waiting) == BLOCK_LINES
        return sealed

    async def _read(self, session: Session) -> Document:
        mine = {"_id": "lease", "token": self._lease.token}
        kept: Document | None = await self._store["relay"].find_one(mine, session=session)
        if kept is None:
            raise Fenced(f"token {self._lease.token}")
        return {"heads": kept.get("heads", {}), "blocks": kept.get("blocks")}

    async def _write(
        self, rows: Sequence[Document], before: Document, session: Session
    ) -> tuple[list[Line], Document]:
        token, heads = self._lease.token, dict(before["heads"])
        lines = _chain(rows, heads)
        after = {"heads": heads, "blocks": (before["blocks"] or 0) + 1}
        same = {"_id": "lease", "token": token, "blocks": before["blocks"]}
        moved = await self._store["relay"].update_one(same, {"$set": after}, session=session)
        if not moved.matched_count:
            raise Fenced(f"token {token}, block {after['blocks']}")
        await self._store["journal"].insert_many(_blocks(lines, token), session=session)
        ids = [row["_id"] for row in rows]
        gone = await self._store["journal_pending"].delete_many(
            {"_id": {"$in": ids}}, session=session
        )
        if gone.deleted_count != len(ids):
            raise Fenced("lines were sealed by someone else")
        return lines, after


def _first_bytes(rows: Sequence[Document], most: int) -> list[Document]:
    """The first rows whose data together stay under `most` bytes, and always the first one."""
    taken, size = [rows[0]], len(rows[0]["data"])
    for row in rows[1:]:
        size += len(row["data"])
        if size > most:
            break
        taken.append(row)
    return taken


def _chain(rows: Sequence[Document], heads: dict[str, Document]) -> list[Line]:
    """Give each row its position and hash; `heads` moves along."""
    lines = []
    for row in rows:
        province = row["province"]
        head = heads.get(province, {"position": 0, "hash": GENESIS})
        position, prev = head["position"] + 1, head["hash"]
        hash_ = seal(prev, position, row["head"], row["data"])
        heads[province] = {"position": position, "hash": hash_, "at": row["at"]}
        told = {k: v for k, v in row.items() if k != "_id"}
        lines.append(Line(id=row["_id"], position=position, prev=prev, hash=hash_, **told))
    return lines


def _blocks(lines: Sequence[Line], token: int) -> list[Document]:
    blocks: dict[str, Document] = {}
    for line in lines:
        raw = msgspec.structs.asdict(line)
        del raw["province"]
        block = blocks.setdefault(
            line.province,
            {
                "_id": f"{line.province}:{line.position:016d}",
                "province": line.province,
                "first": line.position,
                "token": token,
                "lines": [],
            },
        )
        block["lines"].append(raw)
        block["last"] = line.position
    return list(blocks.values())


def _line(province: str, raw: Mapping[str, Any]) -> Line:
    return Line(province=province, **raw)


class Wake:
    """Rung by every commit of this process, so that the relay need not poll quickly."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()

    def ring(self) -> None:
        self._bell.set()

    async def wait(self, seconds: float) -> None:
        """Until rung, or for `seconds`: lines of other processes are found by looking."""
        try:
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            pass
        self._bell.clear()
