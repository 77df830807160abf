"""A lease has one holder at a time, whatever the clocks of the holders say."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from chassis import clock
from chassis.store.lease import Lease
from support.lease import Time
from support.store import Office, office


@pytest.fixture
async def desk(mongo_url: str, database_name: str) -> AsyncIterator[Office]:
    async with office(mongo_url, database_name) as made:
        yield made


async def test_it_has_one_holder_until_that_one_is_silent(desk: Office) -> None:
    time = Time()
    mine, other = (Lease(desk.store, 5.0, now=time) for _ in range(2))
    assert await mine.hold()
    assert not await other.hold()
    time.seconds += 6

    assert await other.hold()
    assert other.token > mine.token
    assert not await mine.hold()


async def test_who_renews_keeps_it(desk: Office) -> None:
    time = Time()
    mine, other = (Lease(desk.store, 5.0, now=time) for _ in range(2))
    for _ in range(8):
        assert await mine.hold()
        assert not await other.hold()
        time.seconds += 3

    assert mine.token == 1


@pytest.mark.parametrize("ahead", [3600.0, -3600.0])
async def test_a_holder_whose_clock_is_wrong_keeps_nobody_out(
    desk: Office, ahead: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The holder sees another hour on every clock that it has, takes the lease and dies."""
    wrong, right = Time(), Time()
    wrong.seconds += ahead
    with monkeypatch.context() as patched:
        patched.setattr("chassis.clock.wall.time", lambda: 1_800_000_000.0 + ahead)
        assert await Lease(desk.store, 5.0, now=wrong).hold()

    other = Lease(desk.store, 5.0, now=right)
    assert not await other.hold()
    right.seconds += 4.9
    assert not await other.hold()
    right.seconds += 0.2
    assert await other.hold()


async def test_a_lease_of_an_older_version_is_taken_over(desk: Office) -> None:
    """Its row has no beat, and a time of the holder's clock that says nothing."""
    row = {"_id": "lease", "holder": "x", "token": 7, "until": 9e12, "heads": {}, "blocks": 3}
    await desk.store["relay"].insert_one(row)
    time = Time()
    lease = Lease(desk.store, 5.0, now=time)
    assert not await lease.hold()
    time.seconds += 6

    assert await lease.hold()
    assert lease.token == 8


async def test_an_older_version_that_renews_its_own_way_keeps_it(desk: Office) -> None:
    """In a rolling update: the old process only moves `until`, and reads ours."""
    row = {"_id": "lease", "holder": "old", "token": 7, "until": 100.0}
    await desk.store["relay"].insert_one(row)
    time = Time()
    lease = Lease(desk.store, 5.0, now=time)
    for n in range(4):
        assert not await lease.hold()
        time.seconds += 3
        await desk.store["relay"].update_one({"_id": "lease"}, {"$set": {"until": 103.0 + 3 * n}})

    time.seconds += 6
    assert not await lease.hold()
    time.seconds += 6
    assert await lease.hold()
    kept = await desk.store["relay"].find_one({"_id": "lease"})
    assert kept is not None
    assert kept["until"] > clock.seconds()


async def test_a_released_lease_is_free_at_once(desk: Office) -> None:
    mine, other = Lease(desk.store, 30.0), Lease(desk.store, 30.0)
    assert await mine.hold()
    await mine.release()

    assert await other.hold()


async def test_of_two_that_wait_one_takes_it(desk: Office) -> None:
    time = Time()
    holder, *waiting = (Lease(desk.store, 5.0, now=time) for _ in range(3))
    assert await holder.hold()
    assert [await lease.hold() for lease in waiting] == [False, False]
    time.seconds += 6

    assert [await lease.hold() for lease in waiting] == [True, False]
