"""What a title tells: the fields that a type's heading looks at, so that a reader who may not know
one of them is not told it by the title."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

UNKNOWN = "?"  # a heading that cannot be watched may tell anything


class _Watched:
    """Fields that remember which of them were looked at."""

    def __init__(self, fields: Any) -> None:
        self._fields = fields
        self._names: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self._names.add(name)
        return getattr(self._fields, name)


def told_by(heading: Callable[[Any], str], fields: Any) -> tuple[str, ...]:
    """The names of the fields that a title is made of."""
    watched = _Watched(fields)
    try:
        heading(watched)
    except (TypeError, ValueError, AttributeError):
        return (UNKNOWN,)
    return tuple(sorted(watched._names))
