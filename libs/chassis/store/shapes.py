"""How stored rows are read and written by code that is older or newer than they are.

A row says which revision of its type wrote it. Reading brings it up to today's revision with the
type's upgrades and then reads it leniently: limits of length, patterns and unknown fields concern
what people send in, not what was lawful when it was stored. Writing leaves alone what this code
does not know, because during a rolling update a newer process may have written it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache, reduce
from typing import Any, Literal, Union, cast

import msgspec
from msgspec import inspect
from msgspec.structs import replace

from casework import Dossier, DossierType, Register
from casework.revision import oldest_writer
from chassis.errors import NewerRow, UnreadableRow

Document = dict[str, Any]
Kept = DossierType[Any] | Register[Any]
Reader = Callable[[Any, str], Any]
BESIDE = ("revision", "oldest_writer")  # what a row says of its own shape


def current(of: Kept, row: Document) -> Document:
    """The row under the type's own revision; a newer row as it is. Raises UnreadableRow."""
    revision = row.get("revision", 1)
    if revision >= of.revision:
        return row
    raised = copy.deepcopy(row) if of.upgrades else row
    for n in range(revision, of.revision):
        if n in of.upgrades:
            try:
                raised = of.upgrades[n](raised)
            except (LookupError, TypeError, ValueError, AttributeError) as error:
                says = f"không nâng được từ bản {n} lên bản {n + 1}: {error!r}"
                raise UnreadableRow(row["type"], row["_id"], says) from error
    return {**raised, "revision": of.revision, "oldest_writer": oldest_writer(of.upgrades)}


def read(of: Kept, row: Document) -> Dossier[Any]:
    """A row of the type's revision as a dossier. Raises UnreadableRow, also for a state that the
    type does not have."""
    told = {**row, "id": row["_id"]}
    dossier: Dossier[Any]
    try:
        dossier = msgspec.convert(told, _whole(cast(Any, of.fields)))
    except msgspec.ValidationError:  # of what is stored, the fields are read without their limits
        try:
            shape: Any = of.fields
            fields = reader(shape)(row["fields"], "/fields")
            outer = msgspec.convert(told, _whole(Any))
        except (msgspec.ValidationError, Mismatch) as error:
            raise UnreadableRow(row["type"], row["_id"], str(error)) from None
        dossier = replace(outer, fields=fields)
    if dossier.state not in of.states:
        says = f"không có trạng thái {dossier.state!r} ở bản {of.revision}"
        raise UnreadableRow(row["type"], row["_id"], says)
    return dossier


def refuse_newer(of: Kept, row: Document) -> None:
    """Raises NewerRow for a row that only newer code may write."""
    if row.get("oldest_writer", 1) > of.revision:
        raise NewerRow(row["type"], row["_id"], of.revision, row["revision"])


def stored(
    of: Kept, dossier: Dossier[Any], before: Document | None = None, was: Dossier[Any] | None = None
) -> Document:
    """A dossier as a row. `before` is the row that it replaces, which this code read as `was`:
    what the code does not know of that row stays."""
    row: Document = msgspec.to_builtins(dossier)
    row["_id"] = row.pop("id")
    revision, writer = of.revision, oldest_writer(of.upgrades)
    if before is not None and was is not None:
        known: Document = msgspec.to_builtins(was)
        known["_id"] = known.pop("id")
        row = _with_unknown(before, known, row)
        revision = max(revision, before.get("revision", 1))
        writer = max(writer, before.get("oldest_writer", 1))
    return {**row, "revision": revision, "oldest_writer": writer}


def _with_unknown(raw: Any, known: Any, new: Any) -> Any:
    """`new` with the keys that `raw` has and `known`, the same as this code read it, has not.

    Items of a list are followed where the new list has the same item at the same place.
    """
    if isinstance(raw, dict) and isinstance(known, dict) and isinstance(new, dict):
        kept = {k: v for k, v in raw.items() if k not in known and k not in new}
        told = {k: _with_unknown(raw.get(k), known.get(k), v) for k, v in new.items()}
        return {**told, **kept}
    if isinstance(raw, list) and isinstance(known, list) and isinstance(new, list):
        same = [k == n for k, n in zip(known, new, strict=False)]
        return [
            raw[n] if n < len(same) and n < len(raw) and same[n] else item
            for n, item in enumerate(new)
        ]
    return new


class Mismatch(ValueError):
    """A stored value that the shape cannot hold; says where."""


@cache
def _whole(fields: Any) -> Any:
    of: Any = Dossier
    return of[fields]


