"""Who acts in this service (domain 1.1)."""

from __future__ import annotations

from casework.vocabulary import Role

__all__ = ["DEPARTMENT", "DESK", "LEADERS", "Role"]

DESK = frozenset({Role.OFFICER, Role.HEAD})
LEADERS = frozenset({Role.HEAD, Role.DIRECTOR})
DEPARTMENT = frozenset({Role.OFFICER, Role.HEAD, Role.DIRECTOR})
