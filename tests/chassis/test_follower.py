"""A follower applies every event once and in order, whatever Kafka lost, doubled or spoiled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Any

import pytest
import structlog
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from casework import CloudEvent, Failure, Refused
from chassis.store.journal import Head
from chassis.wire.followed import Followed, Mark
from chassis.wire.follower import following as catching_up
from chassis.wire.positions import Positions
from chassis.wire.records import headers
from support import following
from support.following import Pair, copy, until
from support.store import OPS, record, resealed


@pytest.fixture
async def pair(mongo_url: str, database_name: str) -> AsyncIterator[Pair]:
    async with following.pair(mongo_url, database_name) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """A logger that an application in the same process has not bound to its own output."""
    monkeypatch.setattr("chassis.wire.follower.log", structlog.get_logger())


def names(numbers: Sequence[int]) -> list[str]:
    return [f"Bản sao Thư {n}" for n in numbers]


async def test_events_are_applied_once_and_in_order(pair: Pair) -> None:
    records = [record(line) for line in await pair.sealed(4)]
    follower, _ = pair.follower(copy)

    await follower.receive(records[:2])
    await follower.receive(records[1:3])
    await follower.receive([records[3], records[0]])
    assert await pair.copies() == names([1, 2, 3, 4])
    assert await pair.position() == 4


async def test_a_gap_is_healed_from_the_journal(pair: Pair) -> None:
    records = [record(line) for line in await pair.sealed(6)]
    follower, _ = pair.follower(copy)
    running = asyncio.create_task(follower.run(every=60.0))
    await asyncio.sleep(0.3)
    for n in (7, 8, 9):
        await pair.source.lodge(f"Thư {n}")
    late = [record(line) for line in await pair.source.seal()]

    await follower.receive([records[0], late[2]])
    await until(lambda: pair.position(), 9)
    running.cancel()
    assert await pair.copies() == names(range(1, 10))


async def test_a_broker_that_says_nothing_loses_nothing(pair: Pair) -> None:
    await pair.sealed(5)
    follower, _ = pair.follower(copy)

    await follower.catch_up()
    assert await pair.copies() == names(range(1, 6))


async def test_who_awaits_news_after_a_quiet_has_the_journals_looked_at(pair: Pair) -> None:
    """Without it the broker's news, or the looking once an hour, would be waited for."""
    (record_1,) = [record(line) for line in await pair.sealed(1)]
    follower, _ = pair.follower(copy)
    async with catching_up(follower, 3600.0):
        await until(pair.position, 1)
        await pair.sealed(2)
        follower.expects()
        await until(pair.position, 3)

        await follower.receive([record_1])
        await pair.sealed(1)
        follower.expects()
        await asyncio.sleep(0.3)
        assert await pair.position() == 3


async def test_two_replicas_apply_an_event_once(pair: Pair) -> None:
    records = [record(line) for line in await pair.sealed(6)]
    first, second = pair.follower(copy)[0], pair.follower(copy)[0]

    await asyncio.gather(first.receive(records), second.receive(records), second.catch_up())
    for _ in range(2):
        await first.catch_up()
        await second.catch_up()
    assert await pair.copies() == names(range(1, 7))
    assert await pair.position() == 6


async def test_a_poison_event_is_parked_and_passed(pair: Pair) -> None:
    async def only_even(event: CloudEvent, work: Any) -> None:
        await copy(event, work)
        if event.data.title == "Thư 2":
            raise Refused(Failure("không thể", "Điều 1"))

    records = [record(line) for line in await pair.sealed(3)]
    follower, sink = pair.follower(only_even)
    await follower.receive(records)

    assert await pair.copies() == names([1, 3])
    assert await pair.position() == 3
    (letter,) = await pair.letters.list()
    assert "không thể" in letter["cause"]
    assert letter["tries"] == 1

    with pytest.raises(Refused):
        await pair.letters.redrive(letter["id"], OPS, sink.redrive)
    assert await pair.letters.count() == 1


async def test_a_redriven_letter_takes_effect_once(pair: Pair) -> None:
    broken = True

    async def sometimes(event: CloudEvent, work: Any) -> None:
        if broken:
            raise ValueError("lỗi")
        await copy(event, work)

    records = [record(line) for line in await pair.sealed(2)]
    follower, sink = pair.follower(sometimes)
    await follower.receive(records)
    (first, second) = await pair.letters.list()
    broken = False

    told = await pair.letters.redrive(first["id"], OPS, sink.redrive)
    assert (told["state"], told["redriven_by"]) == ("redriven", "ops")
    await pair.letters.redrive(second["id"], OPS, sink.redrive)
    assert await pair.letters.count() == 0
    await pair.letters.redrive(first["id"], OPS, sink.redrive)
    assert await pair.copies() == names([1, 2])