@cache
def reader(shape: Any) -> Reader:
    """Reads a stored value as `shape`, with its structure and kinds but without its limits: no
    lengths, patterns or bounds, and fields that the shape does not know are passed over."""
    return _reader(inspect.type_info(shape))


def _reader(of: inspect.Type) -> Reader:
    match of:
        case inspect.Metadata():
            return _reader(of.type)
        case inspect.StructType():
            return _struct(of.cls)
        case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
            return _items(of)
        case inspect.TupleType():
            return _places([_reader(t) for t in of.item_types])
        case inspect.DictType():
            return _table(_reader(of.value_type))
        case inspect.UnionType():
            return _either(of)
    return _plain(_kind(of))


@cache
def _struct(cls: type[Any]) -> Reader:
    """Fields are looked up when the first value is read: a shape may hold itself."""
    fields: dict[str, tuple[str, Reader, bool]] = {}

    def read_struct(value: Any, at: str) -> Any:
        if not isinstance(value, dict):
            raise Mismatch(f"{at}: cần {cls.__name__}")
        if not fields:
            info = inspect.type_info(cls)
            assert isinstance(info, inspect.StructType)
            fields.update({f.encode_name: (f.name, _reader(f.type), f.required)
                           for f in info.fields})  # fmt: skip
        told = {}
        for key, (name, reads, required) in fields.items():
            if key in value:
                told[name] = reads(value[key], f"{at}/{key}")
            elif required:
                raise Mismatch(f"{at}: thiếu «{key}»")
        return cls(**told)

    return read_struct


def _items(of: inspect.ListType | inspect.VarTupleType | inspect.SetType) -> Reader:
    kind: Callable[..., Any] = {inspect.ListType: list, inspect.SetType: set}.get(type(of), tuple)
    each = _reader(of.item_type)

    def read_items(value: Any, at: str) -> Any:
        if not isinstance(value, list):
            raise Mismatch(f"{at}: cần một danh sách")
        return kind(each(v, f"{at}/{n}") for n, v in enumerate(value))

    return read_items


def _places(parts: list[Reader]) -> Reader:
    def read_places(value: Any, at: str) -> Any:
        if not isinstance(value, list) or len(value) != len(parts):
            raise Mismatch(f"{at}: cần {len(parts)} phần tử")
        return tuple(
            reads(v, f"{at}/{n}") for n, (reads, v) in enumerate(zip(parts, value, strict=True))
        )

    return read_places


def _table(each: Reader) -> Reader:
    def read_table(value: Any, at: str) -> Any:
        if not isinstance(value, Mapping):
            raise Mismatch(f"{at}: cần một bảng")
        return {k: each(v, f"{at}/{k}") for k, v in value.items()}

    return read_table


def _either(of: inspect.UnionType) -> Reader:
    """Nothing, a value of one of several kinds, or a structure."""
    built = [t for t in of.types if isinstance(_bare(t), _BUILT)]
    plain = [_kind(_bare(t)) for t in of.types if not isinstance(_bare(t), _BUILT)]
    readers = [_reader(t) for t in built]
    if plain:
        readers.insert(0, _plain(reduce(lambda a, b: Union[a, b], plain)))  # noqa: UP007

    def read_either(value: Any, at: str) -> Any:
        wrong = Mismatch(at)
        for reads in readers:
            try:
                return reads(value, at)
            except Mismatch as error:
                wrong = error
        raise wrong

    return read_either


def _plain(kind: Any) -> Reader:
    def read_plain(value: Any, at: str) -> Any:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            raise Mismatch(f"{at}: {error}") from None

    return read_plain


_BUILT = (
    inspect.StructType, inspect.ListType, inspect.VarTupleType, inspect.SetType,
    inspect.TupleType, inspect.DictType,
)  # fmt: skip
_KINDS: Mapping[type, Any] = {
    inspect.StrType: str,
    inspect.IntType: int,
    inspect.FloatType: float,
    inspect.BoolType: bool,
    inspect.DateType: date,
    inspect.DateTimeType: datetime,
    inspect.NoneType: None,
    inspect.AnyType: Any,
}


def _bare(of: inspect.Type) -> inspect.Type:
    while isinstance(of, inspect.Metadata):
        of = of.type
    return of


def _kind(of: inspect.Type) -> Any:
    if isinstance(of, inspect.EnumType):
        kind: type[Enum] = of.cls
        return kind
    if isinstance(of, inspect.LiteralType):
        return Literal[tuple(of.values)]
    return _KINDS[type(of)]
