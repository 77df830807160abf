"""The rows of a figure: exactly those that it counts, page by page or as a sheet."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from casework import Province
from chassis.store.driver import Document
from gateway.figures import answers, asking, compute, dimensions
from gateway.figures.compute import Asked, Place
from gateway.figures.figure import Dimension
from gateway.running import Gateway
from papers.sheets import SheetColumn, TitleRow, Value, write_sheet

Told = dict[str, Any]
PAGE = 2000
MOST = 100_000  # rows of one sheet; a question about more is to be narrowed


class TooMany(Exception):
    """More rows than one sheet takes."""


def told(gateway: Gateway, asked: Asked, row: Document, whole: bool = False) -> Told:
    """One row: what it is, its keys in every dimension, what it adds; `whole`: with its fields."""
    by = asking.dimensions_here(gateway, asked.figure)
    open_ = not row["team_only"]
    shown = {
        "id": row["_id"],
        "code": row["code"],
        "title": row["title"] if open_ else "",
        "service": row["service"],
        "type": row["type"],
        "state": row["state"],
        "state_title": row["state_title"],
        "province": row["province"],
        "unit": row["unit"],
        "team_only": row["team_only"],
        "place": row.get(compute.INDEX),
        "on": _day(asked, row),
        "dimensions": {d.name: dimensions.told(d, row, asked.today) for d in by},
        "value": compute.measured(asked.figure, row),
    }
    if gateway.is_province and open_:
        shown["href"] = f"/api/{row['service']}/{row['type']}/{row['_id']}"
    if whole and open_:
        shown["fields"] = row["fields"]
    return shown


async def page(
    gateway: Gateway, asked: Asked, after: Place | None, limit: int, whole: bool = False
) -> tuple[list[Told], Place | None]:
    rows = await gateway.generations.shown()
    found, following = await compute.page(gateway.store, rows, asked, after, limit)
    return [told(gateway, asked, row, whole) for row in found], following


async def sheet(gateway: Gateway, asked: Asked, now: datetime) -> tuple[bytes, int]:
    """Every row, and on a second sheet what was asked; how many rows. Raises TooMany."""
    positions = await answers.standing(gateway, asked)
    rows: list[Told] = []
    after: Place | None = None
    while True:
        found, after = await page(gateway, asked, after, PAGE)
        rows += found
        if after is None:
            break
        if len(rows) >= MOST:
            raise TooMany(f"Quá {MOST} dòng: thu hẹp kỳ hoặc bộ lọc")
    by = [d for d in asking.dimensions_here(gateway, asked.figure) if d.kind != "state"]
    figure = asked.figure
    total = sum(row["value"] for row in rows)
    said = {t["title"]: t["label"] for t in answers.filters(asked, asking.places(gateway, asked))}
    unit = asked.currency or figure.measure.unit
    made = await asyncio.to_thread(
        write_sheet,
        [*_COLUMNS, *(SheetColumn(d.title, 24) for d in by), _value_column(asked)],
        [_line(row, by, _place(gateway, row)) for row in rows],
        title_rows=[
            TitleRow(text=figure.title, bold=True, size=14, align="center"),
            TitleRow(text=asked.period.says, align="center"),
        ],
        notes=answers.notes(figure),
        filter_sheet={
            "Số liệu": figure.title,
            "Kỳ": asked.period.says,
            "Quy tắc tính kỳ": figure.period.says,
            **said,
            "Giá trị": f"{total} {unit}",
            **{f"Vị trí sổ {stream}": str(n) for stream, n in positions.items()},
        },
        as_of=now,
    )
    return made, len(rows)


_COLUMNS = (
    SheetColumn("Mã", 20),
    SheetColumn("Tên", 48),
    SheetColumn("Trạng thái", 22),
    SheetColumn("Ngày, kỳ", 14),
)


def _value_column(asked: Asked) -> SheetColumn:
    unit = asked.currency or asked.figure.measure.unit
    return SheetColumn(f"Giá trị ({unit})", 16, "number")


def _line(row: Told, by: Sequence[Dimension], provinces: Mapping[str, Province]) -> list[Value]:
    labels = [
        "; ".join(dimensions.label(d, k, provinces) for k in row["dimensions"][d.name]) for d in by
    ]
    return [row["code"], row["title"], row["state_title"], row["on"], *labels, row["value"]]


def _place(gateway: Gateway, row: Told) -> Mapping[str, Province]:
    """The province of a row: a code of a unit means what it means there."""
    code = row["province"]
    return {code: gateway.provinces[code]} if code in gateway.provinces else gateway.provinces


def _day(asked: Asked, row: Document) -> str:
    found = dimensions.reach(row, asked.figure.period.path) if asked.figure.period.path else ""
    return "" if found is None else str(found)[:10]
