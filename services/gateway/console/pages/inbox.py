"""My work: what waits for the person who asks, why, until when, and each row's next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.console.forms import drafts
from gateway.console.language import NEAR, as_date
from gateway.console.page import Page
from gateway.console.reading import Types
from gateway.console.visit import Visit

Row = dict[str, Any]
MOST = 500
FIRST = {"late": 8, "soon": 6, "opinions": 6, "mine": 6, "others": 6}  # rows before «all of them»


async def show(visit: Visit) -> Page:
    answer = await visit.get("inbox", query={"limit": MOST})
    types = await visit.types()
    rows = [_row(visit, item, types) for item in _once_each(answer["items"])]
    chosen = {name: str(visit.query.get(name) or "") for name in ("type", "unit")}
    shown = [row for row in rows if _fits(row, chosen)]
    unsent = await drafts.Drafts(visit.gateway.store).of(visit.who.person)
    groups = [_group(visit, name, shown) for name in ("late", "soon", "opinions", "mine")]
    return Page(
        "inbox.html",
        groups=groups,
        drafts=unsent,
        total=len(shown),
        chosen=chosen,
        filters={
            "type": _choices(rows, "type", "type_title"),
            "unit": _choices(rows, "unit", "unit_name"),
        },
        as_of=answer.get("as_of") or visit.now.isoformat(),
        more=answer.get("next"),
        welcome=bool(visit.who.settings.get("welcome")),
    )


def _once_each(items: Sequence[Row]) -> list[Row]:
    """One line for a dossier, with its ordinary step: what else may be done stands on its page."""
    lines: dict[str, Row] = {}
    for item in items:
        id, step = item["dossier"]["id"], item.get("step") or {}
        if id not in lines:
            lines[id] = {**item, "others": 0}
            continue
        line = lines[id]
        line["others"] += 1
        if step.get("main") and not (line.get("step") or {}).get("main"):
            line["step"] = step
    return list(lines.values())


def _row(visit: Visit, item: Row, types: Types) -> Row:
    dossier, why = item["dossier"], item.get("why") or {}
    type_ = types.by_name.get((dossier["service"], dossier["type"]), {})
    step = {**_named(type_.get("transitions", ()), item.get("step") or {})}
    state = _named(type_.get("states", ()), {"name": dossier["state"]})
    due = item.get("due")
    lateness = {"due": due, "late_by": item.get("late_by"), "late_unit": item.get("late_unit")}
    level, words = visit.t.urgency({**lateness, "late": _is_late(visit, item)}, visit.today)
    base = f"/dossiers/{dossier['service']}/{dossier['type']}/{dossier['id']}"
    return {
        **dossier,
        "href": base,
        "type_title": types.title(dossier["service"], dossier["type"]),
        "state_title": visit.t.name(state) or dossier["state_title"],
        "others": item["others"],
        "unit_name": visit.body_name(dossier["unit"], dossier["province"]),
        "level": level,
        "due": due,
        "words": words,
        "why": {"duty": why.get("duty"), "law": why.get("law"), "mark": why.get("mark")},
        "step": step,
        "step_href": f"{base}/{step['name']}" if step.get("name") else "",
        "group": _group_of(visit, item, level),
    }


def _named(known: Sequence[Row], one: Row) -> Row:
    """A step or state with the words that the catalogue has for it."""
    entry = next((k for k in known if k["name"] == one.get("name")), {})
    return {**one, **{n: entry[n] for n in ("title", "title_en") if n in entry}}


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
