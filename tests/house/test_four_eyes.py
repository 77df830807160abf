"""Whoever drafted or appraised a dossier does not decide on it: held over every procedure.

Deciding is told by the name of the step; a step titled «ghi nhận …» writes down what somebody else
has decided, and decides nothing itself.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from casework import DossierType, Transition
from conferences_agreements.procedures import DOSSIERS as CONFERENCES_AGREEMENTS
from consular_border.procedures import DOSSIERS as CONSULAR_BORDER
from delegations.procedures import DOSSIERS as DELEGATIONS
from ngos.procedures import DOSSIERS as NGOS
from reporting.procedures import DOSSIERS as REPORTING

TYPES = [*DELEGATIONS, *CONFERENCES_AGREEMENTS, *NGOS, *CONSULAR_BORDER, *REPORTING]
DECIDES = re.compile(
    r"(approve|permit|agree|sign|opine|invite|extend|instruct|adopt|decide|conclude)(-|$)"
)
DRAFTS = re.compile(
    r"(draft|revise|propose|plan|write|enter|submit|appraise|assess|verify|consolidate|classify"
    r"|study|check-personnel|contact|survey|suspend|nominate)(-|$)"
)
# (type, deciding step, drafting step): why the same person may take both.
MAY = {
    (
        "inspection",
        "conclude",
        "plan",
    ): "the team that was sent concludes, who planned among it",
}


def decides(step: Transition[Any, Any]) -> bool:
    people = {str(role) for role in step.by} - {"system"}
    return bool(people and DECIDES.match(step.name)) and not step.title.startswith("ghi nhận")


def drafts(type_: DossierType[Any]) -> list[str]:
    steps = [type_.opening, *type_.transitions]
    return [s.name for s in steps if DRAFTS.match(s.name) and set(map(str, s.by)) - {"system"}]


def before(type_: DossierType[Any], step: Transition[Any, Any]) -> set[str]:
    """The names of the steps that may have been taken when this one is."""
    reached, known = {*map(str, step.source)}, {type_.opening.name}
    wider: set[str] = set()
    while wider != reached:
        wider = set(reached)
        for other in type_.transitions:
            if other is not step and (str(other.target) or min(map(str, other.source))) in reached:
                known.add(other.name)
                reached |= {*map(str, other.source)} if other.target else set()
    return known


CASES = [
    pytest.param(type_, step, id=f"{type_.name}.{step.name}")
    for type_ in TYPES
    for step in type_.transitions
    if decides(step)
]


@pytest.mark.parametrize(("type_", "step"), CASES)
def test_who_drafts_or_appraises_does_not_decide(
    type_: DossierType[Any], step: Transition[Any, Any]
) -> None:
    earlier = before(type_, step) - {step.name}
    same_hand = [n for n in drafts(type_) if n in earlier and n not in step.not_by]

    assert [n for n in same_hand if (type_.name, step.name, n) not in MAY] == []


def test_no_exception_outlives_its_step() -> None:
    named = {t.name: t for t in TYPES}

    for name, deciding, drafting in MAY:
        step = named[name].transition(deciding)
        assert step is not None
        assert decides(step)
        assert drafting not in step.not_by


def test_every_kind_of_procedure_is_looked_at() -> None:
    assert len({case.values[0].name for case in CASES}) > 25  # type: ignore[union-attr]
