"""Figures: an index by subject, a number with what it is made of, and the rows behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from gateway.console.page import Page
from gateway.console.pages.finding import row_of
from gateway.console.reading import Problem
from gateway.console.visit import Visit

Json = dict[str, Any]
PAGE = 50
FIRST = 8  # figures at the top of the index, one of each subject
MOST = 24  # cells of a pivot's side


async def index(visit: Visit) -> Page:
    catalogue = await visit.get("figures")
    year = str(visit.query.get("period") or visit.today.year)
    subjects = catalogue["subjects"]
    leading = [
        next((f for f in s["figures"] if "left_out" not in f), None) for s in subjects[:FIRST]
    ]
    numbers = await asyncio.gather(*(_number(visit, f["name"], year) for f in leading if f))
    return Page(
        "figures.html",
        subjects=subjects,
        leading=[n for n in numbers if n],
        period=year,
        years=[str(visit.today.year - n) for n in range(3)],
    )


async def _number(visit: Visit, name: str, period: str) -> Json | None:
    """A figure for a tile; one that cannot be counted now leaves its place empty."""
    try:
        answer: Json = await visit.get("figure", figure=name, query={"period": period})
        return answer
    except Problem:
        return None


async def show(visit: Visit) -> Page:
    name = visit.path["figure"]
    entry, subject = _entry(await visit.get("figures"), name)
    period = str(visit.query.get("period") or visit.today.year)
    sides = [s for s in (visit.query.get("by"), visit.query.get("and")) if s]
    query = {**_conditions(visit), "period": period}
    figure, months = await asyncio.gather(
        visit.get("figure", figure=name, query={**query, "by": ",".join(dict.fromkeys(sides))}),
        _months(visit, entry, {**query, "period": period[:4]}),
    )
    return Page(
        "figure.html",
        f=figure,
        entry=entry,
        subject=subject,
        period=period,
        periods=_periods(visit),
        by=str(visit.query.get("by") or ""),
        other=str(visit.query.get("and") or ""),
        bars=_bars(visit, name, figure) if len(figure["by"]) == 1 else None,
        pivot=_pivot(visit, name, figure) if len(figure["by"]) == 2 else None,
        chart=_chart(visit, name, months, period[:4]),
        compared=_compared(visit, figure),
        rows_href=visit.link(f"/figures/{name}/rows", **query),
        sheet_href=visit.link(f"/figures/{name}/sheet", **query),
    )


def _entry(catalogue: Json, name: str) -> tuple[Json, Json]:
    for subject in catalogue["subjects"]:
        for figure in subject["figures"]:
            if figure["name"] == name:
                return figure, subject
    raise Problem(404, {})


def _conditions(visit: Visit) -> dict[str, str]:
    """The parts of the address that choose rows: everything but how the page divides them."""
    ours = ("period", "by", "and", "cursor", "lang")
    return {name: value for name, value in visit.query.items() if name not in ours and value}


def _periods(visit: Visit) -> list[str]:
    year = visit.today.year
    periods = []
    for y in (year, year - 1):
        periods += [f"{y}", f"{y}-H1", f"{y}-H2", *(f"{y}-Q{q}" for q in range(1, 5))]
    return periods


async def _months(visit: Visit, entry: Json, query: Json) -> Mapping[str, float]:
    if "month" not in [d["name"] for d in entry["by"]]:
        return {}
    try:
        answer = await visit.get("figure", figure=entry["name"], query={**query, "by": "month"})
    except Problem:
        return {}
    return {cell["key"][0]: cell["value"] for cell in answer["cells"]}


def _chart(visit: Visit, name: str, months: Mapping[str, float], year: str) -> list[Json]:
    """Twelve bars: what each is, how high, and where its rows are."""
    if not months:
        return []
    top = max(months.values()) or 1
    return [
        {
            "n": n,
            "key": (key := f"{year}-{n:02}"),
            "value": months.get(key, 0),
            "share": months.get(key, 0) / top,
            "href": visit.link(f"/figures/{name}/rows", **{**_conditions(visit), "period": key}),
        }
        for n in range(1, 13)
    ]


def _bars(visit: Visit, name: str, figure: Json) -> list[Json]:
    top = max((c["value"] for c in figure["cells"]), default=0) or 1
    return [
        {**cell, "share": round(cell["value"] / top * 100, 1), "href": _rows(visit, name, cell)}
        for cell in figure["cells"]
    ]


def _rows(visit: Visit, name: str, cell: Json) -> str:
    query = {**_conditions(visit), "period": visit.query.get("period") or visit.today.year}
    return visit.link(f"/figures/{name}/rows", **{**query, **cell["keys"]})


def _pivot(visit: Visit, name: str, figure: Json) -> Json:
    """Rows by columns, the largest first; a cell leads to its rows."""
    first, second = (d["name"] for d in figure["by"])
    cells = {(c["keys"][first], c["keys"][second]): c for c in figure["cells"]}
    labels: tuple[dict[str, str], dict[str, str]] = ({}, {})
    sums: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for cell in figure["cells"]:
        for side, key in enumerate((cell["keys"][first], cell["keys"][second])):
            labels[side][key] = cell["labels"][side]
            sums[side][key] = sums[side].get(key, 0) + cell["value"]
    sides = [sorted(s, key=lambda k: -s[k])[:MOST] for s in sums]
    return {
        "columns": [labels[1][key] for key in sides[1]],
        "rows": [
            {
                "label": labels[0][row],
                "cells": [
                    {"value": c["value"], "href": _rows(visit, name, c)}
                    if (c := cells.get((row, column)))
                    else None
                    for column in sides[1]
                ],
            }
            for row in sides[0]
        ],
    }


def _compared(visit: Visit, figure: Json) -> list[tuple[str, str]]:
    """What the number is held against, in words."""
    t, pairs = visit.t, []
    for name in ("last_year", "cumulative"):
        other = figure.get(name)
        if other and other["period"]["to"] != figure["period"]["to"]:
            pairs.append((other["period"]["says"], t.number(other["value"])))
    for name in ("plan", "whole"):
        if other := figure.get(name):
            rate = t("figures.reached", share=t.share(other["rate"])) if other["rate"] else ""
            pairs.append((other["title"], f"{t.number(other['value'])} {rate}".strip()))
    return pairs


async def rows(visit: Visit) -> Page:
    name = visit.path["figure"]
    entry, _ = _entry(await visit.get("figures"), name)
    period = str(visit.query.get("period") or visit.today.year)
    query = {**_conditions(visit), "period": period}
    figure, answer = await asyncio.gather(
        visit.get("figure", figure=name, query=query),
        visit.get(
            "figure-rows",
            figure=name,
            query={**query, "limit": PAGE, "cursor": visit.query.get("cursor")},
        ),
    )
    types = await visit.types()
    items: Sequence[Json] = answer["items"]
    return Page(
        "figure_rows.html",
        f=figure,
        entry=entry,
        rows=[_row(visit, item, types.title) for item in items],
        next=answer.get("next"),
        back=visit.link(f"/figures/{name}", **query),
        sheet_href=visit.link(f"/figures/{name}/sheet", **query),
    )


def _row(visit: Visit, item: Json, title: Any) -> Json:
    """A row behind a figure; one that only its team may open has no link."""
    row = row_of(visit, {"due": None, "final": True, **item}, title)
    return {**row, "href": row["href"] if item.get("href") and item.get("title") else ""}
