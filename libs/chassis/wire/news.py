"""Kafka, inward: FastStream subscribers that hand batches to a follower.

The library's defaults lose messages in five ways (docs/decisions/003): every subscriber here reads
in batches, acknowledges after handling, never commits by timer, starts at the earliest, and has a
parser that cannot raise. `assert_safe` checks that at start-up.
"""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import structlog
from aiokafka import ConsumerRebalanceListener
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from prometheus_client import Counter, Histogram

from casework.event import topic
from chassis.background import background, end, quietly
from chassis.settings import Settings
from chassis.wire import access
from chassis.wire.follower import Follower
from chassis.wire.kafka import ensure

log = structlog.get_logger()
POLL = 200  # milliseconds for which the library waits for news, and then sleeps
WATCH = 60.0  # seconds between looks for forgotten topics while the broker stays
GRACE = 8.0  # seconds in which a subscription may end before it is left to itself
RECEIVED = Counter(
    "faststream_received_messages", "Messages received", ["app_name", "broker", "handler"]
)
PROCESSED = Counter(
    "faststream_received_processed_messages",
    "Messages processed",
    ["app_name", "broker", "handler", "status"],
)
SECONDS = Histogram(
    "faststream_received_processed_messages_duration_seconds",
    "Time to process one batch",
    ["app_name", "broker", "handler"],
)


class UnsafeSubscriber(RuntimeError):
    """A subscriber that could lose messages: names it and the setting."""


class Deaf(Exception):
    """A subscription brings no news although its broker is there."""


class News:
    """One service's or gateway's subscription to the topics of its sources."""

    def __init__(self, settings: Settings, group: str, sources: Sequence[str]) -> None:
        self._settings = settings
        self._group = group
        self.topics = [topic(s) for s in sources]
        self._broker: KafkaBroker | None = None
        self.alive = False
        self._closing: set[asyncio.Task[None]] = set()

    async def run(self, follower: Follower) -> None:
        """For ever: declare, subscribe, follow; a lost broker is waited for and met again."""
        while True:
            try:
                follower.hears(news=False)
                await ensure(self._settings, self.topics)
                self._broker = self._build(follower)
                await self._broker.start()
                self.alive = True
                await self._watch(follower)
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.info("news", outcome="reconnect", cause=repr(error)[:200])
            finally:
                self.alive = False
                await self.stop()
            await asyncio.sleep(1.0)

    async def copy(self, topic_: str, key: bytes, payload: bytes) -> None:
        """Send a dead letter's copy; the desk itself is the truth, so a failure is only said."""
        try:
            assert self._broker is not None
            await asyncio.wait_for(
                self._broker.publish(payload, topic=topic_, key=key, no_confirm=False), 5
            )
        except Exception as error:
            log.warning("dead-letter copy", topic=topic_, cause=repr(error)[:200])

    async def stop(self) -> None:
        """End the subscription. One that takes long goes on ending by itself: interrupted halfway,
        it would stay a member of its group for ever."""
        broker, self._broker = self._broker, None
        if broker is not None:
            closing = asyncio.create_task(quietly(broker.stop()), name="subscription")
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            await asyncio.wait({closing}, timeout=GRACE)

    async def end(self) -> None:
        """Nothing of a subscription is left."""
        await self.stop()
        for closing in list(self._closing):
            await end(closing)

    def _build(self, follower: Follower) -> KafkaBroker:
        broker = KafkaBroker(
            self._settings.kafka.split(","),
            client_id=f"ngoaivu-{self._group}",
            security=access.security(self._settings),
            graceful_timeout=5,
            logger=None,
            apply_types=False,
            enable_idempotence=False,
        )

        @broker.subscriber(
            *self.topics,
            group_id=self._group,
            batch=True,
            max_records=500,
            fetch_max_wait_ms=self._settings.kafka_wait,
            batch_timeout_ms=POLL,
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.ACK,
            session_timeout_ms=int(self._settings.kafka_session * 1000),
            heartbeat_interval_ms=int(self._settings.kafka_session * 300),
            listener=Ears(follower),
            parser=_parse,
            decoder=_leave,
        )
        async def receive(batch: Any) -> None:
            await self._receive(follower, batch)

        assert_safe(broker)
        return broker

    async def _receive(self, follower: Follower, batch: Sequence[Any]) -> None:
        labels = (self._settings.service, "kafka", self._group)
        RECEIVED.labels(*labels).inc(len(batch))
        began = time.perf_counter()
        await follower.receive(batch)
        SECONDS.labels(*labels).observe(time.perf_counter() - began)
        PROCESSED.labels(*labels, "acked").inc(len(batch))

    async def _watch(self, follower: Follower) -> None:
        """Until no news comes although the broker stays. Raises Deaf.

        A broker that restarts may have forgotten its topics and must be told them at once: the
        subscription commits to them until it succeeds, and only then joins its group again.
        """
        while True:
            await self._declare()
            try:
                await _stays(self._settings.kafka, WATCH)
            except OSError as error:
                log.info("news", outcome="lost", cause=repr(error)[:200])
                follower.hears(news=False)
            else:
                if not follower.has_news:
                    raise Deaf(f"no partitions within {WATCH} s")

    async def _declare(self) -> None:
        """The topics are there, however long the broker is away."""
        while True:
            try:
                return await ensure(self._settings, self.topics)
            except Exception as error:
                log.debug("news", outcome="waits", cause=repr(error)[:200])
                await asyncio.sleep(0.5)


