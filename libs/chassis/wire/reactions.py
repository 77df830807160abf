"""Reactions: named functions of a service to others' events, once in effect.

`Reactions` is the sink of a service's follower: for every event somebody reacts to, the work, the
inbox mark and the position commit in one transaction. A reaction that is refused, or that fails
after its tries, is parked on the dead-letter desk with its cause, and the position advances.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
import structlog

from casework import SYSTEM, Actor, CloudEvent, Dossier, Nothing
from chassis import visibility
from chassis.clock import Clock
from chassis.errors import Stale
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import ConnectionFailure, Document, PyMongoError, Session, Store
from chassis.store.registers import WorkRegisters
from chassis.wire.deadletters import DeadLetters
from chassis.wire.followed import Followed, Mark, Overtaken, Stream
from chassis.wire.positions import Positions

log = structlog.get_logger()
ANSWERS_WITHIN = 3.0  # seconds in which a database answers that is not the cause of a timeout
Batches = AsyncIterator[Sequence[Followed]]
AT_ONCE = timedelta(minutes=1)  # a reaction within it is recorded when its event happened


class Work:
    """What a reaction may do: its own service's dossiers and registers, in the transaction of its
    event.

    Acts are those of the system, at the time of the event, in the province that keeps the files of
    the event's: what follows from an old dossier is opened by its heir, and found there again.
    """

    def __init__(self, dossiers: Dossiers, session: Session, event: CloudEvent) -> None:
        self.dossiers = dossiers.within(session)
        self.session = session
        at = datetime.fromisoformat(event.time)
        here = dossiers.heir(event.province, at)
        actor = Actor(
            id=SYSTEM, roles=frozenset({SYSTEM}), province=here,
            predecessors=dossiers.predecessors(here, at),
        )  # fmt: skip
        now = Clock().now()
        recorded = now if now - at > AT_ONCE else None
        self.asks = Request(actor=actor, at=at, recorded=recorded, traceparent=event.traceparent)
        self.registers = WorkRegisters(self.dossiers, self.asks)

    async def begin(self) -> None:
        """Take the province's turn: reactions look at other dossiers."""
        await self.dossiers.take_turn(self.asks.actor.province)

    def committed(self) -> None:
        """What was written is there for all: the relay may take it."""
        self.dossiers.committed()

    async def find(self, type_: str, **where: Any) -> list[Dossier[Any]]:
        """Dossiers of the event's desk; `__` in a name stands for a dot in a path."""
        query = {name.replace("__", "."): value for name, value in where.items()}
        query["province"] = visibility.under(self.asks.actor.provinces)
        rows = await self.dossiers.find(type_, query, limit=0)
        return [self.dossiers.registry.read(row)[1] for row in rows]

    async def lodge(self, type_: str, application: msgspec.Struct, unit: str = "") -> Dossier[Any]:
        day = self.dossiers.province(self.asks.actor.province).calendar.day(self.asks.at)
        kept = self.dossiers.registry.on(type_, day)
        return await self.dossiers.lodge(kept, application, self.asks, unit=unit)

    async def perform(
        self, type_: str, id: str, transition: str, data: msgspec.Struct | None = None
    ) -> Dossier[Any]:
        given = Nothing() if data is None else data
        return await self.dossiers.perform(type_, id, transition, given, self.asks)


Reaction = Callable[[CloudEvent, Any], Awaitable[None]]


