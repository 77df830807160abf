"""`POST /api/calendar/preview`: asks every service which due dates new rows would move."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import msgspec
import structlog
from litestar import Request, Response, post

from chassis.web import bodies
from chassis.web.documented import documented
from chassis.web.http import json
from chassis.web.preview import MOST, Moves, Preview, may_ask
from gateway.running import Gateway

log = structlog.get_logger()
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
        names = list(gateway.peers)
        told = await asyncio.gather(
            *(_ask(gateway, gateway.peers[name], request, body) for name in names)
        )
        answers = [answer for answer in told if answer is not None]
        refused = next((a for a in answers if a.status_code != 200), None)
        if refused is not None:
            kind = refused.headers.get("content-type", "application/problem+json")
            return Response(refused.content, status_code=refused.status_code, media_type=kind)
        whole = _whole([msgspec.json.decode(a.content, type=Moves) for a in answers])
        whole.missing = [n for n, answer in zip(names, told, strict=True) if answer is None]
        return json(whole)

    return [preview]


async def _ask(
    gateway: Gateway, url: str, request: Request[Any, Any, Any], body: bytes
) -> httpx.Response | None:
    """A service's answer; None when it does not answer, which the whole list says."""
    names = ("authorization", "ngoaivu-date", "accept-language")
    sent = {name: request.headers[name] for name in names if name in request.headers}
    sent["content-type"] = "application/json"
    try:
        return await gateway.client.post(
            url.rstrip("/") + PATH, content=body, headers=sent, timeout=PATIENCE
        )
    except httpx.HTTPError as error:
        log.warning("preview", url=url, cause=repr(error)[:200])
        return None


def _whole(parts: list[Moves]) -> Moves:
    """One list out of those of the services."""
    return Moves(
        items=[line for part in parts for line in part.items][:MOST],
        undated=[line for part in parts for line in part.undated][:MOST],
        total=sum(part.total for part in parts),
        total_undated=sum(part.total_undated for part in parts),
        dossiers=sum(part.dossiers for part in parts),
    )
