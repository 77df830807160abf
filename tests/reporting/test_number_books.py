"""Number books: 30/2020/NĐ-CP Điều 15, 18, 22, on the real database protocol."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused, Register
from chassis.store.dossiers import Dossiers
from chassis.store.registers import Registers
from reporting.books.acts import Acts, Cancelled, Corrected, Sent
from reporting.books.book import INDEXES, Books, Given, Reserved
from reporting.registers.incoming_documents import INCOMING_DOCUMENTS, Arrival
from reporting.registers.outgoing_documents import OUTGOING_DOCUMENTS, Outgoing
from support.desk import HANOI
from support.store import PROVINCES, Office, asks, office

ROOT = Path(__file__).resolve().parents[2]
WRITER = str(Path(__file__).with_name("number_writer.py"))
ENVIRONMENT = {**os.environ, "PYTHONPATH": "libs:services:tests"}
TODAY = date(2026, 11, 10)
NEW_YEAR = date(2027, 1, 4)
JANUARY = datetime(2027, 1, 4, 9, tzinfo=HANOI)
REPORT = Given(
    symbol="BC-SNgV", date=TODAY, about="Kết quả tháng 10", signer="Giám đốc", signed_on=TODAY
)


@asynccontextmanager
async def registry(mongo_url: str, name: str) -> AsyncIterator[Office]:
    books: list[Register[Any]] = [OUTGOING_DOCUMENTS, INCOMING_DOCUMENTS]
    async with office(mongo_url, name, registers=books, service="reporting") as desk:
        await desk.store.ensure(**INDEXES)
        yield desk


def clerk(**more: Any) -> Any:
    return asks("clerk", unit="so-ngoai-vu", **more)


async def orders(desk: Office) -> list[int]:
    rows = await desk.store["registers"].find({}, {"fields.order": 1}).to_list(None)
    return sorted(row["fields"]["order"] for row in rows)


@pytest.mark.timeout(180)
async def test_eight_writers_take_ten_thousand_numbers(mongo_url: str, database_name: str) -> None:
    async with registry(mongo_url, database_name) as desk:
        replicas = [Books(desk.dossiers), Books(Dossiers(desk.store, desk.registry, PROVINCES))]
        taken: list[list[int]] = []

        async def writer(books: Books) -> None:
            mine: list[int] = []
            for _ in range(50):
                done = await asyncio.gather(*(books.give(REPORT, clerk()) for _ in range(25)))
                mine += [d.fields.order for d in done]
            taken.append(mine)

        await asyncio.gather(*(writer(replicas[n % 2]) for n in range(8)))

        every = sorted(order for mine in taken for order in mine)
        assert every == list(range(1, 10_001))
        assert all(mine == sorted(mine) for mine in taken)
        assert await orders(desk) == every
        (book,) = await replicas[0].books("86", 2026)
        assert (book["book"], book["last"]) == ("BC-SNgV", 10_000)


async def give(desk: Office, books: Books, **changed: Any) -> Any:
    return await books.give(replace(REPORT, **changed), clerk())


async def test_art_15_1_numbers_begin_at_01_every_year_in_every_book(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books = Books(desk.dossiers)
        given = [
            await books.give(REPORT, clerk()),
            await books.give(REPORT, clerk()),
            await books.give(replace(REPORT, symbol="SNgV-HTQT"), clerk()),
            await books.give(replace(REPORT, symbol="SNgV-VP"), clerk()),
            await books.give(replace(REPORT, symbol="2026/QĐ-UBND"), clerk()),
            await books.give(replace(REPORT, date=NEW_YEAR, signed_on=NEW_YEAR), clerk(at=JANUARY)),
        ]

        assert [d.fields.number for d in given] == [
            *("01/BC-SNgV", "02/BC-SNgV", "01/SNgV-HTQT", "02/SNgV-VP"),
            *("01/2026/QĐ-UBND", "01/BC-SNgV"),
        ]
        assert given[0].state == "given"


async def test_art_15_1_a_reused_or_skipped_number_is_refused(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books = Books(desk.dossiers)
        await give(desk, books, order=1)

        with pytest.raises(Refused, match="Số 01 đã cấp, không cấp lại; số tiếp theo là 02"):
            await give(desk, books, order=1)
        with pytest.raises(Refused, match="Số 05 chưa tới lượt"):
            await give(desk, books, order=5)
        with pytest.raises(Refused, match="không lùi ngày"):
            await give(desk, books, date=date(2026, 11, 9), signed_on=date(2026, 11, 9))
        assert (await give(desk, books, order=2)).fields.number == "02/BC-SNgV"
        assert await orders(desk) == [1, 2]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a date before the signature": ({"signed_on": date(2026, 11, 11)}, "trước ngày ký"),
    "no signature": ({"signed_on": None}, "sau khi văn bản được ký"),
    "a secret document": ({"secrecy": "secret"}, "sổ riêng"),
    "a number two working days late": ({"signed_on": date(2026, 11, 6)}, "chậm nhất"),
    "a sign that is written wrongly": ({"symbol": "BC - SNgV"}, "viết sai thể thức"),
    "a date to come": ({"date": date(2026, 11, 11)}, "sau hôm nay"),
    "a stamp in its subject": ({"about": "Báo cáo TỐI MẬT"}, "TỐI MẬT"),
}


@pytest.mark.parametrize("what", list(REFUSED))
async def test_art_15_2_what_gets_no_number(mongo_url: str, database_name: str, what: str) -> None:
    changed, says = REFUSED[what]
    async with registry(mongo_url, database_name) as desk:
        books = Books(desk.dossiers)
        with pytest.raises(Refused, match=says):
            await give(desk, books, **changed)

        assert (await give(desk, books)).fields.order == 1


async def test_art_15_2_a_late_number_is_given_for_a_reason(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        friday = date(2026, 11, 6)
        told = await give(desk, Books(desk.dossiers), signed_on=friday, late_reason="mất điện")

        assert told.fields.late_reason == "mất điện"


async def test_one_refusal_among_many_takes_no_number_from_the_others(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books = Books(desk.dossiers)
        wanted = [give(desk, books, secrecy="secret" if n == 3 else "none") for n in range(8)]
        done = await asyncio.gather(*wanted, return_exceptions=True)

        assert isinstance(done[3], Refused)
        assert await orders(desk) == list(range(1, 8))


async def test_a_number_is_kept_free_and_used_between_its_neighbours(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books, acts = Books(desk.dossiers), Acts(desk.dossiers)
        kept = await books.reserve(Reserved(symbol="BC-SNgV", cause="Chờ ký tại Hà Nội"), clerk())
        await give(desk, books)

        wednesday = replace(REPORT, date=date(2026, 11, 11), signed_on=date(2026, 11, 11))
        later = clerk(at=datetime(2026, 11, 11, 9, tzinfo=HANOI))
        with pytest.raises(Refused, match="mang số sau"):
            await acts.use(kept.id, wednesday, later, kept.version)
        with pytest.raises(Refused, match="Số giữ mang ký hiệu"):
            await acts.use(kept.id, replace(REPORT, symbol="TTr-SNgV"), clerk(), kept.version)
        used = await acts.use(kept.id, REPORT, clerk(), kept.version)

        assert (used.fields.number, used.state) == ("01/BC-SNgV", "given")
        with pytest.raises(Refused, match="không phải số giữ"):
            await acts.use(kept.id, REPORT, clerk(), used.version)


async def test_a_cancelled_number_stays_in_the_book_and_is_never_given_again(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books, acts = Books(desk.dossiers), Acts(desk.dossiers)
        first = await give(desk, books)
        gone = await acts.cancel(first.id, Cancelled(cause="Văn bản không ban hành"), clerk(), 1)

        assert (gone.state, gone.fields.cause) == ("cancelled", "Văn bản không ban hành")
        assert gone.acts[-1].note == "Văn bản không ban hành"
        assert (await give(desk, books)).fields.order == 2


async def test_art_18_3_a_wrong_content_is_replaced_and_a_slip_of_form_corrected(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books, acts = Books(desk.dossiers), Acts(desk.dossiers)
        first = await give(desk, books)
        sent = await acts.send(first.id, Sent(sent_on=TODAY), clerk(), 1)
        with pytest.raises(Refused, match="thay thế, không hủy"):
            await acts.cancel(first.id, Cancelled(cause="Sai số liệu"), clerk(), sent.version)
        slip = Corrected(number="01/SNgV-VP", what="Sai chính tả tại trang 2")
        with pytest.raises(Refused, match="Sổ không có công văn"):
            await acts.correct(first.id, slip, clerk(), sent.version)

        await give(desk, books, symbol="SNgV-VP")
        corrected = await acts.correct(first.id, slip, clerk(), sent.version)
        second = await give(desk, books, replaces=first.id)

        assert corrected.fields.corrections[0].number == "01/SNgV-VP"
        assert second.fields.replaces == "01/BC-SNgV"
        kept = await desk.store["registers"].find_one({"_id": first.id})
        assert (kept["state"], kept["fields"]["replaced_by"]) == ("replaced", "02/BC-SNgV")


async def test_art_18_1_it_leaves_at_once_or_says_why_not(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books, acts = Books(desk.dossiers), Acts(desk.dossiers)
        plain = await give(desk, books)
        urgent = await give(desk, books, urgency="urgent")
        thursday = clerk(at=datetime(2026, 11, 12, 9, tzinfo=HANOI))

        with pytest.raises(Refused, match="Phát hành trong ngày"):
            await acts.send(plain.id, Sent(sent_on=date(2026, 11, 12)), thursday, 1)
        with pytest.raises(Refused, match="văn bản khẩn"):
            await acts.send(urgent.id, Sent(sent_on=date(2026, 11, 11)), thursday, 1)
        with pytest.raises(Refused, match="trước ngày của nó"):
            await acts.send(plain.id, Sent(sent_on=date(2026, 11, 9)), thursday, 1)
        late = Sent(sent_on=date(2026, 11, 12), late_reason="chờ đóng dấu")
        assert (await acts.send(plain.id, late, thursday, 1)).state == "sent"


async def test_a_book_begun_on_paper_goes_on_from_its_last_number(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books = Books(desk.dossiers)
        await books.open("BC-SNgV", 2026, 214, "Sổ giấy đến hết tháng 10", clerk())

        assert (await give(desk, books)).fields.number == "215/BC-SNgV"
        with pytest.raises(Refused, match="đã cấp số 215"):
            await books.open("BC-SNgV", 2026, 300, "Mở lại lần nữa", clerk())


async def test_a_number_that_another_body_gave_is_not_given_twice(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books, acts = Books(desk.dossiers), Acts(desk.dossiers)
        elsewhere = Outgoing(
            symbol="BC-SNgV", number="01/BC-SNgV", date=TODAY, about="Ghi theo hồ sơ"
        )
        wrong = await Registers(desk.dossiers).enter(OUTGOING_DOCUMENTS, elsewhere, clerk())

        with pytest.raises(Refused, match=r"Đã có trong «Sổ đăng ký văn bản đi»"):
            await give(desk, books)
        await acts.cancel(wrong.id, Cancelled(cause="Ghi nhầm sổ"), clerk(), 1)
        assert (await give(desk, books)).fields.order == 1


async def test_nobody_writes_into_a_book_past_it(mongo_url: str, database_name: str) -> None:
    async with registry(mongo_url, database_name) as desk:
        forged = Outgoing(
            symbol="BC-SNgV", number="07/BC-SNgV", book="BC-SNgV", order=7, date=TODAY,
            about="Tự ghi", signer="Giám đốc", signed_on=TODAY, standing="given",
        )  # fmt: skip
        with pytest.raises(Refused, match="chỉ do sổ cấp"):
            await Registers(desk.dossiers).enter(OUTGOING_DOCUMENTS, forged, clerk())
        given = await give(desk, Books(desk.dossiers))
        again = replace(forged, number="01/BC-SNgV", book="", order=0, standing="recorded")
        with pytest.raises(Refused, match="Đã có trong"):
            await Registers(desk.dossiers).enter(OUTGOING_DOCUMENTS, again, clerk())
        sneaked = replace(again, number="09/BC-SNgV", standing="sent")
        with pytest.raises(Refused, match="chỉ do sổ cấp"):
            await Registers(desk.dossiers).enter(OUTGOING_DOCUMENTS, sneaked, clerk())
        changed = replace(given.fields, about="Sửa trích yếu")
        with pytest.raises(Refused, match="chỉ do sổ cấp"):
            await Registers(desk.dossiers).amend(
                OUTGOING_DOCUMENTS, given.id, changed, "sửa cho đúng", clerk()
            )


ARRIVED = Arrival(
    arrived_on=TODAY, author="Bộ Ngoại giao", number="12-KL/TW", date=date(2026, 11, 2), about="CV"
)


async def test_art_22_what_arrives_gets_the_next_number_of_its_office(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books = Books(desk.dossiers)
        first = await books.arrive(ARRIVED, clerk())
        second = await books.arrive(replace(ARRIVED, number="04/CT-TW"), clerk())
        office_ = asks("office", unit="van-phong-ubnd")
        other = await books.arrive(ARRIVED, office_)

        assert [d.fields.order for d in (first, second, other)] == [1, 2, 1]
        with pytest.raises(Refused, match="Đã có trong"):
            await books.arrive(ARRIVED, clerk())
        with pytest.raises(Refused, match="sổ riêng"):
            await books.arrive(replace(ARRIVED, number="1/X", secrecy="secret"), clerk())
        with pytest.raises(Refused, match="sau ngày đến"):
            await books.arrive(replace(ARRIVED, number="2/X", date=date(2026, 11, 11)), clerk())
        with pytest.raises(Refused, match="trước ngày đến"):
            await books.arrive(replace(ARRIVED, number="3/X", due_on=date(2026, 11, 9)), clerk())
        tomorrow = replace(ARRIVED, number="4/X", arrived_on=date(2026, 11, 11))
        with pytest.raises(Refused, match="Ngày đến không thể sau"):
            await books.arrive(tomorrow, clerk())
        moved = replace(first.fields, order=9)
        with pytest.raises(Refused, match="Số đến chỉ do sổ cấp"):
            await Registers(desk.dossiers).amend(
                INCOMING_DOCUMENTS, first.id, moved, "đổi số đến", clerk()
            )
        settled = replace(first.fields, assigned_to="Phòng HTQT", settled_on=TODAY)
        done = await Registers(desk.dossiers).amend(
            INCOMING_DOCUMENTS, first.id, settled, "đã xử lý xong", clerk()
        )
        assert done.state == "settled"


@pytest.mark.timeout(120)
async def test_a_writer_that_is_killed_leaves_no_gap(mongo_url: str, database_name: str) -> None:
    async with registry(mongo_url, database_name) as desk:
        for _ in range(3):
            before = len(await orders(desk))
            child = await asyncio.create_subprocess_exec(
                sys.executable, WRITER, mongo_url, database_name, cwd=ROOT, env=ENVIRONMENT
            )
            try:
                async with asyncio.timeout(30):
                    while len(await orders(desk)) < before + 40:
                        await asyncio.sleep(0.05)
            finally:
                child.kill()
                await child.wait()

        given = await orders(desk)
        (book,) = await Books(desk.dossiers).books("86", 2026)
        lines = await desk.store["number_lines"].count_documents({})
        assert given == list(range(1, len(given) + 1))
        assert (book["last"], lines) == (len(given), len(given))
        async with asyncio.timeout(30):
            assert (await give(desk, Books(desk.dossiers))).fields.order == len(given) + 1


async def test_signs_that_differ_by_an_accent_have_their_own_books(
    mongo_url: str, database_name: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        books = Books(desk.dossiers)
        given = [
            (await books.give(replace(REPORT, symbol=symbol), clerk())).fields.number
            for symbol in ("HD-SNgV", "HĐ-SNgV", "HD-SNgV", "QÐ-SNgV")
        ]

    assert given == ["01/HD-SNgV", "01/HĐ-SNgV", "02/HD-SNgV", "01/QĐ-SNgV"]


@pytest.mark.parametrize("symbol", ["2025/QĐ-UBND", "2027/NQ-HĐND", "BC-SNgV\n", "٢٠٢٦/QĐ-UBND"])
async def test_a_sign_that_is_not_written_so_gets_no_number(
    mongo_url: str, database_name: str, symbol: str
) -> None:
    async with registry(mongo_url, database_name) as desk:
        with pytest.raises(Refused) as refusal:
            await Books(desk.dossiers).give(replace(REPORT, symbol=symbol), clerk())

    assert refusal.value.failures[0].at == "/symbol"
