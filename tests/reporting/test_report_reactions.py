"""What other services send fulfils what was owed; accepted parts reach their report."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from casework import SYSTEM, Actor, CloudEvent, Dossier, News, Nothing, Outcome, announce
from casework.event import event_type
from casework.vocabulary import Decision
from chassis.provinces import load_provinces
from chassis.settings import Settings
from chassis.store import dossiers
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Store, connect
from chassis.store.registry import Registry
from chassis.wire import deadletters, follower
from chassis.wire.reactions import Work
from reporting import mail
from reporting.mail import Mail
from reporting.obligations import keeping
from reporting.obligations.keeping import Keeper
from reporting.procedures import DOSSIERS
from reporting.procedures.unit_report import Part
from reporting.report_reactions import REPORT_REACTIONS
from support.desk import HANOI

ROOT = Path(__file__).resolve().parents[2]
OPENS = datetime(2025, 12, 15, 9, tzinfo=HANOI)
PART = Part(
    nothing=True, is_estimate=True,
    document=Decision(number="45/BC-SYT", date=date(2026, 5, 20)),
)  # fmt: skip
INDEXES: dict[str, Any] = {
    **dossiers.INDEXES, **follower.INDEXES, **deadletters.INDEXES, **keeping.INDEXES,
    **mail.INDEXES,
}  # fmt: skip


class Office:
    """The reports of a province on a real database, and what they do with an event."""

    def __init__(self, store: Store) -> None:
        registry = Registry("reporting", DOSSIERS)
        provinces = load_provinces(ROOT / "provinces", {"reporting": registry.params()})
        self.store, self.code = store, "46"
        self.kept = Dossiers(store, registry, provinces)
        self.keeper = Keeper(self.kept, Mail(Settings(service="reporting"), store))

    async def open(self, code: str = "46") -> None:
        self.code = code
        await self.keeper.look(code, OPENS)

    async def report(self, obligation: str, unit: str = "so-ngoai-vu") -> Dossier[Any]:
        """The report of the latest period."""
        query = {"fields.obligation": obligation, "unit": unit, "province": self.code}
        newest = self.store["dossiers"].find(query).sort("fields.period", -1).limit(1)
        rows = await newest.to_list(None)
        return self.kept.registry.read(rows[0])[1]

    async def do(self, dossier: Dossier[Any], step: str, by: str, data: Any) -> Dossier[Any]:
        actor = Actor(
            id=f"{by}.46", roles=frozenset({by}), province=self.code, unit=dossier.unit
        )  # fmt: skip
        at = datetime(2026, 5, 20, 9, tzinfo=HANOI)
        done = await self.kept.perform(
            dossier.type, dossier.id, step, data, Request(actor=actor, at=at)
        )
        type_ = self.kept.registry.named(done.type)[-1]
        made = type_.transition(done.acts[-1].transition)
        assert made is not None
        await self.hear(announce("reporting", type_, Outcome(done, made.emits, done.acts[-1])))
        return done

    async def hear(self, event: CloudEvent) -> None:
        async def react(session: Any) -> None:
            work = Work(self.kept, session, event)
            await work.begin()
            for reaction in REPORT_REACTIONS.get(event.type, []):
                await reaction(event, work)

        await self.store.tx(react)

    async def told(self, service: str, type_: str, emits: str, unit: str = "", **f: Any) -> None:
        news = News(
            service=service, type=type_, record="R00", code="X-1", title="", state="", law="",
            state_title="", final=False, unit=unit, transition="", actor_role="", lodged="",
            fields=f,
        )  # fmt: skip
        event = CloudEvent(
            id="e1", source="", type=event_type(service, type_, emits), subject="d9", data=news,
            time="2026-05-20T09:00:00+07:00", province=self.code, sequence=1,
        )  # fmt: skip
        await self.hear(event)


@pytest.fixture
async def office(mongo_url: str, database_name: str) -> AsyncIterator[Office]:
    settings = Settings(service="reporting", mongo_url=mongo_url, database=database_name)
    store = connect(settings)
    await store.ensure(**INDEXES)
    yield Office(store)
    await store.close()


async def test_an_accepted_part_reaches_the_report_that_is_made_of_it(office: Office) -> None:
    await office.open()
    part = await office.report("unit-half-year", "so-y-te")
    await office.do(part, "submit", "unit", PART)
    await office.do(part, "accept", "officer", Nothing())

    whole = await office.report("half-year-report")
    assert whole.state == "collecting"
    assert [p.unit for p in whole.fields.parts] == ["so-y-te"]
    assert whole.links[0].id == part.id
    assert (await office.report("year-report")).fields.parts == ()


async def test_a_migration_report_that_was_sent_fulfils_its_half(office: Office) -> None:
    await office.open()
    document = {"number": "90/BC-UBND", "date": "2026-07-01"}
    told: dict[str, Any] = {"year": 2026, "half": 1, "document": document}
    await office.told("consular-border", "migration-report", "sent", **told)
    await office.told("consular-border", "migration-report", "sent", **told)

    report = await office.report("migration-first-half")
    assert report.state == "sent"
    assert report.fields.document.number == "90/BC-UBND"


async def test_the_programme_that_went_to_the_ministry_fulfils_d02(office: Office) -> None:
    await office.open("86")
    await office.told("delegations", "provincial-programme", "copy-sent", year=2027)

    assert (await office.report("next-year-programme")).state == "sent"
    assert (await office.report("year-report")).state == "opened"


async def test_a_unit_s_programme_fulfils_its_own_part_alone(office: Office) -> None:
    await office.open("86")
    await office.told("delegations", "unit-programme", "submitted", "so-y-te", year=2027)

    assert (await office.report("unit-programme", "so-y-te")).state == "accepted"
    assert (await office.report("unit-programme", "so-gddt")).state == "requested"


async def test_a_filing_of_an_organisation_fulfils_nothing_of_the_province(office: Office) -> None:
    await office.open()
    await office.told("ngos", "ngo-filing", "received", year=2026, kind="ngo-year")
    assert (await office.report("ngos-report")).state == "opened"

    await office.told("ngos", "ngo-filing", "received", year=2026, kind="province-year")
    assert (await office.report("ngos-report")).state == "sent"


async def test_two_keepers_open_once(office: Office) -> None:
    await asyncio.gather(office.keeper.look("46", OPENS), office.keeper.look("46", OPENS))

    rows = await office.store["dossiers"].find({}).to_list(None)
    keys = [(r["fields"]["obligation"], r["fields"]["period"], r["unit"]) for r in rows]
    assert len(keys) == len(set(keys)) > 50
    assert {r["acts"][0]["actor"] for r in rows} == {SYSTEM}
