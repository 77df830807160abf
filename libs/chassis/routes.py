"""The routes of dossiers, made from the dossier types: a service writes none.

Everything under `/api/<service>/<type>`: lodge, read, list, every transition, history, deadlines,
opinions, attachments, papers, import, and what the person may do now.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.openapi.spec import OpenAPIMediaType, Operation, Reference, RequestBody
from litestar.params import FromPath

import casework
from casework import DossierType, NotYourRole, Reply, Transition
from casework.atlas import json_schema
from casework.workflow import Failure
from chassis import bodies, files, visibility
from chassis.dossiers import Dossiers
from chassis.driver import Document, Store
from chassis.http import Gate, json, note, reply, version_of
from chassis.ports import NotFound, Unavailable
from chassis.problems import BadFields, Unreadable
from chassis.registry import Registry
from chassis.settings import Settings

Req = Request[Any, Any, Any]
PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": XLSX,
}


class Desk:
    """What the routes of one service share."""

    def __init__(self, settings: Settings, registry: Registry, gate: Gate) -> None:
        self.settings = settings
        self.registry = registry
        self.gate = gate
        self.service = settings.service
        self._opened: tuple[Store, Dossiers] | None = None

    def open(self, store: Store, dossiers: Dossiers) -> None:
        """Routes are made before the database is there: the lifespan brings it."""
        self._opened = store, dossiers

    @property
    def store(self) -> Store:
        return self._both()[0]

    @property
    def dossiers(self) -> Dossiers:
        return self._both()[1]

    def _both(self) -> tuple[Store, Dossiers]:
        if self._opened is None:
            raise Unavailable("Dịch vụ chưa khởi động xong")
        return self._opened

    def path(self, type_: str, rest: str = "") -> str:
        return f"/api/{self.service}/{type_}{rest}"

    async def seen(self, request: Req, type_: str, id: FromPath[str]) -> tuple[Document, Any]:
        """A stored row that this person may see, and the person. Raises NotFound."""
        actor = await self.gate.actor(request)
        row = await self.dossiers.row(type_, id)
        kept = self.registry.regime(type_, row["regime"])
        team_only = kept.team_only
        if not visibility.shows(row, actor, team_only, kept.shown_to):
            raise NotFound(f"Không có hồ sơ {type_}/{id}")
        if team_only:
            await self.journal_reads([row], actor.id, request)
        return row, actor

    async def journal_reads(self, rows: Sequence[Document], actor: str, request: Req) -> None:
        """Every read of a person's record is written down."""
        at = self.gate.now(request).isoformat()
        await self.store["reads"].insert_many(
            [{"dossier": row["_id"], "type": row["type"], "actor": actor, "at": at,
              "province": row["province"]} for row in rows]
        )  # fmt: skip


def dossier_routes(desk: Desk) -> list[Any]:
    """All routes of all types of a service."""
    handlers: list[Any] = []
    registry = desk.registry
    for name in registry.names():
        newest = registry.named(name)[-1]
        steps: dict[str, Transition[Any, Any]] = {}
        for regime in registry.named(name):
            steps |= {t.name: t for t in regime.transitions}
        handlers += [_lodging(desk, newest), _listing(desk, newest), _reading(desk, newest)]
        handlers += [_stepping(desk, newest, t) for t in steps.values()]
        handlers += _aspects(desk, newest)
        if newest.imports is not None:
            handlers.append(_importing(desk, newest))
    return handlers


def told(row: Document) -> bytes:
    """A stored row as JSON: `_id` is told as `id`."""
    return msgspec.json.encode({"id": row["_id"], **{k: v for k, v in row.items() if k != "_id"}})


def _answer(dossier: Any, status: int, location: str = "") -> Response[bytes]:
    headers = {"ETag": f'"{dossier.version}"'}
    if location:
        headers["Location"] = location
    return reply(msgspec.json.encode(dossier), status, headers)


