"""A real Apache Kafka with TLS, accounts and the chart's rights: what is a service's own it may do,
and nothing else."""

from __future__ import annotations

import asyncio
import os
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import GroupAuthorizationFailedError, KafkaConnectionError
from aiokafka.errors import TopicAuthorizationFailedError as Forbidden

from casework.event import topic
from chassis.settings import Settings
from chassis.wire import access, news
from chassis.wire.kafka import NoTopic, ensure
from local import kafka, ports
from local.kafka import secured
from local.machine import ROOT
from local.processes import with_parent
from support.chart import Objects

pytestmark = [
    pytest.mark.kafka,
    pytest.mark.timeout(300),
    # What aiokafka leaves open when it is refused is closed by the collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
HOME = Path(os.environ.get("NGOAIVU_DATA") or ROOT / ".local")
PATIENCE = 120.0  # seconds for a broker on a machine that does much else
OWN, OTHER = "ngos", "consular-border"


@pytest.fixture(scope="module")
def node(
    objects: Callable[..., Objects], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[secured.Secured]:
    """The broker, with the topics and accounts that the chart renders for a province."""
    if not all(map(shutil.which, ("java", "mvn", "openssl"))):
        pytest.skip("Apache Kafka needs Java and Maven, its certificates openssl")
    try:
        lib = kafka.fetch(HOME / "kafka")
    except kafka.KafkaMissing as missing:
        pytest.skip(str(missing))
    rights = objects("province")
    names = [o["metadata"]["name"] for o in rights if o["kind"] == "KafkaUser"]
    room = tmp_path_factory.mktemp("secured")
    made = secured.prepare(room, lib, "localhost", ports.free_port(), names)
    with (room / "log").open("wb") as log:
        process = subprocess.Popen(made.command, stdout=log, stderr=log, preexec_fn=with_parent())
    try:
        deadline = monotonic() + PATIENCE
        while not made.answers():
            assert process.poll() is None, (room / "log").read_text()
            assert monotonic() < deadline, (room / "log").read_text()
            sleep(0.2)
        made.admit(rights)
        yield made
    finally:
        process.kill()
        process.wait()


def settings(node: secured.Secured, service: str, **more: Any) -> Settings:
    account = f"site-{service}"
    given = {
        "service": service, "kafka": node.address, "kafka_security": "sasl-ssl",
        "kafka_username": account, "kafka_password": node.passwords[account],
        "kafka_ca": node.ca, "kafka_declare": False,
    }  # fmt: skip
    return Settings(**{**given, **more})


async def write(told: Settings, name: str) -> int:
    options = access.options(told)
    producer = AIOKafkaProducer(**options, acks="all", enable_idempotence=True)
    try:
        await producer.start()
        kept = await producer.send_and_wait(name, b"news", key=b"86")
        return int(kept.offset)
    finally:
        await producer.stop()


async def read(told: Settings, name: str, group: str) -> bytes:
    consumer = AIOKafkaConsumer(
        name, **access.options(told), group_id=group, auto_offset_reset="earliest"
    )
    try:
        await consumer.start()
        return bytes((await consumer.getone()).value)
    finally:
        await consumer.stop()


async def test_a_service_writes_its_own_news_and_reads_what_it_follows(
    node: secured.Secured,
) -> None:
    assert await write(settings(node, OWN), topic(OWN)) >= 0
    assert await read(settings(node, "gateway"), topic(OWN), "gateway") == b"news"


async def test_the_news_of_others_cannot_be_forged(node: secured.Secured) -> None:
    with pytest.raises(Forbidden):
        await write(settings(node, OWN), topic(OTHER))


async def test_news_that_do_not_concern_a_service_stay_closed_to_it(node: secured.Secured) -> None:
    with pytest.raises(Forbidden):
        await read(settings(node, OWN), topic(OTHER), OWN)


async def test_nobody_takes_part_in_the_group_of_another(node: secured.Secured) -> None:
    with pytest.raises(GroupAuthorizationFailedError):
        await read(settings(node, OWN), topic(OWN), "gateway")


async def test_a_wrong_word_and_a_strange_certificate_are_refused(node: secured.Secured) -> None:
    told = settings(node, OWN, kafka_password="guessed")
    with pytest.raises(KafkaConnectionError):
        await write(told, topic(OWN))
    with pytest.raises((KafkaConnectionError, ssl.SSLError)):
        await write(settings(node, OWN, kafka_ca=None), topic(OWN))


async def test_a_topic_that_nobody_declared_is_named(node: secured.Secured) -> None:
    with pytest.raises(NoTopic, match=r"ngoaivu\.passports\.v1: not declared, or not for"):
        await ensure(settings(node, OWN), ["ngoaivu.passports.v1"])


async def test_the_subscription_of_a_service_hears_the_news(node: secured.Secured) -> None:
    heard: list[Any] = []

    class Follower:
        has_news = True

        def hears(self, *, news: bool) -> None:
            pass

        async def receive(self, batch: Any) -> None:
            heard.extend(batch)

    told = settings(node, "reporting", kafka_session=6.0)
    listener = news.News(told, "reporting", [OWN])
    broker = listener._build(Follower())  # type: ignore[arg-type]
    await broker.start()
    try:
        await write(settings(node, OWN), topic(OWN))
        deadline = monotonic() + 30
        while not heard:
            assert monotonic() < deadline
            await asyncio.sleep(0.1)
    finally:
        await broker.stop()
    assert heard[0].value == b"news"
