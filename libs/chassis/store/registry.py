"""Which dossier types and registers a service has, and which type was in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from casework import Dossier, DossierType, Param, Register
from chassis.errors import NotFound, UnknownRegime
from chassis.store import shapes


class Registry:
    """The dossier types of one service; several may share a name and differ by `since`."""

    def __init__(
        self,
        service: str,
        types: Sequence[DossierType[Any]],
        registers: Sequence[Register[Any]] = (),
    ) -> None:
        self.service = service
        self.types = tuple(types)
        self.registers = {r.name: r for r in registers}
        if twice := {t.name for t in types} & set(self.registers):
            raise ValueError(f"{service}: {sorted(twice)} are both procedures and registers")
        self.key = ""  # of the hashes by which people are found (chassis.people)

    def named(self, name: str) -> list[DossierType[Any]]:
        """All regimes of a type, oldest first. Raises NotFound."""
        found = sorted((t for t in self.types if t.name == name), key=lambda t: t.since)
        if not found:
            raise NotFound(f"Không có loại hồ sơ {name}")
        return found

    def names(self) -> list[str]:
        return list(dict.fromkeys(t.name for t in self.types))

    def on(self, name: str, day: date) -> DossierType[Any]:
        """The regime in force on `day`: the latest that had begun, otherwise the first."""
        regimes = self.named(name)
        begun = [t for t in regimes if t.since <= day]
        return begun[-1] if begun else regimes[0]

    def regime(self, name: str, since: str | date, id: str = "") -> DossierType[Any]:
        """The regime a stored dossier was lodged under. Raises UnknownRegime, NotFound."""
        day = since if isinstance(since, date) else date.fromisoformat(since)
        regimes = self.named(name)
        for type_ in regimes:
            if type_.since == day:
                return type_
        known = ", ".join(f"{t.since:%d/%m/%Y}" for t in regimes)
        raise UnknownRegime(name, id, f"không có quy định từ ngày {day:%d/%m/%Y}; có: {known}")

    def kept(self, row: dict[str, Any]) -> shapes.Kept:
        """The type or register that a stored row belongs to. Raises UnknownRegime, NotFound."""
        if row["type"] in self.registers:
            return self.registers[row["type"]]
        return self.regime(row["type"], row["regime"], row["_id"])

    def current(self, row: dict[str, Any]) -> dict[str, Any]:
        """A stored row as today's revision of its type has it. Raises UnreadableRow."""
        return shapes.current(self.kept(row), row)

    def read(self, row: dict[str, Any]) -> tuple[DossierType[Any], Dossier[Any]]:
        """A stored row as a dossier, with the type it was lodged under.

        Raises UnreadableRow, and NewerRow for what only newer code may understand.
        """
        type_ = self.regime(row["type"], row["regime"], row["_id"])
        shapes.refuse_newer(type_, row)
        return type_, shapes.read(type_, shapes.current(type_, row))

    def register(self, name: str) -> Register[Any]:
        """Raises NotFound."""
        if name not in self.registers:
            raise NotFound(f"Không có sổ {name}")
        return self.registers[name]

    def record(self, row: dict[str, Any]) -> Dossier[Any]:
        """A stored row, of a procedure or of a register. Raises UnreadableRow."""
        kept = self.kept(row)
        shapes.refuse_newer(kept, row)
        return shapes.read(kept, shapes.current(kept, row))

    def params(self) -> list[Param]:
        """Every value that provinces may set for these types and registers."""
        found = {p.name: p for r in self.registers.values() for p in r.params}
        for type_ in self.types:
            for param in [*type_.params, *_of(type_)]:
                found[param.name] = param
        return list(found.values())


def _of(type_: DossierType[Any]) -> Iterable[Param]:
    for deadline in type_.deadlines:
        for name in ("amount", "day", "strict"):
            value = getattr(deadline.shape, name, None)
            if isinstance(value, Param):
                yield value
    for transition in type_.transitions:
        if transition.consults and isinstance(transition.consults.within, Param):
            yield transition.consults.within


def row_of(dossier: Dossier[Any]) -> dict[str, Any]:
    """A dossier as it is stored: JSON-ready, so that a read is find_one and encode."""
    row: dict[str, Any] = msgspec.to_builtins(dossier)
    row["_id"] = row.pop("id")
    return row
