"""The dead-letter desk: what could not be applied, why, and the way back.

A letter keeps the cause, the payload and where it came from; `redrive` runs it again, once, and
says who did so and when. The `.dlq` topic carries a copy for other tools.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec

from casework import Actor, Failure, Refused
from chassis import clock, metrics
from chassis.errors import NotFound
from chassis.store.driver import Document, Store

if TYPE_CHECKING:
    from chassis.wire.follower import Followed

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    "dead_letters": (([("state", 1), ("_id", 1)], {}),)
}
HIDDEN = frozenset({"title", "fields", "team", "asked", "links", "clocks"})
Copy = Callable[[str, bytes, bytes], Awaitable[None]]


class DeadLetters:
    """The desk of one follower. `copy(topic, key, payload)` sends the letter to the dlq topic."""

    def __init__(self, store: Store, follower: str, copy: Copy | None = None) -> None:
        self._rows = store["dead_letters"]
        self._follower = follower
        self._copy = copy

    async def park(self, followed: Followed, cause: str, tries: int) -> None:
        """Keep an event whose handling failed for good."""
        payload = msgspec.json.encode(followed)
        where = {"province": followed.province}
        await self._keep(followed.event.id, followed.service, cause, payload, tries, where)

    async def park_line(self, line: Any) -> None:
        """Keep a journal line that this version cannot read (follower.BadLine); a later version
        may redrive it."""
        id = f"{line.service}/{line.province}/{line.position}"
        where = {"province": line.province}
        await self._keep(id, line.service, line.cause, msgspec.json.encode(line), 1, where)

    async def park_message(self, message: Any, cause: str) -> None:
        """Keep a Kafka record that is no event at all."""
        told = {str(k): (v or b"").decode("utf-8", "replace") for k, v in message.headers}
        where = {"topic": message.topic, "partition": message.partition, "offset": message.offset}
        id = f"{message.topic}/{message.partition}/{message.offset}/{uuid4().hex[:8]}"
        service = message.topic.removeprefix("ngoaivu.").removesuffix(".v1")
        await self._keep(id, service, cause, message.value or b"", 1, {**where, "headers": told})

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
        from chassis.wire.follower import Followed

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

    async def count(self) -> int:
        parked: int = await self._rows.count_documents({"state": "parked"})
        metrics.DEAD_LETTERS.set(parked)
        return parked

    async def _keep(
        self, id: str, service: str, cause: str, payload: bytes, tries: int, where: Document
    ) -> None:
        row = {
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
