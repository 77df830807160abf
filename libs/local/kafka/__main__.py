"""`python -m local.kafka [--port N]` runs Apache Kafka in the foreground until Ctrl-C;
`python -m local.kafka --for -- COMMAND…` runs it, empty, for as long as a command takes, which
finds it in NGOAIVU_KAFKA."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from local import kafka, ports
from local.processes import with_parent
from local.supervisor import NotReady, Supervisor


def main() -> int:
    given = arguments()
    home = Path(os.environ.get("NGOAIVU_DATA") or ".local").absolute()
    try:
        lib = kafka.fetch(home / "kafka")
        if given.command:
            with tempfile.TemporaryDirectory(prefix="ngoaivu-kafka-") as room:
                port = given.port or ports.free_port()
                return asyncio.run(run(Path(room), lib, port, home / "logs", given.command))
        return asyncio.run(run(home / "kafka", lib, given.port or 9092, home / "logs", ()))
    except (kafka.KafkaMissing, NotReady, ports.PortTaken) as error:
        print(error, file=sys.stderr)
        return 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="local.kafka", description="a real Apache Kafka")
    parser.add_argument("--port", type=int, help="9092; with --for any that is free")
    parser.add_argument("--for", dest="for_", action="store_true", help="run a command on it")
    parser.add_argument("command", nargs="*", help="after --")
    given = parser.parse_args()
    if given.for_ != bool(given.command):
        parser.error("--for takes a command after --, and a command takes --for")
    return given


async def run(room: Path, lib: Path, port: int, logs: Path, command: Sequence[str]) -> int:
    """Kafka until a signal, or until the command has ended; the exit code."""
    told = asyncio.Event()
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signal_, told.set)
    if not ports.is_free(port):
        raise ports.PortTaken(port, "kafka", ports.holder(port))
    began = monotonic()
    supervisor = Supervisor(logs, say)
    starting = asyncio.create_task(supervisor.start([kafka.child(room, lib, port)]))
    stopping = asyncio.create_task(told.wait())
    try:
        await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            return 130
        starting.result()
        say(f"Apache Kafka ready at 127.0.0.1:{port} in {monotonic() - began:.1f} s")
        return await work(command, port, stopping) if command else await until(stopping)
    finally:
        starting.cancel()
        stopping.cancel()
        await supervisor.stop()


async def work(command: Sequence[str], port: int, stopping: asyncio.Task[bool]) -> int:
    """The command's exit code; a signal ends the command first."""
    environment = {**os.environ, "NGOAIVU_KAFKA": f"127.0.0.1:{port}"}
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, preexec_fn=with_parent()
    )
    ended = asyncio.create_task(process.wait())
    await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not ended.done():
        process.terminate()
    return await ended


async def until(stopping: asyncio.Task[bool]) -> int:
    await stopping
    return 0


def say(line: str) -> None:
    print(f"· {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
