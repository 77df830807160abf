"""The words that people read for what the code names: one vocabulary, in Vietnamese and English.

`lists.toml` has the labels of every closed list, `fields.toml` the titles of fields that their type
leaves without one, and the English names that do not follow from the name in the code. `describe`
puts them into a JSON Schema: `title`, `x-title-en`, `x-labels`, `x-order`, `x-kind` and `x-ref`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

ROOM = Path(__file__).parent
PROPERTY = "@property"
Schema = dict[str, Any]


class Label(Struct, frozen=True):
    """A value of a closed list, as people read it."""

    value: str
    vi: str
    en: str


def labels(values: Collection[str], field: str = "") -> tuple[Label, ...]:
    """The labels of a closed list, in the order in which people are shown them.

    A list is known by its values; of two lists with the same ones, by the field. Empty when nobody
    has given it words.
    """
    of = _lists().get(frozenset(values), {})
    return of.get(field) or of.get("", ())


def vietnamese(name: str) -> dict[str, str]:
    """The Vietnamese label of each value of the list of this name, in its order."""
    rows = _read("lists")[name]
    return {value: told[0] for value, told in rows.items() if value != PROPERTY}


def english(name: str, of: str = "") -> str:
    """The English of a name in the code: its own where it has one, otherwise the name, spelled out.

    `of` is the Struct or the kind («step», «state», «duty», «type») that the name belongs to.
    """
    own = _fields()["en"]
    return str(own.get(f"{of}.{name}") or own.get(name) or spelled(name))


class Section(Struct, frozen=True):
    """A part of a form and of a dossier's page."""

    vi: str
    en: str
    fields: tuple[str, ...]


REQUIRED = ("Thông tin chính", "Main facts")
OPTIONAL = ("Thông tin thêm", "More")
LATER = ("Quá trình xử lý", "Recorded later")


def sections(type_: str, application: type[Struct], fields: type[Struct]) -> list[Section]:
    """The parts of a type («service/type»): its own, and one more for what these do not name."""
    rows = _read("sections").get(type_, ())
    own = [Section(r["title"][0], r["title"][1], tuple(r["fields"])) for r in rows]
    named = {name for section in own for name in section.fields}
    asked = {f.name: f.required for f in structs.fields(application)}
    rest = [name for name in asked if name not in named]
    if not own:
        own = [Section(*REQUIRED, tuple(name for name in rest if asked[name]))]
        rest = [name for name in rest if not asked[name]]
    later = tuple(n for n in fields.__struct_fields__ if n not in asked and n not in named)
    parts = [*own, Section(*OPTIONAL, tuple(rest)), Section(*LATER, later)]
    return [section for section in parts if section.fields]


def field(part: Schema, name: str, struct: str = "") -> str:
    """What people call a field in Vietnamese: by its type, otherwise by this vocabulary."""
    return _title(part) or _given(name, struct)


def spelled(name: str) -> str:
    """«is_party_member» is «Party member», «notify-missions» is «Notify missions»."""
    words = name.replace("-", "_").removeprefix("is_").removesuffix("_id").split("_")
    text = " ".join(_SHORT.get(word, word) for word in words if word)
    return text[:1].upper() + text[1:]


_SHORT = {"pm": "Prime Minister's", "ngo": "NGO", "abtc": "ABTC", "unesco": "UNESCO", "usd": "USD",
          "vnd": "VND", "fdi": "FDI", "id": "id", "asean": "ASEAN"}  # fmt: skip


def describe(schema: Schema) -> Schema:
    """A JSON Schema with the words that people read; the schema that is given stays as it is."""
    defined = schema.get("$defs", {})
    described = {name: _object(part, name, defined) for name, part in defined.items()}
    top = _object({k: v for k, v in schema.items() if k != "$defs"}, "", defined)
    return {**top, "$defs": described} if defined else top


def _object(schema: Schema, struct: str, defined: Mapping[str, Schema]) -> Schema:
    """An object with its properties described, or a closed list of its own."""
    if "enum" in schema:
        return {**schema, **_labelled(schema, struct)}
    if "properties" not in schema:
        return schema
    order = _order(schema["properties"], defined)
    described = {
        name: {**_property(part, name, struct, defined), "x-order": order[name]}
        for name, part in schema["properties"].items()
    }
    return {**schema, "properties": described}


