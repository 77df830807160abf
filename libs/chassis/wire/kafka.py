"""Kafka, outward: topics, and the ordered producer that sends a service's sealed lines to them.

Kafka carries the news, the journal is the truth: what is lost here is healed by followers.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from time import monotonic
from typing import Any

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError
from aiokafka.partitioner import DefaultPartitioner
from aiokafka.producer.message_accumulator import BatchBuilder

from casework.event import topic
from chassis import tracing
from chassis.background import quietly
from chassis.settings import Settings
from chassis.store.journal import Line
from chassis.wire import access
from chassis.wire.records import headers

PARTITIONS = 6
COPIES = 3  # of each topic, where there are as many brokers
SEND_SECONDS = 15.0
LARGEST = 1_000_000  # brokers take 1,048,588 bytes unless told otherwise
log = structlog.get_logger()


class NoTopic(Exception):
    """Topics that an operator should have declared are not there, or not for this account."""


async def ensure(settings: Settings, topics: Sequence[str]) -> None:
    """The topics are there: declared now, or by an operator before. Raises NoTopic."""
    if settings.kafka_declare:
        await declare(settings.kafka, topics, **access.options(settings))
        return
    admin = AIOKafkaAdminClient(**access.options(settings), request_timeout_ms=5000)
    await admin.start()
    try:
        missing = sorted(set(topics) - set(await admin.list_topics()))
    finally:
        await admin.close()
    if missing:
        raise NoTopic(f"{', '.join(missing)}: not declared, or not for {settings.kafka_username!r}")


async def declare(servers: str, topics: Iterable[str], **options: Any) -> None:
    """Create the topics that are missing; an embedded broker forgets them when it restarts."""
    how = {"bootstrap_servers": servers, **options}
    admin = AIOKafkaAdminClient(**how, request_timeout_ms=5000)
    await admin.start()
    try:
        present = set(await admin.list_topics())
        missing = [t for t in topics if t not in present]
        if missing:
            brokers = len((await admin.describe_cluster())["brokers"])
            wanted = [NewTopic(t, PARTITIONS, min(COPIES, max(brokers, 1))) for t in missing]
            with suppress(TopicAlreadyExistsError):
                await admin.create_topics(wanted)
    finally:
        await admin.close()


@cache
def _partition(province: str, partitions: tuple[int, ...]) -> int:
    """Where every producer puts what carries this key."""
    found: int = DefaultPartitioner()(province.encode(), partitions, partitions)
    return found


class Publisher:
    """Sends sealed lines in order, acks from all; rebuilt when its producer is poisoned."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._topic = topic(settings.service)
        self._producer: AIOKafkaProducer | None = None
        self.journal = ""

    async def send(self, lines: Sequence[Line]) -> None:
        """Send in order and wait for every acknowledgement; after a failure nothing is known.

        What no broker takes is left out: followers find the gap and read it from the journal.
        """
        try:
            producer = await self._ready()
            began = monotonic()
            async with asyncio.timeout(SEND_SECONDS):
                await self._send(producer, lines)
            traces, took = tracing.of(self._settings.service), monotonic() - began
            traces.caused(f"send {self._topic}", "producer", (e.head for e in lines), took)
        except BaseException:
            await self.stop()
            raise

    async def _send(self, producer: AIOKafkaProducer, lines: Sequence[Line]) -> None:
        partitions = tuple(sorted(await producer.partitions_for(self._topic)))
        rooms: defaultdict[int, list[Line]] = defaultdict(list)
        for line in lines:
            rooms[_partition(line.province, partitions)].append(line)
        sent = [
            await producer.send_batch(batch, self._topic, partition=partition)
            for partition, its_lines in rooms.items()
            for batch in self._batches(producer, its_lines)
        ]
        await asyncio.gather(*sent)

    def _batches(self, producer: AIOKafkaProducer, lines: Sequence[Line]) -> Iterator[BatchBuilder]:
        """The lines of one partition, packed here: a future for each line costs as much again."""
        batch = producer.create_batch()
        for line in lines:
            key = line.province.encode()
            told = headers(line, self.journal, self._settings.internal_secret)
            if len(line.data) + sum(len(k) + len(v) for k, v in told) > LARGEST:
                log.warning("not sent", line=line.id, cause="too large for the broker")
                continue
            record = {"timestamp": None, "key": key, "value": line.data, "headers": told}
            if batch.append(**record) is None:
                yield batch
                batch = producer.create_batch()
                batch.append(**record)
        if batch.record_count():
            yield batch

    async def _ready(self) -> AIOKafkaProducer:
        if self._producer is None:
            own = (self._topic, f"{self._topic}.dlq") if self._settings.kafka_declare else ()
            await ensure(self._settings, own or (self._topic,))
            producer = AIOKafkaProducer(
                **access.options(self._settings),
                client_id=f"ngoaivu-{self._settings.service}-relay",
                acks="all",
                enable_idempotence=self._settings.kafka_idempotence,
                linger_ms=0,
                max_batch_size=524_288,
                max_request_size=LARGEST,
                request_timeout_ms=10_000,
                metadata_max_age_ms=30_000,
            )
            try:
                await producer.start()
            except BaseException:
                await quietly(producer.stop())
                raise
            self._producer = producer
        return self._producer

    async def stop(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            await quietly(asyncio.wait_for(producer.stop(), 5))
