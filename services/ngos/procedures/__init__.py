"""The procedures of this service: one file each, named as an official names them."""

from typing import Any

from casework import DossierType
from ngos.procedures.aid import AID_DOSSIER
from ngos.procedures.aid_idea import AID_IDEA
from ngos.procedures.aid_programme import AID_PROGRAMME
from ngos.procedures.filing import FILING
from ngos.procedures.foreign_ngo import FOREIGN_NGO
from ngos.procedures.inspection import INSPECTION
from ngos.procedures.opinion import OPINION
from ngos.procedures.people_activity import PEOPLE_ACTIVITY
from ngos.procedures.people_plan import PEOPLE_PLAN
from ngos.procedures.plan import PLAN
from ngos.procedures.violation import VIOLATION

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
