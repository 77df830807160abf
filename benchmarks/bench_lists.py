"""First pages of the list, the inbox and a search beside `GET /api/me`, over HTTP, for an officer
of one of four provinces: with 5,000 rows, then with 50,000, then a page far behind.

Filling the embedded database takes minutes; NGOAIVU_BENCH_ROWS=20000 fills less.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import msgspec
import pairs
import wire

from casework import CloudEvent, News
from casework.event import Wait
from chassis.settings import Settings
from chassis.store.driver import BulkWriteError, Store, connect
from chassis.wire.follower import Followed
from gateway.projections import rows, waits
from gateway.projections.dictionary import Dictionary
from gateway.projections.terms import is_word
from local import keys
from support import servers
from support.people import token

ROWS = int(os.environ.get("NGOAIVU_BENCH_ROWS", "50000"))
FEW = ROWS // 10
BATCH, ASKED, ROUNDS, PAGES = 50, 20, 7, 100
DATABASE = "bench_lists"
PROVINCES = ("12", "46", "79", "86")
UNITS = ("so-ngoai-vu", "so-y-te", "so-cong-thuong", "so-giao-duc", "so-noi-vu")
TYPES = [("delegations", f"type-{n}") for n in range(20)]
STATES = ("lodged", "accepted", "proposed", "approved", "closed")
BEGINS, VOWELS = ("b", "ch", "d", "ng", "th", "tr", "v", "s"), ("a", "e", "i", "o", "u", "oa", "ie")
SYLLABLES = [f"{a}{b}{c}" for a in BEGINS for b in VOWELS for c in ("", "n", "ng", "t")]
Ask = Callable[[], Awaitable[int]]


def followed(random: Random, n: int) -> Followed:
    """News as a service sends it: a title, some fields, a duty, and whom it waits for."""
    service, type_ = random.choice(TYPES)
    day = date(2026, 1, 1) + timedelta(days=random.randrange(330))
    state = random.choice(STATES)
    due = (day + timedelta(days=random.randrange(5, 90))).isoformat()
    text = " ".join(random.choices(SYLLABLES, k=25))
    unit = random.choice(UNITS)
    waiting = Wait(step="decide", title="duyệt", duty="duyệt", law="Điều 1", by=("officer",))
    news = News(
        service=service, type=type_, record="R04", code=f"DR-2026-{n:06}", title=text[:80],
        state=state, state_title=state, final=state == "closed", unit=unit, law="Điều 1",
        transition="accept", actor_role="officer", lodged=day.isoformat(),
        fields={"content": text, "country": random.choice(("LA", "KH", "JP", "KR")), "days": 4},
        clocks=({"name": "decide", "title": "duyệt", "law": "Điều 1", "due": due, "met": None,
                 "unit": "working-days"},),
        waits=(waiting,) if n % 8 == 0 else (),
    )  # fmt: skip
    event = CloudEvent(
        id=f"e{n}", source="", type="vn.ngoaivu.delegations.x.accepted.v1",
        subject=f"{random.getrandbits(128):032x}", time=f"{day.isoformat()}T09:00:00+07:00",
        province=random.choice(PROVINCES), sequence=1, data=news, position=n,
    )  # fmt: skip
    return Followed(service=service, province=event.province, position=n, event=event)


def documents(first: int, last: int) -> Iterator[tuple[list[Any], list[Any]]]:
    """Rows and what they wait for, as the gateway folds them, a batch at a time."""
    random = Random(first)
    for start in range(first, last, BATCH):
        told = [followed(random, n) for n in range(start, min(start + BATCH, last))]
        folded = list(rows.fold("dossiers_1", told))
        made = [{**r.fields, "_id": r.id, "version": r.version} for r in folded]
        waiting = [
            {**part, "of": t.event.subject, "version": 1}
            for t in told
            for part in waits.parts(t.event)
        ]
        yield made, waiting


async def fill(store: Store, first: int, last: int) -> None:
    dictionary = Dictionary(store)
    for made, waiting in documents(first, last):
        await dictionary.learn(filter(is_word, (term for row in made for term in row["terms"])))
        for name, some in (("dossiers_1", made), ("waits_1", waiting)):
            # A busy database answers too late, is asked again, and has them already.
            with suppress(BulkWriteError):
                await store[name].insert_many(some, ordered=False)


async def times(one: wire.Wire, path: str, bearer: dict[str, str]) -> int:
    for _ in range(ASKED):
        await one.ask("GET", path, b"", bearer)
    return ASKED


async def bench() -> bool:
    with tempfile.TemporaryDirectory() as name, servers.mongo_url() as url:
        room = Path(name)
        kept = keys.keep(room)
        store = connect(Settings(service="gateway", mongo_url=url, database=DATABASE))
        environment = {
            "NGOAIVU_MONGO_URL": url,
            "NGOAIVU_DATABASE": DATABASE,
            "NGOAIVU_JWKS": str(kept.jwks),
            "NGOAIVU_INTERNAL_SECRET": kept.internal_secret,
            "NGOAIVU_PROVINCES": str(pairs.ROOT / "provinces"),
            "NGOAIVU_SIGNING_KEY": str(kept.signing),
        }
        bearer = {"Authorization": f"Bearer {token(kept.signing, 'officer')}"}
        with wire.serving("gateway_alone", room, environment) as ours:
            await wire.until_ready_at(ours.port)
            async with wire.wires(ours.port, 1) as (one,):
                reached = await measured(store, one, bearer)
        await store.close()
        return reached


async def measured(store: Store, one: wire.Wire, bearer: dict[str, str]) -> bool:
    ask = partial(partial, times, one, bearer=bearer)
    me, pages = ask("/api/me"), {
        "list": ask("/api/dossiers?limit=20"),
        "list by due": ask("/api/dossiers?limit=20&sort=due"),
        "list of a type": ask("/api/dossiers?limit=20&type=type-7"),
        "inbox": ask("/api/inbox?limit=20"),
        "search of a word": ask("/api/dossiers?limit=20&q=thoan"),
        "search of three words": ask(f"/api/dossiers?limit=20&q={quote('thoan bang vu')}"),
    }  # fmt: skip
    before = 0
    cost: dict[int, dict[str, float]] = {}
    for count in (FEW, ROWS):
        begun = time.perf_counter()
        await fill(store, before, count)
        print(f"{count:,} rows ({(count - before) / (time.perf_counter() - begun):,.0f}/s filled)")
        cost[count], before = {}, count
        for name, page in pages.items():
            ratio = await beside(page, me)
            cost[count][name] = ratio
            goal = "" if name not in ("list", "inbox", "search of a word") else " (goal 3.0)"
            print(f"  {name}: {ratio:.2f} times /api/me{goal}", flush=True)
    growth = {name: cost[ROWS][name] / cost[FEW][name] for name in pages}
    print("growth: " + ", ".join(f"{n} {g:.2f}" for n, g in growth.items()) + " (goal 1.3)")
    far = ask(await far_behind(one, bearer))
    depth = await beside(far, pages["list"])
    print(f"page {PAGES}: {depth:.2f} times page 1 (goal 1.2)")
    wanted = ("list", "inbox", "search of a word")
    return depth <= 1.2 and all(cost[ROWS][n] <= 3 and growth[n] <= 1.3 for n in wanted)


async def beside(ours: Ask, bare: Ask) -> float:
    """How many times as long as the bare one, as the median of turns."""
    turns = [(await pairs.measure(ours), await pairs.measure(bare)) for _ in range(ROUNDS + 1)]
    return statistics.median(b.rate / a.rate for a, b in turns[1:])


async def far_behind(one: wire.Wire, bearer: dict[str, str]) -> str:
    """The path of the hundredth page of twenty."""
    path = "/api/dossiers?limit=20"
    for _ in range(PAGES - 1):
        _, told = await one.ask("GET", path, b"", bearer)
        path = f"/api/dossiers?limit=20&cursor={msgspec.json.decode(told)['next']}"
    return path


if __name__ == "__main__":
    pairs.main(bench)
