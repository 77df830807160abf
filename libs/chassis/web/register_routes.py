"""The routes of registers, made from their declarations: a service writes none.

Everything under `/api/<service>/<register>`: enter, read, list and search, amend, strike, history,
what the person may do now, the register as a sheet, and a sheet as entries.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

from casework import Actor, Failure, NotYourRole, Register
from casework import register as law
from chassis import visibility
from chassis.errors import NotFound
from chassis.store.dossiers import Request as Asks
from chassis.store.driver import Document
from chassis.store.registers import Registers, search
from chassis.web import bodies, rehearsal
from chassis.web.available import reason
from chassis.web.desk import (
    Desk,
    cursor_of,
    file_response,
    limit_of,
    mark_of,
    next_link,
    told,
)  # fmt: skip
from chassis.web.documented import PAGES, XLSX, documented
from chassis.web.http import is_known, json, note, reply, version_of
from chassis.web.problems import BadFields, Unreadable
from published.catalogue import of_register

Req = Request[Any, Any, Any]
_HIDDEN = {"keys", "words"}
_MOST_ROWS = 20_000
_ASKED = ("q", "state", "unit", "code")


class Counter:
    """What the routes of one register share: its desk, its bodies, who may see what."""

    def __init__(self, desk: Desk, register: Register[Any]) -> None:
        self.desk, self.register = desk, register
        self.tags = [register.title]
        self.bodies = {act: _body(register, act) for act in law.ACTS}

    @property
    def kept(self) -> Registers:
        return Registers(self.desk.dossiers)

    def at(self, rest: str = "") -> str:
        return self.desk.path(self.register.name, rest)

    def operation(self, act: str) -> Any:
        body = self.bodies[act].shape.__name__
        if act == "enter":
            return documented(body, query=["unit"], key=True)
        return documented(body, match=True, key=True)

    async def seen(self, request: Req, id: str) -> tuple[Document, Actor]:
        """A stored entry that this person may see, and the person. Raises NotFound."""
        actor = await self.desk.gate.actor(request)
        row = await self.kept.row(self.register.name, id)
        shown_to, team_only = self.register.shown_to, self.register.team_only
        if not visibility.shows(row, actor, team_only, shown_to):
            raise NotFound(f"Không có mục {self.register.name}/{id}")
        await self.journal([row], actor.id, request)
        return row, actor

    async def found(
        self, request: Req, limit: int, after: str = ""
    ) -> tuple[list[Document], dict[str, str]]:
        """The entries that a request asks for, among those the person may see; and what it asked.

        Struck entries are shown to who asks for them by state or code.
        """
        actor, asked = await self.desk.gate.actor(request), request.query_params
        where = visibility.query(actor, self.register.team_only, self.register.shown_to)
        told = {k: asked[k] for k in _ASKED if asked.get(k)}
        if "state" in told and told["state"] not in self.register.states:
            raise BadFields([{"pointer": "/state", "detail": f"không có {told['state']!r}"}])
        if where is None:
            return [], told
        every = [where, {k: v for k, v in told.items() if k != "q"}, *search(told.get("q", ""))]
        if not {"state", "code"} & set(told):
            every.append({"state": {"$ne": law.STRUCK}})
        query = {"$and": [part for part in every if part]}
        found = await self.kept.find(self.register.name, query, limit, after)
        rows = [self.desk.registry.current(row) for row in found]
        await self.journal(rows, actor.id, request)
        return rows, told

    async def journal(self, rows: Sequence[Document], actor: str, request: Req) -> None:
        """Every reading of a person's record is written down."""
        if self.register.is_watched and rows:
            await self.desk.journal_reads(rows, actor, request)

    def may(self, act: str, asks: Asks) -> None:
        """Before the body is read: who may never do this is told so first."""
        if failure := self.hindrance(act, asks.actor, asks.at):
            raise NotYourRole(self.register.who(act), failure)

    def hindrance(self, act: str, actor: Actor, at: datetime) -> Failure | None:
        """Why this person may not do this to any entry, if they may not."""
        province = self.desk.dossiers.province(actor.province)
        return law.role_missing(self.register, act, actor, province, province.calendar.day(at))


def register_routes(desk: Desk) -> list[Any]:
    """All routes of all registers of a service."""
    handlers: list[Any] = []
    for register in desk.registry.registers.values():
        counter = Counter(desk, register)
        handlers += [_entering(counter), _listing(counter), _reading(counter), _exporting(counter)]
        handlers += [_amending(counter), _striking(counter), *_aspects(counter)]
        if register.columns:
            handlers.append(_importing(counter))
    return handlers


