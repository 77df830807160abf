"""`POST /api/calendar/preview`: asks every service which due dates new rows would move."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import msgspec
from litestar import Request, Response, post

from chassis.errors import Unavailable
from chassis.web import bodies
from chassis.web.documented import documented
from chassis.web.http import json
from chassis.web.preview import MOST, Moves, Preview, may_ask
from gateway.running import Gateway

PATH = "/api/calendar/preview"
PATIENCE = 60.0  # seconds: a service counts all its open dossiers


def routes(gateway: Gateway) -> list[Any]:
    @post(
        PATH, status_code=200, operation_id="calendar.preview",
        operation_class=documented(Preview.__name__),
    )  # fmt: skip
    async def preview(request: Request[Any, Any, Any]) -> Response[Any]:
        body = await bodies.read_json(request)
        may_ask(await gateway.gate.actor(request))
        bodies.decode(body, Preview)
        answers = await asyncio.gather(
            *(_ask(gateway, url, request, body) for url in gateway.peers.values())
        )
        refused = next((a for a in answers if a.status_code != 200), None)
        if refused is not None:
            kind = refused.headers.get("content-type", "application/problem+json")
            return Response(refused.content, status_code=refused.status_code, media_type=kind)
        return json(_whole([msgspec.json.decode(a.content, type=Moves) for a in answers]))

    return [preview]


async def _ask(
    gateway: Gateway, url: str, request: Request[Any, Any, Any], body: bytes
) -> httpx.Response:
    names = ("authorization", "ngoaivu-date", "accept-language")
    sent = {name: request.headers[name] for name in names if name in request.headers}
    sent["content-type"] = "application/json"
    try:
        return await gateway.client.post(
            url.rstrip("/") + PATH, content=body, headers=sent, timeout=PATIENCE
        )
    except httpx.HTTPError as error:
        raise Unavailable(f"dịch vụ chưa trả lời: {error!r}") from None


def _whole(parts: list[Moves]) -> Moves:
    """One list out of those of the services."""
    return Moves(
        items=[line for part in parts for line in part.items][:MOST],
        undated=[line for part in parts for line in part.undated][:MOST],
        total=sum(part.total for part in parts),
        total_undated=sum(part.total_undated for part in parts),
        dossiers=sum(part.dossiers for part in parts),
    )
