"""Registers and number books: lists that are no procedures, with their own columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gateway.console.forms.values import EMPTY, Reader, Shown
from gateway.console.page import Page
from gateway.console.reading import Problem
from gateway.console.visit import Visit

Json = dict[str, Any]
PAGE = 50


async def index(visit: Visit) -> Page:
    types = await visit.types()
    groups: dict[str, list[Json]] = {}
    for register in types.registers:
        groups.setdefault(register["service"], []).append(register)
    return Page("registers.html", groups=groups, books=await _books(visit))


async def _books(visit: Visit) -> list[Json]:
    """Number books of this year and before: the last number that was given."""
    try:
        items = (await visit.get("number-books"))["items"]
    except Problem:
        return []
    return sorted(items, key=lambda book: (-int(book["year"]), str(book["book"])))


async def show(visit: Visit) -> Page:
    service, name = visit.path["service"], visit.path["name"]
    type_ = (await visit.types()).find(service, name)
    if type_["kind"] != "register":
        raise Problem(404, {})
    query = {"q": visit.query.get("q"), "limit": PAGE, "cursor": visit.query.get("cursor")}
    answer = await visit.get("register", service=service, type=name, query=query)
    units = (
        {code: body.name for code, body in visit.province.units.items()} if visit.province else {}
    )
    reader = Reader(type_["fields"], visit.t, units)
    columns = _filled(type_["columns"], answer["items"])
    return Page(
        "register.html",
        type=type_,
        service=service,
        columns=columns,
        rows=[_row(reader, type_, columns, row) for row in answer["items"]],
        next=answer.get("next"),
        q=str(visit.query.get("q") or ""),
        may_enter=visit.has(*type_["opening"]["by"]),
        sheet=visit.link(f"/registers/{service}/{name}/sheet", q=visit.query.get("q")),
    )


def _filled(columns: Sequence[Json], rows: Sequence[Json]) -> list[Json]:
    """The columns in which something stands on this page; all of them while nothing does."""
    filled = [c for c in columns if any(_at(c["path"], r["fields"]) not in EMPTY for r in rows)]
    return filled or list(columns)


def _row(reader: Reader, type_: Json, columns: Sequence[Json], row: Json) -> Json:
    href = f"/dossiers/{type_['service']}/{type_['name']}/{row['id']}"
    cells = [_cell(reader, c["path"], row["fields"]) for c in columns]
    return {"href": href, "code": row["code"], "title": row["title"], "cells": cells}


def _cell(reader: Reader, path: str, fields: Json) -> Shown | None:
    value = _at(path, fields)
    return None if value in EMPTY else reader.at(path, value)


def _at(path: str, fields: Json) -> Any:
    """The value at the path of a column: «money.amount»."""
    value: Any = fields
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value
