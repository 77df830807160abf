"""Names of people, so that a dossier is found by them where they are not disclosed.

A name stays in the service that keeps the dossier. The event carries each word of it as a hash with
the key that the services of an installation share, bound to the province: whoever has the key and
searches for the word finds the dossier; who reads the events or the rows does not find the name.
"""

from __future__ import annotations

import hashlib
import typing
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace

import casework
from casework import CloudEvent, DossierType, Outcome, Register
from casework.text import unaccented
from chassis.store.registry import Registry

# How a form asks for somebody.
_LABELS = ("Họ tên", "Họ và tên", "Tên cá nhân", "Người", "Số hộ chiếu")


def hashed(secret: str, province: str, word: str) -> str:
    """A word of a name as the rows of a province keep it."""
    told = f"{province} {word}".encode()
    return hashlib.blake2b(told, key=secret.encode()[:64], digest_size=9).hexdigest()


def announce(
    registry: Registry, type_: DossierType[Any] | Register[Any], outcome: Outcome[Any], trace: str
) -> CloudEvent:
    """The event of an outcome, with the words of names by which the dossier may be found."""
    event, dossier = casework.announce(registry.service, type_, outcome, trace), outcome.dossier
    words = found_by(registry.key, dossier.province, dossier.fields, type_.discloses.province)
    if not words:
        return event
    return replace(event, data=replace(event.data, people=words))


def found_by(secret: str, province: str, fields: Any, disclosed: Iterable[str]) -> tuple[str, ...]:
    """The hashed words of all names in a record but those in the fields that are disclosed."""
    shown = frozenset(disclosed)
    words = {word for name in _names(fields, shown) for word in unaccented(name).split()}
    return tuple(sorted(hashed(secret, province, word) for word in words))


def _names(value: Any, leaving_out: frozenset[str] = frozenset()) -> Iterator[str]:
    if isinstance(value, msgspec.Struct):
        asked = _asks_for_names(type(value))
        for name in value.__struct_fields__:
            held = getattr(value, name)
            if name in leaving_out:
                continue
            if name in asked:
                yield from _texts(held)
            else:
                yield from _names(held)
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from _names(held)
    elif isinstance(value, list | tuple | frozenset | set):
        for held in value:
            yield from _names(held)


def _texts(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, list | tuple):
        for part in held:
            yield from _texts(part)
    else:
        yield from _names(held)


@cache
def _asks_for_names(of: type[msgspec.Struct]) -> frozenset[str]:
    """The fields of a Struct whose label asks for a person's name."""
    hints = typing.get_type_hints(of, include_extras=True)
    return frozenset(
        name
        for name in of.__struct_fields__
        if any(title.startswith(_LABELS) for title in _titles(hints[name]))
    )


def _titles(hint: Any) -> Iterator[str]:
    for told in getattr(hint, "__metadata__", ()):
        if isinstance(told, msgspec.Meta) and told.title:
            yield told.title
    for inner in typing.get_args(hint):
        if hasattr(inner, "__metadata__"):
            yield from _titles(inner)
