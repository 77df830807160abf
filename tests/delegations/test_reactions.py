"""Delegations, their reports and the programme hear of one another, on a real database."""

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
from casework.vocabulary import Decision, Funding, FundingLine, Rank, WithReason
from chassis.settings import Settings
from chassis.store import dossiers
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Store, connect
from chassis.store.registry import Registry
from chassis.wire import deadletters, follower
from chassis.wire.reactions import Work
from delegations.forms import Proposal, SchemeForm, WrittenOpinion
from delegations.inbound import Visit
from delegations.items import Activity, Kind, Outbound, Standing, Stop
from delegations.outbound import (
    Departure,
    Leg,
    Level,
    Member,
    MissionNotice,
    Notices,
    Presentation,
    Return,
    Trip,
)
from delegations.procedures import DOSSIERS
from delegations.procedures.amendment import AMENDMENT
from delegations.procedures.inbound_delegation import INBOUND_DELEGATION
from delegations.procedures.outbound_delegation import OUTBOUND_DELEGATION
from delegations.procedures.provincial_programme import PROVINCIAL_PROGRAMME
from delegations.procedures.result_report import Commitment, Content
from delegations.procedures.scheme import SCHEME
from delegations.procedures.unit_programme import UNIT_PROGRAMME, Submission
from delegations.programme import Approve, Opening
from delegations.programme_reactions import PROGRAMME_REACTIONS
from delegations.reactions import ENDINGS, REACTIONS
from support.desk import HANOI, real_office

ITEM = "2027/so-y-te/ra-1"
LOCAL = (FundingLine(source=Funding.LOCAL),)
OUT, BACK = date(2027, 6, 21), date(2027, 6, 25)  # Monday to Friday
VICE_CHAIR = Member(
    person_id="cb-001", name="Nguyễn Văn An", rank=Rank.VICE_CHAIR, role="head",
    passport="hc-1", passport_kind="official",
)  # fmt: skip
DIRECTOR = Member(person_id="cb-002", name="Lê Văn Cường", rank=Rank.DIRECTOR, role="head")
TRIP = Trip(
    title="Đoàn y tế", level=Level.PROVINCE, programme_item=ITEM, members=(VICE_CHAIR,),
    legs=(Leg(country="LA", arrive=OUT, depart=BACK),), departs_on=OUT, returns_on=BACK, days=5,
    hosts=("Sở Y tế Champasak",), purpose="Hợp tác", content="Làm việc", funding=LOCAL,
    request=Decision(number="12/SYT-VP", date=date(2027, 5, 10)),
)  # fmt: skip
OF_A_UNIT = Trip(
    **{n: getattr(TRIP, n) for n in Trip.__struct_fields__}
    | {
        "level": Level.UNIT, "members": (DIRECTOR,), "programme_item": "",
        "arising_reason": "Đối tác mời",
    }
)  # fmt: skip
RAISED = "vn.ngoaivu.reporting.sensitive-matter.raised.v1"
TEXT = Content(
    achieved="Tốt",
    shortcomings="Ít thời gian",
    commitments=(Commitment(what="Đào tạo", unit="Sở Y tế"),),
)


