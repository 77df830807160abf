"""The service over HTTP: it starts, lists what it holds, and refuses with article and place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from ngos.main import create_app
from support import servers
from support.running import Service, running

DATABASE = f"ngoaivu_test_{uuid4().hex[:12]}"
REQUEST = {
    "title": "Trạm y tế", "mode": "project", "provider_kind": "person", "provider": "Bà Lê A",
    "country": "US", "field": "health", "goal": "Xây trạm",
}  # fmt: skip


@pytest.fixture(scope="module")
def service(
    mongo_url: str, kafka_servers: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    room: Path = tmp_path_factory.mktemp("ngos")
    told = {"mongo_url": mongo_url, "kafka": kafka_servers, "database": DATABASE}
    with running(create_app, "ngos", room, **told) as made:
        yield made
    servers.drop(mongo_url, DATABASE)


def test_types_and_registers_are_in_the_catalogue(service: Service) -> None:
    told = service.person("officer").get("/api/dossier-types")["items"]

    names = {t["name"]: t["record"] for t in told}
    assert names["foreign-ngo"] == "R11"
    assert names["ngo-filing"] == "R11, R12"
    assert {"aid": "R12", "aid-idea": "R13", "people-activity": "R32"}.items() <= names.items()
    assert names["friendship-associations"] == "R32"


def test_a_refusal_names_article_and_place(service: Service) -> None:
    unit = service.person("unit")

    problem = unit.cannot_lodge("ngos/aid", {**REQUEST, "is_loan": True})

    assert problem["status"] == 422
    assert problem["errors"][0]["pointer"] == "/is_loan"
    assert "80/2020/NĐ-CP" in str(problem)


def test_a_currency_that_is_none_is_refused_at_its_place(service: Service) -> None:
    bad = {**REQUEST, "grant": {"amount": 5, "currency": "đô la"}}

    assert "currency" in str(service.person("unit").cannot_lodge("ngos/aid", bad))


def test_aid_is_lodged_and_seen_by_its_unit(service: Service) -> None:
    unit = service.person("unit")
    made = unit.lodge("ngos/aid", REQUEST)

    assert made["state"] == "proposed"


def test_a_registration_of_five_years_is_recorded(service: Service) -> None:
    officer = service.person("officer")
    ngo = officer.lodge("ngos/foreign-ngo", {"name": "Room to Read", "country": "US"})
    granted = {
        "number": "12/BNG-HĐ", "kind": "representative-office", "valid_from": "2026-01-05",
        "expires_on": "2031-01-05", "provinces": ["86"], "fields": ["education"],
        "office_city": "79", "received_on": "2026-01-06",
    }  # fmt: skip

    assert officer.do(ngo, "register", granted)["state"] == "registered"
