"""Ports of this machine: whether one is free, and who holds it."""

from __future__ import annotations

import random
import socket
from pathlib import Path

_LISTENING = "0A"


class PortTaken(Exception):
    """A port that is needed is held by another process: names the port and the process."""

    def __init__(self, port: int, purpose: str, holder: int | None) -> None:
        by = f"process {holder} ({words(holder)})" if holder else "another user's process"
        super().__init__(
            f"port {port}, needed for {purpose}, is taken by {by}; "
            "end it or choose other ports with NGOAIVU_BASE_PORT"
        )
        self.port, self.holder = port, holder


def free_port(row: int = 1) -> int:
    """The first of `row` ports in a row that nobody listens on now.

    Below the range from which Linux gives ports to outgoing connections: one that was free a
    moment ago would otherwise be somebody's other end.
    """
    while True:
        first = random.randrange(10_000, 32_000)
        if all(is_free(first + n) for n in range(row)):
            return first


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on `port`; one that is just closing its connections could."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def holder(port: int) -> int | None:
    """The process that listens on `port`, as far as this user may know (Linux: /proc)."""
    inodes = _listening(port)
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            links = {str(link.readlink()) for link in (entry / "fd").iterdir()}
        except OSError:
            continue
        if inodes & links:
            return int(entry.name)
    return None


def words(pid: int) -> str:
    """The command line of a process, shortened to one line."""
    try:
        said = (Path("/proc") / str(pid) / "cmdline").read_bytes()
    except OSError:
        return "ended"
    return said.replace(b"\0", b" ").decode(errors="replace").strip()[:120]


def environment(pid: int) -> dict[str, str]:
    """What a process was started with; empty when this user may not know."""
    try:
        told = (Path("/proc") / str(pid) / "environ").read_bytes().decode(errors="replace")
    except OSError:
        return {}
    return dict(entry.split("=", 1) for entry in told.split("\0") if "=" in entry)


def _listening(port: int) -> set[str]:
    """The sockets that listen on `port`, as /proc/<pid>/fd names them."""
    found = set()
    for table in ("tcp", "tcp6"):
        try:
            rows = (Path("/proc/net") / table).read_text().splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            parts = row.split()
            if parts[3] == _LISTENING and int(parts[1].rsplit(":", 1)[1], 16) == port:
                found.add(f"socket:[{parts[9]}]")
    return found
