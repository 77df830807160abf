"""What a province gateway does with the news of its services."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from typing import Any

from chassis.store.driver import Document
from chassis.wire.followed import Followed, Mark, Stream
from chassis.wire.positions import Positions
from chassis.wire.projections import Projection, Row
from gateway.feeds.lines import Lines
from gateway.projections.dictionary import Dictionary
from gateway.projections.generations import Generations
from gateway.projections.terms import is_word


class Rows(Projection):
    """Rows with the words that they are found by, which are known before the rows are."""

    dictionary: Dictionary
    written: Callable[[Iterable[tuple[str, int, Document]]], None] = lambda rows: None

    async def write(self, rows: Iterable[Row]) -> None:
        kept = list(rows)
        found_by = (term for row in kept for term in row.fields.get("terms", ()))
        await self.dictionary.learn(filter(is_word, found_by))
        await super().write(kept)
        self.written((row.id, row.version, row.fields) for row in kept if "seen_by" in row.fields)


class Gathering:
    """The sink of a gateway's follower: the feeds' lines, the rows, then the position."""

    def __init__(
        self,
        generations: Generations,
        lines: Lines,
        projection: Projection,
        positions: Positions,
    ) -> None:
        self._positions = positions
        self._generations = generations
        self._lines = lines
        self._projection = projection

    async def apply(self, events: Sequence[Followed]) -> None:
        """Raises Overtaken, as every sink does."""
        await self._generations.remember()
        await self._lines.append(events)
        await self._projection.apply(events)
        self._generations.changes += 1

    async def go_back(
        self, stream: Stream, to: Mark, before: AsyncIterator[Sequence[Followed]]
    ) -> None:
        """Put the lines of the other branch aside, and show its dossiers as they were before it."""
        await self._lines.put_aside(stream, to.position)
        dropped = await self._generations.drop(stream, to.position)
        await self._generations.refresh()
        async for events in before:
            again = [event for event in events if event.event.subject in dropped]
            await self._projection.write(self._generations.fold(again))

    async def orphans(
        self, stream: Stream, after: int, existing: Collection[str]
    ) -> list[dict[str, Any]]:
        """Rows are folded anew: nothing is left of what exists no longer."""
        return []

    async def redrive(self, followed: Followed) -> None:
        """Fold it again, and tell the feeds what an older version had to withhold."""
        await self._generations.refresh()
        await self._projection.redrive(followed)
        self._generations.changes += 1
        if count := await self._lines.append_late(followed):
            stream = followed.service, followed.province
            await self._positions.told_late(stream, count)
