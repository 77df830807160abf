"""What stands beside a cluster as a site's own servers would: Apache Kafka with accounts, and a
database. Both listen on the host's end of the cluster's network."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from local import database, kafka
from local.cluster.control import HOST
from local.cluster.running import Processes
from local.kafka import secured
from local.machine import ONE_HEAP, source_roots

BROKER, DATABASE = 19092, 19017
PATIENCE = 240.0


def start(room: Path, processes: Processes, jars: Path, accounts: Sequence[str]) -> secured.Secured:
    """Both, ready and empty. Raises ClusterBroken, KafkaMissing."""
    for old in ("kafka", "database"):
        shutil.rmtree(room / old, ignore_errors=True)
    lib = kafka.fetch(jars)
    node = secured.prepare(room / "kafka", lib, HOST, BROKER, accounts)
    processes.start("kafka", node.command)
    processes.start(
        "database",
        (sys.executable, "-m", "local.database", f"--port={DATABASE}", f"--host={HOST}",
         f"--data={room}/database"),
        {"PYTHONPATH": source_roots(), "NGOAIVU_DATA": str(room), **ONE_HEAP},
    )  # fmt: skip
    processes.until("kafka", node.answers, PATIENCE)
    processes.until("database", _database_answers, PATIENCE)
    return node


def _database_answers() -> bool:
    return database.answers(DATABASE, HOST)


def mongo_url(name: str = "") -> str:
    return f"mongodb://{HOST}:{DATABASE}/{name}"


def admit(node: secured.Secured, objects: Sequence[Mapping[str, Any]]) -> None:
    """Topics and rights, as the chart asks for them."""
    asyncio.run(asyncio.to_thread(node.admit, objects))