def _property(part: Schema, name: str, struct: str, defined: Mapping[str, Schema]) -> Schema:
    title = field(part, name, struct)
    told = {**_values(part, name), "x-title-en": english(name, struct)}
    if title:
        told["title"] = title
    if kind := _kind(part, name, title, defined):
        told["x-kind"] = kind
    if ref := _fields()["refs"].get(title):
        service, _, type_ = ref.partition("/")
        told |= {"x-kind": "dossier", "x-ref": {"service": service, "type": type_}}
    if help_ := _fields()["help"].get(f"{struct}.{name}") or _fields()["help"].get(name):
        told["x-help"] = {"vi": help_[0], "en": help_[1]}
    return told


def _title(part: Schema) -> str:
    """The title that a type gives a field; of an optional one, that of what it may hold."""
    parts = [part, *part.get("anyOf", ())]
    return next((str(p["title"]) for p in parts if "title" in p), "")


def _given(name: str, struct: str) -> str:
    titles = _fields()["vi"]
    return str(titles.get(f"{struct}.{name}") or titles.get(name) or "")


def _values(part: Schema, name: str) -> Schema:
    """The part with the labels of a closed list, wherever in it the list stands."""
    if "enum" in part:
        return {**part, **_labelled(part, name)}
    told = dict(part)
    for key in ("items", "additionalProperties"):
        if isinstance(part.get(key), dict):
            told[key] = _values(part[key], name)
    for key in ("anyOf", "prefixItems"):
        if key in part:
            told[key] = [_values(option, name) for option in part[key]]
    return told


def _labelled(part: Schema, name: str) -> Schema:
    found = labels(part["enum"], name)
    if not found:
        return {}
    told = [{"value": label.value, "vi": label.vi, "en": label.en} for label in found]
    return {"enum": [label.value for label in found], "x-labels": told}


def _order(properties: Mapping[str, Schema], defined: Mapping[str, Schema]) -> dict[str, int]:
    """What names the record first, single values before what has parts, lists last."""

    def weight(name: str) -> int:
        if name in ("title", "name", "subject"):
            return 0
        shapes = list(_shapes(properties[name], defined))
        if any(shape.get("type") == "array" for shape in shapes):
            return 3
        return 2 if any("properties" in shape for shape in shapes) else 1

    return {name: n for n, name in enumerate(sorted(properties, key=weight))}


def _shapes(part: Schema, defined: Mapping[str, Schema]) -> Iterable[Schema]:
    """What a property may be, with references followed."""
    for option in part.get("anyOf", [part]):
        name = str(option.get("$ref", "")).rpartition("/")[2]
        yield defined.get(name, option)


def _kind(part: Schema, name: str, title: str, defined: Mapping[str, Schema]) -> str:
    """What a field holds beyond its type: a country, a currency, money, a unit, a person."""
    for shape in _shapes(part, defined):
        items = shape.get("items")
        single = items if isinstance(items, dict) else shape
        if kind := _PATTERNS.get(str(single.get("pattern"))):
            return kind
        if {"amount", "currency"} <= set(single.get("properties", ())):
            return "money"
        if single.get("type") == "string" and (kind := _coded(name, title)):
            return kind
    return ""


_PATTERNS = {"^[A-Z]{2}$": "country", "^[A-Z]{3}$": "currency"}


def _coded(name: str, title: str) -> str:
    """What a code is that of, as its title says: «Cơ quan chủ trì (mã)»."""
    lower = title.casefold()
    if name == "person_id" or "mã cán bộ" in lower:
        return "person"
    if "(mã" not in lower:
        return ""
    if "xã" in lower:
        return "commune"
    if "tỉnh" in lower:
        return "province"
    return "unit" if "cơ quan" in lower or "đơn vị" in lower or "nơi nhận" in lower else ""


@cache
def _lists() -> Mapping[frozenset[str], Mapping[str, tuple[Label, ...]]]:
    found: dict[frozenset[str], dict[str, tuple[Label, ...]]] = {}
    for table in _read("lists").values():
        rows = {value: told for value, told in table.items() if value != PROPERTY}
        told = tuple(Label(value, vi, en) for value, (vi, en) in rows.items())
        found.setdefault(frozenset(rows), {})[table.get(PROPERTY, "")] = told
    return found


@cache
def _fields() -> Mapping[str, Mapping[str, Any]]:
    return _read("fields")


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((ROOM / f"{name}.toml").read_text())