def _lodging(desk: Desk, type_: DossierType[Any]) -> Any:
    @post(
        desk.path(type_.name),
        operation_id=f"{type_.name}.{type_.opening.name}",
        operation_class=_operation(type_.opening),
        summary=f"{type_.title}: {type_.opening.title} ({type_.opening.law})",
        tags=[type_.title],
        status_code=201,
    )
    async def lodge(request: Req) -> Response[bytes]:
        body = await bodies.read_json(request)
        asks = await desk.gate.asks(request, body)
        note(request, type=type_.name, transition=type_.opening.name)
        day = desk.dossiers.province(asks.actor.province).calendar.day(asks.at)
        regime = desk.registry.on(type_.name, day)
        if not asks.actor.roles & set(regime.opening.by):
            _may_not(regime.opening)
        data, late_reason = bodies.body_of(regime.opening).read(body)
        asks = msgspec.structs.replace(asks, late_reason=late_reason)
        unit = request.query_params.get("unit", "")
        dossier = await desk.dossiers.once(
            asks, lambda: desk.dossiers.lodge(regime, data, asks, unit=unit)
        )
        note(request, dossier=dossier.id)
        return _answer(dossier, 201, desk.path(type_.name, f"/{dossier.id}"))

    return lodge


def _may_not(step: Transition[Any, Any]) -> None:
    says = f"Chỉ {', '.join(sorted(step.by))} được {step.title}"
    raise NotYourRole(step.by, Failure(says, str(step.law)))


