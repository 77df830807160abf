"""Number books: the next number of a book and year, once each, without a gap.

A number, the entry that bears it and the book's last number are written in one transaction: there
is no moment at which a number is given and nobody has it. Requests for the same book that wait for
one another are written together, in the order they came. Each line of a book is also a row whose
identifier is book, year and number, so that a database refuses what these lines forgot.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import SYSTEM, Dossier, Failure, Refused
from chassis.errors import NotFound
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Document, Session
from chassis.store.registers import Registers
from reporting.books import symbols
from reporting.laws import CLERICAL
from reporting.registers.incoming_documents import INCOMING_DOCUMENTS, Arrival, Incoming
from reporting.registers.outgoing_documents import (
    ONE_SERIES,
    OUTGOING_DOCUMENTS,
    Outgoing,
    Paper,
)

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    "number_books": (([("province", 1), ("year", 1)], {}),),
    "number_lines": (),
}
TOGETHER = 50
ARRIVALS = "đến"


class Given(Paper, frozen=True, kw_only=True):
    """A paper that asks for a number: `order` is the number it bears already, if it bears one.

    `replaces` is the entry (its identifier) whose content was wrong (Điều 18 khoản 3).
    """

    order: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(title="Số đã ghi trên văn bản")] = None
    replaces: Annotated[str, Meta(max_length=60, title="Thay thế mục")] = ""


class Reserved(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number that is kept free for a document that is being signed."""

    symbol: Annotated[str, Meta(min_length=3, max_length=40, title="Ký hiệu")]
    cause: Annotated[str, Meta(min_length=5, max_length=500, title="Lý do giữ số")]


class Wish(Struct):
    """Somebody waiting for a number."""

    asked: Given | Reserved | Arrival
    by: Request
    answer: asyncio.Future[Dossier[Any]]


class Place(Struct, frozen=True):
    """A book of one year."""

    province: str
    book: str
    year: int

    @property
    def id(self) -> str:
        return f"{self.province}:{self.book}:{self.year}"

    def line(self, order: int) -> str:
        return f"{self.id}:{order:06}"


class Last(Struct, frozen=True):
    """Where a book stands: its last number and that document's date."""

    order: int = 0
    date: datetime.date = datetime.date.min


def no(says: str, at: str = "", article: int = 15, clause: int = 1) -> Refused:
    return Refused(Failure(says, str(CLERICAL.art(article, clause)), at))


