"""The routes of dossiers, made from the dossier types: a service writes none.

Everything under `/api/<service>/<type>`: lodge, read, list, every transition, import; what one may
look at and add beside them stands in aspects.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

from casework import DossierType, Holding, Reply, Transition
from chassis import visibility
from chassis.store import history
from chassis.store.registry import Registry
from chassis.web import aspects, bodies, parts, rehearsal
from chassis.web.desk import (
    Desk,
    answer_with,
    cursor_of,
    limit_of,
    mark_of,
    may_not,
    next_link,
    number_of,
    shown,
    told,
)
from chassis.web.documented import PAGES, documented
from chassis.web.http import is_known, json, note, reply, version_of
from chassis.web.importing import import_sheet, preview_sheet
from chassis.web.preview import Preview
from chassis.web.simulation import Simulation

Req = Request[Any, Any, Any]
FILTERS = ("state", "unit", "code")


def dossier_routes(desk: Desk) -> list[Any]:
    """All routes of all types of a service."""
    handlers: list[Any] = []
    registry = desk.registry
    for name in registry.names():
        newest = registry.named(name)[-1]
        regimes = _newest_first(desk, name)
        steps = list(dict.fromkeys(t.name for regime in regimes for t in regime.transitions))
        handlers += [_lodging(desk, newest), _listing(desk, newest), _reading(desk, newest)]
        handlers += [_stepping(desk, newest, step) for step in steps]
        handlers += aspects.aspects(desk, newest)
        if newest.imports is not None:
            handlers.append(_importing(desk, newest))
    return handlers


def _lodging(desk: Desk, type_: DossierType[Any]) -> Any:
    @post(
        desk.path(type_.name),
        operation_id=f"{type_.name}.{type_.opening.name}",
        operation_class=documented(
            *bodies_of(desk.registry, type_.name, type_.opening.name),
            query=["unit", "check"],
            key=True,
        ),
        summary=f"{type_.title}: {type_.opening.title} ({type_.opening.law})",
        tags=[type_.title],
        status_code=201,
    )
    async def lodge(request: Req) -> Response[bytes]:
        body = await desk.gate.body(request)
        asks = await desk.gate.asks(request, body)
        note(request, type=type_.name, transition=type_.opening.name)
        day = desk.dossiers.province(asks.actor.province).calendar.day(asks.at)
        regime = desk.registry.on(type_.name, day)
        if not asks.actor.roles & set(regime.opening.by):
            may_not(regime.opening, desk.dossiers.province(asks.actor.province), asks.at)
        data, late_reason = bodies.body_of(regime.opening).read(body)
        asks = msgspec.structs.replace(asks, late_reason=late_reason)
        unit = request.query_params.get("unit", "")
        if rehearsal.is_asked(request):
            tried = msgspec.structs.replace(asks, key="")
            made = await desk.dossiers.rehearse(
                lambda mine: mine.lodge(regime, data, tried, unit=unit)
            )
            return json(rehearsal.outcome(regime, made))
        dossier = await desk.dossiers.once(
            asks, lambda: desk.dossiers.lodge(regime, data, asks, unit=unit)
        )
        note(request, dossier=dossier.id)
        return answer_with(dossier, 201, desk.path(type_.name, f"/{dossier.id}"))

    return lodge


def _reading(desk: Desk, type_: DossierType[Any]) -> Any:
    @get(
        desk.path(type_.name, "/{id:str}"),
        operation_id=f"{type_.name}.read",
        operation_class=documented(query=["version", "with"]),
        summary=f"{type_.title}: xem hồ sơ",
        tags=[type_.title],
    )
    async def read(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, actor = await desk.seen(request, type_.name, id)
        if names := parts.asked(request):
            told_with = {**shown(row), "with": await parts.parts(desk, request, row, actor, names)}
            return json(told_with, 200, {"ETag": f'"{row["version"]}"'})
        if asked := request.query_params.get("version"):
            number = number_of(asked, "version")
            old = await history.version(desk.store, desk.registry, row, number)
            return reply(told(old))
        etag = f'"{row["version"]}"'
        if is_known(request, etag):
            return Response(b"", status_code=304, headers={"ETag": etag})
        return reply(told(row), 200, {"ETag": etag})

    return read


def _listing(desk: Desk, type_: DossierType[Any]) -> Any:
    @get(
        desk.path(type_.name),
        operation_id=f"{type_.name}.list",
        operation_class=documented(query=[*PAGES, *FILTERS]),
        summary=f"{type_.title}: danh sách",
        tags=[type_.title],
    )
    async def list_(request: Req) -> Response[bytes]:
        actor = await desk.gate.actor(request)
        asked = request.query_params
        where = visibility.query(actor, type_.team_only, type_.shown_to)
        if where is None:
            return json({"items": [], "next": None})
        where |= {k: asked[k] for k in FILTERS if k in asked}
        limit = limit_of(asked.get("limit"))
        rows = await desk.dossiers.find(type_.name, where, limit, cursor_of(asked.get("cursor")))
        if type_.is_watched and rows:
            await desk.journal_reads(rows, actor.id, request)
        following = mark_of(rows[-1]["_id"]) if len(rows) == limit else None
        headers = next_link(request, desk.path(type_.name), following)
        items = [msgspec.Raw(told(desk.registry.current(row))) for row in rows]
        return json({"items": items, "next": following}, 200, headers)

    return list_


def _stepping(desk: Desk, type_: DossierType[Any], name: str) -> Any:
    """One step, as each regime of the type has it: a dossier is moved by the law of its own day."""
    newest = next(filter(None, (t.transition(name) for t in _newest_first(desk, type_.name))))

    @post(
        desk.path(type_.name, f"/{{id:str}}/{name}"),
        operation_id=f"{type_.name}.{name}",
        operation_class=documented(
            *bodies_of(desk.registry, type_.name, name), query=["check"], match=True, key=True
        ),
        summary=f"{newest.title} ({newest.law})",
        tags=[type_.title],
        status_code=200,
    )
    async def take(request: Req, id: FromPath[str]) -> Response[bytes]:
        body = await desk.gate.body(request)
        asks = await desk.gate.asks(request, body)
        note(request, type=type_.name, dossier=id, transition=name)
        step = await desk.step(request, type_.name, id, name)
        if not asks.actor.roles & set(step.by):
            await desk.seen(request, type_.name, id)
            may_not(step, desk.dossiers.province(asks.actor.province), asks.at)
        version = version_of(request)
        data, late_reason = bodies.body_of(step).read(body)
        asks = msgspec.structs.replace(asks, late_reason=late_reason)
        if rehearsal.is_asked(request):
            tried = msgspec.structs.replace(asks, key="")
            made = await desk.dossiers.rehearse(
                lambda mine: mine.perform(type_.name, id, name, data, tried, version)
            )
            return json(rehearsal.outcome(desk.registry.regime(type_.name, made.regime), made))
        dossier = await desk.dossiers.once(
            asks,
            lambda: desk.dossiers.perform(type_.name, id, name, data, asks, version),
        )
        return answer_with(dossier, 200)

    return take


def _importing(desk: Desk, type_: DossierType[Any]) -> Any:
    @post(
        desk.path(type_.name, "/import"),
        operation_id=f"{type_.name}.import",
        operation_class=documented(sends="sheet", query=["partial", "unit", "dry_run"], key=True),
        summary=f"{type_.title}: nhập từ {type_.imports.title if type_.imports else ''}",
        tags=[type_.title],
        status_code=201,
        request_max_body_size=desk.settings.max_attachment + 65_536,
    )
    async def import_(request: Req) -> Response[bytes]:
        asks = await desk.gate.asks(request)
        note(request, type=type_.name, transition="import")
        regime = desk.registry.on(
            type_.name, desk.dossiers.province(asks.actor.province).calendar.day(asks.at)
        )
        if not asks.actor.roles & set(regime.opening.by):
            may_not(regime.opening, desk.dossiers.province(asks.actor.province), asks.at)
        with desk.uploads.of(asks.actor.id):
            sheet = await desk.sheet(request, asks)
            if rehearsal.is_asked(request, "dry_run"):
                return json(await preview_sheet(desk, regime, sheet))
            found = await desk.dossiers.once(
                sheet.asks, lambda: import_sheet(desk, regime, sheet), dict
            )
        return json(found, 201)

    return import_


def _newest_first(desk: Desk, name: str) -> list[DossierType[Any]]:
    return list(reversed(desk.registry.named(name)))


def bodies_of(registry: Registry, type_: str, step: str) -> list[str]:
    """The names of the bodies that a step takes, that of the newest regime first."""
    steps: list[Transition[Any, Any]] = []
    for regime in reversed(registry.named(type_)):
        steps += [t for t in (regime.opening, *regime.transitions) if t.name == step]
    return list(dict.fromkeys(bodies.name_of(t.data) for t in steps))


def reads_of(types: Sequence[DossierType[Any]], more: Sequence[Any] = ()) -> dict[str, Any]:
    """Schemas of every body, with those of opinions and holders, and the bodies of registers."""
    return bodies.schemas(types, [Reply, Holding, Simulation, Preview, *more])
