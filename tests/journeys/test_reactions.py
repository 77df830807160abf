"""Services hear of one another over the real broker: what one says, another does, once."""

from __future__ import annotations

from typing import Any

import pytest

from support.people import Person
from support.platform import Platform, eventually
from support.trips import TRIP

pytestmark = pytest.mark.journey
DAY = "2026-03-02"


def linked(person: Person, type_: str, id: str) -> dict[str, Any]:
    """The one dossier of a type that points at `id`, as soon as there is one."""

    def found() -> list[dict[str, Any]]:
        rows = person.get("/api/dossiers", type=type_, limit=500)["items"]
        return [r for r in rows if any(link["id"] == id for link in r["links"])]

    rows = eventually(found)
    assert len(rows) == 1
    href = f"/api/{rows[0]['service']}/{type_}/{rows[0]['id']}"
    return {**person.get(href), "href": href}


def trip(officer: Person) -> dict[str, Any]:
    return officer.lodge("delegations/outbound-delegation", TRIP)


def test_what_a_donor_commits_becomes_an_aid_dossier(everything: Platform) -> None:
    unit = everything.person("unit.46", DAY)
    idea = unit.lodge(
        "ngos/aid-idea",
        {"title": "Nước sạch", "field": "health", "place": "xã Phú Vang", "usd": 50_000},
    )
    unit.do(idea, "profile", {"goal": "Nước sạch 5 trường", "usd": 50_000})
    unit.do(idea, "introduce", {"donor": "EMW", "country": "US", "on": DAY})
    committed = {
        "number": "17/EMW", "date": DAY, "donor": "Quỹ EMW", "provider_kind": "ngo",
        "country": "US", "sum": {"amount": 50_000, "currency": "USD"},
    }  # fmt: skip
    unit.do(idea, "commit", committed)

    aid = linked(unit, "aid", idea["id"])

    assert (aid["state"], aid["unit"], aid["fields"]["commitment"]) == (
        "proposed",
        "so-y-te",
        "17/EMW",
    )
    assert eventually(lambda: unit.again(idea)["state"] == "converted")


def test_passports_go_out_with_a_delegation_and_are_asked_back(everything: Platform) -> None:
    officer, head = everything.person("officer.86", DAY), everything.person("head.86", DAY)
    delegation = trip(officer)
    officer.do(delegation, "submit")
    head.do(delegation, "check-personnel")
    for body in ("so-noi-vu", "cong-an-tinh"):
        officer.post(f"{delegation['href']}/opinions", {"body": body, "answer": "agree"})
    everything.person("director.86", DAY).do(delegation, "present")
    decision = {"number": "21/QĐ-UBND", "date": DAY}
    everything.person("chair.86", DAY).do(delegation, "approve", decision)

    handout = linked(officer, "passport-handout", delegation["id"])
    assert handout["state"] == "open"

    gone = {"departed_on": "2026-05-11", "is_reminded": True}
    officer.on("2026-05-11").do(delegation, "depart", gone)
    officer.on("2026-05-13").do(delegation, "return-home", {"returned_on": "2026-05-13"})
    eventually(lambda: officer.again(handout)["state"] != "open")
    report = linked(officer, "result-report", delegation["id"])
    assert officer.due(report, "file") == "2026-05-22"


def test_a_sensitive_matter_blocks_the_short_path_of_what_it_concerns(
    everything: Platform,
) -> None:
    officer = everything.person("officer.12", DAY)
    delegation = trip(officer)
    matter = officer.lodge(
        "reporting/sensitive-matter",
        {
            "sensitive_in": ["religion"],
            "description": "Có vấn đề cần theo dõi",
            "concerns": [
                {
                    "service": "delegations",
                    "type": "outbound-delegation",
                    "id": delegation["id"],
                }
            ],
        },
    )

    eventually(lambda: officer.again(delegation)["fields"]["matters"] == [matter["id"]])

    chair = everything.person("chair.12", DAY)
    assert chair.send("GET", matter["href"]).status_code == 404
    assert chair.get("/api/dossiers", type="sensitive-matter")["items"] == []

    for body in ("police", "department", "committee"):
        officer.do(matter, "notify", {"to": body, "at": f"{DAY}T08:00:00+07:00"})
    head = everything.person("head.12", DAY)
    head.do(matter, "close", {"result": "Đã trao đổi xong"})
    eventually(lambda: officer.again(delegation)["fields"]["matters"] == [])

    head.do(matter, "reopen", {"reason": "có tình tiết mới"})
    eventually(lambda: officer.again(delegation)["fields"]["matters"] == [matter["id"]])
