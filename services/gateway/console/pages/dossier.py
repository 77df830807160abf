"""A dossier: its steps, what it owes and why on that day, opinions, content, story, papers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from litestar.response import Redirect

from gateway.console.forms.values import Reader
from gateway.console.language import as_date
from gateway.console.page import Page
from gateway.console.pages import links
from gateway.console.reading import Problem
from gateway.console.visit import Visit

Json = dict[str, Any]
ASIDE = ("returned", "rejected", "cancelled", "withdrawn", "refused", "terminated")


async def by_code(visit: Visit) -> Redirect:
    """`/d/{code}`: a short address that people may write down. Raises Problem (404)."""
    rows = (await visit.get("dossiers", query={"code": visit.path["code"].strip().upper()}))[
        "items"
    ]
    if not rows:
        raise Problem(404, {"title": visit.t("problem.no-dossier"), "status": 404})
    row = rows[0]
    href = f"/dossiers/{row['service']}/{row['type']}/{row['id']}"
    return Redirect(href, status_code=303)


async def show(visit: Visit) -> Page:
    where = {name: visit.path[name] for name in ("service", "type", "id")}
    type_ = (await visit.types()).find(where["service"], where["type"])
    is_entry = type_["kind"] == "register"
    dossier, clocks, offers, rounds, pointing = await asyncio.gather(
        visit.get("dossier", **where),
        _none() if is_entry else _part(visit, "deadlines", where),
        _offers(visit, where),
        _none() if is_entry else _part(visit, "opinions", where),
        links.pointing_to(visit, where["id"]),
    )
    steps = offers["items"] if offers else None
    linked = await links.linked(visit, dossier, pointing)
    may, may_not = split_steps(visit, type_, dossier, steps)
    # The ordinary step of this person's role, when something still hinders it, says what.
    hindered = [s for s in may_not if s["main"] and set(s["by"]) & set(visit.who.roles)]
    base = f"/dossiers/{where['service']}/{where['type']}/{where['id']}"
    reader = Reader(type_["fields"], visit.t, _units(visit))
    return Page(
        "dossier.html",
        d=dossier,
        type=type_,
        base=base,
        where=where,
        is_entry=is_entry,
        above=f"/registers/{where['service']}/{where['type']}" if is_entry else "",
        state=_state(type_, dossier["state"]),
        path=steps_of(type_, dossier),
        clocks=[clock_of(visit, one) for one in clocks or ()],
        may=may,
        may_not=[s for s in may_not if s not in hindered],
        hindered=hindered,
        rounds=[_round(visit, one) for one in rounds or ()],
        fields=reader.all(dossier["fields"]),
        contents=sections_of(type_, reader.all(dossier["fields"])),
        story=links.story(visit, dossier, linked),
        links=linked,
        giving=(offers or {}).get("holder") or {},
        files=dossier.get("attachments") or (),
        unit=visit.body_name(dossier["unit"], dossier["province"]),
        holder=_holder(dossier),
        away=[n for n, part in (("deadlines", clocks), ("steps", steps)) if part is None],
        done=str(visit.query.get("done") or ""),
    )


async def _offers(visit: Visit, where: Mapping[str, str]) -> Json | None:
    """What may be done, by whom, and who holds the dossier; None where nobody answers."""
    try:
        offers: Json = await visit.get("available", **where)
        return offers
    except Problem as problem:
        if problem.status >= 500:
            return None
        raise


async def _none() -> Sequence[Json]:
    """What an entry of a register does not have."""
    return ()


async def _part(visit: Visit, call: str, where: Mapping[str, str]) -> Any:
    """A part of the page; None where the service does not answer, so that the rest is shown."""
    try:
        return (await visit.get(call, **where))["items"]
    except Problem as problem:
        if problem.status >= 500:
            return None
        raise


def _state(type_: Json, name: str) -> Json:
    return next((s for s in type_["states"] if s["name"] == name), {"title": name, "final": False})


def _holder(dossier: Json) -> str:
    return str(dossier.get("holder_name") or dossier.get("holder") or "")


def _units(visit: Visit) -> dict[str, str]:
    province = visit.province
    return {code: body.name for code, body in province.units.items()} if province else {}


def steps_of(type_: Json, dossier: Json) -> list[Json]:
    """The way of a dossier: states it was in, the one it is in, and those still to come."""
    states, now = type_["states"], dossier["state"]
    seen = {act["to"] for act in dossier.get("acts", ())}
    names = [s["name"] for s in states]
    at = names.index(now) if now in names else 0
    final = any(s["final"] for s in states if s["name"] == now)
    way = []
    for n, state in enumerate(states):
        name = state["name"]
        ahead = n > at and not final and name not in ASIDE
        if name == now or name in seen or ahead:
            way.append({**state, "now": name == now, "done": name in seen and name != now})
    return [s for s in way if s["now"] or s["done"] or not s["final"] or s is way[-1]]


def clock_of(visit: Visit, item: Json) -> Json:
    """A deadline in words: how it stands, on which day it ends, and each day that was counted."""
    clock, t = item["clock"], visit.t
    due = clock.get("due")
    day = as_date(due)
    if clock.get("met"):
        late = clock.get("late_by")
        level = "met-late" if late else "met"
        words = t("due.met", at=t.moment(clock["met"]))
        if late:
            words += " · " + t("due.late-by", amount=t.amount(late, clock.get("unit")))
    elif clock.get("paused"):
        level, words = "paused", t("due.paused")
    elif day is None:
        level, words = "none", t("due.not-running")
    else:
        by, unit = visit.lateness(due, clock.get("unit"))
        late = {"due": due, "late": day < visit.today, "late_by": by, "late_unit": unit}
        level, words = t.urgency(late, visit.today)
    return {
        **clock,
        "level": level,
        "words": words,
        "amount_words": t.amount(clock["amount"], clock["unit"]) if clock.get("amount") else "",
        "strip": strip(item.get("lines") or (), due),
        "law": item.get("source") or clock.get("law", ""),
        "mark": item.get("mark") or "V",
    }


def strip(lines: Sequence[Json], due: Any) -> list[Json]:
    """The days of a count in the order of the calendar; `number` where a day was counted."""
    days = []
    for line in sorted(lines, key=lambda one: str(one["date"])):
        note = str(line.get("note", ""))
        number = next((w for w in note.split() if w.isdigit()), "") if line["counted"] else ""
        kind = "counted" if line["counted"] else "start" if "không tính" in note else "off"
        weekend = note in ("Thứ Bảy", "Chủ nhật")
        # The box has room for the name of a holiday; its law stays in the whole note.
        name = "" if weekend else note.removeprefix("nghỉ: ").partition(" (")[0]
        last = str(line["date"])[:10] == str(due or "")[:10]
        days.append({**line, "number": number, "kind": kind, "last": last, "name": name})
    return days


def split_steps(
    visit: Visit, type_: Json, dossier: Json, steps: Sequence[Json] | None
) -> tuple[list[Json], list[Json]]:
    """What the person may do now, the ordinary step first, and why the rest is not theirs."""
    offered = {s["name"]: s for s in steps or () if not s.get("body")}
    owed = next((s for s in steps or () if s.get("body") and s.get("may")), None)
    may, may_not = [], []
    for step in type_["transitions"]:
        offer = offered.pop(step["name"], None)
        if offer is not None and offer.get("may", True):
            may.append({**step, **offer, "main": bool(offer.get("main"))})
        elif offer is not None:
            main = bool(offer.get("main"))
            may_not.append({**step, "because": offer.get("because") or (), "main": main})
        elif dossier["state"] in step["source"] and set(step["by"]) - {"system"}:
            may_not.append({**step, "because": [_other_role(visit, step)], "main": False})
    if owed is not None:
        may.append({**owed, "name": "reply", "main": True})
    may.sort(key=lambda s: (not s["main"], not _forward(type_, s, dossier["state"])))
    return may, may_not


def _other_role(visit: Visit, step: Json) -> Json:
    people = [visit.t.role(role) for role in step["by"] if role != "system"]
    if set(step["by"]) & set(visit.who.roles):
        return {"says": visit.t("dossier.four-eyes"), "law": ""}
    return {"says": visit.t("dossier.waits-for", people=", ".join(people)), "law": ""}


def _forward(type_: Json, step: Json, state: str) -> bool:
    order = [s["name"] for s in type_["states"]]
    target = step.get("target")
    if step.get("correction") or target not in order or target in ASIDE or state not in order:
        return False
    return order.index(target) > order.index(state)


def _round(visit: Visit, one: Json) -> Json:
    opinions = [
        {**o, "name": visit.body_name(o["body"]), "mine": o["body"] == visit.who.unit}
        for o in one["opinions"]
    ]
    return {**one, "opinions": opinions}


def sections_of(type_: Json, fields: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """The content by the sections that the type names; one nameless section where it names none."""
    named = type_.get("sections") or ()
    titles = {
        name: schema.get("title", name)
        for name, schema in (type_["fields"].get("properties") or {}).items()
    }
    left, sections = list(fields), []
    for section in named:
        wanted = [titles.get(name, name) for name in section.get("fields", ())]
        inside = [f for f in left if f.title in wanted]
        left = [f for f in left if f.title not in wanted]
        if inside:
            sections.append((str(section.get("title", "")), inside))
    return [*sections, ("", left)] if left else sections
