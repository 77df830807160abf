"""The procedures of this service: one file each, named as an official names them."""

from typing import Any

from casework import DossierType
from delegations.procedures.amendment import AMENDMENT
from delegations.procedures.award_given import AWARD_GIVEN
from delegations.procedures.award_received import AWARD_RECEIVED
from delegations.procedures.budget_estimate import BUDGET_ESTIMATE
from delegations.procedures.guest_reception import GUEST_RECEPTION
from delegations.procedures.inbound_delegation import INBOUND_DELEGATION
from delegations.procedures.outbound_delegation import OUTBOUND_DELEGATION
from delegations.procedures.protocol_plan import PROTOCOL_PLAN
from delegations.procedures.provincial_programme import PROVINCIAL_PROGRAMME
from delegations.procedures.result_report import RESULT_REPORT
from delegations.procedures.scheme import SCHEME
from delegations.procedures.unit_programme import UNIT_PROGRAMME

DOSSIERS: list[DossierType[Any]] = [
    UNIT_PROGRAMME,
    PROVINCIAL_PROGRAMME,
    AMENDMENT,
    SCHEME,
    BUDGET_ESTIMATE,
    OUTBOUND_DELEGATION,
    INBOUND_DELEGATION,
    GUEST_RECEPTION,
    AWARD_RECEIVED,
    AWARD_GIVEN,
    PROTOCOL_PLAN,
    RESULT_REPORT,
]

LOOKED_UP = (
    "fields.activity",
    "fields.amendment",
    "fields.country",
    "fields.form",
    "fields.item",
    "fields.items.id",
    "fields.members.person_id",
    "fields.moves.item",
    "fields.nominee",
    "fields.posts.person",
    "fields.scheme",
    "fields.sender",
    "fields.year",
)
"""Where the rules of these types look up other dossiers: each has an index."""
