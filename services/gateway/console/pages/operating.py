"""For those who run the platform: how far each stream is, what was parked, how to mend."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar.response import Redirect

from gateway.console.page import Page
from gateway.console.reading import Problem
from gateway.console.visit import Visit

Json = dict[str, Any]


async def show(visit: Visit) -> Page:
    """Raises Problem: 403 names who may see it."""
    streams, letters, services = await asyncio.gather(
        visit.get("standing"), visit.get("dead-letters"), _services(visit)
    )
    items = streams["items"]
    return Page(
        "operating.html",
        streams=items,
        behind=[s for s in items if s["lag"] or s["head"] is None],
        letters=letters["items"],
        services=services,
        result=None,
    )


async def _services(visit: Visit) -> list[tuple[str, bool]]:
    """Whether each part that this gateway stands on answers now."""
    gateway = visit.gateway
    peers = dict(gateway.peers if gateway.is_province else gateway.settings.feeds)
    answers = await asyncio.gather(*(_answers(visit, url) for url in peers.values()))
    return list(zip(peers, answers, strict=True))


async def _answers(visit: Visit, url: str) -> bool:
    try:
        answer = await visit.gateway.client.get(f"{url.rstrip('/')}/readyz", timeout=1.5)
    except Exception:
        return False
    return bool(answer.is_success)


async def redrive(visit: Visit) -> Redirect:
    await visit.post("redrive", id=visit.path["id"])
    return Redirect("/ops?done=redrive", status_code=303)


async def reconcile(visit: Visit) -> Page:
    """Compare what services hold with what lists show; with `repair`, mend it by replay."""
    query = {"repair": "true"} if visit.sent.get("repair") else {}
    result = await visit.post("reconcile", query=query)
    page = await show(visit)
    page.shape["result"] = result
    return page


async def rebuild(visit: Visit) -> Redirect:
    try:
        await visit.post("rebuild")
    except Problem as problem:
        if problem.status != 409:
            raise
        return Redirect("/ops?done=running", status_code=303)
    return Redirect("/ops?done=rebuilt", status_code=303)
