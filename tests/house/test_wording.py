"""The words of the catalogue: every closed list, field, step and state is said in both languages.

What a form or a refusal shows comes from `published.wording`; a value, a field or a pointer without
words would be shown in code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import generate  # docs/generate.py
import msgspec
import pytest

from casework import Holding, Reply
from published import wording
from published.catalogue import json_schema, of_register, of_type
from published.wording import labels

ENTRIES = [
    *(of_type(s, t) for s, types in generate.dossier_types().items() for t in types),
    *(of_register(s, r) for s, kept in generate.registers().items() for r in kept),
]
NAMES = [f"{e['service']}/{e['name']}" for e in ENTRIES]


def nodes(value: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object inside a schema, with the way to it."""
    if isinstance(value, dict):
        yield at, value
        for name, part in value.items():
            yield from nodes(part, f"{at}/{name}")
    elif isinstance(value, list):
        for n, part in enumerate(value):
            yield from nodes(part, f"{at}/{n}")


def schemas(entry: Mapping[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    yield "fields", entry["fields"]
    for step in (entry["opening"], *entry["transitions"]):
        yield step["name"], step["schema"]


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_every_value_of_every_closed_list_has_its_words(entry: dict[str, Any]) -> None:
    without = []
    for step, schema in schemas(entry):
        for at, node in nodes(schema):
            if "enum" in node:
                told = {label["value"]: label for label in node.get("x-labels", ())}
                complete = all(v in told and told[v]["vi"] and told[v]["en"] for v in node["enum"])
                without += [] if complete else [f"{step}{at}: {node['enum']}"]

    assert without == []


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_every_field_has_a_title_in_both_languages(entry: dict[str, Any]) -> None:
    without = [
        f"{step}{at}/{name}"
        for step, schema in schemas(entry)
        for at, node in nodes(schema)
        for name, part in (node.get("properties") or {}).items()
        if not part.get("title") or not part.get("x-title-en") or "x-order" not in part
    ]

    assert without == []


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_every_step_state_and_duty_has_its_english(entry: dict[str, Any]) -> None:
    steps = [entry["opening"], *entry["transitions"]]

    assert entry["title_en"]
    assert all(part["title_en"] for part in [*steps, *entry["states"], *entry["deadlines"]])


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_every_field_stands_in_one_section(entry: dict[str, Any]) -> None:
    own = entry["fields"]["$ref"].rpartition("/")[2]
    fields = set(entry["fields"]["$defs"][own]["properties"])
    placed = [name for section in entry["sections"] for name in section["fields"]]

    assert sorted(placed) == sorted(fields)
    assert all(section["title"] and section["title_en"] for section in entry["sections"])


def test_no_section_is_kept_for_a_type_that_there_is_not() -> None:
    assert set(wording._read("sections")) - set(NAMES) == set()


def leads_somewhere(schema: dict[str, Any], pointer: str) -> bool:
    """Whether a JSON pointer names a field of what a schema describes."""
    defined, here = schema.get("$defs", {}), [schema]
    for part in pointer.strip("/").split("/"):
        found = []
        for node in here:
            options = [node, *node.get("anyOf", ())]
            options = [defined.get(o.get("$ref", "").rpartition("/")[2], o) for o in options]
            for option in options:
                if part in option.get("properties", {}):
                    found.append(option["properties"][part])
                elif option.get("type") == "array" and part.isdigit():
                    found.append(option.get("items", {}))
        here = found
    return bool(here)


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_every_pointer_of_a_rule_names_a_field(entry: dict[str, Any]) -> None:
    beside = {"/unit", "/late_reason", "/opinions", "/attachments"}  # parts of every dossier
    lost = [
        f"{step['name']}: {rule['at']} ({rule['says']})"
        for step in (entry["opening"], *entry["transitions"])
        for rule in step["requires"]
        if rule["at"] and rule["at"] not in beside
        if not leads_somewhere(step["schema"], rule["at"])
        and not leads_somewhere(entry["fields"], rule["at"])
        and not leads_somewhere(entry["fields"], f"/content{rule['at']}")  # drafted before
    ]

    assert lost == []


@pytest.mark.parametrize("shape", [Reply, Holding])
def test_what_every_type_takes_has_its_words(shape: type[msgspec.Struct]) -> None:
    for _, node in nodes(json_schema(shape)):
        assert "enum" not in node or node["x-labels"]
        assert all(p["title"] for p in (node.get("properties") or {}).values())


@pytest.mark.parametrize(
    "rule_at",
    [
        (f"{s}/{t.name}", rule.at, entry)
        for s, types in generate.dossier_types().items()
        for t in types
        for entry in [of_type(s, t)]
        for rule in t.invariants
        if rule.at
    ],
    ids=lambda row: f"{row[0]}{row[1]}",
)
def test_every_pointer_of_an_invariant_names_a_field(rule_at: tuple[str, str, Any]) -> None:
    """Of the dossier, or of what a step is sent with."""
    _, at, entry = rule_at

    assert any(leads_somewhere(schema, at) for _, schema in schemas(entry))


def test_no_list_is_kept_for_nothing() -> None:
    used = {
        frozenset(node["enum"])
        for entry in ENTRIES
        for _, schema in schemas(entry)
        for _, node in nodes(schema)
        if "enum" in node
    }

    assert set(wording._lists()) - used == set()


def test_a_name_of_the_code_is_spelled_out() -> None:
    assert wording.spelled("notify-missions") == "Notify missions"
    assert wording.spelled("is_party_member") == "Party member"
    assert wording.spelled("ngo_id") == "NGO"
    assert wording.english("note-sensitive", "step") == "Note a sensitive matter"


def test_two_lists_of_the_same_values_are_told_apart_by_their_field() -> None:
    of_case, of_amendment = (labels(["A", "B"], field)[0].en for field in ("kind", "path"))

    assert of_case == "citizen of the province abroad"
    assert of_amendment == "A: presented before it takes place"
