"""Documents of every service reach the register, and reusable answers the answer book."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import generate  # docs/generate.py
from msgspec.structs import replace

from casework import CloudEvent, News, Register
from chassis.store.registers import Registers, search
from chassis.wire.reactions import Work
from reporting.books.book import INDEXES, Books, Given
from reporting.books.symbols import book_of, is_of_the_province, number, read
from reporting.document_reactions import DOCUMENT_REACTIONS
from reporting.issuing import table
from reporting.procedures.guidance import GUIDANCE, Answer, Question
from reporting.registers.answers import ANSWERS
from reporting.registers.incoming_documents import INCOMING_DOCUMENTS
from reporting.registers.outgoing_documents import OUTGOING_DOCUMENTS
from support.store import Office, asks, office

BOOKS: list[Register[Any]] = [OUTGOING_DOCUMENTS, INCOMING_DOCUMENTS, ANSWERS]
APPROVED = "vn.ngoaivu.delegations.outbound-delegation.approved.v1"


@asynccontextmanager
async def registry(mongo_url: str, name: str) -> AsyncIterator[Office]:
    told: dict[str, Any] = {"registers": BOOKS, "service": "reporting"}
    async with office(mongo_url, name, GUIDANCE, **told) as desk:
        await desk.store.ensure(**INDEXES)
        yield desk


def news(subject: str = "d1", **fields: Any) -> CloudEvent:
    told = News(
        service="delegations", type="outbound-delegation", record="R04", code="DR-2026-000001",
        title="Đoàn sang Nhật Bản", state="", state_title="", final=False, unit="so-y-te", law="",
        transition="", actor_role="", lodged="2026-11-01", fields=fields,
    )  # fmt: skip
    return CloudEvent(
        id="0" * 32, source="/provinces/86/delegations", type=APPROVED, subject=subject,
        time="2026-11-10T09:00:00+07:00", province="86", sequence=1, data=told,
    )  # fmt: skip


async def hear(desk: Office, event: CloudEvent) -> None:
    async def react(session: Any) -> None:
        work = Work(desk.dossiers, session, event)
        await work.begin()
        for reaction in DOCUMENT_REACTIONS[event.type]:
            await reaction(event, work)

    await desk.store.tx(react)


async def entered(desk: Office) -> list[Any]:
    return await Registers(desk.dossiers).entries("outgoing-documents", {})


DECIDED = {"number": "812/QĐ-UBND", "date": "2026-11-09"}


async def test_a_document_is_entered_once_with_its_number_and_dossier(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        await hear(desk, news(decision=DECIDED))
        report = {"number": "9/BC-SYT", "date": "2026-11-10"}
        notices = [{"number": "31/UBND-NV", "date": "2026-11-10", "to": "JP"}]
        await hear(desk, news(decision=DECIDED, report=report, notices=notices))

        found = {e.fields.number: e for e in await entered(desk)}
        assert set(found) == {"812/QĐ-UBND", "9/BC-SYT", "31/UBND-NV"}
        first = found["812/QĐ-UBND"]
        assert (first.state, first.fields.about) == ("recorded", "Đoàn sang Nhật Bản")
        assert [(k.service, k.type, k.id) for k in first.links] == [
            ("delegations", "outbound-delegation", "d1")
        ]


async def test_a_number_of_our_own_book_is_linked_not_entered_twice(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        day = date(2026, 11, 10)
        asked = Given(symbol="BC-SNgV", date=day, about="Kết quả", signer="GĐ", signed_on=day)
        given = await Books(desk.dossiers).give(asked, asks("clerk", unit="so-ngoai-vu"))
        told = {"number": given.fields.number, "date": "2026-11-10"}
        for subject in ("d1", "d1", "d2"):
            await hear(desk, news(subject, report=told))

        (entry,) = await entered(desk)
        assert entry.state == "given"
        assert [o.id for o in entry.fields.origins] == ["d1", "d2"]


async def test_a_commune_that_signs_as_the_province_is_told_apart_by_the_day(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        await hear(desk, news("d1", decision=DECIDED))
        await hear(desk, news("d2", decision={**DECIDED, "date": "2026-11-02"}))
        await hear(desk, news("d3", decision=DECIDED))

        told = [[o.id for o in e.fields.origins] for e in await entered(desk)]
        assert sorted(told) == [["d1", "d3"], ["d2"]]


async def test_central_and_party_documents_are_not_ours(mongo_url: str, database_name: str) -> None:
    async with registry(mongo_url, database_name) as desk:
        told: dict[str, Any] = {
            "answer": {"number": "812/TTg-QHQT", "date": "2026-11-09"},
            "consent": {"number": "504-QĐ/TU", "date": "2026-11-09"},
            "nothing": None,
            "other": {"number": "1/BNG-LPC", "date": "2026-11-09"},
        }
        await hear(desk, news(**told))

        assert await entered(desk) == []


async def test_of_a_team_only_dossier_no_title_is_told(mongo_url: str, database_name: str) -> None:
    async with registry(mongo_url, database_name) as desk:
        event = news(decision=DECIDED)
        hidden = replace(event, data=replace(event.data, team_only=True))
        await hear(desk, hidden)

        assert (await entered(desk))[0].fields.about == "Văn bản của hồ sơ DR-2026-000001"


async def test_a_reusable_answer_is_kept_once_without_who_asked(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        question = Question(subject="Ký kết nghĩa", field="agreements", question="Cần giấy gì?")
        answer = Answer(answer="Cần đề xuất.", grounds="64/2021/NĐ-CP", is_reusable=True)
        asked = await desk.dossiers.lodge(GUIDANCE, question, asks("unit", unit="xa-a-luoi-1"))
        office_ = "so-ngoai-vu"
        act = desk.dossiers.perform
        await act("guidance", asked.id, "draft", answer, asks("officer", unit=office_))
        nothing = GUIDANCE.transition("answer").data()  # type: ignore[union-attr]
        await act("guidance", asked.id, "answer", nothing, asks("head", unit=office_))
        event = replace(news(asked.id), type="vn.ngoaivu.reporting.guidance.answered.v1")
        await hear(desk, event)
        await hear(desk, event)

        registers = Registers(desk.dossiers)
        (kept,) = await registers.entries("answers", {})
        assert (kept.state, kept.fields.subject) == ("in-use", "Ký kết nghĩa")
        assert "xa-a-luoi-1" not in str(kept.fields)
        found = await registers.find("answers", {"$and": search("ket nghia de xuat")})
        assert [row["_id"] for row in found] == [kept.id]


def test_how_numbers_are_written_and_read() -> None:
    assert number(7, "BC-SNgV") == "07/BC-SNgV"
    assert number(1311, "SNgV-VPTTr") == "1311/SNgV-VPTTr"
    assert book_of("SNgV-HTQT", is_shared=False) == "SNgV"
    assert book_of("TTr-SNgV", is_shared=False) == "TTr-SNgV"
    assert book_of("TTr-SNgV", is_shared=True) == "SNgV"
    assert [book_of(s, is_shared=False) for s in ("BC -SNgV", "BC/SNgV", "")] == ["", "", ""]
    forms = {n: read(n) for n in ("164/KH-UBND", "763/SNgV-HTQT", "22/2012/QĐ-UBND", "504-QĐ/TU")}
    assert [f and (f[0], f[1].form, f[1].issuer) for f in forms.values()] == [
        (164, "named", "UBND"),
        (763, "letter", "SNgV"),
        (22, "legal", "UBND"),
        (504, "party", "TU"),
    ]
    assert [is_of_the_province(n) for n in ("45/CAT-PA01", "812/TTg-QHQT", "1109/QĐ-TTg")] == [
        *(True, False, False)
    ]


def test_acts_of_every_service_that_record_a_document_are_listened_to() -> None:
    every = {
        f"vn.ngoaivu.{service}.{type_.name}.{step.emits}.v1"
        for service, types in generate.dossier_types().items()
        for type_ in types
        for step in (type_.opening, *type_.transitions)
    }

    assert APPROVED in DOCUMENT_REACTIONS
    assert {name.split(".")[2] for name in DOCUMENT_REACTIONS} == {*generate.dossier_types()}
    assert set(DOCUMENT_REACTIONS) <= every
    assert table() == generate.issuing(), "run `make contracts`"
