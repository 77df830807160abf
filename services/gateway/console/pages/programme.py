"""The programme of a year as a board. It reads `provincial-programme`: items are its content."""

from __future__ import annotations

from typing import Any

from litestar.response import Redirect

from casework.countries import COUNTRIES
from gateway.console.forms.schema import options_of, resolve
from gateway.console.page import Page
from gateway.console.reading import Problem
from gateway.console.visit import Visit

Json = dict[str, Any]
SERVICE, TYPE = "delegations", "provincial-programme"
USUAL = ("planned", "executing", "done", "not-done")
COLUMNS = ("planned", "scheme-approved", "executing", "done", "not-done", "cancelled", "moved")


async def this_year(visit: Visit) -> Redirect:
    return Redirect(f"/programme/{visit.today.year}", status_code=303)


async def show(visit: Visit) -> Page:
    try:
        year = int(visit.path["year"])
    except ValueError:
        raise Problem(404, {}) from None
    type_ = (await visit.types()).find(SERVICE, TYPE)
    answer = await visit.get("register", service=SERVICE, type=TYPE, query={"limit": 100})
    mine = [d for d in answer["items"] if d["fields"].get("year") == year]
    dossier = max(mine, key=lambda d: len(d["fields"].get("items") or ()), default=None)
    words = _words(type_, visit.language)
    chosen = {name: str(visit.query.get(name) or "") for name in ("unit", "kind", "country")}
    items = [_item(visit, i, words) for i in (dossier["fields"]["items"] if dossier else ())]
    shown = [i for i in items if _fits(i, chosen)]
    columns = [
        {"name": name, "title": words["standing"].get(name, name),
         "items": [i for i in shown if i["standing"] == name]}
        for name in dict.fromkeys([*COLUMNS, *(i["standing"] for i in shown)])
    ]  # fmt: skip
    done = sum(1 for i in shown if i["standing"] == "done")
    return Page(
        "programme.html",
        year=year,
        dossier=dossier,
        href=f"/dossiers/{SERVICE}/{TYPE}/{dossier['id']}" if dossier else "",
        state=next(
            (s["title"] for s in type_["states"] if dossier and s["name"] == dossier["state"]), ""
        ),
        papers=type_["papers"] if dossier else (),
        columns=[c for c in columns if c["items"] or c["name"] in USUAL] if shown else [],
        total=len(shown),
        done=done,
        share=done / len(shown) if shown else None,
        chosen=chosen,
        units=sorted({(i["unit"], i["unit_name"]) for i in items}, key=lambda p: p[1]),
        kinds=sorted({(i["kind"], i["kind_name"]) for i in items}, key=lambda p: p[1]),
        countries=sorted(
            {(c, COUNTRIES.get(c, c)) for i in items for c in i["countries"]}, key=lambda p: p[1]
        ),
    )


def _words(type_: Json, language: str) -> dict[str, dict[str, str]]:
    """The words of the closed lists of an item, from the type's own schema."""
    definitions = type_["fields"].get("$defs", {})
    whole = resolve(type_["fields"], definitions)
    item = resolve(resolve(whole["properties"]["items"], definitions)["items"], definitions)
    return {
        name: dict(options_of(resolve(part, definitions), language))
        for name, part in item["properties"].items()
        if name in ("standing", "kind", "approval", "head")
    }


def _item(visit: Visit, item: Json, words: dict[str, dict[str, str]]) -> Json:
    named = {
        f"{name}_name": words.get(name, {}).get(str(item.get(name)), str(item.get(name) or ""))
        for name in ("kind", "approval", "head")
    }
    return {
        **item,
        **named,
        "countries": item.get("countries") or (),
        "where": ", ".join(COUNTRIES.get(c, c) for c in item.get("countries") or ()),
        "unit_name": visit.body_name(item.get("unit", "")),
        "when": f"{item['month'][5:7]}/{item['month'][:4]}" if item.get("month") else "",
        "executions": item.get("executions") or (),
    }


def _fits(item: Json, chosen: dict[str, str]) -> bool:
    if chosen["country"] and chosen["country"] not in item["countries"]:
        return False
    return all(not chosen[n] or item.get(n) == chosen[n] for n in ("unit", "kind"))
