"""What a figure is: which rows count, when they belong to a period, what is measured, by what.

Reading order: Dimension, Membership and Measure, then Figure, which is made of them. Paths lead
into the gateway's rows (`gateway.projections.rows`): «unit», «fields.head»,
«fields.legs[].country»; `[]` marks an array whose elements each give the row a place of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct

Kind = Literal[
    "text",
    "country",
    "region",
    "unit",
    "tier",
    "province",
    "state",
    "month",
    "year",
    "number",
    "switch",
    "filled",
    "timeliness",
]
Grain = Literal["day", "month", "year", "half", "standing", "expiring", "now"]


class Dimension(Struct, frozen=True):
    """By what a figure is divided, and what it may be filtered by.

    `kind` says how a value becomes a key: a month of a date, a region of a country, whether a field
    is filled in. `at_home`: the type tells it inside its province only.
    """

    name: str
    title: str
    path: str
    kind: Kind = "text"
    labels: Mapping[str, str] = {}
    at_home: bool = False

    @property
    def is_many(self) -> bool:
        return "[]" in self.path

    @property
    def at(self) -> str:
        """The path as the database writes it."""
        return self.path.replace("[]", "")


class Membership(Struct, frozen=True):
    """When a row belongs to a period; `says` is the rule as a sentence.

    day: the date at `path` lies in it. month: so does the first of the month at `path`; what has no
    month belongs to its whole year (`also`). year: the year is the period's. half: the half-year
    (`path`, `also`) ends in it. standing: begun at `path` and not past `also` on the period's last
    day. expiring: the date at `path` is at most `ahead` days after that day. now: no period.
    """

    path: str
    says: str
    grain: Grain = "day"
    also: str = ""
    ahead: int = 0

    @property
    def is_of_a_moment(self) -> bool:
        return self.grain in ("standing", "expiring", "now")


class Measure(Struct, frozen=True):
    """How many rows there are, or the sum of the number at `path`.

    `currency` is the path of the sum's currency: sums of two currencies are never added up.
    """

    unit: str
    path: str = ""
    currency: str = ""


class Figure(Struct, frozen=True, kw_only=True):
    """One figure.

    `states` are those that count (all, when there are none), `where` more conditions on the rows
    and `where_says` the same in words. `each` counts elements of an array, not the row.
    `plan` names the figure of what was planned, `whole` the one of which this is a part, so that a
    rate can be told. `at_home` as in Dimension. `counts_team_only`: its rows are shown to their
    team alone; what is told of them is their code and dimensions.
    """

    name: str
    title: str
    subject: str
    record: str
    service: str
    types: tuple[str, ...]
    measure: Measure
    period: Membership
    by: tuple[Dimension, ...]
    states: tuple[str, ...] = ()
    where: Mapping[str, Any] = {}
    where_says: str = ""
    each: str = ""
    plan: str = ""
    whole: str = ""
    note: str = ""
    at_home: bool = False
    counts_team_only: bool = False

    @property
    def dimensions(self) -> Mapping[str, Dimension]:
        return {d.name: d for d in self.by}

    def paths(self) -> Iterator[str]:
        """The paths that the figure itself needs, without its dimensions."""
        told = (self.measure.path, self.measure.currency, self.period.path, self.period.also)
        yield from (path for path in (*told, *self.where, self.each) if path)


class Subject(Struct, frozen=True):
    """A line of the table of the half-yearly and yearly reports, and its figures."""

    name: str
    title: str
    figures: tuple[Figure, ...]


PROVINCE = Dimension("province", "Tỉnh, thành phố", "province", "province")
UNIT = Dimension("unit", "Cơ quan, đơn vị", "unit", "unit")
TIER = Dimension("tier", "Cấp của đơn vị", "unit", "tier")
STATE = Dimension("state", "Trạng thái", "state", "state")
COMMON = (PROVINCE, UNIT, TIER, STATE)
