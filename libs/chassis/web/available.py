"""What a person may do with a dossier now: every step of its state, with «may» or «because»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from litestar import Request

import casework
from casework import Case, Dossier, DossierType, Failure, Lookup, Nothing, Offer, holding
from casework.who import NOT_YET, Unknown
from chassis.store.driver import Document
from chassis.web.desk import Desk
from published.catalogue import json_schema
from published.wording import english

Req = Request[Any, Any, Any]


async def offers(desk: Desk, request: Req, row: Document, actor: Any) -> dict[str, Any]:
    """The answer of `…/available` for the person who asks."""
    kept, dossier = desk.registry.read(row)
    at = desk.gate.now(request)
    case: Case[Any, Any] = Case(
        dossier=dossier,
        actor=actor,
        at=at,
        province=desk.dossiers.handling(dossier, at),
        data=Nothing(),
    )
    found = await _others(desk, kept, case)
    here = desk.path(kept.name, f"/{dossier.id}")
    main = kept.main_steps(dossier.state)
    items = [_offer(o, here, o.step in main, case) for o in casework.available(kept, case, found)]
    return {"items": items, "holder": _holder(kept, case, here), "version": dossier.version}


async def _others(
    desk: Desk, type_: DossierType[Any], case: Case[Any, Any]
) -> Mapping[str, Mapping[str, Sequence[Dossier[Any]]]]:
    """By step, the other dossiers its rules look at, where they are known without its data."""
    dossier = case.dossier
    found: dict[str, Mapping[str, Sequence[Dossier[Any]]]] = {}
    read: dict[bytes, Sequence[Dossier[Any]]] = {}
    for step in type_.transitions:
        if dossier.state not in step.source or not case.actor.roles & set(step.by):
            continue
        if step.needs is None:
            continue
        try:
            needs = tuple(step.needs(dossier, Nothing() if step.data is Nothing else NOT_YET))
        except (Unknown, TypeError):
            continue
        found[step.name] = {n.name: await _once(desk, read, case, n) for n in needs}
    return found


async def _once(
    desk: Desk, read: dict[bytes, Sequence[Dossier[Any]]], case: Case[Any, Any], need: Lookup
) -> Sequence[Dossier[Any]]:
    """Steps of one state mostly look at the same dossiers: each is read once."""
    key = msgspec.json.encode([need.type, need.where, need.states], order="deterministic")
    if key not in read:
        rows = await desk.dossiers.look_up(case.dossier, [need], case.actor)
        read[key] = rows[need.name]
    return read[key]


def _offer(offer: Offer, here: str, main: bool, case: Case[Any, Any]) -> dict[str, Any]:
    step, owed = offer.step, bool(offer.body)
    text = case.province.cite(step.law, case.dossier.lodged_on)
    rules = [case.failure(r.says, r.law, r.at) for r in step.requires]
    shape = casework.Reply if owed else step.data
    return {
        "name": step.name,
        "title": step.title,
        "title_en": english(step.name, "step"),
        "may": offer.may,
        "because": [reason(f) for f in offer.because],
        "advice": [reason(f) for f in offer.advice],
        "law": text.text,
        "mark": text.mark,
        "main": main,
        "href": f"{here}/opinions" if owed else f"{here}/{step.name}",
        "schema": json_schema(shape),
        "requires": [reason(f) for f in rules],
        **({"body": offer.body, "round": offer.round} if owed else {}),
    }


def _holder(type_: DossierType[Any], case: Case[Any, Any], here: str) -> dict[str, Any]:
    """Who holds the dossier, and whether this person may say who does: anybody, or only them."""
    dossier, failure = case.dossier, holding.hindrance(case)
    may = failure is None and dossier.state not in type_.final
    return {
        "id": dossier.holder,
        "name": dossier.holder_name,
        "may": may,
        "only_myself": may and not holding.may_give(case),
        "because": [reason(failure)] if failure else [],
        "href": f"{here}/holder",
        "schema": json_schema(casework.Holding),
    }


def reason(failure: Failure) -> dict[str, str]:
    """One reason, as people and programs read it."""
    return {
        "says": failure.says,
        "law": failure.law,
        "mark": failure.mark,
        "ground": failure.ground,
        "at": failure.at,
    }
