"""What lies under an old province code: the gateway shows it to the heir, to nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from icalendar import Calendar

from chassis.tokens import internal_token
from gateway.figures.subjects import FIGURES
from support.people import Person
from support.province import SERVICE, House, eventually
from support.rows import row, rows

THEN = "2025-06-02"
OLD = "Thư của Bến Tre"
FIGURE = "/api/figures/outbound-delegations"


@pytest.fixture(scope="module")
def merged(house: House) -> House:
    """A letter of Bến Tre, four weeks before; and rows of every figure, there and at the heir."""
    letter = house.person("unit", "83").on(THEN).lodge(f"{SERVICE}/letter", {"subject": OLD})
    house.shows(letter["id"])
    every = rows(2026) + rows(83, 6, "83") + rows(12, 6, "12")
    house.database("gateway")["dossiers_1"].insert_many(every)
    secret = row(
        SERVICE, "secret-letter", "83-secret", "83", team_only=True, team=["an.83"],
        unit="so-y-te", title="Việc riêng của Bến Tre",
    )  # fmt: skip
    house.database("gateway")["dossiers_1"].insert_one(secret)
    return house


def titles(person: Person, **asked: Any) -> set[str]:
    """What the list shows, in one page."""
    return {item["title"] for item in person.get("/api/dossiers", limit=500, **asked)["items"]}


def duties_in_the_calendar(person: Person) -> str:
    answer = person.send("GET", "/api/calendar.ics", params={"type": "letter"})
    return " ".join(str(e["summary"]) for e in Calendar.from_ical(answer.content).walk("VEVENT"))


@pytest.mark.parametrize(
    ("role", "province", "sees"),
    [
        ("officer", "86", True),
        ("unit", "86", True),
        ("officer", "83", True),
        ("police", "86", False),
        ("officer", "79", False),
        ("officer", "84", False),
        ("admin", "86", False),
    ],
)
def test_the_list_and_the_calendar_show_it_to_the_heir(
    merged: House, role: str, province: str, sees: bool
) -> None:
    person = merged.person(role, province)

    assert (OLD in titles(person, service=SERVICE, type="letter")) is sees
    assert (OLD in duties_in_the_calendar(person)) is sees


def test_the_list_is_read_by_either_code(merged: House) -> None:
    officer = merged.person("officer")

    assert OLD in titles(officer, type="letter", province="83")
    assert OLD not in titles(officer, type="letter", province="86")


def test_before_the_merger_nothing_was_the_heirs(merged: House) -> None:
    assert OLD not in titles(merged.person("officer").on(THEN), type="letter")


def test_a_team_record_of_old_is_shown_to_the_heads_of_its_unit(merged: House) -> None:
    seen = {
        role: titles(merged.person(role, unit="so-y-te"), type="secret-letter")
        for role in ("head", "officer")
    }

    assert seen == {"head": {"Việc riêng của Bến Tre"}, "officer": set()}


def value(person: Person, path: str = FIGURE, **asked: Any) -> Any:
    return person.get(path, period="2024-01-01..2027-12-31", **asked)


@pytest.mark.parametrize("name", FIGURES)
def test_the_heirs_figure_is_its_own_and_the_old_ones(merged: House, name: str) -> None:
    path = f"/api/figures/{name}"
    whole = value(merged.person("officer"), path)["value"]
    parts = [value(merged.person("officer"), path, province=code)["value"] for code in ("86", "83")]

    assert whole == sum(parts)
    assert value(merged.person("officer", "83"), path)["value"] == parts[1]


def test_a_figure_is_divided_by_the_codes_that_it_counts(merged: House) -> None:
    told = value(merged.person("officer"), by="province")

    assert {cell["label"] for cell in told["cells"]} == {"Vĩnh Long", "Bến Tre"}
    assert {stream.partition("/")[2] for stream in told["positions"]} <= {"86", "83"}


def test_a_report_counts_every_code_and_its_links_the_same(merged: House) -> None:
    token = {"Authorization": f"Bearer {internal_token(merged.kept.internal_secret)}"}

    def asked(province: str) -> Any:
        period = {"province": province, "period": "2024-01-01..2027-12-31"}
        path = FIGURE.replace("/api/", "/internal/")
        return merged.client.get(path, params=period, headers=token).json()

    told = asked("86")
    behind = merged.client.get(told["links"]["rows"] + "&limit=500", headers=token).json()

    assert told["value"] == value(merged.person("officer"))["value"] == len(behind["items"])
    assert {item["province"] for item in behind["items"]} == {"86", "83"}
    assert asked("83")["value"] == value(merged.person("officer", "83"))["value"]


def test_old_duties_are_reminded_of_at_the_heirs(merged: House) -> None:
    token = {"Authorization": f"Bearer {internal_token(merged.kept.internal_secret)}"}

    def duties(province: str) -> set[str]:
        asked = {"province": province, "until": "2026-12-31"}
        found = merged.client.get("/internal/duties", params=asked, headers=token).json()
        return {item["title"] for item in found["items"]}

    assert OLD in duties("86")
    assert OLD not in duties("79")


def test_the_feed_of_a_province_goes_on_with_the_old_streams(merged: House) -> None:
    def streams(person: Person) -> set[str]:
        return {item["province"] for item in person.get("/feeds/province", limit=500)["items"]}

    assert "83" in streams(merged.person("officer"))
    assert "83" not in streams(merged.person("officer", "79"))


def test_the_ministry_reads_what_it_read(merged: House) -> None:
    """Under the old code, as the province told it then."""

    def shown() -> set[str]:
        page = merged.at_the_ministry().get("/api/dossiers", type="letter", limit=500)
        return {item["province"] for item in page["items"]}

    assert eventually(lambda: "83" in shown())
