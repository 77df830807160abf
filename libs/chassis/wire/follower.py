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
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol

import msgspec
import structlog

from casework import CloudEvent, News
from chassis import metrics
from chassis.background import background
from chassis.store.driver import PyMongoError, Session, Store
from chassis.wire.deadletters import DeadLetters

log = structlog.get_logger()
PAGE = 500
DEAF_EVERY = 2.0  # seconds between looks at the journals while the broker brings no news
QUIET = 4.0  # seconds without news after which a broker may bring the next one late
_news = msgspec.json.Decoder(News)

INDEXES: Mapping[str, Sequence[tuple[Any, dict[str, Any]]]] = {"positions": (), "inbox": ()}


class Followed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One event as it arrived; `journal` names the one it is of, where the broker told it."""

    service: str
    province: str
    position: int
    event: CloudEvent
    journal: str = ""


class BadLine(msgspec.Struct, frozen=True, kw_only=True):
    """A journal line that this version of the software cannot read; shaped like Followed."""

    service: str
    province: str
    position: int
    event: msgspec.Raw
    cause: str


class Overtaken(Exception):
    """The stored position is not where it was thought to be: another replica has moved it, or the
    database was put back. Nothing was written; positions are read again."""


class Sink(Protocol):
    """What a follower does with events of one stream, in order and without gaps.

    `apply` must be once in effect and must have committed the position (`Positions.advance`) when
    it returns, or passed over what it had nothing to do for; it raises Overtaken when the position
    could not be moved.
    """

    async def apply(self, events: Sequence[Followed]) -> None: ...


class Source(Protocol):
    """The journal of an owning service, over HTTP.

    `journal` is its name, None until its heads were asked for; an unnamed one takes all news.
    """

    journal: str | None

    async def heads(self) -> Mapping[str, int]: ...
    async def read(self, province: str, after: int, limit: int) -> Sequence[Followed | BadLine]: ...


Stream = tuple[str, str]


class Positions:
    """How far each stream (source service, province) was followed.

    What leaves no trace here is passed over in memory and written down with the next position that
    does, or by `settle`: who dies meanwhile reads it once more, for nothing.
    """

    def __init__(self, store: Store, follower: str) -> None:
        self._rows = store["positions"]
        self._follower = follower
        self._passed: dict[Stream, tuple[int, int]] = {}  # as it is stored, as it is

    async def all(self) -> dict[Stream, int]:
        rows = await self._rows.find({"follower": self._follower}).to_list(None)
        return {(r["service"], r["province"]): r["position"] for r in rows}

    async def at(self, stream: Stream) -> int:
        row = await self._rows.find_one({"_id": self._id(stream)})
        stored = int(row["position"]) if row else 0
        known, at = self._passed.get(stream, (stored, stored))
        return at if known == stored else stored

    async def advance(self, stream: Stream, before: int, to: int, session: Session = None) -> None:
        """Move from `before` to `to`. Raises Overtaken when it is not at `before`."""
        stored = self._stored(stream, before)
        if not await self._move(stream, stored, to, session):
            raise Overtaken(f"{self._id(stream)} is not at {stored}")

    def pass_over(self, stream: Stream, before: int, to: int) -> None:
        """Move from `before` to `to`, between which nothing was to be done."""
        self._passed[stream] = (self._stored(stream, before), to)

    async def settle(self, stream: Stream) -> None:
        """Write down what was passed over, unless it was written since or by somebody else."""
        if stream in self._passed:
            await self._move(stream, *self._passed[stream], None)
            del self._passed[stream]

    def _stored(self, stream: Stream, at: int) -> int:
        """What is stored when the position is thought to be `at`."""
        stored, passed = self._passed.get(stream, (at, at))
        return stored if passed == at else at

    async def _move(self, stream: Stream, stored: int, to: int, session: Session) -> bool:
        service, province = stream
        id = self._id(stream)
        if stored == 0:
            row = {"follower": self._follower, "service": service, "province": province}
            await self._rows.update_one(
                {"_id": id}, {"$setOnInsert": {**row, "position": 0}}, upsert=True, session=session
            )
        moved = await self._rows.update_one(
            {"_id": id, "position": stored}, {"$set": {"position": to}}, session=session
        )
        return bool(moved.matched_count)

    def _id(self, stream: Stream) -> str:
        return f"{self._follower}/{stream[0]}/{stream[1]}"


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
        self._locks: defaultdict[Stream, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._hurry = asyncio.Event()
        self._received = 0.0
        self.has_news = True

    async def receive(self, messages: Sequence[Any]) -> None:
        """One batch from Kafka (aiokafka records). Never raises, and never waits for a source."""
        self._received = time.monotonic()
        told: dict[tuple[str, str, str], list[Followed]] = {}
        for message in messages:
            try:
                found = decode(message)
            except Exception as error:
                await self._park(message, f"không đọc được: {error!r}")
                continue
            told.setdefault((found.service, found.province, found.journal), []).append(found)
        for (service, province, journal), events in told.items():
            if self._serves(province) and self._is_of(service, journal):
                await self._follow((service, province), events)

    def _is_of(self, service: str, journal: str) -> bool:
        """Whether news is of the journal that its service keeps now: a broker may still hold what
        an earlier database has told."""
        source = self._sources.get(service)
        if source is None:
            return False
        if journal and source.journal not in ("", journal):
            self._hurry.set()
        return source.journal in ("", journal) or not journal

    def hears(self, news: bool) -> None:
        """Whether the broker brings news now; while it does not, journals are looked at often.

        What was missed until now is looked for at once.
        """
        self.has_news = news
        self._hurry.set()

    def expects(self) -> None:
        """Something was just done whose news is awaited: after a quiet while the journals are
        looked at, because a broker at rest may bring it late (`News._pace`)."""
        if time.monotonic() - self._received > QUIET:
            self._hurry.set()

    async def catch_up(self) -> None:
        """Compare with every source's heads and read what is missing. Raises what fails."""
        done = await asyncio.gather(*map(self._catch_up, self._sources), return_exceptions=True)
        for failure in done:
            if failure is not None:
                raise failure

    async def run(self, every: float) -> None:
        """Catch up at the start, when hurried by a gap, and now and then, for ever."""
        while True:
            self._hurry.clear()
            wait = every if self.has_news else min(every, DEAF_EVERY)
            try:
                await self.catch_up()
            except Exception as error:
                log.debug("catch-up", outcome="retry", cause=repr(error)[:200])
                wait = 1.0
            try:
                async with asyncio.timeout(wait):
                    await self._hurry.wait()
                await asyncio.sleep(0.02)
            except TimeoutError:
                pass

    async def _catch_up(self, service: str) -> None:
        failures: list[Exception] = []
        for province, head in (await self._sources[service].heads()).items():
            if self._serves(province):
                try:
                    await self._heal((service, province), head)
                except Exception as error:
                    failures.append(error)
        if failures:
            raise failures[0]

    async def _follow(self, stream: Stream, events: Sequence[Followed]) -> None:
        """Apply what comes next; what is missing is left to the catching up."""
        try:
            async with self._locks[stream]:
                at = (await self._known()).get(stream, 0)
                run: list[Followed] = []
                for event in sorted(events, key=attrgetter("position")):
                    if event.position == at + 1:
                        run.append(event)
                        at = event.position
                if run:
                    await self._apply(stream, run)
            if any(event.position > at for event in events):
                self._hurry.set()
        except Exception as error:
            self._mistrust(stream)
            self._hurry.set()
            log.warning("follow", stream=stream, outcome="retry", cause=repr(error)[:300])

    async def _heal(self, stream: Stream, head: int) -> None:
        """Read and apply what is missing up to `head`; the lock is not held while reading."""
        service, province = stream
        async with self._locks[stream]:
            await self._positions.settle(stream)
        at = (await self._known()).get(stream, 0)
        if at < head:
            at = await self._read_position(stream)
        while at < head:
            metrics.LAG.labels(*stream).set(head - at)
            events = await self._sources[service].read(province, at, PAGE)
            if not events:
                break
            async with self._locks[stream]:
                at = (await self._known()).get(stream, 0)
                missing = [e for e in events if e.position > at]
                if missing and missing[0].position == at + 1:
                    with suppress(Overtaken):
                        await self._apply_read(stream, missing)
                        metrics.HEALED.labels(service).inc(len(missing))
            at = await self._read_position(stream)
        metrics.LAG.labels(*stream).set(max(head - at, 0))
        metrics.FOLLOWED.labels(*stream).set(at)

    async def _apply_read(self, stream: Stream, events: Sequence[Followed | BadLine]) -> None:
        """Apply what a journal told; a line that cannot be read is parked and passed."""
        for readable, some in groupby(events, lambda e: isinstance(e, Followed)):
            if readable:
                await self._apply(stream, [e for e in some if isinstance(e, Followed)])
                continue
            for line in some:
                await self._desk.park_line(line)
                await self._positions.advance(stream, line.position - 1, line.position)
                (await self._known())[stream] = line.position

    async def _apply(self, stream: Stream, events: Sequence[Followed]) -> None:
        began = time.perf_counter()
        try:
            await self._sink.apply(events)
        except BaseException:
            self._mistrust(stream)
            raise
        metrics.APPLY_SECONDS.observe(time.perf_counter() - began)
        metrics.APPLIED.labels(stream[0]).inc(len(events))
        metrics.FOLLOWED.labels(*stream).set(events[-1].position)
        (await self._known())[stream] = events[-1].position

    async def _known(self) -> dict[Stream, int]:
        if self._at is None:
            self._at = await self._positions.all()
        return self._at

    async def _read_position(self, stream: Stream) -> int:
        async with self._locks[stream]:
            at = await self._positions.at(stream)
            (await self._known())[stream] = at
            return at

    def _mistrust(self, stream: Stream) -> None:
        """After a failure: until the position is read again, let nothing fit to it."""
        if self._at is not None:
            self._at[stream] = -2

    async def _park(self, message: Any, cause: str) -> None:
        """Put a message on the desk before it is acknowledged, however long the database is away
        (up to a minute: what was an event of ours will come again from its journal)."""
        for pause in (0.1, 0.5, 2.0, 5.0, 10.0, 20.0, 20.0):
            try:
                return await self._desk.park_message(message, cause)
            except (PyMongoError, OSError, TimeoutError):
                await asyncio.sleep(pause)
        log.error("not parked", topic=message.topic, offset=message.offset, cause=cause)

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
        journal=told.get("ce_journal", ""),
    )


def following(follower: Follower, every: float) -> AbstractAsyncContextManager[None]:
    """The catching up as a task of the service's lifespan."""
    return background(follower.run(every), "follower")
