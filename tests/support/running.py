"""A whole service in the test's own process: its application, lifespan, database and broker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from chassis.settings import Settings
from local import keys
from support.people import Person, token

PROVINCES = Path(__file__).resolve().parents[2] / "provinces"
HOSTED = ("12", "46", "79", "86")


class Service:
    """A running service and the people who use it."""

    def __init__(self, client: Any, kept: keys.Keys) -> None:
        self.client = client
        self._keys = kept
        self.internal_secret = kept.internal_secret

    def person(self, role: str, province: str = "86", **claims: Any) -> Person:
        return Person(self.client, token(self._keys.signing, role, province, **claims))


@contextmanager
def running(
    create: Callable[[Settings], Any], service: str, room: Path, **settings: Any
) -> Iterator[Service]:
    """`with running(create_app, "letters", tmp_path, mongo_url=…, database=…, kafka=…) as it:`"""
    kept = keys.keep(room)
    told = Settings(
        service=service,
        demo=True,
        jwks=str(kept.jwks),
        internal_secret=kept.internal_secret,
        kafka_idempotence=False,
        count_every=0,
        **{"provinces": PROVINCES, "host_provinces": HOSTED, **settings},
    )
    with TestClient(create(told)) as client:
        yield Service(client, kept)
