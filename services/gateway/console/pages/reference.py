"""Pages that need nobody's data: help, and the contracts with their viewers."""

from __future__ import annotations

from gateway.console.page import Page
from gateway.console.visit import Visit


async def help_(visit: Visit) -> Page:
    return Page("help.html")


async def api(visit: Visit) -> Page:
    return Page("docs.html", services=["gateway", *visit.gateway.peers])


async def events(visit: Visit) -> Page:
    return Page("docs_events.html")
