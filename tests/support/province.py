"""A province with one service, its gateway, and the ministry's gateway, on sockets."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import httpx
from msgspec.structs import replace
from pymongo import MongoClient

from chassis.service import create_service
from chassis.settings import Settings
from gateway.main import create_app
from local import keys, ports
from support.people import Person, token
from support.running import HOSTED, PROVINCES
from support.sample import LETTER
from support.sockets import serving

SERVICE = "delegations"
SECRET = replace(LETTER, name="secret-letter", prefix="TM", title="Thư mật thiết", team_only=True)
DAY = "2026-11-10"
AWAY = "http://127.0.0.1:9"


class House:
    """`officer = house.person("officer")`; `officer.lodge("delegations/letter", {…})`."""

    def __init__(self, urls: dict[str, str], kept: keys.Keys, mongo_url: str, name: str) -> None:
        self.urls = urls
        self.kept = kept
        self.client = httpx.Client(base_url=urls["gateway"], timeout=30)
        self.ministry = httpx.Client(base_url=urls["ministry"], timeout=30)
        self.databases: MongoClient[Any] = MongoClient(mongo_url)
        self.mongo_url, self._name = mongo_url, name

    def database(self, part: str) -> Any:
        return self.databases[f"{self._name}_{part}"]

    def person(self, role: str, province: str = "86", **claims: Any) -> Person:
        return Person(self.client, token(self.kept.signing, role, province, **claims), DAY)

    def at_the_ministry(self, role: str = "ministry") -> Person:
        return Person(self.ministry, token(self.kept.signing, role, ""), DAY)

    def letter(self, subject: str, by: str = "unit", **more: Any) -> dict[str, Any]:
        """A letter, as soon as the gateway shows it."""
        type_ = more.pop("type", "letter")
        person = self.person(by, more.pop("province", "86"))
        made = person.lodge(f"{SERVICE}/{type_}", {"subject": subject, **more})
        self.shows(made["id"])
        return made

    def shows(self, id: str, version: int = 1) -> dict[str, Any]:
        """The gateway's row of a dossier, once it has this version."""
        shown = self.database("gateway")

        def ask() -> Any:
            pointer = shown["projections"].find_one({"_id": "dossiers"}) or {"live": 1}
            row = shown[f"dossiers_{pointer['live']}"].find_one({"_id": id})
            return row if row and row["version"] >= version else None

        found: dict[str, Any] = eventually(ask)
        return found

    def close(self) -> None:
        self.client.close()
        self.ministry.close()
        self.databases.close()


def eventually(ask: Callable[[], Any], seconds: float = 20.0) -> Any:
    """What `ask` answers, as soon as it is something."""
    deadline = monotonic() + seconds
    while not (found := ask()):
        assert monotonic() < deadline, f"nothing after {seconds} s"
        sleep(0.03)
    return found


@contextmanager
def house(
    mongo_url: str, kafka: str, room: Path, *, idempotence: bool, traces: str = ""
) -> Iterator[House]:
    """All three, ready; `ngos` is a peer that does not answer."""
    kept = keys.keep(room)
    for table in ("calendar.toml", "units.toml", "provisions.toml"):
        shutil.copy(PROVINCES / table, room)
    name = f"ngoaivu_test_{uuid4().hex[:10]}"

    def settings(service: str, part: str, **more: Any) -> Settings:
        return Settings(
            service=service,
            database=f"{name}_{part}",
            mongo_url=mongo_url,
            kafka=kafka,
            kafka_idempotence=idempotence,
            kafka_session=6.0 if idempotence else 1.0,
            provinces=room,
            demo=True,
            jwks=str(kept.jwks),
            internal_secret=kept.internal_secret,
            catch_up_every=0.5,
            count_every=0,
            log_level="error",
            traces=traces,
            **{"host_provinces": HOSTED, **more},
        )

    def at(service: str, part: str, create: Callable[[Settings], Any], **more: Any) -> str:
        app = create(settings(service, part, **more))
        return stack.enter_context(serving(app, port=port(part)))

    gateway_port = ports.free_port()

    def port(part: str) -> int:
        return gateway_port if part == "gateway" else 0

    with ExitStack() as stack:
        urls = {
            SERVICE: at(
                SERVICE,
                "service",
                lambda told: create_service(told, title="Thư", types=[LETTER, SECRET]),
                peers={"gateway": f"http://127.0.0.1:{gateway_port}"},
            )
        }
        peers = {SERVICE: urls[SERVICE], "ngos": AWAY}
        signing = {"signing_key": kept.signing}
        urls["gateway"] = at("gateway", "gateway", create_app, peers=peers, **signing)
        feeds = {"province": urls["gateway"]}
        urls["ministry"] = at(
            "gateway", "ministry", create_app,
            level="ministry", feeds=feeds, host_provinces=(), **signing,
        )  # fmt: skip
        made = House(urls, kept, mongo_url, name)
        stack.callback(made.close)
        yield made