def shapes_of(registers: Sequence[Register[Any]]) -> list[Any]:
    """The bodies of every register, for OpenAPI."""
    return [_body(register, act).shape for register in registers for act in law.ACTS]


def _body(register: Register[Any], act: str) -> bodies.Body:
    return bodies.Body(law.shape(register, act), f"{register.name}.{act}")


def _entering(counter: Counter) -> Any:
    register, desk = counter.register, counter.desk

    @post(
        counter.at(),
        operation_id=f"{register.name}.enter",
        operation_class=counter.operation("enter"),
        summary=f"{register.title}: ghi vào sổ ({register.law})",
        tags=counter.tags,
        status_code=201,
    )
    async def enter(request: Req) -> Response[bytes]:
        body = await desk.gate.body(request)
        asks = await desk.gate.asks(request, body)
        note(request, type=register.name, transition="enter")
        counter.may("enter", asks)
        given, _ = counter.bodies["enter"].read(body)
        entry, unit = law.entry_of(register, given), request.query_params.get("unit", "")
        done = await desk.dossiers.once(
            asks, lambda: counter.kept.enter(register, entry, asks, unit)
        )
        note(request, dossier=done.id)
        headers = {"ETag": f'"{done.version}"', "Location": counter.at(f"/{done.id}")}
        return reply(msgspec.json.encode(done), 201, headers)

    return enter


def _amending(counter: Counter) -> Any:
    register, desk = counter.register, counter.desk

    @post(
        counter.at("/{id:str}/amend"),
        operation_id=f"{register.name}.amend",
        operation_class=counter.operation("amend"),
        summary=f"{register.title}: sửa, nêu lý do ({register.law})",
        tags=counter.tags,
        status_code=200,
    )
    async def amend(request: Req, id: FromPath[str]) -> Response[bytes]:
        body, asks = await _act(counter, request, id, "amend")
        version = version_of(request)
        given, _ = counter.bodies["amend"].read(body)
        entry = law.entry_of(register, given)
        done = await desk.dossiers.once(
            asks, lambda: counter.kept.amend(register, id, entry, given.reason, asks, version)
        )
        return reply(msgspec.json.encode(done), 200, {"ETag": f'"{done.version}"'})

    return amend


def _striking(counter: Counter) -> Any:
    register, desk = counter.register, counter.desk

    @post(
        counter.at("/{id:str}/strike"),
        operation_id=f"{register.name}.strike",
        operation_class=counter.operation("strike"),
        summary=f"{register.title}: xóa khỏi sổ, nêu lý do ({register.law})",
        tags=counter.tags,
        status_code=200,
    )
    async def strike(request: Req, id: FromPath[str]) -> Response[bytes]:
        body, asks = await _act(counter, request, id, "strike")
        version = version_of(request)
        given, _ = counter.bodies["strike"].read(body)
        done = await desk.dossiers.once(
            asks, lambda: counter.kept.strike(register, id, given.reason, asks, version)
        )
        return reply(msgspec.json.encode(done), 200, {"ETag": f'"{done.version}"'})

    return strike


async def _act(counter: Counter, request: Req, id: str, act: str) -> tuple[bytes, Any]:
    """The body of an act, and who asks: 404 for what one may not know of, 403 before 428."""
    body = await counter.desk.gate.body(request)
    asks = await counter.desk.gate.asks(request, body)
    note(request, type=counter.register.name, dossier=id, transition=act)
    if not asks.actor.roles & set(counter.register.who(act)):
        await counter.seen(request, id)
    counter.may(act, asks)
    return body, asks


