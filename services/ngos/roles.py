"""Who acts in this service (domain 1.1)."""

from __future__ import annotations

from casework.vocabulary import Role

__all__ = ["DESK", "RECORDERS", "THE_PROVINCE", "Role"]

DESK = frozenset({Role.OFFICER, Role.HEAD})
RECORDERS = frozenset({Role.OFFICER, Role.HEAD, Role.CLERK})
THE_PROVINCE = frozenset({Role.CHAIR, Role.OFFICE, Role.CLERK})
