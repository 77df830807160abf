"""`GET /api/inbox`: what waits for the person who asks, late first, and why.

Rows and counts are read from the same index over what dossiers wait for (`projections/waits.py`),
which the services write with every act; nothing here guesses from states.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get

from casework import Actor
from chassis import visibility
from chassis.store.driver import Document
from chassis.web.documented import PAGES, documented
from chassis.web.http import json
from chassis.web.problems import Unreadable
from gateway import cursors, listing
from gateway.projections import waits
from gateway.projections.moments import NEVER, moment
from gateway.running import Gateway

Req = Request[Any, Any, Any]
FILTERS = ("service", "type", "step", "holder")
SOON = timedelta(days=14)
FRESH = 10.0  # seconds
PEOPLE = 500  # whose counts are remembered
ME = "me"


class Place(msgspec.Struct, array_like=True):
    """Where a page ended: the place of its last row in the order of due dates."""

    order: str


def wanted(actor: Actor, asked: Any) -> Document:
    """The filter of a query. Raises Unreadable."""
    where = waits.query(actor)
    for name in FILTERS:
        if value := asked.get(name):
            where[name] = actor.id if name == "holder" and value == ME else value
    return where


class Counts:
    """How many wait, by how urgent they are: the same rows that the pages show.

    Counting reads every row of a person, a page only its own, so what was counted is told again
    until the rows change here, and at most FRESH seconds, in which another replica may have them.
    """

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._known: OrderedDict[bytes, tuple[float, int, dict[str, int]]] = OrderedDict()

    async def of(self, where: Document, now: datetime) -> dict[str, int]:
        rows = waits.beside(await self._gateway.generations.shown())
        key = msgspec.json.encode([rows, where, now.date().isoformat()], order="deterministic")
        changes = self._gateway.generations.changes
        at, counted_at, known = self._known.get(key, (0.0, -1, {}))
        if known and counted_at == changes and time.monotonic() - at < FRESH:
            return known
        counted = await self._count(rows, where, now)
        self._known[key] = (time.monotonic(), changes, counted)
        while len(self._known) > PEOPLE:
            self._known.popitem(last=False)
        return counted

    async def _count(self, rows: str, where: Document, now: datetime) -> dict[str, int]:
        late, soon = moment(now), moment(now + SOON)
        kinds: dict[str, Document] = {
            "late": {"$lt": ["$due_at", late]},
            "soon": {"$and": [{"$gte": ["$due_at", late]}, {"$lt": ["$due_at", soon]}]},
            "later": {"$and": [{"$gte": ["$due_at", soon]}, {"$lt": ["$due_at", NEVER]}]},
            "undated": {"$gte": ["$due_at", NEVER]},
            "opinions": {"$eq": ["$step", "reply"]},
        }
        sums = {name: {"$sum": {"$cond": [holds, 1, 0]}} for name, holds in kinds.items()}
        group = {"$group": {"_id": None, "all": {"$sum": 1}, **sums}}
        found = await self._gateway.store.aggregate(rows, [{"$match": where}, group])
        told = found[0] if found else {}
        return {name: int(told.get(name, 0)) for name in ("all", *kinds)}


async def page(
    gateway: Gateway, where: Document, after: str, limit: int
) -> tuple[list[Document], str | None]:
    """One page of what waits, and the cursor of the next. Raises Unreadable."""
    if after:
        where = {**where, "order": {"$gt": cursors.read(after, Place).order}}
    here = gateway.store[waits.beside(await gateway.generations.shown())]
    found = await here.find(where).sort("order", 1).limit(limit + 1).to_list(None)
    if len(found) <= limit:
        return found, None
    return found[:limit], cursors.mark(Place(found[limit - 1]["order"]))


async def dossiers_of(gateway: Gateway, actor: Actor, rows: list[Document]) -> dict[str, Document]:
    """The dossiers that wait, by id; not one that this person may not know of."""
    ids = list(dict.fromkeys(row["of"] for row in rows))
    shown = gateway.store[await gateway.generations.shown()]
    found = await shown.find({"_id": {"$in": ids}}).to_list(None)
    return {d["_id"]: d for d in found if visibility.shows(d, actor, d["team_only"])}


def item(gateway: Gateway, wait: Document, dossier: Document, now: datetime) -> Document:
    """One line of the inbox."""
    shown = listing.with_link(gateway, listing.told(dossier, now, gateway.provinces))
    late = bool(wait["due_at"] < moment(now))
    province = gateway.provinces.get(wait["province"])
    lateness = listing.lateness(str(wait["due"]), wait["due_unit"], now, province) if late else None
    by, unit = lateness or (0, "")
    last = "opinions" if wait["body"] else wait["step"]
    return {
        "dossier": shown,
        "why": {"duty": wait["duty"], "law": wait["law"], "mark": wait["mark"]},
        "step": {
            "name": wait["step"],
            "title": wait["title"],
            "href": f"{shown.get('href', '')}/{last}",
            "main": wait["main"],
            **({"body": wait["body"]} if wait["body"] else {}),
        },
        "due": wait["due"],
        "late": late,
        "late_by": by,
        "late_unit": unit,
    }


def routes(gateway: Gateway) -> list[Any]:
    counted = Counts(gateway)

    @get(
        "/api/inbox",
        operation_id="inbox",
        operation_class=documented(query=[*FILTERS, *PAGES]),
        summary="Việc chờ người hỏi: quá hạn trước, vì sao, đến khi nào, bước nào",
        tags=["Danh sách"],
    )
    async def inbox(request: Req) -> Response[bytes]:
        actor = await gateway.gate.actor(request)
        asked, now = request.query_params, gateway.gate.now(request)
        if unknown := sorted(set(asked) - {*FILTERS, *PAGES}):
            raise Unreadable(f"Không có bộ lọc {', '.join(unknown)}; có {', '.join(FILTERS)}")
        where, limit = wanted(actor, asked), cursors.limit(asked.get("limit"))
        rows, following = await page(gateway, where, asked.get("cursor") or "", limit)
        dossiers = await dossiers_of(gateway, actor, rows)
        known = [(row, dossiers.get(row["of"])) for row in rows]
        answer = {
            "items": [
                item(gateway, row, dossier, now)
                for row, dossier in known
                if dossier is not None and dossier["version"] == row["version"]
            ],
            "counts": await counted.of(where, now),
            "next": following,
            "as_of": now.isoformat(),
        }
        return json(answer, 200, _link(asked, following))

    return [inbox]


def _link(asked: Any, following: str | None) -> dict[str, str]:
    if following is None:
        return {}
    kept = [(n, v) for n, v in asked.multi_items() if n != "cursor"]
    query = urlencode([*kept, ("cursor", following)])
    return {"Link": f'</api/inbox?{query}>; rel="next"'}
