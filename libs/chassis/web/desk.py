"""What the routes of a service share: who may see a dossier, pages, uploads, answers."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response
from litestar.params import FromPath

from casework import Actor, NotYourRole, Province, Transition
from casework.who import only_by
from chassis import visibility
from chassis.errors import NotFound
from chassis.opened import Opened
from chassis.settings import Settings
from chassis.store.dossiers import Dossiers
from chassis.store.dossiers import Request as Asks
from chassis.store.driver import Document, Store
from chassis.store.registry import Registry
from chassis.store.shapes import BESIDE
from chassis.web import files, reads, untrusted
from chassis.web.documented import XLSX
from chassis.web.http import Gate, digest, reply
from chassis.web.problems import BadFields, Unreadable
from chassis.web.turns import Turns

Req = Request[Any, Any, Any]
T = TypeVar("T")
PAGE = 50
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": XLSX,
}


class Sheet(msgspec.Struct, frozen=True):
    """A sheet that comes in, and how it is asked for; a key belongs to all of that."""

    content: bytes
    asks: Asks
    partial: bool
    unit: str

    @property
    def each(self) -> Asks:
        """The request for one of its rows: the key is that of the sheet."""
        return msgspec.structs.replace(self.asks, key="")

    async def read(self, reads: Callable[..., T], *more: Any) -> T:
        """What `reads(content, *more)` finds in it. Raises Unreadable, BadFields."""
        if not self.content:
            raise Unreadable("Tệp rỗng")
        try:
            return await untrusted.read(reads, self.content, *more)
        except ValueError as error:
            raise BadFields([{"pointer": "", "detail": str(error)}]) from None


class Desk:
    """What the routes of one service share."""

    def __init__(self, settings: Settings, registry: Registry, gate: Gate) -> None:
        self.settings = settings
        self.registry = registry
        self.gate = gate
        self.service = settings.service
        self.uploads = Turns("gửi tệp", each=2, all_=4)
        self._opened: Opened[tuple[Store, Dossiers]] = Opened()

    def open(self, store: Store, dossiers: Dossiers) -> None:
        """Routes are made before the database is there: the lifespan brings it."""
        self._opened.put((store, dossiers))

    @property
    def store(self) -> Store:
        return self._opened.get()[0]

    @property
    def dossiers(self) -> Dossiers:
        return self._opened.get()[1]

    def path(self, type_: str, rest: str = "") -> str:
        return f"/api/{self.service}/{type_}{rest}"

    async def seen(self, request: Req, type_: str, id: FromPath[str]) -> tuple[Document, Actor]:
        """A stored row that this person may see, and the person. Raises NotFound."""
        actor = await self.gate.actor(request)
        row = await self.dossiers.row(type_, id)
        kept = self.registry.regime(type_, row["regime"], id)
        if not visibility.shows(row, actor, kept.team_only, kept.shown_to):
            raise NotFound(f"Không có hồ sơ {type_}/{id}")
        if kept.is_watched:
            await self.journal_reads([row], actor.id, request)
        return row, actor

    async def step(self, request: Req, type_: str, id: str, name: str) -> Transition[Any, Any]:
        """A step as the regime of this dossier has it. Raises NotFound, also for a dossier that
        the person may not know of."""
        regimes = self.registry.named(type_)
        kept = regimes[0]
        if len(regimes) > 1:
            row, _ = await self.seen(request, type_, id)
            kept = self.registry.regime(type_, row["regime"], id)
        if (step := kept.transition(name)) is None:
            raise NotFound(f"Quy định từ {kept.since:%d/%m/%Y} của hồ sơ không có bước {name!r}")
        return step

    async def sheet(self, request: Req, asks: Asks) -> Sheet:
        """The sheet of a request that may send one. Raises Unreadable, BadFields."""
        content, asked = await uploaded(request), request.query_params
        if asks.key:
            told = digest(request, content)
            asks = msgspec.structs.replace(asks, digest=told)
        partial = asked.get("partial", "") in ("true", "1")
        return Sheet(content, asks, partial, asked.get("unit", ""))

    async def journal_reads(self, rows: Sequence[Document], actor: str, request: Req) -> None:
        """Every read of a person's record is written down."""
        await reads.write_down(self.store, rows, actor, self.gate.now(request).isoformat())


