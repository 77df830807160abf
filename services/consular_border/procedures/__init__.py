"""The procedures of this service: one file each, named as an official names them."""

from typing import Any

from casework import DossierType
from consular_border.procedures.abtc import ABTC
from consular_border.procedures.border_cooperation import BORDER_COOPERATION
from consular_border.procedures.border_entry import BORDER_ENTRY
from consular_border.procedures.border_gate import BORDER_GATE
from consular_border.procedures.border_incident import BORDER_INCIDENT
from consular_border.procedures.border_opinion import BORDER_OPINION
from consular_border.procedures.border_suspension import BORDER_SUSPENSION
from consular_border.procedures.border_treaty_task import BORDER_TREATY_TASK
from consular_border.procedures.consular_case import CONSULAR_CASE
from consular_border.procedures.diplomatic_correspondence import DIPLOMATIC_CORRESPONDENCE
from consular_border.procedures.exit_note import EXIT_NOTE
from consular_border.procedures.foreign_office import FOREIGN_OFFICE
from consular_border.procedures.interview import INTERVIEW
from consular_border.procedures.legalisation import LEGALISATION_TYPE
from consular_border.procedures.migration_report import MIGRATION_REPORT
from consular_border.procedures.overseas_request import OVERSEAS_REQUEST
from consular_border.procedures.passport import PASSPORT
from consular_border.procedures.passport_handout import PASSPORT_HANDOUT
from consular_border.procedures.press_visit import PRESS_VISIT_2013, PRESS_VISIT_2026
from consular_border.procedures.privilege_issue import PRIVILEGE_ISSUE
from consular_border.procedures.signature_sample import SIGNATURE_SAMPLE

DOSSIERS: list[DossierType[Any]] = [
    PASSPORT,
    PASSPORT_HANDOUT,
    SIGNATURE_SAMPLE,
    EXIT_NOTE,
    ABTC,
    LEGALISATION_TYPE,
    CONSULAR_CASE,
    MIGRATION_REPORT,
    OVERSEAS_REQUEST,
    PRESS_VISIT_2013,
    PRESS_VISIT_2026,
    BORDER_ENTRY,
    DIPLOMATIC_CORRESPONDENCE,
    BORDER_INCIDENT,
    BORDER_OPINION,
    BORDER_TREATY_TASK,
    BORDER_COOPERATION,
    BORDER_GATE,
    BORDER_SUSPENSION,
    INTERVIEW,
    PRIVILEGE_ISSUE,
    FOREIGN_OFFICE,
]

LOOKED_UP = (
    "fields.signer",
    "fields.year",
)
"""Where the rules of these types look up other dossiers: each has an index."""
