"""The map of provinces: the calendar, the units of 2012 to today, and each province's own file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from casework import BadProvince, Calendar, National, Param, Province, read_province
from casework.law import Mark
from chassis.calendar import load_calendar


class _Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One dated row of provinces/units.toml; an ended unit names its successor."""

    code: str
    name: str
    kind: Literal["tỉnh", "thành phố"]
    decision: str
    since: date = date(1900, 1, 1)
    until: date | None = None
    successor: str = ""
    mark: Mark = "W"


class _Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit: list[_Unit]


class _Provisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provision: list[National] = []


def load_provisions(folder: Path) -> dict[str, National]:
    """The named clauses of the field, by name. Raises BadProvince."""
    file = folder / "provisions.toml"
    try:
        rows = msgspec.toml.decode(file.read_bytes(), type=_Provisions).provision
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadProvince(f"{file.name}: {error}") from None
    names = [row.name for row in rows]
    if twice := {name for name in names if names.count(name) > 1}:
        raise BadProvince(f"{file.name}: khai hai lần: {', '.join(sorted(twice))}")
    return {row.name: row for row in rows}


def load_provinces(
    folder: Path, params: Mapping[str, Iterable[Param]], today: date | None = None
) -> dict[str, Province]:
    """Every unit by code; with its own values where `<code>.toml` exists, else national defaults.

    Raises BadProvince or BadCalendar, naming file, line and law. Two units of different times may
    have had one code (46: Thừa Thiên Huế, then Huế): the latest row is the unit of today.
    """
    calendar = load_calendar(folder / "calendar.toml", today)
    file = folder / "units.toml"
    try:
        units = msgspec.toml.decode(file.read_bytes(), type=_Units).unit
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadProvince(f"{file.name}: {error}") from None
    provisions = load_provisions(folder)
    provinces: dict[str, Province] = {}
    for row in sorted(units, key=lambda u: u.since):
        provinces[row.code] = _province(folder, row, calendar, provisions, params)
    for row in units:
        if row.successor and row.successor not in provinces:
            raise BadProvince(f"{file.name}: {row.code} kế thừa bởi {row.successor}, chưa có mã đó")
    return provinces


def _province(
    folder: Path, row: _Unit, calendar: Calendar, provisions: dict[str, National],
    params: Mapping[str, Iterable[Param]],
) -> Province:  # fmt: skip
    long_name = f"{row.kind} {row.name}"
    base = Province(
        code=row.code,
        name=f"TP {row.name}" if row.kind == "thành phố" else row.name,
        calendar=calendar,
        since=row.since,
        until=row.until,
        successor=row.successor,
        office=f"Sở Ngoại vụ {long_name}",
        committee=f"Ủy ban nhân dân {long_name}",
        place=row.name,
        provisions=provisions,
    )
    own = folder / f"{row.code}.toml"
    if row.until is not None or not own.exists():
        return base
    return read_province(base, own.read_text(), own.name, params)
