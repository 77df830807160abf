"""The broker and the database that tests talk to: embedded ones, started when first asked for and
ended with the tests, or those that NGOAIVU_KAFKA and NGOAIVU_MONGO name."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from pymongo import MongoClient

from local import broker, database, ports
from local.processes import why, with_parent

PATIENCE = 30.0
LIBS = Path(__file__).resolve().parents[2] / "libs"


@contextmanager
def kafka_servers() -> Iterator[str]:
    """`host:port,…` of the broker."""
    if given := os.environ.get("NGOAIVU_KAFKA"):
        yield given
        return
    port = ports.free_port()
    with (
        tempfile.TemporaryDirectory(prefix="ngoaivu-broker-") as room,
        running(broker.command(port), Path(room) / "log", lambda: broker.answers(port)),
    ):
        yield f"127.0.0.1:{port}"


@contextmanager
def mongo_url() -> Iterator[str]:
    """`mongodb://…` of the database."""
    if given := os.environ.get("NGOAIVU_MONGO"):
        yield given
        return
    port = ports.free_port()
    url = f"mongodb://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="ngoaivu-database-") as room:
        command = database.command(port, Path(room) / "data")
        with running(command, Path(room) / "log", lambda: database.answers(port)):
            yield url


@contextmanager
def running(
    command: Sequence[str], log: Path, ready: Callable[[], bool], **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A process, from the moment it is ready until the end of the block, when it is killed."""
    with log.open("ab") as sink:
        process = subprocess.Popen(
            command,
            stdout=sink,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(LIBS), **environment},
            preexec_fn=with_parent(),
        )
        try:
            until_ready(process, log, ready)
            yield process
        finally:
            process.kill()
            process.wait()


def until_ready(process: subprocess.Popen[bytes], log: Path, ready: Callable[[], bool]) -> None:
    """Wait for `ready`; raises what the process said when it ends instead or takes too long."""
    deadline = monotonic() + PATIENCE
    while not ready():
        try:
            ended = why(process.wait(timeout=0.02))
        except subprocess.TimeoutExpired:
            ended = ""
        if ended or monotonic() > deadline:
            said = log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"{process.args!r}: {ended or 'not ready in time'}\n{said}")


def drop(url: str, name: str) -> None:
    """Forget a test's database on a server that outlives the tests."""
    client: MongoClient[Any] = MongoClient(url)
    try:
        client.drop_database(name)
    finally:
        client.close()
