"""Duties and activities as a calendar that phones and mail programs subscribe to."""

from __future__ import annotations

from typing import Any

import pytest
from icalendar import Calendar

from gateway.calendar_feed import entries
from support.folding import clock, row
from support.people import Person
from support.province import House


def calendar(person: Person, **asked: Any) -> dict[str, Any]:
    """Entries by UID."""
    answer = person.send("GET", "/api/calendar.ics", params=asked)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content)
    return {str(e["uid"]): e for e in found.walk("VEVENT")}


def test_a_duty_keeps_its_uid_and_counts_its_changes(house: House) -> None:
    letter = house.letter("Thư vào lịch", visit="2026-12-01")
    officer = house.person("officer")
    before = calendar(officer, code=letter["code"])
    officer.do(letter, "consider")
    house.shows(letter["id"], 2)
    after = calendar(officer, code=letter["code"])

    uid = f"{letter['id']}-answer@ngoaivu"
    assert (before[uid]["sequence"], after[uid]["sequence"]) == (1, 2)
    assert before[uid]["dtstart"].dt.isoformat() == "2026-11-17"
    assert str(before[uid]["summary"]) == "Hạn: trả lời thư – Thư vào lịch"
    assert "99/2026/TEST" in str(before[uid]["description"])
    assert str(after[f"{letter['id']}-tell@ngoaivu"]["summary"]).startswith("✓")


def test_a_withdrawn_letter_cancels_its_duties(house: House) -> None:
    letter = house.letter("Thư sẽ rút")
    house.person("unit").do(letter, "withdraw", {"reason": "gửi nhầm nơi nhận"})
    house.shows(letter["id"], 2)
    found = calendar(house.person("officer"), code=letter["code"])

    assert str(found[f"{letter['id']}-answer@ngoaivu"]["status"]) == "CANCELLED"


def test_everybody_gets_the_calendar_of_what_they_see(house: House) -> None:
    secret = house.letter("Việc riêng", type="secret-letter")
    mine = house.letter("Thư của sở")

    unit, officer = (calendar(house.person(r)) for r in ("unit", "officer"))
    assert f"{secret['id']}-answer@ngoaivu" in unit
    assert f"{secret['id']}-answer@ngoaivu" not in officer
    assert f"{mine['id']}-answer@ngoaivu" in officer
    assert calendar(house.person("ops")) == {}
    assert house.client.get("/api/calendar.ics").status_code == 401


def told(**more: Any) -> list[Any]:
    base = {"_id": "d1", "version": 3}
    return list(entries({**row(**more), **base}))


def test_an_activity_is_an_entry_from_its_first_to_its_last_day() -> None:
    (found,) = told(fields={"starts_on": "2026-06-22", "ends_on": "2026-06-23"})

    assert (found.uid, str(found.start), str(found.end)) == (
        "d1@ngoaivu",
        "2026-06-22",
        "2026-06-23",
    )
    (gone,) = told(fields={"starts_on": "2026-06-22"}, state="cancelled")
    assert gone.cancelled


@pytest.mark.parametrize(
    ("fields", "span"),
    [
        ({"departs_on": "2026-06-22", "returns_on": "2026-06-26"}, ("2026-06-22", "2026-06-26")),
        ({"arrives_on": "2026-06-22", "leaves_on": None}, ("2026-06-22", "None")),
        ({"starts_at": "2026-06-22T08:00:00+07:00", "ends_on": "2026-06-23"},
         ("2026-06-22 08:00:00+07:00", "None")),
        ({"enters_at": "2026-06-22T08:00:00+07:00", "leaves_at": "2026-06-22T17:00:00+07:00"},
         ("2026-06-22 08:00:00+07:00", "2026-06-22 17:00:00+07:00")),
    ],
)  # fmt: skip
def test_delegations_and_visits_are_entries_too(fields: Any, span: tuple[str, str]) -> None:
    (found,) = told(fields=fields)

    assert (str(found.start), str(found.end)) == span


def test_an_entry_leads_back_to_its_dossier(house: House) -> None:
    letter = house.letter("Thư có liên kết")
    entry = calendar(house.person("officer"), code=letter["code"])[f"{letter['id']}-answer@ngoaivu"]

    assert str(entry["url"]).startswith("http://")
    assert str(entry["url"]).endswith(letter["href"])


def test_a_clock_that_stands_still_is_struck_out() -> None:
    (found,) = told(clocks=(clock("answer", None, start="2026-11-10", paused=True),))

    assert (found.cancelled, str(found.start), found.sequence) == (True, "2026-11-10", 3)


def test_a_calendar_program_signs_in_by_name(house: House) -> None:
    letter = house.letter("Thư cho điện thoại")
    answer = house.client.get("/api/calendar.ics", auth=("officer.86", "ngoaivu-demo"))

    assert letter["id"] in answer.text
    assert house.client.get("/api/calendar.ics", auth=("officer.86", "sai")).status_code == 401
