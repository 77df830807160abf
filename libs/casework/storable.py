"""What can be kept whole and shown again: one place for every type, register and import.

Texts without control characters and not of blanks alone, in one Unicode form (NFC); numbers that
neither the database nor a browser changes; dates with a year of four digits; lists of a length.
What cannot be kept is refused with its place, never cut or changed in silence.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
LARGEST = 2**53 - 1  # JavaScript and spreadsheets count no further; the database to 2**63
MOST_TEXT, MOST_ITEMS, FIRST_YEAR = 20_000, 5_000, 1_000

# Controls, overrides of the direction of writing, halves of characters, what is no character.
_BARRED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAK = re.compile("\r\n|[\r\v\f\x85]")
_SEEN = re.compile(
    "[^\\s\u00ad\u034f\u061c\u115f\u1160\u200b-\u200f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]"
)


class NotStorable(ValueError):
    """`places`: a JSON pointer and the reason, for each value that cannot be kept."""

    def __init__(self, places: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{at}: {why}" for at, why in places))
        self.places = places


def stored(value: T) -> T:
    """The value with its texts in one form (NFC, line feeds). Raises NotStorable."""
    found = list(_faults(value, ""))
    if found:
        raise NotStorable(found)
    if all(_tidy(text) is text for text in _texts(value)):
        return value
    return msgspec.convert(_tidied(msgspec.to_builtins(value)), type(value))


def _faults(value: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if why := _text_fault(value):
            yield at, why
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        if not -LARGEST <= value <= LARGEST:
            yield at, f"số lớn hơn mức ghi được ({LARGEST})"
    elif isinstance(value, datetime.date):
        if value.year < FIRST_YEAR:
            yield at, f"năm {value.year} không phải năm bốn chữ số"
    elif isinstance(value, list | tuple | set | frozenset) and len(value) > MOST_ITEMS:
        yield at, f"nhiều nhất {MOST_ITEMS} phần tử"
    else:
        for name, part in _parts(value):
            yield from _faults(part, f"{at}/{name}")


def _text_fault(text: str) -> str:
    if len(text) > MOST_TEXT:
        return f"nhiều nhất {MOST_TEXT} ký tự"
    if _BARRED.search(text):
        return "chứa ký tự điều khiển không ghi được"
    if text and not _SEEN.search(text):
        return "chỉ có khoảng trắng: hãy ghi nội dung hoặc để trống"
    return ""


def _parts(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, msgspec.Struct):
        names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        return ((shown, getattr(value, name)) for shown, name in names)
    if isinstance(value, Mapping):
        return ((k, v) for k, v in value.items())
    return iter(enumerate(value)) if isinstance(value, list | tuple) else iter(())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for _, part in () if isinstance(value, str) else _parts(value):
        yield from _texts(part)


def _tidy(text: str) -> str:
    """NFC, every line break a line feed; the text itself when nothing is to do."""
    if text.isascii() and "\r" not in text and "\v" not in text and "\f" not in text:
        return text
    tidy = _BREAK.sub("\n", unicodedata.normalize("NFC", text))
    return text if tidy == text else tidy


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return _tidy(value)
    if isinstance(value, dict):
        return {_tidied(k): _tidied(v) for k, v in value.items()}
    return [_tidied(v) for v in value] if isinstance(value, list | tuple) else value
