"""The calendar of working days: the library's holidays, corrected row by row with a decision."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from casework import Calendar
from casework.workdays import NoCalendar
from chassis import metrics
from chassis.calendar import BadCalendar, load_calendar

FILE = Path(__file__).resolve().parents[2] / "provinces/calendar.toml"
CALENDAR = load_calendar(FILE)


def read(tmp_path: Path, text: str, today: date | None = None) -> Calendar:
    file = tmp_path / "calendar.toml"
    file.write_text(text)
    return load_calendar(file, today)


def row(day: str, kind: str, decision: str = "1/QĐ-TTg") -> str:
    head = f'[[day]]\nday = {day}\nkind = "{kind}"\nname = "nghỉ"\n'
    return f'{head}decision = "{decision}"\n'


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, ["02-08", "02-14", "04-18", "04-29", "04-30", "05-01", "09-02", "09-03"]),
        (2025, ["01-27", "01-31", "04-07", "04-30", "05-01", "05-02", "09-01", "09-02"]),
        (2026, ["02-16", "02-20", "04-27", "04-30", "05-01", "08-31", "09-01", "09-02", "11-24"]),
        (2027, ["01-01", "04-16", "04-30", "05-03", "09-02", "09-03", "11-24"]),
        (2028, ["01-03", "01-26", "04-04", "05-01", "05-02", "11-24"]),
        (2029, ["02-12", "02-13", "02-16", "04-23", "09-03", "11-26"]),
        (2030, ["01-31", "02-01", "02-06", "04-12", "09-03", "11-25"]),
    ],
)
def test_these_days_are_off(year: int, days: list[str]) -> None:
    worked = [d for d in days if CALENDAR.is_working(date.fromisoformat(f"{year}-{d}"))]

    assert worked == []


@pytest.mark.parametrize(
    "day", ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22", "2025-11-24", "2026-02-23"]
)
def test_these_days_are_worked(day: str) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day))


@pytest.mark.parametrize(("year", "number"), [(2024, 10), (2025, 10), (2026, 11), (2027, 11)])
def test_tet_takes_five_working_days_and_every_row_cites_its_decision(
    year: int, number: int
) -> None:
    rows = [r for r in CALENDAR.rows.values() if r.day.year == year]
    tet = [r for r in rows if "Tết" in r.name and r.day.month <= 2 and r.day.day > 3]
    off = [r.day for r in tet if not CALENDAR.is_working(r.day) and r.day.weekday() < 5]

    assert len(off) == 5
    assert len([r for r in rows if r.kind != "working-swap" and r.day.weekday() < 5]) >= number
    assert [r.day for r in rows if not r.decision or not r.mark] == []


def test_a_swapped_day_off_has_its_saturday() -> None:
    years = range(2024, 2029)
    off = Counter(r.day.year for r in CALENDAR.rows.values() if r.kind == "swap-off")
    worked = Counter(r.day.year for r in CALENDAR.rows.values() if r.kind == "working-swap")

    assert {y: off[y] for y in years} == {y: worked[y] for y in years}


def test_a_row_corrects_the_library(tmp_path: Path) -> None:
    text = "years = [2026]\n" + row("2026-09-01", "ordinary") + row("2026-09-03", "holiday")

    calendar = read(tmp_path, text)

    assert calendar.is_working(date(2026, 9, 1))
    assert not calendar.is_working(date(2026, 9, 3))
    assert calendar.why(date(2026, 9, 3)) == "nghỉ: nghỉ (1/QĐ-TTg)"


def test_a_saturday_may_be_worked(tmp_path: Path) -> None:
    calendar = read(tmp_path, "years = [2026]\n" + row("2026-03-07", "working-swap"))

    assert calendar.is_working(date(2026, 3, 7))


def test_a_running_year_without_a_calendar_stops_the_start() -> None:
    with pytest.raises(BadCalendar, match="chưa có lịch nghỉ của năm 2032"):
        load_calendar(FILE, date(2032, 1, 1))


@pytest.mark.parametrize(("today", "ahead"), [(date(2026, 12, 31), 4), (date(2030, 1, 1), 0)])
def test_a_missing_next_year_shows_in_a_gauge_and_stops_nothing(today: date, ahead: int) -> None:
    assert today.year in load_calendar(FILE, today).years
    assert metrics.CALENDAR_YEARS_AHEAD._value.get() == ahead


def test_lateness_needs_no_calendar_of_a_year_that_nobody_entered() -> None:
    """From Tuesday to Friday three weekdays pass, all in a year that is missing."""
    calendar = load_calendar(FILE)

    assert calendar.lateness(date(2030, 12, 31), date(2031, 1, 3), "working-days") == 3


def test_the_calendar_reaches_beyond_today() -> None:
    assert load_calendar(FILE, date(2026, 11, 22)).years == frozenset(range(2012, 2031))


def test_a_year_that_is_not_entered_cannot_be_asked(tmp_path: Path) -> None:
    calendar = read(tmp_path, "years = [2026]\n")

    with pytest.raises(NoCalendar, match="2027"):
        calendar.is_working(date(2027, 3, 1))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("years = [2026]\n" + row("2026-09-01", "holiday", ""), "01/09/2026 thiếu căn cứ"),
        ("years = [2026]\n" + row("2026-09-01", "party"), "kind|party"),
        ("years = [2026]\n" + row("2026-09-01", "holiday") + 'colour = "red"\n', "colour"),
        ("years = [2026]\n[[day]]\nday = 2026-09-01\n", "kind"),
        ("years = [2026]\n" + row("2026-02-30", "holiday"), "calendar.toml"),
        ("years = [2026]\n" + row("2027-09-01", "holiday"), "01/09/2027"),
        ("years = [2026]\n" + 2 * row("2026-09-01", "holiday"), "01/09/2026"),
        ("", "years"),
        ("years = ", "calendar.toml"),
    ],
)
def test_a_wrong_calendar_stops_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadCalendar, match=told):
        read(tmp_path, text)


def test_a_calendar_that_is_not_there_stops(tmp_path: Path) -> None:
    with pytest.raises(BadCalendar, match=r"calendar\.toml"):
        load_calendar(tmp_path / "calendar.toml")
