"""Every subject of the half-yearly and yearly reports, and every figure by its name."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.figures.figure import Figure
from gateway.figures.subjects import (
    awards,
    border,
    consular,
    delegations,
    migration,
    ngos,
    promotion,
    relations,
    reporting,
)

SUBJECTS = (
    *delegations.SUBJECTS,
    *awards.SUBJECTS,
    *relations.SUBJECTS,
    *promotion.SUBJECTS,
    *ngos.SUBJECTS,
    *consular.SUBJECTS,
    *migration.SUBJECTS,
    *border.SUBJECTS,
    *reporting.SUBJECTS,
)
FIGURES: Mapping[str, Figure] = {f.name: f for subject in SUBJECTS for f in subject.figures}
