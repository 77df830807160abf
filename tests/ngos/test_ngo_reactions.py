"""NGOs, violations, ideas and aid tell one another what happened, on a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from casework import (
    Actor,
    CloudEvent,
    Dossier,
    Link,
    News,
    Nothing,
    Outcome,
    Reply,
    announce,
)
from casework.vocabulary import Decision
from chassis.settings import Settings
from chassis.store import dossiers
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Store, connect
from chassis.store.registry import Registry
from chassis.wire import deadletters, follower
from chassis.wire.reactions import Work
from ngos.aid import Appraisal, Form, Mode, Piece, Provider
from ngos.aid import Request as AidRequest
from ngos.money import Sum
from ngos.people import Kind as PeopleKind
from ngos.procedures import DOSSIERS
from ngos.procedures.aid import AID_DOSSIER
from ngos.procedures.aid_idea import AID_IDEA, Commitment, Contact, Need, Profile
from ngos.procedures.filing import FILING, Filed
from ngos.procedures.foreign_ngo import FOREIGN_NGO, Granted, Measure
from ngos.procedures.foreign_ngo import Profile as NgoProfile
from ngos.procedures.opinion import OPINION
from ngos.procedures.opinion import Request as Asking
from ngos.procedures.people_activity import PEOPLE_ACTIVITY, Plan
from ngos.procedures.violation import VIOLATION, Ground, Handled, Proposal, Proposed, Sign, Verified
from ngos.reactions import REACTIONS
from ngos.registration import Asked, Field, Kind, Terms
from support.desk import HANOI, real_office

DAY = date(2026, 3, 2)
GRANTED = Granted(
    number="12/BNG-HĐ", kind=Kind.ACTIVITY, valid_from=DAY, expires_on=date(2028, 12, 1),
    provinces=("86",), fields=(Field.HEALTH,), received_on=DAY,
)  # fmt: skip
AID = AidRequest(
    title="Trạm y tế", mode=Mode.PROJECT, provider_kind=Provider.NGO, provider="East Meets West",
    country="US", field=Field.HEALTH, goal="Xây trạm", starts_on=date(2026, 3, 10),
    ends_on=date(2027, 6, 1), grant=Sum(amount=9, currency="USD"), usd=9, vnd=9,
    forms=(Form.MONEY,),
    pieces=tuple(Piece),
)  # fmt: skip


class Office:
    """The service's dossiers on a real database, and a person of any role."""

    def __init__(self, store: Store) -> None:
        province = real_office("86")
        self.store = store
        self.kept = Dossiers(store, Registry("ngos", DOSSIERS), {"86": province})
        self.day = datetime(2026, 3, 2, 9, tzinfo=HANOI)

    def asks(self, by: str) -> Request:
        unit = "so-y-te" if by == "unit" else "so-ngoai-vu"
        actor = Actor(id=f"{by}.86", roles=frozenset({by}), province="86", unit=unit)
        return Request(actor=actor, at=self.day)

    async def lodge(self, type_: Any, application: Any, by: str = "officer") -> Dossier[Any]:
        return await self.kept.lodge(type_, application, self.asks(by))

    async def do(
        self, dossier: Dossier[Any], step: str, data: Any = None, by: str = "officer"
    ) -> Dossier[Any]:
        given = Nothing() if data is None else data
        return await self.kept.perform(dossier.type, dossier.id, step, given, self.asks(by))

    async def again(self, dossier: Dossier[Any]) -> Dossier[Any]:
        return (await self.kept.get(dossier.type, dossier.id))[1]

    async def all(self, type_: str) -> list[Any]:
        rows = await self.kept.find(type_, {}, limit=0)
        return [self.kept.registry.read(row)[1] for row in rows]

    async def hear(self, *events: CloudEvent) -> None:
        """What the follower does with an event, and with its redelivery."""

        for event in events:

            async def react(session: Any, event: CloudEvent = event) -> None:
                for reaction in REACTIONS[event.type]:
                    await reaction(event, Work(self.kept, session, event))

            await self.store.tx(react)

    def news(self, dossier: Dossier[Any]) -> CloudEvent:
        type_ = next(t for t in DOSSIERS if t.name == dossier.type)
        step = type_.transition(dossier.acts[-1].transition)
        assert step is not None
        return announce("ngos", type_, Outcome(dossier, step.emits, dossier.acts[-1]))

    async def registered(self) -> Dossier[Any]:
        profile = NgoProfile(name="East Meets West", country="US", fields=(Field.HEALTH,))
        return await self.do(await self.lodge(FOREIGN_NGO, profile), "register", GRANTED)


