"""The embedded database: SecantusDB, which speaks MongoDB's wire protocol.

`python -m local.database --port N --data DIR`. Started with sync on commit, because without it a
killed process loses acknowledged writes. What is changed before it starts, and the measurements
that say why, stands in docs/decisions/002-embedded-parts.md.
"""

from __future__ import annotations

import argparse
import socket
import struct
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Each write searches all kept replies; the default of 10,000 makes writes 25 times slower.
KEPT_REPLIES = 128
# Seconds without a statement after which a transaction is taken to be abandoned. The default of
# 60 would keep a dossier locked that long after `kill -9` of a service in mid-transaction.
ABANDONED_AFTER = 3.0
SPARE_SESSIONS = 32  # kept for transactions to come
CACHE = "64M"
# A thread that must make room in the cache holds the lock that the commit needs which would make
# that room, and everything stands still. By default that begins when a tenth of the cache is
# updates not yet written; so it begins late, and a thread waits two seconds and then takes it as a
# conflict, which the driver repeats.
MAKES_ROOM_LATE = (
    "eviction_trigger=98,eviction_dirty_trigger=80,eviction_updates_trigger=80,"
    "cache_max_wait_ms=2000"
)


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
    return _ask(port, host, {"ping": 1, "$db": "admin"}, seconds=2) is not None


def writes(port: int, host: str = "127.0.0.1") -> bool:
    """Whether it still writes: one whose cache is jammed answers `ping` and nothing else."""
    mark = {"q": {"_id": "alive"}, "u": {"$inc": {"n": 1}}, "upsert": True}
    reply = _ask(port, host, {"update": "alive", "updates": [mark], "$db": "ngoaivu_supervisor"})
    return reply is not None and b"writeErrors" not in reply


def _ask(port: int, host: str, command: Mapping[str, Any], seconds: float = 8) -> bytes | None:
    """The reply to one command, or None when there is none in time."""
    import bson

    body = struct.pack("<iB", 0, 0) + bson.encode(command)
    try:
        with socket.create_connection((host, port), timeout=seconds) as connection:
            connection.sendall(struct.pack("<iiii", 16 + len(body), 1, 0, 2013) + body)
            return connection.recv(65536) or None
    except OSError:
        return None


def serve(port: int, data: str, host: str) -> None:
    """Run in this process until SIGTERM."""
    change_defaults()
    from secantus.cli import main

    Path(data).mkdir(parents=True, exist_ok=True)
    sys.argv = [
        "secantus",
        f"--host={host}",
        f"--port={port}",
        f"--storage-path={data}",
        "--sync-on-commit",
        f"--cache-size={CACHE}",
        "--log-level=WARNING",
    ]
    main()


def change_defaults() -> None:
    """To be called before the server starts: docs/decisions/002-embedded-parts.md."""
    import secantus.server
    from secantus import storage, transactions

    from local.sorted_reads import SortedReads

    class Registry(transactions.TransactionRegistry):  # type: ignore[misc]
        """Ends abandoned transactions by the clock, not only when another statement arrives."""

        def __init__(self, **given: object) -> None:
            super().__init__(**{**given, "lifetime_seconds": ABANDONED_AFTER})
            threading.Thread(target=self._end_abandoned, daemon=True).start()

        def _end_abandoned(self) -> None:
            waiting = threading.Event()
            while not waiting.wait(1.0):
                self.prune_expired()

    class Store(SortedReads, storage.Storage):  # type: ignore[misc]
        """Without an oplog, which is for change streams: a copy of every write, read by nobody."""

        def __init__(self, *given: object, **named: object) -> None:
            self._spare: list[tuple[Any, Any]] = []
            super().__init__(*given, **{**named, "enable_oplog": False})

        def prune_ttl_all_collections(self, **given: object) -> int:
            """Once a minute; gives up what it has seen, which would keep the history of every
            write until the next time: documents that are written often became slower and slower."""
            try:
                return int(super().prune_ttl_all_collections(**given))
            finally:
                self.release_thread_snapshot()

        def begin_user_transaction(self) -> Any:
            """In a session that an earlier transaction has left, if there is one."""
            with self._lock:
                if self._closed or not self._spare:
                    return super().begin_user_transaction()
                session, cursors = self._spare.pop()
            handle = storage.UserTransactionHandle(session)
            handle.cursors = cursors
            return handle

        def _close_user_txn_session(self, handle: Any) -> None:
            """Keep the session and its cursors for another transaction: what is opened anew for
            each is slow, and some of it is never given back."""
            with self._lock:
                has_room = not self._closed and len(self._spare) < SPARE_SESSIONS
                if handle.closed or not has_room or not _rests(handle.session):
                    super()._close_user_txn_session(handle)
                else:
                    self._spare.append((handle.session, handle.cursors))
                    handle.closed, handle.cursors = True, {}

        def _try_index_id_keys(
            self, db: str, coll: str, filter: dict[str, Any], **named: object
        ) -> list[bytes] | None:
            found: list[bytes] | None = super()._try_index_id_keys(
                db, coll, searched(filter), **named
            )
            return found

    opens = storage.wt.wiredtiger_open

    def opens_with_room(home: str, config: str) -> object:
        return opens(home, f"{config},{MAKES_ROOM_LATE}")

    transactions._RETRYABLE_RECORD_MAX = KEPT_REPLIES
    storage.wt.wiredtiger_open = opens_with_room
    secantus.server.TransactionRegistry = Registry
    secantus.server.Storage = Store


def searched(filter: Mapping[str, Any]) -> dict[str, Any]:
    """What of a query an index may be sought for: its plain conditions and those within `$and`.

    The server gives up at the first operator, so that a list which asks who may see a dossier
    (`$or`) reads them all. The whole query is compared with whatever the index finds, as ever.
    """
    found: dict[str, Any] = {}
    for name, wanted in filter.items():
        if name == "$and":
            for condition in wanted:
                found |= searched(condition)
        elif not name.startswith("$"):
            found[name] = wanted
    return found


def _rests(session: Any) -> bool:
    """Whether a session of the storage engine has ended its transaction and let go of its data."""
    try:
        session.reset()
    except Exception:
        return False
    return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="the embedded database")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--host", default="127.0.0.1")
    given = parser.parse_args()
    serve(given.port, given.data, given.host)
