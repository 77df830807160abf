"""Events as a public interface: a JSON Schema per event type, and AsyncAPI 3.0 of all topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from casework.event import CloudEvent, News, event_type, topic
from casework.register import ACTS, Register
from casework.workflow import DossierType

Announcing = DossierType[Any] | Register[Any]
EVERY_TYPE_ANNOUNCES = (
    "opinion-recorded", "document-attached", "holder-changed", "deadlines-recounted",
)  # fmt: skip


def event_types(service: str, type_: Announcing) -> list[str]:
    """The names of all events a type or a register announces."""
    if isinstance(type_, Register):
        return _versions(service, type_, list(ACTS.values()))
    steps = (type_.opening, *type_.transitions)
    names = [t.emits for t in steps] + list(EVERY_TYPE_ANNOUNCES)
    return _versions(service, type_, names)


def _versions(service: str, type_: Announcing, names: Sequence[str]) -> list[str]:
    versions = (type_.announces, *sorted(type_.formerly, reverse=True))
    return [event_type(service, type_.name, name, v) for v in versions for name in names]


def event_schemas(types: Mapping[str, Sequence[Announcing]]) -> dict[str, dict[str, Any]]:
    """One schema per dossier type or register, whole in itself: its event types, and what their
    data discloses."""
    found = {}
    for service, kept in types.items():
        described = _Described(kept, "#/$defs/{name}")
        for type_ in kept:
            envelope = described.envelope
            properties = {**envelope["properties"], "fields": described.disclosed(type_)}
            schema = {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                **_named(service, type_),
                **envelope,
                "properties": properties,
            }
            schema["$defs"] = _reachable(schema, described.definitions)
            found[f"{service}.{type_.name}"] = schema
    return found


def asyncapi(types: Mapping[str, Sequence[Announcing]]) -> dict[str, Any]:
    """AsyncAPI 3.0 with CloudEvents headers (binary mode), the key, and the dead-letter topics.

    The envelope, the headers and every Struct stand once: a Struct of a service under its name, so
    that the documents of services can be joined.
    """
    messages: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Headers": _HEADERS}
    for service, kept in types.items():
        at = f"#/components/schemas/{service}.{{name}}"
        described = _Described(kept, at)
        schemas["News"] = _Described((), "#/components/schemas/{name}").envelope
        mine = {}
        for type_ in kept:
            name = f"{service}.{type_.name}"
            messages[name] = _message(service, type_)
            mine[name] = {
                "allOf": [
                    {"$ref": "#/components/schemas/News"},
                    {"type": "object", "properties": {"fields": described.disclosed(type_)}},
                ]
            }
        used = _reachable(mine, {f"{service}.{n}": d for n, d in described.definitions.items()})
        schemas |= {**mine, **used}
    schemas |= _Described((), "#/components/schemas/{name}").definitions  # of the envelope
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
            "messages": messages,
            "messageTraits": {"CloudEvent": _TRAIT},
            "schemas": schemas,
        },
    }


class _Described:
    """The Structs of the types of one service as JSON Schemas, and the envelope of their events.

    All are described at once: two Structs of one name are told apart, and it takes a third of the
    time of describing one type after the other.
    """

    def __init__(self, types: Sequence[Announcing], at: str) -> None:
        shapes = [News, *(type_.fields for type_ in types)]
        references, definitions = msgspec.json.schema_components(shapes, ref_template=at)
        self.definitions = dict(definitions)
        self.envelope: dict[str, Any] = self.definitions.pop("News")
        start = len(at.partition("{name}")[0])
        names = [reference["$ref"][start:] for reference in references[1:]]
        self._names = dict(zip([t.name for t in types], names, strict=True))

    def disclosed(self, type_: Announcing) -> dict[str, Any]:
        """The fields that the province's own services may know."""
        fields = self.definitions[self._names[type_.name]].get("properties", {})
        shown = {n: fields[n] for n in type_.discloses.province if n in fields}
        return {"type": "object", "properties": shown}


def _named(service: str, type_: Announcing) -> dict[str, Any]:
    title = f"{type_.title} ({type_.record})"
    return {"title": title, "x-event-types": event_types(service, type_)}


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


def _message(service: str, type_: Announcing) -> dict[str, Any]:
    name = f"{service}.{type_.name}"
    return {
        "name": name,
        **_named(service, type_),
        "payload": {"$ref": f"#/components/schemas/{name}"},
        "traits": [{"$ref": "#/components/messageTraits/CloudEvent"}],
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
_TRAIT: dict[str, Any] = {
    "contentType": "application/json",
    "headers": {"$ref": "#/components/schemas/Headers"},
    "bindings": {"kafka": {"key": {"type": "string", "description": "mã tỉnh"}}},
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
