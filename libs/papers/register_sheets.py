"""A register as a sheet, both ways: real dates and numbers out, every bad cell named in.

`write_register` makes the xlsx of stored entries; `read_register` takes a sheet whose header row
has the columns' titles, wherever it stands, and gives for each row the values and where they stood.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from casework.countries import country, find_country
from casework.register import Column, Register
from papers.cells import clean, fold
from papers.grids import Grid, UnreadableSheet, grids, letters_of
from papers.reading import BELOW, BadCell, ends_table, stands_apart
from papers.sheets import Kind, SheetColumn, Value, armed, write_sheet

_KINDS: Mapping[str, Kind] = {
    "number": "number", "integer": "integer", "money": "money", "date": "date",
}  # fmt: skip
_SWITCH = {"có": True, "x": True, "đúng": True, "không": False, "sai": False}
_WIDEST = 60  # rows in which a header is looked for
_OUR_OWN = {"ma", "trang thai", "stt", "tt", "so tt", "so thu tu"}  # written by us, or by counting


class SheetRow(Struct, frozen=True):
    """A row that was read: its values as the entry's fields, and the cell of each path."""

    sheet: str
    line: int
    values: dict[str, Any]
    cells: dict[str, str]


class Entries(Struct, frozen=True):
    """What a sheet says: rows without a bad cell, and every bad cell."""

    rows: tuple[SheetRow, ...]
    bad_cells: tuple[BadCell, ...]


def write_register(
    register: Register[Any],
    rows: Sequence[Mapping[str, Any]],
    *,
    asked: Mapping[str, Value],
    as_of: datetime.datetime,
    notes: Sequence[str] = (),
) -> bytes:
    """The xlsx of stored entries, with the filter that chose them and the moment it was asked."""
    columns = [SheetColumn("Mã", 16)]
    columns += [SheetColumn(c.title, c.width, _KINDS.get(c.kind, "text")) for c in register.columns]
    columns.append(SheetColumn("Trạng thái", 18))
    table = [
        [
            row["code"],
            *(shown(column, row["fields"]) for column in register.columns),
            register.states.get(row["state"], row["state"]),
        ]
        for row in rows
    ]
    return write_sheet(
        columns,
        table,
        title_rows=[register.title.upper()],
        notes=notes,
        filter_sheet=asked,
        as_of=as_of,
        name=re.sub(r"[\[\]:*?/\\]", " ", register.title)[:31],
    )


def shown(column: Column, fields: Mapping[str, Any]) -> Value:
    """What stands in a cell for the stored fields of an entry."""
    value: Any = fields
    for name in column.path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is None or value == "":
        return None
    match column.kind:
        case "date":
            return datetime.date.fromisoformat(value)
        case "country":
            return country(value)
        case "choice":
            return str(column.choices.get(value, value))
        case "switch":
            return "có" if value else "không"
        case "texts":
            return "\n".join(value)
        case _:
            kept: Value = value
            return kept


def text_of(register: Register[Any], fields: Mapping[str, Any]) -> Iterator[str]:
    """The texts of an entry, as its columns show them: what it can be found by."""
    for column in register.columns:
        value = shown(column, fields)
        if isinstance(value, str) and column.kind != "switch":
            yield value


def read_register(register: Register[Any], content: bytes) -> Entries:
    """Every visible sheet that has the register's header; nothing in them is passed over.

    Raises UnreadableSheet when no sheet has it.
    """
    found: list[Entries] = []
    for grid in grids(content):
        for n, line in enumerate(grid.rows[:_WIDEST]):
            places = _places(register, line)
            if places:
                found.append(_read(register, grid, n, places))
                break
    if not found:
        wanted = "», «".join(c.title for c in register.columns if _is_needed(register, c))
        raise UnreadableSheet(f"Không tìm thấy hàng tiêu đề có các cột «{wanted}»")
    rows = tuple(row for entries in found for row in entries.rows)
    return Entries(rows, tuple(cell for entries in found for cell in entries.bad_cells))


def _places(register: Register[Any], line: Sequence[Any]) -> list[tuple[int, Column]]:
    """Which column of the sheet holds which of the register's; none unless this is the header."""
    heads = _heads(line)
    found = [(heads[name], c) for c in register.columns if (name := fold(c.title)) in heads]
    there = {c.path for _, c in found}
    missing = [c for c in register.columns if _is_needed(register, c) and c.path not in there]
    return [] if missing else found


def _heads(line: Sequence[Any]) -> dict[str, int]:
    """The first column of each heading: «Ngày thành lập (dd/mm/yyyy) *» is «Ngày thành lập» too."""
    heads: dict[str, int] = {}
    for n, value in enumerate(line):
        heads.setdefault(fold(clean(value)), n)
    for n, value in enumerate(line):
        heads.setdefault(fold(clean(value).partition("(")[0].strip(" *:")), n)
    return {name: n for name, n in heads.items() if name}


