"""What a broker brings is believed only when it is proven, and a journal that does not go on from
what was followed stops its stream by name until somebody has looked: nothing is skipped, nothing is
done twice."""

from __future__ import annotations

import copy as copies
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
import structlog
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from chassis.store.journal import Line, seal_of
from chassis.wire.records import headers
from chassis.wire.settling import settle
from support import following
from support.following import Pair, copy
from support.store import record

SECRET = "s" * 32


@pytest.fixture
async def pair(mongo_url: str, database_name: str) -> AsyncIterator[Pair]:
    async with following.pair(mongo_url, database_name, internal_secret=SECRET) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """A logger that an application in the same process has not bound to its own output."""
    monkeypatch.setattr("chassis.wire.follower.log", structlog.get_logger())


def told(line: Line, **changed: Any) -> Any:
    """A line as its relay sends it."""
    return record(line, **{"headers": tuple(headers(line, "", SECRET)), **changed})


def forged(true: Line, **changed: Any) -> Line:
    """A line that says something false, with a seal that continues the true chain."""
    data = msgspec.json.decode(true.data) | {"title": "Hồ sơ bịa đặt", "state": "forged"}
    line = msgspec.structs.replace(true, data=msgspec.json.encode(data), **changed)
    return msgspec.structs.replace(line, hash=seal_of(line, true.prev))


def without(line: Line, *names: str) -> Any:
    kept = [(n, v) for n, v in headers(line, "", "a guess") if n not in names]
    return record(line, headers=tuple(kept))


FORGERIES = {
    "with a true seal and a guessed secret": lambda line: record(
        line, headers=tuple(headers(line, "", "a guess"))
    ),
    "without any seal": lambda line: without(
        line, "ce_seal", "ngoaivu-proof", "ngoaivu-head", "ngoaivu-about", "ngoaivu-seal"
    ),
    "with other data under true headers": None,
}


@pytest.mark.parametrize("kind", FORGERIES)
@pytest.mark.parametrize("first", [True, False])
async def test_a_forged_record_changes_nothing_and_is_told_once(
    pair: Pair, kind: str, first: bool
) -> None:
    """At the next position, before its line is sealed or together with it."""
    await pair.sealed(2)
    follower, _ = pair.follower(copy, keeps_records=True)
    await follower.catch_up()
    refused = count("forged")
    await pair.source.lodge("Thư thật")
    (true,) = await pair.source.seal()
    make = FORGERIES[kind]
    false = make(forged(true)) if make else told(true, value=forged(true).data)

    await follower.receive([false, told(true)] if first else [told(true), false])
    await follower.receive([false])
    await follower.catch_up()

    assert "Bản sao Thư thật" in await pair.copies()
    assert not [title for title in await pair.copies() if "bịa đặt" in title]
    assert await pair.position() == 3
    if first:
        (letter,) = await pair.letters.list()
        assert "không phải dòng 3" in letter["cause"]
        assert count("forged") == refused + 1


async def test_a_forged_record_beyond_the_end_is_told(pair: Pair) -> None:
    (true,) = await pair.sealed(1)
    follower, _ = pair.follower(copy, keeps_records=True)
    await follower.catch_up()
    false = record(forged(true, position=2), headers=tuple(headers(forged(true, position=2))))
    with capture_logs() as said:
        await follower.receive([false])
        await follower.catch_up()

    assert await pair.position() == 1
    assert [line["reason"] for line in said if line["event"] == "record refused"] == ["forged"]
    assert await pair.letters.count() == 1
    await pair.source.lodge("Thư thật")
    await follower.receive([told(line) for line in await pair.source.seal()])
    assert await pair.position() == 2
    assert "Bản sao Thư thật" in await pair.copies()


async def test_of_many_followers_one_keeps_what_is_no_event(pair: Pair) -> None:
    (line,) = await pair.sealed(1)
    others = [pair.follower(copy)[0] for _ in range(3)]
    keeper, _ = pair.follower(copy, keeps_records=True)
    for follower in (*others, keeper):
        await follower.receive([record(line, value=b"{")])

    assert await pair.letters.count() == 1


async def test_records_of_an_older_sender_are_read_from_the_journal(pair: Pair) -> None:
    """They prove nothing, and they are true: nobody is alarmed."""
    lines = await pair.sealed(2)
    follower, _ = pair.follower(copy, keeps_records=True)
    old = ("ngoaivu-proof", "ngoaivu-head", "ngoaivu-about", "ngoaivu-seal")

    await follower.receive([without(line, *old) for line in lines])
    await follower.catch_up()

    assert await pair.position() == 2
    assert await pair.letters.count() == 0


# --- a database that was put back ---


async def backup(pair: Pair) -> dict[str, list[dict[str, Any]]]:
    """All that the source keeps, as a copy of last night would hold it."""
    store = pair.source.store
    names = ("dossiers", "journal", "journal_pending", "relay", "turns")
    return {name: copies.deepcopy(await store[name].find().to_list(None)) for name in names}


async def restore(pair: Pair, kept: dict[str, list[dict[str, Any]]]) -> None:
    """The older copy in the place of what is there."""
    for name, rows in kept.items():
        await pair.source.store[name].delete_many({})
        if rows:
            await pair.source.store[name].insert_many(rows)


