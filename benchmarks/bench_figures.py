"""A figure by two dimensions, cell by cell, beside the bare aggregation that groups the same rows
by the same two fields on the same database.

The embedded database fetches every row that it groups, so it gets 20,000 rows, in a minute;
NGOAIVU_BENCH_ROWS=1000000 measures a million, which it does in half an hour and 7 GB of memory, and
a MongoDB that NGOAIVU_MONGO names much sooner.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import uuid4

import pairs

from chassis.settings import Settings
from chassis.store.driver import BulkWriteError, Store, connect
from gateway.figures import compute, periods
from gateway.figures.compute import Asked
from gateway.figures.subjects import FIGURES
from gateway.projections.rows import INDEXES
from support import servers
from support.rows import row

ROWS = int(os.environ.get("NGOAIVU_BENCH_ROWS", "20000"))
BATCH = 1000
COUNTRIES = ("LA", "KH", "CN", "JP", "KR", "US", "DE", "AU", "FR", "TH")
HEADS = ("chair", "vice-chair", "director", "deputy-director", "staff", "business")
FIGURE = FIGURES["outbound-delegations"]
YEAR = periods.period("2026")
TODAY = date(2026, 12, 31)


def delegation(random: Random, n: int) -> dict[str, Any]:
    day = date(2026, 1, 1) + timedelta(days=random.randrange(365))
    legs = [{"country": random.choice(COUNTRIES)} for _ in range(random.choice((1, 1, 1, 2)))]
    fields = {
        "legs": legs,
        "departs_on": day.isoformat(),
        "head": random.choice(HEADS),
        "travellers": random.randrange(1, 20),
        "nature": "working-visit",
        "programme_item": f"2026/so-y-te/ra-{n}",
        "content": "làm việc về hợp tác " * 5,
    }
    return row("delegations", "outbound-delegation", f"{n:032x}", fields=fields)


async def fill(store: Store) -> None:
    random = Random(7)
    await store.ensure(figures=INDEXES)
    for start in range(0, ROWS, BATCH):
        made = [delegation(random, n) for n in range(start, min(start + BATCH, ROWS))]
        # A busy database answers too late, is asked again, and has them already.
        with suppress(BulkWriteError):
            await store["figures"].insert_many(made, ordered=False)


async def ours(store: Store, names: tuple[str, str]) -> int:
    asked = Asked(figure=FIGURE, period=YEAR, today=TODAY, seen={"province": "86"})
    by = [FIGURE.dimensions[name] for name in names]
    total, cells = await compute.cells(store, "figures", asked, by)
    assert total == ROWS
    assert cells
    return ROWS


async def bare(store: Store, paths: tuple[Any, Any]) -> int:
    """What one would write by hand for this one question."""
    among = {
        "service": "delegations",
        "type": "outbound-delegation",
        "province": "86",
    }
    counted = {
        "state": {"$in": list(FIGURE.states)},
        "fields.departs_on": {"$gte": "2026-01-01", "$lt": "2027-01-01"},
    }
    group = {"_id": {"a": paths[0], "b": paths[1]}, "n": {"$sum": 1}}
    found = await store.aggregate(
        "figures", [{"$match": among}, {"$match": counted}, {"$group": group}]
    )
    assert sum(cell["n"] for cell in found) == ROWS
    return ROWS


async def bench() -> bool:
    with servers.mongo_url() as url:
        database = f"bench_{uuid4().hex[:8]}"
        # Many rows take the embedded database longer than the platform waits for an answer, and
        # meanwhile it answers nobody else, not even the driver's heartbeat.
        limits = "socketTimeoutMS=900000&connectTimeoutMS=900000"
        patient = url if "NGOAIVU_MONGO" in os.environ else f"{url}/?{limits}"
        store = connect(Settings(service="gateway", mongo_url=patient, database=database))
        try:
            await fill(store)
            scalar = (
                partial(ours, store, ("head", "unit")),
                partial(bare, store, ("$fields.head", "$unit")),
            )
            each = {"$map": {"input": "$fields.legs", "as": "e", "in": "$$e.country"}}
            many = (
                partial(ours, store, ("country", "head")),
                partial(bare, store, (each, "$fields.head")),
            )
            title = f"figure over {ROWS:,} rows by"
            reached = await pairs.compare(f"{title} two fields", *scalar, 0.67)
            reached &= await pairs.compare(f"{title} countries and rank", *many, 0.67)
            if held := pairs.database_memory():
                print(f"  the embedded database held at most {held:,} MB")
            return reached
        finally:
            await store.close()
            if "NGOAIVU_MONGO" in os.environ:
                servers.drop(url, database)


if __name__ == "__main__":
    pairs.main(bench)
