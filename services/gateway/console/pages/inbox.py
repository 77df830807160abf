"""My work: what waits for the person who asks, why, until when, and each row's next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.console.forms import drafts
from gateway.console.language import NEAR, as_date
from gateway.console.page import Page
from gateway.console.reading import Problem
from gateway.console.visit import Visit

Row = dict[str, Any]
MOST = 500
FIRST = {"late": 8, "soon": 6, "opinions": 6, "mine": 6, "others": 6}  # rows before «all of them»


async def show(visit: Visit) -> Page:
    answer = await _waiting(visit)
    types = await visit.types()
    rows = [_row(visit, item, types.title) for item in answer["items"]]
    counts: Mapping[str, Any] = answer.get("counts") or {}
    chosen = {name: str(visit.query.get(name) or "") for name in ("type", "unit")}
    shown = [row for row in rows if _fits(row, chosen)]
    unsent = await drafts.Drafts(visit.gateway.store).of(visit.who.person)
    groups = [_group(visit, name, shown) for name in ("late", "soon", "opinions", "mine")]
    return Page(
        "inbox.html",
        groups=groups,
        drafts=unsent,
        total=len(shown),
        counts=counts,
        chosen=chosen,
        filters={
            "type": _choices(rows, "type", "type_title"),
            "unit": _choices(rows, "unit", "unit_name"),
        },
        as_of=answer.get("as_of") or visit.now.isoformat(),
        more=answer.get("next"),
        welcome=bool(visit.who.settings.get("welcome")),
    )


async def _waiting(visit: Visit) -> Row:
    """What waits for this person; where the gateway has no inbox, open dossiers by due date."""
    try:
        inbox: Row = await visit.get("inbox", query={"limit": MOST})
        return inbox
    except Problem as problem:
        if problem.status != 404:
            raise
    query = {"final": "false", "sort": "due", "limit": MOST}
    answer = await visit.get("dossiers", query=query)
    items = [
        {
            "dossier": row,
            "why": {
                "duty": (row.get("duty") or {}).get("title"),
                "law": (row.get("duty") or {}).get("law"),
            },
            **{name: row.get(name) for name in ("due", "late_by", "late_unit")},
        }
        for row in answer["items"]
    ]
    return {"items": items, "as_of": answer["as_of"]}


def _row(visit: Visit, item: Row, title: Any) -> Row:
    dossier, why = item["dossier"], item.get("why") or {}
    step = item.get("step") or {}
    due = item.get("due")
    lateness = {"due": due, "late_by": item.get("late_by"), "late_unit": item.get("late_unit")}
    level, words = visit.t.urgency({**lateness, "late": _is_late(visit, item)}, visit.today)
    base = f"/dossiers/{dossier['service']}/{dossier['type']}/{dossier['id']}"
    return {
        **dossier,
        "href": base,
        "type_title": title(dossier["service"], dossier["type"]),
        "unit_name": visit.body_name(dossier["unit"], dossier["province"]),
        "level": level,
        "due": due,
        "words": words,
        "why": {"duty": why.get("duty"), "law": why.get("law"), "mark": why.get("mark")},
        "step": step,
        "step_href": f"{base}/{step['name']}" if step.get("name") else "",
        "group": _group_of(visit, item, level),
    }


def _is_late(visit: Visit, item: Row) -> bool:
    if item.get("late_by"):
        return True
    due = as_date(item.get("due"))
    return due is not None and due < visit.today


def _group_of(visit: Visit, item: Row, level: str) -> str:
    if level == "late":
        return "late"
    if (item.get("step") or {}).get("name") == "reply":
        return "opinions"
    due = as_date(item.get("due"))
    return "soon" if due is not None and (due - visit.today).days <= NEAR else "mine"


def _fits(row: Row, chosen: Mapping[str, str]) -> bool:
    return all(not value or row.get(name) == value for name, value in chosen.items())


def _group(visit: Visit, name: str, rows: Sequence[Row]) -> Row:
    mine = [row for row in rows if row["group"] == name]
    most = MOST if visit.query.get("show") == name else FIRST[name]
    return {"name": name, "rows": mine[:most], "count": len(mine), "hidden": len(mine) - most}


def _choices(rows: Sequence[Row], value: str, label: str) -> list[tuple[str, str]]:
    pairs = {str(row[value]): str(row[label]) for row in rows if row[value]}
    return sorted(pairs.items(), key=lambda pair: pair[1])
