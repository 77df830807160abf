"""Projecting a stream (folding, newest version wins, position), beside a bare bulk_write of the
same folded rows, on the embedded database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from types import SimpleNamespace
from uuid import uuid4

import pairs
from msgspec import to_builtins
from msgspec.structs import replace
from pymongo import ReplaceOne

from chassis.wire.deadletters import DeadLetters
from chassis.wire.followed import Followed
from chassis.wire.positions import Positions
from chassis.wire.projections import Projection, Row
from chassis.wire.records import decode
from support import servers
from support.store import Office, office, record

BATCHES, EVENTS, DOSSIERS = 6, 500, 100


def fold(events: Sequence[Followed]) -> Iterable[Row]:
    """A row of a province's list, about as the gateway keeps it."""
    for followed in events:
        event, told = followed.event, followed.event.data
        fields = {
            "province": event.province,
            "service": told.service,
            "type": told.type,
            "code": told.code,
            "title": told.title,
            "state": told.state,
            "unit": told.unit,
            "at": event.time,
            "position": event.position,
            "clocks": list(told.clocks),
            "links": to_builtins(told.links),
            "fields": told.fields,
        }
        yield Row("ours", event.subject, event.sequence, fields)


async def ours(desk: Office, events: list[Followed]) -> pairs.Round:
    run = uuid4().hex
    positions = Positions(desk.store, run)
    sink = Projection(desk.store, positions, fold, DeadLetters(desk.store, run))
    told = batches(events, run)
    watch = pairs.Watch()
    for batch in told:
        await sink.apply(batch)
    return watch.end(len(events))


async def bare(desk: Office, events: list[Followed]) -> pairs.Round:
    """The rows are folded before the watch begins."""
    folded = []
    for batch in batches(events, uuid4().hex):
        newest = {row.id: row for row in fold(batch)}
        folded.append(
            [
                ReplaceOne(
                    {"_id": r.id, "version": {"$lt": r.version}},
                    {**r.fields, "_id": r.id, "version": r.version},
                    upsert=True,
                )
                for r in newest.values()
            ]
        )
    watch = pairs.Watch()
    for writes in folded:
        await desk.store["bare"].bulk_write(writes, ordered=False)
    return watch.end(len(events))


def batches(events: list[Followed], run: str) -> list[list[Followed]]:
    """The events of other dossiers in every run, so that every run inserts as many."""
    fresh = [
        replace(e, event=replace(e.event, subject=run[:16] + e.event.subject[16:])) for e in events
    ]
    return [fresh[n : n + EVENTS] for n in range(0, len(fresh), EVENTS)]


async def events(desk: Office) -> list[Followed]:
    """Batches in which each of a hundred dossiers is heard of five times."""
    await desk.lodge("Thư mời dự hội thảo hợp tác " + "x" * 150)
    (line,) = await desk.seal()
    message: SimpleNamespace = record(line)
    first = decode(message).followed
    found = []
    for n in range(BATCHES * EVENTS):
        subject = f"{'0' * 16}{n // EVENTS * DOSSIERS + n % DOSSIERS:016x}"
        event = replace(first.event, subject=subject, sequence=n + 1, position=n + 1)
        found.append(replace(first, event=event, position=n + 1))
    return found


async def bench() -> bool:
    with servers.mongo_url() as url:
        async with office(url, "bench_projection") as desk:
            await desk.store.ensure(ours=(), bare=())
            told = await events(desk)
            mine, theirs = partial(ours, desk, told), partial(bare, desk, told)
            return await pairs.compare("project", mine, theirs, 0.85)


if __name__ == "__main__":
    pairs.main(bench)
