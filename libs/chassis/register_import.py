"""A sheet that becomes entries of a register: all or nothing unless asked otherwise, every cell
that cannot be taken named, whether it is unreadable or refused by a rule."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec

from casework import Dossier, Refused, Register
from chassis.dossiers import Request
from chassis.problems import BadFields, Unreadable, of_validation
from chassis.registers import Registers, SomeRefused
from papers.register_sheets import Entries, SheetRow, read_register

BadCells = list[dict[str, str]]
# One sheet is one transaction, and the embedded database holds those in a cache of 64 MB
# (docs/decisions/002-embedded-parts.md): above about 1,000 entries it stalls.
MOST_ROWS, MOST_BYTES = 800, 400_000


async def import_register(
    kept: Registers, register: Register[Any], content: bytes, asks: Request, *, partial: bool,
    unit: str,
) -> tuple[list[Dossier[Any]], BadCells]:  # fmt: skip
    """What was entered, and every bad cell. Raises BadFields, Unreadable."""
    if not content:
        raise Unreadable("Tệp rỗng")
    try:
        found = await asyncio.to_thread(read_register, register, content)
    except ValueError as error:
        raise BadFields([{"pointer": "", "detail": str(error)}]) from None
    _weigh(found)
    rows, entries, bad = _entries(register, found)
    if bad and not partial:
        # Rules are tried too, so that one answer names all that is wrong.
        bad += await _refusals(kept, register, rows, entries, asks, unit)
        raise BadFields(bad)
    if not entries:
        raise BadFields(bad or [{"pointer": "", "detail": "không có dòng nào để nhập"}])
    called = [f"hàng {row.line}" for row in rows]
    asks = msgspec.structs.replace(asks, key="")
    try:
        done, refused = await kept.enter_all(
            register, entries, asks, unit, called=called, partial=partial
        )
    except SomeRefused as several:
        raise BadFields(_told(rows, several.refused)) from None
    bad += _told(rows, refused)
    if not done:
        raise BadFields(bad)
    return done, bad


def _weigh(found: Entries) -> None:
    """Raises BadFields when a sheet is more than one transaction can hold."""
    count = len(found.rows)
    if count > MOST_ROWS or len(msgspec.json.encode([r.values for r in found.rows])) > MOST_BYTES:
        says = f"Tệp có {count} hàng; mỗi lần nhập nhiều nhất {MOST_ROWS} hàng, "
        says += f"{MOST_BYTES // 1000} KB chữ: hãy chia thành nhiều tệp"
        raise BadFields([{"pointer": "", "detail": says}])


async def _refusals(
    kept: Registers, register: Register[Any], rows: list[SheetRow], entries: list[Any],
    asks: Request, unit: str,
) -> BadCells:  # fmt: skip
    return _told(rows, await kept.try_all(register, entries, asks, unit))


def _entries(
    register: Register[Any], found: Entries
) -> tuple[list[SheetRow], list[msgspec.Struct], BadCells]:
    rows: list[SheetRow] = []
    entries: list[msgspec.Struct] = []
    bad = [_bad(c.sheet, c.cell, c.reason) for c in found.bad_cells]
    for row in found.rows:
        try:
            entries.append(msgspec.convert(row.values, register.entry, strict=False))
            rows.append(row)
        except msgspec.ValidationError as error:
            for place in of_validation(error).errors:
                bad.append(_bad(row.sheet, _cell(row, place["pointer"]), place["detail"]))
    return rows, entries, bad


def _told(rows: list[SheetRow], refused: Mapping[int, Refused]) -> BadCells:
    return [
        {**_bad(rows[n].sheet, _cell(rows[n], f.at), f.says), "law": f.law}
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


def _bad(sheet: str, cell: str, detail: str) -> dict[str, str]:
    return {"pointer": f"/{sheet}/{cell}", "sheet": sheet, "cell": cell, "detail": detail}
