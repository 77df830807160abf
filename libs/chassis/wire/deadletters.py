"""The dead-letter desk: what could not be applied, why, and the way back.

A letter keeps the cause, the payload and where it came from; `redrive` runs it again, once, and
says who did so and when. The `.dlq` topic carries a copy for other tools.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from casework import Actor, Failure, Refused
from chassis import clock, metrics
from chassis.errors import NotFound
from chassis.store.driver import Document, Store
from chassis.wire.followed import BadLine, Followed

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    "dead_letters": (([("state", 1), ("_id", 1)], {}),)
}
SYSTEM_OPERATOR = Actor(id="system", roles=frozenset({"ops"}), province="")
HIDDEN = frozenset({"title", "fields", "team", "asked", "links", "clocks"})
Copy = Callable[[str, bytes, bytes], Awaitable[None]]


class DeadLetters:
    """The desk of one follower. `copy(topic, key, payload)` sends the letter to the dlq topic."""

    def __init__(self, store: Store, follower: str, copy: Copy | None = None) -> None:
        self._rows = store["dead_letters"]
        self._inbox = store["inbox"]
        self._follower = follower
        self._copy = copy

    async def park(self, followed: Followed, cause: str, tries: int) -> None:
        """Keep an event whose handling failed for good."""
        payload = msgspec.json.encode(followed)
        where = {"province": followed.province}
        id = followed.event.id
        await self._keep("event", id, followed.service, cause, payload, tries, where)

    async def park_line(self, line: BadLine) -> None:
        """Keep a journal line that this version cannot read; a later version may redrive it."""
        id = f"{line.service}/{line.province}/{line.position}"
        where = {"province": line.province}
        payload = msgspec.json.encode(line)
        await self._keep("line", id, line.service, line.cause, payload, 1, where)

    async def park_message(self, message: Any, cause: str) -> None:
        """Keep a Kafka record that is no event of ours: once, however often it is brought."""
        told = {str(k): (v or b"").decode("utf-8", "replace") for k, v in message.headers}
        where: Document = {"topic": message.topic, "partition": message.partition}
        where |= {"offset": message.offset}
        # A broker that was started anew counts its offsets again: the content tells them apart.
        content = repr((message.headers, message.value)).encode()
        known = hashlib.sha256(content).hexdigest()[:12]
        id = f"{message.topic}/{message.partition}/{message.offset}/{known}"
        service = message.topic.removeprefix("ngoaivu.").removesuffix(".v1")
        where |= {"headers": told}
        await self._keep("record", id, service, cause, message.value or b"", 1, where)

    async def read_again(self, run: Callable[[Followed], Awaitable[None]]) -> int:
        """Run the lines that an older version could not read and this one can; how many."""
        unread = self._rows.find({"state": "parked", "kind": "line"}, {"_id": 1}).sort("_id", 1)
        count = 0
        for row in await unread.to_list(None):
            with suppress(Refused, ValueError, KeyError, TypeError):
                await self.redrive(row["_id"], SYSTEM_OPERATOR, run)
                count += 1
        return count

    async def list(self, provinces: Sequence[str] = (), limit: int = 100) -> list[Document]:
        """Letters of these provinces, or of all: what went wrong, never what a dossier says."""
        where: Document = {"state": "parked"}
        if provinces:
            where["province"] = {"$in": list(provinces)}
        rows = await self._rows.find(where).sort("_id", 1).limit(limit).to_list(None)
        return [_told(row) for row in rows]

    async def redrive(
        self, id: str, by: Actor, run: Callable[[Followed], Awaitable[None]]
    ) -> Document:
        """Run one letter again; the operators of a province only its own. Raises NotFound, Refused
        for what is no event, or what running it raises (it stays parked)."""
        row = await self._rows.find_one({"_id": id})
        if row is None or (by.province and row.get("province") not in by.provinces):
            raise NotFound(f"Không có tin lỗi {id}")
        try:
            followed = msgspec.json.decode(row["payload"], type=Followed)
        except msgspec.DecodeError as error:
            raise Refused(Failure(f"Tin {id} không phải sự kiện: {error}", "Vận hành")) from None
        await run(followed)
        done = {"state": "redriven", "redriven_by": by.id, "redriven_at": clock.seconds()}
        await self._rows.update_one({"_id": id}, {"$set": done})
        await self.count()
        return _told({**row, **done})

    async def drop(self, id: str, by: Actor, reason: str) -> Document:
        """Leave a letter for good, with the reason. An event is marked as done, so that nothing
        runs it when its stream is followed again. Raises NotFound."""
        row = await self._rows.find_one({"_id": id})
        if row is None or (by.province and row.get("province") not in by.provinces):
            raise NotFound(f"Không có tin lỗi {id}")
        if row.get("kind") == "event":
            mark = {"$setOnInsert": {"at": clock.instant().isoformat(), "dropped": True}}
            await self._inbox.update_one({"_id": id}, mark, upsert=True)
        done: Document = {"state": "dropped", "dropped_by": by.id, "reason": reason}
        done["dropped_at"] = clock.seconds()
        await self._rows.update_one({"_id": id}, {"$set": done})
        await self.count()
        return _told({**row, **done})

    async def count(self) -> int:
        parked: int = await self._rows.count_documents({"state": "parked"})
        metrics.DEAD_LETTERS.set(parked)
        return parked

    async def _keep(
        self,
        kind: str,
        id: str,
        service: str,
        cause: str,
        payload: bytes,
        tries: int,
        where: Document,
    ) -> None:
        row = {
            "kind": kind,
            "follower": self._follower,
            "source": service,
            "cause": cause,
            "payload": payload,
            "tries": tries,
            "where": where,
            "province": where.get("province", ""),
            "state": "parked",
            "parked_at": clock.seconds(),
        }
        await self._rows.replace_one({"_id": id}, row, upsert=True)
        await self.count()
        if self._copy:
            await self._copy(f"ngoaivu.{service}.v1.dlq", id.encode(), payload)


def _told(row: Document) -> Document:
    payload = row["payload"]
    try:
        shown: Any = _bare(payload)
    except (UnicodeDecodeError, msgspec.DecodeError, RecursionError):
        shown = base64.b64encode(payload).decode()
    return {**row, "id": row["_id"], "payload": shown}


def _bare(payload: bytes) -> str:
    """A payload for those who run the platform, who see no dossier: which one, and not what it
    says."""
    return msgspec.json.encode(_without(msgspec.json.decode(payload))).decode()


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(inner) for name, inner in value.items() if name not in HIDDEN}
    return [_without(inner) for inner in value] if isinstance(value, list) else value