@pytest.fixture
async def office(mongo_url: str, database_name: str) -> AsyncIterator[Office]:
    settings = Settings(service="ngos", mongo_url=mongo_url, database=database_name)
    store = connect(settings)
    await store.ensure(**dossiers.INDEXES, **follower.INDEXES, **deadletters.INDEXES)
    yield Office(store)
    await store.close()


def outsider(service: str, type_: str, emits: str, *links: Link) -> CloudEvent:
    """An event of a dossier that this service does not hold."""
    news = News(
        service=service, type=type_, record="R31", code="XX-2026-ABCDEF", title="", state="",
        state_title="", final=False, unit="so-y-te", law="", transition="", actor_role="",
        lodged="2026-03-02", links=links,
    )  # fmt: skip
    return CloudEvent(
        id="0" * 32, source=f"/provinces/86/{service}", subject="d77", province="86", sequence=1,
        type=f"vn.ngoaivu.{service}.{type_}.{emits}.v1", time="2026-03-02T09:00:00+07:00",
        data=news,
    )  # fmt: skip


def with_ngo(ngo: Dossier[Any]) -> AidRequest:
    return replace(AID, ngo=ngo.code)


async def test_what_is_committed_becomes_an_aid_dossier_of_the_unit_once(office: Office) -> None:
    need = Need(title="Nước sạch", field=Field.HEALTH, place="xã Bình An", usd=50_000)
    idea = await office.lodge(AID_IDEA, need, "unit")
    await office.do(idea, "profile", Profile(goal="Nước sạch 5 trường", usd=50_000), "unit")
    await office.do(idea, "introduce", Contact(donor="EMW", country="US", on=DAY))
    word = Commitment(
        number="17/EMW", date=DAY, donor="EMW fund", provider_kind=Provider.NGO, country="US",
        sum=Sum(amount=50_000, currency="USD"),
    )  # fmt: skip
    committed = office.news(await office.do(idea, "commit", word, "unit"))

    await office.hear(committed, committed)

    (made,) = await office.all("aid")
    kept = await office.again(idea)
    assert (made.unit, made.state, made.fields.commitment) == ("so-y-te", "proposed", "17/EMW")
    assert (kept.state, kept.fields.aid) == ("converted", made.id)
    assert [(k.type, k.id) for k in made.links] == [("aid-idea", idea.id)]


async def test_a_registration_expects_plan_renewal_and_report_once(office: Office) -> None:
    ngo = await office.registered()

    await office.hear(office.news(ngo), office.news(ngo))

    (plan,) = await office.all("ngo-plan")
    filings = await office.all("ngo-filing")
    assert str(plan.clock("notify").due) == "2026-05-06"
    assert sorted(f.fields.kind for f in filings) == ["ngo-year", "renewal"]
    assert plan.fields.registration.number == "12/BNG-HĐ"


async def test_a_registration_that_lapses_flags_its_projects(office: Office) -> None:
    ngo = await office.registered()
    aid = await office.lodge(AID_DOSSIER, with_ngo(ngo), "unit")
    other = await office.lodge(AID_DOSSIER, AID, "unit")
    office.day = datetime(2028, 12, 4, 9, tzinfo=HANOI)
    expired = office.news(await office.do(ngo, "note-expired"))

    await office.hear(expired, expired)

    assert (await office.again(aid)).fields.provider_standing == "expired"
    assert (await office.again(other)).fields.provider_standing == ""


async def test_a_measure_reaches_the_organisation_and_its_projects(office: Office) -> None:
    ngo = await office.registered()
    aid = await office.lodge(AID_DOSSIER, with_ngo(ngo), "unit")
    sign = Sign(
        ngo=ngo.code, ground=Ground.OUTSIDE_SCOPE, happened_on=DAY, facts="ngoài địa bàn",
        place="tỉnh khác",
    )  # fmt: skip
    violation = await office.lodge(VIOLATION, sign)
    await office.do(violation, "verify", Verified(verification="đúng"))
    proposal = Proposed(number="7/UBND", date=DAY, proposes=Proposal.SUSPEND)
    await office.do(violation, "propose", proposal, "director")
    handled = Handled(number="9/BNG", date=DAY)

    await office.hear(office.news(await office.do(violation, "note-suspension", handled)))
    suspended = await office.again(ngo)
    await office.hear(office.news(suspended))
    assert suspended.state == "suspended"
    assert (await office.again(aid)).fields.provider_standing == "suspended"

    await office.hear(office.news(await office.do(violation, "note-remedy", handled)))
    resumed = await office.again(ngo)
    await office.hear(office.news(resumed))
    assert resumed.state == "registered"
    assert (await office.again(aid)).fields.provider_standing == ""


