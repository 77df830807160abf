"""Reporting periods: their names, and the days between which their figures are counted.

A rule that gives no cut-off has the ones of 09/2019/NĐ-CP, Điều 12: the 15th of the month before
to the 14th of the last month; others count calendar months.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from casework.workdays import add_months

Every = Literal["month", "quarter", "first-half", "second-half", "year"]
Cuts = Literal["report", "calendar"]
MONTHS: dict[Every, int] = {
    "month": 1, "quarter": 3, "first-half": 6, "second-half": 6, "year": 12,
}  # fmt: skip
_KEY = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>[0-9]{2})))?\Z"
)
ROMAN = ("", "I", "II", "III", "IV")


class BadPeriod(ValueError):
    """A name that is no period: 2026, 2026-H1, 2026-Q3 or 2026-05."""


class Period(Struct, frozen=True, order=True):
    """A period by its name, with its first day and its cut-off (both belong to it)."""

    key: str
    first: date
    last: date

    @property
    def year(self) -> int:
        return int(self.key[:4])

    def meets(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last


def read(key: str, cuts: Cuts = "report") -> Period:
    """The period of a name. Raises BadPeriod."""
    found = _KEY.match(key)
    if found is None or (found["month"] and not 1 <= int(found["month"]) <= 12):
        raise BadPeriod(f"{key!r} không phải kỳ báo cáo (2026, 2026-H1, 2026-Q3, 2026-05)")
    year = int(found["year"])
    if not 2000 <= year <= 2100:
        raise BadPeriod(f"{key!r}: năm ngoài khoảng 2000–2100")
    begins, months = 1, 12
    if found["half"]:
        begins, months = 1 + 6 * (int(found["half"]) - 1), 6
    elif found["quarter"]:
        begins, months = 1 + 3 * (int(found["quarter"]) - 1), 3
    elif found["month"]:
        begins, months = int(found["month"]), 1
    first = date(year, begins, 1)
    if cuts == "calendar":
        return Period(key, first, add_months(first, months) - timedelta(days=1))
    start = add_months(first, -1).replace(day=15)
    return Period(key, start, add_months(start, months) - timedelta(days=1))


def keys(every: Every, year: int) -> Sequence[str]:
    """The names of one year's periods."""
    if every == "month":
        return [f"{year}-{n:02}" for n in range(1, 13)]
    if every == "quarter":
        return [f"{year}-Q{n}" for n in range(1, 5)]
    return [{"first-half": f"{year}-H1", "second-half": f"{year}-H2"}.get(every, f"{year}")]


def every(key: str) -> Every:
    """How often the period of a name comes. Raises BadPeriod."""
    read(key)
    if "-H" in key:
        return "first-half" if key.endswith("1") else "second-half"
    return "quarter" if "-Q" in key else "month" if "-" in key else "year"


def title(key: str) -> str:
    """«6 tháng đầu năm 2026», «quý III năm 2026», «tháng 5 năm 2026», «năm 2026»."""
    year, _, part = key.partition("-")
    if part.startswith("H"):
        return f"6 tháng {'đầu' if part == 'H1' else 'cuối'} năm {year}"
    if part.startswith("Q"):
        return f"quý {ROMAN[int(part[1])]} năm {year}"
    return f"tháng {int(part)} năm {year}" if part else f"năm {year}"


def named(what: str, key: str) -> str:
    """A title with its period, nothing said twice: «Vốn viện trợ 6 tháng đầu năm 2026»."""
    words, when = what.split(), title(key).split()
    common = (n for n in range(len(when), 0, -1) if words[-n:] == when[:n])
    return " ".join(words + when[next(common, 0) :])
