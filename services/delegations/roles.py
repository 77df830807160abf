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
    SYSTEM = "system"


LEADERS = frozenset({Role.HEAD, Role.DIRECTOR})
DESK = frozenset({Role.OFFICER, Role.HEAD})
ANYBODY_HERE = frozenset({Role.UNIT, Role.OFFICER, Role.HEAD, Role.OFFICE})
