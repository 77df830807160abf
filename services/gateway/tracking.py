"""`GET /track/{code}`: what anybody with a dossier's code may know, and nothing personal."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from chassis.errors import NotFound
from chassis.web.http import json
from gateway.catalogue import Catalogue
from gateway.identity.door import Failures
from gateway.running import Gateway

Req = Request[Any, Any, Any]
OPEN = {"team_only": False, "tracked": {"$ne": False}}


def routes(gateway: Gateway, catalogue: Catalogue) -> list[Any]:
    failures = Failures(most=30, seconds=60)

    @get("/track/{code:str}", operation_id="track", security=[{}])
    async def track(request: Req, code: FromPath[str]) -> Response[bytes]:
        who = request.client.host if request.client else ""
        failures.check(who)
        rows = gateway.store[await gateway.generations.shown()]
        row = await rows.find_one({"code": code.strip().upper(), **OPEN})
        if row is None:
            failures.add(who)
            raise NotFound(f"Không có hồ sơ mã {code[:40]}")
        titles = await catalogue.titles()
        told = {
            "code": row["code"],
            "type": row["type"],
            "type_title": titles.get((row["service"], row["type"]), row["type"]),
            "state": row["state"],
            "state_title": row["state_title"],
            "final": row["final"],
            "province": row["province"],
            "lodged": row["lodged"],
            "due": row["due"],
        }
        return json(told, 200, {"Cache-Control": "no-store"})

    return [track]
