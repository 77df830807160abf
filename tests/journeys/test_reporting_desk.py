"""The reporting desk hears of every service: a sensitive matter closes short paths elsewhere, a
document recorded elsewhere is in the register, and a commune's question is in the answer book."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from casework.vocabulary import Decision, Funding, FundingLine, Rank
from conferences_agreements.conference_forms import (
    SCHEME,
    ConferenceForm,
    Guests,
    OrganiserKind,
    Topic,
)
from conferences_agreements.sections import Section
from support.people import Person
from support.platform import Platform, eventually

pytestmark = pytest.mark.journey
TODAY = date(2026, 8, 3)
SCHEME_TITLES: Any = SCHEME.default
SEMINAR = ConferenceForm(
    name="Hội thảo y tế dự phòng",
    organiser="Sở Y tế",
    organiser_kind=OrganiserKind.PROVINCIAL,
    topics=(Topic.HEALTH,),
    content="Y tế dự phòng",
    starts_on=date(2026, 10, 12),
    ends_on=date(2026, 10, 13),
    venue="Vĩnh Long",
    vietnamese_participants=60,
    foreign=(Guests(country="JP", number=8, highest=Rank.DIRECTOR),),
    is_distinct=True,
    funding=(FundingLine(source=Funding.LOCAL),),
    request=Decision(number="12/SYT-NV", date=date(2026, 8, 1)),
    scheme=tuple(Section(title=t, text="đã ghi") for t in SCHEME_TITLES),
    secrecy_checked=True,
)


@pytest.fixture
def seminar(everything: Platform) -> dict[str, Any]:
    unit = everything.person("unit.86", TODAY)
    return unit.lodge("conferences-agreements/conference", msgspec.to_builtins(SEMINAR))


def register(clerk: Person, words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = clerk.get("/api/reporting/outgoing-documents", q=words)["items"]
    return found


def test_a_sensitive_matter_marks_the_conference_and_only_its_team_knows_of_it(
    everything: Platform, seminar: dict[str, Any]
) -> None:
    officer, unit = everything.person("officer.86", TODAY), everything.person("unit.86", TODAY)
    link = {"service": "conferences-agreements", "type": "conference", "id": seminar["id"]}
    raised = {
        "sensitive_in": ["religion"],
        "description": "Đã trao đổi trực tiếp với Công an tỉnh",
        "concerns": [link],
        "bodies": ["cong-an-tinh"],
    }
    matter = officer.lodge("reporting/sensitive-matter", raised)

    marked = eventually(lambda: unit.again(seminar)["fields"]["matters"])
    assert marked == [matter["id"]]
    assert unit.send("GET", matter["href"]).status_code == 404
    closing = officer.refused(matter, "confirm-notices")
    assert "Còn thiếu thông báo" in str(closing)


def test_a_document_recorded_elsewhere_is_in_the_register_with_its_dossier(
    everything: Platform,
) -> None:
    unit, clerk = everything.person("unit.86", TODAY), everything.person("clerk.86", TODAY)
    plan = unit.lodge("ngos/people-plan", {"year": 2031, "content": "Giao lưu hữu nghị"})
    unit.do(plan, "submit", {"number": "412/KH-SYT", "date": "2026-08-03"})

    entry = eventually(lambda: register(clerk, "412/KH-SYT"))[0]

    assert entry["state"] == "recorded"
    assert [(k["service"], k["type"], k["id"]) for k in entry["links"]] == [
        ("ngos", "people-plan", plan["id"])
    ]


def test_a_commune_asks_and_others_find_the_answer(everything: Platform) -> None:
    unit, officer = everything.person("unit.86", TODAY), everything.person("officer.86", TODAY)
    question = {
        "subject": "Đón khách nước ngoài ở xã",
        "field": "protocol",
        "question": "Xã cần báo ai?",
    }
    told = {"answer": "Báo Sở Ngoại vụ trước.", "grounds": "Quy chế", "is_reusable": True}
    asked = unit.lodge("reporting/guidance", question)
    officer.do(asked, "draft", told)
    everything.person("head.86", TODAY).do(asked, "answer")

    other = everything.person("police.86", TODAY)
    found = eventually(lambda: other.get("/api/reporting/answers", q="don khach xa")["items"])

    assert found[0]["fields"]["answer"] == "Báo Sở Ngoại vụ trước."


def test_the_catalogue_says_what_to_bring(everything: Platform) -> None:
    clerk = everything.person("clerk.86", TODAY)
    listed = clerk.get("/api/reporting/procedures")["items"]

    assert {"abtc", "legalisation", "conference"} <= {p["code"] for p in listed}
    assert all(p["components"] and p["law"] for p in listed)
