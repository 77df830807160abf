"""Sheets that go out: real dates and numbers, ready to print, and unable to run anything.

A text is always written as text, never as a formula or a link. A sheet may still be saved as CSV
and opened again, where the first character decides; so a text that begins like a formula is
disarmed: «- » of a list becomes an en dash with a mark that nobody sees, anything else gets a
leading apostrophe. `armed` is the way back, exactly, for what the reader of sheets takes in.
"""

from __future__ import annotations

import csv
import datetime
import math
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from papers.text import printable

Kind: TypeAlias = Literal["text", "integer", "number", "date", "month", "money"]
Value: TypeAlias = str | int | float | datetime.date | None

FILTER_SHEET = "Bộ lọc"
_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FORMATS = {"integer": "0", "number": "#,##0.##", "money": "#,##0"}
_FORMATS |= {"date": "dd/mm/yyyy", "month": "mm/yyyy"}
_BORN = datetime.datetime(2026, 1, 1)
_MAX_TEXT = 32_767
_FIRST_DAY = datetime.date(1900, 3, 1)


class SheetColumn(Struct, frozen=True):
    """A column: its name, its width in characters, and what its cells hold.

    A month is "2027-05" or a date of that month; money is whole units of the currency.
    """

    name: str
    width: float = 20
    kind: Kind = "text"


class TitleRow(Struct, frozen=True, kw_only=True):
    """A line above the table, across it; `corner` stands at the right end of the same line."""

    text: str
    corner: str = ""
    bold: bool = False
    size: float = 13
    align: Literal["left", "center"] = "left"


def write_sheet(
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[Value]],
    *,
    title_rows: Sequence[TitleRow | str] = (),
    notes: Sequence[str] = (),
    filter_sheet: Mapping[str, Value] | None = None,
    as_of: datetime.datetime | None = None,
    name: str = "Danh sách",
    numbered: bool = False,
) -> bytes:
    """An xlsx of one table. `filter_sheet` and `as_of` add a sheet that says what was asked when.

    `numbered` puts the row of column numbers of the official forms under the header, and leaves out
    the filter buttons.
    """
    import xlsxwriter

    out = BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **never}) as book:
        book.set_properties({"created": _BORN, "title": name})
        page = _Page(book, book.add_worksheet(name[:31]), columns)
        for title in title_rows:
            page.title(TitleRow(text=title) if isinstance(title, str) else title)
        page.header(numbered)
        for row in rows:
            page.row(row)
        page.notes(notes)
        page.finish(len(rows))
        if filter_sheet or as_of:
            _write_filter(book, filter_sheet or {}, as_of)
    return out.getvalue()


def write_csv(columns: Sequence[SheetColumn], rows: Sequence[Sequence[Value]]) -> bytes:
    """The same table as CSV: UTF-8 with a byte order mark, dates as 2027-05-31, CRLF."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([disarmed(c.name) for c in columns])
    for row in rows:
        writer.writerow([_plain(v, c.kind) for v, c in zip(row, columns, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def disarmed(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula, whatever file it travels in."""
    text = printable(text)
    if text.startswith("- "):
        return _DASH + text[1:]
    return f"'{text}" if _runs(text) or text.startswith(_DASH) else text


def armed(text: str) -> str:
    """What `disarmed` was given; what it never touched stays as it is."""
    if text.startswith(_DASH):
        return f"-{text[len(_DASH) :]}"
    if text.startswith("'") and (_runs(text[1:]) or text[1:].startswith(_DASH)):
        return text[1:]
    return text


_DASH = "–\u2060"  # the mark tells it from a dash that somebody wrote


def _runs(text: str) -> bool:
    """Whether it begins like a formula, or like one that was disarmed."""
    return text.lstrip("'").lstrip(" \u00a0").startswith(_TRIGGERS)


def _plain(value: Value, kind: Kind) -> str | int | float:
    if value is None or value == "":
        return ""
    if kind == "month" or isinstance(value, datetime.date):
        day = _day(value)
        return f"{day:%Y-%m}" if kind == "month" else day.isoformat()
    return value if isinstance(value, int | float) else disarmed(str(value))


