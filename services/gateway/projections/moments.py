"""Due dates as text that sorts: the last moment of each, in one zone and one form."""

from __future__ import annotations

from datetime import datetime

from chassis.clock import HANOI

NEVER = "9999"  # sorts after every date: what is owed by no day


def end_of(due: str) -> str:
    """The last moment of a due date."""
    if len(due) == 10:
        return f"{due}T23:59:59.999999+07:00"
    return moment(datetime.fromisoformat(due))


def moment(at: datetime) -> str:
    return at.astimezone(HANOI).isoformat(timespec="microseconds")
