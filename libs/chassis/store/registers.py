"""Registers that are no procedures: the same write path for what an office keeps a list of.

`enter`, `amend` and `strike` are the only writers. Each takes the province's turn (two people who
enter the same thing under two spellings wait for one another), lets casework decide, and writes the
entry where its version still matches, the one it replaces for history to show, and one pending
journal line, in one transaction.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from casework import Dossier, Outcome, Refused, Register, Writing
from casework import register as law
from casework.text import unaccented
from chassis import people, visibility
from chassis.errors import NotFound, Stale
from chassis.store import identifiers, shapes
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Document
from chassis.store.history import changes
from chassis.store.journal import pending_lines
from chassis.store.owner import owner
from papers.register_sheets import text_of

T = TypeVar("T")
INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    "registers": (
        ([("province", 1), ("type", 1), ("_id", 1)], {}),
        ([("keys", 1), ("province", 1), ("type", 1)], {}),
        ([("code", 1)], {"unique": True}),
    ),
    "register_history": (),
}


class SomeRefused(Exception):
    """Of several entries, these were refused: the number of each, and why."""

    def __init__(self, refused: Mapping[int, Refused]) -> None:
        super().__init__("; ".join(f"{n}: {error}" for n, error in refused.items()))
        self.refused = refused


class Registers:
    """The registers of one service, written in the transaction that `dossiers` has, if any."""

    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers
        self._store, self._session = dossiers.store, dossiers.session
        self._rows = self._store["registers"]
        self._old = self._store["register_history"]
        self._registry = dossiers.registry

    def register(self, name: str) -> Register[Any]:
        """Raises NotFound."""
        return self._registry.register(name)

    async def row(self, register: str, id: str) -> Document:
        """An entry as it is stored. Raises NotFound."""
        found: Document | None = await self._rows.find_one({"_id": id}, session=self._session)
        if found is None or found["type"] != register:
            raise NotFound(f"Không có mục {register}/{id}")
        return self._registry.current(found)

    async def find(
        self, register: str, where: Document, limit: int = 100, after: str = ""
    ) -> list[Document]:
        """Rows of one register in the order of their ids, `after` the last one seen; all with 0."""
        query = {**where, "type": register, **({"_id": {"$gt": after}} if after else {})}
        cursor = self._rows.find(query, session=self._session).sort("_id", 1).limit(limit)
        found: list[Document] = await cursor.to_list(None)
        return found

    async def entries(self, register: str, where: Document) -> list[Dossier[Any]]:
        return [self._registry.record(row) for row in await self.find(register, where, 0)]

    async def history(self, row: Document) -> list[Document]:
        """Every version of an entry, oldest first, each with what it changed: those that were
        replaced, and the one there is.

        Replaced ones do not change, so reading them after `row` cannot show two that do not fit.
        """
        id = row["_id"]
        cursor = self._old.find({"_id": {"$gt": f"{id}:", "$lt": _old_id(row)}}).sort("_id", 1)
        register = self.register(row["type"])
        found = [_risen(register, old) for old in await cursor.to_list(None)]
        every = [*found, _version(row)]
        for old, new in pairwise(every):
            new["changes"] = list(changes(old["fields"], new["fields"], "/fields"))
        return every

    async def enter(
        self, register: Register[Any], entry: msgspec.Struct, by: Request, unit: str = ""
    ) -> Dossier[Any]:
        """Raises Refused."""
        try:
            done, _ = await self.enter_all(register, [entry], by, unit)
        except SomeRefused as several:
            raise several.refused[0] from None
        return done[0]

    async def enter_all(
        self,
        register: Register[Any],
        entries: Sequence[msgspec.Struct],
        by: Request,
        unit: str = "",
        *,
        called: Sequence[str] = (),
        partial: bool = False,
    ) -> tuple[list[Dossier[Any]], dict[int, Refused]]:
        """Enter several at once. `called` names each, for when another one is the same.

        All or nothing unless `partial`. Raises SomeRefused naming every entry that is refused.
        """

        async def act(mine: Registers) -> tuple[list[Dossier[Any]], dict[int, Refused]]:
            outcomes, refused = await mine._decide(register, entries, by, unit, called)
            if refused and not partial:
                raise SomeRefused(refused)
            return await mine._record(register, outcomes, by), refused

        return await self.in_turn(by, act)

    async def try_all(
        self, register: Register[Any], entries: Sequence[msgspec.Struct], by: Request, unit: str
    ) -> dict[int, Refused]:
        """What would be refused of several; nothing is written."""
        return (await self._decide(register, entries, by, unit, ()))[1]

    async def amend(
        self,
        register: Register[Any],
        id: str,
        entry: msgspec.Struct,
        reason: str,
        by: Request,
        version: int | None = None,
    ) -> Dossier[Any]:
        """Put a whole new entry in place of the old. `version=None` takes whatever there is.

        Raises NotFound, Stale, Refused.
        """

        async def act(mine: Registers) -> Dossier[Any]:
            row, kept = await mine._kept(register, id, by, version)
            codes = {kept.province, *by.actor.provinces}
            taken = await mine._taken(register, codes, register.keys(entry), but=id)
            asked = mine._asked(entry, by, kept.fields)
            twins = _twins(register, entry, taken)
            outcome = law.amend(register, kept, asked, reason, twins)
            return (await mine._record(register, [outcome], by, (row, kept)))[0]

        return await self.in_turn(by, act)

    async def strike(
        self, register: Register[Any], id: str, reason: str, by: Request, version: int | None = None
    ) -> Dossier[Any]:
        """Take an entry out of the register. Raises NotFound, Stale, Refused."""

        async def act(mine: Registers) -> Dossier[Any]:
            row, kept = await mine._kept(register, id, by, version)
            province = mine._dossiers.province(by.actor.province)
            outcome = law.strike(register, kept, by.actor, by.at, province, reason)
            return (await mine._record(register, [outcome], by, (row, kept)))[0]

        return await self.in_turn(by, act)

    async def in_turn(self, by: Request, act: Callable[[Registers], Awaitable[T]]) -> T:
        """Read, decide and write in one transaction, in the turn of the person's province."""
        return await self._dossiers.in_turn(by, lambda mine: act(Registers(mine)))

    async def remember(self, by: Request, told: Document) -> None:
        """In a transaction, keep what is answered to a request that came with a key."""
        await self._dossiers.remember(by, told, self._session)

    async def _decide(
        self,
        register: Register[Any],
        entries: Sequence[msgspec.Struct],
        by: Request,
        unit: str,
        called: Sequence[str],
    ) -> tuple[list[Outcome[Any]], dict[int, Refused]]:
        province = self._dossiers.province(by.actor.province)
        day = province.calendar.day(by.at)
        unit = owner(province, by.actor, unit, day)
        keys = [k for entry in entries for k in register.keys(entry)]
        taken = await self._taken(register, by.actor.provinces, keys)
        outcomes: list[Outcome[Any]] = []
        refused: dict[int, Refused] = {}
        for n, entry in enumerate(entries):
            blank: Dossier[Any] = Dossier(
                id=identifiers.dossier_id(), code=identifiers.code(register.prefix, day.year),
                type=register.name, regime=day, province=province.code, unit=unit, title="",
                fields=entry, lodged_on=day,
            )  # fmt: skip
            twins = _twins(register, entry, taken)
            try:
                outcome = law.enter(register, blank, self._asked(entry, by), twins)
            except Refused as error:
                refused[n] = error
                continue
            outcomes.append(outcome)
            name = called[n] if called else outcome.dossier.code
            taken |= {k: taken.get(k, name) for k in register.keys(entry)}
        return outcomes, refused

    def _asked(self, entry: Any, by: Request, before: Any = None) -> Writing[Any]:
        province = self._dossiers.province(by.actor.province)
        return Writing(entry=entry, actor=by.actor, at=by.at, province=province, before=before)

    async def _kept(
        self, register: Register[Any], id: str, by: Request, version: int | None
    ) -> tuple[Document, Dossier[Any]]:
        row = await self.row(register.name, id)
        if not visibility.shows(row, by.actor, register.team_only, register.shown_to):
            raise NotFound(f"Không có mục {register.name}/{id}")
        if version is not None and row["version"] != version:
            raise Stale(id, version, row)
        return row, self._registry.record(row)

    async def _taken(
        self, register: Register[Any], codes: Collection[str], keys: Sequence[str], but: str = ""
    ) -> dict[str, str]:
        """The code of the entry that has each of these keys already."""
        if not keys:
            return {}
        where = {"keys": {"$in": list(keys)}, "province": visibility.under(sorted(codes))}
        rows = await self.find(register.name, where, 0)
        return {k: row["code"] for row in rows if row["_id"] != but for k in row["keys"]}

    async def _record(
        self,
        register: Register[Any],
        outcomes: Sequence[Outcome[Any]],
        by: Request,
        before: tuple[Document, Dossier[Any]] | None = None,
    ) -> list[Dossier[Any]]:
        """Write entries, their versions and their pending lines; the caller has a transaction."""
        if not outcomes:
            return []
        kept: list[Dossier[Any]] = []
        lines: list[Document] = []
        rows: list[Document] = []
        for outcome in outcomes:
            ids = identifiers.line_ids(outcome.dossier.line, 1 + len(register.formerly))
            dossier = replace(outcome.dossier, line=ids[-1])
            told = Outcome(dossier, outcome.emits, outcome.act)
            event = people.announce(self._registry, register, told, by.traceparent)
            row = _row(register, dossier, before)
            lines += pending_lines(register, event, outcome.act.actor, row, ids)
            rows.append(row)
            kept.append(dossier)
        await self._put(rows)
        await self._store["journal_pending"].insert_many(lines, session=self._session)
        await self.remember(by, rows[0])
        return kept

    async def _put(self, rows: Sequence[Document]) -> None:
        new = [row for row in rows if row["version"] == 1]
        if new:
            await self._rows.insert_many(new, session=self._session)
        for row in rows:
            if row["version"] > 1:
                before = {"_id": row["_id"], "version": row["version"] - 1}
                old = await self._rows.find_one(before, session=self._session)
                if old is None:
                    now = await self._rows.find_one({"_id": row["_id"]}, session=self._session)
                    raise Stale(row["_id"], row["version"] - 1, now)
                kept = {"_id": _old_id(old), **_version(old)}
                await self._old.insert_one(kept, session=self._session)
                await self._rows.replace_one(before, row, session=self._session)


