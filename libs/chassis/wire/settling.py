"""The way back of a stream whose journal was put back from an older copy.

`settle` finds the last place at which the journal still is the one that was followed, undoes what
came after it as far as a sink can (`Rewinding.go_back`), and follows again from there. Events that
were done already and are still in the journal are not done twice (the inbox knows them); events of
the new branch are done; what was done for events that no longer exist is named, because only people
can say what to do about it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from typing import Any, Protocol, runtime_checkable

import msgspec
import structlog

from chassis.clock import instant
from chassis.errors import NotFound
from chassis.store.journal import GENESIS, Head
from chassis.wire.followed import BadLine, Followed, Mark, Stream
from chassis.wire.follower import PAGE, Follower

log = structlog.get_logger()
Batches = AsyncIterator[Sequence[Followed]]


@runtime_checkable
class Rewinding(Protocol):
    """A sink that keeps what it must undo when a stream goes back."""

    async def go_back(self, stream: Stream, to: Mark, before: Batches) -> None:
        """Forget what came after `to`; `before` is the journal up to there."""

    async def orphans(
        self, stream: Stream, after: int, existing: Collection[str]
    ) -> list[dict[str, Any]]:
        """What was done for events after a position that exist no longer."""


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What was done: the place both branches share, where the stream stands now, and what was done
    for events that exist no longer."""

    service: str
    province: str
    cause: str
    left_at: int
    since: int
    position: int
    orphans: list[dict[str, Any]]


async def settle(follower: Follower, stream: Stream, since: int | None = None) -> Settled:
    """Follow a stream again from where its journal is the one that was followed, or from `since`.

    Raises NotFound for a stream that was never followed, and what its source raises.
    """
    service, province = stream
    rows = await follower.positions.rows()
    if stream not in rows or service not in follower.sources:
        raise NotFound(f"Không theo dõi sổ {service}/{province}")
    row, source = rows[stream], follower.sources[service]
    head = (await source.heads()).get(province, Head())
    at = Mark(row["position"], row.get("hash", ""))
    marks = [at, *(Mark(p, h) for p, h in reversed(row.get("trail", ()))), Mark(0, GENESIS)]
    shared = await _shared(follower, stream, head, marks, since)
    cause = (row.get("forked") or {}).get("cause", "")
    if isinstance(follower.sink, Rewinding):
        await follower.sink.go_back(stream, shared, _until(follower, stream, shared.position))
    why = {"cause": cause, "left_at": at.position, "at": instant().isoformat()}
    await follower.positions.go_back(stream, shared, why)
    await follower.went_back(stream)
    await follower.heal(stream, head.position)
    reached = await follower.positions.at(stream)
    orphans: list[dict[str, Any]] = []
    if isinstance(follower.sink, Rewinding):
        existing = await _ids(follower, stream, shared.position, head.position)
        orphans = await follower.sink.orphans(stream, shared.position, existing)
    log.warning("stream settled", source=service, province=province, since=shared.position)
    return Settled(
        service=service, province=province, cause=cause, left_at=at.position,
        since=shared.position, position=reached.position, orphans=orphans,
    )  # fmt: skip


async def _shared(
    follower: Follower, stream: Stream, head: Head, marks: Sequence[Mark], since: int | None
) -> Mark:
    """The newest mark that the journal still leads through."""
    most = head.position if since is None else min(head.position, since)
    for mark in marks:
        if mark.position > most:
            continue
        if mark.position == 0:
            break
        line = await _line(follower, stream, mark.position)
        if line is not None and line.hash == mark.hash:
            return line.mark
    return Mark(0, GENESIS, follower.sources[stream[0]].journal or "")


async def _line(follower: Follower, stream: Stream, position: int) -> Followed | BadLine | None:
    lines = await follower.sources[stream[0]].read(stream[1], position - 1, 1)
    return lines[0] if lines else None


async def _until(follower: Follower, stream: Stream, position: int) -> Batches:
    """The journal from its beginning up to a position."""
    at = 0
    while at < position:
        lines = await follower.sources[stream[0]].read(stream[1], at, PAGE)
        if not lines:
            return
        yield [e for e in lines if isinstance(e, Followed) and e.position <= position]
        at = lines[-1].position


async def _ids(follower: Follower, stream: Stream, after: int, until: int) -> set[str]:
    """The events of the journal after a position."""
    found: set[str] = set()
    at = after
    while at < until:
        lines = await follower.sources[stream[0]].read(stream[1], at, PAGE)
        if not lines:
            break
        found |= {line.event.id for line in lines if isinstance(line, Followed)}
        at = lines[-1].position
    return found
