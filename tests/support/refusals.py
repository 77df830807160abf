"""What the law refuses, as rows: a short path of requests whose last one is refused, and by what.

A row names its record and refusal, then the steps as their people take them. `opens`, `does`,
`hears` and `attaches` make steps; «{it.code}» in a body is the code of what an earlier step opened
as «it», and «{row}» is a text that no other row has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from support.people import Person
from support.running import Service

DAY = "2026-03-02"
RECORD = "Quy tắc lập hồ sơ"
"""What is cited when the record itself is wrong, whatever the law says."""
Opened = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Step:
    """One request. `by` is a role, or «role of a body»: `unit so-gddt`."""

    name: str
    body: Any = None
    by: str = "officer"
    on: str = ""
    of: str = "it"
    kind: str = ""


@dataclass(frozen=True)
class Refusal:
    """`law` and `at` are those of the failure that the last step must meet."""

    record: str
    wording: str
    steps: Sequence[Step]
    law: str
    at: str = ""
    status: int = 422
    province: str = "86"

    def __str__(self) -> str:
        return f"{self.record} {self.wording}"


def opens(
    kind: str, body: Mapping[str, Any], by: str = "officer", on: str = "", of: str = "it",
    **changed: Any,
) -> Step:  # fmt: skip
    """Open a dossier of «service/type», or enter a row of a register, with some fields changed."""
    return Step("", {**body, **changed}, by, on, of, kind)


def does(name: str, body: Any = None, by: str = "officer", on: str = "", of: str = "it") -> Step:
    """Take a step on what was opened."""
    return Step(name, body, by, on, of)


def hears(*bodies: str, answer: str = "agree", on: str = "") -> list[Step]:
    """Write down what bodies answered."""
    return [Step("opinions", {"body": b, "answer": answer}, on=on) for b in bodies]


def attaches(file: str, of: str = "it") -> Step:
    """Attach a text file to what was opened."""
    return Step("attachments", file, of=of)


def meets(refusal: Refusal, service: Service, row: int) -> httpx.Response:
    """The answer to the last step, once all before it were taken."""
    opened: Opened = {}
    *before, last = refusal.steps
    for step in before:
        answer = _take(step, refusal, service, opened, row)
        assert answer.is_success, f"{refusal}: «{step.name or step.kind}» → {answer.text[:2000]}"
    return _take(last, refusal, service, opened, row)


def _take(
    step: Step, refusal: Refusal, service: Service, opened: Opened, row: int
) -> httpx.Response:
    person = _person(step, refusal, service)
    body = _told(step.body or {}, opened, row)
    if step.kind:
        answer = person.send("POST", f"/api/{step.kind}", json=body)
        if answer.is_success:
            opened[step.of] = {**answer.json(), "href": answer.headers["location"]}
        return answer
    href = opened[step.of]["href"]
    if step.name == "read":
        return person.send("GET", href)
    if step.name == "opinions":
        return person.send("POST", f"{href}/opinions", json=body)
    now = person.send("GET", href)
    told: dict[str, Any] = {"json": body}
    if step.name == "attachments":
        told = {"files": {"file": (body, b"mau", "text/plain")}}
    match = {"If-Match": f'"{now.json()["version"]}"'} if now.is_success else {}
    return person.send("POST", f"{href}/{step.name}", headers=match, **told)


def _person(step: Step, refusal: Refusal, service: Service) -> Person:
    role, _, unit = step.by.partition(" ")
    claims = {"unit": unit, "sub": f"{role}-{unit}.{refusal.province}"} if unit else {}
    return service.person(role, refusal.province, **claims).on(step.on or DAY)


def _told(body: Any, opened: Opened, row: int) -> Any:
    if isinstance(body, Mapping):
        return {name: _told(value, opened, row) for name, value in body.items()}
    if isinstance(body, list | tuple):
        return [_told(value, opened, row) for value in body]
    if not isinstance(body, str) or "{" not in body:
        return body
    text = body.replace("{row}", str(row))
    for name, made in opened.items():
        text = text.replace(f"{{{name}.code}}", made["code"]).replace(f"{{{name}.id}}", made["id"])
    return text
