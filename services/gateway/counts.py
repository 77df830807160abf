"""`GET /api/dossiers/counts`: how many dossiers a list has, by state, unit, type and the like.

It examines every dossier of the list, so it is asked for by itself, has seconds and not minutes,
and no list waits for it.
"""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Request, Response, get

from chassis.errors import Unavailable
from chassis.store.driver import Document
from chassis.web.documented import documented
from chassis.web.http import json
from chassis.web.problems import Unreadable
from gateway import filters
from gateway.filters import FILTERS
from gateway.listing import visible
from gateway.running import Gateway

Req = Request[Any, Any, Any]
BY = ("state", "unit", "type", "service", "record", "province", "holder", "final", "year")
USUAL = "state,unit,type"
SECONDS = 5.0
_TITLES = {"state": "state_title"}
_PATHS: dict[str, Any] = {"year": {"$substrCP": ["$lodged", 0, 4]}}


def grouping(names: list[str]) -> Document:
    """One reading of the rows for all divisions: counted by every combination of them."""
    key = {name: _PATHS.get(name, f"${name}") for name in names}
    titles = {f"{name}_title": {"$first": f"${_TITLES[name]}"} for name in names if name in _TITLES}
    return {"$group": {"_id": key, "n": {"$sum": 1}, **titles}}


def divided(groups: list[Document], names: list[str]) -> tuple[int, dict[str, list[Document]]]:
    """The sums by each division, the largest first."""
    found: dict[str, dict[Any, Document]] = {name: {} for name in names}
    for group in groups:
        for name in names:
            value = group["_id"].get(name)
            title = group.get(f"{name}_title")
            told = found[name].setdefault(
                value, {"value": value, **({"title": title} if title else {}), "count": 0}
            )
            told["count"] += group["n"]
    total = sum(group["n"] for group in groups)
    return total, {
        name: sorted(kept.values(), key=lambda told: (-told["count"], str(told["value"])))
        for name, kept in found.items()
    }


def routes(gateway: Gateway) -> list[Any]:
    @get(
        "/api/dossiers/counts",
        operation_id="dossiers.counts",
        operation_class=documented(query=[*FILTERS, "by"]),
        summary="Số hồ sơ của một danh sách, chia theo trạng thái, đơn vị, thủ tục…",
        tags=["Danh sách"],
    )
    async def counts(request: Req) -> Response[bytes]:
        actor = await gateway.gate.actor(request)
        asked, now = request.query_params, gateway.gate.now(request)
        filters.known(asked, {"by"})
        names = [name for name in (asked.get("by") or USUAL).split(",") if name]
        if strange := [name for name in names if name not in BY] or not names:
            raise Unreadable(f"by: không chia theo {strange!r}; có: {', '.join(BY)}")
        wanted, search = await filters.conditions(gateway, asked, now, actor)
        seen = visible(gateway, actor)
        groups: list[Document] = []
        if seen is not None:
            stages = [{"$match": {"$and": [seen, *wanted]}}, grouping(names)]
            groups = await _within(gateway, stages)
        total, by = divided(groups, names)
        about = {"as_of": now.isoformat()} | ({"search": search} if search else {})
        return json({"total": total, "by": by, **about})

    return [counts]


async def _within(gateway: Gateway, stages: list[Document]) -> list[Document]:
    """Raises Unavailable when the counting takes too long."""
    shown = await gateway.generations.shown()
    try:
        async with asyncio.timeout(SECONDS):
            return await gateway.store.aggregate(shown, stages)
    except TimeoutError:
        raise Unavailable(f"Đếm quá {SECONDS:g} giây: hãy lọc hẹp hơn") from None
