"""When a delegation is ordinary: only then are the short paths open (22/2012/QĐ-UBND, Điều 19)."""

from __future__ import annotations

from typing import Any


def is_ordinary(fields: Any) -> bool:
    """Neither called sensitive by whoever asks, nor touched by a matter that is open (R31)."""
    return not (fields.is_sensitive or fields.matters)
