"""What goes wrong between a request and the database, in words.

Problem
+ NotFound             there is no such thing, or the person may not know of it
+ Stale                someone else changed the dossier since it was read
+ KeyReused            an idempotency key was used before with another body
+ InFlight             the first request with this idempotency key has not finished
+ Unavailable          the database or the broker does not answer
"""

from __future__ import annotations


class Problem(Exception):
    """Something between the request and the database."""


class NotFound(Problem):
    """There is no such thing, or the person may not know of it."""


class Stale(Problem):
    """Someone else changed the dossier since it was read."""

    def __init__(self, id: str, expected: int, found: int | None = None) -> None:
        known = f", hiện là phiên bản {found}" if found is not None else ""
        super().__init__(f"Hồ sơ {id} đã thay đổi sau phiên bản {expected}{known}")
        self.expected, self.found = expected, found


class KeyReused(Problem):
    """An idempotency key was used before with another body."""


class InFlight(Problem):
    """The first request with this idempotency key has not finished."""


class Unavailable(Problem):
    """The database or the broker does not answer."""
