"""The procedures of this service: one file each, named as an official names them."""

from typing import Any

from casework import DossierType

DOSSIERS: list[DossierType[Any]] = []