class Office:
    """The service's dossiers on a real database, and a person of any role at any time."""

    def __init__(self, store: Store) -> None:
        province = real_office("86")
        self.store = store
        self.kept = Dossiers(store, Registry("delegations", DOSSIERS), {"86": province})
        self.day = datetime(2026, 11, 10, 9, tzinfo=HANOI)

    def on(self, day: date) -> None:
        self.day = datetime(day.year, day.month, day.day, 9, tzinfo=HANOI)

    def asks(self, by: str) -> Request:
        unit = "so-y-te" if by == "unit" else "so-ngoai-vu"
        actor = Actor(id=f"{by}.86", roles=frozenset({by}), province="86", unit=unit)
        return Request(actor=actor, at=self.day)

    async def lodge(self, type_: Any, application: Any, by: str = "unit") -> Dossier[Any]:
        return await self.kept.lodge(type_, application, self.asks(by))

    async def do(self, dossier: Dossier[Any], step: str, by: str, data: Any = None) -> Dossier[Any]:
        given = Nothing() if data is None else data
        return await self.kept.perform(dossier.type, dossier.id, step, given, self.asks(by))

    async def again(self, dossier: Dossier[Any]) -> Dossier[Any]:
        return (await self.kept.get(dossier.type, dossier.id))[1]

    async def reports(self) -> list[Dossier[Any]]:
        rows = await self.kept.find("result-report", {"province": "86"}, limit=0)
        return [self.kept.registry.read(row)[1] for row in rows]

    async def hear(self, event: CloudEvent) -> None:
        """What the follower does with an event, twice: a second time changes nothing."""
        for _ in range(2):

            async def react(session: Any) -> None:
                for reaction in REACTIONS[event.type]:
                    await reaction(event, Work(self.kept, session, event))

            await self.store.tx(react)

    async def tell(self, dossier: Dossier[Any]) -> Dossier[Any]:
        """The dossier's last act becomes news, and its reactions are run."""
        type_ = next(t for t in DOSSIERS if t.name == dossier.type)
        step = type_.transition(dossier.acts[-1].transition)
        assert step is not None
        outcome = Outcome(dossier, step.emits, dossier.acts[-1])
        await self.hear(announce("delegations", type_, outcome))
        return await self.again(dossier)

    async def programme(self) -> Dossier[Any]:
        """The province's programme, published, with one outbound item."""
        row = Outbound(
            title="Đoàn y tế", head=Rank.DIRECTOR, members=1, days=5, month="2027-06",
            funding=LOCAL, stops=(Stop(country="LA"),),
        )  # fmt: skip
        submission = Submission(
            year=2027, results="đủ", plan="đủ", outbound=(row,), nothing_inbound=True,
            travel="có", awards_received="không", awards_given="không", conferences="không",
            projects="không",
        )  # fmt: skip
        unit = await self.lodge(UNIT_PROGRAMME, submission)
        await self.do(unit, "submit", "unit")
        await self.do(unit, "accept", "officer")
        programme = await self.lodge(PROVINCIAL_PROGRAMME, Opening(year=2027), "officer")
        await self.do(programme, "consolidate", "officer")
        await self.do(programme, "present", "director")
        approval = Approve(number="15/QĐ-UBND", date=self.day.date())
        await self.do(programme, "approve", "chair", approval)
        return await self.do(programme, "publish", "clerk")

    async def decided(self, trip: Trip = TRIP) -> Dossier[Any]:
        """A delegation that has its decision."""
        self.on(date(2027, 5, 10))
        made = await self.lodge(OUTBOUND_DELEGATION, trip)
        await self.do(made, "submit", "unit")
        await self.do(made, "check-personnel", "officer")
        for body in ("so-noi-vu", "cong-an-tinh"):
            reply = Reply(body=body, answer="agree")
            await self.kept.reply(made.type, made.id, reply, self.asks("officer"), None)
        document = Decision(number="9-CV/TU", date=self.day.date())
        await self.do(made, "record-consent", "party", document)
        await self.do(made, "present", "director", Presentation())
        return await self.do(made, "approve", "chair", document)

    async def home(self, trip: Trip = TRIP) -> Dossier[Any]:
        """The same one, told of and gone and come back."""
        made = await self.decided(trip)
        day = self.day.date()
        notice = MissionNotice(
            mission="Tổng Lãnh sự quán", countries=("LA",), number="5/UBND", date=day
        )
        told = Notices(missions=(notice,), ministry=Decision(number="6/UBND", date=day))
        await self.do(made, "notify-missions", "office", told)
        self.on(BACK)
        going = Departure(departed_on=OUT, is_reminded=True)
        await self.do(made, "depart", "unit", going)
        back = Return(returned_on=BACK, agreements_reached=("Bản ghi nhớ",))
        return await self.do(made, "return-home", "unit", back)


@pytest.fixture
async def office(mongo_url: str, database_name: str) -> AsyncIterator[Office]:
    settings = Settings(service="delegations", mongo_url=mongo_url, database=database_name)
    store = connect(settings)
    await store.ensure(**dossiers.INDEXES, **follower.INDEXES, **deadletters.INDEXES)
    yield Office(store)
    await store.close()


def outsider(name: str, links: tuple[Link, ...] = (), **fields: Any) -> CloudEvent:
    """News of a dossier that this service does not hold: «service.type.event»."""
    service, type_, _ = name.split(".")
    news = News(
        service=service, type=type_, record="R08", code="HN-2027-ABCDEF", title="Hội thảo y tế",
        state="held", state_title="đã tổ chức", final=False, unit="so-y-te", law="",
        transition="", actor_role="", lodged="2027-05-10", fields=fields, links=links,
    )  # fmt: skip
    return CloudEvent(
        id="0" * 32, source=f"/provinces/86/{service}", type=f"vn.ngoaivu.{name}.v1",
        subject="x77", time="2027-06-25T09:00:00+07:00", province="86", sequence=1, data=news,
    )  # fmt: skip