class WorkRegisters:
    """What a reaction may do with the registers of its service (`work.registers`)."""

    def __init__(self, dossiers: Dossiers, asks: Request) -> None:
        self._kept, self._asks = Registers(dossiers), asks

    async def find(self, register: str, **where: Any) -> list[Dossier[Any]]:
        """Entries of the event's desk; `__` in a name stands for a dot in a path."""
        query = {name.replace("__", "."): value for name, value in where.items()}
        query["province"] = visibility.under(self._asks.actor.provinces)
        return await self._kept.entries(register, query)

    async def enter(self, register: str, entry: msgspec.Struct, unit: str = "") -> Dossier[Any]:
        return await self._kept.enter(self._kept.register(register), entry, self._asks, unit)

    async def amend(
        self, register: str, id: str, entry: msgspec.Struct, reason: str
    ) -> Dossier[Any]:
        kept = self._kept.register(register)
        return await self._kept.amend(kept, id, entry, reason, self._asks)


def search(text: str) -> list[Document]:
    """Conditions for «?q=»: each word begins a word of the entry, accents aside."""
    return [{"words": {"$regex": f"^{word}"}} for word in unaccented(text).split()]


def _twins(register: Register[Any], entry: Any, taken: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(taken[k] for k in register.keys(entry) if k in taken))


def _row(
    register: Register[Any],
    dossier: Dossier[Any],
    before: tuple[Document, Dossier[Any]] | None = None,
) -> Document:
    """What is stored: the entry, and what it is found by. Struck entries are nobody's twin."""
    row = shapes.stored(register, dossier, *(before or ()))
    texts: Iterable[str] = (dossier.code, dossier.title, *text_of(register, row["fields"]))
    words = sorted({w for text in texts for w in unaccented(text).split()})
    keys = [] if dossier.state == law.STRUCK else register.keys(dossier.fields)
    return {**row, "keys": keys, "words": words}


def _old_id(row: Document) -> str:
    return f"{row['_id']}:{row['version']:08}"


def _version(row: Document) -> Document:
    told = {name: row[name] for name in ("version", "title", "state", "fields")}
    return {**told, "act": row["acts"][-1], "revision": row.get("revision", 1)}


def _risen(register: Register[Any], old: Document) -> Document:
    """A replaced version under today's revision of its register."""
    row = {**old, "type": register.name, "acts": [old["act"]]}
    risen = shapes.current(register, row)
    told = {name: risen[name] for name in ("version", "title", "state", "fields", "revision")}
    return {**told, "act": risen["acts"][-1]}
