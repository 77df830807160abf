"""What goes wrong between a request and the database, in words.

Where an exception meets a status stands in `problems.py`.
"""

from __future__ import annotations


class NotFound(Exception):
    """There is no such thing, or the person may not know of it."""


class Stale(Exception):
    """Someone else changed the dossier since it was read."""

    def __init__(self, id: str, expected: int, found: int | None = None) -> None:
        known = f", hiện là phiên bản {found}" if found is not None else ""
        super().__init__(f"Hồ sơ {id} đã thay đổi sau phiên bản {expected}{known}")
        self.expected, self.found = expected, found


class KeyReused(Exception):
    """An idempotency key was used before with another body."""


class InFlight(Exception):
    """The first request with this idempotency key has not finished."""


class Unavailable(Exception):
    """The database or the broker does not answer."""
