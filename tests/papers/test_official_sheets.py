"""Sheets as offices make them: nothing in them is passed over or changed in silence."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from conferences_agreements.registers.partners import PARTNERS
from papers.cells import month_of, read_funding
from papers.grids import UnreadableSheet, grids
from papers.reading import read_mau_1
from papers.register_sheets import read_register
from papers.sheets import SheetColumn, armed, disarmed, write_sheet
from papers.tables import MAU_1

ROW = ("1", "Đoàn khảo sát", "Nhật Bản", "Giám đốc", "Khảo sát cảng", 5, 7, "5/2027", "tự túc")
HEADS = [c.title for c in PARTNERS.columns]
NAMED = {"name": "Tỉnh Aichi", "country": "Nhật Bản", "since": "05/03/2020"}


def book(fill: Callable[[Any, Any], object]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as made:
        fill(made, made.add_worksheet("Danh sách"))
    return out.getvalue()


def rewritten(content: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as into:
        for name in source.namelist():
            into.writestr(*change(name, source.read(name)))
    return out.getvalue()


def mau_1(*rows: tuple[Any, ...], heads: tuple[str, ...] = MAU_1.heads) -> bytes:
    def fill(made: Any, page: Any) -> None:
        page.write_row(0, 0, ["BẢNG TỔNG HỢP KẾ HOẠCH NĂM 2027"])
        for n, row in enumerate([heads, *rows]):
            page.write_row(2 + n, 0, row)

    return book(fill)


def test_a_hidden_sheet_is_not_read() -> None:
    def fill(made: Any, page: Any) -> None:
        page.write_row(0, 0, MAU_1.heads)
        page.write_row(1, 0, ("1", "Mẫu cũ", *ROW[2:]))
        page.hide()
        shown = made.add_worksheet("Đoàn ra")
        shown.write_row(0, 0, MAU_1.heads)
        shown.write_row(1, 0, ROW)
        shown.activate()
        made.add_worksheet("Rất ẩn").very_hidden()

    found = read_mau_1(book(fill))

    assert [r.title for r in found.rows] == ["Đoàn khảo sát"]


def test_two_sheets_of_one_form_are_named() -> None:
    def fill(made: Any, page: Any) -> None:
        for sheet in (page, made.add_worksheet("Đợt 2")):
            sheet.write_row(0, 0, MAU_1.heads)
            sheet.write_row(1, 0, ROW)

    with pytest.raises(UnreadableSheet, match="«Danh sách», «Đợt 2»"):
        read_mau_1(book(fill))


def test_a_cell_merged_downwards_holds_for_each_of_its_rows() -> None:
    def fill(made: Any, page: Any) -> None:
        page.write_row(0, 0, MAU_1.heads)
        for n in (1, 2, 3):
            page.write_row(n, 0, ROW)
        page.merge_range(1, 7, 3, 7, "9/2027")

    found = read_mau_1(book(fill))

    assert [r.month for r in found.rows] == ["2027-09"] * 3


def test_a_header_of_two_rows_is_no_row_of_the_table() -> None:
    def fill(made: Any, page: Any) -> None:
        for n, head in enumerate(MAU_1.heads):
            page.merge_range(0, n, 1, n, head)
        page.write_row(2, 0, ROW)

    found = read_mau_1(book(fill))

    assert (len(found.rows), found.bad_cells) == (1, ())


def test_a_cell_merged_sideways_is_named() -> None:
    def fill(made: Any, page: Any) -> None:
        page.write_row(0, 0, MAU_1.heads)
        page.write_row(1, 0, ROW)
        page.merge_range(1, 5, 1, 6, 5)

    (bad,) = read_mau_1(book(fill)).bad_cells

    assert (bad.cell, "gộp" in bad.reason) == ("G2", True)


def test_a_formula_without_a_result_is_named() -> None:
    def strip(name: str, part: bytes) -> tuple[str, bytes]:
        return name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)

    def fill(made: Any, page: Any) -> None:
        page.write_row(0, 0, MAU_1.heads)
        page.write_row(1, 0, ROW)
        page.write_formula(1, 7, '="5/"&"2027"', None, "5/2027")

    (bad,) = read_mau_1(rewritten(book(fill), strip)).bad_cells
    found = read_mau_1(book(fill))

    assert (bad.cell, "công thức" in bad.reason) == ("H2", True)
    assert [r.month for r in found.rows] == ["2027-05"]


@pytest.mark.parametrize(
    "change",
    [
        lambda name, part: (name.replace("/", "\\"), part),
        lambda name, part: (name.upper(), part),
        lambda name, part: (
            name.replace("workbook.xml", "wb.xml"), part.replace(b'workbook.xml"', b'wb.xml"'),
        ),
        lambda name, part: (name, part.replace(b'Target="worksheets/', b'Target="/xl/worksheets/')),
        lambda name, part: (name.replace("xl/", "office/"), part.replace(b"xl/", b"office/")),
    ],
)  # fmt: skip
def test_a_package_may_name_its_parts_otherwise(change: Any) -> None:
    (found,) = grids(rewritten(mau_1(ROW), change))

    assert found.rows[3][1] == "Đoàn khảo sát"


def partners(*rows: dict[str, Any], more: dict[str, list[Any]] | None = None) -> bytes:
    """A sheet of partners as offices print it: title, header, numbers of the columns, signature."""
    paths = [c.path for c in PARTNERS.columns]

    def fill(made: Any, page: Any) -> None:
        page.write_row(0, 0, ["DANH SÁCH ĐỐI TÁC"])
        heads = ["STT", *HEADS, *(more or {})]
        page.write_row(2, 0, heads)
        page.write_row(3, 0, [f"({n})" for n in range(1, len(heads) + 1)])
        for n, row in enumerate(rows):
            rest = [column[n] for column in (more or {}).values()]
            page.write_row(4 + n, 0, [n + 1, *(row.get(p, "") for p in paths), *rest])
        below = 5 + len(rows)
        page.write(below, 2, "Bến Tre, ngày 5 tháng 3 năm 2027")
        page.write(below + 1, 2, "NGƯỜI LẬP BIỂU")
        page.write(below + 3, 2, "Nguyễn Văn A")

    return book(fill)


def test_what_stands_around_a_table_is_no_entry() -> None:
    found = read_register(PARTNERS, partners(NAMED))

    assert [r.values["name"] for r in found.rows] == ["Tỉnh Aichi"]
    assert found.bad_cells == ()


def test_a_column_that_nobody_knows_is_named() -> None:
    found = read_register(PARTNERS, partners(NAMED, more={"Ngày ký lại": ["x"]}))

    assert ["không rõ cột «Ngày ký lại»" in b.reason for b in found.bad_cells] == [True]


def test_a_heading_may_say_how_it_is_filled_in() -> None:
    dates = next(c for c in PARTNERS.columns if c.kind == "date")
    content = partners({**NAMED, dates.path: "05/03/2020"})
    title, hint = dates.title.encode(), f"{dates.title} (dd/mm/yyyy) *".encode()

    found = read_register(
        PARTNERS, rewritten(content, lambda n, p: (n, p.replace(b">%s<" % title, b">%s<" % hint)))
    )

    value: Any = found.rows[0].values
    for name in dates.path.split("."):
        value = value[name]
    assert value == datetime.date(2020, 3, 5)
    assert found.bad_cells == ()


def test_a_row_below_the_signature_is_named() -> None:
    def fill(made: Any, page: Any) -> None:
        page.write_row(0, 0, HEADS)
        at = {c.path: n for n, c in enumerate(PARTNERS.columns)}
        for row in (1, 4):
            for path, value in NAMED.items():
                page.write(row, at[path], value)
        page.write(2, 0, "Người lập biểu")

    found = read_register(PARTNERS, book(fill))

    assert [b.cell for b in found.bad_cells] == ["A5"]


def test_every_sheet_of_a_register_is_read() -> None:
    def fill(made: Any, page: Any) -> None:
        at = {c.path: n for n, c in enumerate(PARTNERS.columns)}
        for n, sheet in enumerate((page, made.add_worksheet("Trang 2"))):
            sheet.write_row(0, 0, HEADS)
            sheet.write(1, at["name"], f"Tỉnh {n}")
            sheet.write(1, at["country"], "Lào")

    found = read_register(PARTNERS, book(fill))

    assert [(r.sheet, r.values["name"]) for r in found.rows] == [
        ("Danh sách", "Tỉnh 0"),
        ("Trang 2", "Tỉnh 1"),
    ]


@pytest.mark.parametrize(
    "text", ["– Hợp tác", "- Hợp tác", "=1+1", "'=1", "'- x", "–\u2060 x", "''x"]
)
def test_a_text_comes_back_as_it_went_out(text: str) -> None:
    (sheet,) = grids(write_sheet([SheetColumn("A")], [[text]]))

    assert armed(sheet.rows[1][0]) == text
    assert not disarmed(text).startswith(("=", "-"))


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("500.000.000 VND", 500_000_000),
        ("500,000,000 VND", 500_000_000),
        ("1500 USD", 1500),
        ("10.00 USD", 10),
        ("1.500 USD", 1500),
    ],
)
def test_money_is_read_as_it_is_written(written: str, amount: int) -> None:
    (line,) = read_funding(f"cơ quan chi ({written})")

    assert line.money is not None
    assert line.money.amount == amount


@pytest.mark.parametrize(
    "written", ["10.50 USD", "1.5 USD", "1,5 USD", "1.000.50 USD", "1.00.000 VND"]
)
def test_a_part_of_a_unit_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="số tiền nguyên"):
        read_funding(f"cơ quan chi ({written})")


@pytest.mark.parametrize(
    "told", ["5-6/2027", "5, 6/2027", "5/2027-6/2027", "tháng 5-6/2027", "2027/5-6", "Quý II/2027"]
)
def test_a_span_of_months_is_no_month(told: str) -> None:
    with pytest.raises(ValueError, match="không phải một tháng"):
        month_of(told, 2027)


def test_a_day_before_spreadsheets_count_is_a_text() -> None:
    days = [datetime.date(1887, 6, 26), datetime.date(1900, 2, 28), datetime.date(1900, 3, 1)]
    content = write_sheet([SheetColumn("Ngày", kind="date")], [[d] for d in days])

    (sheet,) = grids(content)

    assert [row[0] for row in sheet.rows[1:]] == [
        "26/06/1887",
        "28/02/1900",
        datetime.date(1900, 3, 1),
    ]
