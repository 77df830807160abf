"""Conditions that look at other dossiers hold on a real database as they do on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from delegations.main import create_app
from support.running import Service, running

DAY = "2026-06-15"


@pytest.fixture(scope="module")
def delegations(
    mongo_url: str, kafka_servers: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    room: Path = tmp_path_factory.mktemp("lookups")
    told = {"mongo_url": mongo_url, "kafka": kafka_servers, "database": "delegation_lookups"}
    with running(create_app, "delegations", room, **told) as service:
        yield service


def plan(subject: str, begins: str, ends: str) -> dict[str, Any]:
    post = {"person": "Trần Văn Minh", "role": "phiên dịch", "on": "2026-06-22"}
    return {
        "subject": subject,
        "starts_on": "2026-06-22",
        "ends_on": "2026-06-22",
        "posts": [{**post, "begins": begins, "ends": ends}],
    }


def test_one_person_in_two_plans_and_one_stock_for_both(delegations: Service) -> None:
    officer, director = (delegations.person(r).on(DAY) for r in ("officer", "director"))
    plans = "delegations/protocol-plan"
    decision = {"number": "40/KH-SNgV", "date": DAY}
    gift = {"item": "Tranh sơn mài", "quantity": 1, "giver": "UBND", "receiver": "Trưởng đoàn"}

    first = officer.lodge(plans, plan("Đoàn Okayama", "08:00", "10:00"))
    director.do(first, "approve", decision)
    clash = officer.cannot_lodge(plans, plan("Đoàn Lào", "09:00", "11:00"))
    second = officer.lodge(plans, plan("Đoàn Lào", "10:00", "11:00"))
    director.do(second, "approve", decision)
    empty = officer.refused(second, "give", {"gifts": [gift]})
    officer.do(first, "stock", {"gifts": [gift]})
    officer.do(second, "give", {"gifts": [gift]})
    spent = officer.refused(first, "give", {"gifts": [gift]})

    assert [e["pointer"] for e in clash["errors"]] == ["/posts/0/person"]
    assert [e["pointer"] for e in empty["errors"]] == ["/gifts/0/quantity"]
    assert [e["pointer"] for e in spent["errors"]] == ["/gifts/0/quantity"]


def test_guests_are_received_once_and_the_province_s_lead_counts(delegations: Service) -> None:
    unit = delegations.person("unit").on(DAY)
    asked = {
        "sender": "Bệnh viện Okayama",
        "country": "JP",
        "starts_on": "2026-06-22",
        "ends_on": "2026-06-22",
        "needs_party": True,
    }

    first = unit.lodge("delegations/guest-reception", asked)
    again = unit.cannot_lodge("delegations/guest-reception", asked)

    assert unit.due(first, "submit-for-party") == "2026-06-15"
    found = unit.get(f"{first['href']}/deadlines")["items"]
    assert {e["source"] for e in found} == {"22/2012/QĐ-UBND, Điều 8 khoản 2"}
    assert [e["pointer"] for e in again["errors"]] == ["/is_not_a_repeat"]


def test_an_unscheduled_reception_is_shown_to_the_police(delegations: Service) -> None:
    unit, police = delegations.person("unit").on(DAY), delegations.person("police").on(DAY)
    asked = {
        "sender": "Công ty Samsung",
        "country": "KR",
        "starts_on": DAY,
        "ends_on": DAY,
        "is_unscheduled": True,
        "unscheduled_reason": "Khách đến trong ngày",
        "guests": [{"name": "Kim", "nationality": "KR"}],
    }
    reception = unit.lodge("delegations/guest-reception", asked)
    assert police.send("GET", reception["href"]).status_code == 404

    refused = unit.refused(reception, "notify", {"police_told_on": DAY})
    told = {"police_told_on": DAY, "office_told_on": DAY}
    unit.do(reception, "notify", told)

    assert [e["pointer"] for e in refused["errors"]] == ["/office_told_on"]
    assert police.again(reception)["state"] == "notified"


def test_an_award_is_nominated_once(delegations: Service) -> None:
    unit = delegations.person("unit").on(DAY)
    doctor = {
        "nominee_kind": "person",
        "nominee": "Jean Dupont",
        "nationalities": ["FR"],
        "worked_from": "2018-03-01",
        "achievement": "Khám, mổ miễn phí",
        "recognised_by": "Sở Y tế",
        "recognition": {"number": "77/XN-SYT", "date": "2026-04-01"},
        "form": "chairman-certificate",
    }
    paper = {"number": "12/TTr-SYT", "date": DAY}

    unit.do(unit.lodge("delegations/award-given", doctor), "nominate", paper)
    again = unit.refused(unit.lodge("delegations/award-given", doctor), "nominate", paper)

    assert [e["pointer"] for e in again["errors"]] == ["/is_not_a_repeat"]
    assert "Dupont" not in str(delegations.person("ministry").send("GET", "/api/dossiers").text)
