"""A sheet that becomes entries of a register: all or nothing unless asked otherwise, every cell
that cannot be taken named, whether it is unreadable or refused by a rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec

from casework import Refused, Register
from casework.storable import NotStorable, stored
from chassis.errors import Rehearsed
from chassis.store.registers import Registers, SomeRefused
from chassis.web.desk import Sheet, bad_cell
from chassis.web.problems import BadFields, of_validation
from papers.register_sheets import Entries, SheetRow, read_register

BadCells = list[dict[str, str]]
# One sheet is one transaction, and the embedded database holds those in a cache of 64 MB
# (docs/decisions/002-embedded-parts.md): above about 1,000 entries it stalls.
MOST_ROWS, MOST_BYTES = 800, 400_000


async def import_register(
    kept: Registers, register: Register[Any], sheet: Sheet, at: str, dry_run: bool = False
) -> dict[str, Any]:
    """Enter what a sheet holds, at the path `at`; what was entered, and every bad cell, is kept
    under the request's key; with `dry_run` it is undone. Raises BadFields, Unreadable."""
    found = await sheet.read(partial(read_register, register))
    _weigh(found)
    rows, entries, bad = _entries(register, found)
    if bad and not sheet.partial:
        # Rules are tried too, so that one answer names all that is wrong.
        refused = await kept.try_all(register, entries, sheet.asks, sheet.unit)
        raise BadFields(bad + _told(rows, refused))
    if not entries:
        raise BadFields(bad or [{"pointer": "", "detail": "không có dòng nào để nhập"}])
    called = [f"hàng {row.line}" for row in rows]

    async def enter(mine: Registers) -> dict[str, Any]:
        done, refused = await mine.enter_all(
            register, entries, sheet.each, sheet.unit, called=called, partial=sheet.partial
        )
        cells = bad + _told(rows, refused)
        if not done:
            raise BadFields(cells)
        items = [{"id": d.id, "code": d.code, "href": f"{at}/{d.id}"} for d in done]
        told = {"entered": items, "bad_cells": cells}
        if dry_run:
            raise Rehearsed({**told, "good": len(items), "bad": len(cells)})
        await mine.remember(sheet.asks, told)
        return told

    try:
        return await kept.in_turn(sheet.asks, enter)
    except Rehearsed as rehearsed:
        return dict(rehearsed.outcome)
    except SomeRefused as several:
        raise BadFields(_told(rows, several.refused)) from None


def _weigh(found: Entries) -> None:
    """Raises BadFields when a sheet is more than one transaction can hold."""
    count = len(found.rows)
    if count > MOST_ROWS or len(msgspec.json.encode([r.values for r in found.rows])) > MOST_BYTES:
        says = f"Tệp có {count} hàng; mỗi lần nhập nhiều nhất {MOST_ROWS} hàng, "
        says += f"{MOST_BYTES // 1000} KB chữ: hãy chia thành nhiều tệp"
        raise BadFields([{"pointer": "", "detail": says}])


def _entries(
    register: Register[Any], found: Entries
) -> tuple[list[SheetRow], list[msgspec.Struct], BadCells]:
    rows: list[SheetRow] = []
    entries: list[msgspec.Struct] = []
    bad = [bad_cell(c.sheet, c.cell, c.reason) for c in found.bad_cells]
    for row in found.rows:
        try:
            entries.append(stored(msgspec.convert(row.values, register.entry, strict=False)))
            rows.append(row)
        except NotStorable as error:
            for pointer, why in error.places:
                bad.append(bad_cell(row.sheet, _cell(row, pointer), why))
        except msgspec.ValidationError as error:
            for place in of_validation(error).errors:
                bad.append(bad_cell(row.sheet, _cell(row, place["pointer"]), place["detail"]))
    return rows, entries, bad


def _told(rows: list[SheetRow], refused: Mapping[int, Refused]) -> BadCells:
    return [
        {**bad_cell(rows[n].sheet, _cell(rows[n], f.at), f.says), "law": f.law}
        for n, error in refused.items()
        for f in error.failures
    ]


def _cell(row: SheetRow, pointer: str) -> str:
    """The cell of a place in the entry: «/also/2» stands in the cell of «also»; else the row's."""
    path = pointer.strip("/").replace("/", ".")
    while path:
        if path in row.cells:
            return row.cells[path]
        path = path.rpartition(".")[0]
    return f"A{row.line}"
