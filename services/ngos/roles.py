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
    INSPECTOR = "inspector"
    POLICE = "police"
    SYSTEM = "system"


DESK = frozenset({Role.OFFICER, Role.HEAD})
RECORDERS = frozenset({Role.OFFICER, Role.HEAD, Role.CLERK})
THE_PROVINCE = frozenset({Role.CHAIR, Role.OFFICE, Role.CLERK})
