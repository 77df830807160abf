"""Programme, units, amendments and schemes tell one another what happened, on a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import pytest

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
from casework.vocabulary import Decision, Funding, FundingLine, Rank
from chassis.settings import Settings
from chassis.store import dossiers
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Store, connect
from chassis.store.registry import Registry
from chassis.wire import deadletters, follower
from chassis.wire.reactions import Work
from delegations.forms import DocumentToSign, Proposal, SchemeForm, WrittenOpinion
from delegations.items import Activity, Kind, Outbound, Standing, Stop
from delegations.procedures.amendment import AMENDMENT
from delegations.procedures.provincial_programme import PROVINCIAL_PROGRAMME
from delegations.procedures.scheme import SCHEME
from delegations.procedures.unit_programme import UNIT_PROGRAMME, Submission
from delegations.programme import Approve, Opening
from delegations.programme_reactions import PROGRAMME_REACTIONS, NoSuchItem, count
from support.desk import HANOI, real_office

TYPES = [UNIT_PROGRAMME, PROVINCIAL_PROGRAMME, AMENDMENT, SCHEME]
LOCAL = (FundingLine(source=Funding.LOCAL),)
ITEM = "2027/so-y-te/ra-1"
ROW = Outbound(
    title="Đoàn khảo sát", head=Rank.DIRECTOR, members=6, days=5, month="2027-06",
    funding=LOCAL, stops=(Stop(country="LA"),),
)  # fmt: skip
SUBMISSION = Submission(
    year=2027, results="đủ", plan="đủ", outbound=(ROW,), nothing_inbound=True, travel="có",
    awards_received="không", awards_given="không", conferences="không", projects="không",
)  # fmt: skip


class Office:
    """One service's dossiers on a real database, and a person of any role at any time."""

    def __init__(self, store: Store) -> None:
        province = real_office("86")
        self.store = store
        self.kept = Dossiers(store, Registry("delegations", TYPES), {"86": province})
        self.day = datetime(2026, 11, 10, 9, tzinfo=HANOI)

    def asks(self, by: str) -> Request:
        unit = "so-y-te" if by == "unit" else "so-ngoai-vu"
        actor = Actor(id=f"{by}.86", roles=frozenset({by}), province="86", unit=unit)
        return Request(actor=actor, at=self.day)

    async def lodge(self, type_: Any, application: Any, by: str) -> Dossier[Any]:
        return await self.kept.lodge(type_, application, self.asks(by))

    async def do(self, dossier: Dossier[Any], step: str, by: str, data: Any = None) -> Dossier[Any]:
        given = Nothing() if data is None else data
        return await self.kept.perform(dossier.type, dossier.id, step, given, self.asks(by))

    async def again(self, dossier: Dossier[Any]) -> Dossier[Any]:
        return (await self.kept.get(dossier.type, dossier.id))[1]

    async def hear(self, event: CloudEvent, *reactions: Any) -> None:
        """What the follower does with an event: its reactions, in one transaction."""

        async def react(session: Any) -> None:
            for reaction in reactions or PROGRAMME_REACTIONS[event.type]:
                await reaction(event, Work(self.kept, session, event))

        await self.store.tx(react)

    def news(self, dossier: Dossier[Any]) -> CloudEvent:
        type_ = next(t for t in TYPES if t.name == dossier.type)
        step = type_.transition(dossier.acts[-1].transition)
        assert step is not None
        return announce("delegations", type_, Outcome(dossier, step.emits, dossier.acts[-1]))

    async def issued(self) -> tuple[Dossier[Any], Dossier[Any]]:
        """A unit's dossier and the province's programme, published with the unit's one item."""
        unit = await self.lodge(UNIT_PROGRAMME, SUBMISSION, "unit")
        await self.do(unit, "submit", "unit")
        await self.do(unit, "accept", "officer")
        programme = await self.lodge(PROVINCIAL_PROGRAMME, Opening(year=2027), "officer")
        await self.do(programme, "consolidate", "officer")
        await self.do(programme, "present", "director")
        approval = Approve(number="15/QĐ-UBND", date=self.day.date())
        await self.do(programme, "approve", "chair", approval)
        return unit, await self.do(programme, "publish", "clerk")


@pytest.fixture
async def office(mongo_url: str, database_name: str) -> AsyncIterator[Office]:
    settings = Settings(service="delegations", mongo_url=mongo_url, database=database_name)
    store = connect(settings)
    await store.ensure(**dossiers.INDEXES, **follower.INDEXES, **deadletters.INDEXES)
    yield Office(store)
    await store.close()


