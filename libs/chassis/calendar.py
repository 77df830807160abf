"""The calendar of working days: what the `holidays` library knows, corrected by our own table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
import structlog

from casework import Calendar
from casework.workdays import DayRow
from chassis import metrics

log = structlog.get_logger()
DayKind = Literal["holiday", "in-lieu", "swap-off", "working-swap", "ordinary"]


class BadCalendar(ValueError):
    """provinces/calendar.toml is wrong or too short: names the file, the row and the reason."""


class Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the calendar: what a day is, by whose decision. `ordinary`: as its weekday says."""

    day: date
    kind: DayKind
    name: str
    decision: str
    mark: str = "V"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    years: list[int]
    day: list[Day] = []


def load_calendar(file: Path, today: date | None = None) -> Calendar:
    """Read the calendar; with `today`, this year must be in it (else BadCalendar), and when the
    next one is not, a gauge and a warning say so: dates of it are still unknown."""
    try:
        told = msgspec.toml.decode(file.read_bytes(), type=_File)
    except (msgspec.MsgspecError, ValueError, OSError) as error:
        raise BadCalendar(f"{file.name}: {error}") from None
    if today is not None:
        if today.year not in told.years:
            raise BadCalendar(f"{file.name}: chưa có lịch nghỉ của năm {today.year}")
        metrics.CALENDAR_YEARS_AHEAD.set(_ahead(told.years, today.year))
        if today.year + 1 not in told.years:
            says = f"{file.name}: chưa có lịch nghỉ của năm {today.year + 1}"
            log.warning("calendar", outcome="a year is missing", detail=says)
    return corrected(Calendar(), told.years, told.day, file.name)


def _ahead(years: Sequence[int], year: int) -> int:
    """How many years after this one are entered without a gap."""
    return next(n for n in range(100) if year + n + 1 not in years)


def corrected(
    calendar: Calendar, years: Sequence[int], days: Sequence[Day], name: str = "lịch"
) -> Calendar:
    """The calendar with more years, and with these days as a decision says they are. Raises
    BadCalendar."""
    more = [year for year in years if year not in calendar.years]
    every = {*calendar.years, *years}
    rows = {**calendar.rows, **_known(more)}
    entered = set()
    for row in days:
        where = f"{name}: ngày {row.day:%d/%m/%Y}"
        if not row.decision:
            raise BadCalendar(f"{where} thiếu căn cứ (decision)")
        if row.day.year not in every:
            raise BadCalendar(f"{where}: năm {row.day.year} chưa có trong years")
        if row.day in entered:
            raise BadCalendar(f"{where} ghi hai lần")
        entered.add(row.day)
        if row.kind == "ordinary":
            rows.pop(row.day, None)
        else:
            rows[row.day] = DayRow(
                day=row.day, kind=row.kind, name=row.name, decision=row.decision, mark=row.mark
            )
    return Calendar(rows=rows, years=frozenset(every))


def _known(years: list[int]) -> dict[date, DayRow]:
    """The library's holidays, days in lieu and swapped Saturdays of these years."""
    import holidays

    found = holidays.country_holidays("VN", years=years, language="vi")
    rows = {}
    for day, name in sorted(found.items()):
        kind: Literal["holiday", "in-lieu", "swap-off"] = "holiday"
        if "bù" in name:
            kind = "in-lieu"
        elif "thay" in name or "hoán đổi" in name:
            kind = "swap-off"
        rows[day] = DayRow(
            day=day, kind=kind, name=name, decision="45/2019/QH14, Điều 112", mark="W"
        )
    for day in getattr(found, "weekend_workdays", set()):
        rows[day] = DayRow(
            day=day, kind="working-swap", name="làm bù", decision="theo thư viện holidays", mark="W"
        )
    return rows
