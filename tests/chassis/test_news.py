"""The subscription hands every message to the follower, and never acknowledges what it lost."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator

import pytest
from aiokafka import AIOKafkaProducer
from faststream import AckPolicy
from faststream.kafka import KafkaBroker

from casework.event import topic
from chassis.wire.follower import DEAF_EVERY, Follower
from chassis.wire.follower import following as catching_up
from chassis.wire.news import UnsafeSubscriber, _stays, assert_safe
from support import following
from support.following import Pair, until

pytestmark = pytest.mark.kafka


@pytest.fixture
async def pair(
    mongo_url: str, database_name: str, kafka_servers: str, kafka_idempotence: bool
) -> AsyncIterator[Pair]:
    async with following.pair(
        mongo_url,
        database_name,
        kafka_servers,
        kafka_idempotence=kafka_idempotence,
    ) as made:
        yield made


async def connected(pair: Pair, follower: Follower) -> None:
    """Until news comes by Kafka: from then on the journal is asked once a minute."""
    await pair.source.lodge("Thư 0")
    await until(pair.position, 1, 45.0)
    async with asyncio.timeout(45):
        while not follower.has_news:
            await asyncio.sleep(0.05)


async def test_what_is_committed_arrives_by_kafka(pair: Pair) -> None:
    async with pair.live(every=60.0) as follower:
        await connected(pair, follower)
        for n in range(1, 6):
            await pair.source.lodge(f"Thư {n}")
        await until(pair.position, 6)

    assert await pair.copies() == [f"Bản sao Thư {n}" for n in range(6)]


async def test_a_poison_message_is_parked_and_told(pair: Pair) -> None:
    async with pair.live(every=60.0) as follower:
        await connected(pair, follower)
        producer = AIOKafkaProducer(bootstrap_servers=pair.source.settings.kafka)
        await producer.start()
        try:
            headers = [("ce_id", b"\xff\xfe")]
            await producer.send_and_wait(topic(pair.service), b"{", key=b"86", headers=headers)
        finally:
            await producer.stop()
        await pair.source.lodge("Thư 1")
        await until(pair.position, 2)
        await until(pair.letters.count, 1)

    (letter,) = await pair.letters.list()
    assert letter["where"]["headers"] == {"ce_id": "��"}
    assert base64.b64decode(letter["payload"]) == b"{"


async def test_the_subscription_is_left_and_taken_up_again(pair: Pair) -> None:
    async with pair.live(every=60.0) as follower:
        await connected(pair, follower)
    await pair.source.lodge("Thư 1")
    await asyncio.sleep(0.1)
    async with pair.live(every=2.0):
        await pair.source.lodge("Thư 2")
        await until(pair.position, 3)

    assert await pair.copies() == [f"Bản sao Thư {n}" for n in range(3)]


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"group_id": "g", "ack_policy": AckPolicy.ACK_FIRST}, "ACK_FIRST"),
        ({"group_id": "g"}, "ACK_FIRST"),
        ({"ack_policy": AckPolicy.ACK}, "group_id"),
    ],
)
def test_a_subscriber_that_could_lose_messages_cannot_start(
    settings: dict[str, object], reason: str
) -> None:
    broker = KafkaBroker("127.0.0.1:1")
    broker.subscriber("t", **settings)  # type: ignore[call-overload]

    with pytest.raises(UnsafeSubscriber, match=reason):
        assert_safe(broker)


async def test_a_broker_that_hangs_up_is_noticed_at_once() -> None:
    writers: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, writer: writers.append(writer), "127.0.0.1", 0)
    servers = f"127.0.0.1:1,127.0.0.1:{server.sockets[0].getsockname()[1]}"

    await _stays(servers, 0.05)
    watching = asyncio.create_task(_stays(servers, 60.0))
    while len(writers) < 2:
        await asyncio.sleep(0.01)
    writers[1].close()
    with pytest.raises(ConnectionResetError, match="hung up"):
        await watching

    writers[0].close()
    server.close()
    with pytest.raises(OSError, match="Connect call failed"):
        await _stays(servers, 60.0)


async def test_without_news_the_journals_are_looked_at_often(pair: Pair) -> None:
    follower, _ = pair.follower(following.copy)
    follower.hears(news=False)
    async with catching_up(follower, 600.0):
        await pair.sealed(1)
        await until(pair.position, 1, 3 * DEAF_EVERY)
