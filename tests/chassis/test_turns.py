"""Acts that look at other dossiers of a province wait for one another."""

from __future__ import annotations

import asyncio

import pytest

from chassis.store import dossiers
from chassis.store.dossiers import Dossiers
from chassis.store.driver import Session
from support.sample import LETTER, Application
from support.store import PROVINCES, asks, office


class Counted(Dossiers):
    """Counts its transactions, those that were undone and tried again included."""

    begun = 0

    def within(self, session: Session) -> Dossiers:
        self.begun += 1
        return super().within(session)


async def test_those_of_one_process_stand_in_line(mongo_url: str, database_name: str) -> None:
    """None is tried in vain: each decides on what the one before has written."""

    async def act(mine: Dossiers) -> int:
        seen = len(await mine.find(LETTER.name, {"province": "86"}, 0))
        await mine.lodge(LETTER, Application(subject=f"Thư {seen}"), asks("unit"))
        return seen

    async with office(mongo_url, database_name) as desk:
        counted = Counted(desk.store, desk.registry, PROVINCES)
        turns = (counted.in_turn(asks("unit"), act) for _ in range(12))
        seen = await asyncio.gather(*turns)

    assert sorted(seen) == list(range(12))
    assert counted.begun == 12


async def test_another_province_does_not_wait(mongo_url: str, database_name: str) -> None:
    async with office(mongo_url, database_name) as desk:
        holding, done = asyncio.Event(), asyncio.Event()

        async def holds(mine: Dossiers) -> None:
            holding.set()
            await done.wait()

        async def passes(mine: Dossiers) -> None:
            done.set()

        async with asyncio.timeout(8), asyncio.TaskGroup() as together:
            together.create_task(desk.dossiers.in_turn(asks("unit"), holds))
            await holding.wait()
            together.create_task(desk.dossiers.in_turn(asks("unit", "12"), passes))


async def test_who_waits_too_long_is_told(
    mongo_url: str, database_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office(mongo_url, database_name) as desk:
        holding, done = asyncio.Event(), asyncio.Event()

        async def holds(mine: Dossiers) -> None:
            holding.set()
            await done.wait()

        first = asyncio.create_task(desk.dossiers.in_turn(asks("unit"), holds))
        await holding.wait()
        monkeypatch.setattr(dossiers, "TRANSACTION_SECONDS", 0.05)

        with pytest.raises(TimeoutError):
            await desk.dossiers.in_turn(asks("unit"), holds)
        done.set()
        await first
