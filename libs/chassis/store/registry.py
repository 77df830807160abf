"""Which dossier types and registers a service has, and which type was in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from casework import Dossier, DossierType, Param, Register
from chassis.errors import NotFound


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
        self._shapes: dict[type[Any], Any] = {}

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

    def regime(self, name: str, since: str | date) -> DossierType[Any]:
        """The regime a stored dossier was lodged under."""
        day = since if isinstance(since, date) else date.fromisoformat(since)
        regimes = self.named(name)
        return next((t for t in regimes if t.since == day), regimes[-1])

    def read(self, row: dict[str, Any]) -> tuple[DossierType[Any], Dossier[Any]]:
        """A stored row as a dossier, with the type it was lodged under."""
        type_ = self.regime(row["type"], row["regime"])
        return type_, self._dossier(row, type_.fields)

    def register(self, name: str) -> Register[Any]:
        """Raises NotFound."""
        if name not in self.registers:
            raise NotFound(f"Không có sổ {name}")
        return self.registers[name]

    def record(self, row: dict[str, Any]) -> Dossier[Any]:
        """A stored row, of a procedure or of a register."""
        if row["type"] in self.registers:
            return self._dossier(row, self.registers[row["type"]].entry)
        return self.read(row)[1]

    def _dossier(self, row: dict[str, Any], fields: type[Any]) -> Dossier[Any]:
        shape = self._shapes.get(fields)
        if shape is None:
            of: Any = Dossier
            shape = self._shapes[fields] = of[fields]
        found: Dossier[Any] = msgspec.convert({**row, "id": row["_id"]}, shape)
        return found

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
