"""What runs beside an application, and ends with it.

A cancellation can be lost on its way: `asyncio.wait_for` before Python 3.12 forgets one that comes
together with its result (cpython#86296), and libraries swallow some. A task that is told only once
would then keep a closing process for ever, so it is told until it has ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Coroutine
from contextlib import asynccontextmanager
from io import StringIO
from typing import Any
from weakref import WeakSet

import structlog

from chassis import metrics

PATIENCE = 10.0  # seconds in which a task may put its things away before it is told again
log = structlog.get_logger()


@asynccontextmanager
async def background(work: Coroutine[Any, Any, None], name: str) -> AsyncIterator[None]:
    """`work` as a task until the block ends.

    A task that dies is seen at once, not when the process ends: an error in the log, the gauge
    `ngoaivu_background_down`, and `down()`, which `/readyz` reads. It is never raised. One whose
    work is done simply returns.
    """
    task = asyncio.create_task(work, name=name)
    task.add_done_callback(_ended)
    metrics.BACKGROUND_DOWN.labels(name).set(0)
    try:
        yield
    finally:
        _ENDING.add(task)
        await end(task)
        _DOWN.discard(name)
        metrics.BACKGROUND_DOWN.labels(name).set(0)


_DOWN: set[str] = set()
_ENDING: WeakSet[asyncio.Task[Any]] = WeakSet()


def down() -> list[str]:
    """The tasks of this process that have died although nobody ended them."""
    return sorted(_DOWN)


def _ended(task: asyncio.Task[Any]) -> None:
    if task in _ENDING:
        return
    error = asyncio.CancelledError() if task.cancelled() else task.exception()
    if error is None:
        return
    name = task.get_name()
    _DOWN.add(name)
    metrics.BACKGROUND_DOWN.labels(name).set(1)
    log.error("background task died", task=name, cause=repr(error)[:300], exc_info=error)


async def end(task: asyncio.Task[Any], patience: float = PATIENCE) -> None:
    """Cancel a task until it has ended; each time that it has not, its place is logged."""
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=patience)
        if not task.done():
            at = StringIO()
            task.print_stack(limit=5, file=at)
            log.warning("closing", task=task.get_name(), outcome="told again", at=at.getvalue())
    if not task.cancelled() and (error := task.exception()) and task.get_name() not in _DOWN:
        log.warning("closing", task=task.get_name(), cause=repr(error)[:200])


async def quietly(closing: Awaitable[Any]) -> None:
    """Put something away: a failure to close is dropped with a log line.

    A library that raises CancelledError of its own while it closes is such a failure; the
    cancellation of the task that closes is not, and goes on.
    """
    task = asyncio.current_task()
    told = task.cancelling() if task else 0
    try:
        await closing
    except asyncio.CancelledError:
        if task and task.cancelling() > told:
            raise
    except Exception as error:
        log.debug("closing", cause=repr(error)[:200])
