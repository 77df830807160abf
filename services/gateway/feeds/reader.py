"""How the ministry's gateway follows the feed of a province gateway.

It keeps its cursor and, of every stream, the last position and hash. Each line must stand on the
one before it; a stream that does not is read again from its beginning, and stays broken for people
to look at when the province's chain no longer leads through what was taken before. What was written
is acknowledged, with the hashes, to a named subscription at the province.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import httpx
import msgspec
import structlog

from casework import CloudEvent
from chassis import clock
from chassis.background import background
from chassis.store.driver import Document, Store
from chassis.store.journal import GENESIS
from chassis.wire.follower import BadLine, Followed
from gateway.feeds.audiences import canonical
from gateway.feeds.lines import seal
from gateway.identity.signing import Signer

log = structlog.get_logger()
FEED, SUBSCRIPTION, PAGE = "/feeds/ministry", "bo-ngoai-giao", 500
HEAL_AGAIN, ASK_AGAIN = 60.0, 10.0
SOON = 1.0  # seconds until the next look while there is news

Show = Callable[[Sequence[Followed | BadLine]], Awaitable[None]]
Streams = dict[str, dict[str, Any]]


class Item(msgspec.Struct, frozen=True):
    """One line of a feed, checked against itself."""

    stream: str
    position: int
    prev: str
    hash: str
    event: dict[str, Any]
    is_sealed: bool


class FeedReader:
    """Reads one feed into the rows of this gateway."""

    def __init__(
        self,
        name: str,
        url: str,
        client: httpx.AsyncClient,
        signer: Signer | None,
        store: Store,
        show: Show,
    ) -> None:
        self.name = name
        self._url = url.rstrip("/")
        self._client = client
        self._signer = signer
        self._rows = store["followed_feeds"]
        self._show = show
        self._healed = -HEAL_AGAIN
        self._asked = -ASK_AGAIN

    async def run(self, every: float) -> None:
        """For ever: take what is new, acknowledge it, ask what was expected.

        While there is news it looks again soon: what gathers for long is written in one go, and
        everything else that uses the database waits for that.
        """
        while True:
            count = 0
            try:
                count = await self.take()
            except (httpx.HTTPError, OSError, ValueError) as error:
                await self._note(error=repr(error)[:300])
            except Exception as error:
                log.error("feed", feed=self.name, cause=repr(error)[:300])
            await asyncio.sleep(min(every, SOON) if count else every)

    async def take(self) -> int:
        """Read to the end of the feed; how many lines were new."""
        kept = await self._kept()
        cursor, streams, count = kept["cursor"], kept["streams"], 0
        async for items, following in self._pages(cursor):
            count += await self._take(items, streams)
            cursor = following
            await self._note(cursor=cursor, streams=streams, error="")
        if any(s.get("broken") for s in streams.values()):
            await self._heal(streams)
        if cursor and cursor != kept["receipt"]:
            await self._acknowledge(cursor, streams)
        if count or clock.seconds() - self._asked > ASK_AGAIN:
            self._asked = clock.seconds()
            told = await self._get(f"{FEED}/coverage")
            await self._note(at=self._asked, url=self._url, coverage=told["items"], error="")
        return count

    async def replay(self) -> AsyncIterator[Sequence[Followed]]:
        """All news from the beginning, as far as its chains hold."""
        streams: Streams = {}
        async for items, _ in self._pages(None):
            found = _followed(accept(items, streams))
            yield [event for event in found if isinstance(event, Followed)]

    async def reset(self) -> None:
        """Forget where this reader stood: what the province tells now is taken for true."""
        await self._note(cursor=None, streams={}, receipt=None)

    async def _take(self, items: Sequence[Item], streams: Streams) -> int:
        events = list(_followed(accept(items, streams)))
        await self._show(events)
        return len(events)

    async def _heal(self, streams: Streams) -> None:
        """Read broken streams from their beginning; their chain must lead through what we have."""
        if clock.seconds() - self._healed < HEAL_AGAIN:
            return
        self._healed = clock.seconds()
        broken = {s: kept for s, kept in streams.items() if kept.get("broken")}
        again: Streams = {}
        async for items, _ in self._pages(None):
            mine = [i for i in items if i.stream in broken]
            for item in mine:
                before = broken[item.stream]
                if item.position == before["position"] and item.hash != before["hash"]:
                    before["changed"] = True
            await self._take(mine, again)
        for stream, kept in again.items():
            if not kept.get("broken") and not broken[stream].get("changed"):
                streams[stream] = kept
        await self._note(streams=streams)

    async def _pages(self, cursor: str | None) -> AsyncIterator[tuple[list[Item], str]]:
        """Pages until one is empty; each with the cursor behind it."""
        while True:
            page = await self._get(FEED, limit=str(PAGE), **({"after": cursor} if cursor else {}))
            cursor = str(page["next"])
            if not page["items"]:
                return
            yield [_item(told) for told in page["items"]], cursor

    async def _acknowledge(self, cursor: str, streams: Streams) -> None:
        path = f"{FEED}/subscriptions/{SUBSCRIPTION}"
        hashes = {s: kept["hash"] for s, kept in streams.items() if not kept.get("broken")}
        body = {"cursor": cursor, "hashes": hashes}
        answer = await self._send("POST", f"{path}/receipts", json=body)
        if answer.status_code == 404:
            (await self._send("PUT", path)).raise_for_status()
            answer = await self._send("POST", f"{path}/receipts", json=body)
        answer.raise_for_status()
        told = answer.json()
        await self._note(receipt=cursor, acknowledged=told["acknowledged"])

    async def _get(self, path: str, **params: str) -> dict[str, Any]:
        answer = await self._send("GET", path, params=params)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    async def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        token = self._signer.of_reader() if self._signer else ""
        headers = {"Authorization": f"Bearer {token}"}
        return await self._client.request(method, self._url + path, headers=headers, **more)

    async def _kept(self) -> Document:
        row = await self._rows.find_one({"_id": self.name}) or {}
        return {"cursor": None, "streams": {}, "receipt": None, **row}

    async def _note(self, **told: Any) -> None:
        await self._rows.update_one({"_id": self.name}, {"$set": told}, upsert=True)


def accept(items: Sequence[Item], streams: Streams) -> Iterator[Item]:
    """The lines that continue their streams; `streams` moves along and names what is broken."""
    for item in items:
        kept = streams.setdefault(item.stream, {"position": 0, "hash": GENESIS})
        if kept.get("broken") or item.position < kept["position"]:
            continue
        if item.position == kept["position"]:
            if item.hash != kept["hash"]:
                kept["broken"] = f"dòng {item.position} đã bị thay đổi"
            continue
        if item.position != kept["position"] + 1:
            kept["broken"] = f"thiếu vị trí {kept['position'] + 1}"
        elif item.prev != kept["hash"] or not item.is_sealed:
            kept["broken"] = f"niêm phong sai tại vị trí {item.position}"
        else:
            kept |= {"position": item.position, "hash": item.hash}
            yield item


def _item(told: Mapping[str, Any]) -> Item:
    event = {name: value for name, value in told.items() if name not in ("prev", "hash")}
    position, prev, hash_ = int(event["position"]), str(told["prev"]), str(told["hash"])
    service = str(event["source"]).rsplit("/", 1)[1]
    return Item(
        stream=f"{service}/{event['province']}",
        position=position,
        prev=prev,
        hash=hash_,
        event=event,
        is_sealed=seal(prev, position, canonical(event)) == hash_,
    )


def _followed(items: Iterator[Item]) -> Iterator[Followed | BadLine]:
    """The events among the lines; what was withheld says nothing."""
    for item in items:
        if item.event["data"].get("withheld"):
            continue
        service, _, province = item.stream.partition("/")
        told: dict[str, Any] = {"service": service, "province": province}
        told["position"] = item.position
        try:
            event = msgspec.convert(item.event, CloudEvent)
        except msgspec.ValidationError as error:
            raw = msgspec.Raw(canonical(item.event))
            yield BadLine(**told, event=raw, cause=f"không đọc được: {error}")
        else:
            yield Followed(**told, event=event)


def reading(reader: FeedReader, every: float) -> AbstractAsyncContextManager[None]:
    """The reading as a task of the gateway's lifespan."""
    return background(reader.run(every), f"feed {reader.name}")