async def test_what_passes_is_tried_again(pair: Pair) -> None:
    tries = 0

    async def third_time(event: CloudEvent, work: Any) -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise OSError("chưa được")
        await copy(event, work)

    records = [record(line) for line in await pair.sealed(1)]
    follower, _ = pair.follower(third_time, tries=3)
    await follower.receive(records)

    assert await pair.copies() == names([1])
    assert await pair.letters.count() == 0


async def test_what_nobody_reacts_to_moves_the_position(pair: Pair) -> None:
    lines = await pair.sealed(3)
    follower, sink = pair.follower(copy)
    sink._table = {}

    await follower.receive([record(line) for line in lines])
    assert await pair.position() == 3
    assert await pair.copies() == []


async def test_what_was_passed_over_is_written_with_the_next_that_matters(pair: Pair) -> None:
    records = [record(line) for line in await pair.sealed(5)]
    follower, sink = pair.follower(copy)
    table, sink._table = sink._table, {}
    await follower.receive(records[:3])
    assert await stored(pair) == {}

    sink._table = table
    await follower.receive(records[3:4])
    assert await stored(pair) == {"86": 4}

    sink._table = {}
    await follower.receive(records[4:])
    assert await stored(pair) == {"86": 4}
    await follower.catch_up()

    assert await stored(pair) == {"86": 5}
    assert await pair.copies() == names([4])
    assert await pair.letters.count() == 0


async def test_what_was_passed_over_does_not_hide_another_replica(pair: Pair) -> None:
    records = [record(line) for line in await pair.sealed(4)]
    follower, sink = pair.follower(copy)
    table, sink._table = sink._table, {}
    await follower.receive(records[:2])
    sink._table = table
    other = Positions(pair.desk.store, "followers")
    lines = await pair.source.journal.read("86", 0)
    await other.advance(pair.stream, 0, Mark(3, lines[2].hash))

    await follower.receive(records[2:])
    assert await pair.copies() == []
    await follower.catch_up()

    assert await pair.copies() == names([4])
    assert await stored(pair) == {"86": 4}


async def stored(pair: Pair) -> dict[str, int]:
    """What whoever starts now would begin with."""
    fresh = Positions(pair.desk.store, "followers")
    return {province: at.position for (_, province), at in (await fresh.all()).items()}


SPOILED: dict[str, dict[str, Any]] = {
    "no headers": {"headers": ()},
    "no text in a header": {"headers": (("ce_id", b"\xff"),)},
    "a header without value": {"headers": (("ce_id", None),)},
    "no JSON": {"value": b"{"},
    "no value": {"value": None},
    "another shape": {"value": b'{"state": 3}'},
    "five megabytes": {"value": b"[" * 5_000_000},
}


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED.keys())
async def test_a_spoiled_message_is_parked_and_its_event_healed(
    pair: Pair, spoiled: dict[str, Any]
) -> None:
    lines = await pair.sealed(3)
    records = [record(lines[0]), record(lines[1], **spoiled), record(lines[2])]
    follower, sink = pair.follower(copy, keeps_records=True)

    await follower.receive(records)
    await follower.catch_up()
    await follower.receive(records)

    assert await pair.copies() == names([1, 2, 3])
    (letter,) = await pair.letters.list()
    assert letter["where"]["topic"] == "ngoaivu.letters.v1"
    with pytest.raises(Refused):
        await pair.letters.redrive(letter["id"], OPS, sink.redrive)


async def test_a_line_of_a_future_version_is_parked_and_passed(pair: Pair) -> None:
    await pair.sealed(3)
    block = await pair.source.store["journal"].find_one({})
    block["lines"][1]["data"] = b'{"another": "shape"}'
    await resealed(pair.source, block)
    follower, _ = pair.follower(copy)

    await follower.catch_up()
    assert await pair.copies() == names([1, 3])
    (letter,) = await pair.letters.list()
    assert letter["id"] == "letters/86/2"


