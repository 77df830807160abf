"""What a release promised of its events holds: additions only, or a new version beside the old."""

from __future__ import annotations

import json
import re
from typing import Any

import generate  # docs/generate.py
import pytest

FILE = generate.ROOT / "contracts/released/events.json"
RELEASED: dict[str, Any] = json.loads(FILE.read_text())
EVERY_EVENT = RELEASED.pop("*")["data"]
HOW = "docs/howto/change-a-procedure.md, «An event that changes»"


def today(name: str) -> tuple[list[str], dict[str, list[str]]]:
    file = generate.ROOT / f"contracts/events/{name}.json"
    assert file.exists(), f"{name} announced events in the last release: {HOW}"
    schema = json.loads(file.read_text())
    return schema["x-event-types"], generate.flat(schema)


def broken(old: dict[str, list[str]], new: dict[str, list[str]]) -> list[str]:
    """Places that are gone, or that lost a kind of value they could hold."""
    gone = [f"{at}: gone" for at in old if at not in new]
    return gone + [
        f"{at}: {sorted(set(kinds) - set(new[at]))} gone"
        for at, kinds in old.items()
        if at in new and not set(kinds) <= set(new[at])
    ]


@pytest.mark.parametrize("name", RELEASED)
def test_every_event_of_the_last_release_is_still_announced(name: str) -> None:
    announced, _ = today(name)

    missing = sorted(set(RELEASED[name]["types"]) - set(announced))

    assert missing == [], f"{missing} are announced no more: {HOW}"


@pytest.mark.parametrize("name", RELEASED)
def test_an_event_only_grows_or_gets_another_version(name: str) -> None:
    announced, data = today(name)
    versions = {int(found[1]) for e in announced if (found := re.search(r"\.v(\d+)$", e))}
    before = {int(e.rpartition(".v")[2]) for e in RELEASED[name]["types"]}
    if max(versions) > max(before):
        return  # the old version is announced beside it: the test above

    assert broken({**EVERY_EVENT, **RELEASED[name]["data"]}, data) == [], HOW


def test_what_is_gone_is_named() -> None:
    old = {"/fields/pages": ["integer"], "/fields/kind": ["a", "b"]}

    assert broken(old, {**old, "/fields/more": ["string"], "/fields/kind": ["a", "b", "c"]}) == []
    assert broken(old, {"/fields/kind": ["b"]}) == [
        "/fields/pages: gone",
        "/fields/kind: ['a'] gone",
    ]
