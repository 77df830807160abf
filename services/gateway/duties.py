"""`GET /internal/duties`: what is due soon or late in a province, for the service that reminds."""

from __future__ import annotations

from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromQuery

from chassis import visibility
from chassis.store.driver import Document
from chassis.web.http import json
from gateway.projections.rows import end_of
from gateway.running import Gateway

MOST = 5000
SHOWN = {"service": 1, "type": 1, "code": 1, "title": 1, "unit": 1, "duty": 1, "team_only": 1}


def routes(gateway: Gateway) -> list[Any]:
    @get("/internal/duties", include_in_schema=False)
    async def duties(
        request: Request[Any, Any, Any], province: FromQuery[str], until: FromQuery[date]
    ) -> Response[bytes]:
        gateway.gate.internal(request)
        rows = gateway.store[await gateway.generations.shown()]
        last = end_of(until.isoformat())
        here = visibility.under(gateway.desk_of(province))
        query: Document = {"province": here, "final": False, "due_at": {"$lte": last}}
        found = await rows.find(query, SHOWN).sort("due_at", 1).limit(MOST).to_list(None)
        return json({"items": [_told(row) for row in found], "whole": len(found) < MOST})

    return [duties]


def _told(row: Document) -> Document:
    """A team's dossier is named by its code alone."""
    title = "" if row["team_only"] else row["title"]
    return {"id": row["_id"], **{n: row[n] for n in SHOWN if n != "team_only"}, "title": title}
