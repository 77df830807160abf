"""Following a topic (FastStream, decoding, order, positions; nothing is done with the events),
beside bare aiokafka that reads, decodes and commits the same messages."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import uuid4

import pairs
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from msgspec.structs import replace

from casework.event import topic
from chassis.store.journal import GENESIS, Line, seal_of
from chassis.wire.deadletters import DeadLetters
from chassis.wire.followed import Followed
from chassis.wire.follower import Follower
from chassis.wire.kafka import declare
from chassis.wire.news import News
from chassis.wire.positions import Positions
from chassis.wire.records import decode, headers
from support import servers
from support.store import Office, office, peer

COUNT, PROVINCES = 20_000, ("12", "46", "79", "86")


class Counting:
    """A sink that only counts."""

    def __init__(self, watch: pairs.Watch) -> None:
        self.count, self.done, self._watch = 0, asyncio.Event(), watch

    async def apply(self, events: Sequence[Followed]) -> None:
        self.count += len(events)
        if self.count >= COUNT:
            self.done.set()


class Timed(Follower):
    """Begins the watch with the first batch."""

    watch: pairs.Watch
    began = False

    async def receive(self, messages: Sequence[Any]) -> None:
        if not self.began:
            self.began = True
            self.watch.begin()
        await super().receive(messages)


async def ours(desk: Office) -> pairs.Round:
    watch = pairs.Watch()
    sink = Counting(watch)
    positions = Positions(desk.store, uuid4().hex)
    follower = Timed(positions, sink, {"letters": peer(desk)}, DeadLetters(desk.store, "f"))
    follower.watch = watch
    news = News(desk.settings, uuid4().hex, ["letters"])
    task = asyncio.create_task(news.run(follower))
    await sink.done.wait()
    round_ = watch.end(COUNT)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await news.stop()
    return round_


async def bare(desk: Office) -> pairs.Round:
    consumer = AIOKafkaConsumer(
        topic("letters"),
        bootstrap_servers=desk.settings.kafka,
        group_id=uuid4().hex,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        session_timeout_ms=1000,
        heartbeat_interval_ms=100,
    )
    await consumer.start()
    watch, count = pairs.Watch(), 0
    while count < COUNT:
        batches = await consumer.getmany(timeout_ms=15, max_records=500)
        if not count:
            watch.begin()
        for messages in batches.values():
            count += len([decode(message) for message in messages])
        if batches:
            await consumer.commit()
    round_ = watch.end(COUNT)
    await consumer.stop()
    return round_


async def fill(desk: Office) -> None:
    """The topic, with as many events as counted, of four provinces."""
    await desk.lodge("Thư mời dự hội thảo hợp tác " + "x" * 150)
    (line,) = await desk.seal()
    await declare(desk.settings.kafka, [topic("letters"), f"{topic('letters')}.dlq"])
    producer = AIOKafkaProducer(bootstrap_servers=desk.settings.kafka, max_batch_size=131_072)
    await producer.start()
    ends = dict.fromkeys(PROVINCES, GENESIS)
    for first in range(1, COUNT // len(PROVINCES) + 1, 500):
        lines = []
        for province in PROVINCES:
            for position in range(first, first + 500):
                sealed = of(line, province, position, ends[province])
                ends[province] = sealed.hash
                lines.append(sealed)
        sent = [
            await producer.send(topic("letters"), x.data, x.province.encode(), headers=headers(x))
            for x in lines
        ]
        await asyncio.gather(*sent)
    await producer.stop()


def of(line: Line, province: str, position: int, prev: str) -> Line:
    """The same line in another place of a chain, with a seal that holds."""
    head = line.head.replace(b'"86"', f'"{province}"'.encode())
    placed = replace(line, head=head, province=province, position=position, prev=prev)
    return replace(placed, hash=seal_of(placed, prev))


async def bench() -> bool:
    with servers.mongo_url() as url, servers.kafka_servers() as kafka:
        told = {"kafka": kafka, "kafka_idempotence": False, "kafka_session": 1.0}
        async with office(url, "bench_follow", **told) as desk:
            await fill(desk)
            return await pairs.compare("follow", partial(ours, desk), partial(bare, desk), 0.8)


if __name__ == "__main__":
    pairs.main(bench)
