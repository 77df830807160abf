"""The gates and openings on the land border that this office knows, read once and checked."""

from __future__ import annotations

import tomllib
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from casework.law import Mark
from consular_border.places import DATA, NEIGHBOURS, BadData

Kind = Literal["international", "main", "auxiliary", "opening", "road-link"]
KINDS: dict[str, str] = {
    "international": "cửa khẩu quốc tế",
    "main": "cửa khẩu chính",
    "auxiliary": "cửa khẩu phụ",
    "opening": "lối mở",
    "road-link": "điểm đấu nối giao thông",
}


class Gate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One gate: in which commune, facing what, and how far that is verified."""

    province: str
    code: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*$(?!\n)")]
    name: str
    kind: Kind
    across: str
    neighbour: str
    commune: str
    source: str
    mark: Mark


def gate(province: str, code: str) -> Gate | None:
    return next((g for g in GATES if (g.province, g.code) == (province, code)), None)


def _read() -> tuple[Gate, ...]:
    raw = tomllib.loads((DATA / "border.toml").read_text(encoding="utf-8"))
    gates = tuple(msgspec.convert(raw["gate"], list[Gate]))
    keys = [(g.province, g.code) for g in gates]
    if twice := sorted({k for k in keys if keys.count(k) > 1}):
        raise BadData(f"border.toml: ghi hai lần {twice}")
    if unknown := sorted({g.neighbour for g in gates} - set(NEIGHBOURS)):
        raise BadData(f"border.toml: không giáp {', '.join(unknown)}")
    return gates


GATES = _read()
