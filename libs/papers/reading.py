"""Sheets that units send in: Mẫu 1 and Mẫu 2 as people fill them, every bad cell named.

The header is looked for, so title rows, empty columns and merged cells above do no harm; reading
stops at «Ghi chú». A row with a bad cell is not in `rows`, but its bad cells are all listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct

from casework.countries import find_country
from papers.cells import clean, count, fold, month_of, read_funding, read_itinerary
from papers.grids import Grid, UnreadableSheet, grids, letters_of
from papers.sheets import armed
from papers.tables import MAU_1, MAU_2, PARTNER, Form, InboundRow, OutboundRow

__all__ = ["BadCell", "Reading", "UnreadableSheet", "read_mau_1", "read_mau_2"]

Row = TypeVar("Row", OutboundRow, InboundRow)
Cells = Mapping[str, Any]
Reader = Callable[[Any, int | None], dict[str, Any]]

_MAX_TEXT, _MAX_TITLE = 5_000, 1_000
_ERROR = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")
_DATED = re.compile(r"[^,]{1,60}, *ngay.{0,20} thang.{0,20} nam.{0,20}")
_BELOW = re.compile(r"ghi chu\b|noi nhan\b|nguoi lap\b|(tm|kt|tl|tuq)\.")


class FormNotFound(UnreadableSheet):
    """The workbook does not hold this form, or holds it empty; it may hold the other one."""


class BadCell(Struct, frozen=True):
    """A cell that cannot be taken: its sheet, its place («F7») and why, in Vietnamese."""

    sheet: str
    cell: str
    reason: str


class Reading(Struct, Generic[Row], frozen=True, kw_only=True):
    """What a sheet says. `lines` are the sheet's row numbers of `rows`, counted from 1.

    `cells` are, for each row, the cell that each of its fields was read from.
    """

    sheet: str
    rows: tuple[Row, ...]
    lines: tuple[int, ...]
    cells: tuple[Mapping[str, str], ...]
    bad_cells: tuple[BadCell, ...]
    organisation: str
    year: int | None


def read_mau_1(content: bytes, *, year: int | None = None) -> Reading[OutboundRow]:
    """The delegations of a Mẫu 1. `year` completes months when the title names no year."""
    return _read(content, MAU_1, _OUTBOUND, OutboundRow, year)


def read_mau_2(content: bytes, *, year: int | None = None) -> Reading[InboundRow]:
    """The delegations of a Mẫu 2. Raises UnreadableSheet, or BrokenFile, like `read_mau_1`."""
    return _read(content, MAU_2, _INBOUND, InboundRow, year)


def _stops(value: Any, year: int | None) -> dict[str, Any]:
    return {"countries": read_itinerary(clean(value))}


def _work(value: Any, year: int | None) -> dict[str, Any]:
    content, _, partner = clean(value).rpartition(f"\n{PARTNER}")
    return {"content": content, "partner": partner} if content else {"content": partner}


def _sender(value: Any, year: int | None) -> dict[str, Any]:
    """«Tỉnh Hủa Phăn, Lào», «Lào», «JICA (Nhật Bản)»: the country stands last or alone."""
    text = clean(value)
    if code := find_country(text):
        return {"sender": "", "country": code}
    for place in re.finditer(r"[,;\n(]|\s-\s", text):
        rest = text[place.end() :].strip(" ).,;\n")
        if code := find_country(rest):
            return {"sender": text[: place.start()].strip(), "country": code}
    raise ValueError(f"«{text}» không ghi nước cử Đoàn; ví dụ «Tỉnh Hủa Phăn, Lào»")


def _host(value: Any, year: int | None) -> dict[str, Any]:
    host, mark, content = clean(value).partition("\n")
    if not mark:
        host, _, content = host.partition(";")
    return {"host": host.strip(), "content": content.strip()}


def _as(name: str, reads: Callable[[Any], Any]) -> Reader:
    return lambda value, year: {name: reads(value)}


def _month(value: Any, year: int | None) -> dict[str, Any]:
    return {"month": month_of(value, year)}


def _funds(value: Any, year: int | None) -> dict[str, Any]:
    return {"funding": read_funding(clean(value))}


_TAIL: tuple[tuple[str, Reader], ...] = (
    ("so thanh vien", _as("members", count)),
    ("so ngay", _as("days", count)),
    ("thoi gian thuc hien", _month),
    ("nguon kinh phi", _funds),
)
_OUTBOUND: tuple[tuple[str, Reader], ...] = (
    ("danh nghia", _as("title", clean)),
    ("den nuoc", _stops),
    ("cap truong doan", _as("head", clean)),
    ("noi dung hoat dong", _work),
    *_TAIL,
)
_INBOUND: tuple[tuple[str, Reader], ...] = (
    ("danh nghia", _as("title", clean)),
    ("nuoc cu doan", _sender),
    ("cap truong doan", _as("head", clean)),
    ("chu tri don", _host),
    *_TAIL,
)


class _Found(Struct, frozen=True):
    """A table found in a sheet: where its header is and which column holds what."""

    grid: Grid
    header: int
    columns: tuple[int, ...]


def _read(
    content: bytes,
    form: Form,
    readers: Sequence[tuple[str, Reader]],
    makes: type[Row],
    year: int | None,
) -> Reading[Row]:
    found = _find(content, form, [key for key, _ in readers])
    above = [clean(v) for line in found.grid.rows[: found.header] for v in line if clean(v)]
    year = _year(above) or year
    rows: list[Row] = []
    lines: list[int] = []
    cells: list[Mapping[str, str]] = []
    bad: list[BadCell] = []
    for n in _table_rows(found, bad):
        values, places, wrong = _row(found, n, readers, form, year)
        bad += wrong
        if not wrong:
            rows.append(makes(**values))
            lines.append(n + 1)
            cells.append(places)
    if not rows and not bad:
        raise FormNotFound(f"{form.name} trong trang «{found.grid.name}» không có dòng nào")
    return Reading(
        sheet=found.grid.name,
        rows=tuple(rows),
        lines=tuple(lines),
        cells=tuple(cells),
        bad_cells=tuple(bad),
        organisation=_organisation(above),
        year=year,
    )


def _row(
    found: _Found,
    n: int,
    readers: Sequence[tuple[str, Reader]],
    form: Form,
    year: int | None,
) -> tuple[dict[str, Any], dict[str, str], list[BadCell]]:
    """The values of a row, the cell of each, and the cells that cannot be taken."""
    values: dict[str, Any] = {}
    cells: dict[str, str] = {}
    bad: list[BadCell] = []
    for (_, reads), at, head in zip(readers, found.columns, form.heads[1:], strict=True):
        place = f"{letters_of(at)}{n + 1}"
        try:
            value = found.grid.cell(n, at, found.header)
            if isinstance(value, str):
                value = clean(armed(value))
            if value is None or value == "":
                raise ValueError(f"chưa ghi «{head}»")
            if isinstance(value, str) and len(value) > _MAX_TEXT:
                raise ValueError(f"dài hơn {_MAX_TEXT} ký tự")
            if isinstance(value, str) and _ERROR.fullmatch(value):
                raise ValueError(f"ô có công thức lỗi {value}")
            taken = reads(value, year)
            values |= taken
            cells |= dict.fromkeys(taken, place)
        except ValueError as error:
            bad.append(BadCell(found.grid.name, place, str(error)))
    return values, cells, bad


BELOW = "hàng nằm dưới phần ghi chú, chữ ký: hãy chuyển lên trong bảng"


def _table_rows(found: _Found, bad: list[BadCell]) -> Iterator[int]:
    """The rows of delegations: neither column numbers, group headings, totals nor what is below.

    A whole row of the table below its notes is named in `bad`.
    """
    is_below = False
    for n, line in enumerate(found.grid.rows[found.header + 1 :], found.header + 1):
        told = [fold(v) for v in line if clean(v)]
        filled = [clean(line[at]) for at in found.columns if clean(line[at])]
        is_below = is_below or (bool(told) and ends_table(told))
        if is_below and len(filled) == len(found.columns):
            bad.append(BadCell(found.grid.name, f"A{n + 1}", BELOW))
        elif not is_below and filled and not stands_apart(told, filled):
            yield n


def ends_table(told: Sequence[str]) -> bool:
    """Whether a row is what stands below a table: notes, recipients, place and date, signatures."""
    return bool(_BELOW.match(told[0]) or (len(told) == 1 and _DATED.fullmatch(told[0])))


def stands_apart(told: Sequence[str], filled: Sequence[str]) -> bool:
    """Whether a row is the one of column numbers, «I. Khối sở, ngành» or a total."""
    numbers = [text.strip("()").removesuffix(".0") for text in filled]
    first = int(numbers[0]) if re.fullmatch("[0-9]{1,2}", numbers[0]) else -1
    if len(filled) > 2 and numbers == [str(n) for n in range(first, first + len(numbers))]:
        return True
    is_heading = len(filled) == 1 and re.match(r"([ivx]+|[a-h])([.)]|\Z)", told[0])
    return bool(is_heading) or told[0].startswith(("tong cong", "tong so", "cong:"))


def _find(content: bytes, form: Form, keys: Sequence[str]) -> _Found:
    """The one table of this form. Raises UnreadableSheet for none, or for several sheets of it."""
    found: list[_Found] = []
    other = False
    for grid in grids(content):
        for n, line in enumerate(grid.rows[:60]):
            heads = [fold(v) for v in line]
            if not any("danh nghia" in h for h in heads):
                continue
            columns = [next((c for c, h in enumerate(heads) if key in h), None) for key in keys]
            if columns[1] is None:
                other = True
                break
            missing = [h for c, h in zip(columns, form.heads[1:], strict=True) if c is None]
            if missing:
                says = f"{form.name} trong trang «{grid.name}» thiếu cột «{'», «'.join(missing)}»"
                raise UnreadableSheet(says)
            found.append(_Found(grid, n, tuple(c for c in columns if c is not None)))
            break
    if len(found) > 1:
        names = "», «".join(f.grid.name for f in found)
        raise UnreadableSheet(f"{form.name} có ở nhiều trang «{names}»: hãy để một trang, hoặc ẩn")
    if found:
        return found[0]
    if other:
        told = "Mẫu 2 (đoàn vào)" if form is MAU_1 else "Mẫu 1 (đoàn ra)"
        raise FormNotFound(f"Tệp là {told}, không phải {form.name}")
    raise FormNotFound(f"Không tìm thấy hàng tiêu đề của {form.name}: {form.title.lower()}")


def _year(above: Iterable[str]) -> int | None:
    """The year in the form's own title; years of dates and decisions above it do not count."""
    for text in map(fold, above):
        _, planned, rest = text[:_MAX_TITLE].partition("ke hoach")
        years = re.findall(r"\bnam\D{0,3}(20\d\d)\b", rest)
        if planned and years and "quyet dinh" not in text:
            return int(years[-1])
    return None


def _organisation(above: Iterable[str]) -> str:
    for text in above:
        if found := re.match(r"T[êe]n cơ quan\s*/\s*tổ chức\s*[:….]*\s*(.*)", text, re.I | re.S):
            return found[1].strip(" .…")
    return ""
