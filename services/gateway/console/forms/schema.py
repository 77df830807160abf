"""A field of a form for each place of a JSON Schema: what kind, what stands in it, what is wrong.

The vocabulary is closed: the shapes that msgspec writes for the types of this house, with the words
that the catalogue adds (docs/howto/words.md): `x-labels`, `x-title-en`, `x-order`, `x-help`,
`x-kind`. A schema without them still makes a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casework.countries import COUNTRIES
from gateway.console.language import order

Schema = Mapping[str, Any]
Errors = Sequence[Mapping[str, Any]]
CURRENCIES = (
    "VND", "USD", "EUR", "JPY", "KRW", "CNY", "LAK", "KHR", "THB", "SGD", "AUD", "GBP", "CAD",
    "CHF",
)  # fmt: skip
RECORD = "record"  # the ground of a rule that keeps the record whole
PROSE = 500  # characters: longer texts get several lines
PATTERNS = {
    "[A-Z]{2}": "country",
    "[A-Z]{3}": "currency",
    "[0-9]{4}-(0[1-9]|1[0-2])": "month",
}
COMPOUND = frozenset({"object", "objects"})
SHORT = frozenset({"date", "moment", "time", "month", "integer", "number", "currency", "country"})
BLOCK = frozenset({"object", "objects", "prose", "texts", "choices"})
COLUMNS = 5  # a list of rows with at most so many plain fields is a table


@dataclass(frozen=True)
class Field:
    """One place of a form, by its JSON pointer. `blank` is a row that is not filled in yet."""

    pointer: str
    kind: str
    title: str
    schema: Schema = field(default_factory=dict)
    required: bool = False
    value: Any = None
    options: Sequence[tuple[str, str]] = ()
    fields: Sequence[Field] = ()
    rows: Sequence[Field] = ()
    blank: Field | None = None
    errors: Errors = ()
    law: str = ""
    help: str = ""

    @property
    def id(self) -> str:
        return field_id(self.pointer)

    @property
    def name(self) -> str:
        return self.pointer.rsplit("/", 1)[-1]

    @property
    def nullable(self) -> bool:
        return bool(self.schema.get("nullable"))

    @property
    def is_table(self) -> bool:
        """Whether rows stand side by side as a table, or each as a card."""
        columns = self.blank.fields if self.blank else ()
        plain = all(column.kind not in BLOCK for column in columns)
        return self.kind == "objects" and 2 <= len(columns) <= COLUMNS and plain

    @property
    def is_open(self) -> bool:
        """Whether somebody has to see it without asking: it is needed, filled in, or wrong."""
        return self.required or bool(self.rows) or self.has_errors or self.value not in (None, {})

    @property
    def has_errors(self) -> bool:
        inside = (*self.fields, *self.rows)
        return bool(self.errors) or any(part.has_errors for part in inside)

    @property
    def needed(self) -> Sequence[Field]:
        return [part for part in self.fields if part.required]

    @property
    def optional(self) -> Sequence[Field]:
        return [part for part in self.fields if not part.required]

    @property
    def width(self) -> str:
        if self.kind in (
            "date",
            "moment",
            "time",
            "month",
            "integer",
            "number",
            "currency",
            "country",
        ):
            return "short"
        if self.kind in BLOCK:
            return "full"
        longest = self.schema.get("maxLength", 0)
        return "short" if 0 < longest <= 60 else "full" if longest > 300 else "half"


def field_id(pointer: str) -> str:
    """The id of the input at a pointer: what the summary of errors links to."""
    return "f" + re.sub(r"[^a-zA-Z0-9]", "-", pointer)


def resolve(schema: Schema, definitions: Schema) -> Schema:
    """A schema without references; what may be null says so in `nullable`."""
    while True:
        if "$ref" in schema:
            target = definitions[schema["$ref"].rsplit("/", 1)[1]]
            own = {name: value for name, value in schema.items() if name != "$ref"}
            schema = {**target, **own}
        elif "anyOf" in schema:
            inner = next(s for s in schema["anyOf"] if s.get("type") != "null")
            own = {name: value for name, value in schema.items() if name != "anyOf"}
            schema = {**resolve(inner, definitions), **own, "nullable": True}
        else:
            return schema


def kind_of(schema: Schema, definitions: Schema) -> str:
    """The kind of input for a schema without references."""
    if "enum" in schema:
        return "enum"
    type_ = schema.get("type", "string")
    if isinstance(type_, list):
        type_ = "number" if "number" in type_ else next(t for t in type_ if t != "null")
    if type_ == "array":
        item = resolve(schema.get("items", {}), definitions)
        if item.get("type") == "object":
            return "objects"
        return "choices" if "enum" in item else "texts"
    if type_ == "string":
        return _text_kind(schema)
    return {"object": "object", "boolean": "switch"}.get(str(type_), str(type_))


def _text_kind(schema: Schema) -> str:
    formats = {"date": "date", "date-time": "moment", "time": "time"}
    if schema.get("format") in formats:
        return formats[schema["format"]]
    if schema.get("x-kind") in ("country", "currency"):
        return str(schema["x-kind"])
    if kind := PATTERNS.get(_bare(schema.get("pattern", ""))):
        return kind
    return "prose" if schema.get("maxLength", 0) > PROSE else "text"


def _bare(pattern: str) -> str:
    """A pattern without its anchors, and without the sign that it may be empty."""
    inside = pattern.removesuffix(r"(?!\n)").removeprefix("^").removesuffix("$")
    return inside[1:-2] if inside.startswith("(") and inside.endswith(")?") else inside


@dataclass(frozen=True)
class Form:
    """A schema with what was sent for it: makes the tree of fields."""

    schema: Schema
    errors: Errors = ()
    requires: Sequence[Mapping[str, Any]] = ()
    language: str = "vi"
    units: Sequence[tuple[str, str]] = ()

    @property
    def definitions(self) -> Schema:
        definitions: Schema = self.schema.get("$defs", {})
        return definitions

    def fields(self, value: Any = None) -> Field:
        """The whole form, filled in with `value`."""
        return self._field(self.schema, value, "", "", True)

    def _field(self, schema: Schema, value: Any, pointer: str, title: str, required: bool) -> Field:
        schema = resolve(schema, self.definitions)
        kind = kind_of(schema, self.definitions)
        base = Field(
            pointer=pointer,
            kind=kind,
            title=title_of(schema, title, self.language),
            schema=schema,
            required=required,
            value=schema.get("default") if value is None else value,
            errors=[e for e in self.errors if e.get("pointer", "") == pointer],
            law="; ".join(dict.fromkeys(r["law"] for r in self._rules_at(pointer))),
            help=help_of(schema, self.language),
        )
        if kind == "object":
            return replace(base, fields=self._children(schema, value, pointer), value=value)
        if kind == "objects":
            return self._rows(base, schema, value)
        return replace(base, options=self._options(kind, schema))

    def _rules_at(self, pointer: str) -> Iterable[Mapping[str, Any]]:
        """Rules of law at a place; that a record is whole needs no article."""
        here = (r for r in self.requires if pointer and r.get("at") == pointer)
        return (r for r in here if r.get("law") and r.get("ground") != RECORD)

    def _children(self, schema: Schema, value: Any, pointer: str) -> Sequence[Field]:
        properties: Schema = schema.get("properties", {})
        needed = set(schema.get("required", ()))
        inside = value if isinstance(value, dict) else {}
        children = [
            self._field(part, inside.get(name), f"{pointer}/{name}", name, name in needed)
            for name, part in in_order(schema, properties)
        ]
        return sorted(children, key=lambda f: (f.kind in COMPOUND, not f.required))

    def _rows(self, base: Field, schema: Schema, value: Any) -> Field:
        rows = value if isinstance(value, list) else []
        return replace(
            base,
            rows=[self._row(base, schema["items"], n, row) for n, row in enumerate(rows)],
            blank=self._row(base, schema["items"], "-", {}),
            value=None,
        )

    def _row(self, base: Field, item: Schema, at: int | str, value: Any) -> Field:
        return self._field(item, value, f"{base.pointer}/{at}", base.title, False)

    def _lists_countries(self, kind: str, schema: Schema) -> bool:
        """Whether each line of a text is a country, which people write by its name."""
        if kind != "texts":
            return False
        return kind_of(resolve(schema["items"], self.definitions), self.definitions) == "country"

    def _options(self, kind: str, schema: Schema) -> Sequence[tuple[str, str]]:
        if kind == "country" or self._lists_countries(kind, schema):
            return countries()
        if kind == "currency":
            return [(code, code) for code in CURRENCIES]
        if kind == "text" and schema.get("x-kind") == "unit":
            return self.units
        if kind not in ("enum", "choices"):
            return ()
        listed = schema if kind == "enum" else resolve(schema["items"], self.definitions)
        return options_of(listed, self.language)


def in_order(schema: Schema, properties: Schema) -> Iterable[tuple[str, Any]]:
    """The properties in the order in which people are shown them."""
    return sorted(properties.items(), key=lambda pair: pair[1].get("x-order", 0))


def title_of(schema: Schema, name: str, language: str) -> str:
    """What a field is called; its name where nobody has given it words."""
    english = schema.get("x-title-en") if language == "en" else ""
    return str(english or schema.get("title") or name)


def help_of(schema: Schema, language: str) -> str:
    said = schema.get("x-help") or {}
    return str(said.get(language, "")) if isinstance(said, Mapping) else str(said)


def options_of(schema: Schema, language: str = "vi") -> list[tuple[str, str]]:
    """The values of a closed list with their words; the value where it has none."""
    words = {str(one["value"]): str(one[language]) for one in schema.get("x-labels") or ()}
    return [(str(v), words.get(str(v), str(v))) for v in schema.get("enum", ())]


def countries() -> list[tuple[str, str]]:
    """Countries in the order of a Vietnamese dictionary."""
    return sorted(COUNTRIES.items(), key=lambda pair: order(pair[1]))
