"""How long after a command its projection can be read, beside how long the command took; both as
the 99th of a hundred, at a third of what the embedded database bears. And what resting costs.

On Apache Kafka: `python -m local.kafka --for -- python benchmarks/bench_latency.py`.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack

import pairs

from chassis.follower import Followed, Follower, following
from chassis.news import listening
from chassis.projections import Projection, Row
from chassis.relay import Relay, running
from support import servers
from support.following import Pair, pair, until
from support.store import peer

COUNT, EVERY, GOAL, IDLE_GOAL = 400, 0.025, 2.5, 0.03


class Seen(Projection):
    """Remembers when each dossier could be read."""

    def __init__(self, made: Pair) -> None:
        super().__init__(made.desk.store, made.positions, fold, made.letters)
        self.at: dict[str, float] = {}

    async def apply(self, events: Sequence[Followed]) -> None:
        await super().apply(events)
        now = time.perf_counter()
        self.at.update((followed.event.subject, now) for followed in events)


def fold(events: Sequence[Followed]) -> Iterable[Row]:
    for followed in events:
        event = followed.event
        yield Row("shown", event.subject, event.sequence, {"title": event.data.title})


async def commands(made: Pair, seen: Seen) -> tuple[list[float], list[float]]:
    """Seconds of each command, and from its start until it could be read."""
    took: list[float] = []
    began: dict[str, float] = {}

    async def one() -> None:
        start = time.perf_counter()
        dossier = await made.source.lodge()
        took.append(time.perf_counter() - start)
        began[dossier.id] = start

    tasks = []
    for _ in range(COUNT):
        tasks.append(asyncio.create_task(one()))
        await asyncio.sleep(EVERY)
    await asyncio.gather(*tasks)
    async with asyncio.timeout(20):
        while not began.keys() <= seen.at.keys():
            await asyncio.sleep(0.01)
    return took, [seen.at[id] - start for id, start in began.items()]


async def resting(seconds: float = 10.0) -> float:
    """The share of a core that this process uses while nothing happens."""
    cpu = time.process_time()
    await asyncio.sleep(seconds)
    return (time.process_time() - cpu) / seconds


async def bench() -> bool:
    is_apache = "NGOAIVU_KAFKA" in os.environ
    with servers.mongo_url() as url, servers.kafka_servers() as kafka:
        async with (
            pair(url, "bench_latency", kafka, kafka_idempotence=is_apache) as made,
            AsyncExitStack() as stack,
        ):
            seen = Seen(made)
            follower = Follower(
                made.positions, seen, {made.service: peer(made.source)}, made.letters
            )
            relay = Relay(made.source.settings, made.source.store, made.source.wake)
            await stack.enter_async_context(running(relay))
            await stack.enter_async_context(following(follower, 2.5))
            await stack.enter_async_context(listening(made.news, follower))
            await made.source.lodge()
            await until(made.position, 1)
            await asyncio.sleep(2)
            ratios = []
            for _ in range(3):
                took, told = await commands(made, seen)
                ratios.append(p99(told) / p99(took))
            await asyncio.sleep(8)
            idle = await resting()
    ratio = statistics.median(ratios)
    print(
        f"command {p50(took):.1f} ms (p99 {p99(took):.1f}), readable after {p50(told):.1f} ms "
        f"(p99 {p99(told):.1f}); p99 ratio {ratio:.2f} (goal {GOAL}); "
        f"resting {idle:.1%} of a core (goal {IDLE_GOAL:.0%})"
    )
    return ratio <= GOAL and idle <= IDLE_GOAL


def p50(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000


def p99(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[98] * 1000


if __name__ == "__main__":
    pairs.main(bench)