async def test_a_provincial_delegation_is_counted_reported_and_closed(office: Office) -> None:
    programme = await office.programme()
    made = await office.decided()
    await office.tell(made)
    assert (await office.again(programme)).fields.item(ITEM).standing is Standing.EXECUTING

    home = await office.again(made)
    day = office.day.date()
    notice = MissionNotice(mission="TLSQ", countries=("LA",), number="5/UBND", date=day)
    told = Notices(missions=(notice,), ministry=Decision(number="6/UBND", date=day))
    await office.do(home, "notify-missions", "office", told)
    office.on(BACK)
    await office.do(home, "depart", "unit", Departure(departed_on=OUT, is_reminded=True))
    back = Return(returned_on=BACK, agreements_reached=("Bản ghi nhớ",))
    home = await office.tell(await office.do(home, "return-home", "unit", back))
    assert (await office.again(programme)).fields.item(ITEM).standing is Standing.DONE

    (report,) = await office.reports()
    clock = report.clock("report-prime-minister")
    assert clock is not None
    assert (clock.id, clock.due, report.unit) == ("D10", date(2027, 7, 9), "so-y-te")
    assert report.fields.agreements == ("Bản ghi nhớ",)
    due = home.clock("report-result-to-prime-minister")
    assert due is not None
    assert due.due == clock.due

    await office.do(report, "write", "unit", TEXT)
    document = Decision(number="31/BC-SYT", date=BACK)
    await office.tell(await office.do(report, "file", "unit", document))
    assert (await office.again(home)).state == "returned-home"  # the Prime Minister waits
    await office.do(report, "confirm", "officer")
    document = Decision(number="90/BC-UBND", date=BACK)
    await office.tell(await office.do(report, "report-prime-minister", "office", document))

    home = await office.again(home)
    assert (home.state, home.fields.results_notice.number) == ("reported", "90/BC-UBND")
    met = home.clock("report-result-to-prime-minister")
    assert met is not None
    assert met.met is not None


async def test_a_units_report_closes_its_duty_when_it_is_filed(office: Office) -> None:
    home = await office.tell(await office.home(OF_A_UNIT))
    (report,) = await office.reports()
    assert report.clock("file") is not None
    await office.do(report, "write", "unit", TEXT)
    document = Decision(number="31/BC-SYT", date=BACK)

    await office.tell(await office.do(report, "file", "unit", document))

    home = await office.again(home)
    assert (home.state, home.fields.report) == ("reported", report.id)


async def test_a_cancelled_delegation_gives_its_item_back(office: Office) -> None:
    programme = await office.programme()
    made = await office.decided()
    await office.tell(made)

    why = WithReason(reason="bạn hoãn đón")
    await office.tell(await office.do(made, "cancel", "chair", why))

    assert (await office.again(programme)).fields.item(ITEM).standing is Standing.PLANNED


async def test_a_cancellation_that_was_never_counted_changes_nothing(office: Office) -> None:
    programme = await office.programme()
    made = await office.decided()

    why = WithReason(reason="bạn hoãn đón")
    await office.tell(await office.do(made, "cancel", "chair", why))

    assert (await office.again(programme)).version == programme.version


@pytest.mark.parametrize("ending", [e for e in ENDINGS if not e.startswith("delegations.out")])
async def test_every_activity_that_ends_opens_one_report(office: Office, ending: str) -> None:
    await office.hear(outsider(ending, (), **{ENDINGS[ending]: "2027-06-24"}))

    (report,) = await office.reports()
    f = report.fields
    assert (f.activity, f.ended_on, report.unit) == ("x77", date(2027, 6, 24), "so-y-te")
    expected = ["D11", "D18"] if ".conference." in ending else ["D11"]
    assert [c.id for c in report.clocks] == expected


async def test_a_conference_has_fifteen_days(office: Office) -> None:
    await office.hear(outsider("conferences-agreements.conference.held", ended_on="2027-06-24"))

    (report,) = await office.reports()
    clock = report.clock("report-conference")
    assert clock is not None
    assert (clock.id, clock.due) == ("D18", date(2027, 7, 9))


