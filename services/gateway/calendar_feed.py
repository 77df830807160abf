"""`GET /api/calendar.ics`: duties with a date, and activities, of the dossiers one may see.

Each entry's UID is made of the dossier and the duty and never changes; its sequence is the
dossier's version. A duty that stands still, or lapsed with its dossier, is sent as cancelled, so
that calendars strike it out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from litestar import Request, Response, get

from casework import Actor
from chassis.store.driver import Document
from chassis.web.documented import documented
from chassis.web.http import note
from gateway import filters
from gateway.filters import FILTERS
from gateway.identity.attempts import hashed
from gateway.identity.door import basic
from gateway.listing import visible
from gateway.running import Gateway
from papers.calendar_file import CalendarEvent, ics

Req = Request[Any, Any, Any]
MOST = 5000
KEPT_DAYS = 400
SPANS = (
    ("starts_on", "ends_on"), ("departs_on", "returns_on"), ("arrives_on", "leaves_on"),
    ("starts_at", "ends_on"), ("enters_at", "leaves_at"),
)  # fmt: skip


def entries(row: Document, base: str = "") -> Iterable[CalendarEvent]:
    """All calendar entries of one dossier; `base` is where this gateway is found."""
    for clock in row["clocks"]:
        if entry := _duty(row, clock, base):
            yield entry
    if activity := _activity(row):
        yield activity


def _duty(row: Document, clock: Document, base: str) -> CalendarEvent | None:
    at = _moment(clock.get("due")) or _moment(clock.get("start"))
    if at is None:
        return None
    met = bool(clock.get("met"))
    lapsed = not met and (bool(row["final"]) or not clock.get("due"))
    owed = f"Gửi: {clock['owed_to']}\n" if clock.get("owed_to") else ""
    return CalendarEvent(
        uid=f"{row['_id']}-{clock['name']}@ngoaivu",
        title=f"{'✓' if met else 'Hạn'}: {clock['title']} – {row['title']}",
        start=at,
        changed_at=datetime.fromisoformat(row["changed"]),
        sequence=row["version"],
        cancelled=lapsed,
        description=f"{row['code']} · {row['state_title']}\n{owed}Căn cứ: {clock['law']}",
        url=f"{base}/api/{row['service']}/{row['type']}/{row['_id']}",
        categories=("thời hạn", row["service"]),
    )


def _activity(row: Document) -> CalendarEvent | None:
    """A delegation, a conference, a visit: whatever discloses the days between which it is held."""
    told = row["fields"]
    known = next((names for names in SPANS if told.get(names[0])), SPANS[0])
    starts, ends = (_moment(told.get(name)) for name in known)
    if starts is None:
        return None
    if isinstance(starts, datetime) != isinstance(ends, datetime):
        ends = None
    gone = str(row["state"]) in ("cancelled", "withdrawn", "rejected")
    return CalendarEvent(
        uid=f"{row['_id']}@ngoaivu",
        title=row["title"],
        start=starts,
        end=ends if ends is not None and ends >= starts else None,
        changed_at=datetime.fromisoformat(row["changed"]),
        sequence=row["version"],
        cancelled=gone,
        description=f"{row['code']} · {row['state_title']}",
        categories=("hoạt động", row["service"]),
    )


def _moment(value: Any) -> date | datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return None


async def _actor(gateway: Gateway, request: Req) -> Actor:
    """Calendar programs cannot carry a token: they may sign in with name and password."""
    told = basic(request.headers.get("authorization", ""))
    if told is None or gateway.signer is None:
        return await gateway.gate.actor(request)
    address = request.client.host if request.client else ""
    note(request, name=hashed(told[0]), address=address)
    return gateway.gate.at_the_desk(request, await gateway.door.enter(*told, address))


def _file(rows: list[Document], base: str) -> bytes:
    """Thousands of entries take seconds: not on the event loop."""
    return ics(entry for row in rows for entry in entries(row, base))


def routes(gateway: Gateway) -> list[Any]:
    @get(
        "/api/calendar.ics",
        operation_id="calendar",
        operation_class=documented(query=FILTERS, gives="text/calendar"),
    )
    async def calendar(request: Req) -> Response[bytes]:
        actor = await _actor(gateway, request)
        now = gateway.gate.now(request)
        filters.known(request.query_params, ())
        conditions, _ = await filters.conditions(gateway, request.query_params, now, actor)
        seen = visible(gateway, actor)
        found: list[Document] = []
        if seen is not None:
            since = (now - timedelta(days=KEPT_DAYS)).isoformat()
            recent = {"$or": [{"final": False}, {"changed": {"$gte": since}}]}
            rows = gateway.store[await gateway.generations.shown()]
            query = {"$and": [seen, recent, *conditions]}
            order = [("due_at", 1), ("_id", 1)]
            found = await rows.find(query).sort(order).limit(MOST).to_list(None)
        base = (gateway.settings.public_url or str(request.base_url)).rstrip("/")
        return Response(
            await asyncio.to_thread(_file, found, base),
            media_type="text/calendar",
            headers={
                "Content-Disposition": 'inline; filename="lich-doi-ngoai.ics"',
                "Cache-Control": "private, no-cache",
            },
        )

    return [calendar]
