"""Who acts in this service (domain 1.1)."""

from __future__ import annotations

from casework.vocabulary import Role

__all__ = ["ANYBODY_HERE", "DESK", "LEADERS", "Role"]

LEADERS = frozenset({Role.HEAD, Role.DIRECTOR})
DESK = frozenset({Role.OFFICER, Role.HEAD})
ANYBODY_HERE = frozenset({Role.UNIT, Role.OFFICER, Role.HEAD, Role.OFFICE})
