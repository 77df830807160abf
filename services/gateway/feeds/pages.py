"""Pages of a feed, and named subscriptions whose position the gateway keeps.

A place in a feed is one number per stream («service/province»); a cursor is such a place, handed
out opaque. After a journal was put back from a copy its stream goes on under another name
(«service/province~1»): whoever had read past the place where the branches part is given the lines
that stand there now, and nothing is passed over because its position was seen before.
What is not acknowledged is read again: at least once, in order, without gaps.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from casework import Actor
from chassis.errors import NotFound
from chassis.store.driver import Document, Store
from chassis.wire.positions import Positions
from gateway import cursors
from gateway.feeds.audiences import canonical
from gateway.feeds.lines import PAGE_BYTES, Lines, late

Place = dict[str, int]
INDEXES: dict[str, Sequence[tuple[Any, Document]]] = {"subscriptions": ()}


class Page(msgspec.Struct, frozen=True):
    """Lines in order, and where the next page begins."""

    rows: list[Document]
    place: Place


class FeedStream(msgspec.Struct, frozen=True):
    """One stream of the feeds: its end, and where its branches parted from one another."""

    service: str
    province: str
    head: int
    parted: list[int] = []

    @property
    def name(self) -> str:
        branch = f"~{len(self.parted)}" if self.parted else ""
        return f"{self.service}/{self.province}{branch}"

    def begins(self, place: Mapping[str, int]) -> int:
        """The position behind which a reader at `place` goes on."""
        name = f"{self.service}/{self.province}"
        at = place.get(name, 0)
        for n, since in enumerate(self.parted, start=1):
            at = place.get(f"{name}~{n}", min(at, since))
        return at


def plain(name: str) -> str:
    """«service/province» of a stream's name in a place."""
    return name.partition("~")[0]


