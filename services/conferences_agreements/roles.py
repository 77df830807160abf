"""Who acts in this service (domain 1.1)."""

from __future__ import annotations

from casework.vocabulary import Role

__all__ = ["DESK", "FILERS", "RECORDERS", "Role"]

DESK = frozenset({Role.OFFICER, Role.HEAD})
FILERS = frozenset({Role.UNIT, Role.OFFICER})
RECORDERS = frozenset({Role.OFFICER, Role.HEAD, Role.OFFICE, Role.CLERK})
