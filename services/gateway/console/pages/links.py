"""Dossiers that belong together: links in both directions, and their acts as one story."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from gateway.console.reading import Problem
from gateway.console.visit import Visit

Json = dict[str, Any]
MOST = 8  # linked dossiers whose acts are read


async def pointing_to(visit: Visit, id: str) -> list[Json]:
    """Dossiers that name this one, as the lists know them; none where the lists do not answer."""
    try:
        answer = await visit.get("dossiers", query={"linked_to": id, "limit": MOST})
    except Problem:
        return []
    return list(answer["items"])


async def linked(visit: Visit, dossier: Json, pointing: Sequence[Json]) -> list[Json]:
    """The dossiers that this one names and those that name it, as far as one may see them."""
    places = {
        (x["service"], x["type"], x["id"]): x.get("rel", "")
        for x in [*(dossier.get("links") or ()), *pointing]
        if x["id"] != dossier["id"]
    }
    some = list(places)[:MOST]
    read = await asyncio.gather(*(_read(visit, place) for place in some))
    types = await visit.types()
    return [
        {
            "href": f"/dossiers/{service}/{type_}/{id}",
            "code": other["code"],
            "title": other["title"],
            "state": _state(types, service, type_, other["state"], visit),
            "type_title": types.title(service, type_),
            "acts": other.get("acts") or (),
        }
        for (service, type_, id), other in zip(some, read, strict=True)
        if other is not None
    ]


async def _read(visit: Visit, place: tuple[str, str, str]) -> Json | None:
    service, type_, id = place
    try:
        dossier: Json = await visit.get("dossier", service=service, type=type_, id=id)
        return dossier
    except Problem:
        return None


def _state(types: Any, service: str, type_: str, state: str, visit: Visit) -> str:
    states = types.by_name.get((service, type_), {}).get("states", ())
    return next((visit.t.name(s) for s in states if s["name"] == state), state)


def story(visit: Visit, dossier: Json, others: Sequence[Json]) -> list[Json]:
    """The acts of a dossier and of those it is linked with, the newest first.

    `?story=own` keeps to the dossier's own.
    """
    acts = [{**act, "of": None} for act in dossier.get("acts") or ()]
    if visit.query.get("story") != "own":
        acts += [{**act, "of": other} for other in others for act in other["acts"]]
    acts.sort(key=lambda act: (str(act["at"]), act["of"] is None, act["version"]), reverse=True)
    return [
        {**act, "by": act.get("name") or visit.t.role(act.get("role") or "")} for act in acts
    ]  # fmt: skip
