"""Rows pasted out of a sheet: lines and tabs become rows of a form, to be looked at before sending.

The first line may name the columns by their titles; otherwise cells follow the order of the fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casework.text import unaccented
from gateway.console.forms.schema import BLOCK, Field

MOST = 300  # rows at once


def columns(rows: Field) -> list[Field]:
    """The plain fields of a row, in the order in which the form shows them."""
    fields = rows.blank.fields if rows.blank else ()
    return [f for f in fields if f.kind not in BLOCK]


def read(rows: Field, text: str) -> list[dict[str, Any]]:
    """The rows of a pasted text; a cell that the form cannot read stays as it was written."""
    lines = [line.split("\t") for line in text.replace("\r", "").split("\n") if line.strip()]
    if not lines:
        return []
    named = _named(columns(rows), lines[0])
    fields = named or columns(rows)
    body = lines[1:] if named else lines
    return [_row(fields, line) for line in body[:MOST]]


def _named(known: Sequence[Field], heads: Sequence[str]) -> list[Field | None]:
    """The fields that a line of titles names; empty when it is no such line."""
    by_title = {_plain(f.title): f for f in known}
    fields = [by_title.get(_plain(head)) for head in heads]
    return fields if sum(f is not None for f in fields) >= min(2, len(heads)) else []


def _row(fields: Sequence[Field | None], cells: Sequence[str]) -> dict[str, Any]:
    pairs = zip(fields, cells, strict=False)
    return {f.name: _cell(f, cell.strip()) for f, cell in pairs if f and cell.strip()}


def _cell(field: Field, text: str) -> Any:
    """The value of a list by its words, as sheets have them; «x», «có» for a tick."""
    if field.kind == "switch":
        return _plain(text) in ("x", "co", "1", "true", "yes")
    for value, label in field.options:
        if _plain(text) in (_plain(label), _plain(value)):
            return value
    return text


def _plain(text: str) -> str:
    return " ".join(unaccented(text).split())