def _reading(desk: Desk, type_: DossierType[Any]) -> Any:
    @get(
        desk.path(type_.name, "/{id:str}"),
        operation_id=f"{type_.name}.read",
        summary=f"{type_.title}: xem hồ sơ",
        tags=[type_.title],
    )
    async def read(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, _ = await desk.seen(request, type_.name, id)
        etag = f'"{row["version"]}"'
        if request.headers.get("if-none-match") == etag:
            return Response(b"", status_code=304, headers={"ETag": etag})
        return reply(told(row), 200, {"ETag": etag})

    return read


def _listing(desk: Desk, type_: DossierType[Any]) -> Any:
    @get(
        desk.path(type_.name),
        operation_id=f"{type_.name}.list",
        summary=f"{type_.title}: danh sách",
        tags=[type_.title],
    )
    async def list_(request: Req) -> Response[bytes]:
        actor = await desk.gate.actor(request)
        asked = request.query_params
        where = visibility.query(actor, type_.team_only, type_.shown_to)
        if where is None:
            return json({"items": [], "next": None})
        where |= {k: asked[k] for k in ("state", "unit", "code") if k in asked}
        limit = limit_of(asked.get("limit"))
        rows = await desk.dossiers.find(type_.name, where, limit, cursor_of(asked.get("cursor")))
        following = mark_of(rows[-1]["_id"]) if len(rows) == limit else None
        headers = {}
        if following:
            headers["Link"] = f'<{desk.path(type_.name)}?cursor={following}>; rel="next"'
        items = [msgspec.Raw(told(row)) for row in rows]
        return json({"items": items, "next": following}, 200, headers)

    return list_


def limit_of(given: str | None) -> int:
    try:
        limit = int(given or PAGE)
    except ValueError:
        raise Unreadable(f"limit không phải số: {given!r}") from None
    if not 1 <= limit <= 500:
        raise Unreadable("limit phải từ 1 đến 500")
    return limit


def mark_of(id: FromPath[str]) -> str:
    return base64.urlsafe_b64encode(id.encode()).decode()


def cursor_of(given: str | None) -> str:
    try:
        return base64.urlsafe_b64decode((given or "").encode()).decode()
    except (binascii.Error, UnicodeError):
        raise Unreadable("cursor không đọc được") from None


def _stepping(desk: Desk, type_: DossierType[Any], step: Transition[Any, Any]) -> Any:
    @post(
        desk.path(type_.name, f"/{{id:str}}/{step.name}"),
        operation_id=f"{type_.name}.{step.name}",
        operation_class=_operation(step),
        summary=f"{step.title} ({step.law})",
        tags=[type_.title],
        status_code=200,
    )
    async def take(request: Req, id: FromPath[str]) -> Response[bytes]:
        body = await bodies.read_json(request)
        asks = await desk.gate.asks(request, body)
        note(request, type=type_.name, dossier=id, transition=step.name)
        if not asks.actor.roles & set(step.by):
            await desk.seen(request, type_.name, id)
            _may_not(step)
        version = version_of(request)
        data, late_reason = bodies.body_of(step).read(body)
        asks = msgspec.structs.replace(asks, late_reason=late_reason)
        dossier = await desk.dossiers.once(
            asks,
            lambda: desk.dossiers.perform(type_.name, id, step.name, data, asks, version),
        )
        return _answer(dossier, 200)

    return take


def _aspects(desk: Desk, type_: DossierType[Any]) -> list[Any]:
    """What one may look at, and add, beside the transitions."""
    at: Callable[[str], str] = lambda rest: desk.path(type_.name, f"/{{id:str}}{rest}")  # noqa: E731
    registry, tags = desk.registry, [type_.title]

    @get(at("/history"), operation_id=f"{type_.name}.history", tags=tags)
    async def history(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, _ = await desk.seen(request, type_.name, id)
        return json({"items": row["acts"]})

    @get(at("/deadlines"), operation_id=f"{type_.name}.deadlines", tags=tags)
    async def deadlines(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, _ = await desk.seen(request, type_.name, id)
        kept, dossier = registry.read(row)
        province = desk.dossiers.province(dossier.province)
        return json({"items": casework.explain(kept.deadlines, dossier, province)})

    @get(at("/opinions"), operation_id=f"{type_.name}.opinions", tags=tags)
    async def opinions(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, _ = await desk.seen(request, type_.name, id)
        _, dossier = registry.read(row)
        today = desk.dossiers.province(dossier.province).calendar.day(desk.gate.now(request))
        return json({"items": [_round(r, today) for r in dossier.rounds]})

    @post(
        at("/opinions"),
        operation_id=f"{type_.name}.reply",
        operation_class=body_operation("Reply"),
        tags=tags,
        status_code=200,
    )
    async def answer(request: Req, id: FromPath[str]) -> Response[bytes]:
        body = await bodies.read_json(request)
        asks = await desk.gate.asks(request, body)
        note(request, type=type_.name, dossier=id, transition="reply")
        version = version_of(request) if "if-match" in request.headers else None
        data = bodies.decode(body, Reply)
        return _answer(await desk.dossiers.reply(type_.name, id, data, asks, version), 200)

    @get(at("/available"), operation_id=f"{type_.name}.available", tags=tags)
    async def available(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, actor = await desk.seen(request, type_.name, id)
        kept, dossier = registry.read(row)
        steps = casework.available(kept, dossier, actor)
        return json({"items": [_offer(t) for t in steps], "version": dossier.version})

    return [
        history, deadlines, opinions, answer, available,
        *_attachments(desk, type_, at), _papers(desk, type_, at),
    ]  # fmt: skip


def _round(round_: casework.Round, today: Any) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(round_)
    for opinion in told["opinions"]:
        opinion["standing"] = round_.standing(opinion["body"], today)
    return told


def _offer(step: Transition[Any, Any]) -> dict[str, Any]:
    return {
        "name": step.name,
        "title": step.title,
        "law": str(step.law),
        "schema": json_schema(step.data),
        "requires": [{"says": r.says, "law": str(r.law)} for r in step.requires],
    }


def _attachments(desk: Desk, type_: DossierType[Any], at: Callable[[str], str]) -> list[Any]:
    tags = [type_.title]

    @get(at("/attachments"), operation_id=f"{type_.name}.attachments", tags=tags)
    async def attachments(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, _ = await desk.seen(request, type_.name, id)
        return json({"items": row["attachments"]})

    @post(
        at("/attachments"),
        operation_id=f"{type_.name}.attach",
        tags=tags,
        status_code=201,
        request_max_body_size=desk.settings.max_attachment + 65_536,
    )
    async def attach(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, actor = await desk.seen(request, type_.name, id)
        asks = await desk.gate.asks(request)
        note(request, type=type_.name, dossier=id, transition="attach")
        version = version_of(request) if "if-match" in request.headers else None
        name, content, about = await _upload(request)
        file = await files.keep(
            desk.store, name, content,
            limit=desk.settings.max_attachment, by=actor.id, at=asks.at, about=about,
        )  # fmt: skip
        try:
            dossier = await desk.dossiers.attach(type_.name, row["_id"], file, asks, version)
        except BaseException:
            await desk.store.drop_file(file.id)
            raise
        where = at(f"/attachments/{file.id}").replace("{id:str}", id)
        return reply(
            msgspec.json.encode(file), 201, {"ETag": f'"{dossier.version}"', "Location": where}
        )

    @get(at("/attachments/{file:str}"), operation_id=f"{type_.name}.attachment", tags=tags)
    async def download(request: Req, id: FromPath[str], file: FromPath[str]) -> Response[bytes]:
        row, _ = await desk.seen(request, type_.name, id)
        kept = next((a for a in row["attachments"] if a["id"] == file), None)
        if kept is None:
            raise NotFound(f"Hồ sơ không có tệp {file}")
        return file_response(await desk.store.read_file(file), kept["name"], kept["media_type"])

    return [attachments, attach, download]


async def uploaded(request: Req) -> bytes:
    """A sheet that comes in, as the part «file» of a form or as the body itself."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        return (await _upload(request))[1]
    return await request.body()


async def _upload(request: Req) -> tuple[str, bytes, dict[str, str]]:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Unreadable("Cần multipart/form-data với phần «file»", 415)
    form = await request.form()
    upload = form.get("file")
    if upload is None or not hasattr(upload, "read"):
        raise BadFields([{"pointer": "/file", "detail": "thiếu tệp"}])
    about = {k: str(v) for k, v in form.items() if k in ("kind", "language", "copy")}
    return upload.filename or "tep", await upload.read(), about


def file_response(content: bytes, name: str, media_type: str) -> Response[bytes]:
    headers = {
        "Content-Disposition": files.disposition(name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=media_type, headers=headers)


def _papers(desk: Desk, type_: DossierType[Any], at: Callable[[str], str]) -> Any:
    @get(at("/papers/{file:str}"), operation_id=f"{type_.name}.paper", tags=[type_.title])
    async def paper(request: Req, id: FromPath[str], file: FromPath[str]) -> Response[bytes]:
        from chassis.rendering import render

        row, _ = await desk.seen(request, type_.name, id)
        kept, dossier = desk.registry.read(row)
        name, _, ending = file.rpartition(".")
        found = next((p for p in kept.papers if p.name == name), None)
        if found is None or ending not in found.formats:
            known = ", ".join(f"{p.name}.{f}" for p in kept.papers for f in p.formats)
            raise NotFound(f"Không có giấy tờ {file}; có: {known}")
        province = desk.dossiers.province(dossier.province)
        content = await render(found, dossier, province, ending)
        return file_response(content, f"{found.title} {dossier.code}.{ending}", MEDIA[ending])

    return paper


def _importing(desk: Desk, type_: DossierType[Any]) -> Any:
    @post(
        desk.path(type_.name, "/import"),
        operation_id=f"{type_.name}.import",
        summary=f"{type_.title}: nhập từ {type_.imports.title if type_.imports else ''}",
        tags=[type_.title],
        status_code=201,
        request_max_body_size=desk.settings.max_attachment + 65_536,
    )
    async def import_(request: Req) -> Response[bytes]:
        from chassis.importing import import_sheet

        asks = await desk.gate.asks(request)
        note(request, type=type_.name, transition="import")
        regime = desk.registry.on(
            type_.name, desk.dossiers.province(asks.actor.province).calendar.day(asks.at)
        )
        if not asks.actor.roles & set(regime.opening.by):
            _may_not(regime.opening)
        content = await uploaded(request)
        partial = request.query_params.get("partial", "") in ("true", "1")
        unit = request.query_params.get("unit", "")
        found = await import_sheet(desk, regime, content, asks, partial=partial, unit=unit)
        return json(found, 201)

    return import_


def _operation(step: Transition[Any, Any]) -> type[Operation]:
    return body_operation(bodies.name_of(step.data))


def body_operation(name: str) -> type[Operation]:
    """An OpenAPI operation whose body is a schema of our own."""
    schema = Reference(ref=f"#/components/schemas/{name}")

    @dataclass
    class WithBody(Operation):
        request_body: RequestBody | Reference | None = field(
            default_factory=lambda: RequestBody(
                content={"application/json": OpenAPIMediaType(schema=schema)}
            )
        )

        def __post_init__(self) -> None:
            self.request_body = RequestBody(
                content={"application/json": OpenAPIMediaType(schema=schema)}
            )

    return WithBody


def reads_of(types: Sequence[DossierType[Any]], more: Sequence[Any] = ()) -> dict[str, Any]:
    """Schemas of every body, with the reply to a consultation and the bodies of registers."""
    return bodies.schemas(types, [Reply, *more])
