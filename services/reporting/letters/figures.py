"""The table of figures of a report: actual, estimate to the end of the period, compared with."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from papers import letterhead
from papers.administrative import Block, Column, Paragraph, Table
from papers.sheets import SheetColumn, TitleRow, Value, write_sheet
from reporting.obligations import period as periods

COLUMNS = (
    Column("Chỉ tiêu", 4),
    Column("Đơn vị tính", 1.2),
    Column("Thực hiện", 1.2, "right"),
    Column("Ước hết kỳ", 1.2, "right"),
    Column("Cùng kỳ", 1.2, "right"),
    Column("Kế hoạch", 1.2, "right"),
)
SHEET = (
    SheetColumn("Chỉ tiêu", 44),
    SheetColumn("Phân tổ", 30),
    SheetColumn("Đơn vị tính", 12),
    SheetColumn("Thực hiện", 14, "number"),
    SheetColumn("Ước thực hiện hết kỳ", 16, "number"),
    SheetColumn("Cùng kỳ năm trước", 16, "number"),
    SheetColumn("Kế hoạch", 12, "number"),
    SheetColumn("Tính những gì", 40),
    SheetColumn("Tính vào kỳ nào", 40),
)
MANY_COUNTRIES = (
    "Một hoạt động đến nhiều nước được tính một lần trong tổng số và một lần cho mỗi nước."
)


class Cover(Struct, frozen=True):
    """What stands above the table."""

    title: str
    spans: str


def table(fields: Any) -> tuple[Block, ...]:
    """The figures inside the report, and how they were counted."""
    found = fields.figures
    if not found.lines:
        return ()
    estimates = {e.figure: e for e in fields.content.estimates}
    rows = tuple(
        (
            line.title,
            line.unit,
            number(line.value),
            number(estimates[line.figure].value) if line.figure in estimates else "",
            number(line.last_year),
            number(line.plan),
        )
        for line in found.lines
    )
    notes = [f"Số thực hiện tính đến {letterhead.day(found.until)}. {MANY_COUNTRIES}"]
    rules = dict.fromkeys(line.rule for line in found.lines if line.rule)
    notes += [f"{rule}: {'; '.join(_of(found, rule))}." for rule in rules]
    notes += [
        f"{line.title}: ước {number(e.value)}, {e.basis}."
        for line in found.lines
        if (e := estimates.get(line.figure))
    ]
    notes += [f"{s.figure}: {s.explanation}" for s in fields.content.stated if s.explanation]
    lists = [f"Phụ lục {n}: {a.title}, {a.rows} dòng." for n, a in enumerate(found.annexes, 1)]
    return (
        Table(COLUMNS, rows, caption="SỐ LIỆU"),
        *(Paragraph(n, italic=True) for n in notes),
        *(Paragraph(text) for text in lists),
    )


def _of(found: Any, rule: str) -> list[str]:
    return [line.title for line in found.lines if line.rule == rule]


def sheet(fields: Any, cover: Cover) -> bytes:
    """The same figures with every cell, as an xlsx with what was asked and when."""
    estimates = {e.figure: e.value for e in fields.content.estimates}
    rows: list[tuple[Value, ...]] = []
    for line in fields.figures.lines:
        ahead = estimates.get(line.figure)
        rows.append(
            (line.title, "Tổng số", line.unit, line.value, ahead, line.last_year, line.plan,
             line.filter, line.rule)
        )  # fmt: skip
        rows += [
            (line.title, c.label, line.unit, c.value, None, None, None, "", "") for c in line.cells
        ]
    found = fields.figures
    asked: dict[str, Value] = {"Kỳ báo cáo": cover.spans, "Tính đến": letterhead.day(found.until)}
    asked["Thời điểm tính"] = found.as_of
    asked |= {f"Vị trí {name}": str(at) for name, at in sorted(found.positions.items())}
    return write_sheet(
        SHEET,
        rows,
        title_rows=[TitleRow(text=cover.title, bold=True), cover.spans],
        notes=[MANY_COUNTRIES],
        filter_sheet=asked,
        name="Số liệu",
    )


def span(fields: Any) -> str:
    return letterhead.span(fields.period_from, fields.cut_off)


def period_title(fields: Any) -> str:
    return periods.title(fields.period) if fields.period else ""


def number(value: int | float | None) -> str:
    """«1.234» or «12,5», as officials write it."""
    if value is None:
        return ""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))
