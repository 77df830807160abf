"""The whole platform as its users meet it: `make run` on ports of its own, without demo data."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

import httpx

from local import ports
from local.machine import Machine
from local.processes import with_parent
from support.people import Person
from support.servers import LIBS

T = TypeVar("T")
READY = "Ngoại Vụ is ready."
PASSWORD = "ngoaivu-demo"
PATIENCE = 60.0


class Platform:
    """A running platform. `person("officer.86")` signs in at the province gateway."""

    def __init__(self, machine: Machine, output: Path) -> None:
        self.machine = machine
        self._output = output
        self.client = httpx.Client(base_url=machine.url("gateway"), timeout=30)
        self.ministry = httpx.Client(base_url=machine.url("ministry-gateway"), timeout=30)
        self._tokens: dict[tuple[str, str], str] = {}

    def person(self, name: str, day: Any = "", password: str = PASSWORD) -> Person:
        return Person(self.client, self.token(self.client, name, password), day)

    def at_the_ministry(self, name: str = "ministry") -> Person:
        return Person(self.ministry, self.token(self.ministry, name, PASSWORD))

    def token(self, client: httpx.Client, name: str, password: str) -> str:
        key = (str(client.base_url), name)
        if key not in self._tokens:
            form = {"username": name, "password": password}
            answer = client.post("/api/token", data=form)
            assert answer.status_code == 200, answer.text
            self._tokens[key] = answer.json()["access_token"]
        return self._tokens[key]

    def said(self) -> str:
        return self._output.read_text(errors="replace")


def eventually(ask: Callable[[], T], seconds: float = 20.0) -> T:
    """What `ask` answers once it is truthy; what happens over the broker takes a moment."""
    deadline = monotonic() + seconds
    while True:
        try:
            if found := ask():
                return found
            failure: Exception | None = None
        except (AssertionError, httpx.HTTPError, LookupError) as error:
            failure = error
        if monotonic() > deadline:
            raise AssertionError(f"nothing within {seconds} s: {failure or 'still false'}")
        sleep(0.1)


@contextmanager
def platform(demo: str = "accounts", **environment: str) -> Iterator[Platform]:
    """Start everything, and end it as Ctrl-C does."""
    with tempfile.TemporaryDirectory(prefix="ngoaivu-run-") as room:
        base = free_base()
        told = {
            **os.environ,
            "PYTHONPATH": str(LIBS),
            "NGOAIVU_DATA": room,
            "NGOAIVU_BASE_PORT": str(base),
            "DEMO": demo,
            **environment,
        }
        output = Path(room) / "said"
        with output.open("wb") as sink:
            process = subprocess.Popen(
                (sys.executable, "-m", "local"),
                env=told, stdout=sink, stderr=sink, preexec_fn=with_parent(),
            )  # fmt: skip
        it = Platform(Machine.of(told), output)
        try:
            _until_ready(process, it)
            yield it
        finally:
            it.client.close()
            it.ministry.close()
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _until_ready(process: subprocess.Popen[bytes], it: Platform) -> None:
    deadline = monotonic() + PATIENCE
    while READY not in it.said():
        if process.poll() is not None or monotonic() > deadline:
            raise RuntimeError(f"the platform did not start:\n{it.said()[-3000:]}")
        sleep(0.1)


def free_base() -> int:
    """Nine free ports in a row."""
    return ports.free_port(row=9)
