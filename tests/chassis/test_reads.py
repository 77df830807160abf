"""Every reading of a person's record is written down, lists included, and can be read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from casework.titles import told_by
from chassis.service import create_service
from chassis.settings import Settings
from support.running import Service, running
from support.sample import LETTER

MONDAY = "2026-03-02"
PERSONAL = replace(LETTER, name="passport-letter", prefix="HC", personal=True)


def create(settings: Settings) -> Any:
    return create_service(settings, title="Thư", types=[LETTER, PERSONAL])


@pytest.fixture(scope="module")
def letters(
    mongo_url: str, kafka_servers: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    room: Path = tmp_path_factory.mktemp("reads")
    told = {"mongo_url": mongo_url, "kafka": kafka_servers, "database": f"reads_{room.name[-1]}"}
    with running(create, "letters", room, **told) as service:
        yield service


def test_a_list_of_persons_records_is_a_reading_too(letters: Service) -> None:
    unit, head = letters.person("unit").on(MONDAY), letters.person("head").on(MONDAY)
    personal = unit.lodge("letters/passport-letter", {"subject": "Hộ chiếu của bà A"})
    unit.lodge("letters/letter", {"subject": "Thư thường"})

    head.get("/api/letters/passport-letter")
    head.get(personal["href"])
    head.get("/api/letters/letter")

    inspector = letters.person("inspector").on(MONDAY)
    lines = inspector.get("/api/letters/reads", actor="head.86")["items"]
    assert [(r["type"], r["dossiers"]) for r in lines] == [
        ("passport-letter", [personal["id"]])
    ] * 2
    assert inspector.get("/api/letters/reads", dossier=personal["id"])["items"]


def test_the_journal_of_reads_is_read_by_those_who_inspect(letters: Service) -> None:
    for role, status in (("inspector", 200), ("director", 200), ("head", 403), ("unit", 403)):
        assert letters.person(role).send("GET", "/api/letters/reads").status_code == status
    elsewhere = letters.person("inspector", "12").get("/api/letters/reads")
    assert elsewhere["items"] == []


def test_a_title_says_which_fields_it_is_made_of() -> None:
    assert told_by(LETTER.heading, LETTER.fields(subject="Thư")) == ("subject",)
    assert told_by(lambda f: f.nothing, LETTER.fields(subject="Thư")) == ("?",)
