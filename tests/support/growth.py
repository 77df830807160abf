"""How the work for a hostile text grows with the text: a ratio, never a time in seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES, LINEAR = 8, 30.0  # eight times the text: 8 when linear, 64 when quadratic


def growth(
    work: Callable[[str], object],
    hostile: Callable[[int], str],
    *,
    size: int = 500,
    most: int = 250_000,
) -> float:
    """The ratio of the CPU time for `TIMES` times the text to that for the text itself.

    The size is raised until the work can be measured at all; work that stays below eight
    milliseconds for `most` characters has no growth worth a name. What disturbs a
    measurement only makes it longer, so that of several the shortest counts.
    """
    while (once := _seconds(work, hostile(size))) < 0.008:
        if size >= most:
            return 1.0
        size *= 2
    short, long = hostile(size), hostile(size * TIMES)
    much = float("inf")
    for _ in range(4):
        much = min(much, _seconds(work, long))
        if not LINEAR <= much / once < 2 * LINEAR:
            break
        once = min(once, _seconds(work, short))
    return much / once


def _seconds(work: Callable[[str], object], text: str) -> float:
    began = time.thread_time()
    work(text)
    return time.thread_time() - began
