"""Provinces side by side, and one of them: what was received, what is missing, and why."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from gateway.console.language import order
from gateway.console.page import Page
from gateway.console.pages.finding import row_of
from gateway.console.pages.ministry.picture import COLUMNS, LEVELS, Line, picture
from gateway.console.reading import Problem
from gateway.console.visit import Visit

SORTS = ("received", "missing", "late", *(name for name, _, _ in COLUMNS))
NEWEST = 20


async def show(visit: Visit) -> Page:
    """Raises Problem: 403 names who may see it."""
    whole = await picture(visit)
    lines = in_order(visit, whole.lines)
    counts = Counter([line.standing for line in lines] + [f["standing"] for f in whole.others])
    return Page(
        "provinces.html",
        lines=lines,
        others=whole.others,
        counts=[(LEVELS.get(s, "late"), s, n) for s, n in counts.most_common()],
        columns=[name for name, _, _ in COLUMNS],
        sort=str(visit.query.get("sort") or ""),
        sheet_href=visit.link("/provinces.xlsx", sort=visit.query.get("sort")),
        as_of=whole.as_of,
    )


def in_order(visit: Visit, lines: Sequence[Line]) -> list[Line]:
    """By name, or the largest number of the chosen column first."""
    sort = str(visit.query.get("sort") or "")
    found = sorted(lines, key=lambda line: order(line.name))
    return sorted(found, key=lambda line: -line.number(sort)) if sort in SORTS else found


async def one(visit: Visit) -> Page:
    """Raises Problem: 404 for a province that no feed tells of."""
    code = visit.path["code"]
    whole, newest = await asyncio.gather(
        picture(visit),
        visit.get("dossiers", query={"province": code, "sort": "-changed", "limit": NEWEST}),
    )
    line = next((line for line in whole.lines if line.code == code), None)
    if line is None:
        raise Problem(404, {"title": visit.t("problem.missing")})
    types = await visit.types()
    return Page(
        "province.html",
        line=line,
        columns=["late", *(name for name, _, _ in COLUMNS)],
        rows=[row_of(visit, row, types.title) for row in newest["items"]],
        all_rows=visit.link("/dossiers", province=code),
        as_of=whole.as_of,
    )
