"""`make run` as its user meets it: one process started, one signal to end it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from local import broker, database, ports
from local.machine import Machine
from support.platform import READY, free_base
from support.servers import LIBS


def test_everything_starts_answers_survives_kills_and_ends(tmp_path: Path) -> None:
    base = free_base()
    machine = Machine.of({"NGOAIVU_BASE_PORT": str(base), "NGOAIVU_DATA": str(tmp_path)})
    applications = [child.name for child in machine.applications(None)]
    with run(tmp_path, base) as (process, said):
        until(lambda: READY in said(), process)
        for name in applications:
            assert readable(f"{machine.url(name)}/readyz")
            assert readable(f"{machine.url(name)}/livez")

        for name in ("broker", "database", *applications[:1]):
            holder = ports.holder(machine.port(name))
            assert holder is not None
            os.kill(holder, signal.SIGKILL)
        killed = 2 + len(applications[:1])
        until(lambda: said().count("ready again") == killed, process)
        assert broker.answers(machine.port("broker"))
        assert database.answers(machine.port("database"))

        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=40) == 0
        assert said().endswith("· ended\n")
    assert all(ports.is_free(port) for port in machine.ports().values())
    assert (tmp_path / "logs" / "database.log").exists()


@contextmanager
def run(data: Path, base: int) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[], str]]]:
    """`python -m local` without demo data, and what it has said so far."""
    output = data / "said"
    environment = {
        **os.environ,
        "PYTHONPATH": str(LIBS),
        "NGOAIVU_DATA": str(data),
        "NGOAIVU_BASE_PORT": str(base),
        "DEMO": "0",
    }
    with output.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "local"], env=environment, stdout=sink, stderr=sink
        )
    try:
        yield process, output.read_text
    finally:
        process.kill()
        process.wait()


def until(holds: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = monotonic() + seconds
    while not holds():
        assert process.poll() is None, "it ended"
        assert monotonic() < deadline, "it took too long"
        sleep(0.05)


def readable(url: str) -> bool:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return bool(answer.status == 200)