def _is_needed(register: Register[Any], column: Column) -> bool:
    shape: Any = register.entry
    for name in column.path.split("."):
        if not (isinstance(shape, type) and issubclass(shape, Struct)):
            return False
        field = next(f for f in msgspec.structs.fields(shape) if f.name == name)
        if not field.required:
            return False
        shape = field.type
    return True


def _read(
    register: Register[Any], grid: Grid, header: int, places: Sequence[tuple[int, Column]]
) -> Entries:
    rows: list[SheetRow] = []
    bad = list(_unknown_columns(grid, header, places))
    needed = [at for at, column in places if _is_needed(register, column)]
    is_below = False
    for n, line in enumerate(grid.rows[header + 1 :], header + 1):
        told = [fold(v) for v in line if clean(v)]
        filled = [clean(line[at]) for at, _ in places if clean(line[at])]
        is_below = is_below or (bool(told) and ends_table(told))
        if not filled or stands_apart(told, filled):
            continue
        if is_below and len(filled) < 3 and not all(clean(line[at]) for at in needed):
            continue  # signatures, places and dates
        if is_below:
            bad.append(BadCell(grid.name, f"A{n + 1}", BELOW))
            continue
        row = SheetRow(grid.name, n + 1, {}, {})
        wrong = list(_take(row, grid, header, places))
        bad += wrong
        if not wrong:
            rows.append(row)
    return Entries(tuple(rows), tuple(bad))


def _unknown_columns(
    grid: Grid, header: int, places: Sequence[tuple[int, Column]]
) -> Iterator[BadCell]:
    """Columns with something in them that no field takes: named, never dropped."""
    taken = {at for at, _ in places}
    for at, value in enumerate(grid.rows[header]):
        name = clean(value)
        is_used = any(clean(line[at]) for line in grid.rows[header + 1 :] if at < len(line))
        if at not in taken and name and is_used and fold(name).strip(" .*:") not in _OUR_OWN:
            why = f"không rõ cột «{name[:100]}»: sửa tên cột theo mẫu, hoặc bỏ cột"
            yield BadCell(grid.name, f"{letters_of(at)}{header + 1}", why)


def _take(
    row: SheetRow, grid: Grid, header: int, places: Sequence[tuple[int, Column]]
) -> Iterator[BadCell]:
    """Put the cells of a line into `row`; an empty cell is a field that was not filled in."""
    for at, column in places:
        cell = row.cells[column.path] = f"{letters_of(at)}{row.line}"
        try:
            value = grid.cell(row.line - 1, at, header)
            if isinstance(value, str):
                value = clean(armed(value))
            if value is None or value == "":
                continue
            _set(row.values, column.path.split("."), _READERS[column.kind](value, column))
        except ValueError as error:
            yield BadCell(row.sheet, cell, str(error))


def _set(values: dict[str, Any], path: Sequence[str], value: Any) -> None:
    for name in path[:-1]:
        values = values.setdefault(name, {})
    values[path[-1]] = value


def _text(value: Any, column: Column) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    return clean(value)


def _texts(value: Any, column: Column) -> list[str]:
    return [part.strip() for part in re.split(r"[\n;]", _text(value, column)) if part.strip()]


def _number(value: Any, column: Column) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    told = clean(value).replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+(,\d+)?", told):
        told = told.replace(".", "").replace(",", ".")
    elif not re.fullmatch(r"-?\d+\.\d+", told):
        raise ValueError(f"«{clean(value)}» không phải số")
    return float(told)


def _integer(value: Any, column: Column) -> int:
    found = _number(value, column)
    if not float(found).is_integer():
        raise ValueError(f"«{clean(value)}» không phải số nguyên")
    return int(found)


def _date(value: Any, column: Column) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    told = clean(value)
    if found := re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", told):
        told = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        return datetime.date.fromisoformat(told)
    except ValueError:
        raise ValueError(f"«{clean(value)}» không phải ngày; ghi ngày/tháng/năm") from None


def _choice(value: Any, column: Column) -> str:
    told = fold(_text(value, column))
    for name, title in column.choices.items():
        if told in (fold(title), fold(name)):
            return name
    known = "», «".join(column.choices.values())
    raise ValueError(f"«{clean(value)}» không có trong danh mục: «{known}»")


def _country(value: Any, column: Column) -> str:
    code = find_country(clean(value))
    if code is None:
        raise ValueError(f"không rõ nước «{clean(value)}»")
    return code


def _switch(value: Any, column: Column) -> bool:
    if isinstance(value, bool):
        return value
    found = _SWITCH.get(clean(value).casefold())
    if found is None:
        raise ValueError(f"«{clean(value)}»: ghi «có» hoặc «không»")
    return found


_READERS: Mapping[str, Callable[[Any, Column], Any]] = {
    "text": _text,
    "texts": _texts,
    "number": _number,
    "integer": _integer,
    "money": _integer,
    "date": _date,
    "choice": _choice,
    "country": _country,
    "switch": _switch,
}
