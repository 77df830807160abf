"""What differs between provinces: dated, cited, bounded values, and who its bodies are.

Provinces set numbers and addressees, never states or steps. Reading order: Param is what a law
lets a province set, Value is one row that sets it, Article where a province states a clause;
Province answers which of them was in force on a day. How its file is read stands in province_file.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from casework.law import Citation, Cited, Mark, Provision, cited
from casework.workdays import Calendar, Unit

Setting = int | bool | str | tuple[int, int] | tuple[str, ...] | None


class Amount(Struct, frozen=True):
    """A number of units, never converted into another unit."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.number} {UNIT_TITLES[self.unit]}"


UNIT_TITLES: dict[str, str] = {
    "calendar-days": "ngày",
    "working-days": "ngày làm việc",
    "hours": "giờ",
    "months": "tháng",
}


class Former(Struct, frozen=True):
    """What the law said until a day: a number is never overwritten, it is followed by another."""

    value: Setting
    until: date
    law: Citation


class Param(Struct, frozen=True, kw_only=True):
    """A value the law lets a province set, with the national default and its legal bounds.

    Exactly one kind: a number (bounds least..most), with a `unit` when it is time; a day of the
    year as (month, day); a switch; a choice out of `choices`; or a list of names. `default=None`
    is «not set»: a number when it has a `unit`, otherwise a day. `formerly`, oldest first: the
    national values before this one.
    """

    name: str
    title: str
    law: Citation
    default: Setting
    unit: Unit | None = None
    least: int = 0
    most: int = 366
    choices: tuple[str, ...] = ()
    formerly: tuple[Former, ...] = ()


class Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dated row of a province's file."""

    service: str
    name: str
    law: str
    since: date
    until: date | None = None
    mark: Mark = "V"
    amount: int | None = None
    unit: Unit | None = None
    day: str | None = None
    switch: bool | None = None
    choice: str | None = None
    list: tuple[str, ...] | None = None
    note: str = ""


class Found(Struct, frozen=True):
    """The value in force on a day and the text it comes from; `binds` is false of advice."""

    value: Any
    law: str
    mark: str
    national: bool
    binds: bool = True


class Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body of the province: department, commune, mass organisation, invited institution."""

    code: str
    name: str
    level: str
    since: date
    until: date | None = None
    successor: str = ""
    invited: bool = False
    note: str = ""


class Lead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which body leads a field."""

    field: str
    unit: str
    law: str
    since: date
    until: date | None = None
    mark: Mark = "V"
    note: str = ""


class Recipient(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who receives a report."""

    report: str
    to: tuple[str, ...]
    law: str
    since: date
    until: date | None = None
    mark: Mark = "V"
    note: str = ""


class Delegated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A matter that the Chairman has delegated to the Director of the department."""

    matter: str
    law: str
    since: date
    until: date | None = None
    mark: Mark = "V"
    note: str = ""


class Article(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a province's own text states a provision. A `draft` has no number or no signature: it
    is shown beside the national text that it copies, and binds nobody by itself."""

    provision: str
    law: str
    since: date
    until: date | None = None
    mark: Mark = "V"
    draft: bool = False
    note: str = ""


class National(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named clause of the field, with the national text that states it, or none."""

    name: str
    title: str
    law: str = ""
    mark: Mark = "V"
    note: str = ""


class Province(Struct, frozen=True, kw_only=True):
    """A provincial unit on the map of its time, with its calendar and its own values."""

    code: str
    name: str
    calendar: Calendar
    since: date = date(1900, 1, 1)
    until: date | None = None
    successor: str = ""
    office: str = ""
    office_type: str = "department"
    abbreviation: str = "SNgV"
    committee: str = ""
    chair_title: str = "Chủ tịch"
    place: str = ""
    levels: tuple[str, ...] = ("tỉnh", "xã")
    units: dict[str, Body] = {}
    leads: tuple[Lead, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    delegated: tuple[Delegated, ...] = ()
    values: dict[str, tuple[Value, ...]] = {}
    provisions: dict[str, National] = {}
    articles: dict[str, tuple[Article, ...]] = {}

    def cite(self, law: Citation, on: date) -> Cited:
        """What binds here on a day: the province's own article, then the national text; else the
        clause is advice and says that nobody states it."""
        if not isinstance(law, Provision):
            return cited(law)
        nation = self.provisions.get(law.name) or National(name=law.name, title=law.name)
        rows = [r for r in self.articles.get(law.name, ()) if _in_force(r, on)]
        if own := next((r for r in reversed(rows) if not r.draft), None):
            return Cited(own.law, "text", own.mark)
        if nation.law:
            return Cited(nation.law, "law", nation.mark)
        if rows:
            return Cited(f"{rows[-1].law} (dự thảo, chưa có hiệu lực)", "text", "X", False)
        return Cited(f"{self.name} chưa quy định: {nation.title}", "text", "X", False)

    def find(self, param: Param, on: date) -> Found:
        """The value in force on `on`: the province's own row, otherwise the national default."""
        row = self._row(param, on)
        if row is None:
            old = next((f for f in param.formerly if on <= f.until), None)
            law = self.cite(old.law if old else param.law, on)
            return Found(old.value if old else param.default, law.text, law.mark, True, law.binds)
        return Found(setting_of(row), row.law, row.mark, False)

    def amount(self, of: Amount | Param, on: date) -> Amount:
        """A number with its unit. Raises LookupError when neither law nor province sets one."""
        if isinstance(of, Amount):
            return of
        found, row = self.find(of, on).value, self._row(of, on)
        if found is None or of.unit is None:
            raise LookupError(f"{of.name} is not set for province {self.code}")
        return Amount(found, row.unit if row and row.unit else of.unit)

    def is_set(self, of: Amount | Param, on: date) -> bool:
        return isinstance(of, Amount) or self.find(of, on).value is not None

    def has_delegated(self, matter: str, on: date) -> Delegated | None:
        return next((d for d in self.delegated if d.matter == matter and _in_force(d, on)), None)

    def lead(self, field: str, on: date) -> Lead | None:
        return next((d for d in self.leads if d.field == field and _in_force(d, on)), None)

    def addressees(self, report: str, on: date) -> tuple[str, ...]:
        rows = [r for r in self.recipients if r.report == report and _in_force(r, on)]
        return tuple(dict.fromkeys(name for r in rows for name in r.to))

    def unit(self, code: str) -> str:
        """The name of a body, or its code when the province does not list it."""
        return self.units[code].name if code in self.units else code

    def exists(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)

    def _row(self, param: Param, on: date) -> Value | None:
        rows = reversed(self.values.get(param.name, ()))
        return next((r for r in rows if _in_force(r, on)), None)


def _in_force(row: Value | Lead | Recipient | Delegated | Article, on: date) -> bool:
    return row.since <= on and (row.until is None or on <= row.until)


def setting_of(row: Value) -> Setting:
    if row.day is not None:
        month, day = row.day.split("-")
        date(2023, int(month), int(day))
        return int(month), int(day)
    for value in (row.amount, row.switch, row.choice, row.list):
        if value is not None:
            return value
    return None
