"""The feeds: which answer, since when one does not and why, what was acknowledged."""

from __future__ import annotations

from typing import Any

from gateway.console.page import Page
from gateway.console.pages.ministry.picture import LEVELS, name_of, picture
from gateway.console.visit import Visit


async def show(visit: Visit) -> Page:
    """Raises Problem: 403 names who may see it."""
    whole = await picture(visit)
    feeds: list[dict[str, Any]] = []
    for feed in whole.feeds:
        lines = [line for line in whole.lines if line.feed is feed]
        feeds.append(
            {
                **feed,
                "level": LEVELS.get(feed["standing"], "late"),
                "names": [(line.href, name_of(visit, line.code)) for line in lines],
                "received": sum(line.received for line in lines),
                "missing": sum(line.missing for line in lines),
                "streams": sum(len(line.streams) for line in lines),
                "branches": sum(s["branch"] for line in lines for s in line.streams),
            }
        )
    feeds.sort(key=lambda feed: feed["level"] == LEVELS["live"])  # what needs somebody first
    return Page("feeds.html", feeds=feeds, as_of=whole.as_of)
