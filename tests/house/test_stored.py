"""What is stored outlives the code: every written record still reads, and a stored shape changes
with its revision alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import generate  # docs/generate.py
import pytest

from chassis.store.registry import Registry
from support import stored

EVERY = list(stored.every())
FILES = sorted(stored.FIXTURES.rglob("*.json"))
REGISTRIES = {
    service: Registry(service, types, generate.registers().get(service, []))
    for service, types in generate.dossier_types().items()
}


def _named(value: Any) -> str:
    return value.stem if isinstance(value, Path) else ""


@pytest.mark.parametrize("file", FILES, ids=_named)
def test_every_record_that_was_ever_written_still_reads(file: Path) -> None:
    row = json.loads(file.read_text())["row"]
    registry = REGISTRIES[file.parent.name]

    dossier = registry.record(row)

    assert (dossier.id, dossier.version) == (row["_id"], row["version"])
    assert registry.kept(row).heading(dossier.fields)


@pytest.mark.parametrize(
    ("service", "of"), EVERY, ids=[f"{s}.{stored.path(s, of, of.revision).stem}" for s, of in EVERY]
)
def test_a_stored_shape_changes_with_its_revision_alone(service: str, of: stored.Kept) -> None:
    file = stored.path(service, of, of.revision)
    assert file.exists(), f"{service}/{of.name} is at revision {of.revision}: `make fixtures`"

    written = json.loads(file.read_text())["shape"]

    assert stored.broken(written, stored.shape(of)) == [], (
        f"what {service}/{of.name} stores has changed. Give it revision={of.revision + 1} and, "
        f"unless only fields with a default were added, upgrades={{{of.revision}: …}}; then "
        "`make fixtures`: docs/howto/change-a-procedure.md"
    )


def test_a_changed_shape_is_noticed_and_a_longer_list_of_choices_is_none() -> None:
    sent = "one of hand, post (or its default)"
    old: dict[str, Any] = {"Letter": {"pages": "int", "sent": sent}, "Kind": ["a", "b"]}
    more = {"pages": "int", "sent": "one of fax, hand, post (or its default)"}

    assert stored.broken(old, {"Letter": more, "Kind": ["a", "b", "c"]}) == []
    assert stored.broken(old, {**old, "Kind": ["a"]}) == ["Kind: no value 'b' any more"]
    assert stored.broken(old, {**old, "Letter": {"leaves": "int", "sent": sent}}) == [
        "Letter.pages: int → None",
        "Letter.leaves: None → int",
    ]
