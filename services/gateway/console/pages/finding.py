"""Dossiers: searching, filtering and sorting; the address holds the whole state of the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from casework.countries import COUNTRIES
from gateway.console.forms.schema import countries
from gateway.console.page import Page
from gateway.console.visit import Visit

Row = dict[str, Any]
PAGE = 50
# What the list can be asked for: name of the input, the same in the interface.
FILTERS = (
    "q", "province", "type", "state", "unit", "country", "year", "holder", "late", "due_before",
    "final",
)  # fmt: skip
SORTS = ("-lodged", "due", "-changed", "title")
YEARS = 4


async def show(visit: Visit) -> Page:
    types = await visit.types()
    chosen = {name: str(visit.query.get(name) or "").strip() for name in FILTERS}
    sort = visit.query.get("sort") if visit.query.get("sort") in SORTS else "-lodged"
    query = {**chosen, "sort": sort, "limit": PAGE, "cursor": visit.query.get("cursor")}
    if not chosen["q"]:
        query["count"] = "true"
    answer = await visit.get("dossiers", query=query)
    rows = [row_of(visit, row, types.title) for row in answer["items"]]
    return Page(
        "finding.html",
        rows=rows,
        total=answer.get("total"),
        next=answer.get("next"),
        chosen=chosen,
        sort=sort,
        chips=_chips(visit, chosen, types.procedures),
        procedures=_grouped(types.procedures),
        states=_states(chosen["type"], types.procedures),
        units=_units(visit),
        countries=countries(),
        years=[str(visit.today.year - n) for n in range(YEARS)],
        sorts=SORTS,
        search=answer.get("search") or {},
        as_of=answer["as_of"],
    )


def row_of(visit: Visit, row: Row, title: Any) -> Row:
    """A row of a list as it is shown: with its place in the console and its urgency in words."""
    level, words = visit.t.urgency(row, visit.today)
    at_home = visit.gateway.is_province  # the dossier itself is never read at the ministry
    return {
        **row,
        "href": f"/dossiers/{row['service']}/{row['type']}/{row['id']}" if at_home else "",
        "type_title": title(row["service"], row["type"]),
        "unit_name": visit.body_name(row["unit"], row["province"]),
        "level": level if not row.get("final") else "none",
        "words": words if not row.get("final") else visit.t("due.closed"),
    }


def _chips(visit: Visit, chosen: Mapping[str, str], types: Sequence[Row]) -> list[Row]:
    """Each condition in force, and the address without it."""
    titles = {t["name"]: t["title"] for t in types}
    states = {s["name"]: s["title"] for t in types for s in t["states"]}
    words: dict[str, Callable[[str], str]] = {
        "q": lambda v: f"“{v}”",
        "province": lambda v: getattr(visit.gateway.provinces.get(v), "name", v),
        "type": lambda v: titles.get(v, v),
        "state": lambda v: states.get(v, v),
        "unit": visit.body_name,
        "country": lambda v: COUNTRIES.get(v, v),
        "year": lambda v: visit.t("list.of-year", year=v),
        "holder": lambda v: visit.t("list.mine") if v == "me" else v,
        "late": lambda v: visit.t("list.late" if v == "true" else "list.not-late"),
        "due_before": lambda v: visit.t("list.due-before-day", day=visit.t.day(v)),
        "final": lambda v: visit.t("list.closed" if v == "true" else "list.open"),
    }
    return [
        {"says": words[name](value), "href": visit.address_with(**{name: "", "cursor": ""})}
        for name, value in chosen.items()
        if value
    ]


def _grouped(types: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    services: dict[str, list[Row]] = {}
    for type_ in types:
        services.setdefault(type_["service"], []).append(type_)
    return [(service, rows) for service, rows in services.items()]


def _states(type_: str, types: Sequence[Row]) -> list[tuple[str, str]]:
    """States of the chosen type; of all types together they would be too many to choose from."""
    return [(s["name"], s["title"]) for t in types if t["name"] == type_ for s in t["states"]]


def _units(visit: Visit) -> list[tuple[str, str]]:
    province = visit.province
    bodies = province.units.values() if province else ()
    return [(body.code, body.name) for body in bodies]


async def new(visit: Visit) -> Page:
    """What a person may open, by field; what another role opens is named with that role."""
    types = await visit.types()
    mine = set(visit.who.roles)
    groups = []
    for service, rows in _grouped(types.procedures):
        may = [t for t in rows if mine & set(t["opening"]["by"])]
        others = [
            {**t, "by": [visit.t.role(r) for r in t["opening"]["by"] if r != "system"]}
            for t in rows
            if not mine & set(t["opening"]["by"])
        ]
        groups.append({"service": service, "may": may, "others": [o for o in others if o["by"]]})
    return Page("new.html", groups=groups)
