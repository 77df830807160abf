"""Which province keeps whose files, on a day: an ended one's go to the one that it became part of.

The body that takes over a task goes on with the work that was begun, and nobody is asked to file
again or to repeat a step that was taken (NQ 190/2025/QH15, the National Assembly's resolution on
rearranging the apparatus [M]; NQ 202/2025/QH15 made 34 provinces of 63). So the heir's people
read every dossier under its old code, and do with it what its procedure lets their roles do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from casework import Province


def heir(provinces: Mapping[str, Province], code: str, day: date) -> str:
    """The code under which a province's files are kept on a day: its own, until it has ended."""
    for _ in provinces:
        row = provinces.get(code)
        if row is None or row.until is None or day <= row.until or not row.successor:
            break
        code = row.successor
    return code


def predecessors(provinces: Mapping[str, Province], code: str, day: date) -> tuple[str, ...]:
    """The ended provinces whose files this one keeps on a day."""
    return tuple(c for c in sorted(provinces) if c != code and heir(provinces, c, day) == code)


def continued(ended: Province, by: Province) -> Province:
    """An ended province as its heir goes on with its open files.

    The heir's bodies, delegations, recipients and letterhead, which exist; the ended province's own
    numbers, because those in force on the day of lodging stay with a dossier.
    """
    return replace(by, code=ended.code, values=ended.values)
