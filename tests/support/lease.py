"""A lease whose time is told by the test."""

from __future__ import annotations

from chassis.store.lease import Lease


class Time:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


async def taken_over(lease: Lease, time: Time, seconds: float = 6.0) -> None:
    """The lease is free, or its holder is silent for `seconds`, until this one has it."""
    if not await lease.hold():
        time.seconds += seconds
        assert await lease.hold()
