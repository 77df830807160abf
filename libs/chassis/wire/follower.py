"""Following other services' events: once in effect, in order, healed from their journals.

A follower keeps a mark per source service and province in its own database: a position and the hash
of the line there. News comes in batches from Kafka; a position that was seen is skipped, the next
one is applied when its seal continues the chain and its proof is right, and everything else (a
jump, a record that proves nothing) is read from the owning service's journal. At the start, on any
gap and now and then the journals' heads are asked for, so a broker that loses everything loses
nothing.

A journal that does not go on from the mark (its database was put back, or changed) stops that
stream, with its name in the log, in `/readyz?verbose` and in a metric, until somebody has looked
(`settling.py`). Nothing is skipped in silence.

What cannot be decoded, or still fails after retries, is parked on the dead-letter desk before the
position advances: one poison message never stops a province.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial
from itertools import groupby
from typing import Any, Protocol

import structlog

from chassis import metrics
from chassis.background import background
from chassis.clock import monotonic
from chassis.store.driver import PyMongoError
from chassis.store.journal import Head
from chassis.wire import positions
from chassis.wire.deadletters import DeadLetters
from chassis.wire.followed import BadLine, Followed, Forked, Mark, Overtaken, Stream
from chassis.wire.positions import Positions, mark_of
from chassis.wire.records import Record, decode

log = structlog.get_logger()
INDEXES = {**positions.INDEXES, "inbox": ()}
PAGE = 500
DEAF_EVERY = 2.0  # seconds between looks at the journals while the broker brings no news
QUIET = 0.3  # seconds without news after which a broker may bring the next one late
DOUBTS = 20  # unproven records of a stream that are compared with its journal; others are counted
AWAY_EVERY = 60.0  # seconds between warnings that a source does not answer


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
    `read` raises Forked for lines whose seals do not hold.
    """

    journal: str | None

    async def heads(self) -> Mapping[str, Head]: ...
    async def read(self, province: str, after: int, limit: int) -> Sequence[Followed | BadLine]: ...


