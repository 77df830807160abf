"""What was expected and what came, as DHIS2 counts it: completeness and timeliness.

Completeness is received of expected, timeliness received on time of expected, both in percent.
Invited bodies are shown but never expected; a report that was waived is not either. A report with
no day is on time whenever it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from reporting.obligations.calendar import OBLIGATIONS

RECEIVED = frozenset(
    {"received", "accepted", "sent", "acknowledged", "closed"}
)  # fmt: skip
NOT_OWED = frozenset({"cancelled", "declined"})


class Rate(Struct, kw_only=True):
    """The count of one group of reports."""

    expected: int = 0
    received: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0
    pending: int = 0
    voluntary: int = 0
    completeness: float | None = None
    timeliness: float | None = None

    def add(self, row: Mapping[str, Any], today: str) -> None:
        fields, due = row["fields"], due_of(row)
        if row["state"] in NOT_OWED:
            return
        came = has_come(row)
        if fields["invited"]:
            self.voluntary += came
            return
        self.expected += 1
        if not came:
            overdue = due is not None and due < today
            self.missing += overdue
            self.pending += not overdue
            return
        self.received += 1
        late = any(c.get("late_by") for c in row["clocks"] if c.get("met"))
        self.late += late
        self.on_time += not late

    def settled(self) -> Rate:
        """With its rates; a group that expects nothing has none."""
        if self.expected:
            self.completeness = round(100 * self.received / self.expected, 1)
            self.timeliness = round(100 * self.on_time / self.expected, 1)
        return self


def due_of(row: Mapping[str, Any]) -> str | None:
    return next((str(c["due"])[:10] for c in row["clocks"] if c.get("due")), None)


def has_come(row: Mapping[str, Any]) -> bool:
    """Returned parts came once: what is asked of them is a supplement."""
    met = any(c.get("met") for c in row["clocks"])
    return bool(met or row["state"] in RECEIVED or row["fields"].get("document"))


def count(rows: Iterable[Mapping[str, Any]], today: str) -> dict[str, Any]:
    """The whole, and by obligation, by unit, by period and by province."""
    kept = list(rows)
    return {
        "total": _whole(kept, today),
        "by_obligation": _by(kept, today, lambda r: r["fields"]["obligation"], _title),
        "by_unit": _by(kept, today, lambda r: r["unit"]),
        "by_period": _by(kept, today, lambda r: r["fields"]["period"]),
        "by_province": _by(kept, today, lambda r: r["province"]),
    }


def _title(key: str) -> str:
    return OBLIGATIONS[key].title if key in OBLIGATIONS else key


def _whole(rows: Iterable[Mapping[str, Any]], today: str) -> Rate:
    rate = Rate()
    for row in rows:
        rate.add(row, today)
    return rate.settled()


def _by(
    rows: Iterable[Mapping[str, Any]],
    today: str,
    key: Callable[[Mapping[str, Any]], str],
    title: Callable[[str], str] = str,
) -> list[dict[str, Any]]:
    groups: dict[str, Rate] = {}
    for row in rows:
        groups.setdefault(key(row), Rate()).add(row, today)
    return [{"key": k, "title": title(k), "rate": groups[k].settled()} for k in sorted(groups)]
