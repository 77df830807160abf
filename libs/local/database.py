"""The embedded database: SecantusDB, which speaks MongoDB's wire protocol.

`python -m local.database --port N --data DIR`. Started with sync on commit, because without it a
killed process loses acknowledged writes. Two defaults are changed before it starts
(docs/decisions/002-embedded-parts.md): how many replies to retryable writes it keeps and searches
through, and how long a transaction whose client was killed may hold its documents.
"""

from __future__ import annotations

import argparse
import socket
import struct
import sys
import threading
from pathlib import Path

# Each write searches all kept replies; the default of 10,000 makes writes 25 times slower.
KEPT_REPLIES = 128
# Seconds without a statement after which a transaction is taken to be abandoned. The default of
# 60 would keep a dossier locked that long after `kill -9` of a service in mid-transaction.
ABANDONED_AFTER = 3.0


def command(port: int, data: Path | str, host: str = "127.0.0.1") -> list[str]:
    """The command line of a database that keeps its files in `data`."""
    return [
        sys.executable,
        "-m",
        "local.database",
        f"--port={port}",
        f"--data={data}",
        f"--host={host}",
    ]


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a database replies there to `ping`, asked in OP_MSG without a driver."""
    ping = b"\x10ping\0" + struct.pack("<i", 1) + b"\x02$db\0" + struct.pack("<i", 6) + b"admin\0"
    body = struct.pack("<iB", 0, 0) + struct.pack("<i", len(ping) + 5) + ping + b"\0"
    try:
        with socket.create_connection((host, port), timeout=2) as connection:
            connection.sendall(struct.pack("<iiii", 16 + len(body), 1, 0, 2013) + body)
            return len(connection.recv(16)) == 16
    except OSError:
        return False


def serve(port: int, data: str, host: str) -> None:
    """Run in this process until SIGTERM."""
    _change_defaults()
    from secantus.cli import main

    Path(data).mkdir(parents=True, exist_ok=True)
    sys.argv = [
        "secantus",
        f"--host={host}",
        f"--port={port}",
        f"--storage-path={data}",
        "--sync-on-commit",
        "--cache-size=64M",
        "--oplog-retention-seconds=600",
        "--oplog-max-entries=20000",
        "--log-level=WARNING",
    ]
    main()


def _change_defaults() -> None:
    import secantus.server
    from secantus import transactions

    class Registry(transactions.TransactionRegistry):  # type: ignore[misc]
        """Ends abandoned transactions by the clock, not only when another statement arrives."""

        def __init__(self, **given: object) -> None:
            super().__init__(**{**given, "lifetime_seconds": ABANDONED_AFTER})
            threading.Thread(target=self._end_abandoned, daemon=True).start()

        def _end_abandoned(self) -> None:
            waiting = threading.Event()
            while not waiting.wait(1.0):
                self.prune_expired()

    transactions._RETRYABLE_RECORD_MAX = KEPT_REPLIES
    secantus.server.TransactionRegistry = Registry


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="the embedded database")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--host", default="127.0.0.1")
    given = parser.parse_args()
    serve(given.port, given.data, given.host)
