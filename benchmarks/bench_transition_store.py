"""A transition through the write path, beside the bare driver writing the same documents in the
same transactions: eight at once, on the embedded database."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pairs

from casework.vocabulary import WithReason
from chassis.store.driver import Document
from support import servers
from support.sample import LETTER, Application
from support.store import Office, asks, office

TASKS, EACH = 8, 20
APPLICATION = Application(subject="Thư mời dự hội thảo hợp tác " + "x" * 150, pages=3)
REASON = WithReason(reason="Không còn nhu cầu")


async def eight(do: Callable[[], Awaitable[None]]) -> int:
    async def task() -> None:
        for _ in range(EACH):
            await do()

    await asyncio.gather(*(task() for _ in range(TASKS)))
    return TASKS * EACH * 2


async def ours(desk: Office) -> int:
    async def lodge_and_withdraw() -> None:
        dossier = await desk.dossiers.lodge(LETTER, APPLICATION, asks("unit"))
        await desk.dossiers.perform("letter", dossier.id, "withdraw", REASON, asks("unit"), 1)

    return await eight(lodge_and_withdraw)


async def documents(desk: Office) -> tuple[Document, Document, Document, Document]:
    """What the write path writes: the dossier and its line, twice."""
    dossier = await desk.dossiers.lodge(LETTER, APPLICATION, asks("unit"))
    row, pending = desk.store["dossiers"], desk.store["journal_pending"]
    first = await row.find_one({"_id": dossier.id})
    line = await pending.find_one({"dossier": dossier.id})
    await desk.dossiers.perform("letter", dossier.id, "withdraw", REASON, asks("unit"), 1)
    second = await row.find_one({"_id": dossier.id})
    next_ = await pending.find_one({"dossier": dossier.id, "version": 2})
    return first, line, second, next_


async def bare(
    desk: Office, told: tuple[Document, Document, Document, Document], read: bool = False
) -> int:
    """The same on the bare driver; `read` also reads the dossier between, as over HTTP."""
    rows, pending, store = desk.store["dossiers"], desk.store["journal_pending"], desk.store
    first, line, second, next_ = told

    async def insert_and_replace() -> None:
        id = uuid4().hex

        async def insert(session: Any) -> None:
            await rows.insert_one({**first, "_id": id, "code": id}, session=session)
            await pending.insert_one({**line, "_id": uuid4().hex, "dossier": id}, session=session)

        async def replace(session: Any) -> None:
            after = {**second, "_id": id, "code": id}
            await rows.replace_one({"_id": id, "version": 1}, after, session=session)
            await pending.insert_one({**next_, "_id": uuid4().hex, "dossier": id}, session=session)

        await store.tx(insert)
        if read:
            await rows.find_one({"_id": id})
        await store.tx(replace)

    return await eight(insert_and_replace)


async def bench() -> bool:
    reached = True
    with servers.mongo_url() as url:
        for driver in ("motor", "pymongo"):
            async with office(url, f"bench_{driver}", driver=driver) as desk:
                told = await documents(desk)
                name = f"transition on {driver}"
                reached &= await pairs.compare(
                    name, partial(ours, desk), partial(bare, desk, told), 0.8
                )
    return reached


if __name__ == "__main__":
    pairs.main(bench)
