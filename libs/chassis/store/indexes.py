"""The indexes of a database against those that the program wants.

A program makes what is missing when it starts, which a rolling update allows: more indexes disturb
no older program. What differs in its options, and what nobody wants any more, is changed by
`python -m chassis.migrate` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from chassis.store.driver import Document, Store
from chassis.store.registry import Registry

Wanted = Mapping[str, Sequence[tuple[Any, Document]]]
OPTIONS = ("unique", "sparse", "expireAfterSeconds", "partialFilterExpression")


class Plan(Struct, frozen=True):
    """What a service wants of its database; `create_service` makes it."""

    registry: Registry
    indexes: Wanted


class Change(Struct, frozen=True):
    """One index to make, to make again with other options, or to drop."""

    does: str
    collection: str
    name: str
    keys: Any = None
    options: Document = {}

    def __str__(self) -> str:
        return f"{self.does} index {self.collection}.{self.name}"


async def changes(store: Store, wanted: Wanted) -> list[Change]:
    """What makes the database's indexes those that are wanted; the missing ones first."""
    found: list[Change] = []
    for collection, indexes in wanted.items():
        present = await store[collection].index_information()
        present.pop("_id_", None)
        by_keys = {_keys(told["key"]): (name, told) for name, told in present.items()}
        for keys, options in indexes:
            name, told = by_keys.pop(_keys(keys), (_name(keys), None))
            if told is None:
                found.append(Change("make", collection, name, keys, options))
            elif _options(told) != _options(options):
                found.append(Change("replace", collection, name, keys, options))
        found += [Change("drop", collection, name) for name, _ in by_keys.values()]
    order = ("make", "replace", "drop")
    return sorted(found, key=lambda change: order.index(change.does))


async def apply(store: Store, change: Change) -> None:
    """One change; of one that is done already nothing is left to do."""
    if change.does in ("replace", "drop"):
        await store[change.collection].drop_index(change.name)
    if change.does in ("make", "replace"):
        await store[change.collection].create_index(change.keys, **change.options)


def _keys(keys: Iterable[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((path, way) for path, way in keys)


def _name(keys: Iterable[Any]) -> str:
    return "_".join(f"{path}_{way}" for path, way in keys)


def _options(told: Mapping[str, Any]) -> Document:
    return {name: told[name] for name in OPTIONS if told.get(name) not in (None, False)}