class Follower:
    """Brings every stream of its sources up to date, from Kafka when it can, else by reading.

    `secret` proves records; of several followers one, the gateway's, keeps what is no event at all
    on its desk (`keeps_records`): the others only count it.
    """

    def __init__(
        self,
        kept: Positions,
        sink: Sink,
        sources: Mapping[str, Source],
        desk: DeadLetters,
        provinces: Sequence[str] = (),
        *,
        secret: str = "",
        keeps_records: bool = False,
    ) -> None:
        self.positions = kept
        self.sink = sink
        self.sources = sources
        self._desk = desk
        self._provinces = frozenset(provinces)
        self._secret = secret
        self._keeps_records = keeps_records
        self._at: dict[Stream, Mark] | None = None
        self._locks: defaultdict[Stream, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._hurry = asyncio.Event()
        self._received = 0.0
        self._doubts: defaultdict[Stream, list[Record]] = defaultdict(list)
        self._behind: set[Stream] = set()
        self._warned: dict[str, float] = {}
        self.forked: dict[Stream, str] = {}
        self.has_news = True
        self._heard = dict.fromkeys(sources, monotonic())
        for service in sources:
            metrics.SOURCE_AGE.labels(service).set_function(partial(self._unheard, service))

    async def receive(self, messages: Sequence[Any]) -> None:
        """One batch from Kafka (aiokafka records). Never raises, and never waits for a source."""
        self._received = monotonic()
        streams: defaultdict[tuple[Stream, str], list[Record]] = defaultdict(list)
        for message in messages:
            try:
                record = decode(message)
            except Exception as error:
                await self._refuse(message, "unreadable", f"không đọc được: {error!r}")
                continue
            said = record.followed
            streams[(said.service, said.province), said.journal].append(record)
        for (stream, journal), records in streams.items():
            if self._serves(stream[1]) and self._is_of(stream[0], journal):
                await self._follow(stream, records)

    def _is_of(self, service: str, journal: str) -> bool:
        """Whether news is of the journal that its service keeps now: a broker may still hold what
        an earlier database has told."""
        source = self.sources.get(service)
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
        looked at, because a broker at rest may bring it late."""
        if monotonic() - self._received > QUIET:
            self._hurry.set()

    async def catch_up(self) -> None:
        """Compare with every source's heads and read what is missing. Raises what fails."""
        rows = await self.positions.rows()
        self.forked = {s: row["forked"]["cause"] for s, row in rows.items() if row.get("forked")}
        for stream in rows:
            metrics.FORKED.labels(*stream).set(stream in self.forked)
        stored = {stream: mark_of(row) for stream, row in rows.items()}
        asked = [self._catch_up(service, stored) for service in self.sources]
        done = await asyncio.gather(*asked, return_exceptions=True)
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

    async def _catch_up(self, service: str, stored: Mapping[Stream, Mark]) -> None:
        """`stored` was read before the heads: a head below it was therefore put back."""
        doubts = {s: self._doubts.pop(s) for s in list(self._doubts) if s[0] == service}
        try:
            heads = await self.sources[service].heads()
        except Exception as error:
            self._doubts.update(doubts)
            self._away(service, error)
            raise
        self._heard[service] = monotonic()
        known = {province for source, province in stored if source == service}
        failures: list[Exception] = []
        for province in (p for p in sorted({*heads, *known}) if self._serves(p)):
            stream, head = (service, province), heads.get(province, Head())
            try:
                await self._compare(stream, head, stored.get(stream, Mark()))
                await self._resolve(stream, head, doubts.get(stream, ()))
            except Exception as error:
                failures.append(error)
        if failures:
            raise failures[0]

    def _unheard(self, service: str) -> float:
        """Seconds since a source last told its heads."""
        return monotonic() - self._heard[service]

    def _away(self, service: str, error: Exception) -> None:
        now = monotonic()
        if now - self._warned.get(service, -AWAY_EVERY) >= AWAY_EVERY:
            self._warned[service] = now
            since = round(self._unheard(service))
            log.warning("source away", source=service, seconds=since, cause=repr(error)[:200])

    async def _compare(self, stream: Stream, head: Head, stored: Mark) -> None:
        """Heal a stream from its journal, unless the journal is not the one that was followed.

        A head behind is believed only the second time: a database that has just changed its
        primary may answer with an older one.
        """
        if stream in self.forked:
            return
        if head.position < stored.position:
            if stream in self._behind:
                says = f"sổ chỉ đến vị trí {head.position}, đã theo đến {stored.position}"
                await self._stop(stream, says)
            self._behind.add(stream)
            return
        self._behind.discard(stream)
        same = head.position == stored.position and head.hash and stored.hash
        if same and head.hash != stored.hash:
            await self._stop(stream, f"dòng {head.position} của sổ không còn là dòng đã theo")
            return
        try:
            await self.heal(stream, head.position)
        except Forked as fork:
            await self._stop(stream, str(fork))

    async def _stop(self, stream: Stream, cause: str) -> None:
        """Follow this stream no further until somebody has looked."""
        self.forked[stream] = cause
        self._mistrust(stream)
        metrics.FORKED.labels(*stream).set(1)
        source, province = stream
        log.error("stream forked", source=source, province=province, cause=cause)
        await self.positions.stop(stream, cause)

    async def _follow(self, stream: Stream, records: Sequence[Record]) -> None:
        """Apply what comes next; what is missing is left to the catching up."""
        if stream in self.forked:
            return
        try:
            async with self._locks[stream]:
                at = (await self._known()).get(stream, Mark())
                run: list[Followed] = []
                for record in sorted(records, key=lambda r: r.followed.position):
                    said = record.followed
                    if said.position == at.position + 1 and record.fits(at.hash, self._secret):
                        run.append(said)
                        at = said.mark
                    elif said.position > at.position and at.hash:
                        is_next = said.position == at.position + 1
                        if is_next or not record.is_keyed(self._secret):
                            self._doubt(stream, record)
                if run:
                    await self._apply(stream, run)
            if any(record.followed.position > at.position for record in records):
                self._hurry.set()
        except Exception as error:
            self._mistrust(stream)
            self._hurry.set()
            log.warning("follow", stream=stream, outcome="retry", cause=repr(error)[:300])

    def _doubt(self, stream: Stream, record: Record) -> None:
        """Compare a record that proves nothing with the journal, at the next catching up."""
        if len(self._doubts[stream]) < DOUBTS:
            self._doubts[stream].append(record)

    async def _resolve(self, stream: Stream, head: Head, doubts: Iterable[Record]) -> None:
        """Say which unproven records were no lines of the journal: its head was asked for after
        they had arrived, and a line is sealed before it is sent."""
        for record in doubts:
            said = record.followed
            true: Sequence[Followed | BadLine] = ()
            if said.position <= head.position:
                true = await self.sources[stream[0]].read(stream[1], said.position - 1, 1)
            if not true or getattr(true[0], "event", None) != said.event:
                cause = f"không phải dòng {said.position} của sổ {stream[0]}/{stream[1]}"
                await self._refuse(record.raw, "forged", cause)

    async def heal(self, stream: Stream, head: int) -> None:
        """Read and apply what is missing up to `head`; the lock is not held while reading.

        Raises Forked when the journal does not go on from the mark.
        """
        service, province = stream
        async with self._locks[stream]:
            await self.positions.settle(stream)
        at = (await self._known()).get(stream, Mark())
        if at.position < head:
            at = await self._read_position(stream)
        while at.position < head:
            metrics.LAG.labels(*stream).set(head - at.position)
            lines = await self.sources[service].read(province, at.position, PAGE)
            if not lines:
                break
            _continues(at, lines)
            async with self._locks[stream]:
                at = (await self._known()).get(stream, Mark())
                missing = [line for line in lines if line.position > at.position]
                if missing and missing[0].position == at.position + 1:
                    with suppress(Overtaken):
                        await self._apply_read(stream, missing)
                        metrics.HEALED.labels(service).inc(len(missing))
            at = await self._read_position(stream)
        metrics.LAG.labels(*stream).set(max(head - at.position, 0))
        metrics.FOLLOWED.labels(*stream).set(at.position)

    async def _apply_read(self, stream: Stream, lines: Sequence[Followed | BadLine]) -> None:
        """Apply what a journal told; a line that cannot be read is parked and passed."""
        for readable, some in groupby(lines, lambda e: isinstance(e, Followed)):
            if readable:
                await self._apply(stream, [e for e in some if isinstance(e, Followed)])
                continue
            for line in (e for e in some if isinstance(e, BadLine)):
                await self._desk.park_line(line)
                await self.positions.advance(stream, line.position - 1, line.mark)
                (await self._known())[stream] = line.mark

    async def _apply(self, stream: Stream, events: Sequence[Followed]) -> None:
        began = monotonic()
        try:
            await self.sink.apply(events)
        except BaseException:
            self._mistrust(stream)
            raise
        metrics.APPLY_SECONDS.observe(monotonic() - began)
        metrics.APPLIED.labels(stream[0]).inc(len(events))
        metrics.FOLLOWED.labels(*stream).set(events[-1].position)
        (await self._known())[stream] = events[-1].mark

    async def _known(self) -> dict[Stream, Mark]:
        if self._at is None:
            self._at = await self.positions.all()
        return self._at

    async def _read_position(self, stream: Stream) -> Mark:
        async with self._locks[stream]:
            at = await self.positions.at(stream)
            (await self._known())[stream] = at
            return at

    def _mistrust(self, stream: Stream) -> None:
        """After a failure: until the position is read again, let nothing fit to it."""
        if self._at is not None:
            self._at[stream] = Mark(-2, "")

    async def went_back(self, stream: Stream) -> None:
        """The stored mark was put back, and the fork is settled (`settling.py`)."""
        await self._read_position(stream)
        self.forked.pop(stream, None)
        self._behind.discard(stream)
        metrics.FORKED.labels(*stream).set(0)

    async def _refuse(self, message: Any, reason: str, cause: str) -> None:
        """Count what is no event of ours, and put it on the desk of the one follower that keeps
        such records, before it is acknowledged, however long the database is away (up to a
        minute: a true event comes again from its journal)."""
        metrics.RECORDS_REFUSED.labels(reason).inc()
        where = {"topic": message.topic, "partition": message.partition, "offset": message.offset}
        log.warning("record refused", reason=reason, cause=cause[:300], **where)
        if not self._keeps_records:
            return
        for pause in (0.1, 0.5, 2.0, 5.0, 10.0, 20.0, 20.0):
            try:
                return await self._desk.park_message(message, cause)
            except (PyMongoError, OSError, TimeoutError):
                await asyncio.sleep(pause)
        log.error("not parked", cause=cause, **where)

    def notes(self) -> dict[str, str]:
        """The streams that were stopped, and why."""
        return {f"{service}/{province}": says for (service, province), says in self.forked.items()}

    def _serves(self, province: str) -> bool:
        return not self._provinces or province in self._provinces


def _continues(at: Mark, lines: Sequence[Followed | BadLine]) -> None:
    """Raises Forked unless the lines go on from `at`, each from the one before."""
    for line in lines:
        if at.hash and line.prev and line.prev != at.hash:
            says = f"sổ không còn đi qua dòng đã theo ở vị trí {at.position}"
            raise Forked(says)
        at = line.mark


def following(follower: Follower, every: float) -> AbstractAsyncContextManager[None]:
    """The catching up as a task of the service's lifespan."""
    return background(follower.run(every), "follower")
