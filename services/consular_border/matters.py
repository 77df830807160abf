"""Sensitive matters on the dossiers of this service, told by their identifier alone (R31)."""

from __future__ import annotations

from typing import Any

from casework import Link


def links(fields: Any) -> list[Link]:
    return [Link("touched-by", "reporting", "sensitive-matter", m) for m in fields.matters]
