"""The OpenAPI document as it is served: what Litestar gathers, said shortly and in our own words.

What many operations have in common stands once among the components and is referred to: an answer
that is a problem, a parameter, a header. Otherwise a service's document is mostly repetition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request
from litestar.openapi.plugins import OpenAPIRenderPlugin

from chassis.web import problems
from chassis.web.answers import ANSWERS, HEADERS, SCHEMAS, answer_of, problems_of
from chassis.web.parameters import PARAMETERS, PATHS, reference

Told = dict[str, Any]
_SHARED: Mapping[str, Mapping[str, Told]] = {
    "parameters": {**PARAMETERS, **PATHS},
    "responses": ANSWERS,
    "headers": HEADERS,
}


class OpenApi(OpenAPIRenderPlugin):
    """OpenAPI 3.1 as JSON, with the schemas of the dossier types and the problems it answers."""

    def __init__(self, schemas: Mapping[str, Any], provinces: Collection[str] = ()) -> None:
        super().__init__(path="/openapi.json", media_type=MediaType.JSON)
        self._schemas, self._provinces = schemas, provinces
        self._encoded: bytes | None = None

    def render(self, request: Request[Any, Any, Any], openapi_schema: Told) -> bytes:
        if self._encoded is None:
            self._encoded = msgspec.json.encode(self.complete(openapi_schema))
        return self._encoded

    def complete(self, gathered: Told) -> Told:
        """The document of the framework, with our schemas and problems in place of its own."""
        (_,), problem = msgspec.json.schema_components(
            [problems.Problem], ref_template="#/components/schemas/{name}"
        )
        components = dict(gathered.get("components", {}))
        schemas = {**components.get("schemas", {}), **self._schemas, **problem, **SCHEMAS}
        paths = {
            path: {
                method: _operation(method, operation, schemas) for method, operation in item.items()
            }
            for path, item in gathered.get("paths", {}).items()
        }
        components |= {"schemas": schemas, **dict(_referred_to(paths))}
        if self._provinces and "province" in components.get("parameters", {}):
            named = dict(components["parameters"])
            codes = {"type": "string", "enum": sorted(self._provinces)}
            named["province"] = {**named["province"], "schema": codes}
            components["parameters"] = named
        return {**gathered, "paths": paths, "components": components}


def document(app: Litestar) -> Told:
    """The completed document of an application, as it is served."""
    config = app.openapi_config
    assert config is not None
    plugin = next(p for p in config.render_plugins if isinstance(p, OpenApi))
    return plugin.complete(app.openapi_schema.to_schema())


def _operation(method: str, operation: Any, schemas: Mapping[str, Told]) -> Any:
    if not isinstance(operation, dict) or "responses" not in operation:
        return operation
    short = {k: v for k, v in operation.items() if k != "deprecated" or v}
    if parameters := operation.get("parameters"):
        short["parameters"] = [_parameter(p) for p in parameters]
    if body := operation.get("requestBody"):
        short["requestBody"] = _body(body, schemas)
    # Litestar documents its own errors; ours are RFC 9457.
    answers = {
        status: _answer(method, status, short, response)
        for status, response in operation["responses"].items()
        if status[0] not in "45"
    }
    short["responses"] = {**answers, **problems_of(method, short, answers)}
    return short


def _parameter(parameter: Told) -> Told:
    """A place in the path is known by its name; other parameters are referred to already."""
    if parameter.get("in") == "path" and parameter["name"] in PATHS:
        return reference("parameters", parameter["name"])
    return {k: v for k, v in parameter.items() if k != "deprecated" or v}


def _body(body: Told, schemas: Mapping[str, Told]) -> Told:
    """A body must come unless nothing in it is required."""
    content = body["content"]
    name = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    schema = schemas.get(name.rpartition("/")[2], {"required": ["file"]})
    return {"content": content, **({"required": True} if schema.get("required") else {})}


def _answer(method: str, status: str, operation: Told, response: Told) -> Told:
    """Our handlers answer with encoded bytes; what they encode is told by the operation."""
    content = dict(response.get("content") or {})
    if content.get("application/json", {}).get("schema") == {"type": "string"}:
        return reference("responses", answer_of(method, status, operation))
    short = {k: v for k, v in response.items() if v}
    return {**short, **({"content": content} if content else {})}


def _referred_to(paths: Told) -> Iterator[tuple[str, Told]]:
    """The shared parameters and answers that some operation refers to."""
    names = set(_references(paths))
    for group, known in _SHARED.items():
        kept = {n: v for n, v in known.items() if f"#/components/{group}/{n}" in names}
        names |= set(_references(kept))
        if kept:
            yield group, kept


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(name := value.get("$ref"), str):
            yield name
        for member in value.values():
            yield from _references(member)
    elif isinstance(value, list):
        for member in value:
            yield from _references(member)
