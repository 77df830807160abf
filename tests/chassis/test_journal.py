"""The journal is gapless and sealed: whatever is changed, taken or put in is found, and where."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest

from casework import Nothing
from chassis import clock
from chassis.store.journal import Fenced, Lease, Sealer
from support.store import Office, asks, office


@pytest.fixture
async def desk(mongo_url: str, database_name: str) -> AsyncIterator[Office]:
    async with office(mongo_url, database_name) as made:
        yield made


async def test_positions_are_gapless_per_province(desk: Office) -> None:
    for n in range(6):
        await desk.lodge(province="86" if n % 3 else "12")
    await desk.seal()
    await desk.lodge(province="12")
    await desk.seal()

    assert [line.position for line in await desk.journal.read("86", 0)] == [1, 2, 3, 4]
    assert [line.position for line in await desk.journal.read("12", 0)] == [1, 2, 3]
    assert {p: h["position"] for p, h in (await desk.journal.heads()).items()} == {"86": 4, "12": 3}
    assert await desk.journal.verify("86") is None
    assert await desk.journal.verify("12") is None
    assert await desk.journal.backlog() == (0, 0.0)


async def test_a_line_keeps_the_order_of_its_dossier(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = await desk.lodge()
    now = clock.microseconds()
    monkeypatch.setattr("chassis.store.identifiers.microseconds", lambda: now - 3_600_000_000)
    await desk.dossiers.perform("letter", dossier.id, "consider", Nothing(), asks("officer"), 1)

    assert [line.version for line in await desk.seal()] == [1, 2]


async def test_reading_pages_as_one_goes(desk: Office) -> None:
    for _ in range(7):
        await desk.lodge()
        await desk.seal()

    pages, after = [], 0
    while page := await desk.journal.read("86", after, limit=3):
        pages.append([line.position for line in page])
        after = page[-1].position
    assert pages == [[1, 2, 3], [4, 5, 6], [7]]


async def test_two_relays_seal_nothing_twice(desk: Office) -> None:
    for _ in range(8):
        await desk.lodge()
    assert await desk.lease.hold()
    first, second = Sealer(desk.store, desk.lease), Sealer(desk.store, desk.lease)

    done = await asyncio.gather(first.seal(), second.seal(), return_exceptions=True)

    kinds = sorted(type(d).__name__ for d in done)
    assert kinds in (["Fenced", "list"], ["list", "list"])
    assert [line.position for line in await desk.journal.read("86", 0)] == list(range(1, 9))
    assert await desk.journal.verify("86") is None


async def test_the_lease_has_one_holder_until_it_ends(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = Lease(desk.store, 5.0), Lease(desk.store, 5.0)
    assert await mine.hold()
    assert not await other.hold()
    now = clock.seconds()
    monkeypatch.setattr("chassis.store.journal.clock.seconds", lambda: now + 6)

    assert await other.hold()
    assert other.token > mine.token
    assert not await mine.hold()


async def test_who_lost_the_lease_cannot_seal(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = Lease(desk.store, 5.0)
    assert await stale.hold()
    now = clock.seconds()
    monkeypatch.setattr("chassis.store.journal.clock.seconds", lambda: now + 6)
    assert await Lease(desk.store, 5.0).hold()
    await desk.lodge()

    with pytest.raises(Fenced):
        await Sealer(desk.store, stale).seal()
    assert await desk.journal.heads() == {}


async def test_who_takes_the_lease_back_goes_on_where_the_other_left(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = Lease(desk.store, 5.0), Lease(desk.store, 5.0)
    sealing = {lease: Sealer(desk.store, lease) for lease in (mine, other)}
    now = clock.seconds()
    for turn, lease in enumerate((mine, other, mine)):
        monkeypatch.setattr("chassis.store.journal.clock.seconds", lambda at=now + 6 * turn: at)
        assert await lease.hold()
        await desk.lodge()
        assert [line.position for line in await sealing[lease].seal()] == [turn + 1]

    assert await desk.journal.verify("86") is None


async def test_a_released_lease_is_free_at_once(desk: Office) -> None:
    mine, other = Lease(desk.store, 30.0), Lease(desk.store, 30.0)
    assert await mine.hold()
    await mine.release()

    assert await other.hold()


async def test_the_backlog_has_an_age(desk: Office) -> None:
    await desk.lodge()
    await asyncio.sleep(0.02)

    depth, oldest = await desk.journal.backlog()
    assert depth == 1
    assert 0.02 <= oldest < 5


Line = dict[str, Any]


def flip_data(lines: list[Line], n: int) -> None:
    data = bytearray(lines[n]["data"])
    data[len(data) // 2] ^= 1
    lines[n]["data"] = bytes(data)


def flip_head(lines: list[Line], n: int) -> None:
    lines[n]["head"] = lines[n]["head"].replace(b"86", b"87", 1)


def forge_hash(lines: list[Line], n: int) -> None:
    lines[n]["hash"] = "0" * 64


def take_out(lines: list[Line], n: int) -> None:
    del lines[n]


def take_out_and_close_up(lines: list[Line], n: int) -> None:
    del lines[n]
    for later in lines[n:]:
        later["position"] -= 1


def swap(lines: list[Line], n: int) -> None:
    other = (n + 1) % len(lines)
    lines[n]["data"], lines[other]["data"] = lines[other]["data"], lines[n]["data"]


def put_in_again(lines: list[Line], n: int) -> None:
    lines.insert(n, dict(lines[n]))


@pytest.mark.parametrize(
    "change",
    [flip_data, flip_head, forge_hash, take_out, take_out_and_close_up, swap, put_in_again],
)
async def test_any_change_is_found_and_located(desk: Office, change: Any) -> None:
    for n in range(12):
        await desk.lodge(f"Thư số {n}")
    await desk.seal()
    block = await desk.store["journal"].find_one({"province": "86"})
    n = random.randrange(len(block["lines"]) - 1)
    change(block["lines"], n)
    await desk.store["journal"].replace_one({"_id": block["_id"]}, block)

    broken = await desk.journal.verify("86")
    assert broken is not None
    assert any(broken.endswith(str(at)) for at in range(n + 1, n + 4))


async def test_a_journal_cut_short_is_found(desk: Office) -> None:
    await desk.lodge()
    await desk.seal()
    await desk.lodge()
    await desk.seal()
    await desk.store["journal"].delete_one({"first": 2})

    assert await desk.journal.verify("86") == "86: đầu chuỗi là 2, dòng cuối là 1"
