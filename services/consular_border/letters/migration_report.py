"""The report on migration, its table as a sheet, and the sheet that a body sends in.

The same table goes out and comes in: its title names the period, its header the columns, and what
cannot be read is named cell by cell.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct

from casework import Actor, Dossier, Province
from casework.countries import country, find_country
from consular_border import migration
from consular_border.migration import AGES, KINDS, SOURCES, Figures, Row
from papers import letterhead, sheets
from papers.administrative import Column, Document, Paragraph, Table
from papers.cells import clean, fold
from papers.grids import Grid, UnreadableSheet, grids, letters_of
from papers.reading import BadCell
from papers.sheets import SheetColumn, TitleRow, armed

COLUMNS = [
    SheetColumn("Loại hình di cư", 26),
    SheetColumn("Nhóm tuổi", 14),
    SheetColumn("Nước đến", 20),
    SheetColumn("Xã, phường gốc", 22),
    SheetColumn("Nguồn số liệu", 24),
    SheetColumn("Nam", 10, "integer"),
    SheetColumn("Nữ", 10, "integer"),
    SheetColumn("Tổng", 10, "integer"),
    SheetColumn("Chọn", 8),
]
CHOSEN = "x"
TITLE = "SỐ LIỆU DI CƯ QUỐC TẾ"


def sheet(dossier: Dossier[Any], province: Province) -> bytes:
    """Bảng số liệu: every row with its source, the chosen ones marked."""
    f = dossier.fields
    title = f"{TITLE} {migration.period_title(f.year, f.half).upper()}"
    first, last = migration.period(f.year, f.half)
    rows = [
        (KINDS[r.kind], AGES[r.age], country(r.destination), r.commune, SOURCES[r.source],
         r.male, r.female, r.total, CHOSEN if r.is_chosen else "")
        for r in f.rows
    ]  # fmt: skip
    return sheets.write_sheet(
        COLUMNS,
        rows,
        title_rows=[province.name, TitleRow(text=title, bold=True, align="center")],
        notes=(f"Số liệu từ ngày {letterhead.day(first)} đến ngày {letterhead.day(last)}.",),
        name="Số liệu di cư",
    )


def report(dossier: Dossier[Any], province: Province) -> Document:
    """Báo cáo gửi Bộ Ngoại giao: sums by kind and sex, remarks, and what a correction replaces."""
    f = dossier.fields
    columns = (
        Column("Loại hình", 4),
        Column("Nam", 1, "right"),
        Column("Nữ", 1, "right"),
        Column("Tổng", 1, "right"),
    )
    sums = migration.totals(f.rows)
    rows = tuple((KINDS[t.kind], str(t.male), str(t.female), str(t.total)) for t in sums)
    last = tuple(str(sum(getattr(t, n) for t in sums)) for n in ("male", "female", "total"))
    replaced: tuple[Paragraph, ...] = ()
    if f.replaces:
        old = f"Báo cáo này thay Báo cáo số {f.replaces.number} ngày "
        replaced = (Paragraph(f"{old}{letterhead.day(f.replaces.date)}. Lý do: {f.because}"),)
    return letterhead.of_the_committee(
        province,
        kind="BÁO CÁO",
        symbol="BC-UBND",
        **letterhead.stamped(f.document),
        about=f"Tình hình di cư quốc tế {migration.period_title(f.year, f.half)}",
        addressed_to=("Bộ Ngoại giao (Cục Lãnh sự)",),
        body=(
            *replaced,
            Table(columns=columns, rows=(*rows, ("Cộng", *last))),
            Paragraph(f.remarks or "Không có kiến nghị."),
        ),
        recipients=("Như trên", province.office, "Lưu: VT"),
    )


class Imported(Struct, frozen=True):
    """What a file became: the report to open, and every cell that could not be read."""

    applications: tuple[Figures, ...]
    bad_cells: tuple[BadCell, ...]


def read_sheet(content: bytes, actor: Actor, today: datetime.date) -> Imported:
    """Reads a table of figures. Raises UnreadableSheet when it is not one."""
    for grid in grids(content):
        for n, line in enumerate(grid.rows[:60]):
            heads = [fold(v) for v in line]
            if fold(COLUMNS[0].name) in heads:
                return _read(grid, n, _columns(heads))
    raise UnreadableSheet("Không tìm thấy hàng tiêu đề có cột «Loại hình di cư»")


def _columns(heads: Sequence[str]) -> tuple[int, ...]:
    missing = [c.name for c in COLUMNS if fold(c.name) not in heads]
    if missing:
        raise UnreadableSheet(f"Bảng thiếu cột «{'», «'.join(missing)}»")
    return tuple(heads.index(fold(c.name)) for c in COLUMNS)


def _read(grid: Grid, header: int, at: tuple[int, ...]) -> Imported:
    above = " ".join(clean(v) for line in grid.rows[:header] for v in line)
    told = re.search(r"6 thang (dau|cuoi) nam (20\d\d)", fold(above))
    if not told:
        raise UnreadableSheet("Tiêu đề bảng phải ghi kỳ, ví dụ «6 tháng đầu năm 2026»")
    rows, bad = [], []
    for n, line in enumerate(grid.rows[header + 1 :], header + 1):
        if not any(clean(line[c]) for c in at[1:]):
            continue
        raw, unread = _cells(grid, n, at, header)
        row, wrong = (
            (None, unread)
            if unread
            else _row([clean(armed(v)) if isinstance(v, str) else clean(v) for v in raw], raw)
        )
        bad += [BadCell(grid.name, f"{letters_of(at[c])}{n + 1}", why) for c, why in wrong]
        if row:
            rows.append(row)
    sums = migration.totals(rows)
    half = 1 if told[1] == "dau" else 2
    figures = Figures(year=int(told[2]), half=half, rows=tuple(rows), totals=sums)
    return Imported((figures,) if rows else (), tuple(bad))


def _cells(
    grid: Grid, row: int, at: tuple[int, ...], header: int
) -> tuple[list[Any], list[tuple[int, str]]]:
    """The cells of a row, and the columns that could not be read and why."""
    values: list[Any] = []
    unread: list[tuple[int, str]] = []
    for n, column in enumerate(at):
        try:
            values.append(grid.cell(row, column, header))
        except ValueError as error:
            unread.append((n, str(error)))
    return values, unread


def _row(cells: Sequence[str], raw: Sequence[Any]) -> tuple[Row | None, list[tuple[int, str]]]:
    """A row, or the columns that are wrong and why."""
    kind, age = _of(KINDS, cells[0]), _of(AGES, cells[1] or "không rõ")
    code, source = find_country(cells[2]), _of(SOURCES, cells[4])
    counts = [_count(v) for v in raw[5:8]]
    checks = [
        (0, kind is None, f"không rõ loại hình «{cells[0]}»"),
        (1, age is None, f"không rõ nhóm tuổi «{cells[1]}»"),
        (2, code is None, f"không rõ nước «{cells[2]}»"),
        (4, source is None, f"không rõ nguồn «{cells[4]}»"),
        *((5 + n, c is None, f"«{cells[5 + n]}» không phải số nguyên không âm")
          for n, c in enumerate(counts)),
    ]  # fmt: skip
    wrong = [(at, why) for at, is_wrong, why in checks if is_wrong]
    men, women, all_ = (c or 0 for c in counts)
    if not wrong and men + women != all_:
        wrong = [(7, f"tổng {all_} không bằng nam {men} cộng nữ {women}")]
    if wrong or kind is None or age is None or code is None or source is None:
        return None, wrong
    return Row(
        kind=migration.Kind(kind), age=migration.Age(age), destination=code, commune=cells[3],
        source=migration.Source(source), male=men, female=women, total=all_,
        is_chosen=fold(cells[8]) in (CHOSEN, "co"),
    ), []  # fmt: skip


def _of(labels: dict[Any, str], text: str) -> StrEnum | None:
    return next((k for k, label in labels.items() if fold(label) == fold(text)), None)


def _count(value: Any) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = clean(value)
    return int(text or 0) if re.fullmatch(r"\d{0,9}", text) else None
