"""How the ministry's gateway follows the feed of a province gateway.

It keeps its cursor and, of every stream, the last position and hash. Each line must stand on the
one before it; a stream that does not is read again from its beginning, each time after a longer
pause, and stays broken for people to look at when the province's chain no longer leads through what
was taken before, ends before it, or was put back from a copy (`coverage` counts its branches). What
was written is acknowledged, with the hashes, to a named subscription at the province.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any

import httpx
import msgspec
import structlog

from casework import CloudEvent
from chassis import clock, metrics
from chassis.background import background
from chassis.store.driver import Document, DuplicateKeyError, Store
from chassis.store.journal import GENESIS
from chassis.wire.followed import BadLine, Followed
from gateway.feeds import health
from gateway.feeds.audiences import canonical
from gateway.feeds.lines import late, seal
from gateway.identity.signing import Signer

log = structlog.get_logger()
FEED, SUBSCRIPTION, PAGE = "/feeds/ministry", "bo-ngoai-giao", 500
HEAL_AGAIN, HEAL_LAST, ASK_AGAIN = 60.0, 3600.0, 10.0  # seconds
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


class BadFeed(ValueError):
    """What came is no page of a feed."""


class Reset(Exception):
    """The reader was told to begin anew while it was reading."""


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
        self._heal_at, self._pause = 0.0, HEAL_AGAIN
        self._asked = -ASK_AGAIN
        self.broken: dict[str, str] = {}
        self._resets = 0
        self._seconds = 0.0

    async def run(self, every: float) -> None:
        """For ever: take what is new, acknowledge it, ask what was expected.

        While there is news it looks again soon: what gathers for long is written in one go, and
        everything else that uses the database waits for that.
        """
        while True:
            count = 0
            try:
                count = await self.take()
            except Reset:
                count = 1
            except (httpx.HTTPError, OSError, ValueError) as error:
                kind, says = health.trouble(error)
                with suppress(Reset):
                    await self._note(error=repr(error)[:300], trouble=kind, says=says)
            except Exception as error:
                log.error("feed", feed=self.name, cause=repr(error)[:300])
            await asyncio.sleep(min(every, SOON) if count else every)

    async def take(self) -> int:
        """Read to the end of the feed; how many lines were new.

        What it writes is dropped when the reader was reset meanwhile, here or in another replica.
        """
        kept = await self._kept()
        self._resets, self._seconds = kept["resets"], 0.0
        cursor, streams, count = kept["cursor"], kept["streams"], 0
        async for items, following in self._pages(cursor):
            count += await self._take(items, streams)
            cursor = following
            await self._note(cursor=cursor, streams=streams, **self._answered())
        if any(_can_heal(kept) for kept in streams.values()):
            await self._heal(streams)
        if cursor and cursor != kept["receipt"]:
            await self._acknowledge(cursor, streams)
        if count or clock.monotonic() - self._asked > ASK_AGAIN:
            self._asked = clock.monotonic()
            coverage = _coverage(await self._get(f"{FEED}/coverage"))
            compare(coverage, streams)
            await self._note(coverage=coverage, streams=streams, **self._answered())
        self._alarm(streams)
        return count

    def _alarm(self, streams: Streams) -> None:
        """Say once of each stream that it is broken (`ngoaivu_feed_broken_streams` counts them)."""
        now = {name: str(kept["broken"]) for name, kept in streams.items() if kept.get("broken")}
        for name, cause in now.items():
            if name not in self.broken:
                log.error("feed broken", feed=self.name, stream=name, cause=cause)
        self.broken = now
        metrics.FEED_BROKEN.labels(self.name).set(len(now))

    async def replay(self) -> AsyncIterator[Sequence[Followed]]:
        """All news from the beginning, as far as its chains hold."""
        streams: Streams = {}
        async for items, _ in self._pages(None):
            found = _followed(accept(items, streams))
            yield [event for event in found if isinstance(event, Followed)]

    async def reset(self) -> None:
        """Forget where this reader stood: what the province tells now is taken for true."""
        forgotten: Document = {"cursor": None, "streams": {}, "receipt": None}
        await self._rows.update_one(
            {"_id": self.name}, {"$set": forgotten, "$inc": {"resets": 1}}, upsert=True
        )
        self._heal_at = 0.0
        self._alarm({})

    async def _take(self, items: Sequence[Item], streams: Streams) -> int:
        events = list(_followed(accept(items, streams)))
        await self._show(events)
        return len(events)

    async def _heal(self, streams: Streams) -> None:
        """Read broken streams from their beginning; their chain must lead through what we have.

        What cannot be healed is tried again ever more rarely, and not at all once it is known to
        have changed: then only people can say what to take (`reset`).
        """
        if clock.monotonic() < self._heal_at:
            return
        self._heal_at = clock.monotonic() + self._pause
        self._pause = min(self._pause * 2, HEAL_LAST)
        broken = {s: kept for s, kept in streams.items() if _can_heal(kept)}
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
                self._pause = HEAL_AGAIN
        await self._note(streams=streams)

    async def _pages(self, cursor: str | None) -> AsyncIterator[tuple[list[Item], str]]:
        """Pages until one is empty; each with the cursor behind it."""
        while True:
            page = await self._get(FEED, limit=str(PAGE), **({"after": cursor} if cursor else {}))
            try:
                following, items = str(page["next"]), [_item(told) for told in page["items"]]
            except (LookupError, TypeError, AttributeError) as error:
                raise BadFeed(f"no page of a feed: {error!r}") from None
            if not items:
                return
            if following == cursor:
                raise BadFeed("the cursor does not move")
            cursor = following
            yield items, cursor

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

    def _answered(self) -> Document:
        """What is noted of a gateway that has answered whole."""
        return {"at": clock.seconds(), "seconds": self._seconds, "url": self._url, "error": ""}

    async def _get(self, path: str, **params: str) -> dict[str, Any]:
        answer = await self._send("GET", path, params=params)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    async def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        token = self._signer.of_reader() if self._signer else ""
        headers = {"Authorization": f"Bearer {token}"}
        begun = clock.monotonic()
        answer = await self._client.request(method, self._url + path, headers=headers, **more)
        self._seconds = max(self._seconds, clock.monotonic() - begun)
        return answer

    async def _kept(self) -> Document:
        row = await self._rows.find_one({"_id": self.name}) or {}
        return {"cursor": None, "streams": {}, "receipt": None, "resets": 0, **row}

    async def _note(self, **told: Any) -> None:
        same = {"_id": self.name, "resets": {"$in": [self._resets, None]}}
        try:
            await self._rows.update_one(same, {"$set": told}, upsert=True)
        except DuplicateKeyError:
            raise Reset(f"{self.name} was reset") from None


def _can_heal(kept: Mapping[str, Any]) -> bool:
    return bool(kept.get("broken")) and not kept.get("changed")


def compare(coverage: Sequence[Mapping[str, Any]], streams: Streams) -> None:
    """Name the streams that end before what was taken, or go on from another branch: the coverage
    was asked for after the last line was taken, so a shorter chain was put back."""
    for told in coverage:
        kept = streams.get(f"{told['service']}/{told['province']}")
        if kept is None or kept.get("broken"):
            continue
        branch = int(told.get("branch", 0))
        if int(told["published"]) < kept["position"]:
            kept["broken"] = (
                f"luồng tin chỉ còn đến {told['published']}, đã nhận {kept['position']}"
            )
        elif kept.setdefault("branch", branch) != branch:
            kept["broken"] = "sổ của đơn vị đã được khôi phục từ bản sao: chuỗi rẽ nhánh"
        kept["changed"] = bool(kept.get("broken"))


def _coverage(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The streams that a gateway tells of. Raises BadFeed."""
    try:
        return [
            {**c, "service": str(c["service"]), "province": str(c["province"]),
             "published": int(c["published"]), "branch": int(c.get("branch", 0))}
            for c in told["items"]
        ]  # fmt: skip
    except (LookupError, TypeError, AttributeError) as error:
        raise BadFeed(f"no coverage: {error!r}") from None


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
    if not isinstance(event["data"], dict):
        raise TypeError("data is no object")
    service = str(event["source"]).split("/")[3]
    late_ = late(event["province"]) if "of" in event else event["province"]
    return Item(
        stream=f"{service}/{late_}",
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
        service, _, _ = item.stream.partition("/")
        told: dict[str, Any] = {"service": service, "province": item.event["province"]}
        told["position"] = item.event.get("of", item.position)
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
