"""The journal is gapless and sealed: whatever is changed, taken or put in is found, and where."""

from __future__ import annotations

import asyncio
import hashlib
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from casework import Nothing
from chassis import clock
from chassis.store.lease import Lease
from chassis.store.sealing import Fenced, Sealer
from chassis.store.verification import Anchors, Verification
from support.lease import Time, taken_over
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
    assert await desk.verification.verify("86") is None
    assert await desk.verification.verify("12") is None
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
    assert await desk.verification.verify("86") is None


async def test_who_lost_the_lease_cannot_seal(desk: Office) -> None:
    time = Time()
    stale, other = Lease(desk.store, 5.0, now=time), Lease(desk.store, 5.0, now=time)
    assert await stale.hold()
    await taken_over(other, time)
    await desk.lodge()

    with pytest.raises(Fenced):
        await Sealer(desk.store, stale).seal()
    assert await desk.journal.heads() == {}


async def test_who_takes_the_lease_back_goes_on_where_the_other_left(desk: Office) -> None:
    time = Time()
    mine, other = Lease(desk.store, 5.0, now=time), Lease(desk.store, 5.0, now=time)
    sealing = {lease: Sealer(desk.store, lease) for lease in (mine, other)}
    for turn, lease in enumerate((mine, other, mine)):
        await taken_over(lease, time)
        await desk.lodge()
        assert [line.position for line in await sealing[lease].seal()] == [turn + 1]

    assert await desk.verification.verify("86") is None


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


def change_actor(lines: list[Line], n: int) -> None:
    lines[n]["actor"] = "chair.86"


def change_time(lines: list[Line], n: int) -> None:
    lines[n]["at"] = "2020-01-01T09:00:00+07:00"


def change_dossier(lines: list[Line], n: int) -> None:
    lines[n]["dossier"] = lines[(n + 1) % len(lines)]["dossier"]


def change_type(lines: list[Line], n: int) -> None:
    lines[n]["type"] = "another-letter"


def change_version(lines: list[Line], n: int) -> None:
    lines[n]["version"] += 1


def change_id(lines: list[Line], n: int) -> None:
    lines[n]["id"] = "f" * 32


def call_the_seal_an_old_one(lines: list[Line], n: int) -> None:
    lines[n]["seal"] = 1


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
    [
        flip_data,
        flip_head,
        forge_hash,
        take_out,
        take_out_and_close_up,
        swap,
        put_in_again,
        change_actor,
        change_time,
        change_dossier,
        change_type,
        change_version,
        change_id,
        call_the_seal_an_old_one,
    ],
)
async def test_any_change_is_found_and_located(desk: Office, change: Any) -> None:
    for n in range(12):
        await desk.lodge(f"Thư số {n}")
    await desk.seal()
    block = await desk.store["journal"].find_one({"province": "86"})
    n = random.randrange(len(block["lines"]) - 1)
    change(block["lines"], n)
    await desk.store["journal"].replace_one({"_id": block["_id"]}, block)

    broken = await desk.verification.verify("86")
    assert broken is not None
    assert any(broken.endswith(str(at)) for at in range(n + 1, n + 4))


async def test_a_journal_cut_short_is_found(desk: Office) -> None:
    await desk.lodge()
    await desk.seal()
    await desk.lodge()
    await desk.seal()
    await desk.store["journal"].delete_one({"first": 2})

    assert await desk.verification.verify("86") == "86: đầu chuỗi là 2, dòng cuối là 1"


async def sealed(desk: Office, count: int) -> None:
    for n in range(count):
        await desk.lodge(f"Thư {n}")
        await desk.seal()


