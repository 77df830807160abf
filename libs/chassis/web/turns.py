"""How many may do something costly at once: each person a few, all together some more.

Nobody waits: who comes too early is told when to come again, before their body is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from chassis.errors import Unavailable
from chassis.web.problems import TooMany

AGAIN = 3  # seconds


class Turns:
    """`with turns.of("lan.86"): …` raises TooMany or Unavailable."""

    def __init__(self, what: str, each: int, all_: int) -> None:
        self._what = what
        self._each, self._all = each, all_
        self._taken: Counter[str] = Counter()

    @contextmanager
    def of(self, person: str) -> Iterator[None]:
        if self._taken[person] >= self._each:
            raise TooMany(f"Mỗi người {self._what} nhiều nhất {self._each} việc một lúc", AGAIN)
        if self._taken.total() >= self._all:
            raise Unavailable(f"{self._what}: {self._all} việc đang chạy")
        self._taken[person] += 1
        try:
            yield
        finally:
            self._taken[person] -= 1
            if not self._taken[person]:
                del self._taken[person]
