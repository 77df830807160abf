"""Registers and events learn what dossiers and reports say, once in effect, on a database."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from casework import CloudEvent, Dossier, Link, Nothing, Reply
from casework.vocabulary import Decision, WithReason
from chassis.store.registers import Registers
from chassis.wire.reactions import Work
from conferences_agreements.procedures import DOSSIERS
from conferences_agreements.procedures.economic_event import ECONOMIC_EVENT, EconomicEventForm, Held
from conferences_agreements.procedures.economic_lead import Sector
from conferences_agreements.procedures.external_information import (
    EXTERNAL_INFORMATION,
    InformationForm,
    InformationKind,
    Issued,
    Version,
)
from conferences_agreements.procedures.twinning import (
    MINISTRY,
    TWINNING,
    Asked,
    Contact,
    Ended,
    Established,
    SchemeText,
    Study,
)
from conferences_agreements.reactions import REACTIONS
from conferences_agreements.registers import REGISTERS
from conferences_agreements.registers.partners import PARTNERS, Partner, PartnerKind
from support.store import MORNING, Office, asks, office

TODAY = MORNING.date()
HERE = "conferences-agreements"
DECISION = Decision(number="45/QĐ-UBND", date=TODAY)
GANGWON = Contact(partner="Tỉnh Gangwon", country="KR")


class Desk:
    """The service on a database: people act, and it hears its own news."""

    def __init__(self, kept: Office) -> None:
        self.kept = kept
        self.heard: list[CloudEvent] = []

    async def lodge(self, type_: Any, form: Any, by: str) -> Dossier[Any]:
        return await self.kept.dossiers.lodge(type_, form, asks(by))

    async def do(self, it: Dossier[Any], step: str, by: str, data: Any = None) -> Dossier[Any]:
        given = Nothing() if data is None else data
        return await self.kept.dossiers.perform(it.type, it.id, step, given, asks(by))

    async def again(self, it: Dossier[Any]) -> Dossier[Any]:
        return (await self.kept.dossiers.get(it.type, it.id))[1]

    async def settle(self) -> None:
        """Hear all news twice, as a follower may."""
        for line in await self.kept.seal():
            raw = {**json.loads(line.head), "data": json.loads(line.data)}
            event = msgspec.convert(raw, CloudEvent)
            await self.hear(event)
            await self.hear(event)

    async def hear(self, event: CloudEvent) -> None:
        async def react(session: Any) -> None:
            work = Work(self.kept.dossiers, session, event)
            await work.begin()
            for reaction in REACTIONS.get(event.type, ()):
                await reaction(event, work)

        self.heard.append(event)
        await self.kept.store.tx(react)

    async def entries(self, register: str) -> list[Dossier[Any]]:
        return await Registers(self.kept.dossiers).entries(register, {})


@pytest.fixture
async def desk(mongo_url: str, database_name: str) -> AsyncIterator[Desk]:
    books = REGISTERS
    async with office(mongo_url, database_name, *DOSSIERS, registers=books, service=HERE) as kept:
        yield Desk(kept)


async def established(desk: Desk) -> Dossier[Any]:
    it = await desk.lodge(TWINNING, GANGWON, "officer")
    await desk.do(it, "study", "officer", Study(findings="Thế mạnh nông nghiệp"))
    scheme = SchemeText(purpose="Mở rộng", content="Nông nghiệp", roadmap="2026-2030")
    await desk.do(it, "draft-scheme", "officer", scheme)
    await desk.do(it, "consult", "director", Asked())
    answer = Reply(body=MINISTRY, answer="agree")
    await desk.kept.dossiers.reply("twinning", it.id, answer, asks("officer"), None)
    await desk.do(it, "approve", "chair", DECISION)
    return await desk.do(it, "establish", "officer", Established(established_on=TODAY))


async def test_an_established_relation_enters_its_partner(desk: Desk) -> None:
    relation = await established(desk)
    await desk.settle()

    [partner] = await desk.entries("partners")
    told = partner.fields
    assert (partner.state, told.relation, told.since) == ("active", "twinning", TODAY)
    assert (told.basis, told.twinning) == ("Đề án 45/QĐ-UBND", relation.id)
    assert partner.acts[0].actor == "system"


async def test_a_known_partner_is_amended_whatever_its_spelling(desk: Desk) -> None:
    known = Partner(name="GANG-WON", country="KR", kind=PartnerKind.LOCAL_GOVERNMENT)
    await Registers(desk.kept.dossiers).enter(PARTNERS, known, asks("officer"))
    relation = await established(desk)
    await desk.settle()
    [active] = await desk.entries("partners")

    await desk.do(relation, "mark-dormant", "officer", WithReason(reason="không trao đổi"))
    await desk.settle()
    [dormant] = await desk.entries("partners")
    end = Ended(number="9/QĐ-UBND", date=TODAY, reason="hết nhu cầu")
    await desk.do(relation, "end", "chair", end)
    await desk.settle()
    [ended] = await desk.entries("partners")

    assert [e.state for e in (active, dormant, ended)] == ["active", "dormant", "ended"]
    assert ([e.version for e in (active, dormant, ended)], ended.title) == ([2, 3, 4], "GANG-WON")
    assert relation.code in ended.acts[-1].note


async def test_a_signed_agreement_is_noted_on_its_partner(desk: Desk) -> None:
    await established(desk)
    await desk.settle()
    told = next(e for e in desk.heard if e.type.endswith("established.v1"))
    fields = {"partner": "gangwon province", "country": "KR"}
    signed = replace(
        told, subject="a1", type=f"vn.ngoaivu.{HERE}.agreement.signed.v1",
        data=replace(told.data, fields=fields),
    )  # fmt: skip

    for event in (
        signed,
        signed,
        replace(signed, data=replace(told.data, fields={"partner": "X"})),
    ):
        await desk.hear(event)

    [partner] = await desk.entries("partners")
    assert (partner.fields.agreements, partner.version) == (("a1",), 2)


async def test_what_is_issued_stands_among_the_publications(desk: Desk) -> None:
    form = InformationForm(
        kind=InformationKind.ARTICLE, topic="Dừa Vĩnh Long", text="Tỉnh có dừa",
        versions=(Version(language="en", text="Coconuts"),), secrecy_checked=True,
    )  # fmt: skip
    it = await desk.lodge(EXTERNAL_INFORMATION, form, "unit")
    await desk.do(it, "submit", "unit")
    await desk.do(it, "approve", "director", DECISION)
    issue = Issued(number="13/UBND-NV", date=TODAY, url="https://vinhlong.gov.vn/en/1")
    await desk.do(it, "issue", "officer", issue)
    await desk.settle()

    found = await desk.entries("publications")
    assert sorted(e.fields.language for e in found) == ["en", "vi"]
    assert {e.fields.information for e in found} == {it.id}


async def test_a_sensitive_matter_stops_the_issue(desk: Desk) -> None:
    form = InformationForm(kind=InformationKind.SUPPLY, topic="Biên giới", text="Nội dung")
    it = await desk.lodge(EXTERNAL_INFORMATION, form, "unit")
    await desk.settle()
    link = Link("concerns", HERE, "external-information", it.id)
    raised = replace(
        desk.heard[0], subject="m1", type="vn.ngoaivu.reporting.sensitive-matter.raised.v1",
        data=replace(desk.heard[0].data, links=(link,)),
    )  # fmt: skip

    await desk.hear(raised)

    assert (await desk.again(it)).fields.matters == ("m1",)


@pytest.mark.parametrize(("level", "which"), [("unit", "filed"), ("province", "sent")])
async def test_19_a_result_report_meets_the_duty_of_its_event(
    desk: Desk, level: Any, which: str
) -> None:
    form = EconomicEventForm(
        name="Diễn đàn", level=level, place="Vĩnh Long", starts_on=TODAY, ends_on=TODAY,
        content="Kết nối đầu tư", partners=("JETRO",), sector=Sector.TRADE,
    )  # fmt: skip
    it = await desk.lodge(ECONOMIC_EVENT, form, "unit")
    await desk.do(it, "submit", "unit")
    await desk.do(it, "present", "director")
    await desk.do(it, "approve", "chair", DECISION)
    await desk.do(it, "hold", "unit", Held(ended_on=TODAY, result="Thành công"))
    await desk.settle()
    document = {"number": "5/BC", "date": str(TODAY)}
    fields: dict[str, Any] = {
        "service": HERE, "activity_type": "economic-event", "activity": it.id, "level": level,
        "document": document, "to_prime_minister": document if which == "sent" else None,
    }  # fmt: skip
    name = {"filed": "filed", "sent": "sent-to-prime-minister"}[which]
    told = desk.heard[-1]
    event = replace(
        told, subject="r1", type=f"vn.ngoaivu.delegations.result-report.{name}.v1",
        data=replace(told.data, service="delegations", fields=fields),
    )  # fmt: skip
    early = replace(event, data=replace(event.data, fields={**fields, "to_prime_minister": None}))

    if level == "province":
        await desk.hear(early)
        assert (await desk.again(it)).state == "held"
    await desk.hear(event)
    await desk.hear(event)

    reported = await desk.again(it)
    assert (reported.state, reported.fields.report.date) == ("reported", date(2026, 11, 10))
