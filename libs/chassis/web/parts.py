"""What a page shows beside a dossier, in the same answer: `?with=deadlines,available,opinions`.

Each part is what its own path answers; `type` is the catalogue's entry of the regime that the
dossier was lodged under, `links` the dossiers that it points at.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from litestar import Request

import casework
from casework import Actor
from chassis.store.driver import Document
from chassis.web.available import offers
from chassis.web.desk import Desk
from chassis.web.problems import Unreadable
from published.catalogue import of_type

Req = Request[Any, Any, Any]
Part = Callable[[Desk, Req, Document, Actor], Awaitable[Any]]


def asked(request: Req) -> list[str]:
    """The parts that are asked for. Raises Unreadable for one that there is not."""
    names = [n for n in request.query_params.get("with", "").split(",") if n]
    if unknown := sorted(set(names) - set(PARTS)):
        raise Unreadable(f"with: không có {', '.join(unknown)}; có {', '.join(PARTS)}")
    return names


async def parts(
    desk: Desk, request: Req, row: Document, actor: Actor, names: list[str]
) -> dict[str, Any]:
    return {name: await PARTS[name](desk, request, row, actor) for name in names}


async def deadlines(desk: Desk, request: Req, row: Document, actor: Actor) -> Any:
    kept, dossier = desk.registry.read(row)
    province = desk.dossiers.handling(dossier, desk.gate.now(request))
    return casework.explain(kept.deadlines, dossier, province)


async def opinions(desk: Desk, request: Req, row: Document, actor: Actor) -> Any:
    _, dossier = desk.registry.read(row)
    at = desk.gate.now(request)
    province = desk.dossiers.handling(dossier, at)
    today = province.calendar.day(at)
    rounds = []
    for asked_in in dossier.rounds:
        told: dict[str, Any] = msgspec.to_builtins(asked_in)
        for opinion in told["opinions"]:
            opinion["standing"] = asked_in.standing(opinion["body"], today)
            opinion["name"] = province.unit(opinion["body"])
        rounds.append(told)
    return rounds


async def available(desk: Desk, request: Req, row: Document, actor: Actor) -> Any:
    return await offers(desk, request, row, actor)


async def links(desk: Desk, request: Req, row: Document, actor: Actor) -> Any:
    return [
        {**link, "href": f"/api/{link['service']}/{link['type']}/{link['id']}"}
        for link in row["links"]
    ]


async def type_(desk: Desk, request: Req, row: Document, actor: Actor) -> Any:
    return of_type(desk.service, desk.registry.regime(row["type"], row["regime"]))


PARTS: Mapping[str, Part] = {
    "deadlines": deadlines,
    "available": available,
    "opinions": opinions,
    "links": links,
    "type": type_,
}
