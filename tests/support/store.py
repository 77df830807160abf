"""A service's storage for tests: a store on the real database, its dossiers, its journal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import httpx

from casework import Actor, DossierType, Province, Register
from chassis.settings import Settings
from chassis.store import dossiers, registers
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Store, connect
from chassis.store.journal import Journal, Line, seal_of
from chassis.store.lease import Lease
from chassis.store.registry import Registry
from chassis.store.sealing import Sealer
from chassis.store.verification import Anchors, Verification
from chassis.wire import deadletters, follower
from chassis.wire.pages import page
from chassis.wire.peers import Peer
from chassis.wire.records import headers
from chassis.wire.relay import Wake
from support.desk import HANOI, office_calendar, stated
from support.sample import LETTER, Application

INDEXES: Mapping[str, Any] = {
    **dossiers.INDEXES,
    **registers.INDEXES,
    **follower.INDEXES,
    **deadletters.INDEXES,
}
OPS = Actor(id="ops", roles=frozenset({"ops"}), province="")
MORNING = datetime(2026, 11, 10, 9, tzinfo=HANOI)
PROVINCES = {
    code: Province(
        code=code,
        name=name,
        calendar=office_calendar(),
        committee=f"Ủy ban nhân dân tỉnh {name}",
        office=f"Sở Ngoại vụ tỉnh {name}",
        place=name,
        values={},
        provisions=stated(code).provisions,
        articles=stated(code).articles,
    )
    for code, name in {"86": "Vĩnh Long", "12": "Lai Châu", "46": "Huế"}.items()
} | {
    "83": Province(
        code="83", name="Bến Tre", calendar=office_calendar(), until=date(2025, 6, 30),
        successor="86",
    )
}  # fmt: skip


class Office:
    """Everything one service keeps, for as long as a test."""

    def __init__(
        self,
        settings: Settings,
        types: Sequence[DossierType[Any]],
        books: Sequence[Register[Any]],
    ) -> None:
        self.settings = settings
        self.store: Store = connect(settings)
        self.registry = Registry(settings.service, types or (LETTER,), books)
        self.wake = Wake()
        self.dossiers = Dossiers(self.store, self.registry, PROVINCES, self.wake.ring)
        self.journal = Journal(self.store)
        self.verification = Verification(self.store, self.journal, Anchors(settings.anchor))
        self.lease = Lease(self.store, settings.relay_lease)

    async def lodge(self, subject: str = "Thư mời", province: str = "86", **more: Any) -> Any:
        asked = asks("unit", province)
        return await self.dossiers.lodge(LETTER, Application(subject=subject, **more), asked)

    async def seal(self) -> list[Line]:
        """Seal all that waits; the lines."""
        assert await self.lease.hold()
        sealed: list[Line] = []
        while found := await Sealer(self.store, self.lease).seal():
            sealed += found
        return sealed


def asks(role: str, province: str = "86", *, unit: str = "so-tai-chinh", **more: Any) -> Request:
    """A request of `<role>.<province>`, on a Tuesday at nine."""
    actor = Actor(id=f"{role}.{province}", roles=frozenset({role}), province=province, unit=unit)
    return Request(actor=actor, at=more.pop("at", MORNING), **more)


def peer(desk: Office) -> Peer:
    """The journal of `desk` as another service reads it, over HTTP's bytes but no socket."""

    async def answer(request: httpx.Request) -> httpx.Response:
        heads = await desk.journal.heads()
        if request.url.path == "/internal/heads":
            return httpx.Response(200, json=heads, headers=await named(desk))
        asked = request.url.params
        lines = await desk.journal.read(asked["province"], int(asked["after"]), int(asked["limit"]))
        return httpx.Response(200, content=page(lines, 0))

    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return Peer(desk.settings.service, "http://peer", "s" * 32, client)


async def named(desk: Office) -> dict[str, str]:
    """The header that names a journal, once it has a name."""
    row = await desk.store["relay"].find_one({"_id": "journal"})
    return {"Ngoaivu-Journal": row["name"]} if row else {}


async def resealed(desk: Office, block: dict[str, Any]) -> None:
    """Write a changed block of a journal, with seals that hold up to its end."""
    prev = block["lines"][0]["prev"]
    for raw in block["lines"]:
        raw["prev"] = prev
        line = Line(province=block["province"], **raw)
        prev = raw["hash"] = seal_of(line, prev)
    await desk.store["journal"].replace_one({"_id": block["_id"]}, block)
    head = {f"heads.{block['province']}.hash": prev}
    await desk.store["relay"].update_one({"_id": "lease"}, {"$set": head})


def record(line: Line, *, topic: str = "ngoaivu.letters.v1", **changed: Any) -> SimpleNamespace:
    """A sealed line as a consumer gets it from Kafka."""
    told = {
        "topic": topic,
        "partition": 0,
        "offset": line.position,
        "key": line.province.encode(),
        "value": line.data,
        "headers": tuple(headers(line)),
    }
    return SimpleNamespace(**{**told, **changed})


@asynccontextmanager
async def office(
    mongo_url: str,
    database: str,
    *types: DossierType[Any],
    registers: Sequence[Register[Any]] = (),
    **settings: Any,
) -> AsyncIterator[Office]:
    """`async with office(mongo_url, database_name) as desk: await desk.lodge()`."""
    told = {"service": "letters", **settings}
    made = Office(Settings(mongo_url=mongo_url, database=database, **told), types, registers)
    try:
        await made.store.ensure(**INDEXES)
        yield made
    finally:
        await made.store.close()
