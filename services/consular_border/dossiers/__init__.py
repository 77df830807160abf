"""The procedures of this service: one file each, named as an official names them."""

from typing import Any

from casework import DossierType
from consular_border.dossiers.abtc import ABTC
from consular_border.dossiers.border_cooperation import BORDER_COOPERATION
from consular_border.dossiers.border_entry import BORDER_ENTRY
from consular_border.dossiers.border_gate import BORDER_GATE
from consular_border.dossiers.border_incident import BORDER_INCIDENT
from consular_border.dossiers.border_opinion import BORDER_OPINION
from consular_border.dossiers.border_suspension import BORDER_SUSPENSION
from consular_border.dossiers.border_treaty_task import BORDER_TREATY_TASK
from consular_border.dossiers.consular_case import CONSULAR_CASE
from consular_border.dossiers.diplomatic_correspondence import DIPLOMATIC_CORRESPONDENCE
from consular_border.dossiers.exit_note import EXIT_NOTE
from consular_border.dossiers.foreign_office import FOREIGN_OFFICE
from consular_border.dossiers.interview import INTERVIEW
from consular_border.dossiers.legalisation import LEGALISATION_TYPE
from consular_border.dossiers.migration_report import MIGRATION_REPORT
from consular_border.dossiers.overseas_request import OVERSEAS_REQUEST
from consular_border.dossiers.passport import PASSPORT
from consular_border.dossiers.passport_handout import PASSPORT_HANDOUT
from consular_border.dossiers.press_visit import PRESS_VISIT
from consular_border.dossiers.privilege_issue import PRIVILEGE_ISSUE
from consular_border.dossiers.signature_sample import SIGNATURE_SAMPLE

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
    PRESS_VISIT,
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
