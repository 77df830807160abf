"""What answers hold, described once: their schemas, their headers, and the problems that may come
instead. Operations refer to them; `chassis.web.openapi` puts them into the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.web.parameters import reference
from chassis.web.problems import MEDIA_TYPE

Described = dict[str, Any]


def _header(says: str, **schema: Any) -> Described:
    return {"description": says, "schema": {"type": "string", **schema}}


HEADERS: Mapping[str, Described] = {
    "ETag": _header("Phiên bản, để gửi lại trong If-Match hoặc If-None-Match"),
    "Location": _header("Nơi đọc cái vừa được tạo"),
    "Link": _header("Trang tiếp (RFC 8288), khi còn"),
    "Retry-After": {"description": "Số giây nên chờ", "schema": {"type": "integer", "minimum": 0}},
    "Allow": _header("Các phương thức dùng được"),
}
_TEXT: Described = {"type": "string"}
_RECORD: Described = {
    "id": _TEXT, "code": _TEXT, "type": _TEXT, "province": _TEXT, "unit": _TEXT, "title": _TEXT,
    "state": _TEXT, "version": {"type": "integer", "minimum": 1}, "fields": {"type": "object"},
}  # fmt: skip
SCHEMAS: Mapping[str, Described] = {
    "Record": {
        "type": "object",
        "description": "Một hồ sơ hoặc một mục trong sổ",
        "properties": _RECORD,
        "required": ["id", "type", "state", "version", "fields"],
    },
    "Page": {
        "type": "object",
        "description": "Một trang; next là cursor của trang sau, null ở trang cuối",
        "properties": {
            "items": {"type": "array", "items": {"type": "object"}},
            "next": {"type": ["string", "null"]},
        },
        "required": ["items", "next"],
    },
    "Items": {
        "type": "object",
        "properties": {"items": {"type": "array", "items": {"type": "object"}}},
        "required": ["items"],
    },
}


def _json(schema: Described, says: str, *headers: str) -> Described:
    told = {name: reference("headers", name) for name in headers}
    content = {"application/json": {"schema": schema}}
    return {"description": says, "content": content, **({"headers": told} if told else {})}


def _problem(says: str, *headers: str) -> Described:
    told = {name: reference("headers", name) for name in headers}
    content = {MEDIA_TYPE: {"schema": reference("schemas", "Problem")}}
    return {"description": says, "content": content, **({"headers": told} if told else {})}


ANSWERS: Mapping[str, Described] = {
    "Record": _json(reference("schemas", "Record"), "Hồ sơ hoặc mục", "ETag"),
    "Created": _json(reference("schemas", "Record"), "Đã tạo", "ETag", "Location"),
    "Page": _json(reference("schemas", "Page"), "Một trang", "Link"),
    "Items": _json(reference("schemas", "Items"), "Các dòng"),
    "Object": _json({"type": "object"}, "JSON"),
    "Tried": _json({"type": "object", "required": ["may"]}, "Kết quả thử, không ghi gì"),
    "Acted": _json(
        {"anyOf": [reference("schemas", "Record"), {"type": "object", "required": ["may"]}]},
        "Hồ sơ, hoặc kết quả thử (check=true)",
        "ETag",
    ),
    "Known": {"description": "Chưa đổi", "headers": {"ETag": reference("headers", "ETag")}},
    "Problem": _problem("RFC 9457"),
    "Busy": _problem("Hãy thử lại sau (RFC 9457)", "Retry-After"),
}
_ITEMS = ("history", "deadlines", "opinions", "attachments", "available")


def answer_of(method: str, status: str, operation: Described) -> str:
    """The name of the JSON answer of an operation, by what it is called and what it takes."""
    name = str(operation.get("operationId", "")).rpartition(".")[2]
    taken = _taken(operation)
    if method == "get":
        if taken & {"cursor", "after"}:
            return "Page"
        return "Record" if name == "read" else "Items" if name in _ITEMS else "Object"
    if status == "201":
        opens = "Idempotency-Key" in taken and "If-Match" not in taken and name != "import"
        return "Created" if opens and "If-Match.optional" not in taken else "Object"
    if "check" in taken:
        return "Acted"
    return "Record" if taken & {"If-Match", "If-Match.optional"} else "Object"


def problems_of(method: str, operation: Described, answers: Iterable[str]) -> Described:
    """Every status that may come instead, by what the operation takes; and 304 of a record."""
    taken = _taken(operation)
    found = {"400", "403", "404", "405"} - (set() if "id" in taken else {"404"})
    if operation.get("security") != [{}]:
        found.add("401")
    if "requestBody" in operation:
        found |= {"413", "415", "422"}
    if taken & {"If-Match", "If-Match.optional"}:
        found |= {"409", "412", "428"}
    if "Idempotency-Key" in taken:
        found |= {"409", "422"}
    told = {status: reference("responses", "Problem") for status in sorted(found)}
    told |= {status: reference("responses", "Busy") for status in ("429", "503")}
    if "check" in taken and "200" not in answers:
        told["200"] = reference("responses", "Tried")
    if method == "get" and str(operation.get("operationId", "")).endswith((".read", "-types")):
        told["304"] = reference("responses", "Known")
    return {**told, "default": reference("responses", "Problem")}


def _taken(operation: Described) -> set[str]:
    """The names of the shared parameters that an operation takes."""
    return {str(p.get("$ref", "")).rpartition("/")[2] for p in operation.get("parameters", ())}
