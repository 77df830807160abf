"""A process that takes numbers as fast as it can, until it is killed."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from typing import Any

from casework import Register
from reporting.books.book import Books, Given
from reporting.registers.incoming_documents import INCOMING_DOCUMENTS
from reporting.registers.outgoing_documents import OUTGOING_DOCUMENTS
from support.store import asks, office

TODAY = date(2026, 11, 10)


async def write(url: str, database: str) -> None:
    books: list[Register[Any]] = [OUTGOING_DOCUMENTS, INCOMING_DOCUMENTS]
    asked = Given(symbol="BC-SNgV", date=TODAY, about="Báo cáo", signer="GĐ", signed_on=TODAY)
    async with office(url, database, registers=books, service="reporting") as desk:
        taking = Books(desk.dossiers)
        for _ in range(500):
            wanted = (taking.give(asked, asks("clerk", unit="so-ngoai-vu")) for _ in range(8))
            await asyncio.gather(*wanted)


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], sys.argv[2]))
