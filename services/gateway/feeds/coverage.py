"""Coverage: what was expected of every province and service, and what the ministry received.

`expected` is the last position of the service's journal, `published` that of the feed, `received`
what the ministry took and acknowledged; `missing` is their difference. The ministry's own gateway
answers from what its readers took, and from what the provinces' gateways told of themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from gateway.feeds.health import FeedHealth, health
from gateway.feeds.pages import FeedStream, plain
from gateway.listing import count_late
from gateway.running import Gateway


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """One stream: `expected` is None while its service does not answer. `branch` counts how often
    its journal was put back from a copy; `forked` says why the gateway follows it no further."""

    province: str
    service: str
    expected: int | None
    published: int
    received: int
    acknowledged: str | None = None
    drift: bool = False
    feed: str = ""
    missing: int = 0
    branch: int = 0
    forked: str = ""


async def coverage(gateway: Gateway, provinces: Sequence[str] = ()) -> dict[str, Any]:
    """Every stream of these provinces (all without any), and their sums."""
    found = await (_of_province(gateway) if gateway.is_province else _of_ministry(gateway))
    rows = [
        msgspec.structs.replace(c, missing=max(_expected(c) - c.received, 0))
        for c in sorted(found, key=lambda c: (c.province, c.service))
        if not provinces or c.province in provinces
    ]
    return {
        "items": rows,
        "expected": sum(map(_expected, rows)),
        "received": sum(c.received for c in rows),
        "missing": sum(c.missing for c in rows),
        "as_of": gateway.clock.now().isoformat(),
    }


def _expected(cover: Cover) -> int:
    return cover.published if cover.expected is None else cover.expected


async def feeds(gateway: Gateway) -> list[FeedHealth]:
    """Every feed that this gateway reads, in the order of the settings: also one that never
    answered."""
    rows = {row["_id"]: row for row in await gateway.followed_feeds()}
    return [
        health(name, url, rows.get(name, {}), gateway.provinces)
        for name, url in gateway.settings.feeds.items()
    ]


async def late(gateway: Gateway, now: datetime) -> dict[str, int]:
    """How many dossiers of each province are late at a moment, as far as they were told of."""
    found: dict[str, int] = {}
    for row in await count_late(gateway, now):
        province = row["_id"]["province"]
        found[province] = found.get(province, 0) + row["n"]
    return found


async def _of_province(gateway: Gateway) -> list[Cover]:
    streams = {plain(s.name): s for s in await gateway.pages.streams()}
    expected = await gateway.heads()
    readers = [r for r in await gateway.subscriptions.all("ministry") if r.get("of_ministry")]
    forked = gateway.follower.forked if gateway.follower else {}
    found = []
    for stream in sorted({*streams, *expected}):
        service, _, province = stream.partition("/")
        feed = streams.get(stream, FeedStream(service, province, 0))
        takers = [r for r in readers if feed.name in r["place"]]
        taker = max(takers, key=lambda r: int(r["place"][feed.name]), default=None)
        found.append(
            Cover(
                province=province,
                service=service,
                expected=expected.get(stream),
                published=feed.head,
                received=taker["place"][feed.name] if taker else 0,
                acknowledged=taker["acknowledged"] if taker else None,
                drift=bool(taker and feed.name in taker.get("drift", [])),
                branch=len(feed.parted),
                forked=forked.get((service, province), ""),
            )
        )
    return found


async def _of_ministry(gateway: Gateway) -> list[Cover]:
    found: dict[str, Cover] = {}
    for feed in await gateway.followed_feeds():
        told = {f"{c['service']}/{c['province']}": c for c in feed["coverage"]}
        streams: dict[str, Any] = feed["streams"]
        for stream in {*told, *streams}:
            service, _, province = stream.partition("/")
            theirs, ours = told.get(stream, {}), streams.get(stream, {})
            found[stream] = Cover(
                province=province,
                service=service,
                expected=theirs.get("expected"),
                published=theirs.get("published", ours.get("position", 0)),
                received=ours.get("position", 0),
                acknowledged=feed.get("acknowledged"),
                drift=bool(ours.get("broken")),
                feed=feed["_id"],
                branch=theirs.get("branch", 0),
                forked=str(ours.get("broken") or theirs.get("forked") or ""),
            )
    return list(found.values())
