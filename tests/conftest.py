"""What every test may ask for: a broker, a database, and a name in it that is its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest

from support import servers
from support.platform import Platform, platform


@pytest.fixture(scope="session")
def kafka_servers() -> Iterator[str]:
    """`host:port` of a broker; a real Apache Kafka when NGOAIVU_KAFKA names one."""
    with servers.kafka_servers() as addresses:
        yield addresses


@pytest.fixture(scope="session")
def kafka_idempotence() -> bool:
    """Whether that broker takes idempotent producers; the embedded one refuses them."""
    return "NGOAIVU_KAFKA" in os.environ


@pytest.fixture(scope="session")
def mongo_url() -> Iterator[str]:
    """URL of a database server; the one that NGOAIVU_MONGO names, if it does."""
    with servers.mongo_url() as url:
        yield url


@pytest.fixture
def database_name(mongo_url: str) -> Iterator[str]:
    """A database that no other test uses."""
    name = f"ngoaivu_test_{uuid4().hex[:12]}"
    yield name
    if "NGOAIVU_MONGO" in os.environ:
        servers.drop(mongo_url, name)


@pytest.fixture(scope="session")
def everything() -> Iterator[Platform]:
    """The whole platform with demo accounts and no data, shared by all journeys."""
    with platform() as it:
        yield it
