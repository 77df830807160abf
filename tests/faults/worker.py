"""A service in a process of its own, to be killed: it lodges letters as fast as it can, says which
were acknowledged, seals and sends them, and follows them into copies."""

from __future__ import annotations

import asyncio
import sys

from support import following


async def main(
    url: str, database: str, kafka: str, service: str, idempotence: str, run: str
) -> None:
    async with (
        following.pair(
            url,
            database,
            kafka,
            service=service,
            kafka_idempotence=bool(int(idempotence)),
            relay_lease=1.0,
        ) as pair,
        pair.live(every=0.5),
    ):

        async def lodge(task: int) -> None:
            for n in range(10_000):
                await pair.source.lodge(f"Thư {run}-{task}-{n}", province=("86", "12")[task % 2])
                print(f"{run}-{task}-{n}", flush=True)

        await asyncio.gather(*map(lodge, range(4)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
