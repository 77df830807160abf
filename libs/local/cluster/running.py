"""Processes that outlive the command that started them, and are ended by name: each is remembered
with the moment it began, so that nothing else is ever ended in its place."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from local.cluster import ClusterBroken

GRACE = 15.0  # seconds for an end by SIGTERM


class Processes:
    """What a room has started: `start(name, …)`, `end(name)`."""

    def __init__(self, room: Path) -> None:
        self._list = room / "processes.json"
        self.logs = room / "logs"
        self.logs.mkdir(parents=True, exist_ok=True)

    def names(self) -> list[str]:
        """In the order in which they were started."""
        return list(self._read())

    def pid(self, name: str) -> int | None:
        """Its process id while it lives, and is still that process."""
        known = self._read().get(name)
        return known["pid"] if known and _began(known["pid"]) == known["began"] else None

    def start(
        self, name: str, command: Sequence[object], environment: Mapping[str, str] | None = None
    ) -> None:
        """A process of its own session, with its own log and little claim on the machine."""
        with (self.logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                ("nice", "-n", "3", *(str(part) for part in command)),
                env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        known = self._read()
        known[name] = {"pid": process.pid, "began": _began(process.pid)}
        self._write(known)

    def until(self, name: str, holds: Callable[[], bool], seconds: float) -> None:
        """Raises ClusterBroken when a process ends or does not get there."""
        deadline = time.monotonic() + seconds
        while not holds():
            if self.pid(name) is None:
                raise ClusterBroken(f"{name} has ended:\n{self.said(name)}")
            if time.monotonic() > deadline:
                raise ClusterBroken(f"{name}: not ready in {seconds:.0f} s:\n{self.said(name)}")
            time.sleep(0.3)

    def said(self, name: str) -> str:
        log = self.logs / f"{name}.log"
        return log.read_text(errors="replace")[-1500:] if log.exists() else ""

    def end(self, name: str) -> None:
        """By SIGTERM, then by SIGKILL; a process that is another by now is left alone."""
        if (pid := self.pid(name)) is not None:
            _signal(pid, signal.SIGTERM)
            deadline = time.monotonic() + GRACE
            while self.pid(name) is not None and time.monotonic() < deadline:
                _reap(pid)
                time.sleep(0.1)
            if self.pid(name) is not None:
                _signal(pid, signal.SIGKILL)
                _reap(pid, wait=True)
        self._write({n: known for n, known in self._read().items() if n != name})

    def _read(self) -> dict[str, dict[str, int]]:
        if not self._list.exists():
            return {}
        known: dict[str, dict[str, int]] = json.loads(self._list.read_text())
        return known

    def _write(self, known: Mapping[str, Mapping[str, int]]) -> None:
        self._list.write_text(json.dumps(known))


def _began(pid: int) -> int:
    """When a process was started, in ticks since the machine was; 0 when there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return 0 if stat[0] == "Z" else int(stat[19])


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, number)


def _reap(pid: int, *, wait: bool = False) -> None:
    with suppress(ChildProcessError):
        os.waitpid(pid, 0 if wait else os.WNOHANG)