def outsider(type_: str, service: str, **fields: Any) -> CloudEvent:
    """An event of a dossier that this test does not hold."""
    news = News(
        service=service, type=type_, record="R04", code="DR-2027-ABCDEF", title="", state="",
        state_title="", final=False, unit="so-y-te", law="", transition="", actor_role="",
        lodged="2027-05-10", fields=fields, links=(Link("x", "y", "z", "w"),),
    )  # fmt: skip
    return CloudEvent(
        id="0" * 32, source=f"/provinces/86/{service}", type=f"vn.ngoaivu.{service}.{type_}.x.v1",
        subject="d77", time="2027-05-10T09:00:00+07:00", province="86", sequence=1, data=news,
    )  # fmt: skip


async def test_the_units_learn_that_the_programme_is_issued(office: Office) -> None:
    unit, programme = await office.issued()

    await office.hear(office.news(programme))

    told = await office.again(unit)
    assert (told.state, told.clock("send-plan")) == ("issued", None)


async def test_a_delegation_counts_against_its_item(office: Office) -> None:
    _, programme = await office.issued()
    event = outsider("outbound-delegation", "delegations", programme_item=ITEM)

    await office.hear(event, count("approved"))
    assert (await office.again(programme)).fields.item(ITEM).standing is Standing.EXECUTING

    await office.hear(event, count("ended"))
    kept = await office.again(programme)
    assert kept.fields.item(ITEM).standing is Standing.DONE
    assert ("executed-by", "d77") in [(k.rel, k.id) for k in kept.links]


async def test_a_delegation_outside_the_programme_counts_nowhere(office: Office) -> None:
    await office.hear(outsider("outbound-delegation", "delegations"), count("approved"))

    unknown = outsider("outbound-delegation", "delegations", programme_item="2027/x/ra-9")
    with pytest.raises(NoSuchItem):
        await office.hear(unknown, count("approved"))


async def test_an_applied_amendment_makes_a_new_version(office: Office) -> None:
    _, programme = await office.issued()
    proposal = Proposal(
        year=2027, action="add", name="Đón Đoàn Okayama", reason="bạn mời", purpose="hợp tác",
        change=Activity(kind=Kind.INBOUND, title="Đoàn Okayama", month="2027-06", funding=LOCAL),
        scale="8 khách", starts_on=date(2027, 6, 21), ends_on=date(2027, 6, 23), plan="làm việc",
        participants="Bệnh viện Okayama", funding=LOCAL,
        opinions=(WrittenOpinion(body="Công an tỉnh", number="4/CAT", date=office.day.date()),),
    )  # fmt: skip
    amendment = await office.lodge(AMENDMENT, proposal, "unit")
    await office.do(amendment, "exchange", "director")
    reply = Reply(body="Bộ Ngoại giao", answer="agree")
    await office.kept.reply(amendment.type, amendment.id, reply, office.asks("officer"), None)
    document = Decision(number="8/TTr-UBND", date=office.day.date())
    await office.do(amendment, "present", "office", document)
    await office.do(amendment, "approve", "clerk", document)
    applied = await office.do(amendment, "apply", "officer")

    await office.hear(office.news(applied))

    kept = (await office.again(programme)).fields
    added = kept.item("2027/so-y-te/vao-1")
    assert (kept.version, added.standing, added.version) == (2, Standing.PLANNED, 2)
    assert kept.versions[-1].amendment == amendment.id


async def test_a_scheme_shows_on_its_item_and_hears_of_its_agreement(office: Office) -> None:
    _, programme = await office.issued()
    form = SchemeForm(
        direction="outbound", item=ITEM, starts_on=office.day.date(), ends_on=office.day.date(),
        capacity="Đoàn Sở Y tế",
        documents=(
            DocumentToSign(title="Kế hoạch", signing_on=office.day.date(), agreement="d77"),
        ),
    )  # fmt: skip
    scheme = await office.lodge(SCHEME, form, "unit")

    decided = outsider("agreement", "conferences-agreements")
    await office.hear(
        decided, *PROGRAMME_REACTIONS["vn.ngoaivu.conferences-agreements.agreement.decided.v1"]
    )
    assert [d.agreement for d in (await office.again(scheme)).fields.decided] == ["d77"]

    approved = outsider("activity-scheme", "delegations", item=ITEM)
    await office.hear(
        approved, *PROGRAMME_REACTIONS["vn.ngoaivu.delegations.activity-scheme.approved.v1"]
    )
    item = (await office.again(programme)).fields.item(ITEM)
    assert item.standing is Standing.SCHEME_APPROVED
