"""The keeper of the calendar: opens what a day requires, and reminds of what falls due.

Everything it does is idempotent: two keepers, or the same day twice, do it once. What it last
looked at is kept per province, so that an outage is caught up with.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime
from typing import Any

import msgspec
import structlog

from casework import SYSTEM, Actor, Province, Refused
from chassis import visibility
from chassis.background import background
from chassis.clock import Clock
from chassis.errors import NotFound
from chassis.settings import Settings
from chassis.store.dossiers import Dossiers, Request
from chassis.store.driver import Document, PyMongoError
from chassis.store.lease import Lease
from reporting.duties import Duties
from reporting.mail import Mail
from reporting.obligations.calendar import OBLIGATIONS
from reporting.obligations.opening import Instance, required
from reporting.obligations.reminding import LEVELS, due_reminder, is_answerable
from reporting.owed import Opening

log = structlog.get_logger()
TYPES = ("periodic-report", "unit-report")
UNMET = (
    "requested", "returned", "opened", "collecting", "consolidating", "drafted", "reviewed",
    "presented", "signed",
)  # fmt: skip
MARKS, LEASE = "looked_at", "keeper"
INDEXES: dict[str, Sequence[tuple[Any, Document]]] = {MARKS: (), LEASE: ()}
BATCH = 20
FIRST_LOOK = 3.0


class Done(msgspec.Struct, frozen=True):
    """What one look at the calendar did."""

    opened: int = 0
    reminded: int = 0
    letters: int = 0


class Keeper:
    """Keeps the calendar of the hosted provinces."""

    def __init__(self, dossiers: Dossiers, mail: Mail, duties: Duties | None = None) -> None:
        self._dossiers = dossiers
        self._duties = duties
        self.store = dossiers.store
        self._mail = mail

    async def look(self, code: str, at: datetime) -> Done:
        """Do what the day of `at` requires in one province. Raises NotFound."""
        province = self._dossiers.province(code)
        day = province.calendar.day(at)
        if not province.exists(day):
            return Done()
        taken_over = self._dossiers.predecessors(code, at)
        actor = Actor(
            id=SYSTEM, roles=frozenset({SYSTEM}), province=code, predecessors=taken_over
        )  # fmt: skip
        by = Request(actor=actor, at=at)
        opened = await self._open(province, day, by)
        reminded = await self._remind(province, day, by)
        if self._duties:
            reminded += await self._duties.look(province, day)
        return Done(opened, reminded, await self._mail.send())

    async def _open(self, province: Province, day: date, by: Request) -> int:
        marks = self.store[MARKS]
        mark = await marks.find_one({"_id": province.code})
        since = date.fromisoformat(mark["day"]) if mark else None
        wanted = required(province, day, since if since and since < day else None)
        known = await self._known(province.code, {i.period.key for i in wanted})
        missing = [i for i in wanted if i.key not in known]
        opened = 0
        for n in range(0, len(missing), BATCH):
            opened += await self._lodge(missing[n : n + BATCH], by, day)
        if since is None or since < day:
            told = {"$set": {"day": day.isoformat()}}
            await marks.update_one({"_id": province.code}, told, upsert=True)
        return opened

    async def _known(self, code: str, keys: Iterable[str]) -> set[tuple[str, str, str]]:
        query = {"province": code, "type": {"$in": TYPES}, "fields.period": {"$in": sorted(keys)}}
        shown = {"fields.obligation": 1, "fields.period": 1, "unit": 1}
        rows = await self.store["dossiers"].find(query, shown).to_list(None)
        return {(r["fields"]["obligation"], r["fields"]["period"], r["unit"]) for r in rows}

    async def _lodge(self, batch: Sequence[Instance], by: Request, day: date) -> int:
        """A few at a time in one transaction; what another keeper has opened meanwhile is left."""

        async def write(mine: Dossiers) -> int:
            opened = 0
            for owed in batch:
                type_ = mine.registry.on(owed.obligation.of, day)
                told = Opening(obligation=owed.obligation.id, period=owed.period.key)
                try:
                    await mine.lodge(type_, told, by, unit=owed.unit)
                    opened += 1
                except Refused as refusal:
                    log.warning("not opened", report=owed.key, cause=str(refusal)[:200])
            return opened

        return await self._dossiers.in_turn(by, write)

    async def _remind(self, province: Province, day: date, by: Request) -> int:
        """One reminder for each duty that reached another level."""
        here = visibility.under(by.actor.provinces)
        query = {"province": here, "type": {"$in": TYPES}, "state": {"$in": UNMET}}
        rows = await self.store["dossiers"].find(query).to_list(None)
        reminded = 0
        for row in rows:
            known = OBLIGATIONS.get(row["fields"]["obligation"])
            answerable = is_answerable(row, bool(known and known.elsewhere))
            told = due_reminder(row, province, day, only_near=not answerable)
            if told is not None:
                await self._announce(row, told, by)
                reminded += 1
        return reminded

    async def _announce(self, row: Document, told: Any, by: Request) -> None:
        """The event and the letters of one reminder, in one transaction."""
        says = f"{row['title']}: {LEVELS[told.level]} (hạn {told.due:%d/%m/%Y}) · {row['code']}"
        letter = {**msgspec.to_builtins(told), "line": says}

        async def write(mine: Dossiers) -> None:
            await mine.perform(row["type"], row["_id"], "remind", told, by)
            await self._mail.keep(row, letter, mine.session)

        with suppress(Refused):  # another keeper was faster, or the report has just been sent
            await self._dossiers.in_turn(by, write)


@asynccontextmanager
async def keeping(keeper: Keeper, settings: Settings) -> AsyncIterator[None]:
    """Look at the calendar now and then, while this process holds the keeper's lease."""
    if not settings.tick_every:
        yield
        return
    async with background(_keep(keeper, settings), "keeper"):
        yield


async def look_at(keeper: Keeper, code: str, clock: Clock) -> None:
    """One look at one province: whatever is wrong with it stops no other, and is said."""
    try:
        done = await keeper.look(code, clock.now())
    except (PyMongoError, OSError, TimeoutError, NotFound) as error:
        log.warning("calendar", province=code, outcome="later", cause=repr(error)[:200])
    except Exception as error:
        log.error("calendar", province=code, cause=repr(error)[:200], exc_info=error)
    else:
        log.info("calendar", province=code, **msgspec.to_builtins(done))


async def _keep(keeper: Keeper, settings: Settings) -> None:
    lease = Lease(keeper.store, settings.tick_every + 30, LEASE)
    clock = Clock()
    await asyncio.sleep(min(FIRST_LOOK, settings.tick_every))
    try:
        while True:
            with suppress(PyMongoError, OSError, TimeoutError):
                if await lease.hold():
                    for code in settings.host_provinces:
                        await look_at(keeper, code, clock)
            await asyncio.sleep(settings.tick_every)
    finally:
        with suppress(PyMongoError, OSError):
            await asyncio.shield(lease.release())
