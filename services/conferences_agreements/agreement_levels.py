"""What differs by signing level: who is asked by which article, who decides, who is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from casework import (
    After,
    Amount,
    Citation,
    Consultation,
    Deadline,
    Dossier,
    Rule,
    Transition,
    Within,
)
from conferences_agreements import agreement_rules as rules
from conferences_agreements.agreement_forms import LEVELS, Agreement, Asked, Level
from conferences_agreements.refusals import is_own
from conferences_agreements.roles import Role

FIVE = Amount(5, "working-days")
FIFTEEN = Amount(15, "calendar-days")


def consult(
    name: str,
    level: Level,
    id: str,
    law: Citation,
    within: Amount,
    source: Collection[str],
    by: Iterable[Role],
    target: str = "consulting",
    also: Sequence[Rule[Agreement, Asked]] = (),
) -> Transition[Agreement, Asked]:
    """One level asks its bodies, by its article and within its time."""
    return Transition(
        law,
        name,
        title=f"lấy ý kiến ({LEVELS[level]})",
        source=source,
        target=target,
        by=frozenset(by),
        data=Asked,
        requires=[rules.is_of(level, law), is_own, *also],
        emits=f"{name}-opened",
        consults=Consultation(
            law=law,
            topic="Ký kết thỏa thuận quốc tế",
            id=id,
            bodies=rules.whom_to_ask,
            within=within,
        ),
    )


def decide_within(level: Level, id: str, law: Citation, owed_to: str) -> Deadline:
    """Five working days from the day on which it was presented."""
    return Deadline(
        law=law,
        name=f"decide-{level}",
        id=id,
        title="quyết định bằng văn bản việc ký",
        owed_to=owed_to,
        shape=Within(amount=FIVE, runs_in={"presented"}),
        met_by={"decide", "refuse"},
        applies=_is_of(level),
    )


def report_within(level: Level, id: str, law: Citation, owed_to: str) -> Deadline:
    """Fifteen days from signing; what was only registered owes no report."""

    def applies(dossier: Dossier[Any]) -> bool:
        return dossier.fields.level is level and not dossier.fields.is_inherited

    return Deadline(
        law=law,
        name=f"report-{level}",
        id=id,
        title="báo cáo sau khi ký",
        owed_to=owed_to,
        shape=After(amount=FIFTEEN, event=lambda d: d.fields.signed_on, of="ngày ký"),
        met_by={"report"},
        applies=applies,
    )


def _is_of(level: Level) -> Callable[[Dossier[Any]], bool]:
    return lambda dossier: dossier.fields.level is level
