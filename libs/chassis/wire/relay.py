"""The relay of a service: what was committed is sealed into the journal, then announced.

One process at a time does so, under a lease; the others wait to take over.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from time import monotonic

import structlog

from chassis import metrics, tracing
from chassis.background import background, end, quietly
from chassis.settings import Settings
from chassis.store.driver import DuplicateKeyError, Store
from chassis.store.journal import Journal, Line
from chassis.store.lease import Lease
from chassis.store.sealing import Fenced, Sealer
from chassis.wire.kafka import Publisher

IDLE_SECONDS = 2.0  # a commit of this process rings; those of others are found by looking
PAUSE = 4  # after a seal of many lines, in times of what it took
SENT_LINES = 600  # sent at once, before the acknowledgements are waited for
RECORDED = 0.5  # seconds at least between two records of what was sent
KEPT_LINES = 2000  # sealed lines kept in memory; a longer backlog is read from the journal
log = structlog.get_logger()


class Wake:
    """Rung by every commit of this process, so that the relay need not poll quickly."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()

    def ring(self) -> None:
        self._bell.set()

    async def wait(self, seconds: float) -> None:
        """Until rung, or for `seconds`: lines of other processes are found by looking."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        self._bell.clear()


class Relay:
    """Seals what was committed, and announces it, while it holds the lease.

    Two loops: sealing goes on while the broker is away, so that followers are healed from the
    journal; sending picks up from the last position recorded as sent.
    """

    def __init__(self, settings: Settings, store: Store, wake: Wake) -> None:
        self._relay = store["relay"]
        self._lease = Lease(store, settings.relay_lease)
        self._sealer = Sealer(store, self._lease)
        self._journal = Journal(store)
        self._publisher = Publisher(settings)
        self._service = settings.service
        self._wake = wake
        self._sealed = Wake()
        self._fresh: deque[Line] = deque()
        self._sent: dict[str, int] | None = None
        self._kept: object = None
        self._recorded = 0.0

    async def sealing(self) -> None:
        """Seal for ever."""
        await self._forever("seal", self.seal, self._wake)

    async def sending(self) -> None:
        """Send for ever."""
        await self._forever("send", self.send, self._sealed)

    async def _forever(self, name: str, step: Callable[[], Awaitable[bool]], wake: Wake) -> None:
        """Troubles are logged and tried again."""
        pause = 0.2
        while True:
            try:
                busy = await step()
                pause = 0.2
                if not busy:
                    await wake.wait(IDLE_SECONDS)
            except Fenced:
                self._lease.lost()
                self._forget()
                await asyncio.sleep(0.5)
            except Exception as error:
                metrics.RELAY_FAILURES.inc()
                log.warning("relay", step=name, outcome="retry", cause=repr(error)[:300])
                await asyncio.sleep(pause)
                pause = min(pause * 2, 2.0)

    async def seal(self) -> bool:
        """Seal one block of each province; True while more was waiting.

        Then pause, for a line alone not at all: while many act at once, their lines share a block.
        """
        if not await self._lease.hold():
            self._forget()
            return False
        began = monotonic()
        lines = await self._sealer.seal()
        self._traces().caused("seal", "internal", (e.head for e in lines), monotonic() - began)
        for province, position in {line.province: line.position for line in lines}.items():
            metrics.RELAY_POSITION.labels(province).set(position)
        if len(self._fresh) > KEPT_LINES:
            self._fresh.clear()
        if lines and self._sent is not None:
            self._fresh.extend(lines)
        self._sealed.ring()
        if lines and not self._sealer.has_more:
            await asyncio.sleep(min(len(lines) - 1, PAUSE) * (monotonic() - began))
        return self._sealer.has_more

    def _traces(self) -> tracing.Traces:
        return tracing.of(self._service)

    async def send(self) -> bool:
        """Send what was sealed; True while there may be more."""
        if not self._lease.token:
            return False
        if self._sent is None:
            row = await self._relay.find_one({"_id": "sent"})
            self._sent = dict(row["positions"]) if row else {}
            self._publisher.journal = await self._journal.identify()
            await self._read_and_send(self._sent)
            return True
        lines = self._next(self._sent)
        if lines:
            await self._announce(lines, self._sent)
        elif self._fresh:
            await self._read_and_send(self._sent)
        else:
            await self._record()
        return bool(lines or self._fresh)

    async def _read_and_send(self, sent: dict[str, int]) -> None:
        """Send from the journal what was sealed and perhaps never sent: repeating is harmless.

        A page is read while the one before is sent.
        """
        flying: tuple[list[Line], asyncio.Task[None]] | None = None
        try:
            for province, head in (await self._journal.heads()).items():
                at = sent.get(province, 0)
                while at < head["position"]:
                    lines = await self._journal.read(province, at, SENT_LINES)
                    if not lines:
                        break
                    at = lines[-1].position
                    if flying:
                        await self._arrived(*flying, sent)
                    flying = lines, asyncio.create_task(self._publisher.send(lines))
            if flying:
                await self._arrived(*flying, sent)
        except BaseException:
            if flying and not flying[1].done():
                await end(flying[1])
            self._forget()
            raise

    async def _arrived(
        self, lines: Sequence[Line], sending: asyncio.Task[None], sent: dict[str, int]
    ) -> None:
        await sending
        await self._moved(lines, sent)

    def _next(self, sent: dict[str, int]) -> list[Line]:
        """Sealed lines in order that were not sent, up to where some are missing."""
        lines: list[Line] = []
        at = dict(sent)
        while self._fresh and len(lines) < SENT_LINES:
            line = self._fresh[0]
            if line.position > at.get(line.province, 0) + 1:
                break
            self._fresh.popleft()
            if line.position > at.get(line.province, 0):
                at[line.province] = line.position
                lines.append(line)
        return lines

    async def _announce(self, lines: Sequence[Line], sent: dict[str, int]) -> None:
        try:
            await self._publisher.send(lines)
        except BaseException:
            self._forget()
            raise
        await self._moved(lines, sent)

    async def _moved(self, lines: Sequence[Line], sent: dict[str, int]) -> None:
        """Lines were acknowledged."""
        moved = {line.province: line.position for line in lines}
        sent.update(moved)
        for province, position in moved.items():
            metrics.RELAY_PUBLISHED.labels(province).set(position)
        await self._record()

    async def _record(self, every: float = RECORDED) -> None:
        """Keep what was sent, now and then: what was not recorded is sent again. Raises Fenced."""
        now, token = monotonic(), self._lease.token
        if self._sent is None or now - self._recorded < every or self._kept == self._sent:
            return
        row = {"_id": "sent", "token": token, "positions": dict(self._sent)}
        try:
            mine = {"_id": "sent", "token": {"$not": {"$gt": token}}}
            await self._relay.replace_one(mine, row, upsert=True)
        except DuplicateKeyError:
            raise Fenced(f"token {token}") from None
        self._recorded, self._kept = now, row["positions"]

    def _forget(self) -> None:
        """Nothing is known of what was sent: it is read again."""
        self._sent, self._kept = None, None
        self._fresh.clear()

    async def stop(self) -> None:
        with suppress(Exception):
            await self._record(every=0.0)
        await self._publisher.stop()
        await quietly(self._lease.release())


@asynccontextmanager
async def running(relay: Relay) -> AsyncIterator[None]:
    """The relay's two loops as tasks of the service's lifespan."""
    try:
        async with background(relay.sealing(), "seal"), background(relay.sending(), "send"):
            yield
    finally:
        await relay.stop()
