"""What a province gateway does with the news of its services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chassis.wire.follower import Followed
from chassis.wire.projections import Projection, Row
from gateway.feeds.lines import Lines
from gateway.projections.dictionary import Dictionary
from gateway.projections.generations import Generations
from gateway.projections.terms import is_word


class Rows(Projection):
    """Rows with the words that they are found by, which are known before the rows are."""

    dictionary: Dictionary

    async def write(self, rows: Iterable[Row]) -> None:
        kept = list(rows)
        found_by = (term for row in kept for term in row.fields.get("terms", ()))
        await self.dictionary.learn(filter(is_word, found_by))
        await super().write(kept)


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
        self._generations.changes += 1

    async def redrive(self, followed: Followed) -> None:
        await self._generations.refresh()
        await self._projection.redrive(followed)
        self._generations.changes += 1
