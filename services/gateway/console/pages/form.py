"""Any form of any procedure: shown from its schema, sent as its JSON, and nothing typed is lost.

`/new/{service}/{type}` opens a dossier, `/dossiers/…/{id}/{step}` takes a step, `…/reply` answers
a consultation. Adding a row, an error, a stale page and a lost session all come back filled in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Response
from litestar.response import Redirect

from casework import Reply
from chassis import clock
from gateway.console.forms import body, drafts, pasting
from gateway.console.forms.drafts import Draft, Drafts, Secret
from gateway.console.forms.schema import Field, Form, field_id
from gateway.console.page import Page
from gateway.console.reading import Json, Problem, step_of
from gateway.console.visit import Visit
from published.catalogue import json_schema

REPLY, HOLDER = "reply", "holder"
# A step of this name changes what was applied for: its form begins with what stands.
REVISE = "revise"


@dataclass
class Target:
    """What a form is for: a procedure, one of its steps, and the dossier when there is one."""

    type: Json
    step: Json
    dossier: Json | None
    service: str
    id: str

    @property
    def name(self) -> str:
        return str(self.step["name"])

    @property
    def back(self) -> str:
        if self.id:
            return f"/dossiers/{self.service}/{self.type['name']}/{self.id}"
        is_register = self.type["kind"] == "register"
        return f"/registers/{self.service}/{self.type['name']}" if is_register else "/new"

    def parts(self, form: Field) -> list[tuple[str, list[Field]]]:
        """The fields by the sections of the type; without sections, what is needed first."""
        left, parts = list(form.fields), []
        for section in self.step.get("sections") or self.type.get("sections") or ():
            names = section.get("fields", ())
            inside = [f for f in left if f.name in names]
            inside.sort(key=lambda f: list(names).index(f.name))
            left = [f for f in left if f not in inside]
            if inside:
                parts.append((str(section.get("title", "")), inside))
        if parts:
            return [*parts, ("", left)] if left else parts
        needed = [f for f in left if f.required]
        optional = [f for f in left if not f.required]
        return [("", fields) for fields in (needed, optional) if fields]

    @property
    def action(self) -> str:
        if self.id:
            return f"{self.back}/{self.name}"
        return f"/new/{self.service}/{self.type['name']}"


async def target(visit: Visit) -> Target:
    """Raises Problem (404)."""
    service, name, id = visit.path["service"], visit.path["type"], visit.path.get("id", "")
    type_ = (await visit.types()).find(service, name)
    dossier = await visit.get("dossier", service=service, type=name, id=id) if id else None
    wanted = visit.path.get("step", "")
    if wanted == REPLY:
        step = await _reply(visit, service, name, id)
    elif wanted == HOLDER:
        step = await _holding(visit, service, name, id)
    else:
        step = {**step_of(type_, wanted), **await _offered(visit, service, name, id, wanted)}
    return Target(type_, step, dossier, service, id)


async def _offered(visit: Visit, service: str, name: str, id: str, step: str) -> Json:
    """A step as it is offered on this dossier: cited by the articles of its province."""
    if not id or not step:
        return {}
    try:
        offers = (await visit.get("available", service=service, type=name, id=id))["items"]
    except Problem:
        return {}
    return next((dict(o) for o in offers if o["name"] == step and not o.get("body")), {})


async def _reply(visit: Visit, service: str, name: str, id: str) -> Json:
    """Answering a consultation, in the words of a step: which body, its answer."""
    rounds = (await visit.get("opinions", service=service, type=name, id=id))["items"]
    consulted = [o for r in rounds[-1:] for o in r["opinions"]]
    schema = json_schema(Reply)
    definitions = schema["$defs"]
    shape: Json = definitions["Reply"]
    properties = shape["properties"]
    properties.pop("round", None)
    t = visit.t
    bodies = {o["body"]: visit.body_name(o["body"]) for o in consulted}
    if visit.who.unit in bodies:
        bodies = {visit.who.unit: bodies[visit.who.unit], **bodies}
    properties["body"] = {
        "title": t("reply.body"),
        "default": next(iter(bodies), ""),
        **_choices(bodies),
    }
    answers = ("agree", "agree-with-comments", "disagree")
    properties["answer"] = {
        "title": t("reply.answer"),
        **_choices({a: t(f"answer.{a}") for a in answers}),
    }
    properties["comment"] = {"title": t("reply.comment"), "type": "string", "maxLength": 20_000}
    properties["document"] = {"title": t("reply.document"), "type": "string", "maxLength": 60}
    law = rounds[-1]["law"] if rounds else ""
    topic = rounds[-1]["topic"] if rounds else ""
    title = t("reply.title", topic=topic)
    return {"name": REPLY, "title": title, "law": law, "schema": schema, "requires": ()}


async def _holding(visit: Visit, service: str, name: str, id: str) -> Json:
    """Who holds the dossier from now on, in the words of a step. Raises Problem (404)."""
    giving = (await visit.get("available", service=service, type=name, id=id)).get("holder") or {}
    if not giving.get("may"):
        raise Problem(404, {"title": visit.t("problem.missing"), "status": 404})
    title = visit.t("dossier.holding")
    return {"name": HOLDER, "title": title, "law": "", "schema": giving["schema"], "requires": ()}


def _choices(words: Mapping[str, str]) -> Json:
    """A closed list with its words, already in the reader's language."""
    said = [{"value": value, "vi": word, "en": word} for value, word in words.items()]
    return {"enum": list(words), "x-labels": said}


