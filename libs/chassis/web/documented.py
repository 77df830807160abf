"""What an operation says of itself in OpenAPI beyond its path: body, query, headers, answer.

Handlers read requests themselves, so that a refusal comes before a complaint about a field; what
they read is told here, beside them, by `operation_class=documented(…)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from litestar.openapi.spec import (
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Reference,
    RequestBody,
    Schema,
)
from litestar.openapi.spec.enums import OpenAPIFormat

from chassis.web.parameters import PARAMETERS, reference

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE = "application/octet-stream"
PAGES = ("limit", "cursor")
_TEXT, _BINARY = (
    Schema(type=OpenAPIType.STRING),
    Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY),
)
_UPLOAD = Schema(
    type=OpenAPIType.OBJECT,
    properties={"file": _BINARY, "kind": _TEXT, "language": _TEXT, "copy": _TEXT},
    required=["file"],
)
_FORM = Schema(
    type=OpenAPIType.OBJECT,
    properties={"username": _TEXT, "password": _TEXT},
    required=["username", "password"],
)
_BODIES: Mapping[str, Mapping[str, Schema]] = {
    "file": {"multipart/form-data": _UPLOAD},
    "sheet": {XLSX: _BINARY, "multipart/form-data": _UPLOAD},
    "sign-in": {"application/x-www-form-urlencoded": _FORM},
}


def documented(
    *body: str,
    sends: str = "",
    query: Sequence[str] = (),
    match: bool | None = None,
    key: bool = False,
    gives: str = "",
) -> type[Operation]:
    """`body` names a schema of ours, or several of which one fits; `sends` a file, sheet or sign-in
    form; `match` whether If-Match must come (True) or may (False); `key` that an Idempotency-Key
    may; `gives` the media type of an answer that is no JSON."""
    names = [*query]
    if match is not None:
        names.append("If-Match" if match else "If-Match.optional")
    if key:
        names.append("Idempotency-Key")
    parameters = [_referred("parameters", name) for name in names]

    class Documented(Operation):
        def __init__(self, **gathered: Any) -> None:
            super().__init__(**gathered)
            self.parameters = [*(self.parameters or []), *parameters]
            if content := _content(body, sends):
                self.request_body = RequestBody(content=content)
            for status, response in (self.responses or {}).items():
                if gives and status.startswith("2") and isinstance(response, OpenAPIResponse):
                    response.content = {gives: OpenAPIMediaType(schema=_BINARY)}

    return Documented


def _content(body: Sequence[str], sends: str) -> dict[str, OpenAPIMediaType]:
    if body:
        named = [Reference(ref=f"#/components/schemas/{name}") for name in body]
        schema: Any = named[0] if len(named) == 1 else Schema(one_of=named)
        return {"application/json": OpenAPIMediaType(schema=schema)}
    return {kind: OpenAPIMediaType(schema=s) for kind, s in _BODIES.get(sends, {}).items()}


def _referred(kind: str, name: str) -> Any:
    """A shared description; one that does not exist is refused when the routes are made."""
    if name not in PARAMETERS:
        raise KeyError(f"chassis.web.parameters describes no {name!r}")
    return Reference(ref=reference(kind, name)["$ref"])
