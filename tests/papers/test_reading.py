"""Mẫu 1 and Mẫu 2 come back as they went out, and as people fill them."""

from __future__ import annotations

import contextlib
import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.countries import COUNTRIES
from casework.vocabulary import Funding, FundingLine, Money
from papers.archives import BrokenFile
from papers.forms import MAU_1, MAU_2, InboundRow, OutboundRow, mau_1, mau_2
from papers.reading import UnreadableSheet, read_mau_1, read_mau_2

WORDS = st.text(alphabet="ăâđêôơưạậệộợựÀĐỸabc xyz,:=+@-'\"<&;1", min_size=1, max_size=40).map(
    lambda text: " ".join(text.split())
)
PROSE = WORDS.filter(lambda t: bool(t) and not t.startswith(("'", "Đối tác")))
NAMES = st.text(alphabet="abcđêàỹ xyz", max_size=20).map(lambda t: " ".join(f"Sở {t}".split()))
MONTHS = st.builds("{}-{:02}".format, st.integers(2026, 2030), st.integers(1, 12))
MONEY = st.builds(Money, amount=st.integers(0, 10**12), currency=st.sampled_from(["VND", "USD"]))
FUNDING = st.lists(
    st.builds(
        FundingLine,
        source=st.sampled_from(list(Funding)),
        money=st.none() | MONEY,
        sponsor=st.just("") | NAMES,
    ),
    min_size=1,
    max_size=3,
).map(tuple)
COMMON: dict[str, Any] = {
    "title": PROSE,
    "head": PROSE,
    "content": PROSE,
    "members": st.integers(1, 999),
    "days": st.integers(1, 366),
    "month": MONTHS,
    "funding": FUNDING,
}
CODES = st.sampled_from(sorted(COUNTRIES))
OUTBOUND = st.builds(
    OutboundRow,
    countries=st.lists(CODES, min_size=1, max_size=4).map(tuple),
    partner=st.just("") | NAMES,
    **COMMON,
)
INBOUND = st.builds(InboundRow, sender=st.just("") | NAMES, country=CODES, host=NAMES, **COMMON)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(OUTBOUND, min_size=1, max_size=6))
def test_mau_1_reads_back_as_it_was_written(rows: list[OutboundRow]) -> None:
    found = read_mau_1(mau_1("Sở Công Thương", 2027, rows))

    assert found.bad_cells == ()
    assert list(found.rows) == rows
    assert (found.organisation, found.year) == ("Sở Công Thương", 2027)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(INBOUND, min_size=1, max_size=6))
def test_mau_2_reads_back_as_it_was_written(rows: list[InboundRow]) -> None:
    found = read_mau_2(mau_2("Sở Du lịch", 2027, rows))

    assert found.bad_cells == ()
    assert list(found.rows) == rows


GOOD = ("1", "Đoàn khảo sát", "Nhật Bản", "Giám đốc", "Khảo sát cảng", 5, 7, "5/2027", "tự túc")


