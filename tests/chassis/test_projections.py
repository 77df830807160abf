"""A projection keeps the newest of each dossier, however often and by whomever it is written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence

import pytest

from casework import Nothing
from chassis.wire.followed import Followed
from chassis.wire.follower import Follower
from chassis.wire.projections import Projection, Row
from support import following
from support.following import Pair
from support.store import OPS, asks, peer


@pytest.fixture(params=["motor", "pymongo"])
async def pair(
    request: pytest.FixtureRequest, mongo_url: str, database_name: str
) -> AsyncIterator[Pair]:
    async with following.pair(mongo_url, database_name, driver=request.param) as made:
        yield made


def fold(events: Sequence[Followed]) -> Iterable[Row]:
    for followed in events:
        event = followed.event
        yield Row("shown", event.subject, event.sequence, {"state": event.data.state})


def follower(pair: Pair, projection: Projection) -> Follower:
    sources = {pair.service: peer(pair.source)}
    return Follower(pair.positions, projection, sources, pair.letters)


async def states(pair: Pair) -> dict[str, tuple[str, int]]:
    rows = await pair.desk.store["shown"].find().to_list(None)
    return {row["_id"]: (row["state"], row["version"]) for row in rows}


async def moved(pair: Pair, count: int) -> dict[str, tuple[str, int]]:
    """`count` letters, each considered; what a projection must show of them."""
    expected = {}
    for n in range(count):
        dossier = await pair.source.lodge(f"Thư {n}")
        done = await pair.source.dossiers.perform(
            "letter", dossier.id, "consider", Nothing(), asks("officer"), 1
        )
        expected[dossier.id] = (done.state, done.version)
    await pair.source.seal()
    return expected


async def test_the_newest_version_is_kept(pair: Pair) -> None:
    expected = await moved(pair, 4)
    await follower(pair, Projection(pair.desk.store, pair.positions, fold, pair.letters)).catch_up()

    assert await states(pair) == expected
    assert await pair.position() == 8


async def test_old_news_changes_nothing(pair: Pair) -> None:
    expected = await moved(pair, 3)
    projection = Projection(pair.desk.store, pair.positions, fold, pair.letters)
    await follower(pair, projection).catch_up()
    lines = await peer(pair.source).read("86", 0, 100)
    events = [line for line in lines if isinstance(line, Followed)]

    await projection.write(fold(events[:1]))
    await projection.write(fold(events))
    await projection.write(fold(list(reversed(events))))
    assert await states(pair) == expected


async def test_two_replicas_show_the_same(pair: Pair) -> None:
    expected = await moved(pair, 5)
    projections = [
        Projection(pair.desk.store, pair.positions, fold, pair.letters) for _ in range(2)
    ]
    await asyncio.gather(*(follower(pair, p).catch_up() for p in projections))

    assert await states(pair) == expected
    assert await pair.position() == 10


async def test_an_event_that_cannot_be_folded_is_parked_and_passed(pair: Pair) -> None:
    expected = await moved(pair, 3)
    broken = next(iter(expected))

    def sometimes(events: Sequence[Followed]) -> Iterable[Row]:
        for followed in events:
            if followed.event.subject == broken:
                raise KeyError("không có")
            yield from fold([followed])

    projection = Projection(pair.desk.store, pair.positions, sometimes, pair.letters)
    await follower(pair, projection).catch_up()

    assert await states(pair) == {id: s for id, s in expected.items() if id != broken}
    assert await pair.position() == 6
    assert await pair.letters.count() == 2
    working = Projection(pair.desk.store, pair.positions, fold, pair.letters)
    for letter in await pair.letters.list():
        await pair.letters.redrive(letter["id"], OPS, working.redrive)
    assert await states(pair) == expected
