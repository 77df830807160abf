"""`GET /api/changes`: what changes, as it happens, as server-sent events, to whoever may see it.

Each event names a dossier and its version; what it holds is read where it is kept. Nothing is kept
for who is away: a reader that comes back, or reads too slowly, is told to read its lists again.
"""

from __future__ import annotations

from typing import Any

from litestar import Request, get
from litestar.response import Stream

from chassis.web.documented import documented
from gateway.hub import Reader
from gateway.listing import visible
from gateway.running import Gateway

Req = Request[Any, Any, Any]


def routes(gateway: Gateway) -> list[Any]:
    @get(
        "/api/changes",
        operation_id="changes",
        operation_class=documented(gives="text/event-stream"),
        summary="Các thay đổi ngay khi xảy ra (server-sent events)",
        tags=["Danh sách"],
    )
    async def changes(request: Req) -> Stream:
        actor = await gateway.gate.actor(request)
        seen = visible(gateway, actor)
        words: frozenset[str] | None = frozenset()
        if seen is not None:
            words = frozenset(seen["seen_by"]["$in"]) if seen else None
        reader = Reader(actor.id, words)
        gateway.hub.enter(reader)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        events = gateway.hub.events(reader)
        return Stream(events, media_type="text/event-stream", headers=headers)

    return [changes]
