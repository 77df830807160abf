"""An xlsx that came in as plain grids of values, weighed before a library may unfold it.

`grids` is what readers of sheets call; `unfold` is its half that runs confined.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import msgspec
from msgspec import Struct

from papers import archives, confinement
from papers.archives import BrokenFile, UnreadableSheet
from papers.packages import Package, opened

__all__ = ["MAX_BYTES", "Grid", "UnreadableSheet", "grids", "letters_of", "unfold"]

MAX_BYTES = 10_000_000
_MAX_ROWS, _MAX_COLUMNS, _MAX_CELLS = 20_000, 200, 1_000_000
_REFERENCE = re.compile(r"([A-Za-z]{1,4})?([0-9]{1,9})")
Place = tuple[int, int]


class Grid(Struct, frozen=True, kw_only=True):
    """A sheet as people see it: its rows from A1, and the cells that say less than they show.

    `merged` leads from a cell of a merged range to the cell that holds its value; `uncomputed` are
    formulas whose result was never stored. Places count from 0.
    """

    name: str
    rows: list[list[Any]]
    merged: dict[Place, Place] = {}
    uncomputed: frozenset[Place] = frozenset()

    def cell(self, row: int, column: int, header: int) -> Any:
        """What a reader sees there, in a table below `header`. Raises ValueError."""
        if (row, column) in self.uncomputed:
            raise ValueError("công thức chưa có kết quả: hãy mở tệp bằng Excel rồi lưu lại")
        at = self.merged.get((row, column), (row, column))
        if at[1] != column:
            raise ValueError("ô gộp nhiều cột: hãy bỏ gộp rồi ghi từng ô")
        line = self.rows[at[0]] if at[0] > header else self.rows[row]
        return line[column] if column < len(line) else None


def grids(content: bytes) -> Iterator[Grid]:
    """Every sheet that is not hidden. Raises UnreadableSheet, BrokenFile."""
    if len(content) > MAX_BYTES:
        raise UnreadableSheet(f"Tệp lớn hơn {MAX_BYTES // 1_000_000} MB")
    if not content.startswith(b"PK\x03\x04"):
        raise UnreadableSheet("Tệp không phải .xlsx; hãy lưu lại bằng Excel theo dạng .xlsx")
    for sheet in confinement.call("sheets", content):
        yield Grid(
            name=sheet["name"],
            rows=sheet["rows"],
            merged={(r, c): (top, left) for r, c, top, left in sheet["merged"]},
            uncomputed=frozenset((r, c) for r, c in sheet["uncomputed"]),
        )


def unfold(content: bytes) -> list[dict[str, Any]]:
    """The sheets that are not hidden, as msgpack carries them."""
    package = opened(content)
    weights = {name: _weighed(part, name) for name, part in package.parts.items()}

    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(package.content))
        seen = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
        return [_sheet(book, name, package, weights) for name in seen]
    except (CalamineError, ValueError) as error:
        if isinstance(error, UnreadableSheet):
            raise
        raise BrokenFile("Tệp .xlsx hỏng: không đọc được bảng tính") from error


def _sheet(
    book: Any, name: str, package: Package, weights: Mapping[str, _Weight | None]
) -> dict[str, Any]:
    weight = weights.get(package.sheets.get(name, "")) or _Weight()
    sheet = book.get_sheet_by_name(name)
    if (sheet.total_height or 0) * (sheet.total_width or 0) > _MAX_CELLS:
        raise _too_large()
    rows = [[_carried(v) for v in row] for row in sheet.to_python(skip_empty_area=False)]
    return {
        "name": name,
        "rows": rows,
        "merged": [*_merged(weight.merges, len(rows))],
        "uncomputed": [*weight.uncomputed],
    }


def _merged(ranges: list[tuple[Place, Place]], height: int) -> Iterator[tuple[int, int, int, int]]:
    for (top, left), (bottom, right) in ranges:
        for row in range(top, min(bottom + 1, height)):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    yield row, column, top, left


def _carried(value: Any) -> Any:
    """msgpack carries numbers and texts; days and moments are marked."""
    if isinstance(value, datetime.datetime):
        return msgspec.msgpack.Ext(confinement.MOMENT, value.isoformat().encode())
    if isinstance(value, datetime.date):
        return msgspec.msgpack.Ext(confinement.DAY, value.isoformat().encode())
    return str(value) if isinstance(value, datetime.time | datetime.timedelta) else value


def _weighed(part: bytes, name: str) -> _Weight | None:
    """Any part may be a sheet, whatever it is called: the workbook says which."""
    if part.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1] != b"<":
        return None
    weight = _Weight()
    try:
        weight.walk(part)
    except BrokenFile:
        # Excel itself writes drawings (.vml) that are no XML; a sheet has its cells in sheetData.
        if name.lower().endswith((".xml", ".rels")) or b"sheetData" in part:
            raise
    return weight


class _Weight(archives.Walk):
    """Refuses a sheet whose far cells would unfold into millions of empty ones."""

    def __init__(self) -> None:
        super().__init__()
        self.merges: list[tuple[Place, Place]] = []
        self.uncomputed: list[Place] = []
        self._row = self._column = -1
        self._is_formula = self._has_value = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            at = attributes.get("r", "")
            row, column = _place(at) if at else (self._row, self._column + 1)
            self._row, self._column = _bounded(max(row, self._row), column)
            self._is_formula = self._has_value = False
        elif name == "row":
            at = attributes.get("r", "")
            self._row, self._column = _place(at)[0] if at else self._row + 1, -1
            _bounded(self._row, 0)
        elif name == "f":
            self._is_formula = True
        elif name in ("v", "is"):
            self._has_value = True
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.merges.append((_bounded(*_place(first)), _bounded(*_place(last or first))))

    def end(self, name: str) -> None:
        if name == "c" and self._is_formula and not self._has_value:
            self.uncomputed.append((self._row, self._column))


def _place(reference: str) -> Place:
    """«B3» as (2, 1), «3» as (2, 0)."""
    found = _REFERENCE.fullmatch(reference.replace("$", ""))
    if found is None:
        raise _too_large()
    column = 0
    for letter in (found[1] or "A").upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _bounded(row: int, column: int) -> Place:
    if row >= _MAX_ROWS or column >= _MAX_COLUMNS:
        raise _too_large()
    return row, column


def _too_large() -> UnreadableSheet:
    return UnreadableSheet(
        f"Bảng tính quá lớn: tối đa {_MAX_ROWS} hàng và {_MAX_COLUMNS} cột, {_MAX_CELLS} ô"
    )


def letters_of(column: int) -> str:
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
