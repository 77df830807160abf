"""The procedures of this service: one file each, named as an official names them."""

from typing import Any

from casework import DossierType
from reporting.procedures.assigned_task import ASSIGNED_TASK
from reporting.procedures.complaint import COMPLAINT
from reporting.procedures.guidance import GUIDANCE
from reporting.procedures.inspection import INSPECTION
from reporting.procedures.party_task import PARTY_TASK
from reporting.procedures.periodic_report import PERIODIC_REPORT
from reporting.procedures.public_request import PUBLIC_REQUEST
from reporting.procedures.sensitive_matter import SENSITIVE_MATTER
from reporting.procedures.situation_note import SITUATION_NOTE
from reporting.procedures.training_course import TRAINING_COURSE
from reporting.procedures.unit_report import UNIT_REPORT

DOSSIERS: list[DossierType[Any]] = [
    PERIODIC_REPORT,
    UNIT_REPORT,
    SITUATION_NOTE,
    SENSITIVE_MATTER,
    ASSIGNED_TASK,
    PARTY_TASK,
    TRAINING_COURSE,
    INSPECTION,
    COMPLAINT,
    PUBLIC_REQUEST,
    GUIDANCE,
]

LOOKED_UP = (
    "fields.obligation",
    "fields.participants.person",
    "fields.period",
)
"""Where the rules of these types look up other dossiers: each has an index."""
