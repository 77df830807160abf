"""Stored records of every revision, for the day on which today's code must still read them.

`python -m support.stored` (`make fixtures`) writes fixtures/stored/<service>/<type>.<revision>.json
for every revision that has none: brought up from the revision before by the type's own upgrades,
or taken from a run of the demo when the type is new. A written file is never changed: what it holds
stands in the databases of offices. `python -m support.stored mongodb://…` takes the records of new
types from a platform that is running already.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import generate  # docs/generate.py
from msgspec import inspect
from pymongo import MongoClient

from casework import DossierType, Register
from chassis.store import shapes

Kept = DossierType[Any] | Register[Any]
ONE_OF = "one of "
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "stored"


def every() -> Iterator[tuple[str, Kept]]:
    """Each type, in every regime of its name, and each register, with its service."""
    for service, types in generate.dossier_types().items():
        yield from ((service, type_) for type_ in types)
    for service, kept in generate.registers().items():
        yield from ((service, register) for register in kept)


def path(service: str, of: Kept, revision: int) -> Path:
    """`<type>.<revision>.json`; a later regime of the name has its first day in it, too."""
    since = f".{of.since}" if isinstance(of, DossierType) and of.since != _first(of.name) else ""
    return FIXTURES / service / f"{of.name}{since}.{revision}.json"


@cache
def _first(name: str) -> date:
    types = [t for kept in generate.dossier_types().values() for t in kept if t.name == name]
    first: date = min(t.since for t in types)
    return first


def shape(of: Kept) -> dict[str, Any]:
    """What is stored in the fields of a record: each structure with the kinds of its fields."""
    fields: Any = of.fields
    structures: dict[str, Any] = {}
    _kind(inspect.type_info(fields), structures)
    return dict(sorted(structures.items()))


def broken(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Where a shape differs from the one that was written down. A closed list may grow."""
    found = [f"{name}: no such structure before" for name in new if name not in old]
    for name, fields in old.items():
        now = new.get(name)
        if now is None:
            found.append(f"{name}: gone")
        elif isinstance(fields, list):
            found += [f"{name}: no value {v!r} any more" for v in fields if v not in now]
        else:
            names = dict.fromkeys([*fields, *now])
            found += [
                f"{name}.{n}: {fields.get(n)} → {now.get(n)}"
                for n in names if not _holds(fields.get(n), now.get(n))
            ]  # fmt: skip
    return found


def _holds(old: str | None, new: str | None) -> bool:
    """Whether a field of one kind can hold what was of another: the same, or more choices."""
    if old is None or new is None or not old.startswith(ONE_OF):
        return old == new
    choices = [set(k.removeprefix(ONE_OF).partition(" (")[0].split(", ")) for k in (old, new)]
    return new.startswith(ONE_OF) and choices[0] <= choices[1]


def _kind(of: inspect.Type, into: dict[str, Any]) -> str:
    """The kind of a value in words; structures and closed lists are written into `into`."""
    match of:
        case inspect.Metadata():
            return _kind(of.type, into)
        case inspect.StructType():
            return _structure(of, into)
        case inspect.EnumType():
            return _choice(of.cls.__name__, [member.value for member in of.cls], into)
        case inspect.LiteralType():
            return ONE_OF + ", ".join(map(str, sorted(of.values, key=str)))
        case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
            return f"list of {_kind(of.item_type, into)}"
        case inspect.TupleType():
            return "(" + ", ".join(_kind(t, into) for t in of.item_types) + ")"
        case inspect.DictType():
            return f"table of {_kind(of.value_type, into)}"
        case inspect.UnionType():
            return " or ".join(sorted(_kind(t, into) for t in of.types))
    return type(of).__name__.removesuffix("Type").lower()


def _structure(of: inspect.StructType, into: dict[str, Any]) -> str:
    name = of.cls.__name__
    if name not in into:
        into[name] = {}
        for field in of.fields:
            needed = "" if field.required else " (or its default)"
            into[name][field.encode_name] = _kind(field.type, into) + needed
    return name


def _choice(name: str, values: list[Any], into: dict[str, Any]) -> str:
    into[name] = sorted(values, key=str)
    return name


def risen(service: str, of: Kept) -> dict[str, Any] | None:
    """The record of the newest written revision, under today's; for a new regime the record of the
    first one, if its fields hold it."""
    files = [path(service, of, revision) for revision in range(of.revision, 0, -1)]
    for file in [*files, FIXTURES / service / f"{of.name}.1.json"]:
        if file.exists():
            row = shapes.current(of, json.loads(file.read_text())["row"])
            if isinstance(of, DossierType):
                row["regime"] = of.since.isoformat()
            dossier = shapes.read(of, row)
            return shapes.stored(of, dossier, row, dossier)
    return None


def richest(rows: Any) -> dict[str, Any] | None:
    """The record that shows most: the one with the most different places in it."""
    found = sorted(rows, key=lambda row: (-len(_places(row["fields"])), -row["version"]))
    return dict(found[0]) if found else None


def _places(value: Any, at: str = "") -> set[str]:
    if isinstance(value, dict):
        return {p for k, v in value.items() for p in _places(v, f"{at}/{k}")}
    if isinstance(value, list):
        return {p for v in value for p in _places(v, f"{at}/*")}
    return {at} if value not in (None, "", False) else set()


def harvested(client: MongoClient[Any], service: str, of: Kept) -> dict[str, Any] | None:
    """A record of this type in the databases of a platform, as its own code stored it."""
    room = "registers" if isinstance(of, Register) else "dossiers"
    rows = client[f"ngoaivu_{service.replace('-', '_')}"][room]
    row = richest(rows.find({"type": of.name, "revision": of.revision}).limit(300))
    return json.loads(json.dumps(row, default=str)) if row else None


def write(service: str, of: Kept, row: dict[str, Any]) -> None:
    file = path(service, of, of.revision)
    file.parent.mkdir(parents=True, exist_ok=True)
    told = {"shape": shape(of), "row": row}
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def main(url: str = "") -> int:
    missing = [(s, of) for s, of in every() if not path(s, of, of.revision).exists()]
    new = []
    for service, of in missing:
        if row := risen(service, of):
            write(service, of, row)
        else:
            new.append((service, of))
    left = _harvest(url, new) if new else []
    for service, of in left:
        print(f"{service}/{of.name}: the demo tells no such record", file=sys.stderr)
    return 1 if left else 0


def _harvest(url: str, new: list[tuple[str, Kept]]) -> list[tuple[str, Kept]]:
    """Write the records of new types; those of which there is none."""
    from support.platform import platform

    if not url:
        with platform(demo="1") as it:
            return _harvest(f"mongodb://127.0.0.1:{it.machine.port('database')}", new)
    left = []
    with MongoClient[Any](url) as client:
        for service, of in new:
            if row := harvested(client, service, of):
                write(service, of, row)
            else:
                left.append((service, of))
    return left


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
