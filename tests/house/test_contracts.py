"""The committed contracts: small enough to be read in a difference, and whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "contracts"
FILES = sorted(FOLDER.rglob("*.json"))
LINES = 60_000


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for member in value.values():
            yield from references(member)
    elif isinstance(value, list):
        for member in value:
            yield from references(member)


def points_at(document: Any, reference: str) -> bool:
    place = document
    for name in reference.removeprefix("#/").split("/"):
        place = place.get(name.replace("~1", "/").replace("~0", "~"))
        if place is None:
            return False
    return True


def test_the_contracts_are_short_enough_to_be_reviewed() -> None:
    lines = sum(len(f.read_text().splitlines()) for f in FILES)

    assert lines < LINES, f"{lines} lines: share what many operations repeat (chassis.web.openapi)"


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(FOLDER)))
def test_every_reference_of_a_contract_leads_to_something_in_it(file: Path) -> None:
    document = json.loads(file.read_text())
    lost = {r for r in references(document) if not points_at(document, r)}

    assert lost == set()
