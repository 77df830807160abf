"""Cursors: opaque to whoever is handed one, checked when it comes back."""

from __future__ import annotations

import base64
import binascii
from typing import Any, TypeVar

import msgspec

from chassis.web.problems import Unreadable

T = TypeVar("T")


def mark(value: Any) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(value)).decode().rstrip("=")


def read(text: str, shape: type[T]) -> T:
    """What was marked. Raises Unreadable (400) for anything else."""
    try:
        raw = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
        return msgspec.json.decode(raw, type=shape)
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        raise Unreadable("cursor không đọc được") from None


def limit(text: str | None, usual: int = 50, most: int = 500) -> int:
    """How many rows are asked for. Raises Unreadable."""
    try:
        number = int(text or usual)
    except ValueError:
        raise Unreadable(f"limit không phải số: {text!r}") from None
    if not 1 <= number <= most:
        raise Unreadable(f"limit phải từ 1 đến {most}")
    return number
