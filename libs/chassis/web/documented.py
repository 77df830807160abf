"""What an operation says of itself in OpenAPI beyond its path: body, query, headers, answer.

Handlers read requests themselves, so that a refusal comes before a complaint about a field; what
they read is told here, beside them, by `operation_class=documented(…)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litestar.openapi.spec import (
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Parameter,
    Reference,
    RequestBody,
    Schema,
)
from litestar.openapi.spec.enums import OpenAPIFormat

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
    body: str = "",
    *,
    sends: str = "",
    query: Sequence[str] = (),
    match: bool | None = None,
    key: bool = False,
    gives: str = "",
) -> type[Operation]:
    """`body` names a schema of ours; `sends` a file, sheet or sign-in form; `match` whether
    If-Match must come (True) or may (False); `key` that an Idempotency-Key may; `gives` the media
    type of an answer that is no JSON."""
    parameters = [Parameter(name=q, param_in="query", schema=_TEXT, required=False) for q in query]
    if match is not None:
        parameters.append(_header("If-Match", "Phiên bản đã đọc (ETag)", match))
    if key:
        parameters.append(_header("Idempotency-Key", "Gửi lại mà không làm hai lần", False))

    @dataclass
    class Documented(Operation):
        def __post_init__(self) -> None:
            self.parameters = [*(self.parameters or []), *parameters]
            if content := _content(body, sends):
                self.request_body = RequestBody(content=content)
            for status, response in (self.responses or {}).items():
                if gives and status.startswith("2") and isinstance(response, OpenAPIResponse):
                    response.content = {gives: OpenAPIMediaType(schema=_BINARY)}

    return Documented


def _content(body: str, sends: str) -> dict[str, OpenAPIMediaType]:
    if body:
        schema: Any = Reference(ref=f"#/components/schemas/{body}")
        return {"application/json": OpenAPIMediaType(schema=schema)}
    return {kind: OpenAPIMediaType(schema=s) for kind, s in _BODIES.get(sends, {}).items()}


def _header(name: str, says: str, required: bool) -> Parameter:
    return Parameter(
        name=name, param_in="header", schema=_TEXT, description=says, required=required
    )
