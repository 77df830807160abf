"""The two languages of the console: texts by key, and how dates, numbers and lateness are written.

What procedures, states and articles are called comes from the services, in official Vietnamese.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("vi", "en")
TEXTS = Path(__file__).with_name("texts")
_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT = {
    "vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
NEAR, SOON = 14, 3  # days


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text by «section.key», in each language."""
    every: dict[str, dict[str, str]] = {}
    for path in sorted(TEXTS.glob("*.toml")):
        for section, keys in tomllib.loads(path.read_text()).items():
            every |= {f"{section}.{key}": text for key, text in keys.items()}
    return every


class Wording:
    """How things are said in one language; called with a key, it gives the text."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "vi"
        self.other = "en" if self.language == "vi" else "vi"

    def __call__(self, key: str, /, **values: Any) -> str:
        """The text of a key. A key that nobody wrote raises: no page shows a key."""
        text = texts()[key][self.language]
        return text.format(**values) if values else text

    def day(self, value: Any, weekday: bool = False) -> str:
        """05/03/2026, or «thứ Năm, 05/03/2026»."""
        day = as_date(value)
        if day is None:
            return str(value or "")
        text = f"{day:%d/%m/%Y}"
        return f"{_WEEKDAYS[self.language][day.weekday()]}, {text}" if weekday else text

    def short_day(self, value: Any) -> str:
        """T5 05/03: the head of a box in a strip of days."""
        day = as_date(value)
        return f"{_SHORT[self.language][day.weekday()]} {day:%d/%m}" if day else str(value)

    def moment(self, value: Any) -> str:
        """14:30 05/03/2026; a day alone stays a day."""
        text = str(value or "")
        if len(text) <= 10:
            return self.day(text)
        try:
            return f"{datetime.fromisoformat(text):%H:%M %d/%m/%Y}"
        except ValueError:
            return text

    def number(self, value: Any) -> str:
        """1.234.567 or 1,234,567; a decimal sign as the language has it."""
        if value is None:
            return "–"
        if isinstance(value, float) and not value.is_integer():
            text = f"{value:,.2f}".rstrip("0").rstrip(".")
        else:
            text = f"{int(value):,}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "vi" else text

    def share(self, value: Any) -> str:
        """0.053 as «5,3 %»."""
        return "–" if value is None else f"{self.number(round(float(value) * 100, 1))} %"

    def unit(self, name: Any) -> str:
        """The unit of a deadline."""
        return self(f"unit.{name or 'calendar-days'}")

    def amount(self, number: Any, unit: Any) -> str:
        """«7 ngày làm việc»."""
        word = self.unit(unit)
        if self.language == "en" and number == 1:
            word = word.removesuffix("s")
        return f"{self.number(number)} {word}"

    def role(self, name: Any) -> str:
        key = f"role.{name}"
        return self(key) if key in texts() else str(name)

    def urgency(self, row: Mapping[str, Any], today: date) -> tuple[str, str]:
        """(level, words): what a due date means today, for colour and for reading."""
        due = as_date(row.get("due"))
        if due is None:
            return "none", self("due.none")
        if row.get("late") or row.get("late_by"):
            by = row.get("late_by")
            if by is None:
                return "late", self("due.late")
            return "late", self("due.late-by", amount=self.amount(by, row.get("late_unit")))
        left = (due - today).days
        if left < 0:
            return "late", self("due.late")
        if left == 0:
            return "today", self("due.today")
        level = "soon" if left <= SOON else "near" if left <= NEAR else "far"
        return level, self("due.left", amount=self.amount(left, "calendar-days"))

    def name(self, thing: Mapping[str, Any]) -> str:
        """What a type, state, step or duty is called: its English name on English pages."""
        english = thing.get("title_en") if self.language == "en" else ""
        return str(english or thing.get("title") or thing.get("name") or "")

    def capital(self, text: Any) -> str:
        """The first letter large: titles of steps and duties begin small in the procedures."""
        words = str(text or "")
        return words[:1].upper() + words[1:]


def as_date(value: Any) -> date | None:
    """The day of a date or a moment as JSON writes it; None when it is neither."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng


@cache
def order(text: str) -> tuple[Any, ...]:
    """The place of a text in a Vietnamese dictionary: letters first, then tones."""
    letters: list[Any] = []
    tones: list[int] = []
    for sign in unicodedata.normalize("NFD", text.lower()):
        if sign in _TONES:
            tones.append(_TONES.index(sign) + 1)
        elif unicodedata.combining(sign) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + sign)
        else:
            letters.append(sign)
    ranks = tuple(_LETTERS.index(x) + 100 if x in _LETTERS else min(ord(x), 99) for x in letters)
    return ranks, tuple(tones)
