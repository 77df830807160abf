"""Measures two ways of doing the same thing beside one another, in the same run.

`await pairs.compare("…", ours, bare, goal=0.8)`: both are async functions that do some operations
and answer how many; they take turns (ours, bare, ours, bare, …), the first pair only warms up, and
what counts is the median of the ratios. CPU is that of this process. Importing this module puts
the source roots on the path, so that `python benchmarks/bench_….py` needs no settings.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / name) for name in ("libs", "services", "tests")]


class Round(NamedTuple):
    """One turn: operations a second, and microseconds of this process's CPU for each."""

    rate: float
    cpu: float


Work = Callable[[], Awaitable[int | Round]]


class Watch:
    """For work that has a preparation which does not count: begin when it begins."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def end(self, count: int) -> Round:
        wall, cpu = time.perf_counter() - self._wall, time.process_time() - self._cpu
        return Round(count / wall, cpu / count * 1e6)


def database_cpu() -> float:
    """CPU seconds of the servers that this process started; of others 0."""
    ticks = os.sysconf("SC_CLK_TCK")
    fields = [(p / "stat").read_text().rpartition(")")[2].split() for p in _children()]
    return sum(int(f[11]) + int(f[12]) for f in fields) / ticks


def database_memory() -> int:
    """The most that those servers have held, in MB."""
    lines = [line for p in _children() for line in (p / "status").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def _children() -> list[Path]:
    found = [c for t in Path("/proc/self/task").iterdir() for c in _words(t / "children")]
    return [Path("/proc") / c for c in found]


def _words(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


async def measure(work: Work) -> Round:
    watch = Watch()
    done = await work()
    return done if isinstance(done, Round) else watch.end(done)


async def compare(name: str, ours: Work, bare: Work, goal: float, rounds: int = 5) -> bool:
    """Print one line with rates, CPU and the ratio; whether the goal was reached."""
    turns = [(await measure(ours), await measure(bare)) for _ in range(rounds + 1)][1:]
    ratio = statistics.median(a.rate / b.rate for a, b in turns)
    spread = [round(a.rate / b.rate, 2) for a, b in turns]
    mine, theirs = (
        Round(*(statistics.median(turn[n][m] for turn in turns) for m in range(2)))
        for n in range(2)
    )
    print(
        f"{name}: {mine.rate:,.0f}/s of {theirs.rate:,.0f}/s bare = {ratio:.2f} "
        f"(goal {goal:.2f}, rounds {min(spread)}-{max(spread)}), "
        f"CPU {mine.cpu:.0f} of {theirs.cpu:.0f} µs each" + ("" if ratio >= goal else "  MISSED"),
        flush=True,
    )
    return ratio >= goal


def main(bench: Callable[[], Coroutine[Any, Any, bool]]) -> None:
    """Run a benchmark. A missed goal is printed; it ends with an error only where
    NGOAIVU_BENCH_GATE is set, because a shared machine is a noisy one."""
    if (load := os.getloadavg()[0]) > 1.0:
        print(f"load average {load:.1f}: other work disturbs these numbers")
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        reached = runner.run(bench())
    sys.exit(not reached and "NGOAIVU_BENCH_GATE" in os.environ)