def _reading(counter: Counter) -> Any:
    @get(
        counter.at("/{id:str}"),
        operation_id=f"{counter.register.name}.read",
        summary=f"{counter.register.title}: xem",
        tags=counter.tags,
    )
    async def read(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, _ = await counter.seen(request, id)
        etag = f'"{row["version"]}"'
        if is_known(request, etag):
            return Response(b"", status_code=304, headers={"ETag": etag})
        return reply(_shown(row), 200, {"ETag": etag})

    return read


def _listing(counter: Counter) -> Any:
    @get(
        counter.at(),
        operation_id=f"{counter.register.name}.list",
        operation_class=documented(query=[*PAGES, *_ASKED]),
        summary=f"{counter.register.title}: danh sách, tìm (q, state, unit, code)",
        tags=counter.tags,
    )
    async def list_(request: Req) -> Response[bytes]:
        asked = request.query_params
        limit = limit_of(asked.get("limit"))
        rows, _ = await counter.found(request, limit, cursor_of(asked.get("cursor")))
        following = mark_of(rows[-1]["_id"]) if len(rows) == limit else None
        items = [msgspec.Raw(_shown(row)) for row in rows]
        return json(
            {"items": items, "next": following}, 200, next_link(request, counter.at(), following)
        )

    return list_


def _aspects(counter: Counter) -> list[Any]:
    register, offers = counter.register, of_register("", counter.register)["transitions"]

    @get(
        counter.at("/{id:str}/history"),
        operation_id=f"{register.name}.history",
        tags=counter.tags,
    )
    async def history(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, _ = await counter.seen(request, id)
        versions = await counter.kept.history(row)
        return json({"items": versions})

    @get(
        counter.at("/{id:str}/available"),
        operation_id=f"{register.name}.available",
        tags=counter.tags,
    )
    async def available(request: Req, id: FromPath[str]) -> Response[bytes]:
        row, actor = await counter.seen(request, id)
        here, now = counter.at(f"/{id}"), counter.desk.gate.now(request)
        items = []
        for offer in offers if row["state"] != law.STRUCK else ():
            failure = counter.hindrance(offer["name"], actor, now)
            because = [reason(failure)] if failure else []
            told = {"may": not because, "because": because, "href": f"{here}/{offer['name']}"}
            items.append({**offer, **told, "main": False})
        return json({"items": items, "version": row["version"]})

    return [history, available]


def _leaving(counter: Counter, rows: list[Document]) -> list[Document]:
    """Decoding twenty thousand entries takes seconds: not on the event loop."""
    register, desk = counter.register, counter.desk
    return [r for r in rows if register.may_leave(desk.registry.record(r).fields)]


def _exporting(counter: Counter) -> Any:
    register, desk = counter.register, counter.desk

    @get(
        counter.at() + ".xlsx",
        operation_id=f"{register.name}.xlsx",
        operation_class=documented(query=_ASKED, gives=XLSX),
        summary=f"{register.title}: bảng tính của cùng bộ lọc",
        tags=counter.tags,
    )
    async def export(request: Req) -> Response[bytes]:
        from papers.register_sheets import write_register

        rows, asked = await counter.found(request, _MOST_ROWS + 1)
        if len(rows) > _MOST_ROWS:
            raise Unreadable(f"Nhiều hơn {_MOST_ROWS} mục: hãy lọc hẹp hơn")
        leaving = await asyncio.to_thread(_leaving, counter, rows)
        notes = []
        if held := len(rows) - len(leaving):
            notes.append(f"Không xuất {held} mục chưa có sự đồng ý của người được ghi.")
        now = desk.gate.now(request)
        content = await asyncio.to_thread(
            write_register, register, leaving, asked=_filter(register, asked), as_of=now,
            notes=notes,
        )  # fmt: skip
        return file_response(content, f"{register.title}.xlsx", XLSX)

    return export


def _importing(counter: Counter) -> Any:
    register, desk = counter.register, counter.desk

    @post(
        counter.at("/import"),
        operation_id=f"{register.name}.import",
        operation_class=documented(sends="sheet", query=["partial", "unit", "dry_run"], key=True),
        summary=f"{register.title}: nhập từ bảng tính",
        tags=counter.tags,
        status_code=201,
        request_max_body_size=desk.settings.max_attachment + 65_536,
    )
    async def import_(request: Req) -> Response[bytes]:
        from chassis.web.register_import import import_register

        asks = await desk.gate.asks(request)
        note(request, type=register.name, transition="import")
        counter.may("enter", asks)
        with desk.uploads.of(asks.actor.id):
            sheet = await desk.sheet(request, asks)
            if rehearsal.is_asked(request, "dry_run"):
                tried = msgspec.structs.replace(sheet, partial=True)
                at = counter.at()
                return json(await import_register(counter.kept, register, tried, at, True))
            work = partial(import_register, counter.kept, register, sheet, counter.at())
            found = await desk.dossiers.once(sheet.asks, work, dict)
        return json(found, 201)

    return import_


def _filter(register: Register[Any], asked: dict[str, str]) -> dict[str, Any]:
    """What was asked, in the words of the people who read the sheet."""
    titles = {"q": "Từ khóa", "state": "Trạng thái", "unit": "Đơn vị", "code": "Mã"}
    told = {titles[k]: v for k, v in asked.items()}
    if "state" in asked:
        told["Trạng thái"] = register.states[asked["state"]]
    return told


def _shown(row: Document) -> bytes:
    return told({k: v for k, v in row.items() if k not in _HIDDEN})