def bad_cell(sheet: str, cell: str, detail: str) -> dict[str, str]:
    """A cell that could not be taken, as it is told."""
    return {"pointer": f"/{sheet}/{cell}", "sheet": sheet, "cell": cell, "detail": detail}


def told(row: Document) -> bytes:
    """A stored row as JSON: `_id` is told as `id`."""
    return msgspec.json.encode(shown(row))


def shown(row: Document) -> dict[str, Any]:
    """What of a stored row is told."""
    kept = {k: v for k, v in row.items() if k != "_id" and k not in BESIDE}
    return {"id": row["_id"], **kept}


def answer_with(dossier: Any, status: int, location: str = "") -> Response[bytes]:
    headers = {"ETag": f'"{dossier.version}"'}
    if location:
        headers["Location"] = location
    body = msgspec.json.encode(dossier)
    if said := dossier.acts[-1].advice:
        body = msgspec.json.encode({**msgspec.to_builtins(dossier), "advice": said})
    return reply(body, status, headers)


def may_not(step: Transition[Any, Any], province: Province, at: datetime) -> None:
    raise NotYourRole(step.by, only_by(step, province, province.calendar.day(at)))


def limit_of(given: str | None) -> int:
    try:
        limit = int(given or PAGE)
    except ValueError:
        raise Unreadable(f"limit không phải số: {given!r}") from None
    if not 1 <= limit <= 500:
        raise Unreadable("limit phải từ 1 đến 500")
    return limit


def number_of(given: str, name: str) -> int:
    """A whole number in the query, above 0. Raises Unreadable."""
    if not (given.isascii() and given.isdigit() and len(given) < 10 and int(given)):
        raise Unreadable(f"{name} không phải số thứ tự: {given[:40]!r}")
    return int(given)


def mark_of(id: FromPath[str]) -> str:
    return base64.urlsafe_b64encode(id.encode()).decode()


def cursor_of(given: str | None) -> str:
    try:
        return base64.urlsafe_b64decode((given or "").encode()).decode()
    except (binascii.Error, UnicodeError):
        raise Unreadable("cursor không đọc được") from None


def next_link(request: Req, path: str, cursor: str | None) -> dict[str, str]:
    """RFC 8288: the next page of what was asked, with its own filters and limit."""
    if cursor is None:
        return {}
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"]
    return {"Link": f'<{path}?{urlencode([*kept, ("cursor", cursor)])}>; rel="next"'}


async def uploaded(request: Req) -> bytes:
    """A sheet that comes in, as the part «file» of a form or as the body itself."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind == "multipart/form-data":
        return (await upload_of(request))[1]
    if kind not in ("", XLSX, "application/octet-stream", "application/x-www-form-urlencoded"):
        raise Unreadable(f"Cần tệp .xlsx, nhận được {kind}", 415)
    return await request.body()


async def upload_of(request: Req) -> tuple[str, bytes, dict[str, str]]:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Unreadable("Cần multipart/form-data với phần «file»", 415)
    form = await request.form()
    parts = [part for name, part in form.multi_items() if name == "file"]
    if len(parts) > 1:
        says = f"mỗi lần gửi một tệp; nhận được {len(parts)} phần «file»"
        raise BadFields([{"pointer": "/file", "detail": says}])
    upload = parts[0] if parts else None
    if upload is None or not hasattr(upload, "read"):
        raise BadFields([{"pointer": "/file", "detail": "thiếu tệp"}])
    about = {k: str(v) for k, v in form.items() if k in files.ABOUT}
    return upload.filename or "tep", await upload.read(), about


def file_response(content: bytes, name: str, media_type: str) -> Response[bytes]:
    headers = {
        "Content-Disposition": files.disposition(name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        # Litestar would call every text UTF-8.
        "Content-Type": media_type,
    }
    return Response(content, headers={k.lower(): v for k, v in headers.items()})