async def show(visit: Visit) -> Page:
    aim = await target(visit)
    if draft_id := str(visit.query.get("draft") or ""):
        draft = await Drafts(visit.gateway.store).find(visit.who.person, draft_id)
        if draft is not None:
            return _page(visit, aim, _read(visit, aim, draft.sent), draft.id, draft.version)
    value = aim.dossier["fields"] if aim.dossier and aim.name == REVISE else None
    return _page(visit, aim, value, drafts.new_id(), _version(aim))


async def send(visit: Visit) -> Page | Redirect | Response[Any]:
    sent = visit.sent
    aim = await target(visit)
    draft_id = str(sent.get("_draft") or drafts.new_id())
    version = str(sent.get("_version") or "")
    add, drop = str(sent.get("_add") or ""), str(sent.get("_drop") or "")
    reader = body.Body(sent, visit.t, drop)
    value = reader.read(_form(visit, aim).fields())
    if stamp := await _save(visit, aim, draft_id, version):
        return _page(visit, aim, value, draft_id, version, problem=_secret(visit, stamp))
    if paste := str(sent.get("_paste") or ""):
        add_pasted(_form(visit, aim).fields(), value, paste, str(sent.get(f"_text:{paste}") or ""))
        return _page(visit, aim, value, draft_id, version, focus=paste)
    if add or drop:
        if add:
            body.add_row(value, add)
        return _page(visit, aim, value, draft_id, version, focus=add)
    if reader.errors:
        problem = {"title": visit.t("form.not-sent"), "errors": reader.errors, "status": 422}
        return _page(visit, aim, value, draft_id, version, problem=problem)
    if sent.get("_over") and aim.dossier:
        version = str(aim.dossier["version"])  # The person has seen what changed and says: mine.
    return await _post(visit, aim, value, draft_id, version)


def add_pasted(form: Field, value: Any, pointer: str, text: str) -> None:
    """Put pasted rows behind those that stand; empty ones make room."""
    rows = next((f for f in walk(form) if f.kind == "objects" and f.pointer == pointer), None)
    if rows is None or pointer.count("/") != 1:
        return
    standing = [row for row in value.get(rows.name) or () if any(row.values())]
    value[rows.name] = [*standing, *pasting.read(rows, text)]


async def _post(
    visit: Visit, aim: Target, value: Any, draft_id: str, version: str
) -> Page | Redirect:
    reason = str(visit.sent.get("_late_reason") or "").strip()
    whole = {**value, "late_reason": reason} if reason else value
    mark = hashlib.sha256(draft_id.encode() + msgspec.json.encode(whole)).hexdigest()[:40]
    headers = {"idempotency-key": mark}
    if version and aim.name != REPLY:
        headers["if-match"] = f'"{version}"'
    parts: Json = {"service": aim.service, "type": aim.type["name"]}
    beside = {REPLY: "opinions", HOLDER: "holder"}
    call = beside.get(aim.name, "step") if aim.id else "open"
    if aim.id:
        parts["id"] = aim.id
    if call == "step":
        parts["step"] = aim.name
    try:
        dossier = await visit.post(call, json=whole, headers=headers, **parts)
    except Problem as problem:
        if problem.status in (401, 404):
            raise
        document = {**problem.document, "status": problem.status}
        return _page(visit, aim, value, draft_id, version, problem=document)
    await Drafts(visit.gateway.store).drop(visit.who.person, draft_id)
    href = f"/dossiers/{aim.service}/{aim.type['name']}/{dossier['id']}"
    return Redirect(visit.link(href, done=aim.name if aim.id else "opened"), status_code=303)


