"""The deadline simulator: numbers by hand, or a duty of any procedure, and the days one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.console.forms import body
from gateway.console.page import Page
from gateway.console.pages.dossier import strip
from gateway.console.reading import Problem
from gateway.console.visit import Visit

Json = dict[str, Any]
SHAPES = ("within", "before", "after")
UNITS = ("working-days", "calendar-days", "months", "hours")
PAUSES = 3


async def show(visit: Visit) -> Page:
    """The address holds the question, so an answer can be sent to a colleague as a link."""
    duties = _duties((await visit.types()).procedures)
    chosen = _chosen(visit, duties)
    errors: dict[str, str] = {}
    answer: Json = {}
    if chosen["from"]:
        question = _question(visit, chosen, errors)
        if not errors:
            answer = await _ask(visit, question, errors)
    return Page(
        "simulating.html",
        422 if errors else 200,
        chosen=chosen,
        errors=errors,
        due=answer.get("due"),
        days=strip(answer.get("lines") or (), answer.get("due")),
        duties=duties,
        shapes=SHAPES,
        units=UNITS,
        pauses=range(1, PAUSES + 1),
    )


def _duties(procedures: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every deadline with a number of its own, by procedure; its value is «shape.amount.unit»."""
    groups = []
    for type_ in procedures:
        options = [
            (f"{d['shape']}.{d['amount']}.{d['unit']}", f"{d['title']} ({d['law']})")
            for d in type_["deadlines"]
            if d.get("amount") and d.get("shape") in SHAPES and d.get("unit") in UNITS
        ]
        if options:
            groups.append((type_["title"], options))
    return groups


def _chosen(visit: Visit, duties: Any) -> Json:
    query: Mapping[str, Any] = visit.query
    chosen: Json = {
        "shape": query.get("shape") or "within",
        "amount": query.get("amount") or "7",
        "unit": query.get("unit") or "working-days",
        "from": query.get("from") or "",
        "duty": query.get("duty") or "",
        "pauses": [
            (query.get(f"stop{n}") or "", query.get(f"go{n}") or "") for n in range(1, PAUSES + 1)
        ],
    }
    parts = str(chosen["duty"]).split(".")
    if len(parts) == 3 and not query.get("own"):
        chosen.update(zip(("shape", "amount", "unit"), parts, strict=True))
    return chosen


def _question(visit: Visit, chosen: Json, errors: dict[str, str]) -> Json:
    start = body.moment(chosen["from"]) if chosen["unit"] == "hours" else None
    start = start or body.day(chosen["from"])
    if start is None:
        errors["from"] = visit.t("form.no-date", text=chosen["from"])
    amount = body.number(str(chosen["amount"]), whole=True)
    if amount is None:
        errors["amount"] = visit.t("form.no-number", text=chosen["amount"])
    pauses = []
    for n, (stop, go) in enumerate(chosen["pauses"], 1):
        if not stop and not go:
            continue
        days = body.day(stop), body.day(go)
        if None in days:
            errors[f"stop{n}"] = visit.t("form.no-date", text=stop if days[0] is None else go)
        pauses.append(days)
    return {
        "province": visit.who.province or next(iter(visit.gateway.provinces)),
        "shape": chosen["shape"],
        "amount": amount,
        "unit": chosen["unit"],
        "from": start,
        "pauses": pauses,
    }


async def _ask(visit: Visit, question: Json, errors: dict[str, str]) -> Json:
    try:
        answer: Json = await visit.post("simulate", json=question)
        return answer
    except Problem as problem:
        names = {"from": "from", "amount": "amount"}
        for error in problem.errors or [{"detail": str(problem)}]:
            place = str(error.get("pointer", "")).strip("/").split("/")[0]
            errors[names.get(place, "from")] = str(error["detail"])
        return {}
