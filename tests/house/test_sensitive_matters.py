"""R31: every service whose dossiers a sensitive matter may touch behaves alike."""

from __future__ import annotations

import importlib
from typing import Any

import generate  # docs/generate.py
import msgspec
import pytest

from casework import DossierType
from casework.sensitive import LIFT, NOTE
from chassis import sensitive_matters

TYPES = generate.dossier_types()
TOUCHED = sorted(s for s, types in TYPES.items() if any(t.transition(NOTE) for t in types))


def test_a_type_that_knows_of_matters_notes_and_lifts_them_and_links_to_them() -> None:
    knows = {t.name for types in TYPES.values() for t in types if "matters" in _fields(t)}

    for step in (NOTE, LIFT):
        assert {t.name for types in TYPES.values() for t in types if t.transition(step)} == knows
    assert all(t.links for types in TYPES.values() for t in types if t.name in knows)


def test_four_services_have_dossiers_that_a_matter_may_touch() -> None:
    assert TOUCHED == ["conferences-agreements", "consular-border", "delegations", "ngos"]


@pytest.mark.parametrize("service", TOUCHED)
def test_it_hears_of_a_matter_that_is_raised_reopened_or_settled(service: str) -> None:
    table = importlib.import_module(f"{service.replace('-', '_')}.reactions").REACTIONS

    for event, reactions in sensitive_matters.REACTIONS.items():
        assert table[event] == reactions


def _fields(type_: DossierType[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in msgspec.structs.fields(type_.fields))
