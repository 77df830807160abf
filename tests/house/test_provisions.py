"""Whose law it is: no text of one province stands in code, and every clause is named once."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import generate
import pytest

from casework import Provision
from chassis.provinces import load_provinces, load_provisions

ROOT = Path(__file__).resolve().parents[2]
PROVINCIAL = re.compile(r"\d+/(?:QĐ|KH|CTr|NQ)-(?:UBND|HĐND)\b|[Dd]ự thảo 2025")
SERVICES = [*generate.dossier_types()]


def provisions() -> dict[str, Provision]:
    rooms = [importlib.import_module(f"{s.replace('-', '_')}.laws") for s in SERVICES]
    clauses = [v for room in rooms for v in vars(room).values() if isinstance(v, Provision)]
    return {clause.name: clause for clause in clauses}


def test_what_code_cites_and_what_lawyers_keep_are_the_same_clauses() -> None:
    kept = load_provisions(ROOT / "provinces")

    assert {n: c.form for n, c in provisions().items()} == {n: r.title for n, r in kept.items()}


def laws_in_code() -> list[tuple[str, str]]:
    found = []
    for path in sorted((ROOT / "services").rglob("laws.py")):
        found += [
            (path.parent.name, law) for law in re.findall(r'Law\(\s*"([^"]+)"', path.read_text())
        ]
    return found


@pytest.mark.parametrize(("service", "law"), laws_in_code())
def test_no_law_in_code_is_one_province_s(service: str, law: str) -> None:
    assert not PROVINCIAL.search(law), f"{service}: {law} belongs into a province's [[article]]"


@pytest.mark.parametrize("code", ["12", "46", "79", "86"])
def test_a_draft_is_never_verified(code: str) -> None:
    articles = load_provinces(ROOT / "provinces", {})[code].articles.values()

    wrong = [r.law for rows in articles for r in rows if "Dự thảo" in r.law and not r.draft]
    assert wrong == []
