"""What a dossier type must not say: a wrong spec cannot start a service."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from casework import revision
from casework.deadline import Within
from casework.workflow import STAYS, DossierType

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_EVERY_TYPE_HAS = {"reply", "attach", "set-holder", "recount"}


def contradictions(type_: DossierType[Any]) -> Iterable[str]:
    """Every contradiction of a type with itself, in words."""
    yield from _names(type_)
    yield from _movement(type_)
    yield from _duties(type_)
    yield from _fields(type_)
    yield from revision.contradictions(type_)


def _names(type_: DossierType[Any]) -> Iterable[str]:
    steps = [type_.opening, *type_.transitions]
    for kind, names in (
        ("transition", [t.name for t in steps]),
        ("event", [t.emits for t in steps]),
        ("deadline", [d.name for d in type_.deadlines]),
        ("paper", [p.name for p in type_.papers]),
    ):
        yield from (f"{kind} {n!r} is declared twice" for n in set(names) if names.count(n) > 1)
        yield from (f"{kind} {n!r} is not a name for a URL" for n in names if not _NAME.match(n))
    yield from (f"{t.name!r} is reserved" for t in steps if t.name in _EVERY_TYPE_HAS)


def _movement(type_: DossierType[Any]) -> Iterable[str]:
    steps = [type_.opening, *type_.transitions]
    states, final = set(type_.states), set(type_.final)
    known = {*states, STAYS}
    for t in steps:
        yield from (f"{t.name}: unknown state '{s}'" for s in {*t.source, t.target} - known)
        if not t.correction:
            yield from (f"{t.name}: leaves the final state '{s}'" for s in {*t.source} & final)
        if not t.by:
            yield f"{t.name}: nobody may perform it"
    if not type_.opening.target:
        yield f"{type_.opening.name}: an opening goes to a state"
    if type_.opening.source:
        yield f"{type_.opening.name}: an opening has no source"
    yield from (f"state '{s}' cannot be reached" for s in states - {t.target for t in steps})
    yield from (f"rests in an unknown state '{s}'" for s in set(type_.at_rest) - states)
    left = {s for t in steps for s in t.source if t.target != STAYS}
    yield from (f"state '{s}' has no way out" for s in states - left - final)


def _duties(type_: DossierType[Any]) -> Iterable[str]:
    names = {t.name for t in (type_.opening, *type_.transitions)}
    for d in type_.deadlines:
        yield from (f"{d.name}: unknown transition {n!r}" for n in set(d.met_by) - names)
        if isinstance(d.shape, Within):
            unknown = set(d.shape.runs_in) - set(type_.states)
            yield from (f"{d.name}: unknown state '{s}'" for s in unknown)
    if not type_.deadlines and not type_.no_deadline:
        yield "it has no deadline and does not say why"
    for t in type_.transitions:
        yield from (f"{t.name}: unknown transition {n!r}" for n in set(t.not_by) - names)
        if t.competent and type_.competence is None:
            yield f"{t.name}: names a competence, the type has none"


def _fields(type_: DossierType[Any]) -> Iterable[str]:
    if not issubclass(type_.fields, type_.opening.data):
        yield "the fields must extend the application"
    known = set(type_.fields.__struct_fields__)
    for audience in ("province", "ministry"):
        unknown = set(getattr(type_.discloses, audience)) - known
        yield from (f"discloses an unknown field {n!r} to the {audience}" for n in sorted(unknown))
    upward = set(type_.discloses.ministry) - set(type_.discloses.province)
    yield from (f"discloses {n!r} upward but not in the province" for n in sorted(upward))
