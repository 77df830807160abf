"""Kafka, outward: topics, the ordered producer, and the relay that seals and sends.

Kafka carries the news, the journal is the truth: what is lost here is healed by followers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError, TopicAlreadyExistsError

from casework.contract import topic
from chassis import metrics
from chassis.driver import PyMongoError, Store
from chassis.journal import Fenced, Journal, Lease, Line, Sealer, Wake
from chassis.settings import Settings

PARTITIONS = 6
SEND_SECONDS = 15.0
log = structlog.get_logger()


def headers(line: Line) -> list[tuple[str, bytes]]:
    """CloudEvents binary mode: every attribute as a `ce_` header, with the seal beside them."""
    attributes = msgspec.json.decode(line.head)
    found = [(f"ce_{name}", str(value).encode()) for name, value in attributes.items()]
    found.append(("ce_position", str(line.position).encode()))
    found.append(("ce_seal", line.hash.encode()))
    found.append(("content-type", b"application/json"))
    return found


async def declare(servers: str, topics: Iterable[str]) -> None:
    """Create the topics that are missing; an embedded broker forgets them when it restarts."""
    admin = AIOKafkaAdminClient(bootstrap_servers=servers, request_timeout_ms=5000)
    await admin.start()
    try:
        present = set(await admin.list_topics())
        missing = [t for t in topics if t not in present]
        if missing:
            wanted = [NewTopic(t, num_partitions=PARTITIONS, replication_factor=1) for t in missing]
            with suppress(TopicAlreadyExistsError):
                await admin.create_topics(wanted)
    finally:
        await admin.close()


class Publisher:
    """Sends sealed lines in order, acks from all; rebuilt when its producer is poisoned."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._topic = topic(settings.service)
        self._producer: AIOKafkaProducer | None = None

    async def send(self, lines: Sequence[Line]) -> None:
        """Send and wait for every acknowledgement. On any failure nothing is known: send again."""
        try:
            producer = await self._ready()
            futures = [
                await producer.send(
                    self._topic,
                    value=line.data,
                    key=line.province.encode(),
                    headers=headers(line),
                )
                for line in lines
            ]
            await asyncio.wait_for(asyncio.gather(*futures), SEND_SECONDS)
        except BaseException:
            await self.stop()
            raise

    async def _ready(self) -> AIOKafkaProducer:
        if self._producer is None:
            await declare(self._settings.kafka, (self._topic, f"{self._topic}.dlq"))
            producer = AIOKafkaProducer(
                bootstrap_servers=self._settings.kafka,
                client_id=f"ngoaivu-{self._settings.service}-relay",
                acks="all",
                enable_idempotence=self._settings.kafka_idempotence,
                linger_ms=0,
                max_batch_size=131_072,
                request_timeout_ms=10_000,
                metadata_max_age_ms=30_000,
            )
            try:
                await producer.start()
            except BaseException:
                await _quietly(producer.stop())
                raise
            self._producer = producer
        return self._producer

    async def stop(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            await _quietly(asyncio.wait_for(producer.stop(), 5))


class Relay:
    """Seals what was committed and announces it, while it holds the lease."""

    def __init__(self, settings: Settings, store: Store, wake: Wake) -> None:
        self._store = store
        self._lease = Lease(store, settings.relay_lease)
        self._sealer = Sealer(store, self._lease)
        self._journal = Journal(store)
        self._publisher = Publisher(settings)
        self._wake = wake
        self._sent: dict[str, int] | None = None

    async def run(self) -> None:
        """For ever: seal, send, wait for the next commit; troubles are logged and tried again."""
        pause = 0.2
        while True:
            try:
                busy = await self.step()
                pause = 0.2
                if not busy:
                    await self._wake.wait(1.0)
            except Fenced:
                self._sent = None
                await asyncio.sleep(0.5)
            except (PyMongoError, KafkaError, OSError, TimeoutError) as error:
                metrics.RELAY_FAILURES.inc()
                log.warning("relay", outcome="retry", cause=repr(error)[:300])
                await asyncio.sleep(pause)
                pause = min(pause * 2, 2.0)

    async def step(self) -> bool:
        """Seal and send once; True while there may be more. Raises what the outside raises."""
        if not await self._lease.hold():
            self._sent = None
            return False
        if self._sent is None:
            row = await self._store["relay"].find_one({"_id": "sent"})
            self._sent = dict(row["positions"]) if row else {}
            await self._resend()
        lines = await self._sealer.seal()
        if lines:
            for line in lines:
                metrics.RELAY_POSITION.labels(line.province).set(line.position)
            await self._announce(lines)
        return bool(lines)

    async def _resend(self) -> None:
        """Lines sealed before a crash and perhaps never sent: repeating is harmless."""
        assert self._sent is not None
        for province, head in (await self._journal.heads()).items():
            while self._sent.get(province, 0) < head["position"]:
                lines = await self._journal.read(province, self._sent.get(province, 0))
                if not lines:
                    break
                await self._announce(lines)

    async def _announce(self, lines: Sequence[Line]) -> None:
        try:
            await self._publisher.send(lines)
        except BaseException:
            self._sent = None
            raise
        assert self._sent is not None
        for line in lines:
            self._sent[line.province] = line.position
            metrics.RELAY_PUBLISHED.labels(line.province).set(line.position)
        sent = {"_id": "sent", "positions": self._sent}
        await self._store["relay"].replace_one({"_id": "sent"}, sent, upsert=True)

    async def stop(self) -> None:
        await self._publisher.stop()
        await _quietly(self._lease.release())


@asynccontextmanager
async def running(relay: Relay) -> AsyncIterator[None]:
    """The relay as a task of the service's lifespan."""
    task = asyncio.create_task(relay.run(), name="relay")
    try:
        yield
    finally:
        task.cancel()
        await _quietly(task)
        await relay.stop()


async def _quietly(work: Any) -> None:
    """Closing must not fail, nor swallow: a client that cannot close is dropped with a log line."""
    try:
        await work
    except asyncio.CancelledError:
        pass
    except Exception as error:
        log.debug("closing", cause=repr(error)[:200])
