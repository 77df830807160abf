"""The embedded database: SecantusDB, which speaks MongoDB's wire protocol.

`python -m local.database --port N --data DIR`. Started with sync on commit, because without it a
killed process loses acknowledged writes. The table of retryable writes is kept short: its default
length makes every write after the first ten thousand scan it (see docs/decisions/002).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def command(port: int, data: Path | str, host: str = "127.0.0.1") -> list[str]:
    """The command line of a database that keeps its files in `data`."""
    return [
        sys.executable,
        "-m",
        "local.database",
        "--port",
        str(port),
        "--data",
        str(data),
        "--host",
        host,
    ]


def serve(port: int, data: str, host: str) -> None:
    import secantus.transactions

    secantus.transactions._RETRYABLE_RECORD_MAX = 128
    from secantus.cli import main

    Path(data).mkdir(parents=True, exist_ok=True)
    sys.argv = [
        "secantus",
        f"--host={host}",
        f"--port={port}",
        f"--storage-path={data}",
        "--sync-on-commit",
        "--cache-size=64M",
        "--log-level=WARNING",
    ]
    main()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="the embedded database")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--host", default="127.0.0.1")
    given = parser.parse_args()
    serve(given.port, given.data, given.host)
