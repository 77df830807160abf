"""Compare what is true with what is shown, and with what the ministry took; repair by replay.

`python -m gateway.reconcile [--repair]` prints a report and ends with 1 when something drifts.
At a province the truth is its services' journals; at the ministry, the provinces' sealed feeds.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any

import httpx
import msgspec

from chassis.settings import Settings
from chassis.store.driver import Document
from chassis.tokens import internal_token
from chassis.wire.followed import Stream
from chassis.wire.projections import Row
from gateway.feeds.audiences import canonical
from gateway.feeds.checking import FeedCheck
from gateway.projections import rows
from gateway.running import Gateway


class Drift(msgspec.Struct, kw_only=True):
    """What differs; ids of dossiers. `ahead` are rows of versions that the truth does not have,
    `lines` feeds that do not say what the journals say, `withheld` lines that an older version
    could not read; `repaired` were put right."""

    compared: int = 0
    missing: list[str] = []
    stale: list[str] = []
    different: list[str] = []
    extra: list[str] = []
    ahead: list[str] = []
    lines: dict[str, str] = {}
    withheld: int = 0
    forked: dict[str, str] = {}
    seals: dict[str, str] = {}
    ministry: list[dict[str, Any]] = []
    feeds: dict[str, str] = {}
    repaired: int = 0

    @property
    def is_clean(self) -> bool:
        drifted = any(told["drift"] for told in self.ministry)
        stopped = self.seals or self.feeds or self.lines or self.forked
        return not (len(self.rows) - self.repaired or stopped or drifted)

    @property
    def rows(self) -> list[str]:
        """Every row that is not what it should be."""
        return self.missing + self.stale + self.different + self.extra + self.ahead


async def reconcile(gateway: Gateway, repair: bool = False) -> Drift:
    """Read everything once, compare, and with `repair` write what the journals say."""
    shown = await gateway.generations.shown()
    reached: dict[Stream, int] = {}
    truth: dict[str, Row] = {}
    check = FeedCheck(gateway.lines)
    async for events in gateway.replay():
        await check.take(events if gateway.is_province else ())
        reached |= {(e.service, e.province): e.position for e in events}
        for row in rows.fold(shown, events):
            if row.id not in truth or truth[row.id].version <= row.version:
                truth[row.id] = row
    drift = Drift(
        compared=len(truth), missing=[], stale=[], different=[], extra=[], ahead=[],
        lines=check.broken, withheld=sum(map(len, check.withheld.values())),
        forked=gateway.follower.notes() if gateway.follower else {},
    )  # fmt: skip
    present, later, versions = set(), [], dict[str, int]()
    async for kept in gateway.store[shown].find():
        present.add(kept["_id"])
        if kept["position"] > reached.get(_stream(kept), kept["position"]):
            later.append(kept)
        elif _stream(kept) in reached:
            _compare(kept, truth.get(kept["_id"]), drift, versions)
    ends = await _ends(gateway)  # after the rows: news that came meanwhile is before them
    for kept in later:
        if kept["position"] > ends.get("/".join(_stream(kept)), reached[_stream(kept)]):
            _compare(kept, truth.get(kept["_id"]), drift, versions)
    drift.missing = sorted(set(truth) - present)
    await _seals(gateway, drift)
    await _copies(gateway, drift)
    if repair:
        await _repair(gateway, truth, drift, versions)
    return drift


async def _ends(gateway: Gateway) -> dict[str, int]:
    """How far every stream goes by now: no row of a later position can be true."""
    ends = await gateway.heads()
    for feed in await gateway.followed_feeds():
        ends |= {stream: kept["position"] for stream, kept in feed["streams"].items()}
    return ends


def _stream(row: Document) -> Stream:
    return row["service"], row["province"]


def _compare(kept: Document, true: Row | None, drift: Drift, versions: dict[str, int]) -> None:
    """Only rows of what was read: those of a source that is away, and of news that came while the
    journals were read, are left alone."""
    id = kept["_id"]
    versions[id] = kept["version"]
    if true is None:
        drift.extra.append(id)
    elif kept["version"] > true.version:
        drift.ahead.append(id)
    elif kept["version"] < true.version:
        drift.stale.append(id)
    elif kept["version"] == true.version:
        fields = {n: v for n, v in kept.items() if n not in ("_id", "version")}
        if canonical(fields) != canonical(true.fields):
            drift.different.append(id)


async def _seals(gateway: Gateway, drift: Drift) -> None:
    """Every service verifies its own journal, hash by hash."""
    token = internal_token(gateway.settings.internal_secret) if gateway.peers else ""
    for service, url in gateway.peers.items():
        try:
            headers = {"Authorization": f"Bearer {token}"}
            answer = await gateway.client.get(
                f"{url}/internal/verify", headers=headers, timeout=120.0
            )
            answer.raise_for_status()
        except httpx.HTTPError as error:
            drift.seals[service] = f"không trả lời: {type(error).__name__}"
            continue
        for province, broken in answer.json().items():
            if broken:
                drift.seals[f"{service}/{province}"] = broken


async def _copies(gateway: Gateway, drift: Drift) -> None:
    """What the ministry acknowledged, against the feed; at the ministry, which feeds are broken."""
    for row in await gateway.subscriptions.all("ministry"):
        told = await gateway.subscriptions.told(row)
        changed = [s for s in row["place"] if not await _holds(gateway, row, s)]
        drifted = sorted({*told["drift"], *changed})
        drift.ministry.append({"name": row["name"], "lag": told["lag"], "drift": drifted})
    for feed in await gateway.followed_feeds():
        for stream, kept in feed["streams"].items():
            if kept.get("broken"):
                drift.feeds[f"{feed['_id']}:{stream}"] = kept["broken"]


async def _holds(gateway: Gateway, row: Document, stream: str) -> bool:
    service, _, province = stream.partition("/")
    line = await gateway.lines.last("ministry", service, province, row["place"][stream])
    return line is not None and line["hash"] == row["hashes"].get(stream)


async def _repair(
    gateway: Gateway, truth: dict[str, Row], drift: Drift, versions: Mapping[str, int]
) -> None:
    """Take out what is wrong, unless news has replaced it meanwhile, and write what is true."""
    wrong = [*drift.extra, *drift.different, *drift.ahead]
    await gateway.generations.take_out({id: versions[id] for id in wrong})
    again = [*drift.missing, *drift.stale, *drift.different, *drift.ahead]
    await gateway.projection.write([truth[id] for id in again])
    drift.repaired = len(drift.rows)


async def _command(repair: bool) -> int:
    gateway = Gateway(Settings.from_env("gateway"))
    async with AsyncExitStack() as stack:
        await gateway.open(stack)
        drift = await reconcile(gateway, repair)
    print(msgspec.json.format(msgspec.json.encode(drift)).decode())
    return 0 if drift.is_clean else 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m gateway.reconcile", description=__doc__)
    parser.add_argument("--repair", action="store_true", help="write what the journals say")
    return asyncio.run(_command(parser.parse_args().repair))


if __name__ == "__main__":
    sys.exit(main())
