"""An xlsx that came in as plain grids of values, weighed before a library may unfold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from papers import archives

MAX_BYTES = 10_000_000
_MAX_ROWS, _MAX_COLUMNS = 20_000, 200
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,4})?(\d{1,8})["']""")


class UnreadableSheet(ValueError):
    """Not the sheet that was asked for: not an xlsx, too large, another form, or empty."""


def grids(content: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    """Every sheet as rows from A1. The file is weighed before the library may unfold it."""
    if len(content) > MAX_BYTES:
        raise UnreadableSheet(f"Tệp lớn hơn {MAX_BYTES // 1_000_000} MB")
    if not content.startswith(b"PK\x03\x04"):
        raise UnreadableSheet("Tệp không phải .xlsx; hãy lưu lại bằng Excel theo dạng .xlsx")
    is_workbook = False
    for name, part in archives.parts(content, lambda _: True):
        is_workbook |= name == "xl/workbook.xml"
        if name.startswith("xl/worksheets/"):
            _weigh(part)
    if not is_workbook:
        raise UnreadableSheet("Tệp nén này không phải .xlsx")

    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in book.sheet_names:
            grid = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, grid
    except (CalamineError, ValueError) as error:
        if isinstance(error, UnreadableSheet):
            raise
        raise archives.BrokenFile("Tệp .xlsx hỏng: không đọc được bảng tính") from error


def _weigh(sheet: bytes) -> None:
    """Refuse a sheet whose one far cell would unfold into millions of empty ones."""
    for letters, number in _REFERENCE.findall(sheet):
        if int(number) > _MAX_ROWS or (letters and _number(letters) > _MAX_COLUMNS):
            raise UnreadableSheet(
                f"Bảng tính quá lớn: tối đa {_MAX_ROWS} hàng và {_MAX_COLUMNS} cột"
            )


def _number(letters: bytes) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + letter - 64
    return found


def letters_of(column: int) -> str:
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
