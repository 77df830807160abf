"""The calendar of working days: what the `holidays` library knows, corrected by our own table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from casework import Calendar
from casework.workdays import DayRow


class BadCalendar(ValueError):
    """provinces/calendar.toml is wrong or too short: names the file, the row and the reason."""


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    day: date
    kind: Literal["holiday", "in-lieu", "swap-off", "working-swap", "ordinary"]
    name: str
    decision: str
    mark: str = "V"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    years: list[int]
    day: list[_Row] = []


def load_calendar(file: Path, today: date | None = None) -> Calendar:
    """Read the calendar; with `today`, this year and the next must be in it (else BadCalendar)."""
    try:
        told = msgspec.toml.decode(file.read_bytes(), type=_File)
    except (msgspec.MsgspecError, ValueError, OSError) as error:
        raise BadCalendar(f"{file.name}: {error}") from None
    if today is not None:
        for year in (today.year, today.year + 1):
            if year not in told.years:
                raise BadCalendar(f"{file.name}: chưa có lịch nghỉ của năm {year}")
    rows = _known(told.years)
    entered = set()
    for row in told.day:
        where = f"{file.name}: ngày {row.day:%d/%m/%Y}"
        if not row.decision:
            raise BadCalendar(f"{where} thiếu căn cứ (decision)")
        if row.day.year not in told.years:
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
    return Calendar(rows=rows, years=frozenset(told.years))


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
