"""A year on a clock of the test: every obligation opens in every province, due on its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from reporting.main import create_app
from reporting.obligations.calendar import OBLIGATIONS
from support import servers
from support.desk import stated
from support.obligations import ALL, TABLE
from support.people import Person
from support.running import Service, running

DATABASE = f"ngoaivu_test_{uuid4().hex[:12]}"
START, END = date(2025, 12, 15), date(2026, 12, 14)
STEP = timedelta(days=14)


@pytest.fixture(scope="module")
def year(
    mongo_url: str, kafka_servers: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A year of fortnightly looks at the calendar in four provinces."""
    room: Path = tmp_path_factory.mktemp("year")
    told: dict[str, Any] = {
        "mongo_url": mongo_url, "kafka": kafka_servers, "database": DATABASE, "tick_every": 0,
    }  # fmt: skip
    with running(create_app, "reporting", room, **told) as made:
        day = START
        while day <= END + STEP:
            for code in ALL:
                made.person("officer", code).on(day).post("/api/reporting/obligations/tick")
            day += STEP
        yield made
    servers.drop(mongo_url, DATABASE)


def reports(person: Person, type_: str) -> list[dict[str, Any]]:
    """Every report of a province, page after page."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        asked = {"limit": 500, **({"cursor": cursor} if cursor else {})}
        page = person.get(f"/api/reporting/{type_}", **asked)
        found += page["items"]
        if not (cursor := page["next"]):
            return found


@pytest.mark.timeout(240)
@pytest.mark.parametrize("code", ALL)
def test_every_obligation_of_the_year_is_open_and_due_on_its_day(year: Service, code: str) -> None:
    officer = year.person("officer", code).on(END)
    rows = [r for t in ("unit-report", "periodic-report") for r in reports(officer, t)]
    found = {(r["fields"]["obligation"], r["fields"]["period"], r["unit"]): r for r in rows}

    assert len(found) == len(rows), "one report for each body, obligation and period"
    # What was due before the first look belongs to the year before.
    expected = [row for row in TABLE if code in row[5].split() and row[1] >= "2026"]
    for id, key, _, due, *_ in expected:
        mine = [r for (o, k, _), r in found.items() if (o, k) == (id, key)]
        assert mine, (id, key)
        for row in mine:
            days = [c["due"] for c in row["clocks"]]
            assert days == ([due] if due else []), (id, key, row["unit"])
            stated_here = stated(code).cite(OBLIGATIONS[id].law, END)
            assert all(c["law"] == stated_here.text for c in row["clocks"] if stated_here.binds)


@pytest.mark.timeout(240)
def test_months_of_the_year_are_all_there(year: Service) -> None:
    officer = year.person("officer", "86").on(END)
    months = {
        r["fields"]["period"]
        for r in reports(officer, "periodic-report")
        if r["fields"]["obligation"] == "aid-money-month"
    }

    assert {f"2026-{n:02}" for n in range(1, 13)} <= months


@pytest.mark.timeout(240)
def test_nobody_sent_anything_and_everybody_was_told(year: Service) -> None:
    told = year.person("officer", "46").on(END).get(
        "/api/reporting/completeness", period="2026", obligation="unit-year"
    )  # fmt: skip
    assert told["total"]["received"] == 0
    assert told["total"]["missing"] == told["total"]["expected"] > 20

    waiting = year.person("unit", "46").on(END).get("/api/reporting/inbox")["items"]
    assert "escalated" in {i["level"] for i in waiting}
