"""Files from outside wait for one of two readers; who comes when many wait is asked to come back.

The readers are threads that wait for a confined process (`papers.confinement`); the threads that
everything else shares are never taken by files.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from chassis.web.problems import TooMany
from papers import confinement

P = ParamSpec("P")
T = TypeVar("T")
MOST_AT_HAND = 16


class Readers:
    """Two threads, and how many files they have at hand, the waiting ones included."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(confinement.AT_ONCE, thread_name_prefix="files")
        self._at_hand = 0

    async def read(self, reads: Callable[P, T], /, *args: P.args, **more: P.kwargs) -> T:
        """What `reads` finds. Raises TooMany when many files wait already."""
        if self._at_hand >= MOST_AT_HAND:
            raise TooMany("Đang có nhiều tệp chờ đọc: hãy gửi lại sau ít giây", 5)
        self._at_hand += 1
        done = self._threads.submit(reads, *args, **more)
        # A client that hangs up does not stop a thread: the file is at hand until it was read.
        done.add_done_callback(self._let_go)
        return await asyncio.wrap_future(done)

    def _let_go(self, _: object) -> None:
        self._at_hand -= 1


read = Readers().read
