"""The procedures of this service: one file each, named as an official names them."""

from typing import Any

from casework import DossierType
from ngos.dossiers.aid import AID_DOSSIER
from ngos.dossiers.aid_idea import AID_IDEA
from ngos.dossiers.aid_programme import AID_PROGRAMME
from ngos.dossiers.filing import FILING
from ngos.dossiers.foreign_ngo import FOREIGN_NGO
from ngos.dossiers.inspection import INSPECTION
from ngos.dossiers.opinion import OPINION
from ngos.dossiers.people_activity import PEOPLE_ACTIVITY
from ngos.dossiers.people_plan import PEOPLE_PLAN
from ngos.dossiers.plan import PLAN
from ngos.dossiers.violation import VIOLATION

DOSSIERS: list[DossierType[Any]] = [
    FOREIGN_NGO,
    OPINION,
    PLAN,
    FILING,
    INSPECTION,
    VIOLATION,
    AID_DOSSIER,
    AID_PROGRAMME,
    AID_IDEA,
    PEOPLE_PLAN,
    PEOPLE_ACTIVITY,
]

LOOKED_UP = (
    "fields.country",
    "fields.key",
    "fields.name",
    "fields.of",
    "fields.plan",
    "fields.programme",
    "fields.year",
)
"""Where the rules of these types look up other dossiers: each has an index."""
