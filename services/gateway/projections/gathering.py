"""What a province gateway does with the news of its services."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.wire.follower import Followed
from chassis.wire.projections import Projection
from gateway.feeds.lines import Lines
from gateway.projections.generations import Generations


class Gathering:
    """The sink of a gateway's follower: the feeds' lines, the rows, then the position."""

    def __init__(self, generations: Generations, lines: Lines, projection: Projection) -> None:
        self._generations = generations
        self._lines = lines
        self._projection = projection

    async def apply(self, events: Sequence[Followed]) -> None:
        """Raises Overtaken, as every sink does."""
        await self._generations.remember()
        await self._lines.append(events)
        await self._projection.apply(events)

    async def redrive(self, followed: Followed) -> None:
        await self._generations.refresh()
        await self._projection.redrive(followed)
