"""What is done with a number after it was given: used, sent, corrected, cancelled.

Nothing is altered without a reason, and no number returns to its book (30/2020/NĐ-CP, Điều 15, 18).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Annotated, Any

from msgspec import Meta, Struct, to_builtins
from msgspec.structs import replace

from casework import Dossier
from casework.vocabulary import Text
from chassis.errors import Stale
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Session
from chassis.store.registers import Registers
from reporting.books.book import Given, Place, kept_entry, no, of_the_book
from reporting.registers.outgoing_documents import (
    OUTGOING_DOCUMENTS,
    Correction,
    Outgoing,
    Paper,
)

REGISTER = OUTGOING_DOCUMENTS.name


class Sent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a document left; a reason when that was not at once."""

    sent_on: Annotated[datetime.date, Meta(title="Ngày chuyển")]
    late_reason: Annotated[str, Meta(max_length=500, title="Lý do trễ")] = ""


class Cancelled(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cause: Annotated[str, Meta(min_length=5, max_length=500, title="Lý do hủy số")]


class Corrected(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The letter of correction, by the number it bears in this register."""

    number: Annotated[Text, Meta(title="Số công văn đính chính")]
    what: Annotated[Text, Meta(title="Nội dung đính chính")]


Change = Callable[[Outgoing, Registers, Session], Any]


class Acts:
    """The acts on entries of the register of outgoing documents."""

    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers

    async def use(self, id: str, asked: Given, by: Request, version: int | None) -> Dossier[Any]:
        """Give a reserved number to a document that was signed."""

        async def change(kept: Outgoing, registers: Registers, session: Session) -> Outgoing:
            if kept.standing != "reserved":
                raise no(f"Số {kept.number} không phải số giữ", "/order")
            if asked.symbol != kept.symbol:
                raise no(f"Số giữ mang ký hiệu {kept.symbol}", "/symbol")
            before, after = await self._neighbours(kept, registers, session, by)
            if before and asked.date < before:
                raise no(
                    f"Văn bản mang số trước đề ngày {before:%d/%m/%Y}: không lùi ngày", "/date"
                )
            if after and asked.date > after:
                raise no(f"Văn bản mang số sau đề ngày {after:%d/%m/%Y}", "/date")
            told = {n: getattr(asked, n) for n in Paper.__struct_fields__}
            return replace(kept, **told, standing="given")

        return await self._change(id, by, version, f"Dùng số giữ cho «{asked.about}»", change)

    async def send(self, id: str, asked: Sent, by: Request, version: int | None) -> Dossier[Any]:
        """Write down when the document left."""

        async def change(kept: Outgoing, _: Registers, __: Session) -> Outgoing:
            if kept.standing not in ("given", "recorded"):
                raise no(f"{kept.number} không chờ phát hành", "/sent_on", 18)
            late = asked.late_reason or kept.late_reason
            standing = "sent" if kept.book else kept.standing
            return replace(kept, sent_on=asked.sent_on, late_reason=late, standing=standing)

        return await self._change(id, by, version, "Phát hành", change)

    async def cancel(
        self, id: str, asked: Cancelled, by: Request, version: int | None
    ) -> Dossier[Any]:
        """Cancel a number of a book; take what was recorded wrongly out of the register."""

        async def change(kept: Outgoing, _: Registers, __: Session) -> Outgoing | None:
            if not kept.book:
                return None
            if kept.standing not in ("reserved", "given"):
                raise no("Văn bản đã phát hành: thay thế, không hủy số", "/cause", 18, 3)
            return replace(kept, standing="cancelled", cause=asked.cause)

        return await self._change(id, by, version, asked.cause, change)

    async def correct(
        self, id: str, asked: Corrected, by: Request, version: int | None
    ) -> Dossier[Any]:
        """Note the letter that corrects a slip of form."""

        async def change(kept: Outgoing, registers: Registers, _: Session) -> Outgoing:
            if kept.standing not in ("given", "sent", "recorded"):
                raise no(f"{kept.number} không đính chính được", "/number", 18, 3)
            where = {"province": by.actor.province, "fields.number": asked.number}
            letters = await registers.entries(REGISTER, where)
            if not any(entry.fields.is_live for entry in letters):
                raise no(f"Sổ không có công văn đính chính số {asked.number}", "/number", 18, 3)
            told = Correction(number=asked.number, what=asked.what)
            return replace(kept, corrections=(*kept.corrections, told))

        return await self._change(id, by, version, f"Đính chính bởi {asked.number}", change)

    async def _change(
        self, id: str, by: Request, version: int | None, why: str, change: Change
    ) -> Dossier[Any]:
        """Read, decide and write in one transaction, as the book. Raises NotFound, Stale."""

        async def write(mine: Dossiers) -> Dossier[Any]:
            registers = Registers(mine)
            kept = await kept_entry(registers, id, by.actor.province)
            if version is not None and kept.version != version:
                raise Stale(id, version, to_builtins(kept))
            changed = await change(kept.fields, registers, mine.session)
            register, asks = OUTGOING_DOCUMENTS, of_the_book(by)
            if changed is None:
                return await registers.strike(register, id, why, asks)
            return await registers.amend(register, id, changed, why[:500], asks)

        return await self._dossiers.in_turn(by, write)

    async def _neighbours(
        self, kept: Outgoing, registers: Registers, session: Session, by: Request
    ) -> tuple[datetime.date | None, datetime.date | None]:
        """The dates of the documents that bear the numbers before and after."""
        place = Place(by.actor.province, kept.book, kept.date.year)
        found: list[datetime.date | None] = []
        for order in (kept.order - 1, kept.order + 1):
            line = {"_id": place.line(order)}
            row = await self._dossiers.store["number_lines"].find_one(line, session=session)
            near = await kept_entry(registers, row["entry"], by.actor.province) if row else None
            live = near is not None and near.fields.is_live
            found.append(near.fields.date if near is not None and live else None)
        return found[0], found[1]
