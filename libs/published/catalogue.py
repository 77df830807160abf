"""Types and registers as JSON: what `GET /api/dossier-types` answers, with JSON Schemas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from casework.deadline import describe
from casework.opinion import Consultation
from casework.province import Param
from casework.register import ACT_TITLES, ACTS, STRUCK, Register, shape
from casework.workflow import DossierType, Transition
from published import wording
from published.wording import english


def of_type(service: str, type_: DossierType[Any]) -> dict[str, Any]:
    """A type as JSON: what `GET /api/dossier-types` answers for it."""
    return {
        "kind": "procedure",
        "service": service,
        "name": type_.name,
        "record": type_.record,
        "title": type_.title,
        "title_en": english(type_.name, "type"),
        "law": str(type_.law),
        "since": type_.since.isoformat(),
        "states": [{**_state(s, t), "final": s in type_.final} for s, t in type_.states.items()],
        "opening": _step(type_.opening, type_),
        "transitions": [_step(t, type_) for t in type_.transitions],
        "deadlines": [
            *({**describe(d), "title_en": english(d.name, "duty")} for d in type_.deadlines),
            *(_answering(t, t.consults) for t in type_.transitions if t.consults),
        ],
        "papers": [
            {"name": p.name, "title": p.title, "law": str(p.law), "formats": list(p.formats)}
            for p in type_.papers
        ],
        "team_only": type_.team_only,
        "imports": type_.imports.title if type_.imports else None,
        "sections": _sections(f"{service}/{type_.name}", type_.opening.data, type_.fields),
        "fields": json_schema(type_.fields),
    }


def _sections(name: str, application: type[Any], fields: type[Any]) -> list[dict[str, Any]]:
    return [
        {"title": part.vi, "title_en": part.en, "fields": list(part.fields)}
        for part in wording.sections(name, application, fields)
    ]


def json_schema(of: type[Any]) -> dict[str, Any]:
    """JSON Schema (2020-12) of a Struct, with its definitions inside and the words people read."""
    (schema,), definitions = msgspec.json.schema_components([of], ref_template="#/$defs/{name}")
    return wording.describe({**schema, "$defs": definitions} if definitions else schema)


def _state(name: str, title: str) -> dict[str, Any]:
    return {"name": name, "title": title, "title_en": english(str(name), "state")}


def _step(t: Transition[Any, Any], type_: DossierType[Any]) -> dict[str, Any]:
    return {
        "name": t.name,
        "title": t.title,
        "title_en": english(t.name, "step"),
        "main": [s for s in map(str, type_.states) if s in t.source and t in type_.main_steps(s)],
        "source": sorted(str(s) for s in t.source),
        "target": str(t.target),
        "by": sorted(str(r) for r in t.by),
        "law": str(t.law),
        "announces": t.emits,
        "schema": json_schema(t.data),
        "requires": [{"says": r.says, "law": str(r.law), "at": r.at} for r in t.requires],
        "not_by": sorted(t.not_by),
        "correction": t.correction,
    }


def _answering(t: Transition[Any, Any], ask: Consultation) -> dict[str, Any]:
    """The time in which those who are asked answer, in the words of a deadline."""
    within = ask.within
    amount = within.default if isinstance(within, Param) else within and within.number
    return {
        "name": t.name,
        "id": ask.id,
        "title": f"trả lời ý kiến: {ask.topic}",
        "title_en": "Answer the consultation",
        "law": str(ask.law),
        "shape": "within",
        "amount": amount,
        "unit": within.unit if within else None,
        "day": None,
        "of": "ngày gửi lấy ý kiến",
        "runs_in": [],
        "met_by": ["reply"],
        "owed_to": "",
        "param": within.name if isinstance(within, Param) else None,
    }


def of_register(service: str, register: Register[Any]) -> dict[str, Any]:
    """A register as JSON: what `GET /api/dossier-types` answers for it, in the words of a type."""
    states = [{**_state(s, t), "final": s in register.final} for s, t in register.states.items()]
    open_ = sorted(s for s in register.states if s not in register.final)
    acts = [_told(register, act, open_) for act in ACTS]
    return {
        "kind": "register",
        "service": service,
        "name": register.name,
        "record": register.record,
        "title": register.title,
        "title_en": english(register.name, "type"),
        "law": str(register.law),
        "states": states,
        "opening": acts[0],
        "transitions": acts[1:],
        "deadlines": [],
        "papers": [],
        "columns": [{"path": c.path, "title": c.title, "kind": c.kind} for c in register.columns],
        "team_only": register.team_only,
        "personal": register.personal,
        "imports": register.title,
        "sections": _sections(f"{service}/{register.name}", register.entry, register.entry),
        "fields": json_schema(register.entry),
    }


def _told(register: Register[Any], act: str, open_: Sequence[str]) -> dict[str, Any]:
    rules = [] if act == "strike" else register.rules
    return {
        "name": act,
        "title": ACT_TITLES[act],
        "title_en": english(act, "step"),
        "main": [],
        "source": [] if act == "enter" else open_,
        "target": STRUCK if act == "strike" else "",
        "by": sorted(str(r) for r in register.who(act)),
        "law": str(register.law),
        "announces": ACTS[act],
        "schema": json_schema(shape(register, act)),
        "requires": [{"says": r.says, "law": str(r.law), "at": r.at} for r in rules],
        "not_by": [],
        "correction": act == "amend",
    }
