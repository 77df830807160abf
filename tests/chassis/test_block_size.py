"""A sealed block stays under what the database stores in one document, however big its lines."""

from __future__ import annotations

from chassis.settings import Settings
from chassis.store.driver import connect
from chassis.store.journal import Journal
from chassis.store.lease import Lease
from chassis.store.sealing import Sealer


def line(n: int, size: int) -> dict[str, object]:
    return {
        "_id": f"{n:032x}",
        "province": "86",
        "dossier": "d",
        "type": "t",
        "version": n,
        "actor": "a",
        "at": "2026-11-10T09:00:00+07:00",
        "head": b"{}",
        "data": b"x" * size,
    }


async def test_big_lines_are_sealed_in_several_blocks(mongo_url: str, database_name: str) -> None:
    store = connect(Settings(service="t", mongo_url=mongo_url, database=database_name))
    await store["journal_pending"].insert_many([line(n, 900_000) for n in range(1, 11)])
    await store["journal_pending"].insert_one(line(11, 5_000_000))
    lease = Lease(store, 10.0)
    await lease.hold()

    sealed = []
    while found := await Sealer(store, lease).seal():
        sealed.append([told.position for told in found])

    assert sealed == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10], [11]]
    read: list[int] = []
    while page := await Journal(store).read("86", read[-1] if read else 0):
        read += [told.position for told in page]
    assert read == list(range(1, 12))
    await store.close()
