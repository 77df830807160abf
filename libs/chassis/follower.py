"""Following other services' events: once in effect, in order, healed from their journals.

A follower keeps one position per source service and province in its own database. News comes in
batches from Kafka; a position that was seen is skipped, the next one is applied, a jump means a
loss and is read from the owning service's journal. At the start, on any gap and now and then the
journals' heads are asked for, so a broker that loses everything loses nothing.

What cannot be decoded, or still fails after retries, is parked on the dead-letter desk before the
position advances: one poison message never stops a province.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

import msgspec
import structlog

from casework import CloudEvent, News
from chassis import metrics
from chassis.deadletters import DeadLetters
from chassis.driver import ConnectionFailure, PyMongoError, Session, Store

log = structlog.get_logger()
PAGE = 500
_news = msgspec.json.Decoder(News)

INDEXES: Mapping[str, Sequence[tuple[Any, dict[str, Any]]]] = {"positions": (), "inbox": ()}


class Followed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One event as it arrived, with its seal; `head` is kept for the feeds' sake."""

    service: str
    province: str
    position: int
    event: CloudEvent
    seal: str = ""
    prev: str = ""


class Sink(Protocol):
    """What a follower does with events of one stream, in order and without gaps.

    `apply` must be once in effect and must have committed the position when it returns.
    """

    async def apply(self, events: Sequence[Followed]) -> None: ...


class Source(Protocol):
    """The journal of an owning service, over HTTP."""

    async def heads(self) -> Mapping[str, int]: ...
    async def read(self, province: str, after: int, limit: int) -> Sequence[Followed]: ...


Stream = tuple[str, str]


class Positions:
    """How far each stream (source service, province) was followed."""

    def __init__(self, store: Store, follower: str) -> None:
        self._rows = store["positions"]
        self._follower = follower

    async def all(self) -> dict[Stream, int]:
        rows = await self._rows.find({"follower": self._follower}).to_list(None)
        return {(r["service"], r["province"]): r["position"] for r in rows}

    async def advance(self, stream: Stream, before: int, to: int, session: Session = None) -> bool:
        """Move from `before` to `to`; False when another replica has moved it already."""
        service, province = stream
        id = f"{self._follower}/{service}/{province}"
        if before == 0:
            row = {"follower": self._follower, "service": service, "province": province}
            await self._rows.update_one(
                {"_id": id}, {"$setOnInsert": {**row, "position": 0}}, upsert=True, session=session
            )
        moved = await self._rows.update_one(
            {"_id": id, "position": before}, {"$set": {"position": to}}, session=session
        )
        return bool(moved.matched_count)


class Follower:
    """Brings every stream of its sources up to date, from Kafka when it can, else by reading."""

    def __init__(
        self,
        positions: Positions,
        sink: Sink,
        sources: Mapping[str, Source],
        desk: DeadLetters,
        provinces: Sequence[str] = (),
    ) -> None:
        self._positions = positions
        self._sink = sink
        self._sources = sources
        self._desk = desk
        self._provinces = frozenset(provinces)
        self._at: dict[Stream, int] | None = None
        self._lock = asyncio.Lock()
        self._hurry = asyncio.Event()

    async def receive(self, messages: Sequence[Any]) -> None:
        """One batch from Kafka (aiokafka records). Never raises for what a message says."""
        by_stream: dict[Stream, list[Followed]] = {}
        for message in messages:
            try:
                found = decode(message)
            except (ValueError, KeyError, msgspec.MsgspecError) as error:
                await self._desk.park_message(message, f"không đọc được: {error}")
                continue
            if found.service in self._sources and self._serves(found.province):
                by_stream.setdefault((found.service, found.province), []).append(found)
        async with self._lock:
            for stream, events in by_stream.items():
                await self._follow(stream, events)

    async def catch_up(self) -> None:
        """Compare with every source's heads and read what is missing. Raises what fails."""
        failures: list[Exception] = []
        for service, source in self._sources.items():
            try:
                heads = await source.heads()
                for province, head in heads.items():
                    if self._serves(province):
                        async with self._lock:
                            await self._heal((service, province), head)
            except Exception as error:
                failures.append(error)
        if failures:
            raise failures[0]

    async def run(self, every: float) -> None:
        """Catch up at the start, when hurried by a gap, and now and then, for ever."""
        while True:
            wait = every
            try:
                await self.catch_up()
            except Exception as error:
                log.debug("catch-up", outcome="retry", cause=repr(error)[:200])
                self._at = None
                wait = 1.0
            try:
                async with asyncio.timeout(wait):
                    await self._hurry.wait()
            except TimeoutError:
                pass
            self._hurry.clear()

    async def _follow(self, stream: Stream, events: Sequence[Followed]) -> None:
        at = (await self._known()).get(stream, 0)
        fresh = [e for e in events if e.position > at]
        fresh.sort(key=lambda e: e.position)
        run: list[Followed] = []
        for event in fresh:
            if event.position == at + 1:
                run.append(event)
                at = event.position
            elif event.position > at:
                break
        try:
            if run:
                await self._apply(stream, run)
            if fresh and fresh[-1].position > at:
                await self._heal(stream, fresh[-1].position)
        except Exception as error:
            self._at = None
            self._hurry.set()
            log.warning("follow", stream=stream, outcome="retry", cause=repr(error)[:300])

    async def _heal(self, stream: Stream, head: int) -> None:
        at = (await self._known()).get(stream, 0)
        service, province = stream
        metrics.LAG.labels(service, province).set(max(head - at, 0))
        while at < head:
            events = await self._sources[service].read(province, at, PAGE)
            if not events:
                return
            metrics.HEALED.labels(service).inc(len(events))
            await self._apply(stream, events)
            at = (await self._known()).get(stream, 0)
            metrics.LAG.labels(service, province).set(max(head - at, 0))

    async def _apply(self, stream: Stream, events: Sequence[Followed]) -> None:
        began = time.perf_counter()
        await self._sink.apply(events)
        metrics.APPLY_SECONDS.observe(time.perf_counter() - began)
        metrics.APPLIED.labels(stream[0]).inc(len(events))
        metrics.FOLLOWED.labels(*stream).set(events[-1].position)
        (await self._known())[stream] = events[-1].position

    async def _known(self) -> dict[Stream, int]:
        if self._at is None:
            self._at = await self._positions.all()
        return self._at

    def _serves(self, province: str) -> bool:
        return not self._provinces or province in self._provinces


