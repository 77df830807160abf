"""A service is killed at random: what it acknowledged is there, once, sealed and followed."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest

from local.processes import with_parent
from support import following
from support.following import Pair, until

pytestmark = [pytest.mark.faults, pytest.mark.kafka]
TESTS = Path(__file__).resolve().parents[1]
KILLS = int(os.environ.get("NGOAIVU_KILLS", "6"))


async def one_life(run: int, *told: str) -> set[str]:
    """Start the worker, kill it after a random while; what it had acknowledged."""
    path = os.pathsep.join(str(p) for p in (TESTS.parent / "libs", TESTS))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "faults.worker", *told, str(run)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        preexec_fn=with_parent(),
    )
    assert process.stdout is not None
    first = await asyncio.wait_for(process.stdout.readline(), 30)
    await asyncio.sleep(random.uniform(0.05, 1.2))
    process.send_signal(signal.SIGKILL)
    said = first + await process.stdout.read()
    await process.wait()
    lines = said.decode().splitlines(keepends=True)
    return {line.strip() for line in lines if line.endswith("\n") and line.count("-") == 2}


@pytest.mark.timeout(120 + 10 * KILLS)
async def test_what_was_acknowledged_is_there_once(
    mongo_url: str, database_name: str, kafka_servers: str, kafka_idempotence: bool
) -> None:
    service = f"letters-{uuid4().hex[:8]}"
    acknowledged: set[str] = set()
    for run in range(KILLS):
        told = (mongo_url, database_name, kafka_servers, service, str(int(kafka_idempotence)))
        acknowledged |= await one_life(run, *told)

    async with following.pair(
        mongo_url,
        database_name,
        kafka_servers,
        service=service,
        kafka_idempotence=kafka_idempotence,
    ) as pair:
        async with pair.live(every=0.5):
            await until(lambda: is_level(pair), True, 60.0)
        await check(pair, acknowledged)


async def is_level(pair: Pair) -> bool:
    """Whether everything is sealed and followed."""
    if (await pair.source.journal.backlog())[0]:
        return False
    heads = await pair.source.journal.heads()
    at = await pair.positions.all()
    reached = {province: mark.position for (_, province), mark in at.items()}
    return reached == {province: head["position"] for province, head in heads.items()}


async def check(pair: Pair, acknowledged: set[str]) -> None:
    lodged = [row["title"] for row in await pair.source.store["dossiers"].find().to_list(None)]
    copied = [title.removeprefix("Bản sao ") for title in await pair.copies()]
    lines = [line for p in ("86", "12") for line in await pair.source.journal.read(p, 0, 100_000)]
    assert len(acknowledged) > KILLS
    assert {f"Thư {name}" for name in acknowledged} <= set(lodged)
    assert [title for title, count in Counter(lodged).items() if count > 1] == []
    assert sorted(copied) == sorted(lodged)
    assert len({line.id for line in lines}) == len(lines) == len(lodged)
    assert await pair.source.verification.verify("86") is None
    assert await pair.source.verification.verify("12") is None
    assert await pair.letters.count() == 0
