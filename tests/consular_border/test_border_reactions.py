"""Conferences, delegations and sensitive matters reach the border, on a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from casework import Actor, CloudEvent, Dossier, Link, News
from casework.vocabulary import Decision
from chassis.settings import Settings
from chassis.store import dossiers
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Store, connect
from chassis.store.registry import Registry
from chassis.wire import deadletters, follower
from chassis.wire.reactions import Work
from consular_border.entries import Guest, Plan
from consular_border.procedures import DOSSIERS
from consular_border.procedures.border_incident import Kind, Reported
from consular_border.reactions import REACTIONS
from support.border import lai_chau
from support.desk import HANOI

NOW = datetime(2026, 3, 2, 9, tzinfo=HANOI)
CONFERENCE: dict[str, Any] = {
    "name": "Hội thảo thương mại biên giới", "starts_on": "2026-03-20", "ends_on": "2026-03-21",
    "venue": "Ma Lù Thàng", "border_commune": True, "foreign_press": True,
    "foreign": [{"country": "CN", "number": 12}, {"country": "LA", "number": 3}],
}  # fmt: skip
VISIT: dict[str, Any] = {
    "title": "Đoàn Châu Hồng Hà", "comes_on": "2026-03-10", "goes_on": "2026-03-11",
    "host": "so-y-te", "guest_count": 7, "visits_border": True, "border_entry": "",
}  # fmt: skip
INCIDENT = Reported(
    kind=Kind.DISPUTE, happened_on=NOW.date(), commune="xa-dao-san", account="Tranh chấp ruộng",
)  # fmt: skip


class Office:
    """The border desk's dossiers on a real database, and what it does with an event."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.kept = Dossiers(store, Registry("consular-border", DOSSIERS), {"12": lai_chau()})

    def asks(self, by: str) -> Request:
        actor = Actor(id=f"{by}.12", roles=frozenset({by}), province="12", unit="so-ngoai-vu")
        return Request(actor=actor, at=NOW)

    def type_(self, name: str) -> Any:
        return next(t for t in DOSSIERS if t.name == name)

    async def hear(self, type_: str, emits: str, *links: Link, **fields: Any) -> None:
        """What the follower does with an event: its reactions, in one transaction."""
        event = told(type_, emits, *links, **fields)

        async def react(session: Any) -> None:
            for reaction in REACTIONS.get(event.type, []):
                await reaction(event, Work(self.kept, session, event))

        await self.store.tx(react)

    async def all(self, type_: str) -> list[Dossier[Any]]:
        rows = await self.kept.find(type_, {"province": "12"})
        return [self.kept.registry.read(row)[1] for row in rows]

    async def one(self, type_: str) -> Dossier[Any]:
        (found,) = await self.all(type_)
        return found


@pytest.fixture
async def office(mongo_url: str, database_name: str) -> AsyncIterator[Office]:
    settings = Settings(service="consular-border", mongo_url=mongo_url, database=database_name)
    store = connect(settings)
    await store.ensure(**dossiers.INDEXES, **follower.INDEXES, **deadletters.INDEXES)
    yield Office(store)
    await store.close()


SERVICES = {
    "conference": "conferences-agreements",
    "inbound-delegation": "delegations",
    "sensitive-matter": "reporting",
}


def told(type_: str, emits: str, *links: Link, **fields: Any) -> CloudEvent:
    service = SERVICES[type_]
    news = News(
        service=service, type=type_, record="R08", code="HN-2026-000002", title="", state="",
        state_title="", final=False, unit="so-y-te", law="", transition="", actor_role="",
        lodged="2026-02-10", fields=fields, links=links,
    )  # fmt: skip
    return CloudEvent(
        id="0" * 32, source=f"/provinces/12/{service}", subject="d77", province="12", sequence=1,
        type=f"vn.ngoaivu.{service}.{type_}.{emits}.v1", time=NOW.isoformat(), data=news,
    )  # fmt: skip


