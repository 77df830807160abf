"""A real Apache Kafka on this machine: one KRaft node from Maven Central's jars, on Java 17.

It is what tests prove themselves on, and what a small office may run instead of the embedded
broker (`NGOAIVU_KAFKA=127.0.0.1:9092 make run`).

KafkaMissing           Java or Maven is not there, or Maven could not fetch the jars
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import shutil
import subprocess
import uuid
from base64 import urlsafe_b64encode
from pathlib import Path

from local import broker, ports
from local.supervisor import Child

POM = Path(__file__).with_name("pom.xml")
JAVA = ("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
QUIET = ("-Dorg.apache.logging.log4j.level=WARN", "-Dlog4j2.disable.jmx=true")
OURS = "NGOAIVU_KAFKA_RUN"
SETTINGS = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={storage}
num.partitions=6
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=6
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=6
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=8388608
num.network.threads=2
num.io.threads=4
"""


class KafkaMissing(Exception):
    """Java or Maven is not there, or Maven could not fetch the jars: says what to do."""


def fetch(room: Path) -> Path:
    """The directory of the jars, fetched by Maven once for each pom.xml. Raises KafkaMissing."""
    lib = room / "lib"
    stamp = lib / "of-pom"
    wanted = hashlib.sha256(POM.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return lib
    if shutil.which("mvn") is None:
        raise KafkaMissing(
            "Maven (mvn) is needed once to fetch Apache Kafka and is not on the PATH; install it, "
            "or name a running broker with NGOAIVU_KAFKA=host:port"
        )
    shutil.rmtree(lib, ignore_errors=True)
    done = subprocess.run(
        [
            *("mvn", "--quiet", "--batch-mode", "--file", str(POM)),
            *("dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={lib}"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise KafkaMissing(f"Maven could not fetch Apache Kafka:\n{done.stdout}{done.stderr}")
    stamp.write_text(wanted)
    return lib


def prepare(room: Path, lib: Path, port: int) -> Path:
    """Write the settings and format the storage unless it was; the path of the settings."""
    storage, settings = room / "storage", room / "server.properties"
    room.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        SETTINGS.format(port=port, controller=ports.free_port(), storage=storage.absolute())
    )
    if not (storage / "meta.properties").exists():
        cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        tool = ("kafka.tools.StorageTool", "format", "-t", cluster, "-c", str(settings))
        done = subprocess.run(java(lib, *tool), capture_output=True, text=True, check=False)
        if done.returncode:
            raise KafkaMissing(f"the storage was not formatted:\n{done.stdout}{done.stderr}")
    return settings


def child(room: Path, lib: Path, port: int) -> Child:
    """The node as a process to keep running; ready when it, and no older server, answers."""
    settings = prepare(room, lib, port)
    run = secrets.token_hex(8)

    def ready() -> bool:
        if not broker.answers(port):
            return False
        holder = ports.holder(port)
        return holder is not None and ports.environment(holder).get(OURS) == run

    return Child(
        "kafka",
        java(lib, "kafka.Kafka", str(settings)),
        lambda: asyncio.to_thread(ready),
        environment={OURS: run},
    )


def java(lib: Path, *arguments: str) -> list[str]:
    """A command line with all jars. Raises KafkaMissing."""
    found = shutil.which("java")
    if found is None:
        raise KafkaMissing("Java 17 or newer is needed for Apache Kafka and is not on the PATH")
    return [found, *JAVA, *QUIET, "-cp", f"{lib.absolute()}/*", *arguments]
