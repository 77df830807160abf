"""Which events of which services tell of a document: their acts record its number and date.

The table is generated from the procedures of all services (`make contracts`), which this service
does not import; a test fails when it is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

GENERATED = Path(__file__).with_name("generated") / "issuing.json"
Table = dict[str, dict[str, list[str]]]


def table() -> Table:
    """service → dossier type → what its acts announce."""
    return msgspec.json.decode(GENERATED.read_bytes(), type=Table)


def events() -> Iterator[str]:
    """The types of all these events."""
    for service, types in table().items():
        for type_, announced in types.items():
            yield from (f"vn.ngoaivu.{service}.{type_}.{e}.v1" for e in announced)