@pytest.mark.parametrize("emits", ["permitted", "permitted-above", "permitted-arising"])
async def test_a_conference_at_the_border_asks_police_guard_and_press_desk_once(
    office: Office, emits: str
) -> None:
    for _ in range(2):
        await office.hear("conference", emits, **CONFERENCE)

    entry, press = await office.one("border-entry"), await office.one("press-visit")
    f = entry.fields
    assert (f.path, f.occasion, f.people, f.host) == ("ordinary", "conference", 15, "so-y-te")
    assert (f.enters_at, f.leaves_at) == (
        datetime(2026, 3, 20, tzinfo=HANOI), datetime(2026, 3, 22, tzinfo=HANOI),
    )  # fmt: skip
    assert [o.body for o in entry.rounds[0].opinions] == ["cong-an-tinh", "bien-phong"]
    assert [(k.service, k.type, k.id) for k in entry.links] == [
        ("conferences-agreements", "conference", "d77")
    ]
    clock = entry.clock("notify")
    assert clock is not None
    assert clock.due == datetime(2026, 3, 19, tzinfo=HANOI)
    assert (press.state, press.unit, press.fields.conference) == ("received", "so-y-te", "d77")


async def test_a_conference_elsewhere_without_press_opens_nothing(office: Office) -> None:
    elsewhere = CONFERENCE | {"border_commune": False, "foreign_press": False}
    await office.hear("conference", "permitted", **elsewhere)

    assert await office.all("border-entry") == await office.all("press-visit") == []


async def test_a_conference_of_today_is_opened_all_the_same(office: Office) -> None:
    today = CONFERENCE | {"starts_on": "2026-03-02", "ends_on": "2026-03-02"}
    await office.hear("conference", "permitted-arising", **today)

    assert (await office.one("border-entry")).state == "planned"


async def test_a_conference_that_is_cancelled_is_waited_for_no_more(office: Office) -> None:
    await office.hear("conference", "permitted", **CONFERENCE)
    for _ in range(2):
        await office.hear("conference", "cancelled", **CONFERENCE)

    assert (await office.one("border-entry")).state == "cancelled"
    assert (await office.one("press-visit")).state == "cancelled"


async def test_a_delegation_that_visits_the_border_opens_its_entry_once(office: Office) -> None:
    for _ in range(2):
        await office.hear("inbound-delegation", "approved", **VISIT)

    f = (await office.one("border-entry")).fields
    assert (f.path, f.people, f.host, f.purpose) == ("delegation", 7, "so-y-te", VISIT["title"])
    assert (f.of_service, f.of_type, f.of) == ("delegations", "inbound-delegation", "d77")


async def test_a_host_who_opened_the_entry_itself_is_left_alone(office: Office) -> None:
    await office.hear("inbound-delegation", "approved", **VISIT | {"border_entry": "VB-1"})
    await office.hear("inbound-delegation", "approved", **VISIT | {"visits_border": False})

    assert await office.all("border-entry") == []


async def test_the_desk_completes_and_notifies_what_was_opened(office: Office) -> None:
    await office.hear("inbound-delegation", "approved", **VISIT)
    entry = await office.one("border-entry")
    plan = Plan(
        path="delegation", purpose="Thăm cửa khẩu", host="so-y-te", communes=("xa-dao-san",),
        enters_at=NOW + timedelta(days=8), leaves_at=NOW + timedelta(days=9), escort="Lê A",
        guests=(Guest(name="Li Wei", nationality="CN"),),
    )  # fmt: skip
    asks = office.asks("officer")
    await office.kept.perform("border-entry", entry.id, "revise", plan, asks)
    notice = Decision(number="1/TB-SNgV", date=date(2026, 3, 2))
    done = await office.kept.perform("border-entry", entry.id, "notify", notice, asks)

    assert (done.state, done.fields.of) == ("notified", "d77")


async def test_a_matter_is_noted_on_what_it_touches_and_lifted_when_settled(
    office: Office,
) -> None:
    opened = await office.kept.lodge(office.type_("border-incident"), INCIDENT, office.asks("head"))
    link = Link("concerns", "consular-border", "border-incident", opened.id)

    for _ in range(2):
        await office.hear("sensitive-matter", "raised", link)
    noted = await office.one("border-incident")
    assert noted.fields.matters == ("d77",)
    assert [k.type for k in noted.links] == ["sensitive-matter"]

    for _ in range(2):
        await office.hear("sensitive-matter", "closed", link)
    assert (await office.one("border-incident")).fields.matters == ()

    await office.hear("sensitive-matter", "reopened", link)
    assert (await office.one("border-incident")).fields.matters == ("d77",)


def test_every_type_of_this_service_that_a_matter_may_touch_takes_it_and_lets_it_go() -> None:
    touched = {t.name for t in DOSSIERS if "matters" in t.fields.__struct_fields__}

    assert {"border-entry", "press-visit", "border-incident", "foreign-office"} <= touched
    assert {t.name for t in DOSSIERS if t.transition("lift-sensitive")} == touched
