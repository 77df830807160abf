"""What one may look at, and add, beside transitions: history, clocks, opinions, files, papers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

import casework
from casework import Actor, Dossier, DossierType, Holding, Refused, Reply
from chassis.errors import NotFound, Stale
from chassis.store.driver import Document, DuplicateKeyError
from chassis.store.history import versions
from chassis.web import bodies, files, parts
from chassis.web.available import offers
from chassis.web.desk import (
    MEDIA,
    Desk,
    answer_with,
    file_response,
    upload_of,
)
from chassis.web.documented import FILE, documented
from chassis.web.http import json, note, reply, version_of

Req = Request[Any, Any, Any]


def aspects(desk: Desk, type_: DossierType[Any]) -> list[Any]:
    """What one may look at, and add, beside the transitions."""
    at: Callable[[str], str] = lambda rest: desk.path(type_.name, f"/{{id:str}}{rest}")  # noqa: E731
    registry, tags = desk.registry, [type_.title]

    @get(at("/history"), operation_id=f"{type_.name}.history", tags=tags)
    async def history(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, _ = await desk.seen(request, type_.name, id)
        return json({"items": await versions(desk.store, registry, row)})

    @get(at("/deadlines"), operation_id=f"{type_.name}.deadlines", tags=tags)
    async def deadlines(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, actor = await desk.seen(request, type_.name, id)
        return json({"items": await parts.deadlines(desk, request, row, actor)})

    @get(at("/opinions"), operation_id=f"{type_.name}.opinions", tags=tags)
    async def opinions(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, actor = await desk.seen(request, type_.name, id)
        return json({"items": await parts.opinions(desk, request, row, actor)})

    @post(
        at("/opinions"),
        operation_id=f"{type_.name}.reply",
        operation_class=documented("Reply", match=False, key=True),
        tags=tags,
        status_code=200,
    )
    async def answer(request: Req, id: FromPath[str]) -> Response[bytes]:
        body = await desk.gate.body(request)
        asks = await desk.gate.asks(request, body)
        note(request, type=type_.name, dossier=id, transition="reply")
        data = bodies.decode(body, Reply)
        # An answer that replaces another one names the version that was read.
        named = "if-match" in request.headers or data.reason
        version = version_of(request) if named else None
        dossier = await desk.dossiers.once(
            asks, lambda: desk.dossiers.reply(type_.name, id, data, asks, version)
        )
        return answer_with(dossier, 200)

    @get(at("/available"), operation_id=f"{type_.name}.available", tags=tags)
    async def available(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, actor = await desk.seen(request, type_.name, id)
        return json(await offers(desk, request, row, actor))

    @post(
        at("/holder"),
        operation_id=f"{type_.name}.holder",
        operation_class=documented("Holding", match=False, key=True),
        summary=f"{type_.title}: giao, nhận, bàn giao người giữ hồ sơ",
        tags=tags,
        status_code=200,
    )
    async def holder(request: Req, id: FromPath[str]) -> Response[bytes]:
        body = await desk.gate.body(request)
        asks = await desk.gate.asks(request, body)
        note(request, type=type_.name, dossier=id, transition="hold")
        version = version_of(request) if "if-match" in request.headers else None
        data = bodies.decode(body, Holding)
        dossier = await desk.dossiers.once(
            asks,
            lambda: desk.dossiers.aside(casework.hold, type_.name, id, data, asks, version),
        )
        return answer_with(dossier, 200)

    return [
        history, deadlines, opinions, answer, available, holder,
        *_attachments(desk, type_, at), _papers(desk, type_, at),
    ]  # fmt: skip


def _attachments(desk: Desk, type_: DossierType[Any], at: Callable[[str], str]) -> list[Any]:
    tags = [type_.title]

    @get(at("/attachments"), operation_id=f"{type_.name}.attachments", tags=tags)
    async def attachments(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, _ = await desk.seen(request, type_.name, id)
        return json({"items": row["attachments"]})

    @post(
        at("/attachments"),
        operation_id=f"{type_.name}.attach",
        operation_class=documented(sends="file", match=False, key=True),
        tags=tags,
        status_code=201,
        request_max_body_size=desk.settings.max_attachment + 65_536,
    )
    async def attach(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, actor = await desk.seen(request, type_.name, id)
        note(request, type=type_.name, dossier=id, transition="attach")
        casework.refuse_attaching(*desk.registry.read(row), actor)
        version = version_of(request) if "if-match" in request.headers else None
        with desk.uploads.of(actor.id):
            return await taken(request, id, row, actor, version)

    async def taken(
        request: Req, id: str, row: Document, actor: Actor, version: int | None
    ) -> Response[bytes]:
        name, content, about = await upload_of(request)
        sent = [name, hashlib.sha256(content).hexdigest(), about]
        asks = await desk.gate.asks(request, msgspec.json.encode(sent))

        async def put() -> Dossier[Any]:
            file = await files.keep(
                desk.store, name, content,
                limit=desk.settings.max_attachment, by=actor.id, at=asks.at, about=about,
            )  # fmt: skip
            try:
                return await desk.dossiers.aside(
                    lambda kept, case: casework.attach(kept, file, case),
                    type_.name, row["_id"], file, asks, version,
                )  # fmt: skip
            except (Refused, NotFound, Stale, DuplicateKeyError):
                # Nothing was written. Of any other failure that is not known: a commit whose
                # answer was late may have been done, so the bytes stay until they are swept.
                await desk.store.drop_file(file.id)
                raise

        dossier = await desk.dossiers.once(asks, put)
        file = dossier.attachments[-1]
        where = at(f"/attachments/{file.id}").replace("{id:str}", id)
        return reply(
            msgspec.json.encode(file), 201, {"ETag": f'"{dossier.version}"', "Location": where}
        )

    @get(
        at("/attachments/{file:str}"),
        operation_id=f"{type_.name}.attachment",
        operation_class=documented(gives=FILE),
        tags=tags,
    )
    async def download(request: Req, id: FromPath[str], file: FromPath[str]) -> Response[bytes]:
        row, _ = await desk.seen(request, type_.name, id)
        kept = next((a for a in row["attachments"] if a["id"] == file), None)
        if kept is None:
            raise NotFound(f"Hồ sơ không có tệp {file}")
        return file_response(await desk.store.read_file(file), kept["name"], kept["media_type"])

    return [attachments, attach, download]


def _papers(desk: Desk, type_: DossierType[Any], at: Callable[[str], str]) -> Any:
    @get(
        at("/papers/{file:str}"),
        operation_id=f"{type_.name}.paper",
        operation_class=documented(gives=FILE),
        tags=[type_.title],
    )
    async def paper(request: Req, id: FromPath[str], file: FromPath[str]) -> Response[bytes]:
        from chassis.web.rendering import render

        row, _ = await desk.seen(request, type_.name, id)
        kept, dossier = desk.registry.read(row)
        name, _, ending = file.rpartition(".")
        found = next((p for p in kept.papers if p.name == name), None)
        if found is None or ending not in found.formats:
            known = ", ".join(f"{p.name}.{f}" for p in kept.papers for f in p.formats)
            raise NotFound(f"Không có giấy tờ {file}; có: {known}")
        # A closed file keeps the letterhead of those who closed it.
        closed = dossier.state in kept.final
        at = dossier.acts[-1].at if closed else desk.gate.now(request)
        province = desk.dossiers.handling(dossier, at)
        content = await render(found, dossier, province, ending)
        return file_response(content, f"{found.title} {dossier.code}.{ending}", MEDIA[ending])

    return paper
