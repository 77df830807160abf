"""How long after a committed transition its row stands in `/api/dossiers`, beside how long the
transition took: the 99th of a hundred each, on the whole platform, at half of what it bears.

Everything runs as `make run` starts it and is asked over HTTP at the gateway. Eight clients say
what it bears; then, after a quiet while, transitions arrive evenly at half that rate, whether or
not earlier ones were answered, and a reader asks for the rows of those that were, until they are
there.

On Apache Kafka: `python -m local.kafka --for -- python benchmarks/bench_latency.py`.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

import msgspec
import pairs
import wire

from support.platform import PASSWORD, platform
from support.trips import trip

CLIENTS, EACH, COUNT, ROUNDS, GOAL = 8, 50, 300, 5, 2.5
SETTLE, EVERY, MOST = 15.0, 0.005, 50


class Told(NamedTuple):
    """Seconds of the transition, and from its answer until its row was in the list."""

    command: float
    row: float


async def lodge(one: wire.Wire, number: int, head: Mapping[str, str]) -> str:
    """The code of the delegation that was lodged."""
    body = msgspec.json.encode(trip(number))
    _, told = await one.ask("POST", "/api/delegations/outbound-delegation", body, head)
    return str(msgspec.json.decode(told)["code"])


async def bears(port: int, numbers: Iterator[int], head: Mapping[str, str]) -> float:
    """Transitions a second by eight clients, each asking again when it was answered."""

    async def client(one: wire.Wire) -> None:
        for _ in range(EACH):
            await lodge(one, next(numbers), head)

    async with wire.wires(port, CLIENTS) as wires:
        start = time.perf_counter()
        await asyncio.gather(*(client(one) for one in wires))
        return CLIENTS * EACH / (time.perf_counter() - start)


async def arriving(
    port: int, rate: float, numbers: Iterator[int], head: Mapping[str, str]
) -> list[Told]:
    """`COUNT` transitions, one every 1/rate seconds."""
    took: dict[str, float] = {}
    waiting: dict[str, float] = {}
    rows: dict[str, float] = {}

    async def one() -> None:
        async with wire.wires(port, 1) as (connection,):
            start = time.perf_counter()
            code = await lodge(connection, next(numbers), head)
            waiting[code] = time.perf_counter()
            took[code] = waiting[code] - start

    async def watch() -> None:
        """One reader asks for all that are waited for: many would be a load of their own."""
        async with wire.wires(port, 1) as (connection,):
            while len(rows) < COUNT:
                if codes := "&code=".join([*waiting][:MOST]):
                    path = f"/api/dossiers?type=outbound-delegation&limit={MOST}&code={codes}"
                    _, told = await connection.ask("GET", path, b"", head)
                    now = time.perf_counter()
                    for item in msgspec.json.decode(told)["items"]:
                        rows[item["code"]] = now - waiting.pop(item["code"])
                await asyncio.sleep(EVERY)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(watch())
        began = time.perf_counter()
        for n in range(COUNT):
            await asyncio.sleep(began + n / rate - time.perf_counter())
            tasks.create_task(one())
    return [Told(took[code], after) for code, after in rows.items()]


async def bench() -> bool:
    with platform() as it:
        token = it.token(it.client, "officer.86", PASSWORD)
        head = {
            "Authorization": f"Bearer {token}", "Ngoaivu-Date": "2026-03-02",
            "Content-Type": "application/json",
        }  # fmt: skip
        port, numbers = it.machine.port("gateway"), count(1)
        ratios = []
        for _ in range(ROUNDS):
            await asyncio.sleep(SETTLE)
            most = await bears(port, numbers, head)
            await asyncio.sleep(SETTLE)
            told = await arriving(port, most / 2, numbers, head)
            command, row = [t.command for t in told], [t.row for t in told]
            ratios.append(p99(row) / p99(command))
            print(
                f"  {most / 2:.0f} of {most:.0f}/s: command {p50(command):.1f} ms "
                f"(p99 {p99(command):.1f}), row after {p50(row):.1f} ms (p99 {p99(row):.1f}), "
                f"ratio {ratios[-1]:.2f}",
                flush=True,
            )
    ratio = statistics.median(ratios)
    print(
        f"committed to row in /api/dossiers, p99 beside the command's: {ratio:.2f} (goal {GOAL}, "
        f"rounds {min(ratios):.2f}-{max(ratios):.2f})" + ("" if ratio <= GOAL else "  MISSED")
    )
    return ratio <= GOAL


def p50(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000


def p99(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[98] * 1000


if __name__ == "__main__":
    pairs.main(bench)