async def test_lines_sealed_in_the_first_version_still_verify(desk: Office) -> None:
    """Two lines as the house sealed them before the seal covered who acted, then a new one."""
    await sealed(desk, 2)
    prev = "0" * 64
    for block in await desk.store["journal"].find().sort("first", 1).to_list(None):
        for line in block["lines"]:
            text = b"\n".join((prev.encode(), str(line["position"]).encode(), line["head"]))
            prev = hashlib.sha256(text + b"\n" + line["data"]).hexdigest()
            line |= {"prev": block["lines"][0]["prev"], "hash": prev}
            del line["seal"], line["content"]
        await desk.store["journal"].replace_one({"_id": block["_id"]}, block)
    blocks = await desk.store["journal"].find().sort("first", 1).to_list(None)
    blocks[1]["lines"][0]["prev"] = blocks[0]["lines"][0]["hash"]
    await desk.store["journal"].replace_one({"_id": blocks[1]["_id"]}, blocks[1])
    head = {"position": 2, "hash": prev, "at": "2026-11-10T09:00:00+07:00"}
    await desk.store["relay"].update_one({"_id": "lease"}, {"$set": {"heads.86": head}})

    await sealed(desk, 1)

    assert await desk.verification.verify("86") is None
    assert [line.seal for line in await desk.journal.read("86", 0)] == [1, 1, 2]


async def test_verification_under_load_cries_no_wolf(desk: Office) -> None:
    """Lines are sealed while the chain is read: the head was read before them."""
    await sealed(desk, 3)
    says: list[str | None] = []

    async def sealing() -> None:
        for n in range(25):
            await desk.lodge(f"Thư khi đang kiểm {n}")
            await desk.seal()

    async def verifying() -> None:
        while not load.done():
            says.append(await desk.verification.verify("86", rests=0.001))

    load = asyncio.create_task(sealing())
    await asyncio.gather(load, verifying())

    assert len(says) > 3
    assert set(says) == {None}


async def test_what_a_block_says_of_its_lines_is_checked(desk: Office) -> None:
    await sealed(desk, 2)
    await desk.store["journal"].update_one({"first": 2}, {"$set": {"last": 7}})

    assert "khối" in (await desk.verification.verify("86") or "")


async def test_a_dossier_changed_in_the_database_is_found(desk: Office) -> None:
    """What `/history` shows lies in the dossier's row: its digest is sealed with each line."""
    dossier = await desk.lodge("Thư sẽ bị sửa")
    await desk.lodge("Thư khác")
    await desk.seal()
    rows = desk.store["dossiers"]
    assert await desk.verification.verify("86") is None
    await rows.update_one({"_id": dossier.id}, {"$set": {"acts.0.actor": "ai.do"}})

    assert f"hồ sơ {dossier.id} khác dòng 1" in (await desk.verification.verify("86") or "")


async def test_a_dossier_that_was_acted_on_since_is_no_alarm(desk: Office) -> None:
    dossier = await desk.lodge()
    await desk.seal()
    await desk.dossiers.perform("letter", dossier.id, "consider", Nothing(), asks("officer"), 1)

    assert await desk.verification.verify("86") is None


async def test_a_cut_end_is_found_by_the_heads_outside(desk: Office, tmp_path: Path) -> None:
    """The chain was cut and its head set back: of itself it says nothing wrong."""
    anchored = Verification(desk.store, desk.journal, Anchors(tmp_path / "anchors" / "a.json"))
    await sealed(desk, 3)
    await anchored.anchor()
    assert await anchored.all() == {"86": None}
    second = (await desk.journal.read("86", 1, 1))[0]
    await desk.store["journal"].delete_one({"first": 3})
    head = {"position": 2, "hash": second.hash, "at": second.at}
    await desk.store["relay"].update_one({"_id": "lease"}, {"$set": {"heads.86": head}})

    assert "vị trí 3 đã ghi ngoài cơ sở dữ liệu" in str(await anchored.all())
    assert "cũ hơn" not in str(await anchored.all())
    await anchored.anchor()
    kept = Anchors(tmp_path / "anchors" / "a.json").read()
    assert kept is not None
    assert kept.heads["86"].position == 3, "an anchor never follows its journal back"


async def test_a_journal_put_back_gets_another_name_and_a_fresh_anchor(
    desk: Office, tmp_path: Path
) -> None:
    path = tmp_path / "letters.json"
    kept = Verification(desk.store, desk.journal, Anchors(path))
    await sealed(desk, 1)
    await kept.anchor()
    before = await desk.journal.identify()

    said = await kept.restored()

    assert await desk.journal.identify() == said["journal"] != before
    assert Path(str(said["anchor"])).exists()
    assert path.exists()
    await desk.lodge()
    with pytest.raises(Fenced):
        await Sealer(desk.store, desk.lease).seal()
