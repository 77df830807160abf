"""What the house costs over HTTP, each beside its bare way in the same run.

A transition (token, rules, one transaction, journal line; 8 clients) beside the same transaction on
the bare driver (8 tasks) · log, metrics and ids on every request beside a bare no-op POST · reading
a dossier beside Litestar and `find_one`.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec
import pairs
import wire
from bench_transition_store import EACH, TASKS, bare, documents

from local import keys
from support import servers
from support.people import token
from support.store import office

CLIENTS, READS, ROUNDS = TASKS, 150, 11
BODY = msgspec.json.encode({"subject": "Thư mời dự hội thảo hợp tác " + "x" * 150, "pages": 3})
REASON = msgspec.json.encode({"reason": "Không còn nhu cầu", "late_reason": "bận"})


async def together(wires: Sequence[wire.Wire], each: Callable[[wire.Wire], Awaitable[int]]) -> int:
    return sum(await asyncio.gather(*(each(w) for w in wires)))


async def transitions(wires: Sequence[wire.Wire], head: dict[str, str]) -> int:
    """Lodge and withdraw: two transitions a turn."""

    async def task(one: wire.Wire) -> int:
        for _ in range(EACH):
            _, told = await one.ask("POST", "/api/letters/letter", BODY, head)
            path = f"/api/letters/letter/{msgspec.json.decode(told)['id']}/withdraw"
            await one.ask("POST", path, REASON, {**head, "If-Match": '"1"'})
        return EACH * 2

    return await together(wires, task)


async def asked(
    wires: Sequence[wire.Wire], method: str, path: str, body: bytes = b"", **head: str
) -> int:
    async def task(one: wire.Wire) -> int:
        for _ in range(READS):
            await one.ask(method, path, body, head)
        return READS

    return await together(wires, task)


async def bench() -> bool:
    with tempfile.TemporaryDirectory() as name, servers.mongo_url() as url:
        room = Path(name)
        return await service_beside_driver(room, url) & await observed_beside_bare(room)


async def service_beside_driver(room: Path, url: str) -> bool:
    kept = keys.keep(room)
    environment = {
        "NGOAIVU_MONGO_URL": url,
        "NGOAIVU_DATABASE": "bench_http",
        "NGOAIVU_JWKS": str(kept.jwks),
        "NGOAIVU_INTERNAL_SECRET": kept.internal_secret,
        "NGOAIVU_PROVINCES": str(pairs.ROOT / "provinces"),
        "NGOAIVU_KAFKA_IDEMPOTENCE": "false",
    }
    bearer = {"Authorization": f"Bearer {token(kept.signing, 'unit')}"}
    with servers.kafka_servers() as kafka:
        environment["NGOAIVU_KAFKA"] = kafka
        with (
            wire.serving("letters", room, environment) as ours,
            wire.serving("bare_read", room, environment) as reading,
        ):
            await wire.until_ready_at(ours.port)
            async with (
                office(url, "bench_bare") as desk,
                wire.wires(ours.port, CLIENTS) as mine,
                wire.wires(reading.port, CLIENTS) as theirs,
            ):
                told = await documents(desk)
                reached = await pairs.compare(
                    "transition over HTTP",
                    wire.counted(ours, lambda: partial(transitions, mine, bearer)),
                    partial(bare, desk, told, read=True),
                    0.8,
                    rounds=ROUNDS,
                )
                _, lodged = await mine[0].ask("POST", "/api/letters/letter", BODY, bearer)
                id = msgspec.json.decode(lodged)["id"]
                path = f"/api/letters/letter/{id}"
                return reached & await pairs.compare(
                    "dossier read over HTTP",
                    wire.counted(ours, lambda: partial(asked, mine, "GET", path, **bearer)),
                    wire.counted(reading, lambda: partial(asked, theirs, "GET", f"/letters/{id}")),
                    0.7,
                )


async def observed_beside_bare(room: Path) -> bool:
    body, head = b'{"subject":"x","pages":1}', {"Content-Type": "application/json"}
    with (
        wire.serving("observed_noop", room, {}) as ours,
        wire.serving("noop", room, {}) as bare,
    ):
        async with (
            wire.wires(ours.port, CLIENTS) as mine,
            wire.wires(bare.port, CLIENTS) as theirs,
        ):
            return await pairs.compare(
                "log, metrics and ids on a no-op POST",
                wire.counted(ours, lambda: partial(asked, mine, "POST", "/notes", body, **head)),
                wire.counted(bare, lambda: partial(asked, theirs, "POST", "/notes", body, **head)),
                0.7,
                rounds=ROUNDS,
            )


if __name__ == "__main__":
    pairs.main(bench)
