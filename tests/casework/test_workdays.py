"""Counting days over the real calendar: Tết, days in lieu, swaps; checked by brute force."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import Calendar, Count
from casework.workdays import NoCalendar, Unit, add_months, latest_day
from chassis.calendar import load_calendar
from support.desk import HANOI

CALENDAR = load_calendar(Path(__file__).resolve().parents[2] / "provinces/calendar.toml")
DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 3, 1), date(2028, 8, 1))
NUMBERS = st.integers(0, 45)
UNITS = st.sampled_from(["calendar-days", "working-days"])
PERIODS: Any = {"calendar-days": lambda d: True, "working-days": CALENDAR.is_working}


def by_hand_within(start: date, n: int, unit: str) -> date:
    """The n-th day after `start`, moved later when it is a day off (Civil Code art. 147-148)."""
    counts, day = PERIODS[unit], start
    while n:
        day += DAY
        n -= counts(day)
    while not CALENDAR.is_working(day):
        day += DAY
    return day


def by_hand_before(event: date, n: int, unit: str) -> date:
    """The n-th day before `event`, moved earlier when it is a day off."""
    counts, day = PERIODS[unit], event
    while n:
        day -= DAY
        n -= counts(day)
    while not CALENDAR.is_working(day):
        day -= DAY
    return day


def test_a_week_has_five_working_days() -> None:
    week = [date(2026, 3, 2) + n * DAY for n in range(7)]

    assert [CALENDAR.is_working(d) for d in week] == [True] * 5 + [False] * 2


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2026, 2, 16), False, "Tết"),
        (date(2026, 2, 20), False, "Tết"),
        (date(2026, 2, 23), True, "Thứ Hai"),
        (date(2026, 4, 26), False, "Giỗ Tổ"),
        (date(2026, 4, 27), False, "nghỉ bù"),
        (date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam"),
        (date(2025, 11, 24), True, "Thứ Hai"),
        (date(2024, 4, 29), False, "04/05/2024"),
        (date(2024, 5, 4), True, "làm bù"),
        (date(2025, 5, 2), False, "26/04/2025"),
        (date(2025, 4, 26), True, "làm bù"),
        (date(2026, 1, 2), False, "12729/VPCP-KGVX"),
        (date(2026, 1, 10), True, "12729/VPCP-KGVX"),
        (date(2027, 5, 3), False, "nghỉ bù"),
    ],
)
def test_a_day_says_why_it_is_off_or_worked(day: date, works: bool, why: str) -> None:
    assert CALENDAR.is_working(day) is works
    assert why in CALENDAR.why(day)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        (date(2026, 2, 12), 7, "calendar-days", date(2026, 2, 23)),
        (date(2026, 2, 12), 7, "working-days", date(2026, 3, 2)),
        (date(2026, 4, 24), 3, "calendar-days", date(2026, 4, 28)),
        (date(2026, 4, 24), 3, "working-days", date(2026, 5, 4)),
        (date(2026, 11, 23), 1, "working-days", date(2026, 11, 25)),
        (date(2024, 5, 2), 2, "working-days", date(2024, 5, 4)),
        (date(2024, 5, 2), 3, "working-days", date(2024, 5, 6)),
        (date(2024, 5, 3), 1, "calendar-days", date(2024, 5, 4)),
        (date(2026, 3, 6), 0, "working-days", date(2026, 3, 6)),
        (date(2026, 3, 7), 0, "calendar-days", date(2026, 3, 9)),
        (date(2026, 8, 31), 6, "months", date(2027, 3, 1)),
        (date(2026, 1, 31), 1, "months", date(2026, 3, 2)),
    ],
)
def test_within_n_after(start: date, amount: int, unit: Any, due: date) -> None:
    assert CALENDAR.within(start, amount, unit).due == due


@pytest.mark.parametrize(
    ("event", "amount", "unit", "due"),
    [
        (date(2026, 2, 24), 7, "calendar-days", date(2026, 2, 13)),
        (date(2026, 2, 24), 7, "working-days", date(2026, 2, 6)),
        (date(2026, 3, 9), 5, "calendar-days", date(2026, 3, 4)),
        (date(2026, 3, 10), 2, "calendar-days", date(2026, 3, 6)),
        (date(2024, 5, 6), 1, "working-days", date(2024, 5, 4)),
        (date(2026, 3, 31), 1, "months", date(2026, 2, 27)),
        (date(2026, 3, 9), 0, "working-days", date(2026, 3, 9)),
    ],
)
def test_at_least_n_before(event: date, amount: int, unit: Any, due: date) -> None:
    assert CALENDAR.before(event, amount, unit).due == due


@settings(max_examples=150, deadline=None)
@given(DAYS, NUMBERS, UNITS)
def test_within_agrees_with_counting_by_hand(start: date, n: int, unit: Any) -> None:
    assert CALENDAR.within(start, n, unit).due == by_hand_within(start, n, unit)


@settings(max_examples=150, deadline=None)
@given(DAYS, NUMBERS, UNITS)
def test_before_agrees_with_counting_by_hand(event: date, n: int, unit: Any) -> None:
    assert CALENDAR.before(event, n, unit).due == by_hand_before(event, n, unit)


@settings(max_examples=100, deadline=None)
@given(DAYS, NUMBERS, UNITS, st.integers(0, 20))
def test_counting_is_monotone(start: date, n: int, unit: Any, more: int) -> None:
    """A later start or a larger number never gives an earlier date."""
    due: Any = CALENDAR.within(start, n, unit).due

    assert CALENDAR.within(start, n + more, unit).due >= due
    assert CALENDAR.within(start + more * DAY, n, unit).due >= due
    assert CALENDAR.before(start, n + more, unit).due <= CALENDAR.before(start, n, unit).due
    assert CALENDAR.before(start + more * DAY, n, unit).due >= CALENDAR.before(start, n, unit).due


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(1, 45))
def test_working_days_back_and_forth_meet(event: date, n: int) -> None:
    """From the last lawful day there are n working days to a working event."""
    due: Any = CALENDAR.before(event, n, "working-days").due

    assert CALENDAR.between(due, event - DAY) == n - 1
    assert CALENDAR.is_working(due)


def explanations(start: date, n: int, unit: Any) -> list[Count]:
    return [CALENDAR.within(start, n, unit), CALENDAR.before(start, n, unit)]


@settings(max_examples=100, deadline=None)
@given(DAYS, NUMBERS, UNITS)
def test_an_explanation_has_a_line_for_every_day(start: date, n: int, unit: Any) -> None:
    for found in explanations(start, n, unit):
        days: list[Any] = [line.date for line in found.lines]

        assert days[0] == start
        assert days[-1] == found.due
        assert {abs(b - a) for a, b in pairwise(days)} <= {DAY}
        assert not found.lines[0].counted


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(1, 45))
def test_exactly_n_lines_of_working_days_are_counted(start: date, n: int) -> None:
    for found in explanations(start, n, "working-days"):
        counted: list[Any] = [line.date for line in found.lines if line.counted]

        assert len(counted) == n
        assert all(map(CALENDAR.is_working, counted))


@settings(max_examples=80, deadline=None)
@given(DAYS, st.integers(0, 18))
def test_months_explain_themselves(start: date, n: int) -> None:
    if start.year + 2 > 2028:
        n %= 4
    for found in explanations(start, n, "months"):
        assert found.lines[-1].date == found.due


@settings(max_examples=100, deadline=None)
@given(
    DAYS,
    st.integers(1, 30),
    UNITS,
    st.lists(st.tuples(st.integers(0, 15), st.integers(0, 10)), max_size=3),
)
def test_paused_days_are_not_spent(start: date, n: int, unit: Any, gaps: Any) -> None:
    day, pauses = start, []
    for gap, length in gaps:
        pauses.append((day + gap * DAY, day + (gap + length) * DAY))
        day = pauses[-1][1]
    stopped = {a + k * DAY for a, b in pauses for k in range(1, (b - a).days + 1)}

    found = CALENDAR.within(start, n, unit, pauses)

    counted: list[Any] = [line.date for line in found.lines if line.counted][:n]
    assert len(counted) == n
    assert not stopped & set(counted)
    assert found.due >= CALENDAR.within(start, n, unit).due


def test_the_example_of_a_pause_over_tet() -> None:
    found = CALENDAR.within(
        date(2026, 2, 12), 7, "calendar-days", [(date(2026, 2, 23), date(2026, 2, 25))]
    )

    assert found.due == date(2026, 2, 23)
    assert found.lines[-1].note == "chuyển sang ngày làm việc tiếp theo"


@pytest.mark.parametrize(
    ("pause", "due"),
    [
        ((date(2026, 3, 4), date(2026, 3, 4)), date(2026, 3, 9)),
        ((date(2026, 3, 4), date(2026, 3, 5)), date(2026, 3, 10)),
        ((date(2026, 2, 2), date(2026, 2, 10)), date(2026, 3, 9)),
        ((date(2026, 4, 2), date(2026, 4, 10)), date(2026, 3, 9)),
        ((date(2026, 2, 2), date(2026, 3, 3)), date(2026, 3, 10)),
    ],
)
def test_only_a_pause_within_the_budget_moves_it(pause: Any, due: date) -> None:
    assert CALENDAR.within(date(2026, 3, 2), 5, "working-days", [pause]).due == due


@pytest.mark.parametrize("unit", ["months", "hours"])
def test_a_pause_outside_a_budget_of_months_or_hours_moves_nothing(unit: Any) -> None:
    start = date(2026, 3, 2)
    around = [(date(2026, 1, 2), date(2026, 1, 10)), (date(2026, 9, 2), date(2026, 9, 10))]

    assert CALENDAR.within(start, 3, unit, around).due == CALENDAR.within(start, 3, unit).due


def test_pauses_of_months_and_hours_add_their_length_in_any_order() -> None:
    pauses = [(date(2026, 3, 20), date(2026, 3, 25)), (date(2026, 3, 4), date(2026, 3, 6))]

    assert CALENDAR.within(date(2026, 3, 2), 1, "months", pauses).due == date(2026, 4, 9)
    assert CALENDAR.within(date(2026, 3, 3), 48, "hours", pauses[1:]).due == datetime(
        2026, 3, 7, tzinfo=HANOI
    )


def test_hours_give_a_moment_and_are_not_days() -> None:
    entry = datetime(2026, 2, 18, 10, 30, tzinfo=HANOI)

    assert CALENDAR.before(entry, 24, "hours").due == datetime(2026, 2, 17, 10, 30, tzinfo=HANOI)
    assert CALENDAR.within(entry, 12, "hours").due == datetime(2026, 2, 18, 22, 30, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("pauses", "told"),
    [
        ([(date(2026, 3, 5), date(2026, 3, 4))], "trước khi bắt đầu"),
        (
            [(date(2026, 3, 3), date(2026, 3, 9)), (date(2026, 3, 5), date(2026, 3, 6))],
            "chồng nhau",
        ),
    ],
)
def test_pauses_that_contradict_one_another_are_refused(pauses: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        CALENDAR.within(date(2026, 3, 2), 5, "working-days", pauses)


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="không được âm"):
        CALENDAR.before(date(2026, 3, 2), -1, "calendar-days")


def test_before_a_day_strictly_is_the_day_before_and_never_moved() -> None:
    strict = CALENDAR.on_day(2026, 11, 20, strict=True)
    inclusive = CALENDAR.on_day(2027, 12, 18, strict=False)

    assert strict.due == date(2026, 11, 19)
    assert [line.counted for line in strict.lines] == [False, True]
    assert inclusive.due == date(2027, 12, 18)
    assert "không dời" in inclusive.lines[-1].note


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2024, 1, 2), date(2028, 12, 31)))
def test_strict_and_inclusive_are_one_day_apart(day: date) -> None:
    strict = CALENDAR.on_day(day.year, day.month, day.day, strict=True)
    inclusive = CALENDAR.on_day(day.year, day.month, day.day, strict=False)

    assert (inclusive.due, strict.due) == (day, day - DAY)
    assert strict.lines[-1].date == strict.due


def test_the_date_is_the_one_on_the_offices_wall() -> None:
    assert CALENDAR.day(datetime(2026, 3, 1, 17, tzinfo=UTC)) == date(2026, 3, 2)
    assert CALENDAR.day(datetime(2026, 3, 1, 16, 59, tzinfo=UTC)) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("due", "met", "unit", "late"),
    [
        (date(2026, 3, 6), date(2026, 3, 6), "working-days", 0),
        (date(2026, 3, 6), date(2026, 3, 5), "working-days", 0),
        (date(2026, 3, 6), date(2026, 3, 9), "working-days", 1),
        (date(2026, 3, 6), date(2026, 3, 9), "calendar-days", 3),
        (date(2026, 3, 6), date(2026, 3, 7), "working-days", 1),
        (date(2026, 2, 13), date(2026, 2, 24), "working-days", 2),
    ],
)
def test_lateness_counts_in_the_deadlines_own_unit(
    due: date, met: date, unit: str, late: int
) -> None:
    assert CALENDAR.lateness(due, met, unit) == late


def test_a_minute_late_is_an_hour_late() -> None:
    due = datetime(2026, 3, 6, 10, tzinfo=HANOI)

    assert CALENDAR.lateness(due, due, "hours") == 0
    assert CALENDAR.lateness(due, due + timedelta(minutes=1), "hours") == 1
    assert CALENDAR.lateness(due, due + timedelta(hours=25), "hours") == 25


def test_a_year_that_nobody_entered_cannot_be_counted_over() -> None:
    with pytest.raises(NoCalendar, match="2031"):
        CALENDAR.within(date(2030, 12, 28), 5, "working-days")
    with pytest.raises(NoCalendar):
        Calendar().is_working(date(2026, 3, 2))


def test_a_month_ends_on_its_last_day() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)


@pytest.mark.parametrize("unit", ["calendar-days", "working-days", "hours", "months"])
@pytest.mark.parametrize("day", [date.max, date.min])
def test_the_ends_of_time_have_no_calendar(unit: Unit, day: date) -> None:
    calendar = Calendar(years=frozenset({2026}))

    for counted in (calendar.within, calendar.before):
        with contextlib.suppress(NoCalendar):
            counted(day, 3, unit)


def test_it_is_tomorrow_somewhere() -> None:
    noon = datetime(2026, 3, 2, 18, tzinfo=HANOI)

    assert latest_day(noon) == date(2026, 3, 3)
    assert latest_day(noon - timedelta(hours=2)) == date(2026, 3, 2)
