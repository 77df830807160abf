"""What a day requires: the reports that must stand open on it, in one province."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from casework import Province
from reporting.obligations import period as periods
from reporting.obligations.calendar import OBLIGATIONS
from reporting.obligations.obligation import Obligation
from reporting.obligations.period import Period


class Instance(Struct, frozen=True):
    """One report that one body owes for one period."""

    obligation: Obligation
    period: Period
    unit: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.obligation.id, self.period.key, self.unit


def required(province: Province, day: date, since: date | None = None) -> list[Instance]:
    """What runs on `day`, and what opened after `since` (the last day that was looked at).

    A platform that starts in the middle of a period opens what can still be on time; after an
    outage it opens all that began while it was away.
    """
    return [
        Instance(o, period, unit)
        for o, period in _open(province, day, since)
        for unit in o.owers(province, day)
    ]


def _open(province: Province, day: date, since: date | None) -> Iterator[tuple[Obligation, Period]]:
    for o in OBLIGATIONS.values():
        if not o.is_owed_in(province, day):
            continue
        for period in _near(o, day, since):
            opens = o.opens_on(period)
            missed = since is not None and since < opens <= day
            if missed or opens <= day <= o.closes_on(period, province, day):
                yield o, period


def _near(o: Obligation, day: date, since: date | None) -> Iterable[Period]:
    """The periods of the years around a day."""
    first = min(since or day, day).year - 1
    return (o.period(k) for y in range(first, day.year + 3) for k in periods.keys(o.every, y))