def decode(message: Any) -> Followed:
    """A Kafka record in CloudEvents binary mode. Raises ValueError, KeyError, MsgspecError."""
    told = {k: v.decode() for k, v in message.headers if v is not None}
    service = told["ce_source"].rsplit("/", 1)[1]
    position = int(told["ce_position"])
    event = CloudEvent(
        id=told["ce_id"],
        source=told["ce_source"],
        type=told["ce_type"],
        subject=told["ce_subject"],
        time=told["ce_time"],
        province=told["ce_province"],
        sequence=int(told["ce_sequence"]),
        position=position,
        traceparent=told.get("ce_traceparent", ""),
        data=_news.decode(message.value),
    )
    return Followed(
        service=service,
        province=event.province,
        position=position,
        event=event,
        seal=told.get("ce_seal", ""),
    )


class Work:
    """What a reaction may do: its own service's dossiers, in the transaction of its event."""

    def __init__(self, dossiers: Any, session: Session, at: Any) -> None:
        self.dossiers = dossiers.within(session)
        self.session = session
        self.at = at


Reaction = Callable[[CloudEvent, Any], Awaitable[None]]


class Reactions:
    """A sink that runs named functions: the work, the inbox mark and the position commit as one."""

    def __init__(
        self,
        store: Store,
        positions: Positions,
        table: Mapping[str, Sequence[Reaction]],
        work: Callable[[CloudEvent, Session], Any],
        desk: DeadLetters,
        tries: int = 4,
    ) -> None:
        self._store = store
        self._positions = positions
        self._table = table
        self._work = work
        self._desk = desk
        self._tries = tries
        self._inbox = store["inbox"]

    async def apply(self, events: Sequence[Followed]) -> None:
        """Runs of events nobody reacts to only move the position, in one write."""
        done = events[0].position - 1
        stream = (events[0].service, events[0].province)
        for followed in events:
            if followed.event.type in self._table:
                if followed.position - 1 > done:
                    await self._positions.advance(stream, done, followed.position - 1)
                await self._react(stream, followed)
                done = followed.position
        if events[-1].position > done:
            await self._positions.advance(stream, done, events[-1].position)

    async def _react(self, stream: Stream, followed: Followed) -> None:
        for attempt in range(1, self._tries + 1):
            try:
                await self._store.tx(lambda s: self._once(stream, followed, s))
                return
            except ConnectionFailure:
                raise
            except Exception as error:
                if attempt < self._tries and not is_final(error):
                    await asyncio.sleep(0.05 * 2**attempt)
                    continue
                log.error("react", type=followed.event.type, cause=repr(error)[:300])
                await self._desk.park(followed, repr(error)[:2000], attempt)
                await self._positions.advance(stream, followed.position - 1, followed.position)
                return

    async def _once(self, stream: Stream, followed: Followed, session: Session) -> None:
        position = followed.position
        if not await self._positions.advance(stream, position - 1, position, session):
            return
        seen = await self._inbox.find_one({"_id": followed.event.id}, session=session)
        if seen is not None:
            return
        await self._inbox.insert_one(
            {"_id": followed.event.id, "at": followed.event.time}, session=session
        )
        work = self._work(followed.event, session)
        for reaction in self._table[followed.event.type]:
            await reaction(followed.event, work)

    async def redrive(self, followed: Followed) -> None:
        """Run an event from the desk again; its inbox mark makes a second time harmless."""

        async def again(session: Session) -> None:
            if await self._inbox.find_one({"_id": followed.event.id}, session=session):
                return
            await self._inbox.insert_one(
                {"_id": followed.event.id, "at": followed.event.time}, session=session
            )
            work = self._work(followed.event, session)
            for reaction in self._table.get(followed.event.type, ()):
                await reaction(followed.event, work)

        await self._store.tx(again)


def is_final(error: Exception) -> bool:
    """Whether trying again cannot help: a refusal by the law, or a bug."""
    return not isinstance(error, PyMongoError | OSError | TimeoutError)


@asynccontextmanager
async def following(follower: Follower, every: float) -> AsyncIterator[None]:
    """The catching up as a task of the service's lifespan."""
    task = asyncio.create_task(follower.run(every), name="follower")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