def sheet(
    rows: Sequence[Sequence[Any]], *, heads: Sequence[str] = MAU_1.heads, down: int = 0
) -> bytes:
    """A sheet as an office makes it: the table starts `down` rows down and two columns in."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        page = book.add_worksheet("Đoàn ra")
        page.merge_range(0, 2, 0, 10, "ỦY BAN NHÂN DÂN TỈNH")
        page.write(1, 2, "BẢNG TỔNG HỢP KẾ HOẠCH NĂM 2027")
        for n, row in enumerate([heads, *rows]):
            page.write_row(2 + down + n, 2, list(row))
    return out.getvalue()


def changed(**at: Any) -> tuple[Any, ...]:
    """A good row with other values in the columns c2 to c9."""
    row: list[Any] = list(GOOD)
    for name, value in at.items():
        row[int(name[1:]) - 1] = value
    return tuple(row)


def test_a_header_may_stand_anywhere_and_notes_end_the_table() -> None:
    rows = [
        [str(n) for n in range(1, 10)],
        ("I", "Khối sở, ngành"),
        GOOD,
        (),
        changed(c1="2", c2="Đoàn hai"),
        ("", "Tổng cộng", "", "", "", 10),
        ("Ghi chú:",),
        ("1. Danh nghĩa Đoàn: …", "", "", "", "không phải một đoàn"),
    ]

    found = read_mau_1(sheet(rows, down=5))

    assert [r.title for r in found.rows] == ["Đoàn khảo sát", "Đoàn hai"]
    assert found.lines == (11, 13)
    assert found.bad_cells == ()


@pytest.mark.parametrize(
    ("told", "month"),
    [
        *[("tháng 5", "2027-05"), ("5/2027", "2027-05"), ("05", "2027-05"), (5, "2027-05")],
        *[("Tháng 11 năm 2026", "2026-11"), ("2027-03", "2027-03"), ("T4/2027", "2027-04")],
        *[("15/05/2027", "2027-05"), (datetime.date(2027, 9, 1), "2027-09")],
    ],
)
def test_a_month_is_read_as_people_write_it(told: Any, month: str) -> None:
    found = read_mau_1(sheet([changed(c8=told)]))

    assert [r.month for r in found.rows] == [month]


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("Lào; Thái Lan", ("LA", "TH")),
        ("Hàn Quốc, Nhật Bản và Mỹ", ("KR", "JP", "US")),
        ("LA, TH", ("LA", "TH")),
        ("Pháp – Bỉ – Pháp", ("FR", "BE", "FR")),
        ("Bosnia và Herzegovina", ("BA",)),
        ("1. Lào\n2. Trung Quốc", ("LA", "CN")),
        ("Nhật Bản (Tokyo)", ("JP",)),
    ],
)
def test_countries_come_in_itinerary_order(told: str, codes: tuple[str, ...]) -> None:
    found = read_mau_1(sheet([changed(c3=told)]))

    assert [r.countries for r in found.rows] == [codes]


@pytest.mark.parametrize(
    ("told", "sources"),
    [
        ("Ngân sách tỉnh", [Funding.LOCAL]),
        ("Cơ quan, tổ chức, địa phương chi", [Funding.LOCAL]),
        ("Trung ương chi; nước ngoài đài thọ (JICA)", [Funding.CENTRAL, Funding.FOREIGN_HOST]),
        ("Tự túc", [Funding.SELF]),
    ],
)
def test_funding_is_matched_to_the_closed_list(told: str, sources: list[Funding]) -> None:
    found = read_mau_1(sheet([changed(c9=told)]))

    assert [line.source for line in found.rows[0].funding] == sources


@pytest.mark.parametrize(
    ("column", "told", "cell", "reason"),
    [
        (2, "", "D4", "chưa ghi «Danh nghĩa Đoàn và tính chất hoạt động»"),
        (3, "Nước Xa Lạ", "E4", "không rõ nước «Nước Xa Lạ»"),
        (6, 0, "H4", "không phải số nguyên từ 1"),
        (6, 2.5, "H4", "«2.5» không phải số nguyên"),
        (7, "7-10", "I4", "«7-10» không phải số nguyên"),
        (7, True, "I4", "không phải số nguyên"),
        (8, "Quý II", "J4", "ghi cụ thể đến tháng"),
        (8, 13, "J4", "không phải một tháng"),
        (4, "#REF!", "F4", "công thức lỗi #REF!"),
        (9, "xin sau", "K4", "không rõ nguồn kinh phí «xin sau»"),
    ],
)
def test_a_bad_cell_is_named(column: int, told: Any, cell: str, reason: str) -> None:
    found = read_mau_1(sheet([changed(**{f"c{column}": told}), GOOD]))

    (bad,) = found.bad_cells
    assert (bad.sheet, bad.cell) == ("Đoàn ra", cell)
    assert reason in bad.reason
    assert len(found.rows) == 1


def test_every_bad_cell_of_a_row_is_named_at_once() -> None:
    found = read_mau_1(sheet([changed(c3="", c6="nhiều", c8="mùa xuân")]))

    assert [b.cell for b in found.bad_cells] == ["E4", "H4", "J4"]
    assert found.rows == ()


def test_numbers_written_as_text_count() -> None:
    found = read_mau_1(sheet([changed(c6="05", c7="7 ngày")]))

    assert [(r.members, r.days) for r in found.rows] == [(5, 7)]


@pytest.mark.parametrize(
    ("told", "sender", "country"),
    [
        ("Tỉnh Hủa Phăn, Lào", "Tỉnh Hủa Phăn", "LA"),
        ("Nhật Bản", "", "JP"),
        ("JICA (Nhật Bản)", "JICA", "JP"),
        ("Đại học A, Khoa B - Hàn Quốc", "Đại học A, Khoa B", "KR"),
    ],
)
def test_the_sender_names_its_country(told: str, sender: str, country: str) -> None:
    row = changed(c3=told, c5="Sở Du lịch; xúc tiến du lịch")

    found = read_mau_2(sheet([row], heads=MAU_2.heads))

    assert [(r.sender, r.country) for r in found.rows] == [(sender, country)]
    assert [(r.host, r.content) for r in found.rows] == [("Sở Du lịch", "xúc tiến du lịch")]


def test_a_sender_without_a_country_is_a_bad_cell() -> None:
    found = read_mau_2(sheet([changed(c3="Công ty ABC")], heads=MAU_2.heads))

    assert [b.cell for b in found.bad_cells] == ["E4"]


def test_the_wrong_form_is_said_to_be_wrong() -> None:
    with pytest.raises(UnreadableSheet, match=r"Mẫu 2 \(đoàn vào\), không phải Mẫu 1"):
        read_mau_1(sheet([GOOD], heads=MAU_2.heads))
    with pytest.raises(UnreadableSheet, match=r"Mẫu 1 \(đoàn ra\), không phải Mẫu 2"):
        read_mau_2(sheet([GOOD]))


def test_a_missing_column_and_an_empty_table_are_named() -> None:
    with pytest.raises(UnreadableSheet, match="thiếu cột «Số ngày»"):
        read_mau_1(sheet([GOOD], heads=[h for h in MAU_1.heads if h != "Số ngày"]))
    with pytest.raises(UnreadableSheet, match="không có dòng nào"):
        read_mau_1(sheet([]))
    with pytest.raises(UnreadableSheet, match="Không tìm thấy hàng tiêu đề"):
        read_mau_1(sheet([], heads=["Họ tên", "Tuổi"]))


def test_what_is_no_workbook_is_refused() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")

    for content, says in [
        (b"%PDF-1.7", "không phải .xlsx"),
        (b"", "không phải .xlsx"),
        (other.getvalue(), "không phải .xlsx"),
        (b"PK\x03\x04" + b"0" * 10_000_001, "lớn hơn 10 MB"),
    ]:
        with pytest.raises(UnreadableSheet, match=says):
            read_mau_1(content)
    with pytest.raises(BrokenFile, match="hỏng"):
        read_mau_1(sheet([GOOD])[:2000])


def test_a_zip_bomb_and_a_far_cell_are_refused_before_they_unfold() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 150_000_000)
    far = io.BytesIO()
    with xlsxwriter.Workbook(far) as book:
        page = book.add_worksheet()
        page.write(0, 0, "a")
        page.write(1_048_575, 16_383, "b")

    with pytest.raises(BrokenFile, match="quá lớn"):
        read_mau_1(bomb.getvalue())
    with pytest.raises(UnreadableSheet, match="Bảng tính quá lớn"):
        read_mau_1(far.getvalue())


def test_the_year_is_the_titles_not_that_of_a_date_above_it() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.write(0, 0, "(Kèm theo Quyết định số 22/2012/QĐ-UBND ngày 20 tháng 8 năm 2012)")
        page.write(1, 5, "Bến Tre, ngày 15 tháng 11 năm 2026")
        page.write(2, 0, "BẢNG TỔNG HỢP KẾ HOẠCH\nĐOÀN RA NĂM: 2027")
        page.write_row(4, 0, MAU_1.heads)
        page.write_row(5, 0, changed(c8="tháng 5"))

    found = read_mau_1(out.getvalue(), year=2030)

    assert (found.year, found.rows[0].month) == (2027, "2027-05")


def test_a_bare_month_takes_the_year_that_the_caller_knows() -> None:
    blank = io.BytesIO()
    with xlsxwriter.Workbook(blank) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, MAU_1.heads)
        page.write_row(1, 0, changed(c8=5))

    assert read_mau_1(blank.getvalue(), year=2028).rows[0].month == "2028-05"
    assert "thiếu năm" in read_mau_1(blank.getvalue()).bad_cells[0].reason


def test_a_cell_costs_what_it_is_long() -> None:
    from papers.cells import read_funding, read_itinerary
    from papers.reading import _organisation, _year
    from support.growth import LINEAR, growth

    def tried(reads: Callable[[str], object]) -> Callable[[str], object]:
        def work(text: str) -> None:
            with contextlib.suppress(ValueError):
                reads(text)

        return work

    for reads in (read_funding, read_itinerary, lambda t: _year([t]), lambda t: _organisation([t])):
        for unit in ("\n", " ", " (", "x (", "; (", "1. ", " - ", " và ", "ke hoach ", "nam 20"):
            hostile = lambda n, u=unit: "x" + u * (n // len(u)) + "y"  # noqa: E731
            assert growth(tried(reads), hostile) < LINEAR, (reads, unit)
