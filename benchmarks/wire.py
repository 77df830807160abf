"""HTTP servers as processes of their own, and a client that costs little: keep-alive HTTP/1.1 over
asyncio streams, because a comfortable client would be what is measured."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pairs

from local import ports
from local.processes import with_parent
from support.servers import until_ready

ROOTS = ("libs", "services", "tests", "benchmarks")
TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """`port` answers; `cpu` is the processor time it has used, in seconds."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port, self._process = port, process

    def cpu(self) -> float:
        told = Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(told[11]) + int(told[12])) / TICK


@contextmanager
def serving(factory: str, room: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """`apps:<factory>` under uvicorn, as the platform starts its services."""
    port, log = ports.free_port(), room / f"{factory}.log"
    roots = os.pathsep.join(
        str(pairs.ROOT / r) for r in ("libs", "services", "tests", "benchmarks")
    )
    command = (
        *(sys.executable, "-m", "uvicorn", "--factory", f"apps:{factory}", f"--port={port}"),
        *("--loop=uvloop", "--http=httptools", "--no-access-log", "--log-level=warning"),
    )
    with log.open("ab") as sink:
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment, "PYTHONPATH": roots},
            stdout=sink,
            stderr=sink,
            preexec_fn=with_parent(),
        )
        try:
            until_ready(process, log, lambda: not ports.is_free(port))
            yield Server(port, process)
        finally:
            process.kill()
            process.wait()


class Wire:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """(status, body). Raises AssertionError for a status of 400 or above."""
        more = "".join(f"{k}: {v}\r\n" for k, v in (headers or {}).items())
        head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{more}\r\n"
        self._writer.write(head.encode() + body)
        told = (await self._reader.readuntil(b"\r\n\r\n")).decode().lower()
        status = int(told[9:12])
        length = int(told.split("content-length: ", 1)[1].split("\r\n", 1)[0])
        content = await self._reader.readexactly(length)
        assert status < 400, content.decode()
        return status, content


@asynccontextmanager
async def wires(port: int, count: int) -> AsyncIterator[list[Wire]]:
    made = [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]
    try:
        yield [Wire(r, w) for r, w in made]
    finally:
        for _, writer in made:
            writer.close()


async def until_ready_at(port: int, path: str = "/readyz") -> None:
    for _ in range(200):
        try:
            async with wires(port, 1) as (wire,):
                await wire.ask("GET", path)
            return
        except (OSError, AssertionError, asyncio.IncompleteReadError):
            await asyncio.sleep(0.1)
    raise RuntimeError(f"port {port} does not become ready")


def counted(server: Server, work: Callable[[], pairs.Work]) -> pairs.Work:
    """The same work, its CPU that of the server instead of this process's."""
    inner = work()

    async def measured() -> pairs.Round:
        before, watch = server.cpu(), pairs.Watch()
        done = await inner()
        assert isinstance(done, int)
        return pairs.Round(watch.end(done).rate, (server.cpu() - before) / done * 1e6)

    return measured
