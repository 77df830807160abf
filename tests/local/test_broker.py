"""What the platform needs of the embedded broker, shown on a running one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from local import broker, ports
from support import servers

pytestmark = pytest.mark.kafka
PROVINCES = ("12", "46", "79", "86")


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[str]:
    port = ports.free_port()
    with servers.running(broker.command(port), tmp_path / "log", lambda: broker.answers(port)):
        yield f"127.0.0.1:{port}"


async def partitions(address: str) -> dict[str, int]:
    admin = AIOKafkaAdminClient(bootstrap_servers=address)
    await admin.start()
    try:
        return {t["topic"]: len(t["partitions"]) for t in await admin.describe_topics()}
    finally:
        await admin.close()


async def test_topics_have_six_partitions_however_often_declared(embedded: str) -> None:
    for _ in range(2):
        await broker.declare(embedded, ["a.v1", "a.v1.dlq"])

    assert await partitions(embedded) == {"a.v1": 6, "a.v1.dlq": 6}


async def test_a_topic_that_a_client_caused_is_made_again(embedded: str) -> None:
    async with AIOKafkaProducer(bootstrap_servers=embedded) as producer:
        await producer.send_and_wait("early.v1", b"news")
    before = await partitions(embedded)

    await broker.declare(embedded, ["early.v1"])

    assert before == {"early.v1": 4}
    assert await partitions(embedded) == {"early.v1": 6}


async def test_a_group_reads_each_province_in_order_and_resumes(
    kafka_servers: str, kafka_idempotence: bool
) -> None:
    """Joining takes the embedded broker half a session; a real one refuses sessions below 6 s."""
    session = 6000 if kafka_idempotence else 1000
    topic = f"test.{uuid4().hex[:8]}.v1"
    await broker.declare(kafka_servers, [topic])
    async with AIOKafkaProducer(bootstrap_servers=kafka_servers, acks="all") as producer:
        sent = [
            await producer.send(
                topic, b"%d" % n, key=PROVINCES[n % 4].encode(), headers=[("n", b"")]
            )
            for n in range(400)
        ]
        for future in sent:
            await future

    first = await read(kafka_servers, topic, 250, session)
    rest = await read(kafka_servers, topic, 400 - len(first), session)

    assert sorted(first + rest) == list(range(400))
    for province in range(4):
        mine = [n for n in first + rest if n % 4 == province]
        assert mine == sorted(mine)


async def read(address: str, topic: str, wanted: int, session: int) -> list[int]:
    """At least `wanted` messages as a member of one group, committed as they come."""
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=address,
        group_id=f"{topic}.readers",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        session_timeout_ms=session,
        heartbeat_interval_ms=300,
    )
    found: list[int] = []
    async with consumer:
        while len(found) < wanted:
            batch = await consumer.getmany(timeout_ms=500, max_records=50)
            for partition, messages in batch.items():
                found += [int(m.value) for m in messages]
                await consumer.commit({partition: messages[-1].offset + 1})
    return found
