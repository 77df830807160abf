"""The relay announces what was committed: in order, with its attributes, again after a crash."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from msgspec.structs import replace
from structlog.testing import capture_logs

from casework.event import topic
from chassis.store.sealing import Fenced
from chassis.wire.kafka import PARTITIONS, Publisher, declare
from chassis.wire.relay import Relay, running
from local import ports
from support.store import Office, office

pytestmark = pytest.mark.kafka


@pytest.fixture
async def desk(
    mongo_url: str, database_name: str, kafka_servers: str, kafka_idempotence: bool
) -> AsyncIterator[Office]:
    service = f"letters-{uuid4().hex[:8]}"
    await declare(kafka_servers, [topic(service), f"{topic(service)}.dlq"])
    async with office(
        mongo_url,
        database_name,
        service=service,
        kafka=kafka_servers,
        kafka_idempotence=kafka_idempotence,
    ) as made:
        yield made


@asynccontextmanager
async def heard(desk: Office) -> AsyncIterator[AIOKafkaConsumer]:
    """Everything in the topic, without a group."""
    consumer = AIOKafkaConsumer(bootstrap_servers=desk.settings.kafka, auto_offset_reset="earliest")
    await consumer.start()
    try:
        name = topic(desk.settings.service)
        consumer.assign([TopicPartition(name, n) for n in range(PARTITIONS)])
        yield consumer
    finally:
        await consumer.stop()


async def take(consumer: AIOKafkaConsumer, count: int, seconds: float = 20.0) -> list[Any]:
    """The next `count` messages of the topic, each partition in its order."""
    found: list[Any] = []
    async with asyncio.timeout(seconds):
        while len(found) < count:
            for messages in (await consumer.getmany(timeout_ms=200)).values():
                found += messages
    return found


def position(message: Any) -> int:
    return int(dict(message.headers)["ce_position"])


async def test_what_is_committed_is_announced_in_order(desk: Office) -> None:
    async with heard(desk) as consumer, running(Relay(desk.settings, desk.store, desk.wake)):
        for n in range(5):
            await desk.lodge(f"Thư {n}")
        messages = await take(consumer, 5)

    assert [position(m) for m in messages] == [1, 2, 3, 4, 5]
    assert {m.key for m in messages} == {b"86"}
    (line, *_) = await desk.journal.read("86", 0)
    told = dict(messages[0].headers)
    assert messages[0].value == line.data
    assert told["ce_id"] == line.id.encode()
    assert told["ce_seal"] == line.hash.encode()
    assert told["ce_specversion"] == b"1.0"
    assert told["ce_source"] == f"/provinces/86/{desk.settings.service}".encode()
    assert told["ce_sequence"] == b"1"


async def test_what_was_sealed_before_a_crash_is_announced(desk: Office) -> None:
    for n in range(3):
        await desk.lodge(f"Thư {n}")
    await desk.seal()
    await desk.lease.release()
    await desk.lodge("Thư 3")

    async with heard(desk) as consumer, running(Relay(desk.settings, desk.store, desk.wake)):
        assert [position(m) for m in await take(consumer, 4)] == [1, 2, 3, 4]


async def test_a_second_start_repeats_nothing(desk: Office) -> None:
    async with heard(desk) as consumer:
        async with running(Relay(desk.settings, desk.store, desk.wake)):
            await desk.lodge()
            await take(consumer, 1)
            await until_sent(desk, 1)
        async with running(Relay(desk.settings, desk.store, desk.wake)):
            await desk.lodge()

            assert [position(m) for m in await take(consumer, 1)] == [2]


async def test_sealing_goes_on_without_a_broker(desk: Office) -> None:
    nowhere = f"127.0.0.1:{ports.free_port()}"
    async with running(Relay(replace(desk.settings, kafka=nowhere), desk.store, desk.wake)):
        for _ in range(3):
            await desk.lodge()
        async with asyncio.timeout(10):
            while (await desk.journal.heads()).get("86", {"position": 0})["position"] < 3:
                await asyncio.sleep(0.05)

    assert await desk.verification.verify("86") is None


async def test_what_was_not_sent_is_told_by_the_loop_alone(desk: Office) -> None:
    nowhere = f"127.0.0.1:{ports.free_port()}"
    relay = Relay(replace(desk.settings, kafka=nowhere), desk.store, desk.wake)
    await desk.lodge()
    await relay.seal()

    with capture_logs() as told, pytest.raises(KafkaError):
        await relay.send()
    assert [line for line in told if line["log_level"] != "debug"] == []


async def test_a_long_backlog_is_read_from_the_journal(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.wire.relay.KEPT_LINES", 2)
    relay = Relay(desk.settings, desk.store, desk.wake)
    for _ in range(3):
        await desk.lodge()
        await relay.seal()
    await relay.send()
    for _ in range(9):
        await desk.lodge()
        await relay.seal()

    async with heard(desk) as consumer:
        while await relay.send():
            pass
        positions = [position(m) for m in await take(consumer, 12)]
    await relay.stop()
    assert positions == list(range(1, 13))


async def test_many_lines_of_several_provinces_keep_their_order(desk: Office) -> None:
    await desk.lodge()
    (line,) = await desk.seal()
    data = b'"' + b"x" * 2000 + b'"'
    lines = [
        replace(line, province=province, position=n, data=data)
        for n in range(1, 601)  # more than one batch holds
        for province in ("86", "12", "46")
    ]
    publisher = Publisher(desk.settings)
    async with heard(desk) as consumer:
        await publisher.send(lines)
        told = [(m.key.decode(), position(m)) for m in await take(consumer, len(lines))]
    await publisher.stop()

    for province in ("86", "12", "46"):
        assert [n for key, n in told if key == province] == list(range(1, 601))


async def test_of_two_relays_one_works_and_the_other_takes_over(desk: Office) -> None:
    first = Relay(desk.settings, desk.store, desk.wake)
    second = Relay(desk.settings, desk.store, desk.wake)
    async with heard(desk) as consumer, running(second):
        async with running(first):
            for _ in range(4):
                await desk.lodge()
            assert [position(m) for m in await take(consumer, 4)] == [1, 2, 3, 4]
        await desk.lodge()

        assert position((await take(consumer, 1))[-1]) <= 5
        async with asyncio.timeout(10):
            while (await desk.journal.heads())["86"]["position"] < 5:
                await asyncio.sleep(0.05)
    assert await desk.verification.verify("86") is None


async def test_a_publisher_that_failed_sends_again(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.lodge()
    (line,) = await desk.seal()
    publisher = Publisher(desk.settings)
    await publisher.send([line])
    assert publisher._producer is not None
    await publisher._producer.stop()  # what a poisoned producer does: every send fails

    with pytest.raises(Exception):  # noqa: B017 - whatever the library raises
        await publisher.send([line])
    await publisher.send([line])
    await publisher.stop()


async def test_a_fenced_relay_marks_nothing_as_sent(desk: Office) -> None:
    relay = Relay(desk.settings, desk.store, desk.wake)
    await desk.lodge()
    await relay.seal()
    await desk.store["relay"].update_one({"_id": "lease"}, {"$inc": {"token": 5}})
    sent = {"_id": "sent", "token": 6, "positions": {}}
    await desk.store["relay"].insert_one(sent)
    await desk.lodge()
    with pytest.raises(Fenced):
        await relay.seal()
    with pytest.raises(Fenced):
        await relay.send()
    await relay.stop()

    assert await desk.store["relay"].find_one({"_id": "sent"}) == sent


async def test_a_line_too_large_for_the_broker_stops_no_other(desk: Office) -> None:
    for n, size in enumerate((10, 900_000, 1_500_000, 10)):
        await desk.lodge(f"Thư {n}")
        grown = b'"' + b"x" * size + b'"'
        pending = desk.store["journal_pending"]
        newest = await pending.find().sort("_id", -1).limit(1).to_list(None)
        await pending.update_one({"_id": newest[0]["_id"]}, {"$set": {"data": grown}})

    async with heard(desk) as consumer, running(Relay(desk.settings, desk.store, desk.wake)):
        assert [position(m) for m in await take(consumer, 3)] == [1, 2, 4]
        await until_sent(desk, 4)


async def until_sent(desk: Office, wanted: int) -> None:
    async with asyncio.timeout(10):
        while True:
            row = await desk.store["relay"].find_one({"_id": "sent"})
            if row and row["positions"].get("86") == wanted:
                return
            await asyncio.sleep(0.02)