async def test_what_is_part_of_a_delegation_is_reported_with_it(office: Office) -> None:
    day = "2027-06-24"
    guests = "delegations.guest-reception.received"
    await office.hear(outsider(guests, ended_on=day, inbound_delegation="d1"))
    await office.hear(outsider("ngos.people-activity.held", ended_on=day, delegation="d2"))

    assert await office.reports() == []


async def test_a_conference_reported_on_its_own_form_owes_no_second_report(office: Office) -> None:
    name = "conferences-agreements.conference"
    await office.hear(outsider(f"{name}.held", ended_on="2027-06-24"))

    await office.hear(outsider(f"{name}.reported"))

    assert [r.state for r in await office.reports()] == ["cancelled"]


async def test_a_report_of_another_service_is_its_own_affair(office: Office) -> None:
    await office.hear(outsider("ngos.people-activity.held", ended_on="2027-06-24"))
    office.on(date(2027, 6, 28))
    (report,) = await office.reports()
    await office.do(report, "write", "unit", TEXT)
    document = Decision(number="31/BC-SYT", date=office.day.date())

    filed = await office.tell(await office.do(report, "file", "unit", document))

    assert filed.state == "filed"
    assert filed.links == (Link("reports-on", "ngos", "people-activity", "x77"),)


async def test_a_sensitive_matter_flags_what_it_touches(office: Office) -> None:
    await office.programme()
    proposal = Proposal(
        year=2027, action="add", name="Đón Đoàn Okayama", reason="bạn mời", purpose="hợp tác",
        change=Activity(kind=Kind.INBOUND, title="Đoàn Okayama", month="2027-06", funding=LOCAL),
        scale="8 khách", starts_on=OUT, ends_on=BACK, plan="làm việc", participants="Okayama",
        funding=LOCAL, path="B",
        opinions=(WrittenOpinion(body="Công an tỉnh", number="4/CAT", date=office.day.date()),),
    )  # fmt: skip
    visit = Visit(
        title="Đoàn Okayama", sender="Okayama", country="JP", head_name="Yamada",
        head=Rank.VICE_GOVERNOR, arrives_on=OUT, comes_on=OUT, goes_on=BACK, leaves_on=BACK,
    )  # fmt: skip
    form = SchemeForm(direction="outbound", item=ITEM, starts_on=OUT, ends_on=BACK)
    touched = [
        await office.lodge(AMENDMENT, proposal),
        await office.lodge(SCHEME, form),
        await office.lodge(OUTBOUND_DELEGATION, TRIP),
        await office.lodge(INBOUND_DELEGATION, visit),
    ]
    links = tuple(Link("touches", "delegations", d.type, d.id) for d in touched)
    elsewhere = (Link("touches", "ngos", "aid", "a1"), Link("x", "delegations", "budget", "b"))

    await office.hear(outsider("reporting.sensitive-matter.raised", (*links, *elsewhere)))

    flagged = [await office.again(d) for d in touched]
    assert [(d.fields.matters, d.version) for d in flagged] == [(("x77",), 2)] * 4

    await office.hear(outsider("reporting.sensitive-matter.closed", (*links, *elsewhere)))
    calm = [await office.again(d) for d in touched]
    assert [(d.fields.matters, d.version) for d in calm] == [((), 3)] * 4

    await office.hear(outsider("reporting.sensitive-matter.reopened", links))
    assert (await office.again(touched[2])).fields.matters == ("x77",)


async def test_a_matter_that_touches_a_closed_dossier_changes_nothing(office: Office) -> None:
    made = await office.lodge(OUTBOUND_DELEGATION, OF_A_UNIT)
    gone = await office.do(made, "withdraw", "unit", WithReason(reason="không đi nữa"))

    link = Link("touches", "delegations", gone.type, gone.id)
    await office.hear(outsider("reporting.sensitive-matter.raised", (link,)))

    assert (await office.again(gone)).version == gone.version


async def test_a_passport_that_is_handed_back_is_noted(office: Office) -> None:
    await office.programme()
    home = await office.home()
    event = outsider("consular-border.passport.handed-back")
    event = CloudEvent(
        **{n: getattr(event, n) for n in CloudEvent.__struct_fields__} | {"subject": "hc-1"}
    )

    await office.hear(event)

    kept = await office.again(home)
    assert (kept.fields.passports_back, kept.version) == (("hc-1",), home.version + 1)


async def test_the_programmes_own_reactions_are_all_there() -> None:
    assert all(REACTIONS[e][: len(r)] == r for e, r in PROGRAMME_REACTIONS.items())
