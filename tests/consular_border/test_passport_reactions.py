"""A delegation and its passports, and a sensitive matter and its case, on a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import pytest

from casework import Actor, CloudEvent, Dossier, Link, News, Nothing, Outcome, announce
from casework.vocabulary import Decision
from chassis.settings import Settings
from chassis.store import dossiers
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Store, connect
from chassis.store.registry import Registry
from chassis.wire import deadletters, follower
from chassis.wire.reactions import Work
from consular_border.consular import Event, Person, Report
from consular_border.passports import Booklet, Category, HandBack, HandOut, Loss
from consular_border.passports import Request as Asked
from consular_border.procedures import DOSSIERS
from consular_border.reactions import REACTIONS
from support.consular import SENT, SIGNATURE
from support.desk import HANOI, real_office

BOOKLET = Booklet(number="P1234567", issued_on=date(2026, 1, 5), expires_on=date(2031, 1, 5))
ASKED = Asked(
    kind="official", category=Category.CIVIL_SERVANT, holder="Lê Thị C", post="Chuyên viên"
)
TRIP = HandOut(
    trip="DR-2026-000004", decision=SENT, signer="Trần Văn B", leaves_on=date(2026, 4, 6),
    returns_on=date(2026, 4, 10), is_signed_for=True,
)  # fmt: skip
BACK = HandBack(is_signed_for=True)


class Office:
    """The consular desk's dossiers on a real database, and what it does with an event."""

    def __init__(self, store: Store) -> None:
        province = real_office("86")
        self.store = store
        registry = Registry("consular-border", DOSSIERS)
        self.kept = Dossiers(store, registry, {"86": province})
        self.day = datetime(2026, 3, 2, 9, tzinfo=HANOI)

    def asks(self, by: str) -> Request:
        unit = "so-y-te" if by == "unit" else "so-ngoai-vu"
        actor = Actor(id=f"{by}.86", roles=frozenset({by}), province="86", unit=unit)
        return Request(actor=actor, at=self.day)

    def type_(self, name: str) -> Any:
        return next(t for t in DOSSIERS if t.name == name)

    async def do(self, dossier: Dossier[Any], step: str, by: str, data: Any = None) -> Dossier[Any]:
        given = Nothing() if data is None else data
        done = await self.kept.perform(dossier.type, dossier.id, step, given, self.asks(by))
        await self.hear(self.news(done))
        return done

    async def passport(self) -> Dossier[Any]:
        made = await self.kept.lodge(self.type_("passport"), ASKED, self.asks("unit"))
        return await self.do(made, "enter", "unit", BOOKLET)

    async def hear(self, event: CloudEvent) -> None:
        """What the follower does with an event: its reactions, in one transaction."""

        async def react(session: Any) -> None:
            for reaction in REACTIONS.get(event.type, []):
                await reaction(event, Work(self.kept, session, event))

        await self.store.tx(react)

    def news(self, dossier: Dossier[Any]) -> CloudEvent:
        type_ = self.type_(dossier.type)
        step = type_.transition(dossier.acts[-1].transition)
        assert step is not None
        return announce("consular-border", type_, Outcome(dossier, step.emits, dossier.acts[-1]))

    async def handouts(self) -> list[Dossier[Any]]:
        rows = await self.kept.find("passport-handout", {"province": "86"})
        return [self.kept.registry.read(row)[1] for row in rows]

    async def handout(self) -> Dossier[Any]:
        (found,) = await self.handouts()
        return found


@pytest.fixture
async def office(mongo_url: str, database_name: str) -> AsyncIterator[Office]:
    settings = Settings(service="consular-border", mongo_url=mongo_url, database=database_name)
    store = connect(settings)
    await store.ensure(**dossiers.INDEXES, **follower.INDEXES, **deadletters.INDEXES)
    made = Office(store)
    from chassis.store.registry import row_of

    await store["dossiers"].insert_one(row_of(SIGNATURE))
    yield made
    await store.close()


def delegation(emits: str, *links: Link, **fields: Any) -> CloudEvent:
    """What the service of delegations says of a delegation that this test does not hold."""
    return outside("delegations", "outbound-delegation", emits, "DR-2026-000004", *links, **fields)


def outside(
    service: str, type_: str, emits: str, code: str, *links: Link, **fields: Any
) -> CloudEvent:
    news = News(
        service=service, type=type_, record="R04", code=code, title="", state="",
        state_title="", final=False, unit="so-y-te", law="", transition="", actor_role="",
        lodged="2026-02-10", fields=fields, links=links,
    )  # fmt: skip
    return CloudEvent(
        id="0" * 32, source=f"/provinces/86/{service}", subject="d77", province="86", sequence=1,
        type=f"vn.ngoaivu.{service}.{type_}.{emits}.v1", time="2026-04-13T09:00:00+07:00",
        data=news,
    )  # fmt: skip


