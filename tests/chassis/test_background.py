"""What runs beside an application ends with it, even when a cancellation is lost on its way."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from chassis.background import background, down, end, quietly


async def stubborn(times: int, heard: list[int]) -> None:
    """Loses as many cancellations as it is told."""
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            heard.append(1)
            if len(heard) > times:
                raise


async def test_a_task_that_loses_cancellations_is_told_again() -> None:
    heard: list[int] = []
    task = asyncio.create_task(stubborn(2, heard), name="stubborn")
    await asyncio.sleep(0)

    with capture_logs() as said:
        await end(task, patience=0.01)

    assert task.cancelled()
    assert len(heard) == 3
    assert [line["task"] for line in said] == ["stubborn", "stubborn"]
    assert "stubborn" in said[0]["at"]


async def test_a_block_that_fails_ends_its_task_and_fails() -> None:
    heard: list[int] = []

    async def block() -> None:
        async with background(stubborn(0, heard), "work"):
            await asyncio.sleep(0)
            raise ValueError("inside")

    with pytest.raises(ValueError, match="inside"):
        await block()

    assert heard == [1]


async def test_a_task_that_dies_is_seen_at_once() -> None:
    async def fails() -> None:
        await asyncio.sleep(0.01)
        raise OSError("gone")

    with capture_logs() as said:
        async with background(fails(), "fails"):
            assert (gauge("fails"), down()) == (0, [])
            await asyncio.sleep(0.03)
            assert [(line["log_level"], line["cause"]) for line in said] == [
                ("error", "OSError('gone')")
            ]
            assert (gauge("fails"), down()) == (1, ["fails"])

    assert len(said) == 1
    assert (gauge("fails"), down()) == (0, [])


async def test_a_task_whose_work_is_done_is_no_alarm() -> None:
    with capture_logs() as said:
        async with background(asyncio.sleep(0), "once"):
            await asyncio.sleep(0.01)
            assert down() == []

    assert said == []


async def test_a_task_that_is_ended_is_no_alarm() -> None:
    with capture_logs() as said:
        async with background(asyncio.sleep(60), "sleeps"):
            await asyncio.sleep(0)

    assert (said, gauge("sleeps"), down()) == ([], 0, [])


def gauge(task: str) -> float | None:
    return REGISTRY.get_sample_value("ngoaivu_background_down", {"task": task})


async def test_closing_keeps_a_library_s_cancellation_to_itself() -> None:
    async def closes() -> None:
        raise asyncio.CancelledError

    await quietly(closes())


async def test_closing_does_not_swallow_the_cancellation_of_who_closes() -> None:
    """Else a loop that closes a lost client, and is ended meanwhile, would begin again."""
    closing = asyncio.Event()

    async def closes() -> None:
        closing.set()
        await asyncio.sleep(60)

    async def loop() -> None:
        while True:
            with suppress(OSError):
                try:
                    raise OSError("lost")
                finally:
                    await quietly(asyncio.wait_for(closes(), 50))

    task = asyncio.create_task(loop())
    await closing.wait()
    task.cancel()
    await asyncio.wait({task}, timeout=1)

    assert task.cancelled()