class Ears(ConsumerRebalanceListener):  # type: ignore[misc]
    """Tells a follower when its group was given partitions: from then on news comes."""

    def __init__(self, follower: Follower) -> None:
        self._follower = follower

    def on_partitions_revoked(self, revoked: Any) -> None:
        pass

    def on_partitions_assigned(self, assigned: Any) -> None:
        self._follower.hears(news=True)


async def _stays(servers: str, seconds: float) -> None:
    """A connection on which nothing is said lasts for `seconds`.

    A broker that restarts is so noticed at once, and at rest nobody asks it anything.
    Raises OSError when the connection ends, or when no server takes one.
    """
    for server in servers.split(","):
        host, _, port = server.strip().rpartition(":")
        try:
            reader, writer = await asyncio.open_connection(host, int(port))
            break
        except OSError as error:
            failed = error
    else:
        raise failed
    try:
        async with asyncio.timeout(seconds):
            await reader.read(1)
        raise ConnectionResetError(f"{server} has hung up")
    except TimeoutError:
        pass
    finally:
        writer.close()


async def _parse(message: Any, original: Any) -> Any:
    """Keep the raw records: a header that is no text must not raise before the dead-letter desk.

    The library only needs the first and the last, and no headers, to acknowledge all of them.
    """
    records = message if isinstance(message, tuple) else (message,)
    ends = (records[0], records[-1])
    parsed = await original(tuple(dataclasses.replace(r, headers=()) for r in ends))
    parsed.raw_message = records
    parsed.body = records
    return parsed


async def _leave(message: Any, original: Any) -> Any:
    """Decoding belongs to the follower, which parks what it cannot read."""
    return message.body


def assert_safe(broker: KafkaBroker) -> None:
    """Raises UnsafeSubscriber when a subscriber could acknowledge what was not handled."""
    for subscriber in broker.subscribers:
        told: Any = subscriber
        if told.ack_policy is AckPolicy.ACK_FIRST:
            raise UnsafeSubscriber(f"{told}: ack_policy is ACK_FIRST")
        if told._connection_args.get("enable_auto_commit", False):
            raise UnsafeSubscriber(f"{told}: enable_auto_commit is on")
        if not told.group_id:
            raise UnsafeSubscriber(f"{told}: no group_id")


@asynccontextmanager
async def listening(news: News, follower: Follower) -> AsyncIterator[None]:
    """The subscription as a task of the service's lifespan."""
    try:
        async with background(news.run(follower), "news"):
            yield
    finally:
        await news.end()
