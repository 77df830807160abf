"""The yearly report of a province with all annexes, from 20,000 dossiers, beside counting alone.

Everything but the database runs in one process: the gateway that counts, the asking, the lists and
the paper. The goal is seconds of one core: the CPU of this process and of the database together.
Seconds on the wall stand beside them; on a machine with other work they say little. The baseline
counts the same figures straight from the database. The profile says where the time goes.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pairs
from msgspec.structs import replace

from chassis.settings import Settings
from chassis.store.driver import Store, connect
from chassis.wire import peers
from gateway.figures import compute, periods
from gateway.figures.compute import Asked
from gateway.figures.subjects import FIGURES
from gateway.main import create_app
from gateway.projections.rows import INDEXES
from local import keys
from papers import administrative
from reporting.annexes import Annexes
from reporting.content import Computed, Content, Estimate, Sections
from reporting.figures import Figures, Question
from reporting.obligations.calendar import EVERY_SUBJECT, MAU_5
from reporting.owed import Opening
from reporting.procedures.periodic_report import PERIODIC_REPORT, Consolidation
from support import rows as random_rows
from support import servers
from support.desk import Desk
from support.sockets import serving

DOSSIERS = int(os.environ.get("NGOAIVU_BENCH_ROWS", "20000"))
GOAL = 10.0  # seconds
SPAN = Question(province="86", first=date(2025, 12, 15), until=date(2026, 12, 14))
SAID = Sections(**dict.fromkeys(MAU_5, "Theo dự thảo. " * 60))


class Profile:
    """Seconds by part: on the wall, of this process, of the database."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, tuple[float, ...]]] = []
        self._at = self._now()

    def _now(self) -> tuple[float, ...]:
        return time.perf_counter(), time.process_time(), pairs.database_cpu()

    def done(self, what: str) -> None:
        now = self._now()
        self.parts.append((what, tuple(b - a for a, b in zip(self._at, now, strict=True))))
        self._at = now

    @property
    def wall(self) -> float:
        return sum(spent[0] for _, spent in self.parts)

    @property
    def cpu(self) -> float:
        return sum(spent[1] + spent[2] for _, spent in self.parts)

    def told(self) -> str:
        says = "  {:<28} {:6.2f} s of one core: {:.2f} here, {:.2f} in the database; {:.2f} s"
        return "\n".join(
            says.format(what, mine + theirs, mine, theirs, wall)
            for what, (wall, mine, theirs) in self.parts
        )


async def fill(store: Store, collection: str) -> int:
    types = len({(f.service, t) for f in FIGURES.values() for t in f.types})
    made = random_rows.rows(7, of_each=-(-DOSSIERS // types))
    for n, row in enumerate(made):
        settle(row, n)
    await store.ensure(**{collection: INDEXES})
    for start in range(0, len(made), 2000):
        await store[collection].insert_many(made[start : start + 2000], ordered=False)
    return len(made)


def settle(row: dict[str, Any], n: int) -> None:
    """What a random row leaves open and a list needs: ids of items, money that is money."""
    fields = row["fields"]
    money = {"source": "local", "money": {"amount": 90_000_000, "currency": "VND"}}
    for m, item in enumerate(fields.get("items") or ()):
        item |= {"id": f"2026/{n}/{m}", "title": "Đoàn công tác", "funding": [money]}
    if row["type"] in ("outbound-delegation", "inbound-delegation"):
        fields |= {"funding": [money], "travellers": 5, "guest_count": 5, "days": 4}


async def report(store: Store, url: str, secret: str) -> Profile:
    """Figures, annexes, and the paper in its three formats."""
    profile = Profile()
    async with peers.client() as client:
        figures = Figures(client, url, secret)
        counted = await figures.of_subjects(EVERY_SUBJECT, SPAN)
        profile.done(f"{len(counted.lines)} figures")
        desk = drafted(counted)
        annexes = Annexes(figures, store, desk.province)
        whole = await annexes.keep(counted, EVERY_SUBJECT, SPAN, SPAN)
        profile.done(f"{len(whole.annexes)} annexes, {sum(a.rows for a in whole.annexes)} rows")
    desk = drafted(whole)
    letter, sheet = (p.makes(desk.dossier, desk.province) for p in PERIODIC_REPORT.papers)
    administrative.render_docx(letter)
    profile.done("docx")
    administrative.render_pdf(letter)
    profile.done("pdf")
    assert sheet
    return profile


def drafted(counted: Computed) -> Desk:
    desk = Desk(PERIODIC_REPORT, date(2025, 12, 15))
    desk.lodge(Opening(obligation="year-report", period="2026"), by="system", unit="so-ngoai-vu")
    desk.on(date(2026, 12, 15)).do("consolidate", Consolidation(), by="officer")
    desk.do("compute-figures", counted, by="system")
    ahead = [Estimate(figure=x.figure, value=x.value, basis="hết kỳ") for x in counted.lines]
    return desk.do("draft", Content(sections=SAID, estimates=tuple(ahead)), by="officer")


async def bare(store: Store, collection: str) -> float:
    """The same figures, straight from the database: seconds of one core."""
    began = time.process_time() + pairs.database_cpu()
    period = periods.period("2026-report")
    for figure in FIGURES.values():
        asked = Asked(figure=figure, period=period, today=date(2026, 12, 15), seen=_SEEN)
        currency = "VND" if figure.measure.currency else ""
        await compute.cells(store, collection, replace(asked, currency=currency), ())
    return time.process_time() + pairs.database_cpu() - began


_SEEN: dict[str, Any] = {"province": "86"}


def main() -> bool:
    with servers.mongo_url() as url, tempfile.TemporaryDirectory() as room:
        kept = keys.keep(Path(room))
        told = Settings(
            service="gateway", mongo_url=url, database=f"bench_{uuid4().hex[:8]}", demo=True,
            jwks=str(kept.jwks), internal_secret=kept.internal_secret, provinces=PROVINCES,
            log_level="error",
        )  # fmt: skip
        with serving(create_app(told)) as at:
            return asyncio.run(_measure(told, at, kept.internal_secret))


PROVINCES = pairs.ROOT / "provinces"


async def _measure(told: Settings, url: str, secret: str) -> bool:
    store = connect(told)
    try:
        number = await fill(store, "dossiers_1")
        profile = await report(store, url, secret)
        alone = await bare(store, "dossiers_1")
    finally:
        await store.close()
    print(
        f"yearly report with all annexes, {number:,} dossiers: {profile.cpu:.2f} s of one core "
        f"(goal {GOAL:.0f}), {profile.wall:.2f} s on the wall"
    )
    print(profile.told())
    print(f"  counting alone {alone:.2f} s; the report takes {profile.cpu / alone:.1f} times that")
    return profile.cpu <= GOAL


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