async def go_on(pair: Pair, *titles: str) -> list[Line]:
    for title in titles:
        await pair.source.lodge(title)
    pair.source.lease.lost()
    await pair.source.store["relay"].update_one({"_id": "lease"}, {"$set": {"holder": ""}})
    return await pair.source.seal()


@pytest.mark.parametrize("renamed", [True, False])
@pytest.mark.parametrize("acts", [0, 1, 2, 3, 6])
async def test_a_restored_journal_is_followed_again_nothing_skipped_nothing_twice(
    pair: Pair, renamed: bool, acts: int
) -> None:
    """Back up after 2 letters, go on with 3, restore, go on with `acts` others; renamed or not."""
    await pair.source.journal.identify()
    await go_on(pair, "Thư 1", "Thư 2")
    kept = await backup(pair)
    await go_on(pair, "Thư mất 1", "Thư mất 2", "Thư mất 3")
    follower, _ = pair.follower(copy)
    await follower.catch_up()
    assert await pair.position() == 5
    await restore(pair, kept)
    if renamed:
        await pair.source.verification.restored()
    fresh = await go_on(pair, *(f"Thư mới {n}" for n in range(acts)))

    await follower.receive([told(line) for line in fresh])
    with capture_logs() as said:
        for _ in range(3):
            await follower.catch_up()
    assert {line["event"] for line in said if line["log_level"] == "error"} == {"stream forked"}
    assert list(follower.forked) == [pair.stream]
    assert sample("ngoaivu_stream_forked", pair) == 1
    assert not [title for title in await pair.copies() if "mới" in title]

    other, _ = pair.follower(copy)
    await other.catch_up()
    assert list(other.forked) == [pair.stream], "another replica, or the next start, knows it too"

    settled = await settle(other, pair.stream)
    titles = [title.removeprefix("Bản sao ") for title in await pair.copies()]
    new = [f"Thư mới {n}" for n in range(acts)]
    assert titles == sorted(["Thư 1", "Thư 2", *new, *(f"Thư mất {n}" for n in (1, 2, 3))])
    assert settled.position == 2 + acts
    assert len(settled.orphans) == 3
    assert sample("ngoaivu_stream_forked", pair) == 0

    await follower.catch_up()
    await follower.receive([told(line) for line in await go_on(pair, "Thư sau cùng")])
    await follower.catch_up()
    assert (await pair.copies()).count("Bản sao Thư sau cùng") == 1
    assert await pair.position() == 3 + acts


async def test_a_journal_that_was_wiped_stops_its_stream(pair: Pair) -> None:
    await go_on(pair, "Thư 1")
    follower, _ = pair.follower(copy)
    await follower.catch_up()
    await restore(pair, {"dossiers": [], "journal": [], "journal_pending": [], "relay": []})

    await follower.catch_up()
    assert follower.forked == {}, "a head behind is believed the second time"
    await follower.catch_up()
    assert "đã theo đến 1" in follower.forked[pair.stream]


async def test_a_restored_journal_that_lost_nothing_is_followed_on(pair: Pair) -> None:
    """Put back from a copy that holds all that was followed: its new name is no fork."""
    await pair.source.journal.identify()
    await go_on(pair, "Thư 1", "Thư 2")
    follower, _ = pair.follower(copy)
    await follower.catch_up()
    await pair.source.verification.restored()
    await go_on(pair, "Thư 3")
    for _ in range(3):
        await follower.catch_up()

    assert follower.forked == {}
    assert await pair.copies() == [f"Bản sao Thư {n}" for n in (1, 2, 3)]


async def test_the_trail_finds_where_the_branches_part(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies before the last shared step of the trail is not read again."""
    monkeypatch.setattr("chassis.wire.positions.TRAIL_EVERY", 2)
    follower, _ = pair.follower(copy)
    for n in range(6):
        await go_on(pair, f"Thư {n}")
        await follower.catch_up()
    kept = await backup(pair)
    for n in range(3):
        await go_on(pair, f"Thư mất {n}")
        await follower.catch_up()
    await restore(pair, kept)
    await go_on(pair, "Thư mới")
    for _ in range(2):
        await follower.catch_up()

    settled = await settle(follower, pair.stream)
    assert (settled.since, settled.left_at, settled.position) == (6, 9, 7)


async def test_a_journal_changed_under_its_seal_is_not_followed(pair: Pair) -> None:
    await pair.sealed(3)
    block = await pair.source.store["journal"].find_one({})
    block["lines"][1]["data"] = block["lines"][1]["data"].replace(b"lodge", b"other", 1)
    await pair.source.store["journal"].replace_one({"_id": block["_id"]}, block)
    follower, _ = pair.follower(copy)

    await follower.catch_up()
    assert "niêm phong sai tại vị trí 2" in str(follower.forked)
    await follower.catch_up()
    assert list(follower.forked) == [pair.stream]
    assert await pair.position() == 0


def count(reason: str) -> float:
    return REGISTRY.get_sample_value("ngoaivu_records_refused_total", {"reason": reason}) or 0.0


def sample(name: str, pair: Pair) -> float | None:
    return REGISTRY.get_sample_value(name, {"source": pair.service, "province": "86"})
