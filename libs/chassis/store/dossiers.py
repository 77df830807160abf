"""The one write path: a dossier, its journal line and its outgoing event, in one transaction.

`Dossiers.lodge`, `perform`, `reply` and `attach` are the only writers of dossiers. Each reads the
dossier, lets casework decide, and writes the result where the version still matches, together with
one pending journal line that the relay later seals and announces (`journal.py`).
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar, cast

import msgspec
from msgspec.structs import replace

import casework
from casework import (
    Actor,
    Case,
    Dossier,
    DossierType,
    Lookup,
    Outcome,
    Province,
)
from chassis import people, succession
from chassis.errors import NotFound, Rehearsed, Stale
from chassis.store import history, identifiers, neighbours, shapes
from chassis.store.answers import Answers, Request
from chassis.store.driver import TRANSACTION_SECONDS, Document, Session, Store
from chassis.store.history import Replaced
from chassis.store.journal import pending_lines
from chassis.store.owner import owner
from chassis.store.registry import Registry

T = TypeVar("T")
ASIDE_AGAIN = 40  # times; of as many who act at once, one is done each time

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    "dossiers": (
        ([("province", 1), ("type", 1), ("_id", 1)], {}),
        ([("code", 1)], {"unique": True}),
        ([("type", 1), ("revision", 1)], {}),
        ([("attachments.id", 1)], {"sparse": True}),
    ),
    history.COLLECTION: (),
    "turns": (),
    "journal_pending": (),
    "journal": (([("province", 1), ("last", 1)], {}),),
    "relay": (),
    "idempotency": (([("at", 1)], {"expireAfterSeconds": 86_400}),),
}


def indexes(looked_up: Sequence[str]) -> Sequence[tuple[Any, Document]]:
    """Those of the dossiers, with one for each field by which rules look up others: without it
    every act would read all dossiers of its province."""
    more = [([(path, 1)], {"sparse": True}) for path in looked_up]
    return [*INDEXES["dossiers"], *more]


class Dossiers:
    """The dossiers of one service."""

    def __init__(
        self,
        store: Store,
        registry: Registry,
        provinces: Mapping[str, Province],
        committed: Callable[[], None] = lambda: None,
        session: Session = None,
    ) -> None:
        self._store = store
        self._registry = registry
        self._provinces = provinces
        self._committed = committed
        self._session = session
        self._rows = store["dossiers"]
        self._pending = store["journal_pending"]
        self._answers = Answers(store)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @property
    def registry(self) -> Registry:
        return self._registry

    @property
    def store(self) -> Store:
        return self._store

    @property
    def session(self) -> Session:
        """The transaction these dossiers are written in, when somebody else has opened it."""
        return self._session

    def province(self, code: str) -> Province:
        """Raises NotFound for a province nobody has entered."""
        if code not in self._provinces:
            raise NotFound(f"Không có đơn vị hành chính mã {code!r}")
        return self._provinces[code]

    def heir(self, code: str, at: datetime) -> str:
        """The province that keeps the files of this one at a moment. Raises NotFound."""
        return succession.heir(self._provinces, code, self.province(code).calendar.day(at))

    def predecessors(self, code: str, at: datetime) -> tuple[str, ...]:
        """The ended provinces whose files this one keeps at a moment. Raises NotFound."""
        return succession.predecessors(self._provinces, code, self.province(code).calendar.day(at))

    def handling(self, dossier: Dossier[Any], at: datetime) -> Province:
        """The province of a dossier as somebody handles it at a moment: itself, or its heir."""
        own = self.province(dossier.province)
        by = self.heir(own.code, at)
        return own if by == own.code else succession.continued(own, self.province(by))

    def within(self, session: Session) -> Dossiers:
        """The same dossiers, writing in a transaction that someone else has opened."""
        return Dossiers(self._store, self._registry, self._provinces, self._committed, session)

    def committed(self) -> None:
        """Tell the relay: for whoever has committed a transaction that was written in `within`."""
        self._committed()

    async def take_turn(self, province: str) -> None:
        """In a transaction, before anything is read (the embedded database's snapshot begins with
        the first statement): acts that look at other dossiers of a province wait for one another,
        so that what a rule saw («there is no other such dossier») is so when the act is written.
        """
        turn, turns = {"_id": province}, self._store["turns"]
        moved = await turns.update_one(turn, {"$inc": {"n": 1}}, session=self._session)
        if not moved.matched_count:
            await turns.insert_one({**turn, "n": 1}, session=self._session)

    async def in_turn(self, by: Request, act: Callable[[Dossiers], Awaitable[T]]) -> T:
        """Read, decide and write in one transaction, in the turn of the person's province.

        Within a transaction that somebody else has opened, it is a part of that one. Those of this
        process stand in line: were they all to try, most would be undone and tried again.
        Raises TimeoutError when the turn does not come.
        """
        if self._session is not None:
            return await act(self)

        province = by.actor.province

        async def write(session: Session) -> T:
            mine = self.within(session)
            await mine.take_turn(province)
            return await act(mine)

        async with asyncio.timeout(TRANSACTION_SECONDS), self._turns[province]:
            done = await self._store.tx(write)
        self._committed()
        return done

    async def rehearse(self, act: Callable[[Dossiers], Awaitable[T]]) -> T:
        """What an act would come to: every rule and look-up is tried, and nothing is written."""

        async def write(session: Session) -> None:
            raise Rehearsed(await act(self.within(session)))

        try:
            await self._store.tx(write)
        except Rehearsed as rehearsed:
            return cast("T", rehearsed.outcome)
        raise AssertionError("a rehearsal ends with its outcome")

    async def row(self, type_: str, id: str) -> Document:
        """A dossier as it is stored, under today's revision. Raises NotFound, UnreadableRow."""
        return self._registry.current(await self._raw(type_, id))

    async def _raw(self, type_: str, id: str) -> Document:
        found: Document | None = await self._rows.find_one({"_id": id}, session=self._session)
        if found is None or found["type"] != type_:
            raise NotFound(f"Không có hồ sơ {type_}/{id}")
        return found

    async def get(self, type_: str, id: str) -> tuple[DossierType[Any], Dossier[Any]]:
        return self._registry.read(await self.row(type_, id))

    async def find(
        self, type_: str, where: Document, limit: int = 100, after: str = ""
    ) -> list[Document]:
        """Rows of one type in the order of their ids, `after` the last one seen; all with 0."""
        query = {**where, "type": type_, **({"_id": {"$gt": after}} if after else {})}
        cursor = self._rows.find(query, session=self._session).sort("_id", 1).limit(limit)
        found: list[Document] = await cursor.to_list(None)
        return found

    async def lodge(
        self, type_: DossierType[Any], application: msgspec.Struct, by: Request, *, unit: str = ""
    ) -> Dossier[Any]:
        """Open a dossier. Raises Refused, NotFound."""
        if type_.opening.needs and self._session is None:
            return await self.in_turn(
                by, lambda mine: mine.lodge(type_, application, by, unit=unit)
            )
        actor, province = by.actor, self.province(by.actor.province)
        day = province.calendar.day(by.at)
        blank: Dossier[Any] = Dossier(
            id=identifiers.dossier_id(),
            code=identifiers.code(type_.prefix, day.year),
            type=type_.name,
            regime=type_.since,
            province=province.code,
            unit=owner(province, actor, unit, day),
            title="",
            fields=application,
            lodged_on=day,
        )
        needs = type_.opening.needs
        found = await self.look_up(blank, needs(blank, application) if needs else (), actor)

        def case_of(dossier: Dossier[Any]) -> Case[Any, Any]:
            return _case(dossier, by, province, application, found)

        outcome = casework.lodge(type_, blank, application, case_of)
        return await self._record(type_, outcome, by)

    async def perform(
        self,
        type_: str,
        id: str,
        transition: str,
        data: msgspec.Struct,
        by: Request,
        version: int | None = None,
    ) -> Dossier[Any]:
        """Take one transition. `version=None` takes whatever version there is (reactions).

        Raises NotFound, Stale, Refused.
        """
        if self._session is None and self._looks_around(type_, transition):
            return await self.in_turn(
                by, lambda mine: mine.perform(type_, id, transition, data, by, version)
            )
        kept, dossier, replaced = await self._open(type_, id, by, version, data)
        step = kept.transition(transition)
        if step is None:
            raise NotFound(f"{type_} không có bước {transition!r}")
        needs = step.needs(dossier, data) if step.needs else ()
        found = await self.look_up(dossier, needs, by.actor)
        case = _case(dossier, by, self.handling(dossier, by.at), data, found)
        return await self._record(kept, casework.perform(kept, step, case), by, replaced)

    async def reply(
        self, type_: str, id: str, data: casework.Reply, by: Request, version: int | None
    ) -> Dossier[Any]:
        """Record the opinion of one body."""
        return await self.aside(casework.reply, type_, id, data, by, version)

    async def aside(
        self, decide: Callable[[DossierType[Any], Case[Any, Any]], Outcome[Any]],
        type_: str, id: str, data: Any, by: Request, version: int | None,
    ) -> Dossier[Any]:  # fmt: skip
        """What is done beside transitions and leaves the state: an opinion, a file, a holder.

        An act that names no version reads again when somebody else was faster: two people who add
        something to one dossier do not contradict one another.
        """

        async def act() -> Dossier[Any]:
            kept, dossier, replaced = await self._open(type_, id, by, version, data)
            case = _case(dossier, by, self.handling(dossier, by.at), data, {})
            return await self._record(kept, decide(kept, case), by, replaced)

        again = 0 if version is not None or self._session is not None else ASIDE_AGAIN
        for n in range(again):
            with suppress(Stale):
                return await act()
            await asyncio.sleep(0.005 * min(n, 20))
        return await act()

    async def recount(self, type_: str, id: str, by: Request) -> Dossier[Any] | None:
        """Count the due dates again; None when every date stays, or somebody acted meanwhile."""
        kept, dossier, replaced = await self._open(type_, id, by, None, None)
        at = max(by.at, dossier.acts[-1].at)
        by = msgspec.structs.replace(by, at=at)
        case = _case(dossier, by, self.handling(dossier, at), None, {})
        outcome = casework.recount(kept, case)
        with suppress(Stale):
            return await self._record(kept, outcome, by, replaced) if outcome else None
        return None

    def _looks_around(self, type_: str, transition: str) -> bool:
        steps = [kept.transition(transition) for kept in self._registry.named(type_)]
        return any(step.needs for step in steps if step)

    async def _open(
        self, type_: str, id: str, by: Request, version: int | None, data: Any
    ) -> tuple[DossierType[Any], Dossier[Any], Replaced]:
        raw = await self._raw(type_, id)
        row = self._registry.current(raw)
        kept, dossier = self._registry.read(row)
        if not casework.is_visible(kept, dossier, by.actor):
            raise NotFound(f"Không có hồ sơ {type_}/{id}")
        if version is not None and dossier.version != version:
            raise Stale(id, version, row)
        return kept, dossier, Replaced(raw, row, dossier, data)

    async def look_up(
        self, dossier: Dossier[Any], needs: Sequence[Lookup], actor: Actor
    ) -> dict[str, Sequence[Dossier[Any]]]:
        return await neighbours.look_up(
            self._rows, self._registry, dossier, needs, actor, self._session
        )

    async def _record(
        self,
        type_: DossierType[Any],
        outcome: Outcome[Any],
        by: Request,
        replaced: Replaced | None = None,
    ) -> Dossier[Any]:
        lines = identifiers.line_ids(outcome.dossier.line, 1 + len(type_.formerly))
        outcome = _recorded(outcome, by.recorded)
        dossier = replace(outcome.dossier, line=lines[-1])
        told = Outcome(dossier, outcome.emits, outcome.act)
        event = people.announce(self._registry, type_, told, by.traceparent)
        read = (replaced.row, replaced.dossier) if replaced else ()
        row = shapes.stored(type_, dossier, *read)
        pending = pending_lines(type_, event, outcome.act.actor, row, lines)

        async def write(session: Session) -> None:
            await self._write(row, session)
            if replaced is not None:
                await history.keep(self._store, replaced, outcome.act, session)
            await self._pending.insert_many(pending, session=session)
            await self.remember(by, row, session)

        if self._session is not None:
            await write(self._session)
        else:
            await self._store.tx(write)
            self._committed()
        return dossier

    async def _write(self, row: Document, session: Session) -> None:
        if row["version"] == 1:
            await self._rows.insert_one(row, session=session)
        else:
            before = {"_id": row["_id"], "version": row["version"] - 1}
            result = await self._rows.replace_one(before, row, session=session)
            if not result.matched_count:
                now = await self._rows.find_one({"_id": row["_id"]}, session=session)
                raise Stale(row["_id"], row["version"] - 1, now)

    async def remember(self, by: Request, row: Document, session: Session) -> None:
        """In a transaction, keep what is answered to a request that came with a key."""
        await self._answers.remember(by, row, session)

    async def once(
        self,
        by: Request,
        work: Callable[[], Awaitable[T]],
        read: Callable[[Document], T] | None = None,
    ) -> T:
        """Run `work` once per idempotency key; `read` makes the answer again of what was
        remembered, a dossier if nothing else is said. Raises KeyReused, InFlight."""
        reads = cast("Callable[[Document], T]", read or self._registry.record)
        return await self._answers.once(by, work, reads)


def _recorded(outcome: Outcome[Any], at: datetime | None) -> Outcome[Any]:
    """The outcome whose act says when it was written, where that was later than its effect."""
    if at is None:
        return outcome
    act = replace(outcome.act, recorded=at)
    dossier = replace(outcome.dossier, acts=(*outcome.dossier.acts[:-1], act))
    return Outcome(dossier, outcome.emits, act)


def _case(
    dossier: Dossier[Any],
    by: Request,
    province: Province,
    data: Any,
    found: Mapping[str, Sequence[Dossier[Any]]],
) -> Case[Any, Any]:
    # An event that waited takes effect when it happened, but never below an act that is there.
    waited = by.recorded is not None and dossier.acts
    return Case(
        dossier=dossier,
        actor=by.actor,
        at=max(by.at, dossier.acts[-1].at) if waited else by.at,
        province=province,
        data=data,
        late_reason=by.late_reason,
        found=found,
    )


__all__ = ["INDEXES", "Dossiers", "Request", "indexes"]
