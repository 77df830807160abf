"""A service's storage for tests: a store on the real database, its dossiers, its journal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from casework import Actor, DossierType, Province
from chassis import deadletters, dossiers, follower
from chassis.dossiers import Dossiers, Request
from chassis.driver import Store, connect
from chassis.journal import Journal, Lease, Line, Sealer, Wake
from chassis.registry import Registry
from chassis.settings import Settings
from support.desk import HANOI, office_calendar
from support.sample import LETTER, Application

INDEXES: Mapping[str, Any] = {**dossiers.INDEXES, **follower.INDEXES, **deadletters.INDEXES}
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
    )
    for code, name in {"86": "Vĩnh Long", "12": "Lai Châu", "46": "Huế"}.items()
}


class Office:
    """Everything one service keeps, for as long as a test."""

    def __init__(self, settings: Settings, *types: DossierType[Any]) -> None:
        self.settings = settings
        self.store: Store = connect(settings)
        self.registry = Registry(settings.service, types or (LETTER,))
        self.wake = Wake()
        self.dossiers = Dossiers(self.store, self.registry, PROVINCES, self.wake.ring)
        self.journal = Journal(self.store)
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


@asynccontextmanager
async def office(
    mongo_url: str, database: str, *types: DossierType[Any], **settings: Any
) -> AsyncIterator[Office]:
    """`async with office(mongo_url, database_name) as desk: await desk.lodge()`."""
    told = {"service": "letters", **settings}
    made = Office(Settings(mongo_url=mongo_url, database=database, **told), *types)
    try:
        await made.store.ensure(**INDEXES)
        yield made
    finally:
        await made.store.close()
