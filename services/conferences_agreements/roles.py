"""Who acts in this service (domain 1.1)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    UNIT = "unit"
    OFFICER = "officer"
    HEAD = "head"
    DIRECTOR = "director"
    CLERK = "clerk"
    OFFICE = "office"
    CHAIR = "chair"
    POLICE = "police"
    BORDER = "border"
    INSPECTOR = "inspector"
    SYSTEM = "system"


DESK = frozenset({Role.OFFICER, Role.HEAD})
FILERS = frozenset({Role.UNIT, Role.OFFICER})
RECORDERS = frozenset({Role.OFFICER, Role.HEAD, Role.OFFICE, Role.CLERK})
