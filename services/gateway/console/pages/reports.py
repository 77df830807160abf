"""Reports: who owes which to whom, what has come and what has not.

It reads the calendar of reports and its completeness, which the service of reports alone keeps.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from gateway.console.language import as_date
from gateway.console.page import Page
from gateway.console.visit import Visit

Json = dict[str, Any]
TABS = ("units", "ours", "received", "calendar")


async def show(visit: Visit) -> Page:
    tab = visit.query.get("tab") if visit.query.get("tab") in TABS else "ours"
    period = str(visit.query.get("period") or "")
    query = {"period": period}
    rates, lines, obligations = await asyncio.gather(
        visit.get("completeness", query=query),
        visit.get("completeness-reports", query=query),
        visit.get("obligations"),
    )
    own = {o["id"]: o for o in obligations["items"]}
    rows = [_row(visit, line, own) for line in lines["items"]]
    # What a unit owes to the office is another type than what the office owes upward.
    upward = {o["type"] for o in own.values() if isinstance(o["owed_by"], list)}
    ours = [r for r in rows if r["type"] in upward]
    return Page(
        "reports.html",
        tab=tab,
        total=rates["total"],
        period=period,
        periods=[p["key"] for p in rates["by_period"]],
        ours=sorted(ours, key=_urgent),
        received=[r for r in rows if r["received"]],
        matrix=_matrix([r for r in rows if r["type"] not in upward], own),
        obligations=obligations["items"],
        as_of=rates["as_of"],
    )


def _row(visit: Visit, line: Json, own: Json) -> Json:
    level, words = _standing(visit, line)
    owed = own.get(line["obligation"]) or {}
    return {
        **line,
        "level": level,
        "words": words,
        "unit_name": visit.body_name(line["unit"]),
        "obligation_title": owed.get("title") or line["title"],
        "law": owed.get("law", ""),
        "recipients": ", ".join(owed.get("recipients") or ()),
        "href": "/dossiers" + line["href"].removeprefix("/api"),
    }


def _standing(visit: Visit, line: Json) -> tuple[str, str]:
    t = visit.t
    if line["received"]:
        if line["late_by"]:
            return "met-late", t("reports.late", amount=t.amount(line["late_by"], "working-days"))
        return "met", t("reports.on-time")
    due = as_date(line["due"])
    if due is None:
        return "none", t("reports.no-day")
    late = line["is_missing"] or due < visit.today
    by, unit = visit.lateness(line["due"], "calendar-days") if late else (None, "")
    row = {"due": line["due"], "late": late, "late_by": by, "late_unit": unit}
    return t.urgency(row, visit.today)


def _urgent(row: Json) -> tuple[bool, str]:
    return bool(row["received"]), str(row["due"] or "9999")


def _matrix(rows: Sequence[Json], own: Json) -> Json:
    """Obligations down, units across; each cell one report, in words."""
    units = dict(sorted({r["unit"]: r["unit_name"] for r in rows}.items(), key=lambda p: p[1]))
    lines: dict[tuple[str, str], Json] = {}
    for row in rows:
        key = (row["obligation"], row["period"])
        line = lines.setdefault(
            key, {"title": row["obligation_title"], "period": row["period"], "cells": {}}
        )
        line["cells"][row["unit"]] = row
    return {"units": units, "lines": [lines[key] for key in sorted(lines)]}