class Reactions:
    """A sink that runs named functions: the work, the inbox mark and the position commit as one."""

    def __init__(
        self,
        store: Store,
        positions: Positions,
        table: Mapping[str, Sequence[Reaction]],
        work: Callable[[CloudEvent, Session], Any],
        desk: DeadLetters,
        tries: int = 4,
    ) -> None:
        self._store = store
        self._positions = positions
        self._table = table
        self._work = work
        self._desk = desk
        self._tries = tries
        self._inbox = store["inbox"]
        self._slow: dict[str, int] = {}  # how often an event's reactions have run out of time

    async def apply(self, events: Sequence[Followed]) -> None:
        """Events nobody reacts to are passed over."""
        stream = (events[0].service, events[0].province)
        for followed in events:
            if listens(self._table, followed.event):
                await self._react(stream, followed)
            else:
                self._positions.pass_over(stream, followed.position - 1, followed.mark)

    async def redrive(self, followed: Followed) -> None:
        """Run an event from the desk again; its inbox mark makes a second time harmless."""
        await self._once(followed, None)

    async def go_back(self, stream: Stream, to: Mark, before: Batches) -> None:
        """Nothing is undone: acts stay, and the inbox knows which events have been done."""

    async def orphans(
        self, stream: Stream, after: int, existing: Collection[str]
    ) -> list[Document]:
        """The events whose reactions were done although they exist no longer."""
        service, province = stream
        here = {"service": service, "province": province, "position": {"$gt": after}}
        rows = await self._inbox.find(here).sort("_id", 1).to_list(None)
        gone = [row for row in rows if row["_id"] not in existing]
        return [{n: row[n] for n in ("type", "dossier", "position", "at")} for row in gone]

    async def _react(self, stream: Stream, followed: Followed) -> None:
        began = time.perf_counter()
        for attempt in range(1, self._tries + 1):
            try:
                await self._once(followed, stream)
            except (ConnectionFailure, Overtaken):
                raise
            except TimeoutError as error:
                if not await self._is_to_blame(followed):
                    raise
                await self._park(stream, followed, error, self._slow.pop(followed.event.id), began)
            except Exception as error:
                if attempt < self._tries and not is_final(error):
                    await asyncio.sleep(0.05 * 2**attempt)
                    continue
                await self._park(stream, followed, error, attempt, began)
            else:
                self._slow.pop(followed.event.id, None)
                _say(followed, "done", began)
            return

    async def _is_to_blame(self, followed: Followed) -> bool:
        """Whether a reaction itself takes too long: it has done so several times while the
        database answered others. Else its province would wait for it for ever."""
        async with asyncio.timeout(ANSWERS_WITHIN):
            await self._store.ping()
        tries = self._slow[followed.event.id] = self._slow.get(followed.event.id, 0) + 1
        return tries >= self._tries

    async def _park(
        self, stream: Stream, followed: Followed, error: Exception, tries: int, began: float
    ) -> None:
        """Put an event whose reaction failed for good on the desk, and go on behind it."""
        _say(followed, "parked", began, cause=repr(error)[:300])
        await self._desk.park(followed, repr(error)[:2000], tries)
        await self._positions.advance(stream, followed.position - 1, followed.mark)

    async def _once(self, followed: Followed, stream: Stream | None) -> None:
        """The reactions of one event, its inbox mark and, if given, the stream's position."""
        works: list[Any] = []
        event, position = followed.event, followed.position

        async def write(session: Session) -> None:
            work = self._work(event, session)
            await work.begin()
            if stream:
                await self._positions.advance(stream, position - 1, followed.mark, session)
            if await self._inbox.find_one({"_id": event.id}, session=session):
                return
            await self._inbox.insert_one(_mark(followed), session=session)
            works.append(work)
            for reaction in self._table.get(event.type, ()):
                await reaction(event, work)

        await self._store.tx(write)
        if works:
            works[-1].committed()


def _mark(followed: Followed) -> Document:
    """What the inbox keeps of an event that was reacted to."""
    event = followed.event
    return {
        "_id": event.id,
        "at": event.time,
        "service": followed.service,
        "province": followed.province,
        "position": followed.position,
        "type": event.type,
        "dossier": event.subject,
    }


def listens(table: Mapping[str, Any], event: CloudEvent) -> bool:
    """Whether somebody reacts to this event. Of an act that is announced in several versions, only
    the newest one that the table names counts, so that its reactions run once."""
    if event.type not in table:
        return False
    name, _, mine = event.type.rpartition(".v")
    return not any(f"{name}.v{v}" in table for v in event.data.beside if v > int(mine))


def _say(followed: Followed, outcome: str, began: float, **more: str) -> None:
    """The one line of an event that was reacted to."""
    event = followed.event
    log.info(
        "event",
        type=event.type,
        dossier=event.subject,
        province=event.province,
        position=followed.position,
        outcome=outcome,
        ms=round((time.perf_counter() - began) * 1000, 1),
        traceparent=event.traceparent,
        **more,
    )


def is_final(error: Exception) -> bool:
    """Whether trying again cannot help: a refusal by the law, or a bug."""
    return not isinstance(error, PyMongoError | OSError | Stale)
