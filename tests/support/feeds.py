"""What a reader of a feed does: read to its end, and prove that nothing is missing or changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from chassis.store.journal import GENESIS
from support.people import Person


def everything(person: Person, path: str, limit: int = 3) -> list[dict[str, Any]]:
    """All items, page by page."""
    found: list[dict[str, Any]] = []
    after = ""
    while True:
        page = person.get(path, limit=limit, **({"after": after} if after else {}))
        assert page["next"]
        if not page["items"]:
            return found
        assert len(page["items"]) <= limit
        found += page["items"]
        after = page["next"]


def prove(items: Sequence[dict[str, Any]]) -> None:
    """What a reader does with nothing but the standard library: no line is missing or changed."""
    ends: dict[str, tuple[int, str]] = {}
    for item in items:
        event = {name: value for name, value in item.items() if name not in ("prev", "hash")}
        text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        position, prev = ends.get(event["source"], (0, GENESIS))
        assert (event["position"], item["prev"]) == (position + 1, prev)
        sealed = f"{prev}\n{event['position']}\n{text}".encode()
        assert hashlib.sha256(sealed).hexdigest() == item["hash"]
        ends[event["source"]] = (event["position"], item["hash"])
