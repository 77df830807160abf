"""For administrators: the province's bodies and calendar, and what a day off would move."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.workdays import NoCalendar
from gateway.console.forms import body
from gateway.console.page import Page
from gateway.console.reading import Problem
from gateway.console.visit import Visit

Json = dict[str, Any]
KINDS = ("holiday", "swap-off", "working-swap", "in-lieu")


async def show(visit: Visit) -> Page:
    return _page(visit)


async def preview(visit: Visit) -> Page:
    """Which due dates a new row of the calendar would move; nothing is changed."""
    sent = {name: str(visit.sent.get(name) or "").strip() for name in ("day", "kind", "name")}
    day = body.day(sent["day"])
    if day is None:
        error = visit.t("form.no-date", text=sent["day"])
        return _page(visit, sent, error=error, status=422)
    kind = sent["kind"] if sent["kind"] in KINDS else KINDS[0]
    row = {"day": day, "kind": kind, "name": sent["name"] or visit.t("admin.day-name"), "mark": "X"}
    try:
        moves = await visit.post("calendar-preview", json={"day": [row]})
    except Problem as problem:
        if problem.status == 401:
            raise
        detail = problem.document.get("detail") or visit.t("problem.unexpected")
        return _page(visit, sent, error=str(detail), status=problem.status)
    types = await visit.types()
    for line in moves["items"]:
        line["href"] = f"/dossiers/{line['service']}/{line['type']}/{line['id']}"
        line["type_title"] = types.title(line["service"], line["type"])
    return _page(visit, sent, moves=moves)


def _page(
    visit: Visit,
    sent: Json | None = None,
    moves: Json | None = None,
    error: str = "",
    status: int = 200,
) -> Page:
    province = visit.province
    today = visit.today
    return Page(
        "administering.html",
        status,
        sent=sent or {"day": "", "kind": KINDS[0], "name": ""},
        moves=moves,
        error=error,
        kinds=KINDS,
        province=province,
        bodies=sorted(province.units.values(), key=lambda b: b.name) if province else [],
        delegated=[d for d in province.delegated if d.since <= today] if province else [],
        holidays=_holidays(visit, today.year),
    )


def _holidays(visit: Visit, year: int) -> list[tuple[date, str]]:
    """The days of a year on which the office does not keep to the week, with their names."""
    if visit.province is None:
        return []
    calendar, days = visit.province.calendar, []
    try:
        for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            day = date.fromordinal(n)
            if calendar.is_working(day) == (day.weekday() >= 5):
                days.append((day, calendar.why(day)))
    except NoCalendar:
        return days
    return days
