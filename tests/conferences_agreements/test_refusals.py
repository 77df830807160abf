"""Refusals that all procedures of this service share: whose dossier it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from casework import Actor, Case, Dossier
from conferences_agreements.procedures.agreement import AGREEMENT
from conferences_agreements.procedures.agreement_change import AGREEMENT_CHANGE
from conferences_agreements.procedures.conference import CONFERENCE
from conferences_agreements.procedures.conference_hosting import CONFERENCE_HOSTING
from conferences_agreements.refusals import is_dated_by_today, is_own
from support.desk import HANOI, real_office

TYPES = [CONFERENCE, CONFERENCE_HOSTING, AGREEMENT, AGREEMENT_CHANGE]


def case(role: str, unit: str) -> Case[Any, Any]:
    dossier: Dossier[Any] = Dossier(
        id="d1", code="HN-2026-000001", type="conference", regime=date(2020, 4, 15), province="86",
        unit="so-y-te", title="", fields=None, lodged_on=date(2026, 3, 2),
    )  # fmt: skip
    return Case(
        dossier=dossier,
        actor=Actor(id=f"{role}.86", roles=frozenset({role}), province="86", unit=unit),
        at=datetime(2026, 3, 2, 9, tzinfo=HANOI),
        province=real_office("86"),
        data=None,
    )


@pytest.mark.parametrize(
    ("role", "unit", "holds"),
    [
        ("unit", "so-y-te", True),
        ("unit", "so-tu-phap", False),
        ("officer", "so-ngoai-vu", True),
    ],
)
def test_a_unit_keeps_to_its_own_dossiers(role: str, unit: str, holds: bool) -> None:
    assert is_own.holds(case(role, unit)) is holds


def test_every_step_of_a_unit_asks_whose_dossier_it_is() -> None:
    open_to_units = [
        (t.name, s.name, is_own in s.requires)
        for t in TYPES
        for s in (t.opening, *t.transitions)
        if "unit" in s.by
    ]

    assert [row for row in open_to_units if not row[2]] == []


def test_every_document_is_dated_by_today() -> None:
    dated = {"present", "permit", "record-permit", "decide", "report-ministry", "agree", "notify"}
    steps = [(t, s) for t in TYPES for s in t.transitions if s.name in dated]
    numbered = [s for _, s in steps if "date" in s.data.__struct_fields__]

    assert len(numbered) >= 9
    assert [s.name for s in numbered if is_dated_by_today not in s.requires] == []
