"""A service that tells (`source`) and one that follows it (`desk`), each with its own store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import uuid4

from casework import CloudEvent
from casework.event import event_type
from chassis.store.journal import Line
from chassis.wire.deadletters import DeadLetters
from chassis.wire.follower import Follower, following
from chassis.wire.kafka import declare
from chassis.wire.news import News, listening
from chassis.wire.positions import Positions
from chassis.wire.reactions import Reaction, Reactions, Work
from chassis.wire.relay import Relay, running
from support.sample import Application
from support.store import Office, office, peer


class Pair:
    """`source` has a topic of its own; `desk` keeps the positions, the desk and the copies."""

    def __init__(self, source: Office, desk: Office) -> None:
        self.source, self.desk = source, desk
        self.service = source.settings.service
        self.stream = (self.service, "86")
        self.lodged = event_type(self.service, "letter", "lodged")
        self.positions = Positions(desk.store, "followers")
        self.news = News(desk.settings, f"followers-{self.service}", [self.service])
        self.letters = DeadLetters(desk.store, "followers", self.news.copy)

    def follower(
        self, reaction: Reaction, tries: int = 2, **more: Any
    ) -> tuple[Follower, Reactions]:
        def work(event: CloudEvent, session: Any) -> Work:
            return Work(self.desk.dossiers, session, event)

        table = {self.lodged: [reaction]}
        sink = Reactions(self.desk.store, self.positions, table, work, self.letters, tries)
        sources = more.pop("sources", {}) | {self.service: peer(self.source)}
        more.setdefault("secret", self.desk.settings.internal_secret)
        return Follower(self.positions, sink, sources, self.letters, **more), sink

    @asynccontextmanager
    async def live(self, every: float = 2.5) -> AsyncIterator[Follower]:
        """Relay, subscription and catching up, as in a service's lifespan."""
        follower, _ = self.follower(copy, keeps_records=True)
        relay = Relay(self.source.settings, self.source.store, self.source.wake)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(running(relay))
            await stack.enter_async_context(following(follower, every))
            await stack.enter_async_context(listening(self.news, follower))
            yield follower

    async def sealed(self, count: int) -> list[Line]:
        for n in range(1, count + 1):
            await self.source.lodge(f"Thư {n}")
        return await self.source.seal()

    async def copies(self) -> list[str]:
        rows = await self.desk.store["dossiers"].find().to_list(None)
        return sorted(row["title"] for row in rows)

    async def position(self) -> int:
        return (await self.positions.at(self.stream)).position


async def copy(event: CloudEvent, work: Any) -> None:
    """The reaction of these tests: a letter of one's own for every letter of theirs."""
    await work.lodge("letter", Application(subject=f"Bản sao {event.data.title}"))


@asynccontextmanager
async def pair(mongo_url: str, database: str, kafka: str = "", **more: Any) -> AsyncIterator[Pair]:
    """With `kafka`, the topics are there."""
    service = more.pop("service", f"letters-{uuid4().hex[:8]}" if kafka else "letters")
    session = 6.0 if more.get("kafka_idempotence") else 1.0
    told: dict[str, Any] = {"kafka": kafka, "kafka_session": session, **more}
    if kafka:
        await declare(kafka, [f"ngoaivu.{service}.v1", f"ngoaivu.{service}.v1.dlq"])
    async with (
        office(mongo_url, database, service=service, **told) as source,
        office(mongo_url, f"{database}_f", service="followers", **told) as desk,
    ):
        yield Pair(source, desk)


async def until(ask: Callable[[], Awaitable[Any]], wanted: Any, seconds: float = 20.0) -> None:
    """Wait until `ask` answers `wanted`."""
    found: Any = None
    try:
        async with asyncio.timeout(seconds):
            while (found := await ask()) != wanted:
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"{found!r} after {seconds} s, not {wanted!r}") from None
