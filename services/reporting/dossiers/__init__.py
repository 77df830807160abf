"""The procedures of this service: one file each, named as an official names them."""

from typing import Any

from casework import DossierType
from reporting.dossiers.sensitive_matter import SENSITIVE_MATTER
from reporting.dossiers.situation_note import SITUATION_NOTE

DOSSIERS: list[DossierType[Any]] = [
    SITUATION_NOTE,
    SENSITIVE_MATTER,
]
