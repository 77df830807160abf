"""What the whole platform costs while nobody uses it, and what it holds before and after 10,000
dossiers: processor and memory of each process, supervisor, broker and database included.

The goals are the project's: at rest under 5 % of one core, 1.2 GB together, 150 MB a process. The
baseline of the lodging rate is what one person's single requests reach in the same run.
"""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pairs

from support.platform import Platform, platform
from support.trips import TRIP, trip

DOSSIERS = int(os.environ.get("NGOAIVU_BENCH_ROWS", "10000"))
SETTLE, WATCHED, CLIENTS = 30.0, 60.0, 8
CPU_GOAL, MEMORY_GOAL, PROCESS_GOAL = 5.0, 1200, 150
TICK, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")

TEXT = {
    "kind": "portal-article", "topic": "Dừa ra thế giới", "text": "Tỉnh có 78 nghìn ha dừa",
    "versions": [{"language": "en", "text": "Coconuts"}], "audience": "nhà đầu tư",
    "secrecy_checked": True,
}  # fmt: skip
IDEA = {"title": "Nước sạch", "field": "health", "place": "xã Phú Vang", "usd": 50_000}
SAMPLE = {"body": "UBND tỉnh", "signer": "Trần Văn B", "post": "Chủ tịch"}
QUESTION = {"subject": "Đón khách", "field": "protocol", "question": "Xã cần báo ai?"}
BODIES = (
    ("delegations/outbound-delegation", TRIP),
    ("conferences-agreements/external-information", TEXT),
    ("ngos/aid-idea", IDEA),
    ("consular-border/signature-sample", SAMPLE),
    ("reporting/guidance", QUESTION),
)


class Use(NamedTuple):
    """Seconds of processor so far, and resident megabytes."""

    cpu: float
    memory: float


def processes() -> dict[str, Use]:
    """Every process of the platform by what it is called, in the order they were started."""
    found, ours = {}, {os.getpid()}
    for entry in sorted((p for p in Path("/proc").iterdir() if p.name.isdigit()), key=_number):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            said = (entry / "cmdline").read_text().split("\0")
        except OSError:
            continue
        if int(fields[1]) in ours:
            ours.add(int(entry.name))
            use = Use((int(fields[11]) + int(fields[12])) / TICK, int(fields[21]) * PAGE / 1e6)
            found[f"{entry.name} {_called(said)}"] = use
    return found


def _number(entry: Path) -> int:
    return int(entry.name)


def _called(said: list[str]) -> str:
    """The application or the module that a command line starts, with its port."""
    names = [w for w in said if w.endswith(":create_app") or w.startswith("local")]
    ports = [w.removeprefix("--port=") for w in said if w.startswith("--port=")]
    return " ".join([*(names or [Path(said[0]).name]), *ports])


def told(title: str, before: dict[str, Use], after: dict[str, Use], seconds: float) -> bool:
    """Say each process and their sum; whether all goals are met."""
    print(f"{title}\n{'':6}{'CPU %':>8}{'MB':>8}")
    shares = {n: (u.cpu - before.get(n, u).cpu) / seconds * 100 for n, u in after.items()}
    for name, use in after.items():
        print(f"{'':6}{shares[name]:8.2f}{use.memory:8.0f}  {name.partition(' ')[2]}")
    memory = sum(u.memory for u in after.values())
    share, most = sum(shares.values()), max(u.memory for u in after.values())
    print(f"{'all':6}{share:8.2f}{memory:8.0f}  the largest {most:.0f} MB")
    print(f"{'goals':6}{CPU_GOAL:8.2f}{MEMORY_GOAL:8d}  each {PROCESS_GOAL} MB")
    return share < CPU_GOAL and memory < MEMORY_GOAL and most < PROCESS_GOAL


async def lodge(it: Platform, numbers: range, clients: int) -> float:
    """Lodge dossiers of all five services, so many at once; how many a second."""
    token = it.token(it.client, "officer.86", "ngoaivu-demo")
    headers = {"Authorization": f"Bearer {token}", "Ngoaivu-Date": "2026-03-02"}
    waiting = iter(numbers)

    async def one(client: httpx.AsyncClient) -> None:
        for number in waiting:
            kind, body = BODIES[number % len(BODIES)]
            answer = await client.post(f"/api/{kind}", json=varied(body, number))
            assert answer.status_code == 201, answer.text

    url = it.machine.url("gateway")
    began = time.perf_counter()
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as client:
        await asyncio.gather(*(one(client) for _ in range(clients)))
    return len(numbers) / (time.perf_counter() - began)


def varied(body: dict[str, Any], number: int) -> dict[str, Any]:
    """No two titles or documents are the same, and nobody travels twice at a time."""
    if body is TRIP:
        return trip(number)
    return {k: f"{v} {number}" if k in ("title", "topic", "subject") else v
            for k, v in body.items()}  # fmt: skip


async def bench() -> bool:
    with platform() as it:
        await asyncio.sleep(SETTLE)
        before = processes()
        await asyncio.sleep(WATCHED)
        is_calm = told("At rest, empty", before, processes(), WATCHED)
        first = DOSSIERS // 50
        alone = await lodge(it, range(first), 1)
        many = await lodge(it, range(first, DOSSIERS), CLIENTS)
        print(f"lodged {DOSSIERS}: {many:.0f}/s by {CLIENTS} clients; one client {alone:.0f}/s")
        await asyncio.sleep(SETTLE)
        before = processes()
        await asyncio.sleep(WATCHED)
        told(f"At rest, after {DOSSIERS} dossiers", before, processes(), WATCHED)
    return is_calm


if __name__ == "__main__":
    pairs.main(bench)
