"""Pages of the console beside the same template from data in memory on bare Litestar.

The read model holds 50,000 dossiers of one province (NGOAIVU_BENCH_ROWS for another number); one
person reads the inbox, a list and a dossier, one request after the other, over one connection.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pairs
from litestar import Litestar, MediaType, Response, get
from pymongo import MongoClient

from casework import CloudEvent
from casework.event import Wait
from chassis.wire.follower import Followed
from gateway.console.assets import Assets
from gateway.console.page import Page, Renderer
from gateway.projections import rows as projection
from support import province, servers
from support.folding import clock, news
from support.sockets import serving

ROWS = int(os.environ.get("NGOAIVU_BENCH_ROWS", "50000"))
BATCH, PAGES = 1000, 20
GOAL = 1 / 3  # at most three times the baseline
Shapes = dict[str, tuple[Page, Any, dict[str, Any]]]


def event(n: int) -> Followed:
    """A letter that waits for the officers of the province, due some day of the year."""
    due = f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}"
    wait = Wait(
        step="answer", title="trả lời", by=("officer",), not_by=(), units=(), duty="trả lời thư",
        law="99/2026/TEST", due=date.fromisoformat(due), unit="working-days", main=True,
    )  # fmt: skip
    told = news(
        code=f"TH-2026-{n:06}",
        title=f"Đoàn công tác số {n}",
        clocks=[clock("trả lời thư", due, unit="working-days", owed_to="người gửi")],
        waits=[wait] if n % 200 == 0 else [],
    )
    made = CloudEvent(
        id=f"e{n}", source="/provinces/86/delegations", subject=f"{n:032x}", sequence=1,
        type="vn.ngoaivu.delegations.letter.lodged.v1", time="2026-11-10T09:00:00+07:00",
        province="86", data=told, position=n + 1,
    )  # fmt: skip
    return Followed(service="delegations", province="86", position=n + 1, event=made)


def fill(database: Any) -> None:
    """The rows as the fold makes them, written past the follower."""
    shown = f"dossiers_{database['projections'].find_one({'_id': 'dossiers'})['live']}"
    for start in range(0, ROWS, BATCH):
        folded = list(projection.fold(shown, [event(n) for n in range(start, start + BATCH)]))
        made = [{**r.fields, "_id": r.id, "version": r.version} for r in folded]
        database[shown].insert_many(made, ordered=False)
        parts = [
            {**part, "of": r.id, "version": r.version} for r in folded for part in r.parts
        ]  # fmt: skip
        if parts:
            database[folded[0].parts_in].insert_many(parts, ordered=False)


def watched(shapes: Shapes) -> None:
    """Remember what the console rendered last of each template: the data of the baseline."""
    whole = Renderer.response

    def response(self: Renderer, page: Page, wording: Any, **shape: Any) -> Any:
        shapes[page.template] = (page, wording, shape)
        return whole(self, page, wording, **shape)

    Renderer.response = response  # type: ignore[method-assign]


def bare(renderer: Renderer, shapes: Shapes) -> Litestar:
    """The same templates, from memory."""

    @get("/{template:str}")
    async def page(template: str) -> Response[str]:
        made, wording, shape = shapes[template]
        html = renderer.html(template, wording, **{**shape, **made.shape})
        return Response(html, media_type=MediaType.HTML)

    return Litestar([page], openapi_config=None, logging_config=None)


def reading(client: httpx.Client, path: str) -> Any:
    async def work() -> int:
        for _ in range(PAGES):
            answer = client.get(path)
            assert answer.status_code == 200, answer.text[:500]
        return PAGES

    return work


def measured(house: province.House, shapes: Shapes) -> Iterator[tuple[str, Any, Any]]:
    made = house.person("officer").lodge("delegations/letter", {"subject": "Thư đo tốc độ"})
    client = httpx.Client(base_url=house.urls["gateway"], timeout=60)
    form = {"username": "officer.86", "password": "ngoaivu-demo"}
    assert client.post("/sign-in", data=form).status_code == 303
    paths = {
        "inbox.html": "/inbox",
        "finding.html": "/dossiers?sort=due",
        "dossier.html": made["href"].replace("/api/", "/dossiers/"),
    }
    for path in paths.values():
        answer = client.get(path)
        print(f"  {path.split('?')[0][:20]}: {len(answer.content):,} bytes of HTML")
    with serving(bare(Renderer(Assets()), shapes)) as url:
        baseline = httpx.Client(base_url=url, timeout=60)
        for template, path in paths.items():
            yield template, reading(client, path), reading(baseline, f"/{template}")
        baseline.close()
    client.close()


async def bench() -> bool:
    reached, shapes = True, Shapes()
    watched(shapes)
    with (
        tempfile.TemporaryDirectory() as room,
        servers.mongo_url() as mongo,
        servers.kafka_servers() as kafka,
        province.house(mongo, kafka, Path(room), idempotence=False) as house,
    ):
        fill(MongoClient(mongo)[house.database("gateway").name])
        for template, ours, theirs in measured(house, shapes):
            title = f"{template.removesuffix('.html')} with {ROWS:,} dossiers"
            reached &= await pairs.compare(title, ours, theirs, GOAL)
    return reached


if __name__ == "__main__":
    pairs.main(bench)
