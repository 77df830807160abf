"""Read your own writes: an act's answer carries a token; a list that is given it waits a moment.

A list is made from news, a little later than the act. The token names the dossier and its version,
so that the list waits for exactly that row, a second at most, and says when it did not come.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any

from chassis.web.problems import Unreadable
from gateway.running import Gateway

HEADER = "Ngoaivu-Seen"
LONGEST = 1.0  # seconds
LOOK = 0.02
MOST = 20
_TOKEN = re.compile(r"([A-Za-z0-9_-]{1,100}):(\d{1,9})")


def token_of(path: str, headers: Mapping[str, str]) -> str:
    """The token of a service's answer to an act; empty where nothing was written."""
    place = headers.get("location") or path
    parts = place.partition("?")[0].strip("/").split("/")
    version = headers.get("etag", "").strip('"')
    token = f"{parts[3]}:{version}" if len(parts) >= 4 else ""
    return token if _TOKEN.fullmatch(token) else ""


async def wait(gateway: Gateway, tokens: Sequence[str]) -> list[str]:
    """Until the rows are as new as the tokens say; those that did not come. Raises Unreadable."""
    wanted: dict[str, int] = {}
    for token in tokens[:MOST]:
        found = _TOKEN.fullmatch(token)
        if found is None:
            raise Unreadable(f"seen: không đọc được {token!r}")
        wanted[found[1]] = max(int(found[2]), wanted.get(found[1], 0))
    try:
        async with asyncio.timeout(LONGEST):
            while missing := await _missing(gateway, wanted):
                gateway.expects_news()
                await asyncio.sleep(LOOK)
    except TimeoutError:
        return [f"{id}:{version}" for id, version in missing.items()]
    return []


async def _missing(gateway: Gateway, wanted: Mapping[str, int]) -> dict[str, int]:
    if not wanted:
        return {}
    rows: Any = gateway.store[await gateway.generations.shown()]
    kept = await rows.find({"_id": {"$in": list(wanted)}}, {"version": 1}).to_list(None)
    versions = {row["_id"]: row["version"] for row in kept}
    return {id: version for id, version in wanted.items() if versions.get(id, 0) < version}
