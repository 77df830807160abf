"""Keeps processes running: starts them, waits until they are ready, starts again what dies, ends
all cleanly. A process that lives but does not answer any more is killed and started again.

Own code and not honcho, which ends everything when one process ends, knows no readiness and mixes
all output into one stream. At rest it waits for its children, asks each every ten seconds whether
it still answers, and looks at the size of their logs twice a minute.

NotReady               a process kept ending, or never answered, while it was started
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from local.processes import why, with_parent

ATTEMPTS = 3
READY_WITHIN = 120.0
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
STEADY = 5.0
GRACE = 12.0
ALIVE_EVERY = 10.0
SILENT_FOR = 60.0  # seconds without one answer after which a process is taken to stand still
LOG_BYTES = 10_000_000
LOG_CHECK = 30.0
LAST_WORDS = 12
Check = Callable[[], Awaitable[bool]]


class NotReady(Exception):
    """A process kept ending, or never answered, while it was started: says what it said last."""


@dataclass(frozen=True)
class Child:
    """A process to keep running. `ready` tells when it can be used, `afterwards` is done once it
    is, at every start; `alive` tells whether it still answers, if that can be asked; `stage` orders
    the end: a higher one is ended first."""

    name: str
    command: Sequence[str]
    ready: Check
    environment: Mapping[str, str] = field(default_factory=dict)
    afterwards: Callable[[], Awaitable[None]] | None = None
    alive: Check | None = None
    stage: int = 0


class Supervisor:
    """`start(…)` returns when all are ready, `stop()` when all have ended."""

    def __init__(self, logs: Path, say: Callable[[str], None] = print) -> None:
        self._logs = logs
        self._say = say
        self._kept: dict[str, _Kept] = {}
        self._turning: asyncio.Task[None] | None = None
        logs.mkdir(parents=True, exist_ok=True)

    async def start(self, children: Sequence[Child]) -> None:
        """Start all at once. Raises NotReady; what runs goes on running until `stop`."""
        if self._turning is None:
            self._turning = asyncio.create_task(self._turn_logs())
        started = [_Kept(child, self._logs / f"{child.name}.log", self._say) for child in children]
        for kept in started:
            self._kept[kept.child.name] = kept
            kept.task = asyncio.create_task(kept.run())
        await asyncio.gather(*[kept.first for kept in started])

    async def stop(self) -> None:
        """SIGTERM, highest stage first; SIGKILL for what does not end in time."""
        tasks = [kept.task for kept in self._kept.values() if kept.task]
        tasks += [self._turning] if self._turning else []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for stage in sorted({kept.child.stage for kept in self._kept.values()}, reverse=True):
            same = [kept for kept in self._kept.values() if kept.child.stage == stage]
            await asyncio.gather(*[kept.end() for kept in same])
        self._kept.clear()

    def processes(self) -> dict[str, int]:
        """Name and process id of whatever runs now."""
        alive = {name: kept.process for name, kept in self._kept.items()}
        return {
            name: process.pid
            for name, process in alive.items()
            if process is not None and process.returncode is None
        }

    async def _turn_logs(self) -> None:
        while True:
            await asyncio.sleep(LOG_CHECK)
            for kept in self._kept.values():
                turn(kept.log)


class _Kept:
    """One child and its present process."""

    def __init__(self, child: Child, log: Path, say: Callable[[str], None]) -> None:
        self.child, self.log, self._say = child, log, say
        self.process: Process | None = None
        self.task: asyncio.Task[None] | None = None
        self.first: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def run(self) -> None:
        """For ever: start, wait until ready, wait for its end, pause a little longer each time."""
        loop = asyncio.get_running_loop()
        attempts, pause = 0, FIRST_PAUSE
        while True:
            began = loop.time()
            try:
                cause = await self._live()
            except OSError as error:
                cause = str(error)
            attempts += 1
            if not self.first.done() and attempts == ATTEMPTS:
                self.first.set_exception(NotReady(self._last_words(cause)))
                return
            if loop.time() - began > STEADY:
                pause = FIRST_PAUSE
            self._say(f"{self.child.name}: {cause}; starts again in {pause:.1f} s ({self.log})")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _live(self) -> str:
        """One life of the process; why it ended."""
        turn(self.log)
        self.process = process = await self._spawn()
        ended = asyncio.create_task(process.wait())
        try:
            async with asyncio.timeout(READY_WITHIN):
                await self._until_ready(ended)
                if not ended.done():
                    await self._now_ready()
            if await self._stands_still(ended):
                await self._kill()
                return f"did not answer for {SILENT_FOR:.0f} s and was killed"
            return why(await ended)
        except Exception as error:
            await self.end()
            return f"not ready: {error!r}"
        finally:
            ended.cancel()

    async def _stands_still(self, ended: asyncio.Task[int]) -> bool:
        """Ask now and then until the process ends; True when it has been silent for too long."""
        loop = asyncio.get_running_loop()
        answered = loop.time()
        while not ended.done():
            await asyncio.wait({ended}, timeout=ALIVE_EVERY)
            if self.child.alive is None or ended.done():
                continue
            if await self.child.alive():
                answered = loop.time()
            elif loop.time() - answered > SILENT_FOR:
                return True
        return False

    async def _kill(self) -> None:
        """At once: who stands still does not end when it is asked to."""
        if self.process is not None and self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()

    async def _spawn(self) -> Process:
        with self.log.open("ab") as sink:
            return await asyncio.create_subprocess_exec(
                *self.child.command,
                env={**os.environ, **self.child.environment},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
                preexec_fn=with_parent(),
            )

    async def _until_ready(self, ended: asyncio.Task[int]) -> None:
        while not ended.done() and not await self.child.ready():
            await asyncio.wait({ended}, timeout=0.05)

    async def _now_ready(self) -> None:
        if self.child.afterwards is not None:
            await self.child.afterwards()
        if not self.first.done():
            self.first.set_result(None)
        else:
            self._say(f"{self.child.name}: ready again")

    def _last_words(self, cause: str) -> str:
        said = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join([f"{self.child.name}: {cause} ({self.log})", *said[-LAST_WORDS:]])

    async def end(self) -> None:
        process = self.process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            self._say(f"{self.child.name}: did not end in {GRACE:.0f} s and was killed")
            await self._kill()


def turn(log: Path, bytes_: int = LOG_BYTES) -> None:
    """Keep a log that has grown past `bytes_` as `<name>.1` and go on in an empty one.

    The child keeps its open file, so the content is copied away; it was opened for appending,
    so the child goes on at the new end.
    """
    if log.exists() and log.stat().st_size > bytes_:
        shutil.copyfile(log, log.with_suffix(log.suffix + ".1"))
        os.truncate(log, 0)
