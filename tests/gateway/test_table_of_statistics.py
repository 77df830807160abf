"""Every row of the table of statistics for the 6-month and annual reports has its figures.

The table is domain 5: a subject, what is counted or summed, and the dimensions. Here each of its
words stands beside the figure, or the dimension of which figure, that answers it.
"""

from __future__ import annotations

import pytest

from gateway.figures.subjects import FIGURES, SUBJECTS

COUNTS: dict[str, dict[str, tuple[str, ...]]] = {
    "outbound": {
        "delegations": ("outbound-delegations",),
        "person-trips": ("outbound-trips",),
        "distinct persons": ("outbound-persons",),
        "days": ("outbound-days",),
        "cost": ("outbound-cost",),
        "reported on time": ("outbound-reports",),
    },
    "inbound": {
        "delegations": ("inbound-delegations",),
        "guests": ("inbound-guests",),
        "days": ("inbound-days",),
    },
    "programme": {
        "planned": ("programme-planned",),
        "done": ("programme-done",),
        "not done": ("programme-not-done",),
        "added": ("programme-amendments",),
        "cancelled": ("programme-cancelled",),
        "moved": ("programme-moved",),
    },
    "conferences": {
        "permitted": ("conferences-permitted",),
        "refused": ("conferences-refused",),
        "held": ("conferences-held",),
        "cancelled": ("conferences-cancelled",),
        "foreign participants": ("conferences-foreign-attendance",),
    },
    "agreements": {
        "new": ("agreements-new",),
        "in force": ("agreements-in-force",),
        "expiring": ("agreements-expiring",),
        "expired": ("agreements-expired",),
        "terminated": ("agreements-ended",),
        "inherited": ("agreements-inherited",),
        "implemented or not": ("agreements-implementation",),
    },
    "partners": {
        "active": ("partners-active",),
        "dormant": ("partners-dormant",),
        "new": ("partners-new",),
        "twinning": ("twinnings",),
    },
    "ngos": {
        "organisations": ("ngos",),
        "offices": ("ngo-offices",),
        "projects": ("ngo-projects",),
        "staff": ("ngo-local-staff", "ngo-foreign-staff"),
        "opinions given and on time": ("ngo-opinions", "ngo-opinion-duties"),
        "violations": ("ngo-violations",),
    },
    "aid": {
        "number": ("aid",),
        "committed": ("aid-commitments", "aid-committed"),
        "approved": ("aid-approved-usd", "aid-approved-vnd"),
        "disbursed": ("aid-disbursed-usd", "aid-disbursed-vnd"),
    },
    "awards": {
        "received": ("awards-received",),
        "given": ("awards-given",),
        "proposed": ("awards-proposed",),
    },
    "passports": {
        "issued": ("passports-issued",),
        "extended": ("passports-extended",),
        "kept": ("passports-kept",),
        "out": ("passports-out",),
        "overdue": ("passport-returns",),
        "lost": ("passports-lost",),
        "notes": ("exit-notes",),
    },
    "abtc": {
        "requests": ("abtc-requests",),
        "permitted": ("abtc-permitted",),
        "refused": ("abtc-refused",),
        "valid": ("abtc-valid",),
        "revoked": ("abtc-revoked",),
    },
    "legalisation": {
        "dossiers": ("legalisation-dossiers",),
        "documents": ("legalisation-documents",),
        "on time": ("legalisation-deliveries",),
    },
    "consular": {
        "cases": ("consular-cases",),
        "persons": ("consular-persons",),
        "resolved": ("consular-resolved",),
    },
    "migration": {
        "persons": ("migration", "migration-men", "migration-women"),
        "cells": ("migration-cells", "migration-cells-men", "migration-cells-women"),
    },
    "overseas": {
        "persons of local origin": ("overseas-local",),
        "experts": ("overseas-experts",),
        "contributions": ("overseas-contributions",),
        "meetings": ("overseas-meetings",),
        "requests": ("overseas-requests",),
    },
    "border": {
        "incidents": ("border-incidents",),
        "markers by state": ("border-markers",),
        "opinions": ("border-opinions", "border-opinion-duties"),
        "patrols": ("border-patrols",),
        "talks": ("border-talks",),
    },
    "press": {
        "delegations": ("press-visits",),
        "reporters": ("press-reporters",),
        "interviews": ("press-interviews",),
        "articles": ("press-articles",),
        "violations": ("press-violations",),
    },
    "information": {
        "events": ("cultural-events", "economic-events"),
        "publications, portal items": ("publications", "information-items"),
        "leads": ("economic-leads",),
        "commitments": ("economic-commitments", "economic-realised"),
    },
    "people": {
        "activities": ("people-activities",),
        "participants": ("people-participants",),
        "associations": ("friendship-associations",),
        "members": ("friendship-members",),
    },
    "training": {
        "courses": ("training-courses",),
        "learners": ("training-learners",),
        "hours": ("training-hours",),
        "pass rate": ("training-certified",),
    },
    "discipline": {
        "due, on time, late, missing": ("reports-due", "unit-reports-due", "result-reports-due"),
    },
}
DIMENSIONS: dict[str, str] = {
    "outbound": "level head country region nature field unit tier funding in-programme month turn "
    "on-time",
    "inbound": "sender country head unit tier nature field unscheduled funding month border",
    "programme": "kind unit approval action standing",
    "conferences": "class form field organiser foreign-funding country",
    "agreements": "level country name-type field year implemented",
    "partners": "country kind",
    "ngos": "country registration field commune on-time",
    "aid": "provider country mode field commune owner budget state year",
    "awards": "level form country unit",
    "passports": "kind unit on-time",
    "abtc": "enterprise country",
    "legalisation": "kind channel country on-time",
    "consular": "kind event nationality country commune",
    "migration": "kind age country commune",
    "overseas": "country sex field commune",
    "border": "kind segment commune neighbour state",
    "press": "country medium topic",
    "information": "language country partner",
    "people": "unit kind country",
    "training": "topic unit form partner",
    "discipline": "unit kind on-time",
}
RATES = {
    "programme-done": "programme-planned",
    "training-certified": "training-learners",
    "outbound-delegations": "planned-outbound",
    "inbound-delegations": "planned-inbound",
}


def test_the_subjects_are_those_of_the_table() -> None:
    assert {s.name for s in SUBJECTS} == set(COUNTS) == set(DIMENSIONS)


@pytest.mark.parametrize("subject", COUNTS)
def test_what_the_table_counts_is_a_figure_of_its_subject(subject: str) -> None:
    names = [name for figures in COUNTS[subject].values() for name in figures]

    assert {FIGURES[name].subject for name in names} == {subject}


@pytest.mark.parametrize("subject", DIMENSIONS)
def test_what_the_table_divides_by_is_a_dimension(subject: str) -> None:
    figures = [f for f in FIGURES.values() if f.subject == subject]
    known = {d.name for f in figures for d in f.by}

    assert set(DIMENSIONS[subject].split()) <= known


def test_rates_stand_beside_their_whole_or_their_plan() -> None:
    for name, whole in RATES.items():
        assert whole in (FIGURES[name].whole, FIGURES[name].plan)
