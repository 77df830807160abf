"""Number books over HTTP: give, keep free, register what arrives, and what is done with a number.

Only clerks and the committee's office write; whoever sees the registers sees the books.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery
from msgspec import Meta, Struct

from casework import Dossier, Failure, NotYourRole
from chassis.web import bodies
from chassis.web.desk import Desk
from chassis.web.http import json, note, reply, version_of
from reporting.books.acts import Acts, Cancelled, Corrected, Sent
from reporting.books.book import Books, Given, Reserved
from reporting.laws import CLERICAL
from reporting.registers.incoming_documents import Arrival
from reporting.roles import Role

Req = Request[Any, Any, Any]
CLERKS = frozenset({Role.CLERK, Role.OFFICE})
READERS = frozenset({*CLERKS, Role.OFFICER, Role.HEAD, Role.DIRECTOR, Role.CHAIR})
LAW = str(CLERICAL.art(15))


class Opened(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A book kept on paper so far: its last number."""

    symbol: Annotated[str, Meta(min_length=3, max_length=40, title="Ký hiệu")]
    year: Annotated[int, Meta(ge=2000, le=2100, title="Năm")]
    last: Annotated[int, Meta(ge=1, le=99_999, title="Số cuối cùng đã cấp trên giấy")]
    reason: Annotated[str, Meta(min_length=5, max_length=500, title="Lý do")]


class Counter:
    """What the routes share: the desk, and one set of books for the process."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._books: tuple[Any, Books] | None = None

    @property
    def books(self) -> Books:
        """One object for all requests, so that those for one book are written together."""
        dossiers = self.desk.dossiers
        if self._books is None or self._books[0] is not dossiers:
            self._books = dossiers, Books(dossiers)
        return self._books[1]

    @property
    def acts(self) -> Acts:
        return Acts(self.desk.dossiers)

    async def asks(self, request: Req, body: bytes) -> Any:
        asks = await self.desk.gate.asks(request, body)
        if not asks.actor.roles & CLERKS:
            says = "Chỉ văn thư, Văn phòng UBND ghi sổ văn bản"
            raise NotYourRole(CLERKS, Failure(says, LAW))
        return asks


def book_routes(desk: Desk) -> list[Any]:
    """Every route of the number books of a service."""
    counter = Counter(desk)
    books = desk.path("number-books")
    entry = desk.path("outgoing-documents") + "/{id:str}"

    async def give(asked: Any, asks: Any) -> Dossier[Any]:
        return await counter.books.give(asked, asks)

    async def reserve(asked: Any, asks: Any) -> Dossier[Any]:
        return await counter.books.reserve(asked, asks)

    async def arrive(asked: Any, asks: Any) -> Dossier[Any]:
        return await counter.books.arrive(asked, asks)

    return [
        _numbering(counter, f"{books}/give", Given, "cấp số văn bản đi", give),
        _numbering(counter, f"{books}/reserve", Reserved, "giữ số", reserve),
        _numbering(counter, f"{books}/arrive", Arrival, "đăng ký văn bản đến", arrive),
        _opening(counter, f"{books}/open"),
        _listing(counter, books),
        _acting(counter, f"{entry}/use", Given, "dùng số giữ", lambda: counter.acts.use),
        _acting(counter, f"{entry}/send", Sent, "phát hành", lambda: counter.acts.send),
        _acting(counter, f"{entry}/cancel", Cancelled, "hủy số", lambda: counter.acts.cancel),
        _acting(counter, f"{entry}/correct", Corrected, "đính chính", lambda: counter.acts.correct),
    ]


def _numbering(
    counter: Counter,
    path: str,
    shape: type[Struct],
    title: str,
    work: Callable[[Any, Any], Awaitable[Dossier[Any]]],
) -> Any:
    body_of = bodies.Body(shape, shape.__name__)

    @post(path, operation_id=path.split("/")[-1] + "-number", summary=title, status_code=201)
    async def take(request: Req) -> Response[bytes]:
        body = await counter.desk.gate.body(request)
        asks = await counter.asks(request, body)
        asked, _ = body_of.read(body)
        done = await counter.desk.dossiers.once(asks, lambda: work(asked, asks))
        note(request, dossier=done.id, type=done.type)
        headers = {
            "ETag": f'"{done.version}"',
            "Location": counter.desk.path(done.type, f"/{done.id}"),
        }
        return reply(msgspec.json.encode(done), 201, headers)

    return take


def _acting(
    counter: Counter, path: str, shape: type[Struct], title: str, act: Callable[[], Any]
) -> Any:
    body_of = bodies.Body(shape, shape.__name__)

    @post(path, operation_id=path.split("/")[-1] + "-number", summary=title, status_code=200)
    async def change(request: Req, id: FromPath[str]) -> Response[bytes]:
        body = await counter.desk.gate.body(request)
        asks = await counter.asks(request, body)
        version = version_of(request)
        asked, _ = body_of.read(body)
        done = await counter.desk.dossiers.once(asks, lambda: act()(id, asked, asks, version))
        note(request, dossier=done.id, type=done.type)
        return reply(msgspec.json.encode(done), 200, {"ETag": f'"{done.version}"'})

    return change


def _opening(counter: Counter, path: str) -> Any:
    body_of = bodies.Body(Opened, "Opened")

    @post(path, operation_id="open-number-book", summary="mở sổ đã ghi trên giấy", status_code=201)
    async def open_(request: Req) -> Response[bytes]:
        body = await counter.desk.gate.body(request)
        asks = await counter.asks(request, body)
        asked, _ = body_of.read(body)
        row = await counter.books.open(asked.symbol, asked.year, asked.last, asked.reason, asks)
        return json(row, 201)

    return open_


def _listing(counter: Counter, path: str) -> Any:
    @get(path, operation_id="number-books", summary="các sổ và số cuối cùng")
    async def books(request: Req, year: FromQuery[int | None] = None) -> Response[bytes]:
        actor = await counter.desk.gate.actor(request)
        if not actor.roles & READERS:
            raise NotYourRole(READERS, Failure("Không được xem sổ văn bản", LAW))
        asked = year or counter.desk.gate.now(request).year
        return json({"items": await counter.books.books(actor.province, asked)})

    return books
