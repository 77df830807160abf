"""Sorted pages of the embedded database: the same as without an index, and without reading all."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from random import Random
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.settings import Settings
from chassis.store.driver import Store, connect

WORDS = ("a", "ab", "b", "c", "cả", "")
INDEXES: Any = (
    ([("tags", 1), ("at", 1)], {}),
    ([("words", 1), ("at", 1)], {}),
    ([("kind", 1), ("tags", 1), ("rank", 1), ("_id", 1)], {}),
)


def document(random: Random, n: int) -> dict[str, Any]:
    return {
        "_id": f"d{n:04}",
        "tags": random.sample(WORDS, random.randrange(1, 4)),
        "words": random.sample(WORDS, random.randrange(4)),
        "kind": random.choice(WORDS),
        "at": f"2026-{random.randrange(1, 13):02} d{n:04}",
        "rank": random.choice((-5, 0, 3, 12, 1000)),
    }


class Stored:
    """Documents in a collection with indexes and, beside it, in one without."""

    def __init__(self, runner: asyncio.Runner, store: Store) -> None:
        self._runner, self._store = runner, store

    def fill(self, count: int = 400) -> None:
        random = Random(5)
        documents = [document(random, n) for n in range(count)]
        self._runner.run(self._fill(documents))

    async def _fill(self, documents: list[dict[str, Any]]) -> None:
        for name in ("sorted", "plain"):
            await self._store[name].drop()
        await self._store.ensure(sorted=INDEXES, plain=())
        for name in ("sorted", "plain"):
            for start in range(0, len(documents), 200):
                await self._store[name].insert_many(documents[start : start + 200])

    def page(self, name: str, query: Any, sort: Any, limit: int, skip: int = 0) -> list[Any]:
        async def read() -> list[Any]:
            found = self._store[name].find(query).sort(sort).skip(skip).limit(limit)
            rows: list[Any] = await found.to_list(None)
            return rows

        return self._runner.run(read())


@pytest.fixture(scope="module")
def stored(mongo_url: str) -> Iterator[Stored]:
    told = Settings(service="letters", mongo_url=mongo_url, database="ngoaivu_sorted_reads")

    async def opened() -> Store:
        return connect(told)

    with asyncio.Runner() as runner:
        store = runner.run(opened())
        found = Stored(runner, store)
        found.fill()
        yield found
        runner.run(store.close())


among = st.sampled_from(WORDS) | st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
    lambda words: {"$in": words}
)
bounds = st.sampled_from(
    [{}, {"at": {"$lt": "2026-06"}}, {"at": {"$gt": "2026-03 d0100", "$lte": "2026-09 d0200"}}]
)


@settings(max_examples=60, deadline=None)
@given(
    tags=among,
    more=st.lists(among.map(lambda words: {"words": words}), max_size=2),
    bound=bounds,
    way=st.sampled_from((1, -1)),
    limit=st.integers(1, 40),
    skip=st.sampled_from((0, 0, 7)),
)
def test_a_sorted_page_is_what_it_would_be_without_an_index(
    stored: Stored, tags: Any, more: list[Any], bound: Any, way: int, limit: int, skip: int
) -> None:
    query = {"$and": [{"tags": tags}, *more, *([bound] if bound else [])]}
    page = stored.page("sorted", query, [("at", way)], limit, skip)

    assert page == stored.page("plain", query, [("at", way)], limit, skip)


@settings(max_examples=30, deadline=None)
@given(kind=st.sampled_from(WORDS), tags=st.sampled_from(WORDS), way=st.sampled_from((1, -1)))
def test_several_known_fields_and_several_orders_fit_one_index(
    stored: Stored, kind: str, tags: str, way: int
) -> None:
    query, sort = {"kind": kind, "tags": tags}, [("rank", way), ("_id", way)]
    page = stored.page("sorted", query, sort, 9)

    assert page == stored.page("plain", query, sort, 9)


def test_what_fits_no_index_is_read_as_before(stored: Stored) -> None:
    for query, sort in (
        ({"tags": {"$ne": "a"}}, [("at", 1)]),
        ({"$or": [{"tags": "a"}, {"kind": "b"}]}, [("at", -1)]),
        ({"tags": "a"}, [("rank", 1), ("at", -1)]),
        ({"tags": None}, [("at", 1)]),
        ({"tags": ["a"]}, [("at", 1)]),
    ):
        expected = stored.page("plain", query, sort, 15)
        assert stored.page("sorted", query, sort, 15) == expected, query


def test_a_page_does_not_read_all_that_matches(stored: Stored) -> None:
    """Beside the same page without an index, in the same run: two documents instead of 1,600."""

    def seconds(name: str) -> float:
        begun = perf_counter()
        for _ in range(3):
            stored.page(name, {"tags": {"$in": list(WORDS)}}, [("at", 1)], 2)
        return perf_counter() - begun

    stored.fill(1600)
    seconds("sorted"), seconds("plain")
    ratios = sorted(seconds("plain") / seconds("sorted") for _ in range(3))

    assert ratios[1] > 3
