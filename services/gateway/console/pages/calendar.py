"""The month: activities over their days, duties on theirs, days off with their names."""

from __future__ import annotations

import calendar as months
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar
from litestar.response import Redirect

from casework.workdays import NoCalendar
from gateway.console.page import Page
from gateway.console.reading import Problem, problem_of
from gateway.console.visit import Visit

Json = dict[str, Any]
MONDAY = months.Calendar(0)
IN_A_DAY = 6  # entries of a day before «and others»
LONG = 31  # days: what lasts longer stands under the month and not in each of its days


async def this_month(visit: Visit) -> Redirect:
    return Redirect(f"/calendar/{visit.today:%Y-%m}", status_code=303)


async def show(visit: Visit) -> Page:
    try:
        first = date.fromisoformat(f"{visit.path['month']}-01")
        weeks = MONDAY.monthdatescalendar(first.year, first.month)
    except ValueError:
        raise Problem(404, {}) from None
    query = {name: visit.query.get(name) for name in ("type", "unit")}
    answer = await visit.send("GET", "calendar-file", query=query)
    if not answer.is_success:
        raise problem_of(answer)
    whole = _entries(answer.content, weeks[0][0], weeks[-1][-1])
    entries = [e for e in whole if (e["end"] - e["start"]).days < LONG]
    types = await visit.types()
    return Page(
        "calendar.html",
        first=first,
        weeks=[[_day(visit, day, first, entries) for day in week] for week in weeks],
        before=f"{first - timedelta(days=1):%Y-%m}",
        after=f"{first + timedelta(days=31):%Y-%m}",
        conflicts=_conflicts(entries),
        long=[e for e in whole if (e["end"] - e["start"]).days >= LONG],
        procedures=types.procedures,
        chosen={name: str(value or "") for name, value in query.items()},
        file=visit.link("/calendar/file.ics", **query),
    )


def _entries(content: bytes, first: date, last: date) -> list[Json]:
    """What the calendar file says of these weeks; what was called off is not shown."""
    entries = []
    for event in Calendar.from_ical(content).walk("VEVENT"):
        if str(event.get("STATUS", "")) == "CANCELLED":
            continue
        start, end = _days(event)
        if end < first or start > last:
            continue
        code = str(event.get("DESCRIPTION", "")).partition(" ")[0]
        title = str(event["SUMMARY"])
        is_duty = "@" in str(event["UID"]) and "-" in str(event["UID"]).partition("@")[0]
        entries.append(
            {
                "start": start, "end": end, "title": title, "code": code, "href": f"/d/{code}",
                "kind": "duty" if is_duty else "event", "met": title.startswith("✓"),
            }
        )  # fmt: skip
    return sorted(entries, key=lambda e: (e["kind"] == "duty", e["start"], e["title"]))


def _days(event: Any) -> tuple[date, date]:
    """First and last day; the end of an all-day entry is the day after it (RFC 5545)."""
    start: Any = event["DTSTART"].dt
    end: Any = event["DTEND"].dt if "DTEND" in event else start
    if not isinstance(end, datetime) and end > start:
        end -= timedelta(days=1)
    return _date(start), _date(end)


def _date(moment: Any) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _day(visit: Visit, day: date, first: date, entries: list[Json]) -> Json:
    working, why = True, ""
    if visit.province:
        try:
            working = visit.province.calendar.is_working(day)
            why = visit.province.calendar.why(day)
        except NoCalendar:
            working = day.weekday() < 5
    here = [e for e in entries if e["start"] <= day <= e["end"]]
    shown = [{**e, "late": _is_late(visit, e)} for e in here[:IN_A_DAY]]
    weekend = day.weekday() >= 5
    return {
        "day": day,
        "out": day.month != first.month,
        "off": not working,
        # A plain weekend needs no name.
        "why": "" if weekend or working else why.removeprefix("nghỉ: ").partition(" (")[0],
        "worked": weekend and working,
        "today": day == visit.today,
        "entries": shown,
        "more": len(here) - len(shown),
    }


def _is_late(visit: Visit, entry: Mapping[str, Any]) -> bool:
    return entry["kind"] == "duty" and not entry["met"] and entry["end"] < visit.today


def _conflicts(entries: list[Json]) -> list[tuple[Json, Json]]:
    """Pairs of activities that lie over each other: whoever is in both cannot be."""
    events = [e for e in entries if e["kind"] == "event"]
    return [
        (one, other)
        for n, one in enumerate(events)
        for other in events[n + 1 :]
        if one["start"] <= other["end"] and other["start"] <= one["end"]
        if one["code"] != other["code"]
    ][:20]
