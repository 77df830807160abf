"""Values of a dossier as an official reads them: words for codes, money, tables for lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casework.countries import COUNTRIES
from gateway.console.forms.schema import Schema, in_order, kind_of, options_of, resolve, title_of
from gateway.console.language import Wording

EMPTY: tuple[Any, ...] = (None, "", [], {}, False)


@dataclass(frozen=True)
class Shown:
    """One value with its title: a text, a list of texts, parts, or a table."""

    title: str
    kind: str
    text: str = ""
    texts: Sequence[str] = ()
    parts: Sequence[Shown] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Shown | None]] = field(default_factory=list)


class Reader:
    """Shows values by the schema of their type."""

    def __init__(self, schema: Schema, wording: Wording, units: Mapping[str, str]) -> None:
        self._definitions: Schema = schema.get("$defs", {})
        self._schema = resolve(schema, self._definitions)
        self._t, self._units = wording, units

    def all(self, values: Mapping[str, Any]) -> list[Shown]:
        """What is filled in, in the order of the schema; what the schema lost comes last."""
        properties = dict(in_order(self._schema, self._schema.get("properties", {})))
        names = [n for n in properties if n in values] + [n for n in values if n not in properties]
        shown = [
            self.show(name, properties.get(name, {}), values[name])
            for name in names
            if values[name] not in EMPTY
        ]
        return sorted(shown, key=lambda one: one.kind == "table")

    def at(self, path: str, value: Any) -> Shown:
        """A value by the path of its field, as a register names its columns: «money.amount»."""
        schema: Schema = self._schema
        for part in path.split("."):
            schema = resolve((schema.get("properties") or {}).get(part, {}), self._definitions)
        return self.show(path, schema, value)

    def show(self, name: str, schema: Schema, value: Any) -> Shown:
        schema = resolve(schema, self._definitions)
        title = title_of(schema, name, self._t.language)
        if isinstance(value, Mapping):
            return self._mapping(title, schema, value)
        if isinstance(value, list):
            return self._list(title, schema, value)
        return Shown(title, "text", self._text(schema, value))

    def _text(self, schema: Schema, value: Any) -> str:
        kind = kind_of(schema, self._definitions) if schema else "text"
        if isinstance(value, bool):
            return self._t("value.yes" if value else "value.no")
        match kind:
            case "enum":
                return dict(options_of(schema, self._t.language)).get(str(value), str(value))
            case "country":
                return COUNTRIES.get(str(value), str(value))
            case "date":
                return self._t.day(value)
            case "moment":
                return self._t.moment(value)
            case "month":
                return f"{str(value)[5:7]}/{str(value)[:4]}"
            case "integer" | "number":
                return str(value) if "year" in schema.get("title", "") else self._number(value)
        if schema.get("x-kind") == "unit":
            return self._units.get(str(value), str(value))
        return self._units.get(value, value) if isinstance(value, str) else str(value)

    def _number(self, value: Any) -> str:
        # A year is written without a sign between thousands.
        is_year = isinstance(value, int) and 1900 <= value <= 2100
        return str(value) if is_year else self._t.number(value)

    def _mapping(self, title: str, schema: Schema, value: Mapping[str, Any]) -> Shown:
        if set(value) == {"amount", "currency"}:
            text = f"{self._t.number(value['amount'])} {value['currency']}"
            return Shown(title, "text", text)
        if set(value) == {"number", "date"}:
            day = self._t.day(value["date"])
            return Shown(title, "text", self._t("value.document", number=value["number"], day=day))
        properties = schema.get("properties", {})
        parts = [
            self.show(name, properties.get(name, {}), part)
            for name, part in value.items()
            if part not in EMPTY
        ]
        return Shown(title, "parts", parts=parts)

    def _list(self, title: str, schema: Schema, value: list[Any]) -> Shown:
        item = resolve(schema.get("items", {}), self._definitions)
        if not isinstance(value[0], Mapping):
            return Shown(title, "texts", texts=[self._text(item, one) for one in value])
        properties = dict(in_order(item, item.get("properties", {})))
        names = [*properties, *(n for row in value for n in row if n not in properties)]
        used = [
            name for name in dict.fromkeys(names)
            if any(row.get(name) not in EMPTY for row in value)
        ]  # fmt: skip
        rows = [
            [
                self.show(name, properties.get(name, {}), row[name])
                if row.get(name) not in EMPTY
                else None
                for name in used
            ]
            for row in value
        ]
        columns = [
            title_of(resolve(properties.get(name, {}), self._definitions), name, self._t.language)
            for name in used
        ]
        return Shown(title, "table", columns=columns, rows=rows)
