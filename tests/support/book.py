"""A book: drives one entry of a register in memory. No database, no clock, no mocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from casework import Actor, Dossier, Outcome, Province, Register, Writing
from casework import register as registers_of
from casework.province import Value
from support.desk import HANOI, office_calendar, stated


class Book:
    """One register of province 86. `Book(PARTNERS, date(2026, 3, 2)).enter(entry, by="officer")`;
    what was entered before is looked at for entries with the same key."""

    def __init__(self, register: Register[Any], today: date, *, values: Sequence[Value] = ()):
        grouped: dict[str, tuple[Value, ...]] = {}
        for row in values:
            grouped[row.name] = (*grouped.get(row.name, ()), row)
        self.register, self.today = register, today
        self.province = Province(
            code="86",
            name="Vĩnh Long",
            calendar=office_calendar(),
            values=grouped,
            provisions=stated().provisions,
            articles=stated().articles,
        )
        self.kept: dict[str, Dossier[Any]] = {}
        self.outcomes: list[Outcome[Any]] = []

    def enter(self, entry: Any, *, by: str = "officer", unit: str = "so-ngoai-vu") -> Dossier[Any]:
        number = len(self.kept) + 1
        blank: Dossier[Any] = Dossier(
            id=f"e{number}", code=f"{self.register.prefix}-{number:03}", type=self.register.name,
            regime=self.today, province="86", unit=unit, title="", fields=entry,
            lodged_on=self.today,
        )  # fmt: skip
        asked = self._asked(entry, by, unit)
        twins = self._twins(entry)
        return self._keep(registers_of.enter(self.register, blank, asked, twins))

    def amend(
        self, code: str, entry: Any, reason: str = "sửa theo công văn", *, by: str = "officer"
    ) -> Dossier[Any]:
        kept = self.kept[code]
        asked = self._asked(entry, by, kept.unit, kept.fields)
        twins = [c for c in self._twins(entry) if c != code]
        return self._keep(registers_of.amend(self.register, kept, asked, reason, twins))

    def strike(
        self, code: str, reason: str = "ghi nhầm hai lần", *, by: str = "officer"
    ) -> Dossier[Any]:
        kept = self.kept[code]
        actor, at = self._actor(by, kept.unit), self._now()
        struck = registers_of.strike(self.register, kept, actor, at, self.province, reason)
        return self._keep(struck)

    def on(self, today: date) -> Book:
        self.today = today
        return self

    def _keep(self, outcome: Outcome[Any]) -> Dossier[Any]:
        self.outcomes.append(outcome)
        self.kept[outcome.dossier.code] = outcome.dossier
        return outcome.dossier

    def _twins(self, entry: Any) -> list[str]:
        keys = set(self.register.keys(entry))
        live = [d for d in self.kept.values() if d.state != registers_of.STRUCK]
        return [d.code for d in live if keys & set(self.register.keys(d.fields))]

    def _asked(self, entry: Any, by: str, unit: str, before: Any = None) -> Writing[Any]:
        return Writing(
            entry=entry, actor=self._actor(by, unit), at=self._now(), province=self.province,
            before=before,
        )  # fmt: skip

    def _actor(self, by: str, unit: str) -> Actor:
        return Actor(id=f"{by}.86", roles=frozenset({by}), province="86", unit=unit)

    def _now(self) -> datetime:
        return datetime.combine(self.today, time(9), HANOI)
