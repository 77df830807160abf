"""Sheets carry real dates and numbers, and no cell of theirs can run."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from papers.sheets import SheetColumn, armed, disarmed, write_csv, write_sheet

COLUMNS = (
    SheetColumn("STT", 6, "integer"),
    SheetColumn("Tên đoàn", 30),
    SheetColumn("Ngày đi", 12, "date"),
    SheetColumn("Tháng", 10, "month"),
    SheetColumn("Kinh phí (VND)", 18, "money"),
    SheetColumn("Tỷ lệ", 10, "number"),
)
ROW = (1, "Đoàn thăm làm việc", datetime.date(2027, 5, 9), "2027-05", 500_000_000, 0.5)
ATTACKS = [
    *("=1+1", '=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1", "\n=1"),
    *(" =1+1", "\u00a0=1", "＝1+1", "-cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", "'=1"),
]


def read(content: bytes, sheet: int = 0) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(sheet).to_python()


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {n: archive.read(n).decode() for n in archive.namelist()}


def test_dates_and_numbers_are_real() -> None:
    content = write_sheet(COLUMNS, [ROW], title_rows=["DANH SÁCH ĐOÀN RA"])

    assert read(content)[-2] == [c.name for c in COLUMNS]
    assert read(content)[-1] == [
        *(1, "Đoàn thăm làm việc", datetime.date(2027, 5, 9), datetime.date(2027, 5, 1)),
        *(500_000_000, 0.5),
    ]


def test_a_sheet_is_ready_to_print_and_to_filter() -> None:
    sheet = parts(write_sheet(COLUMNS, [ROW, ROW]))["xl/worksheets/sheet1.xml"]
    styles = parts(write_sheet(COLUMNS, [ROW]))["xl/styles.xml"]

    assert '<pane ySplit="1"' in sheet
    assert '<autoFilter ref="A1:F3"/>' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'paperSize="9"' in sheet
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert "Times New Roman" in styles


def test_the_second_sheet_says_what_was_asked_and_when() -> None:
    hanoi = datetime.timezone(datetime.timedelta(hours=7))
    as_of = datetime.datetime(2026, 12, 1, 9, tzinfo=hanoi)

    content = write_sheet(COLUMNS, [ROW], filter_sheet={"state": "approved"}, as_of=as_of)

    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names[1] == "Bộ lọc"
    assert read(content, 1) == [
        ["state", "approved"],
        ["Số liệu tính đến", "01/12/2026 09:00 (2026-12-01T09:00:00+07:00)"],
    ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_can_run_in_excel_or_after_a_csv_round_trip(attack: str) -> None:
    column = (SheetColumn("Tên"),)
    content = write_sheet(column, [(attack,)], title_rows=[attack], filter_sheet={attack: attack})
    xml = parts(content)
    told = list(csv.reader(io.StringIO(write_csv(column, [(attack,)]).decode("utf-8-sig"))))[1][0]
    cells = [str(v) for n in (0, 1) for line in read(content, n) for v in line if v]

    assert not [n for n, text in xml.items() if "<f>" in text or "hyperlink" in text]
    for text in (told, *cells):
        assert not text.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="=+-@'–\u2060\t\r\n aĐ1", max_size=6))
def test_disarming_can_be_undone(text: str) -> None:
    assert armed(disarmed(text)) == text


def test_a_list_with_dashes_stays_readable() -> None:
    assert disarmed("- Làm việc với tỉnh bạn") == "–\u2060 Làm việc với tỉnh bạn"


def test_csv_opens_in_excel_with_vietnamese_letters() -> None:
    content = write_csv(COLUMNS, [ROW])

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "STT,Tên đoàn,Ngày đi,Tháng,Kinh phí (VND),Tỷ lệ",
        "1,Đoàn thăm làm việc,2027-05-09,2027-05,500000000,0.5",
    ]


def test_empty_cells_stay_empty_and_equal_sheets_are_equal_bytes() -> None:
    rows = [(1, None, None, None, None, None)]

    assert read(write_sheet(COLUMNS, rows))[-1] == [1, "", "", "", "", ""]
    assert write_csv(COLUMNS, [(1, "", "", "", "", "")]).endswith(b"1,,,,,\r\n")
    assert write_sheet(COLUMNS, rows) == write_sheet(COLUMNS, rows)


def test_what_no_format_can_carry_is_left_out() -> None:
    assert read(write_sheet(COLUMNS[1:2], [("a\x07b\ud800",)]))[-1] == ["ab"]
