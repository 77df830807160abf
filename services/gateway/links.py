"""`GET /api/dossiers/{id}/links`, found as `…/{id}/links` beside the dossier too: what it points at
and what points at it, in every service, as far as the person may see it."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from chassis.errors import NotFound
from chassis.store.driver import Document
from chassis.web.http import json
from gateway.listing import HIDDEN, visible, with_link
from gateway.projections.terms import mark
from gateway.running import Gateway

Req = Request[Any, Any, Any]
_NOBODY: Document = {"_id": {"$in": []}}
MOST = 1000  # that point at one dossier
_SHOWN = ("service", "type", "code", "title", "state", "state_title", "final", "province", "unit")


def told(gateway: Gateway, row: Document, rel: str, way: str) -> Document:
    shown = {"id": row["_id"], **{name: row[name] for name in _SHOWN}}
    return with_link(gateway, {"rel": rel, "way": way, **shown})


def routes(gateway: Gateway) -> list[Any]:
    @get(
        "/api/dossiers/{id:str}/links",
        operation_id="dossiers.links",
        summary="Hồ sơ này liên kết đến đâu, và hồ sơ nào liên kết đến nó",
        tags=["Danh sách"],
    )
    async def links(request: Req, id: FromPath[str]) -> Response[bytes]:
        return await of(gateway, request, id)

    return [links]


async def of(gateway: Gateway, request: Req, id: str, kind: str = "") -> Response[bytes]:
    """The links of a dossier, `kind` «service/type» where the path says it. Raises NotFound."""
    seen = visible(gateway, await gateway.gate.actor(request)) or _NOBODY
    rows = gateway.store[await gateway.generations.shown()]
    row = await rows.find_one({"$and": [{"_id": id}, seen]}, HIDDEN)
    if row is None or kind not in ("", f"{row['service']}/{row['type']}"):
        raise NotFound(f"Không có hồ sơ {id}")
    pointed = {link["id"]: link["rel"] for link in row["links"]}
    among = {"$and": [{"_id": {"$in": list(pointed)}}, seen]}
    there = await rows.find(among, HIDDEN).to_list(None) if pointed else []
    back = {"$and": [{"terms": mark("linked_to", id)}, seen]}
    found = await rows.find(back, HIDDEN).sort("order.lodged", -1).limit(MOST).to_list(None)
    items = [told(gateway, other, pointed[other["_id"]], "out") for other in there]
    for other in found:
        rels = dict.fromkeys(link["rel"] for link in other["links"] if link["id"] == id)
        items += [told(gateway, other, rel, "in") for rel in rels]
    return json({"items": items, "not_shown": len(pointed) - len(there)})