def approved(*links: Link) -> CloudEvent:
    decision = {"number": "15/QĐ-UBND", "date": "2026-02-26"}
    return delegation(
        "approved", *links, decision=decision, travellers=6, departs_on="2026-04-06",
        returns_on="2026-04-10",
    )  # fmt: skip


async def test_an_approved_delegation_opens_its_hand_out_once(office: Office) -> None:
    passport = await office.passport()
    uses = Link("uses", "consular-border", "passport", passport.id)

    for _ in range(2):
        await office.hear(approved(uses))

    opened = await office.handout()
    f = opened.fields
    assert (opened.unit, f.trip, f.delegation, f.members) == ("so-y-te", "DR-2026-000004", "d77", 6)
    assert (f.decision, f.expected) == (
        Decision(number="15/QĐ-UBND", date=date(2026, 2, 26)),
        (passport.id,),
    )


async def test_passports_are_counted_and_the_return_starts_the_hand_back(office: Office) -> None:
    passport = await office.passport()
    await office.hear(approved())
    await office.do(passport, "hand-out", "unit", TRIP)
    (given,) = (await office.handout()).fields.given
    assert (given.passport, given.code, given.back_on) == (passport.id, passport.code, None)

    office.day = datetime(2026, 4, 13, 9, tzinfo=HANOI)
    for _ in range(2):
        await office.hear(delegation("returned-home", returned_on="2026-04-10"))
    assert (await office.handout()).state == "awaited"

    await office.do(passport, "hand-back", "unit", BACK)
    closed = await office.handout()
    assert (closed.state, closed.fields.given[0].back_on) == ("collected", date(2026, 4, 13))


async def test_a_passport_handed_back_on_the_way_closes_with_the_return(office: Office) -> None:
    passport = await office.passport()
    await office.hear(approved())
    await office.do(passport, "hand-out", "unit", TRIP)
    await office.do(passport, "hand-back", "unit", BACK)
    assert (await office.handout()).state == "open"

    await office.hear(delegation("returned-home", returned_on="2026-04-10"))
    assert (await office.handout()).state == "collected"


async def test_a_trip_without_official_passports_closes_on_return(office: Office) -> None:
    await office.hear(approved())
    await office.hear(delegation("returned-home", returned_on="2026-04-10"))

    assert (await office.handout()).state == "collected"


async def test_a_lost_passport_is_waited_for_no_more(office: Office) -> None:
    passport = await office.passport()
    await office.hear(approved())
    await office.do(passport, "hand-out", "unit", TRIP)
    await office.hear(delegation("returned-home", returned_on="2026-04-10"))
    lost = Loss(lost_on=date(2026, 3, 2), reason="mất cắp tại sân bay")
    await office.do(passport, "report-loss", "unit", lost)

    closed = await office.handout()
    assert (closed.state, closed.fields.given[0].is_gone) == ("collected", True)


async def test_a_cancelled_trip_drops_its_hand_out_or_collects_it(office: Office) -> None:
    await office.hear(approved())
    await office.hear(delegation("cancelled"))
    assert (await office.handout()).state == "cancelled"


async def test_a_cancelled_trip_waits_for_what_is_out(office: Office) -> None:
    passport = await office.passport()
    await office.hear(approved())
    await office.do(passport, "hand-out", "unit", TRIP)
    await office.hear(delegation("cancelled"))

    assert (await office.handout()).state == "awaited"


async def test_an_amended_decision_moves_the_dates(office: Office) -> None:
    await office.hear(approved())
    await office.hear(
        delegation("decision-amended", travellers=5, departs_on="2026-04-07",
                   returns_on="2026-04-11")
    )  # fmt: skip

    f = (await office.handout()).fields
    assert (f.members, f.leaves_on, f.returns_on) == (5, date(2026, 4, 7), date(2026, 4, 11))


async def test_what_nobody_opened_is_nobodys_business(office: Office) -> None:
    passport = await office.passport()
    await office.do(passport, "hand-out", "unit", TRIP)
    await office.hear(delegation("returned-home", returned_on="2026-04-10"))

    assert await office.handouts() == []


async def test_a_sensitive_matter_takes_its_case_off_the_short_path(office: Office) -> None:
    report = Report(
        kind="B", event=Event.DISPUTE, country="VN", happened_on=date(2026, 3, 1),
        first_reported_at=office.day, source="Công an xã", account="Tranh chấp hợp đồng",
        persons=(Person(name="Somchai P", nationality="LA"),), is_simple=True,
    )  # fmt: skip
    case = await office.kept.lodge(office.type_("consular-case"), report, office.asks("officer"))
    link = Link("concerns", "consular-border", "consular-case", case.id)

    async def matters_after(what: str) -> tuple[str, ...]:
        for _ in range(2):
            await office.hear(outside("reporting", "sensitive-matter", what, "VD-1", link))
        found: tuple[str, ...] = (await office.kept.get("consular-case", case.id))[1].fields.matters
        return found

    assert await matters_after("raised") == ("d77",)
    assert await matters_after("closed") == ()
    assert await matters_after("reopened") == ("d77",)
