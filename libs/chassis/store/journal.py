"""The journal: append-only, sealed, gapless per province. Written by one relay under a lease.

A transaction leaves a pending line (`dossiers.py`). The relay takes pending lines in the order of
their ids and, in one transaction guarded by its fencing token, puts them into a sealed block with
their position in the province and a hash chained to the line before, advances the head, and deletes
the pending lines: a line is sealed exactly once, whatever dies when (`sealing.py`). The journal is
the audit trail, the outbox, and what followers and feeds replay.

The seal covers the whole line, in its second version:
`hash = sha256("v2" "\\n" prev "\\n" position "\\n" about "\\n" head "\\n" data)`, hexadecimal, with
`about = sha256` of the JSON list of id, province, dossier, type, version, actor, time and the
digest of the row that was written. Only `about` leaves the house with the event: who acted does
not. Lines sealed before that carry `seal` 1: `sha256(prev "\\n" position "\\n" head "\\n" data)`.
The first prev is 64 zeros.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from casework import CloudEvent, DossierType, Register, announce_formerly
from chassis import clock
from chassis.store.driver import Document, DuplicateKeyError, Store

BLOCK_LINES = 200
BLOCK_BYTES = 4_000_000  # a stored document holds 16 MB; one event of a big dossier nearly 1 MB
GENESIS = "0" * 64
SEAL = 2  # the version in which new lines are sealed


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One sealed line. `head` holds the CloudEvent attributes, `data` its data; both are bytes.
    `content` is the digest of the stored row that the act left; `seal` the version of the seal."""

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
    content: str = ""
    seal: int = 1


class Head(msgspec.Struct, frozen=True):
    """The end of a province's chain."""

    position: int = 0
    hash: str = GENESIS


def pending_line(event: CloudEvent, actor: str, row: Document | None = None) -> Document:
    """A journal line before it is sealed: the event's attributes and data, as bytes for ever, and
    the digest of the row that is written with it."""
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
        "content": digest(row) if row else "",
    }


def pending_lines(
    type_: DossierType[Any] | Register[Any],
    event: CloudEvent,
    actor: str,
    row: Document,
    ids: Sequence[str],
) -> list[Document]:
    """The lines of one act: its event, and the same under each older version that the type still
    announces; `ids` has one for each."""
    older = [announce_formerly(type_, event, n) for n in sorted(type_.formerly, reverse=True)]
    named = zip([event, *older], ids, strict=True)
    return [pending_line(replace(each, id=id), actor, row) for each, id in named]


def digest(row: Document) -> str:
    """What a stored row holds, as one number: the same for the same content in any order."""
    return hashlib.sha256(msgspec.json.encode(row, order="sorted")).hexdigest()


def about(line: Line) -> str:
    """Who, when and which dossier, as one number."""
    facts = (
        line.id, line.province, line.dossier, line.type, line.version, line.actor, line.at,
        line.content,
    )  # fmt: skip
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()


def seal(version: int, prev: str, position: int, about_: str, head: bytes, data: bytes) -> str:
    """The hash of a line, chained to the one before."""
    before = (prev.encode(), str(position).encode())
    parts = (b"v2", *before, about_.encode()) if version == SEAL else before
    return hashlib.sha256(b"\n".join((*parts, head, data))).hexdigest()


def seal_of(line: Line, prev: str) -> str:
    return seal(line.seal, prev, line.position, about(line), line.head, line.data)


class Journal:
    """Reads the sealed journal of one service."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: tuple[str, float] | None = None

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

    async def rename(self) -> str:
        """Draw another name: this database was put back from a copy, and what it writes from now on
        is not what the journal of the old name went on with. A relay that runs loses its lease and
        reads everything anew."""
        name = uuid4().hex
        await self._store["relay"].update_one(
            {"_id": "journal"},
            {"$set": {"name": name}, "$push": {"renamed": clock.instant().isoformat()}},
            upsert=True,
        )
        taken_away = {"$set": {"holder": "", "until": 0.0}, "$inc": {"token": 1}}
        await self._store["relay"].update_one({"_id": "lease"}, taken_away)
        return name

    async def backlog(self) -> tuple[int, float]:
        """How many lines wait to be sealed, and the age of the oldest in seconds.

        Its id tells when it was written, by the clock of whoever wrote it; so it is at least as
        old as we have seen it waiting.
        """
        pending = self._store["journal_pending"]
        oldest = await pending.find({}, {"_id": 1}).sort("_id", 1).limit(1).to_list(None)
        if not oldest:
            self._waiting = None
            return 0, 0.0
        id, now = str(oldest[0]["_id"]), clock.monotonic()
        if self._waiting is None or self._waiting[0] != id:
            self._waiting = id, now
        age = clock.seconds() - int(id[:16], 16) / 1_000_000
        return await pending.count_documents({}), max(age, now - self._waiting[1], 0.0)


def _line(province: str, raw: Mapping[str, Any]) -> Line:
    return Line(province=province, **raw)
