"""A page of a journal as its service tells it: the other half of `peers.Peer`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from chassis.store.journal import Line, about


def page(lines: Sequence[Line], head: int) -> bytes:
    """Events with what proves them; the bytes of head and data are those that were sealed."""
    return msgspec.json.encode({"items": [_item(line) for line in lines], "head": head})


def _item(line: Line) -> dict[str, Any]:
    data = msgspec.Raw(line.data)
    return {
        "event": {**msgspec.json.decode(line.head), "position": line.position, "data": data},
        "hash": line.hash,
        "prev": line.prev,
        "head": line.head.decode(errors="replace"),
        "about": about(line),
        "seal": line.seal,
    }
