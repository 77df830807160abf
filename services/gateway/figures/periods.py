"""Periods: a year, a half, a quarter, a month, any two days, and the same as reports count them.

A reporting period runs from the 15th of the month before it to the 14th of its last month (NĐ
09/2019/NĐ-CP, Điều 12): `2026-report` is 15/12/2025–14/12/2026, `2026-H1-report` ends on 14/6.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from chassis.web.problems import Unreadable

REPORT = "-report"
RULE = "NĐ 09/2019/NĐ-CP Điều 12"
_NAME = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")
_CUT = 14


class Period(Struct, frozen=True):
    """Both days belong to it. `opens` is where the count of its year begins."""

    name: str
    first: date
    last: date
    opens: date
    says: str

    @property
    def years(self) -> list[int]:
        """The years whose yearly plans the period is about."""
        return list(range((self.first + timedelta(days=31 - _CUT)).year, self.last.year + 1))

    @property
    def whole_years(self) -> list[int]:
        """The years of which no day, or no day before the cut, is missing."""
        return [
            y
            for y in range(self.first.year, self.last.year + 1)
            if self.first <= date(y, 1, 1) and self.last >= date(y, 12, _CUT)
        ]


def period(text: str) -> Period:
    """What `2026`, `2026-H1`, `2026-Q3`, `2026-05`, `2026-report` or `from..to` means.

    Raises Unreadable.
    """
    if ".." in text:
        return _span(text)
    found = _NAME.fullmatch(text.removesuffix(REPORT))
    if found is None or not 1900 < int(found[1]) < 9999:
        raise Unreadable(
            f"Không rõ kỳ {text!r}: 2026, 2026-H1, 2026-Q3, 2026-05, từ..đến, …-report"
        )
    year = int(found[1])
    start, end, title = _months(found)
    if text.endswith(REPORT):
        first, last, opens = _cut(year, start - 1) + timedelta(1), _cut(year, end), _cut(year, 0)
        opens += timedelta(1)
        rule = f" ({RULE})"
    else:
        first, last = date(year, start, 1), date(year, end, monthrange(year, end)[1])
        opens, rule = date(year, 1, 1), ""
    named = f"{title}{' – kỳ báo cáo' if rule else ''}"
    return Period(text, first, last, opens, f"{named}: {first:%d/%m/%Y}–{last:%d/%m/%Y}{rule}")


def year_before(asked: Period) -> Period:
    """The same period of the year before."""
    if ".." not in asked.name:
        return period(f"{int(asked.name[:4]) - 1}{asked.name[4:]}")
    first, last = _earlier(asked.first), _earlier(asked.last)
    return _between(first, last)


def from_year_start(asked: Period) -> Period:
    """From the beginning of its year to its last day."""
    says = f"Lũy kế từ đầu năm: {asked.opens:%d/%m/%Y}–{asked.last:%d/%m/%Y}"
    name = f"{asked.opens.isoformat()}..{asked.last.isoformat()}"
    return replace(asked, name=name, first=asked.opens, says=says)


def _months(found: re.Match[str]) -> tuple[int, int, str]:
    year, half, quarter, month = found.groups()
    if half:
        start = 6 * int(half) - 5
        return start, start + 5, f"6 tháng {'đầu' if half == '1' else 'cuối'} năm {year}"
    if quarter:
        start = 3 * int(quarter) - 2
        return start, start + 2, f"Quý {quarter} năm {year}"
    if month:
        return int(month), int(month), f"Tháng {int(month)} năm {year}"
    return 1, 12, f"Năm {year}"


def _cut(year: int, month: int) -> date:
    """The last day of the reporting month; month 0 is December of the year before."""
    return date(year, month, _CUT) if month else date(year - 1, 12, _CUT)


def _span(text: str) -> Period:
    first, _, last = text.partition("..")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise Unreadable(f"Kỳ {text!r} phải là hai ngày: 2026-01-10..2026-03-02") from None
    if days[1] < days[0] or days[0].year < 1901:
        raise Unreadable(f"Kỳ {text!r}: ngày cuối trước ngày đầu")
    return _between(*days)


def _between(first: date, last: date) -> Period:
    name = f"{first.isoformat()}..{last.isoformat()}"
    opens = min(first, date(last.year, 1, 1))
    return Period(name, first, last, opens, f"{first:%d/%m/%Y}–{last:%d/%m/%Y}")


def _earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