async def test_positions_put_back_are_followed_again(pair: Pair) -> None:
    records = [record(line) for line in await pair.sealed(3)]
    follower, _ = pair.follower(copy)
    await follower.receive(records)
    rows = pair.desk.store["positions"]
    (first,) = await pair.source.journal.read("86", 0, 1)
    await rows.update_many({}, {"$set": {"position": 1, "hash": first.hash}})
    await pair.source.lodge("Thư 4")
    fourth = record((await pair.source.seal())[0])

    await follower.receive([fourth])
    await follower.catch_up()
    assert await pair.copies() == names([1, 2, 3, 4])
    assert await pair.position() == 4


@pytest.mark.parametrize(("journal", "copied"), [("other", []), ("mine", [1, 2]), ("", [1, 2])])
async def test_news_of_an_earlier_journal_is_left(
    pair: Pair, journal: str, copied: list[int]
) -> None:
    lines = await pair.sealed(2)
    follower, _ = pair.follower(copy)
    follower.sources[pair.service].journal = "mine"

    await follower.receive([record(x, headers=tuple(headers(x, journal))) for x in lines])

    assert await pair.copies() == names(copied)


async def test_news_waits_until_its_journal_is_known(pair: Pair) -> None:
    lines = await pair.sealed(2)
    follower, _ = pair.follower(copy)

    await follower.receive([record(x, headers=tuple(headers(x, "mine"))) for x in lines])
    assert await pair.copies() == []
    await follower.catch_up()
    assert await pair.copies() == names([1, 2])


async def test_a_source_that_is_away_holds_up_nobody_else(pair: Pair) -> None:
    class Away:
        journal: str | None = None

        async def heads(self) -> dict[str, Head]:
            raise OSError("away")

        async def read(self, province: str, after: int, limit: int) -> list[Followed]:
            raise OSError("away")

    await pair.sealed(2)
    follower, _ = pair.follower(copy, sources={"away": Away()})

    with pytest.raises(OSError, match="away"):
        await follower.catch_up()
    assert await pair.copies() == names([1, 2])


async def test_a_reaction_rings_the_relay_after_its_commit(pair: Pair) -> None:
    records = [record(line) for line in await pair.sealed(1)]
    follower, _ = pair.follower(copy)
    rung: list[int] = []

    def ring() -> None:
        rung.append(1)

    pair.desk.dossiers._committed = ring
    await follower.receive(records)
    assert rung == [1]


async def test_a_reaction_that_always_runs_out_of_time_is_parked(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may not hold up its province for ever; the others go on behind it."""

    async def slow(event: CloudEvent, work: Any) -> None:
        if event.data.title == "Thư 2":
            await asyncio.sleep(60)
        await copy(event, work)

    await pair.sealed(3)
    monkeypatch.setattr("chassis.store.driver.TRANSACTION_SECONDS", 1.0)
    follower, _ = pair.follower(slow)
    for _ in range(2):
        with suppress(TimeoutError):
            await follower.catch_up()
    await follower.catch_up()

    assert await pair.copies() == names([1, 3])
    (letter,) = await pair.letters.list()
    assert (letter["cause"], letter["tries"]) == ("TimeoutError()", 2)


async def test_a_database_that_does_not_answer_parks_nothing(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away() -> bool:
        raise TimeoutError

    async def slow(event: CloudEvent, work: Any) -> None:
        await asyncio.sleep(60)

    await pair.sealed(1)
    monkeypatch.setattr("chassis.store.driver.TRANSACTION_SECONDS", 0.3)
    follower, _ = pair.follower(slow)
    monkeypatch.setattr(pair.desk.store, "ping", away)
    for _ in range(4):
        with pytest.raises(TimeoutError):
            await follower.catch_up()

    assert await pair.letters.count() == 0
    assert await pair.position() == 0


async def test_a_source_that_is_away_is_said_once_a_minute_and_has_an_age(pair: Pair) -> None:
    class Away:
        journal: str | None = None

        async def heads(self) -> dict[str, Head]:
            raise OSError("away")

        async def read(self, province: str, after: int, limit: int) -> list[Followed]:
            raise OSError("away")

    follower, _ = pair.follower(copy, sources={"away": Away()})
    await asyncio.sleep(0.02)
    with capture_logs() as said:
        for _ in range(3):
            with pytest.raises(OSError, match="away"):
                await follower.catch_up()

    warnings = [line for line in said if line["event"] == "source away"]
    assert [(line["log_level"], line["source"]) for line in warnings] == [("warning", "away")]
    name = "ngoaivu_source_seconds_since_heads"
    away = REGISTRY.get_sample_value(name, {"source": "away"}) or 0.0
    heard = REGISTRY.get_sample_value(name, {"source": pair.service}) or 0.0
    assert away >= 0.02
    assert heard < away
