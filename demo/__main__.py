"""`python -m demo`: load the year's stories into the platform at NGOAIVU_URL.

NGOAIVU_SEED chooses another year of the same kind; with a word («ngos») only stories of that
service are told. It ends with an error when any act was refused, naming each: a demo that the law
refuses is a bug.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import pkgutil
import sys
from time import monotonic

import httpx

import demo
from demo.office import Office
from demo.story import Setting, Story, Told, name_of, tellings

TOGETHER = 10
YEAR = 2026
NOT_STORIES = {"__main__", "office", "places", "story"}


async def load(url: str, seed: str, only: str = "") -> Office:
    """Every story of every service in every province, as many at once as the platform likes."""
    limits = httpx.Limits(max_connections=TOGETHER * 2)
    async with httpx.AsyncClient(base_url=url, timeout=30, limits=limits) as client:
        office = Office(client)
        turn = asyncio.Semaphore(TOGETHER)

        async def tell(name: str, story: Story, setting: Setting) -> None:
            async with turn:
                await office.tell(name, story, setting)

        for wave in waves(only):
            every = ((name_of(t), s, at) for t in wave for s, at in tellings(t, seed, YEAR))
            await asyncio.gather(*(tell(*one) for one in every))
    return office


def waves(only: str = "") -> list[list[Told]]:
    """What may be told at once; a later wave may stand on an earlier one."""
    found: list[list[Told]] = []
    rooms = (m.name for m in pkgutil.walk_packages(demo.__path__, "demo."))
    for room in sorted(rooms):
        story = room.removeprefix("demo.")
        if story in NOT_STORIES or not story.startswith(only):
            continue
        module = importlib.import_module(room)
        for n, wave in enumerate(module.WAVES):
            found += [[]] * (n + 1 - len(found))
            found[n] = [*found[n], *wave]
    return found


def main() -> int:
    url = os.environ.get("NGOAIVU_URL", "http://127.0.0.1:8080")
    seed = os.environ.get("NGOAIVU_SEED", "ngoai-vu")
    began = monotonic()
    office = asyncio.run(load(url, seed, *sys.argv[1:]))
    for kind, count in sorted(office.done.items()):
        print(f"{kind}: {count}")
    print(f"{office.acts} acts in {monotonic() - began:.1f} s")
    for refusal in office.refused:
        print(f"refused: {refusal}", file=sys.stderr)
    return 1 if office.refused else 0


if __name__ == "__main__":
    sys.exit(main())
