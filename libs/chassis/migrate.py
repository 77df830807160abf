"""`python -m chassis.migrate --check|--apply [--finish] [service …]`: the databases of the services
follow the program.

`--check` writes nothing and says what there is to do; it ends with 1 when there is something.
`--apply` does what is safe at any time, also while programs of two versions run: steps by their
numbers, each once, and indexes that are missing or have other options.
`--apply --finish` also drops indexes that nobody wants any more: for after the last old program.
Everything may be repeated, and stopped at any point.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from casework.revision import oldest_writer
from chassis import clock
from chassis.settings import SERVICES, Settings
from chassis.store import indexes
from chassis.store.driver import Document, DuplicateKeyError, Store, connect
from chassis.store.indexes import Plan
from chassis.store.registry import Registry

DONE = "migrations"
ROOMS = ("dossiers", "registers")
Step = Callable[[Store], Awaitable[None]]


async def _rows_say_their_revision(store: Store) -> None:
    """Rows of before revisions were counted are of the first."""
    first: Document = {"$set": {"revision": 1, "oldest_writer": 1}}
    for room in ROOMS:
        await store[room].update_many({"revision": {"$exists": False}}, first)


# In the order of their numbers; each is done once, may be repeated, and disturbs no older program.
STEPS: Mapping[str, Step] = {
    "0001-rows-say-their-revision": _rows_say_their_revision,
}


async def pending(store: Store, plan: Plan) -> list[str]:
    """What there is to do, in words."""
    done = {row["_id"] for row in await store[DONE].find({}).to_list(None)}
    told = [f"step {name}" for name in STEPS if name not in done]
    told += [str(change) for change in await indexes.changes(store, plan.indexes)]
    return told


async def older(store: Store, registry: Registry) -> list[str]:
    """How many records still have a shape of before an upgrade. They are brought up whenever they
    are read, and written anew with their next act: nothing but an act writes a record, because the
    journal holds its digest."""
    told = []
    for name in (*registry.names(), *registry.registers):
        if count := await _count_older(store, registry, name):
            told.append(f"{count} records of {name} are of older revisions")
    return told


async def apply(store: Store, plan: Plan, *, finish: bool = False) -> list[str]:
    """Do it; what was done, in words."""
    told = []
    done = {row["_id"] for row in await store[DONE].find({}).to_list(None)}
    for name, step in STEPS.items():
        if name not in done:
            await step(store)
            await _note(store, name)
            told.append(f"step {name}")
    for change in await indexes.changes(store, plan.indexes):
        if finish or change.does != "drop":
            await indexes.apply(store, change)
            told.append(str(change))
    return told


async def _note(store: Store, name: str) -> None:
    try:
        await store[DONE].insert_one({"_id": name, "at": clock.instant()})
    except DuplicateKeyError:
        return  # another one has done the same


def _older(registry: Registry, name: str) -> tuple[str, Document] | None:
    """Where the rows of a type lie, and which of them were stored before its last upgrade."""
    register = registry.registers.get(name)
    types: Sequence[Any] = [register] if register else registry.named(name)
    writer = max(oldest_writer(of.upgrades) for of in types)
    room = "registers" if register else "dossiers"
    revisions = [None, *range(1, writer)]
    return (room, {"type": name, "revision": {"$in": revisions}}) if writer > 1 else None


async def _count_older(store: Store, registry: Registry, name: str) -> int:
    found = _older(registry, name)
    return await store[found[0]].count_documents(found[1]) if found else 0


def plan_of(service: str) -> tuple[Settings, Plan]:
    """The settings and the wants of a service, by its wire name."""
    module = importlib.import_module(f"{service.replace('-', '_')}.main")
    settings = Settings.from_env(service)
    return settings, module.create_app(settings).plan


async def _run(services: Sequence[str], *, check: bool, finish: bool) -> int:
    left = 0
    for service in services:
        settings, plan = plan_of(service)
        store = connect(settings)
        try:
            told = await (pending(store, plan) if check else apply(store, plan, finish=finish))
            info = await older(store, plan.registry)
        finally:
            await store.close()
        for line in (*told, *info):
            print(f"{service}: {line}")
        left += len(told) if check else 0
    return 1 if left else 0


def main(given: Sequence[str] | None = None) -> int:
    reads = argparse.ArgumentParser(prog="python -m chassis.migrate", description=__doc__)
    does = reads.add_mutually_exclusive_group(required=True)
    does.add_argument("--check", action="store_true")
    does.add_argument("--apply", action="store_true")
    reads.add_argument("--finish", action="store_true", help="the last old program has ended")
    reads.add_argument("service", nargs="*", choices=[*SERVICES, []], default=list(SERVICES))
    told = reads.parse_args(given)
    return asyncio.run(_run(told.service, check=told.check, finish=told.finish))


if __name__ == "__main__":
    sys.exit(main())