def _day(value: Value) -> datetime.date:
    """A date, or the first day of a month written as "2027-05". Raises ValueError."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = str(value)
    return datetime.date.fromisoformat(f"{text}-01" if len(text) == 7 else text)


class _Page:
    """The sheet under the pen: knows the next row and the width of the table."""

    def __init__(self, book: Any, sheet: Any, columns: Sequence[SheetColumn]) -> None:
        self.book, self.sheet, self.columns = book, sheet, columns
        self.at = self.first = 0
        self.numbered = False
        ruled = {"border": 1, "text_wrap": True, "valign": "top"}
        self.look = {
            kind: self._format(12, **ruled, num_format=_FORMATS.get(kind, "@"), align=align)
            for kind, align in {"text": "left", **dict.fromkeys(_FORMATS, "center")}.items()
        }
        self.look["money"].set_align("right")
        self.look["number"].set_align("right")
        for n, column in enumerate(columns):
            sheet.set_column(n, n, column.width)

    def _format(self, size: float, **more: Any) -> Any:
        return self.book.add_format({"font_name": "Times New Roman", "font_size": size, **more})

    def title(self, title: TitleRow) -> None:
        look = self._format(
            title.size, bold=title.bold, align=title.align, valign="vcenter", text_wrap=True
        )
        last = len(self.columns) - 1 - bool(title.corner)
        self._across(0, last, title.text, look)
        if title.corner:
            corner = self._format(title.size, bold=True, align="right")
            self.sheet.write_string(self.at, last + 1, disarmed(title.corner), corner)
        self.sheet.set_row(self.at, self._height(title.text, title.size))
        self.at += 1

    def header(self, numbered: bool) -> None:
        self.at += bool(self.at)
        centred = {"border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        bold, italic = self._format(12, bold=True, **centred), self._format(12, **centred)
        italic.set_italic()
        self.first, self.numbered = self.at, numbered
        for n, column in enumerate(self.columns):
            self.sheet.write_string(self.at, n, disarmed(column.name), bold)
            if numbered:
                self.sheet.write_number(self.at + 1, n, n + 1, italic)
        self._fit([c.name for c in self.columns])
        self.at += 1 + numbered
        self.sheet.freeze_panes(self.at, 0)
        self.sheet.repeat_rows(self.first, self.at - 1)

    def row(self, row: Sequence[Value]) -> None:
        for n, (value, column) in enumerate(zip(row, self.columns, strict=True)):
            self._cell(n, value, column.kind)
        self._fit(row)
        self.at += 1

    def _cell(self, n: int, value: Value, kind: Kind) -> None:
        if value is None or value == "":
            self.sheet.write_blank(self.at, n, None, self.look[kind])
        elif kind in ("date", "month"):
            self._date(n, _day(value), kind)
        elif kind != "text" and isinstance(value, int | float) and math.isfinite(value):
            self.sheet.write_number(self.at, n, value, self.look[kind])
        else:
            self.sheet.write_string(self.at, n, disarmed(str(value))[:_MAX_TEXT], self.look["text"])

    def _date(self, n: int, day: datetime.date, kind: Kind) -> None:
        """Spreadsheets count days from 1900, with a day too many in its February."""
        if day >= _FIRST_DAY:
            self.sheet.write_datetime(self.at, n, day, self.look[kind])
        else:
            written = f"{day.day:02}/{day.month:02}/{day.year:04}"
            self.sheet.write_string(
                self.at, n, written[-7:] if kind == "month" else written, self.look[kind]
            )

    def notes(self, notes: Sequence[str]) -> None:
        self.at += bool(notes)
        for n, note in enumerate(notes):
            look = self._format(
                12, bold=n == 0 and note.endswith(":"), text_wrap=True, valign="top"
            )
            self._across(0, len(self.columns) - 1, note, look)
            self.sheet.set_row(self.at, self._height(note, 12))
            self.at += 1

    def finish(self, count: int) -> None:
        if count and not self.numbered:
            self.sheet.autofilter(self.first, 0, self.first + count, len(self.columns) - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.79)
        self.sheet.set_footer('&C&"Times New Roman"&12&P/&N')

    def _fit(self, row: Sequence[Value]) -> None:
        """The height that the longest text of a row needs; not every program finds it itself."""
        texts = [(v, c.width * 1.1) for v, c in zip(row, self.columns, strict=True)]
        needed = max((_line_count(v, room) for v, room in texts if isinstance(v, str)), default=1)
        if needed > 1:
            self.sheet.set_row(self.at, min(needed * 15.75, 409))

    def _across(self, first: int, last: int, text: str, look: Any) -> None:
        if last > first:
            self.sheet.merge_range(self.at, first, self.at, last, "", look)
        self.sheet.write_string(self.at, first, disarmed(text), look)

    def _height(self, text: str, size: float) -> float:
        """Points for merged text, which no spreadsheet fits by itself."""
        room = sum(c.width for c in self.columns) * 1.1 * 12 / size
        return float(math.ceil(max(len(text), 1) / room) * size * 1.35)


def _line_count(text: str, room: float) -> int:
    """Lines of a wrapped text in a cell `room` characters wide."""
    return sum(max(math.ceil(len(line) / max(room, 1)), 1) for line in text.split("\n"))


def _write_filter(book: Any, asked: Mapping[str, Value], as_of: datetime.datetime | None) -> None:
    sheet = book.add_worksheet(FILTER_SHEET)
    bold = book.add_format({"font_name": "Times New Roman", "font_size": 12, "bold": True})
    look = book.add_format({"font_name": "Times New Roman", "font_size": 12, "text_wrap": True})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 60)
    lines = {k: "" if v is None else str(v) for k, v in asked.items()}
    if as_of:
        lines["Số liệu tính đến"] = f"{as_of:%d/%m/%Y %H:%M} ({as_of.isoformat()})"
    for n, (key, value) in enumerate(lines.items()):
        sheet.write_string(n, 0, disarmed(key), bold)
        sheet.write_string(n, 1, disarmed(value), look)
