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
    PARTY = "party"
    POLICE = "police"
    BORDER = "border"
    INSPECTOR = "inspector"
    SYSTEM = "system"


DESK = frozenset({Role.OFFICER, Role.HEAD})
LEADERS = frozenset({Role.HEAD, Role.DIRECTOR})
DEPARTMENT = frozenset({Role.OFFICER, Role.HEAD, Role.DIRECTOR})
APPLICANTS = frozenset({Role.UNIT, Role.OFFICER})
