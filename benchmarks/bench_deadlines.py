"""Due dates with their explanation, on one core, beside `numpy.busday_offset` for the date alone
(a floor to compare with, not a goal): the goal is 20,000 a second."""

from __future__ import annotations

from datetime import date, timedelta

import numpy
import pairs

from chassis.calendar import load_calendar

GOAL, COUNT = 20_000, 20_000
STARTS = [date(2026, 1, 5) + timedelta(days=n % 330) for n in range(COUNT)]


async def bench() -> bool:
    calendar = load_calendar(pairs.ROOT / "provinces" / "calendar.toml")
    holidays = [d for d in calendar.rows if not calendar.is_working(d) and d.weekday() < 5]
    bare = numpy.busdaycalendar(holidays=numpy.array(holidays, dtype="datetime64[D]"))

    async def explained() -> int:
        for start in STARTS:
            calendar.within(start, 10, "working-days")
        return COUNT

    async def dates_alone() -> int:
        for start in STARTS:
            numpy.busday_offset(start, 10, roll="backward", busdaycal=bare)
        return COUNT

    rate = max([(await pairs.measure(explained)).rate for _ in range(5)])
    print(f"due date with explanation: {rate:,.0f}/s (goal {GOAL:,})")
    await pairs.compare("the same beside the date alone", explained, dates_alone, 0)
    return rate >= GOAL


if __name__ == "__main__":
    pairs.main(bench)
