"""Events as a public interface: a JSON Schema per event type, and AsyncAPI 3.0 of all topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from casework.event import CloudEvent, News, event_type, topic
from casework.register import ACTS, Register
from casework.workflow import DossierType

Announcing = DossierType[Any] | Register[Any]
EVERY_TYPE_ANNOUNCES = ("opinion-recorded", "document-attached")


def event_types(service: str, type_: Announcing) -> list[str]:
    """The names of all events a type or a register announces."""
    if isinstance(type_, Register):
        return [event_type(service, type_.name, n) for n in ACTS.values()]
    steps = (type_.opening, *type_.transitions)
    names = [t.emits for t in steps] + list(EVERY_TYPE_ANNOUNCES)
    return [event_type(service, type_.name, n) for n in names]


def event_schemas(types: Mapping[str, Sequence[Announcing]]) -> dict[str, dict[str, Any]]:
    """One schema per dossier type or register: its event types, and what their data discloses."""
    return {
        f"{service}.{type_.name}": _event_schema(service, type_)
        for service, kept in types.items()
        for type_ in kept
    }


def asyncapi(types: Mapping[str, Sequence[Announcing]]) -> dict[str, Any]:
    """AsyncAPI 3.0 with CloudEvents headers (binary mode), the key, and the dead-letter topics."""
    schemas = event_schemas(types)
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Ngoại Vụ", "version": "1", "description": _DESCRIPTION},
        "defaultContentType": "application/json",
        "channels": dict(_channels(types)),
        "operations": {
            f"{service}.announces": {
                "action": "send",
                "channel": {"$ref": f"#/channels/{topic(service)}"},
            }
            for service in types
        },
        "components": {
            "messages": {name: _message(name, schema) for name, schema in schemas.items()},
            "schemas": schemas,
        },
    }


_DESCRIPTION = (
    "Events are CloudEvents 1.0 in Kafka binary mode; the record key is the province code, so that "
    "all news of a province from one service is in one order. Positions are gapless per service "
    "and province; a missing one is read from the owning service's journal."
)


def _channels(
    types: Mapping[str, Sequence[Announcing]],
) -> Iterable[tuple[str, dict[str, Any]]]:
    for service, kept in types.items():
        refs = {t.name: {"$ref": f"#/components/messages/{service}.{t.name}"} for t in kept}
        yield topic(service), {"address": topic(service), "messages": refs}
        dead = f"{topic(service)}.dlq"
        yield dead, {"address": dead, "messages": refs, "title": "Tin không xử lý được"}


def _message(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "title": schema["title"],
        "contentType": "application/json",
        "headers": _HEADERS,
        "payload": {"$ref": f"#/components/schemas/{name}"},
        "bindings": {"kafka": {"key": {"type": "string", "description": "mã tỉnh"}}},
    }


_HEADERS: dict[str, Any] = {
    "type": "object",
    "required": ["ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_specversion"],
    "properties": {
        f"ce_{name}": {"type": "string"}
        for name in CloudEvent.__struct_fields__
        if name not in ("data", "datacontenttype")
    },
}


def _event_schema(service: str, type_: Announcing) -> dict[str, Any]:
    (_schema,), definitions = msgspec.json.schema_components([News], ref_template="#/$defs/{name}")
    news = {**definitions["News"]}
    shown = msgspec.json.schema_components([type_.fields], ref_template="#/$defs/{name}")
    fields = shown[1].get(type_.fields.__name__, {}).get("properties", {})
    news["properties"] = {
        **news["properties"],
        "fields": {
            "type": "object",
            "properties": {n: fields[n] for n in type_.discloses.province if n in fields},
        },
    }
    used = {n: d for n, d in {**definitions, **shown[1]}.items() if n != "News"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{type_.title} ({type_.record})",
        "x-event-types": event_types(service, type_),
        **news,
        "$defs": _reachable(news, used),
    }


def _reachable(schema: Any, definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Only the definitions that the schema refers to, also through one another."""
    found: dict[str, Any] = {}
    waiting = [schema]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            name = str(value.get("$ref", "")).rpartition("/")[2]
            if name in definitions and name not in found:
                found[name] = definitions[name]
                waiting.append(definitions[name])
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return dict(sorted(found.items()))