class Books:
    """The number books of one service. One object serves all requests of a process."""

    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers
        self._store = dossiers.store
        self._waiting: dict[Place, list[Wish]] = {}
        self._writing: dict[Place, asyncio.Task[None]] = {}

    async def give(self, asked: Given, by: Request) -> Dossier[Any]:
        """The next number of the paper's book. Raises Refused."""
        return await self._ask(self.place(asked.symbol, asked.date, by), asked, by)

    async def reserve(self, asked: Reserved, by: Request) -> Dossier[Any]:
        """Keep the next number free, for a reason. Raises Refused."""
        return await self._ask(self.place(asked.symbol, self._today(by), by), asked, by)

    async def arrive(self, asked: Arrival, by: Request) -> Dossier[Any]:
        """The next arrival number of the office that registers it. Raises Refused."""
        book = f"{ARRIVALS} {by.actor.unit}".strip()
        place = Place(by.actor.province, book, asked.arrived_on.year)
        return await self._ask(place, asked, by)

    async def open(self, symbol: str, year: int, last: int, reason: str, by: Request) -> Document:
        """Begin a book that was kept on paper until `last`. Raises Refused."""
        if len(reason.strip()) < 5:
            raise no("Mở sổ từ giữa chừng phải nêu lý do", "/reason")
        place = self.place(symbol, datetime.date(year, 1, 1), by)
        row = {**_row(place, Last(last)), "reason": reason, "opened_by": by.actor.id}

        async def write(mine: Dossiers) -> Document:
            books = self._store["number_books"]
            kept = await books.find_one({"_id": place.id}, session=mine.session)
            if kept is not None:
                raise no(f"Sổ {place.book} năm {year} đã cấp số {kept['last']:02}", "/symbol")
            await books.insert_one(row, session=mine.session)
            return row

        return await self._dossiers.in_turn(by, write)

    async def books(self, province: str, year: int) -> list[Document]:
        """Every book of a year with its last number."""
        cursor = self._store["number_books"].find({"province": province, "year": year})
        found: list[Document] = await cursor.sort("_id", 1).to_list(None)
        return found

    def place(self, symbol: str, day: datetime.date, by: Request) -> Place:
        """The book of a sign. Raises Refused for a sign that is written wrongly."""
        province = self._dossiers.province(by.actor.province)
        is_shared = bool(province.find(ONE_SERIES, day).value)
        book = symbols.book_of(symbol, is_shared)
        if not book:
            law = str(CLERICAL.form("Phụ lục I, III"))
            raise Refused(Failure(f"Ký hiệu {symbol!r} viết sai thể thức", law, "/symbol"))
        if not symbols.is_of_its_year(symbols.number(1, symbol), day):
            raise no(f"Ký hiệu {symbol} mang năm khác năm {day.year} của văn bản", "/symbol")
        return Place(province.code, book, day.year)

    async def _ask(self, place: Place, asked: Any, by: Request) -> Dossier[Any]:
        wish = Wish(asked, by, asyncio.get_running_loop().create_future())
        self._waiting.setdefault(place, []).append(wish)
        if place not in self._writing:
            self._writing[place] = asyncio.create_task(self._write(place))
        return await wish.answer

    async def _write(self, place: Place) -> None:
        """Serve all who wait for this book, many at once, until nobody waits."""
        try:
            while waiting := self._waiting.pop(place, []):
                for first in range(0, len(waiting), TOGETHER):
                    await self._serve(place, waiting[first : first + TOGETHER])
        finally:
            del self._writing[place]

    async def _serve(self, place: Place, wishes: Sequence[Wish]) -> None:
        async def write(session: Session) -> list[Dossier[Any] | Refused]:
            return await self._number(place, wishes, session)

        try:
            answers = await self._store.tx(write)
        except Exception as error:
            if len(wishes) == 1:
                _tell(wishes[0], error)
                return
            for wish in wishes:
                await self._serve(place, [wish])
            return
        self._dossiers.committed()
        for wish, answer in zip(wishes, answers, strict=True):
            _tell(wish, answer)

    async def _number(
        self, place: Place, wishes: Sequence[Wish], session: Session
    ) -> list[Dossier[Any] | Refused]:
        """In one transaction: each wish gets the next number or its refusal, which takes none."""
        within = self._dossiers.within(session)
        await within.take_turn(place.province)
        registers = Registers(within)
        books = self._store["number_books"]
        kept = await books.find_one({"_id": place.id}, session=session)
        last = _last(kept)
        answers: list[Dossier[Any] | Refused] = []
        lines: list[Document] = []
        for wish in wishes:
            try:
                done = await self._enter(registers, place, last, wish)
            except Refused as refused:
                answers.append(refused)
                continue
            fields = done.fields
            last = Last(fields.order, max(last.date, _day(fields)))
            lines.append({"_id": place.line(fields.order), "entry": done.id})
            answers.append(done)
        if lines:
            await self._store["number_lines"].insert_many(lines, session=session)
            row = {**(kept or {}), **_row(place, last)}
            if kept is None:
                await books.insert_one(row, session=session)
            else:
                await books.replace_one({"_id": place.id}, row, session=session)
        return answers

    async def _enter(
        self, registers: Registers, place: Place, last: Last, wish: Wish
    ) -> Dossier[Any]:
        asked, by = wish.asked, of_the_book(wish.by)
        if isinstance(asked, Arrival):
            told = {n: getattr(asked, n) for n in Arrival.__struct_fields__}
            arrival = Incoming(**told, book=place.book, order=last.order + 1)
            return await registers.enter(INCOMING_DOCUMENTS, arrival, by)
        entry = self._entry(place, last, wish)
        replaced = None
        if isinstance(asked, Given) and asked.replaces:
            replaced = await kept_entry(registers, asked.replaces, place.province)
            if replaced.fields.standing not in ("given", "sent"):
                raise no("Chỉ thay thế văn bản đã cấp số", "/replaces", 18, 3)
            entry = replace(entry, replaces=replaced.fields.number)
        done = await registers.enter(OUTGOING_DOCUMENTS, entry, by)
        if replaced is not None:
            changed = replace(replaced.fields, standing="replaced", replaced_by=entry.number)
            why = f"Thay thế bởi {entry.number}"
            await registers.amend(
                OUTGOING_DOCUMENTS, replaced.id, changed, why, replace(by, key="")
            )
        return done

    def _entry(self, place: Place, last: Last, wish: Wish) -> Outgoing:
        """The line of the book. Raises Refused for a number that is not the next one."""
        asked, order = wish.asked, last.order + 1
        if isinstance(asked, Reserved):
            return Outgoing(
                symbol=asked.symbol, number=symbols.number(order, asked.symbol), book=place.book,
                order=order, date=max(self._today(wish.by), last.date), about="Giữ số",
                standing="reserved", cause=asked.cause,
            )  # fmt: skip
        assert isinstance(asked, Given)
        if asked.order is not None and asked.order != order:
            says = "đã cấp, không cấp lại" if asked.order < order else "chưa tới lượt"
            raise no(f"Số {asked.order:02} {says}; số tiếp theo là {order:02}", "/order")
        if asked.date < last.date:
            says = f"Số {last.order:02} đã cấp ngày {last.date:%d/%m/%Y}: không lùi ngày"
            raise no(says, "/date")
        told = {n: getattr(asked, n) for n in Paper.__struct_fields__}
        number = symbols.number(order, asked.symbol)
        return Outgoing(**told, number=number, book=place.book, order=order, standing="given")

    def _today(self, by: Request) -> datetime.date:
        return self._dossiers.province(by.actor.province).calendar.day(by.at)


def of_the_book(by: Request) -> Request:
    """The same person; the book lets nobody write into it but itself."""
    actor = msgspec.structs.replace(by.actor, roles=by.actor.roles | {SYSTEM})
    return replace(by, actor=actor)


async def kept_entry(registers: Registers, id: str, province: str) -> Dossier[Any]:
    """An entry of the register of outgoing documents. Raises NotFound."""
    where = {"_id": id, "province": province}
    found = await registers.entries(OUTGOING_DOCUMENTS.name, where)
    if not found:
        raise NotFound(f"Không có văn bản {id}")
    return found[0]


def _day(entry: Any) -> datetime.date:
    day: datetime.date = entry.arrived_on if isinstance(entry, Incoming) else entry.date
    return day


def _last(row: Document | None) -> Last:
    if row is None:
        return Last()
    return Last(row["last"], datetime.date.fromisoformat(row["last_date"]))


def _row(place: Place, last: Last) -> Document:
    told = {"province": place.province, "book": place.book, "year": place.year}
    return {"_id": place.id, **told, "last": last.order, "last_date": last.date.isoformat()}


def _tell(wish: Wish, answer: Any) -> None:
    if wish.answer.done():
        return
    if isinstance(answer, Exception):
        wish.answer.set_exception(answer)
    else:
        wish.answer.set_result(answer)
