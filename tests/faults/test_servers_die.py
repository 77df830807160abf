"""The broker and the database are killed; nothing is lost and nothing is done twice.

These start servers of their own, embedded ones, because they kill them.
"""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from chassis.store.driver import PyMongoError
from local import broker, database, ports
from support import following, servers
from support.following import Pair, until

pytestmark = pytest.mark.faults


class Server:
    """A process on one port that can be killed and started again."""

    def __init__(self, command: Sequence[str], room: Path, answers: Callable[[], bool]) -> None:
        self._command, self._log, self._answers = command, room / "log", answers
        self._running: Any = None
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._running = servers.running(self._command, self._log, self._answers)
        self.process = self._running.__enter__()

    def kill(self) -> None:
        if self._running:
            self._running.__exit__(None, None, None)
            self._running = None


@pytest.fixture
def kafka(tmp_path: Path) -> Iterator[tuple[str, Server]]:
    port = ports.free_port()
    server = Server(broker.command(port), tmp_path, lambda: broker.answers(port))
    server.start()
    yield f"127.0.0.1:{port}", server
    server.kill()


@pytest.fixture
def mongo(tmp_path: Path) -> Iterator[tuple[str, Server]]:
    port, room = ports.free_port(), tmp_path / "mongo"
    room.mkdir()
    command = database.command(port, room / "data")
    server = Server(command, room, lambda: database.answers(port))
    server.start()
    yield f"mongodb://127.0.0.1:{port}", server
    server.kill()


async def check(pair: Pair, count: int) -> None:
    """Every letter was copied once, and the journal holds."""
    assert sorted(await pair.copies()) == sorted(f"Bản sao Thư {n}" for n in range(count))
    assert await pair.source.verification.verify("86") is None
    assert await pair.letters.count() == 0


async def test_a_broker_that_forgets_everything(
    mongo_url: str, database_name: str, kafka: tuple[str, Server]
) -> None:
    address, server = kafka
    async with (
        following.pair(mongo_url, database_name, address, kafka_idempotence=False) as pair,
        pair.live(),
    ):
        for n in range(20):
            await pair.source.lodge(f"Thư {n}")
            if n in (5, 12):
                server.kill()
            if n in (8, 14):
                await asyncio.to_thread(server.start)
        await until(pair.position, 20, 10.0)

        await check(pair, 20)


async def test_news_travels_again_after_the_broker_has_forgotten(
    mongo_url: str, database_name: str, kafka: tuple[str, Server]
) -> None:
    address, server = kafka
    async with (
        following.pair(mongo_url, database_name, address, kafka_idempotence=False) as pair,
        pair.live(every=600.0) as follower,
    ):
        await pair.source.lodge("Thư 0")
        await until(pair.position, 1, 30.0)
        server.kill()
        await asyncio.sleep(1.0)
        await asyncio.to_thread(server.start)
        count = 1
        async with asyncio.timeout(60):
            while await pair.position() < 4 or count < 6:
                await pair.source.lodge(f"Thư {count}")
                count += 1
                await asyncio.sleep(0.5)
            while not follower.has_news:
                await asyncio.sleep(0.1)
        await until(pair.position, count, 10.0)
        await pair.source.lodge(f"Thư {count}")  # nobody looks at the journal now: it must be told
        await until(pair.position, count + 1, 10.0)

        await check(pair, count + 1)


async def test_a_database_that_is_killed(
    database_name: str, mongo: tuple[str, Server], kafka: tuple[str, Server]
) -> None:
    url, server = mongo
    async with (
        following.pair(url, database_name, kafka[0], kafka_idempotence=False) as pair,
        pair.live(),
    ):
        acknowledged = 0
        for n in range(12):
            if n in (4, 8):
                server.kill()
                with pytest.raises((PyMongoError, TimeoutError)):
                    await pair.source.lodge("Thư mất")
                await asyncio.to_thread(server.start)
            await _lodge_when_back(pair, f"Thư {n}")
            acknowledged += 1
        await until(pair.position, acknowledged, 30.0)

        await check(pair, acknowledged)


async def _lodge_when_back(pair: Pair, subject: str) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                await pair.source.lodge(subject)
                return
            except PyMongoError:
                await asyncio.sleep(0.2)
