"""What a browser sent, as the JSON that a procedure asks for; every type error at once, in words.

The names of inputs are JSON pointers. Numbers, dates and lists are read as people write them here:
5/3/26, 05.03.2026, 1.234.567, one entry a line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from casework.text import unaccented
from gateway.console.forms.schema import Field
from gateway.console.language import Wording

Sent = Mapping[str, Any]
Errors = list[dict[str, str]]
ABSENT: Any = object()
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})|(\d{4})-(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2})[:hg.](\d{2})?")
HANOI = "+07:00"


class Body:
    """Reads one form; `errors` collects what could not be read, by pointer."""

    def __init__(self, sent: Sent, wording: Wording, drop: str = "") -> None:
        self._sent = {name: _clean(value) for name, value in sent.items()}
        self._t, self._drop = wording, drop
        self.errors: Errors = []

    def read(self, form: Field) -> Any:
        """The JSON of a whole form; what was left empty and may be is left out."""
        value = self._read(form)
        return {} if value is ABSENT or value is None else value

    def _text(self, pointer: str) -> str:
        value = self._sent.get(pointer, "")
        return value if isinstance(value, str) else " ".join(value)

    def _read(self, field: Field) -> Any:
        if field.kind == "object":
            return self._object(field)
        if field.kind == "objects":
            return self._rows(field)
        if field.kind == "switch":
            return bool(self._text(field.pointer))
        if field.kind == "choices":
            return self._choices(field)
        text = self._text(field.pointer).strip()
        if text:
            return self._value(field, text)
        if field.required:
            self._wrong(field, "form.empty", title=lower(field.title))
        return None if field.nullable else ABSENT

    def _object(self, field: Field) -> Any:
        if field.pointer and not field.required and not self.touched(field):
            return None if field.nullable else ABSENT
        pairs = ((part.name, self._read(part)) for part in field.fields)
        return {name: value for name, value in pairs if value is not ABSENT}

    def _rows(self, field: Field) -> Any:
        assert field.blank is not None
        start = re.compile(re.escape(field.pointer) + r"/(\d+)(?:/|\Z)")
        numbers = {int(m[1]) for name in self._sent if (m := start.match(name))}
        rows = []
        for number in sorted(numbers):
            if f"{field.pointer}/{number}" == self._drop:
                continue
            # Errors name the row by its place in what is sent on, not by the number it had.
            row = moved(field.blank, f"{field.pointer}/-", f"{field.pointer}/{number}")
            before = len(self.errors)
            rows.append(self._read(replace(row, required=True)))
            for error in self.errors[before:]:
                old, new = f"{field.pointer}/{number}", f"{field.pointer}/{len(rows) - 1}"
                error["pointer"] = new + error["pointer"].removeprefix(old)
        return rows

    def _choices(self, field: Field) -> Any:
        value = self._sent.get(field.pointer, [])
        return [value] if isinstance(value, str) and value else list(value)

    def touched(self, field: Field) -> bool:
        """Whether somebody wrote here: what only stands as it was offered is nothing."""
        if field.kind == "object":
            return any(self.touched(part) for part in field.fields)
        if field.kind == "objects":
            return any(name.startswith(f"{field.pointer}/") for name in self._sent)
        value = self._text(field.pointer).strip()
        if field.kind == "switch":
            return bool(value) != bool(field.schema.get("default"))
        default = field.schema.get("default")
        return bool(value) and value != ("" if default is None else str(default))

    def _value(self, field: Field, text: str) -> Any:
        match field.kind:
            case "integer" | "number":
                return self._number(field, text)
            case "date":
                return self._checked(field, day(text), text, "form.no-date")
            case "moment":
                return self._checked(field, moment(text), text, "form.no-moment")
            case "month":
                return self._checked(field, month(text), text, "form.no-month")
            case "texts":
                lines = [line.strip() for line in text.splitlines() if line.strip()]
                return self._named(field, lines) if field.options else lines
        if field.schema.get("maxLength", 10**9) < len(text):
            most, length = field.schema["maxLength"], len(text)
            self._wrong(field, "form.too-long", most=most, length=length)
        return text

    def _named(self, field: Field, lines: Sequence[str]) -> list[str]:
        """Values of a closed list by their words: «Lào» or «LA»."""
        by_word = {unaccented(w): value for value, label in field.options for w in (label, value)}
        for line in lines:
            if unaccented(line) not in by_word:
                self._wrong(field, "form.no-country", text=line)
        return [by_word.get(unaccented(line), line) for line in lines]

    def _number(self, field: Field, text: str) -> Any:
        value = number(text, whole=field.kind == "integer")
        if value is None:
            self._wrong(field, "form.no-number", text=text)
            return text
        low, high = field.schema.get("minimum"), field.schema.get("maximum")
        if low is not None and value < low:
            self._wrong(field, "form.too-small", least=self._t.number(low))
        if high is not None and value > high:
            self._wrong(field, "form.too-large", most=self._t.number(high))
        return value

    def _checked(self, field: Field, value: str | None, text: str, key: str) -> str:
        if value is None:
            self._wrong(field, key, text=text)
            return text
        return value

    def _wrong(self, field: Field, key: str, **values: Any) -> None:
        self.errors.append({"pointer": field.pointer, "detail": self._t(key, **values)})


def add_row(value: Any, pointer: str) -> None:
    """Put an empty row at the end of the list at `pointer`, making what is missing on the way."""
    *way, last = pointer.strip("/").split("/")
    for part in way:
        value = value[int(part)] if isinstance(value, list) else value.setdefault(part, {})
    if not isinstance(value.get(last), list):
        value[last] = []
    value[last].append({})


def moved(field: Field, old: str, new: str) -> Field:
    """A field with all that is in it at another pointer."""
    return replace(
        field,
        pointer=new + field.pointer.removeprefix(old),
        fields=[moved(part, old, new) for part in field.fields],
        blank=moved(field.blank, old, new) if field.blank else None,
    )


def lower(title: str) -> str:
    """A title inside a sentence: its first letter small, unless the word is written large."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def day(text: str) -> str | None:
    """A date as people write it, as JSON has it; None when there is no such day."""
    if m := _YEAR_FIRST.fullmatch(text.strip()):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if m := _DAY_FIRST.fullmatch(text.strip()):
        year = int(m[3])
        return _day(year + 2000 if year < 100 else year, int(m[2]), int(m[1]))
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def month(text: str) -> str | None:
    m = _MONTH.fullmatch(text.strip())
    if m is None:
        return None
    number, year = (m[1], m[2]) if m[1] else (m[4], m[3])
    return f"{year}-{int(number):02}" if 1 <= int(number) <= 12 else None


