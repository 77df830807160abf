"""A real Apache Kafka, started as `make kafka` and `make test-kafka` do."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from local import kafka
from local.machine import ROOT
from support.servers import LIBS

pytestmark = pytest.mark.kafka
HOME = Path(os.environ.get("NGOAIVU_DATA") or ROOT / ".local")
SENDS_IDEMPOTENTLY = """
import asyncio, os
from aiokafka import AIOKafkaProducer
from local import broker

async def main():
    address = os.environ["NGOAIVU_KAFKA"]
    await broker.declare(address, ["proof.v1"])
    async with AIOKafkaProducer(bootstrap_servers=address, enable_idempotence=True) as producer:
        told = await producer.send_and_wait("proof.v1", b"news", key=b"86")
    print("kept at", told.offset)

asyncio.run(main())
raise SystemExit(7)
"""


@pytest.fixture(scope="module")
def jars() -> Path:
    if not (shutil.which("java") and shutil.which("mvn")):
        pytest.skip("Apache Kafka needs Java and Maven")
    try:
        return kafka.fetch(HOME / "kafka")
    except kafka.KafkaMissing as missing:
        pytest.skip(str(missing))


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(LIBS), "NGOAIVU_DATA": str(HOME), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_command_runs_on_it_and_its_exit_code_is_kept(jars: Path) -> None:
    done = python(*("-m", "local.kafka", "--for", "--", sys.executable, "-c", SENDS_IDEMPOTENTLY))

    assert "kept at 0" in done.stdout, done.stderr
    assert done.returncode == 7


def test_a_taken_port_is_named(jars: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = python("-m", "local.kafka", "--port", str(port))

    assert done.returncode == 1
    assert f"port {port}, needed for kafka, is taken by process {os.getpid()}" in done.stderr


def test_without_maven_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(kafka.KafkaMissing, match=r"Maven \(mvn\) is needed once"):
        kafka.fetch(tmp_path)
