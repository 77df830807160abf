"""Provinces and the calendar as data: what pages name, and what counting rests on."""

from __future__ import annotations

import pytest

from support.province import SERVICE, House

DAYS = "/api/calendar/days"


def test_a_province_says_its_names_and_the_values_of_its_services(house: House) -> None:
    told = house.person("officer").get("/api/provinces/86")
    within = next(v for v in told["values"] if v["name"] == "letter.answer-within")

    assert (told["code"], told["name"], told["exists"]) == ("86", "Vĩnh Long", True)
    assert told["office"].startswith("Sở Ngoại vụ")
    assert (within["service"], within["value"], within["unit"]) == (SERVICE, 5, "working-days")
    assert (within["law"], within["national"]) == ("99/2026/TEST, Điều 4", True)
    assert (within["least"], within["most"]) == (2, 10)
    assert told["missing"] == ["ngos"]
    assert 2026 in told["calendar"]["years"]


def test_a_province_shows_which_text_states_each_provision(house: House) -> None:
    provisions = house.person("officer").get("/api/provinces/86")["provisions"]

    assert provisions
    assert all(p["title"] and p["law"] and p["ground"] in ("law", "text") for p in provisions)
    assert {p["binds"] for p in provisions} <= {True, False}


def test_an_ended_province_names_its_successor(house: House) -> None:
    every = house.person("officer").get("/api/provinces")["items"]
    ben_tre = next(p for p in every if p["code"] == "83")

    assert (ben_tre["exists"], ben_tre["successor"]) == (False, "86")
    assert sum(p["exists"] for p in every) == 34


def test_the_calendar_says_why_each_day_is_off(house: House) -> None:
    days = house.person("officer").get(DAYS, **{"from": "2026-02-13", "to": "2026-02-23"})["items"]
    by_date = {d["date"]: d for d in days}

    assert len(days) == 11
    assert by_date["2026-02-13"]["working"] is True
    assert (by_date["2026-02-14"]["working"], by_date["2026-02-14"]["kind"]) == (False, "weekend")
    assert by_date["2026-02-17"]["kind"] == "holiday"
    assert by_date["2026-02-17"]["decision"]


def test_a_year_that_nobody_entered_is_not_known(house: House) -> None:
    (day,) = house.person("officer").get(DAYS, **{"from": "2049-01-05", "to": "2049-01-05"})[
        "items"
    ]

    assert day["working"] is None


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("/api/provinces/99", {}, 404),
        (DAYS, {"from": "mai"}, 400),
        (DAYS, {"from": "2026-01-01", "to": "2036-01-01"}, 400),
        (DAYS, {"from": "2026-02-01", "to": "2026-01-01"}, 400),
        (DAYS, {"province": "xx"}, 404),
    ],
)
def test_what_cannot_be_answered_is_refused(
    house: House, path: str, params: dict[str, str], status: int
) -> None:
    assert house.person("officer").send("GET", path, params=params).status_code == status


def test_they_are_read_by_whoever_is_signed_in(house: House) -> None:
    assert house.client.get("/api/provinces/86").status_code == 401