def moment(text: str) -> str | None:
    """A day with its time, as «09:30 05/03/2026» or the other way round; the office's time zone."""
    iso = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?", text)
    if iso:
        return f"{iso[1]}T{iso[2]}{iso[3] or HANOI}" if day(iso[1]) else None
    days = [part for part in text.replace(",", " ").split() if day(part)]
    clocks = [m for part in text.replace(",", " ").split() if (m := _CLOCK.fullmatch(part))]
    if len(days) != 1 or len(clocks) != 1:
        return None
    hour, minute = int(clocks[0][1]), int(clocks[0][2] or 0)
    return f"{day(days[0])}T{hour:02}:{minute:02}:00{HANOI}" if hour < 24 and minute < 60 else None


def number(text: str, whole: bool) -> int | float | None:
    """1.234.567 or 1 234 567 or 1,234,567; a decimal comma or point where one may stand."""
    plain = re.sub(r"[\s\u00a0]", "", text)
    if re.fullmatch(r"-?\d+", plain):
        return int(plain)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", plain) or re.fullmatch(r"-?\d{1,3}(,\d{3})+", plain):
        return int(re.sub(r"[.,]", "", plain))
    if not whole and re.fullmatch(r"-?\d{1,3}(\.\d{3})*,\d+|-?\d+,\d+", plain):
        return float(plain.replace(".", "").replace(",", "."))
    if not whole and re.fullmatch(r"-?\d+\.\d+", plain):
        return float(plain)
    return None


def _clean(value: Any) -> Any:
    """Texts in one composed form: what looks alike is alike, and searches find it."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).replace("\r\n", "\n")
    if isinstance(value, Sequence):
        return [_clean(part) for part in value]
    return value