async def keep(visit: Visit) -> Response[Any]:
    """What the script sends while somebody types: the draft, and nothing is judged."""
    aim = await target(visit)
    draft_id = str(visit.sent.get("_draft") or "")
    if not draft_id:
        return Response(b"", status_code=204)
    if stamp := await _save(visit, aim, draft_id, str(visit.sent.get("_version") or "")):
        text = visit.t("form.secret", stamp=stamp)
    else:
        text = visit.t("form.saved", at=f"{visit.gateway.clock.now():%H:%M}")
    return Response(text, media_type="text/plain")


async def _save(visit: Visit, aim: Target, draft_id: str, version: str) -> str:
    """Keep what was sent as a draft; the secrecy stamp that forbids it, if there is one."""
    draft = Draft(
        id=draft_id[:40],
        person=visit.who.person,
        service=aim.service,
        type=aim.type["name"],
        dossier=aim.id,
        step=aim.name if aim.id else "",
        title=aim.step["title"],
        code=str(aim.dossier["code"]) if aim.dossier else "",
        version=version,
        changed=clock.instant(),
        sent={name: v for name, v in visit.sent.items() if name.startswith("/")},
    )
    try:
        await Drafts(visit.gateway.store).save(draft)
    except Secret as secret:
        return str(secret)
    return ""


def _secret(visit: Visit, stamp: str) -> Json:
    detail = visit.t("form.secret", stamp=stamp)
    return {"title": visit.t("form.not-sent"), "detail": detail, "status": 422, "errors": ()}


def _form(visit: Visit, aim: Target, errors: Sequence[Json] = ()) -> Form:
    units = visit.province.units if visit.province else {}
    return Form(
        aim.step["schema"],
        errors,
        aim.step.get("requires") or (),
        visit.language,
        [(code, unit.name) for code, unit in units.items()],
    )


def _read(visit: Visit, aim: Target, sent: Mapping[str, Any]) -> Any:
    return body.Body(sent, visit.t).read(_form(visit, aim).fields())


def _version(aim: Target) -> str:
    return str(aim.dossier["version"]) if aim.dossier else ""


def _page(
    visit: Visit,
    aim: Target,
    value: Any,
    draft_id: str,
    version: str,
    problem: Json | None = None,
    focus: str = "",
) -> Page:
    problem = problem or {}
    errors = list(problem.get("errors") or ())
    form = _form(visit, aim, errors).fields(value)
    pointers = {f.pointer for f in walk(form)}
    summary = [
        {**e, "href": f"#{field_id(nearest(e.get('pointer', ''), pointers))}"} for e in errors
    ]
    status = int(problem.get("status") or 200)
    kind = str(problem.get("type", "")).rsplit(":", 1)[-1]
    return Page(
        "form.html",
        status,
        aim=aim,
        step=aim.step,
        form=form,
        # A refusal that names no field of this form stands in the summary alone.
        problem=problem,
        summary=summary,
        stale=status == 412,
        changes=_changes(visit, aim, version) if status == 412 else (),
        asks_reason=kind == "reason-needed" or bool(visit.sent.get("_late_reason")),
        late_reason=str(visit.sent.get("_late_reason") or ""),
        draft_id=draft_id,
        version=version,
        rules=aim.step.get("requires") or (),
        focus=field_id(focus) if focus else "",
    )


def _changes(visit: Visit, aim: Target, version: str) -> Sequence[Json]:
    """What others did since the page was read."""
    since = int(version) if version.isdigit() else 0
    acts = aim.dossier["acts"] if aim.dossier else ()
    return [
        {**act, "by": act.get("name") or visit.t.role(act.get("role") or "")}
        for act in acts
        if act["version"] > since
    ]


def walk(field: Field) -> list[Field]:
    """A field and all that is in it."""
    return [field, *(f for part in (*field.fields, *field.rows) for f in walk(part))]


def nearest(pointer: str, pointers: set[str]) -> str:
    """The place of the form that an error is nearest to: itself, or what it is in."""
    while pointer and pointer not in pointers:
        pointer = pointer.rpartition("/")[0]
    return pointer


async def drafts_page(visit: Visit) -> Page:
    types = await visit.types()
    mine = await Drafts(visit.gateway.store).of(visit.who.person)
    rows = [{"draft": d, "type_title": types.title(d.service, d.type)} for d in mine]
    return Page("drafts.html", rows=rows)


async def drop_draft(visit: Visit) -> Redirect:
    await Drafts(visit.gateway.store).drop(visit.who.person, visit.path["id"])
    return Redirect("/drafts", status_code=303)
