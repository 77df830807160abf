"""Coverage: what was expected of every province and service, and what the ministry received.

`expected` is the last position of the service's journal, `published` that of the feed, `received`
what the ministry took and acknowledged; `missing` is their difference. The ministry's own gateway
answers from what its readers took, and from what the provinces' gateways told of themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from gateway.running import Gateway


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """One stream: `expected` is None while its service does not answer."""

    province: str
    service: str
    expected: int | None
    published: int
    received: int
    acknowledged: str | None = None
    drift: bool = False
    feed: str = ""
    missing: int = 0


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


async def _of_province(gateway: Gateway) -> list[Cover]:
    published = await gateway.pages.heads()
    expected = await gateway.heads()
    readers = [r for r in await gateway.subscriptions.all("ministry") if r.get("of_ministry")]
    found = []
    for stream in sorted({*published, *expected}):
        service, _, province = stream.partition("/")
        takers = [r for r in readers if stream in r["place"]]
        taker = max(takers, key=lambda r: int(r["place"][stream]), default=None)
        found.append(
            Cover(
                province=province,
                service=service,
                expected=expected.get(stream),
                published=published.get(stream, 0),
                received=taker["place"][stream] if taker else 0,
                acknowledged=taker["acknowledged"] if taker else None,
                drift=bool(taker and stream in taker.get("drift", [])),
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
            )
    return list(found.values())
