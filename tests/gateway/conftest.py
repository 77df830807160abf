"""One house for the tests of a module: a service, its province's gateway, and the ministry's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support import province
from support.province import House


@pytest.fixture(scope="module")
def house(
    mongo_url: str,
    kafka_servers: str,
    kafka_idempotence: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    room = tmp_path_factory.mktemp("keys")
    with province.house(mongo_url, kafka_servers, room, idempotence=kafka_idempotence) as made:
        yield made
