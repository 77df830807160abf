"""Conferences and agreements hear of sensitive matters and of decided changes, on a database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Actor, CloudEvent, Dossier, Link, News, Nothing, Outcome, announce
from casework.vocabulary import Decision, Funding, FundingLine, WithReason
from chassis.settings import Settings
from chassis.store import dossiers
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Store, connect
from chassis.store.registry import Registry
from chassis.wire import deadletters, follower
from chassis.wire.reactions import Work
from conferences_agreements.agreement_change_forms import ChangeForm, Effect
from conferences_agreements.agreement_forms import (
    AgreementForm,
    Asked,
    Explained,
    Field,
    Level,
    NameType,
    PartnerKind,
    Registered,
)
from conferences_agreements.conference_forms import (
    SCHEME,
    Authority,
    Classify,
    ConferenceForm,
    Guests,
    Held,
    OrganiserKind,
    Topic,
)
from conferences_agreements.procedures.agreement import AGREEMENT
from conferences_agreements.procedures.agreement_change import AGREEMENT_CHANGE
from conferences_agreements.procedures.conference import CONFERENCE
from conferences_agreements.reactions import REACTIONS
from conferences_agreements.sections import Section
from support.desk import HANOI, real_office

HERE = "conferences-agreements"
TYPES = [CONFERENCE, AGREEMENT, AGREEMENT_CHANGE]
SIGNED = date(2024, 5, 6)
OLD = AgreementForm(
    name="Bản ghi nhớ của huyện Bình Đại",
    name_type=NameType.MEMORANDUM,
    level=Level.DISTRICT,
    party="UBND huyện Bình Đại",
    partner="Huyện Pakse",
    partner_kind=PartnerKind.LOCAL,
    country="LA",
    areas=(Field.EXCHANGE,),
    signed_earlier=SIGNED,
)
SEMINAR = ConferenceForm(
    name="Hội thảo y tế dự phòng",
    organiser="Sở Y tế",
    organiser_kind=OrganiserKind.PROVINCIAL,
    topics=(Topic.HEALTH,),
    starts_on=date(2026, 12, 7),
    ends_on=date(2026, 12, 8),
    vietnamese_participants=60,
    foreign=(Guests(country="JP", number=8),),
    funding=(FundingLine(source=Funding.LOCAL),),
)


class Office:
    """The dossiers of this service on a real database, and a person of any role."""

    def __init__(self, store: Store) -> None:
        names = {"86": "Vĩnh Long", "12": "Lai Châu"}
        map_ = {c: real_office(c) for c, n in names.items()}
        self.store = store
        self.kept = Dossiers(store, Registry(HERE, TYPES), map_)
        self.day = datetime(2026, 9, 10, 9, tzinfo=HANOI)

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

    async def hear(self, event: CloudEvent) -> None:
        """What the follower does with an event: its reactions, in one transaction."""

        async def react(session: Any) -> None:
            for reaction in REACTIONS[event.type]:
                await reaction(event, Work(self.kept, session, event))

        await self.store.tx(react)


@pytest.fixture
async def office(mongo_url: str, database_name: str) -> AsyncIterator[Office]:
    settings = Settings(service=HERE, mongo_url=mongo_url, database=database_name)
    store = connect(settings)
    await store.ensure(**dossiers.INDEXES, **follower.INDEXES, **deadletters.INDEXES)
    yield Office(store)
    await store.close()


def matter(what: str, *links: Link) -> CloudEvent:
    news = News(
        service="reporting", type="sensitive-matter", record="R31", code="NC-2026-ABCDEF",
        title="", state="", state_title="", final=False, unit="so-ngoai-vu", law="",
        transition="", actor_role="", lodged="2026-09-10", team_only=True, links=links,
    )  # fmt: skip
    return CloudEvent(
        id="0" * 32, source="/provinces/86/reporting",
        type=f"vn.ngoaivu.reporting.sensitive-matter.{what}.v1", subject="m1",
        time="2026-09-10T09:00:00+07:00", province="86", sequence=1, data=news,
    )  # fmt: skip


SECTIONS: Any = SCHEME.default
FILED: dict[str, Any] = {
    "request": Decision(number="12/SYT-NV", date=date(2026, 9, 1)),
    "scheme": tuple(Section(title=t, text="đã ghi") for t in SECTIONS),
    "secrecy_checked": True,
}


def filed(**fields: Any) -> CloudEvent:
    told = matter("raised")
    news = replace(told.data, service="delegations", type="result-report", fields=fields)
    name = "vn.ngoaivu.delegations.result-report.filed.v1"
    at = "2026-12-10T09:00:00+07:00"
    return replace(told, type=name, subject="r1", time=at, data=news)


async def test_a_raised_matter_marks_what_it_names_and_a_closed_one_frees_it(
    office: Office,
) -> None:
    seminar = await office.lodge(CONFERENCE, SEMINAR, "unit")
    old = await office.lodge(AGREEMENT, OLD, "unit")
    links = (
        Link("concerns", HERE, "conference", seminar.id),
        Link("concerns", HERE, "agreement", old.id),
        Link("concerns", "delegations", "outbound-delegation", "d7"),
    )

    await office.hear(matter("raised", *links))
    await office.hear(matter("raised", *links))
    assert (await office.again(seminar)).fields.matters == ("m1",)
    assert (await office.again(old)).fields.matters == ("m1",)
    assert (await office.again(old)).version == 2

    await office.hear(matter("closed", *links))
    assert (await office.again(seminar)).fields.matters == ()

    await office.hear(matter("reopened", *links))
    assert (await office.again(seminar)).fields.matters == ("m1",)


async def test_a_matter_is_noted_by_code_and_past_what_nobody_knows(office: Office) -> None:
    seminar = await office.lodge(CONFERENCE, SEMINAR, "unit")
    links = (
        Link("concerns", HERE, "conference", "nobody"),
        Link("concerns", HERE, "no-such-type", "nothing"),
        Link("concerns", HERE, "conference", seminar.code),
    )

    await office.hear(matter("raised", *links))

    assert (await office.again(seminar)).fields.matters == ("m1",)


async def test_a_matter_of_another_province_touches_nothing_here(office: Office) -> None:
    seminar = await office.lodge(CONFERENCE, SEMINAR, "unit")
    raised = matter("raised", Link("concerns", HERE, "conference", seminar.id))

    await office.hear(replace(raised, province="12"))

    assert (await office.again(seminar)).fields.matters == ()


async def test_a_closed_dossier_is_left_alone(office: Office) -> None:
    seminar = await office.lodge(CONFERENCE, SEMINAR, "unit")
    await office.do(seminar, "withdraw", "unit", WithReason(reason="đối tác hoãn"))

    await office.hear(matter("raised", Link("concerns", HERE, "conference", seminar.id)))

    assert (await office.again(seminar)).fields.matters == ()


async def test_a_filed_result_report_meets_the_duty_of_its_conference(office: Office) -> None:
    seminar = await office.lodge(CONFERENCE, replace(SEMINAR, **FILED), "unit")
    await office.do(seminar, "submit", "unit")
    classified = Classify(authority=Authority.CHAIRMAN)
    await office.do(seminar, "classify", "officer", classified)
    await office.do(seminar, "consult", "director", Asked(bodies=("cong-an-tinh",)))
    office.day = office.day.replace(month=10)
    permit = Decision(number="5/UBND-NV", date=office.day.date())
    await office.do(seminar, "permit", "chair", permit)
    office.day = office.day.replace(month=12)
    ends = SEMINAR.ends_on
    took_place = Held(started_on=SEMINAR.starts_on, ended_on=ends, organiser="Sở Y tế")
    await office.do(seminar, "hold", "unit", took_place)
    told = {
        "service": HERE,
        "activity_type": "conference",
        "activity": seminar.id,
        "document": {"number": "9/BC-SYT", "date": "2026-12-10"},
    }

    await office.hear(filed(**told))
    await office.hear(filed(**told))
    await office.hear(filed(**{**told, "service": "delegations"}))

    kept = await office.again(seminar)
    assert (kept.state, kept.fields.report.number) == ("reported", "9/BC-SYT")


@pytest.mark.parametrize(
    ("kind", "state"),
    [("rename", "in-force"), ("terminate", "terminated"), ("suspend", "suspended")],
)
async def test_a_change_that_takes_effect_is_applied_once(
    office: Office, kind: Any, state: str
) -> None:
    old = await office.lodge(AGREEMENT, OLD, "unit")
    known = Registered(
        signed_on=SIGNED, place="Bình Đại", kept_at="Lưu trữ", effective_on=SIGNED,
    )  # fmt: skip
    old = await office.do(old, "register", "officer", known)
    form = ChangeForm(
        agreement=old.code, kind=kind, reason="sắp xếp đơn vị hành chính",
        new_party="UBND xã Bình Đại" if kind == "rename" else "", only_the_name=kind == "rename",
    )  # fmt: skip
    change = await office.lodge(AGREEMENT_CHANGE, form, "unit")
    today = office.day.date()
    number = Decision(number="9/QĐ-UBND", date=today)
    if kind == "rename":
        await office.do(change, "rename", "chair", number)
    else:
        await office.do(change, "consult-inherited", "director", Asked(bodies=("so-tu-phap",)))
        office.day = office.day.replace(day=30)
        await office.do(change, "present", "director", Explained())
        await office.do(change, "decide", "chair", number)
    effect = Effect(number="1/2026", date=today, effective_on=office.day.date())
    change = await office.do(change, "take-effect", "officer", effect)
    step = AGREEMENT_CHANGE.transition("take-effect")
    assert step is not None
    event = announce(HERE, AGREEMENT_CHANGE, Outcome(change, step.emits, change.acts[-1]))

    await office.hear(event)
    await office.hear(event)

    kept = await office.again(old)
    assert (kept.state, [c.kind for c in kept.fields.changes]) == (state, [kind])
    assert kept.fields.party == (form.new_party or OLD.party)