class Pages:
    """Reads feeds for people and for subscriptions. `provinces=()` means all."""

    def __init__(self, lines: Lines, positions: Positions) -> None:
        self._lines = lines
        self._positions = positions

    async def heads(self, provinces: Sequence[str] = ()) -> Place:
        """The last position of every stream that the gateway has followed."""
        return {plain(s.name): s.head for s in await self.streams(provinces)}

    async def streams(self, provinces: Sequence[str] = ()) -> list[FeedStream]:
        """Those of the journals; `ends` and `page` also know what is told late."""
        rows = await self._positions.rows()
        return [
            FeedStream(
                service, province, row["position"], [f["since"] for f in row.get("forks", [])]
            )
            for (service, province), row in rows.items()
            if not provinces or province in provinces
        ]

    async def all(self, provinces: Sequence[str] = ()) -> list[FeedStream]:
        rows = await self._positions.rows()
        told_late = [
            FeedStream(service, late(province), row["late"])
            for (service, province), row in rows.items()
            if row.get("late") and (not provinces or province in provinces)
        ]
        return [*await self.streams(provinces), *told_late]

    async def ends(self, provinces: Sequence[str] = ()) -> Place:
        """The last position of every stream under the name that it has in a place."""
        return {s.name: s.head for s in await self.all(provinces)}

    async def page(
        self, audience: str, provinces: Sequence[str], place: Mapping[str, int], limit: int
    ) -> Page:
        """At most `limit` lines after `place`, shared among the streams that have news; what the
        short ones leave over, the long ones take."""
        streams = {s.name: s for s in await self.all(provinces)}
        begins = {name: stream.begins(place) for name, stream in streams.items()}
        news = {n: s.head - begins[n] for n, s in streams.items() if s.head > begins[n]}
        behind = sorted(news, key=lambda name: (news[name], name))
        rows: list[Document] = []
        reached, size = dict(place), 0
        for n, name in enumerate(behind):
            share = -(-(limit - len(rows)) // (len(behind) - n))
            if share <= 0 or size > PAGE_BYTES:
                break
            stream, count = streams[name], min(share, news[name])
            of = (audience, stream.service, stream.province)
            more = await self._lines.after(*of, begins[name], count)
            if more:
                rows += more
                reached[name] = more[-1]["position"]
                size += sum(len(row["event"]) for row in more)
        return Page(rows, reached)


class Subscriptions:
    """Named readers: where each stands, how far behind it is, and what it acknowledged."""

    def __init__(self, store: Store, pages: Pages, lines: Lines) -> None:
        self._rows = store["subscriptions"]
        self._pages = pages
        self._lines = lines

    async def open(
        self, audience: str, name: str, actor: Actor, provinces: Sequence[str], at: datetime
    ) -> Document:
        """Make a subscription, or take it up again; everybody has names of their own."""
        row: Document = {
            "audience": audience,
            "name": name,
            "owner": actor.id,
            "provinces": list(provinces),
            "place": {},
            "hashes": {},
            "opened": at.isoformat(),
            "acknowledged": None,
            "receipt": None,
        }
        id = _id(audience, name, actor)
        now = {"of_ministry": "ministry" in actor.roles}
        await self._rows.update_one({"_id": id}, {"$setOnInsert": row, "$set": now}, upsert=True)
        return await self.get(audience, name, actor)

    async def get(self, audience: str, name: str, actor: Actor) -> Document:
        row: Document | None = await self._rows.find_one({"_id": _id(audience, name, actor)})
        if row is None:
            raise NotFound(f"Không có đăng ký nhận tin {name!r}")
        return row

    async def all(self, audience: str) -> list[Document]:
        rows: list[Document] = await self._rows.find({"audience": audience}).to_list(None)
        return rows

    async def acknowledge(
        self, row: Document, place: Place, claimed: Mapping[str, str], at: datetime
    ) -> Document:
        """Move forward to `place` and give a receipt; `drift` names the streams whose last hash is
        not the one that the reader claims to have."""
        heads = await self._pages.ends(row["provinces"])
        known: Place = row["place"]
        reached = {s: max(n, known.get(s, 0)) for s, n in place.items() if n <= heads.get(s, -1)}
        hashes = dict(row["hashes"])
        for stream, position in reached.items():
            if position != known.get(stream, 0):
                hashes[stream] = await self._hash(row["audience"], stream, position)
        drift = sorted(s for s, h in claimed.items() if hashes.get(s, h) != h)
        told: Document = {"place": {**known, **reached}, "hashes": hashes}
        receipt = hashlib.sha256(canonical({"subscription": row["_id"], **told})).hexdigest()
        told |= {"acknowledged": at.isoformat(), "receipt": receipt, "drift": drift}
        # Of two receipts at once neither moves the place back.
        moved = {f"place.{stream}": position for stream, position in reached.items()}
        kept = {name: value for name, value in told.items() if name != "place"}
        change: Document = {"$set": kept, **({"$max": moved} if moved else {})}
        await self._rows.update_one({"_id": row["_id"]}, change)
        return {**row, **told}

    async def told(self, row: Document) -> Document:
        """A subscription as people see it: its position and its lag."""
        streams = sorted(await self._pages.all(row["provinces"]), key=lambda s: s.name)
        lag = {s.name: s.head - s.begins(row["place"]) for s in streams}
        return {
            "name": row["name"],
            "audience": row["audience"],
            "owner": row["owner"],
            "cursor": cursors.mark(row["place"]),
            "positions": row["place"],
            "hashes": row["hashes"],
            "lag": sum(lag.values()),
            "behind": {s: n for s, n in lag.items() if n},
            "opened": row["opened"],
            "acknowledged": row["acknowledged"],
            "receipt": row["receipt"],
            "drift": row.get("drift", []),
        }

    async def _hash(self, audience: str, stream: str, position: int) -> str:
        service, _, province = plain(stream).partition("/")
        line = await self._lines.last(audience, service, province, position)
        return str(line["hash"]) if line else ""


def _id(audience: str, name: str, actor: Actor) -> str:
    return f"{audience}/{actor.id}/{name}"