async def test_an_organisation_that_ended_owes_nothing_more(office: Office) -> None:
    ngo = await office.registered()
    await office.hear(office.news(ngo))
    measure = Measure(number="9/BNG", date=DAY, reason="chấm dứt hoạt động")

    await office.hear(office.news(await office.do(ngo, "self-terminate", measure)))

    assert {f.state for f in await office.all("ngo-filing")} == {"cancelled"}
    assert {p.state for p in await office.all("ngo-plan")} == {"cancelled"}


async def test_a_report_that_came_is_expected_again_next_year(office: Office) -> None:
    ngo = await office.registered()
    await office.hear(office.news(ngo))
    first = next(f for f in await office.all(FILING.name) if f.fields.year == 2026)
    received = await office.do(first, "receive", Filed(number="5/EMW", date=DAY))

    await office.hear(office.news(received), office.news(received))

    years = [f.fields.year for f in await office.all(FILING.name) if f.fields.year]
    assert sorted(years) == [2026, 2027]


async def test_aid_that_starts_expects_its_reports(office: Office) -> None:
    ngo = await office.registered()
    aid = await office.lodge(AID_DOSSIER, with_ngo(ngo), "unit")
    await office.do(aid, "submit", by="unit")
    await office.do(aid, "accept")
    await office.do(aid, "consult", by="director")
    for body in ("so-tai-chinh", "cong-an-tinh", "so-ngoai-vu"):
        reply = Reply(body=body, answer="agree")
        await office.kept.reply("aid", aid.id, reply, office.asks("officer"), None)
    report = Appraisal(number="3/BC-STC", date=DAY, agrees=True, grounds="Phù hợp quy hoạch")
    await office.do(aid, "appraise", report)
    await office.do(aid, "present", by="director")
    await office.do(aid, "approve", Decision(number="1/QĐ-UBND", date=DAY), "chair")
    started = office.news(await office.do(aid, "start", by="unit"))

    await office.hear(started, started)

    filings = await office.all("ngo-filing")
    assert sorted((f.fields.kind, f.unit) for f in filings) == [
        ("aid-half-year", "so-y-te"),
        ("aid-year", "so-y-te"),
    ]


async def test_a_sensitive_matter_blocks_what_it_is_linked_to(office: Office) -> None:
    terms = Terms(
        kind=Kind.ACTIVITY, valid_from=DAY, expires_on=date(2028, 1, 1), provinces=("86",),
        fields=(Field.HEALTH,),
    )  # fmt: skip
    asking = Asking(
        asked=Asked.GRANT, asker="committee", number="3/UB", received_on=DAY,
        organisation="Room", country="US", terms=terms,
    )  # fmt: skip
    opinion = await office.lodge(OPINION, asking)
    aid = await office.lodge(AID_DOSSIER, AID, "unit")
    links = (
        Link("touches", "ngos", "ngo-opinion", opinion.id),
        Link("touches", "ngos", "aid", aid.code),
        Link("touches", "delegations", "outbound-delegation", "d1"),
    )
    raised, closed, reopened = (
        outsider("reporting", "sensitive-matter", what, *links)
        for what in ("raised", "closed", "reopened")
    )

    async def noted() -> list[Any]:
        return [(await office.again(d)).fields.matters for d in (opinion, aid)]

    await office.hear(raised, raised)
    assert await noted() == [("d77",), ("d77",)]

    await office.hear(closed, closed)
    assert await noted() == [(), ()]

    await office.hear(reopened)
    assert await noted() == [("d77",), ("d77",)]


async def test_a_delegation_that_may_go_lets_the_activity_go_abroad(office: Office) -> None:
    plan = Plan(
        kind=PeopleKind.EXCHANGE, title="Giao lưu", starts_on=date(2026, 4, 1),
        ends_on=date(2026, 4, 2), country="LA", participants=5, is_abroad=True,
        delegation="XX-2026-ABCDEF",
    )  # fmt: skip
    activity = await office.lodge(PEOPLE_ACTIVITY, plan, "unit")
    approved = outsider("delegations", "outbound-delegation", "approved")

    await office.hear(approved, approved)

    assert (await office.again(activity)).fields.permitted == "d77"


def test_every_reaction_hears_an_event_that_exists() -> None:
    known = {f"vn.ngoaivu.ngos.{t.name}.{s.emits}.v1" for t in DOSSIERS for s in t.transitions}

    assert {e for e in REACTIONS if ".ngos." in e} <= known
