"""The procedures of this service: one file each, named as an official names them."""

from typing import Any

from casework import DossierType
from conferences_agreements.procedures.agreement import AGREEMENT
from conferences_agreements.procedures.agreement_change import AGREEMENT_CHANGE
from conferences_agreements.procedures.conference import CONFERENCE
from conferences_agreements.procedures.conference_hosting import CONFERENCE_HOSTING
from conferences_agreements.procedures.cultural_event import CULTURAL_EVENT
from conferences_agreements.procedures.economic_event import ECONOMIC_EVENT
from conferences_agreements.procedures.economic_lead import ECONOMIC_LEAD
from conferences_agreements.procedures.external_information import EXTERNAL_INFORMATION
from conferences_agreements.procedures.forum_task import FORUM_TASK
from conferences_agreements.procedures.twinning import TWINNING

DOSSIERS: list[DossierType[Any]] = [
    CONFERENCE,
    CONFERENCE_HOSTING,
    AGREEMENT,
    AGREEMENT_CHANGE,
    TWINNING,
    EXTERNAL_INFORMATION,
    ECONOMIC_LEAD,
    ECONOMIC_EVENT,
    CULTURAL_EVENT,
    FORUM_TASK,
]

LOOKED_UP = (
    "fields.country",
    "fields.name",
    "fields.organiser",
    "fields.place",
    "fields.sector",
    "fields.source.number",
)
"""Where the rules of these types look up other dossiers: each has an index."""
