"""From the journal to the broker, beside bare pipelined aiokafka sending the same bytes; and the
sealing, beside the same writes without positions and hashes."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any
from uuid import uuid4

import pairs
from aiokafka import AIOKafkaProducer

from casework.event import topic
from chassis.store.driver import Document
from chassis.store.journal import BLOCK_LINES, Line
from chassis.store.sealing import Sealer
from chassis.wire.kafka import Publisher, declare
from chassis.wire.records import headers
from chassis.wire.relay import Relay
from support import servers
from support.store import Office, office

LINES = 8000


async def pending(desk: Office, count: int) -> None:
    """Lines waiting to be sealed, as a real transition leaves them."""
    await desk.lodge("Thư mời dự hội thảo hợp tác " + "x" * 150)
    table = desk.store["journal_pending"]
    line = await table.find_one({})
    await table.delete_many({})
    for n in range(0, count, 500):
        lines = [{**line, "_id": f"{n + i:016x}{uuid4().hex[:16]}"} for i in range(500)]
        await table.insert_many(lines)


async def relayed(desk: Office, publisher: Publisher) -> int:
    """Everything in the journal, read and sent as after a crash."""
    relay = Relay(desk.settings, desk.store, desk.wake)
    relay._publisher, relay._lease = publisher, desk.lease
    await desk.store["relay"].delete_one({"_id": "sent"})
    assert await desk.lease.hold()
    await relay.send()
    return LINES


async def bare(producer: AIOKafkaProducer, name: str, lines: list[Line]) -> int:
    sent = [
        await producer.send(name, line.data, line.province.encode(), headers=headers(line))
        for line in lines
    ]
    await asyncio.gather(*sent)
    return len(sent)


async def sealed(desk: Office) -> int:
    await _waiting(desk)
    assert await desk.lease.hold()
    sealer = Sealer(desk.store, desk.lease)
    count = 0
    while lines := await sealer.seal():
        count += len(lines)
    return count


async def _waiting(desk: Office) -> None:
    rows = await desk.store["copies"].find().to_list(None)
    await desk.store["journal_pending"].insert_many(rows)


async def only_written(desk: Office) -> int:
    """The writes of sealing, and nothing else."""
    await _waiting(desk)
    table, relay = desk.store["journal_pending"], desk.store["relay"]
    count = 0
    while rows := await table.find().sort("_id", 1).limit(BLOCK_LINES).to_list(None):
        block: Document = {"_id": uuid4().hex, "lines": [{**row, "hash": "0" * 64} for row in rows]}
        gone = {"_id": {"$in": [row["_id"] for row in rows]}}

        async def write(session: Any, block: Document = block, gone: Document = gone) -> None:
            await relay.update_one({"_id": "lease"}, {"$inc": {"blocks": 1}}, session=session)
            await desk.store["blocks"].insert_one(block, session=session)
            await relay.update_one({"_id": "heads"}, {"$inc": {"n": 1}}, session=session)
            await table.delete_many(gone, session=session)

        await desk.store.tx(write)
        count += len(rows)
    return count


async def bench() -> bool:
    with servers.mongo_url() as url, servers.kafka_servers() as kafka:
        told = {"kafka": kafka, "kafka_idempotence": False, "relay_lease": 600.0}
        async with office(url, "bench_relay", **told) as desk:
            await pending(desk, 600)
            rows = await desk.store["journal_pending"].find().to_list(None)
            await desk.store["copies"].insert_many(rows)
            await desk.store["journal_pending"].delete_many({})
            await desk.store.ensure(blocks=())
            reached = await pairs.compare(
                "seal", partial(sealed, desk), partial(only_written, desk), 0.7
            )
        async with office(url, "bench_relay_sent", **told) as desk:
            reached &= await _sending(desk, kafka)
    return reached


async def _sending(desk: Office, kafka: str) -> bool:
    name = topic("letters")
    await declare(kafka, [name, f"{name}.dlq"])
    await pending(desk, LINES)
    lines = await desk.seal()
    print(f"lines of {len(lines[0].data) + len(lines[0].head)} bytes")
    publisher = Publisher(desk.settings)
    producer = AIOKafkaProducer(
        bootstrap_servers=kafka, acks="all", linger_ms=0, max_batch_size=524_288
    )
    await producer.start()
    try:
        ours, theirs = partial(relayed, desk, publisher), partial(bare, producer, name, lines)
        return await pairs.compare("journal to broker", ours, theirs, 0.5)
    finally:
        await producer.stop()
        await publisher.stop()


if __name__ == "__main__":
    pairs.main(bench)
