"""What was expected and what came, as DHIS2 counts it: completeness and timeliness.

Completeness is received of expected, timeliness received on time of expected, both in percent.
Invited bodies are shown but never expected; a report that was waived is not either. A report with
no day is on time whenever it comes. `lines` are the reports behind the rates: what came late and
why, what is locked by whose approval, what was opened again on what ground.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from casework.vocabulary import ROLE_TITLES
from reporting.obligations.calendar import OBLIGATIONS

RECEIVED = frozenset(
    {"received", "accepted", "sent", "acknowledged", "closed"}
)  # fmt: skip
NOT_OWED = frozenset({"cancelled", "declined"})
LOCKING = frozenset({"sign", "sign-for-department", "accept", "fulfil", "record-sent"})


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


def lines(rows: Iterable[Mapping[str, Any]], today: str) -> list[dict[str, Any]]:
    """The reports that were counted, one line each."""
    kept = [row for row in rows if row["state"] not in NOT_OWED]
    return [_line(row, today) for row in sorted(kept, key=_place)]


def _place(row: Mapping[str, Any]) -> tuple[str, ...]:
    f = row["fields"]
    return f["period"], f["obligation"], row["province"], row["unit"]


def _line(row: Mapping[str, Any], today: str) -> dict[str, Any]:
    f, due, came = row["fields"], due_of(row), has_come(row)
    met = next((c for c in row["clocks"] if c.get("met")), None)
    reasons = [a["late_reason"] for a in row["acts"] if a.get("late_reason")]
    missing = not came and due is not None and due < today and not f["invited"]
    return {
        "type": row["type"],
        "id": row["_id"],
        "code": row["code"],
        "title": row["title"],
        "unit": row["unit"],
        "obligation": f["obligation"],
        "period": f["period"],
        "version": f["version"],
        "due": due,
        "received": str(met["met"])[:10] if met else None,
        "late_by": met.get("late_by", 0) if met else 0,
        "late_reason": "; ".join(reasons),
        "is_missing": missing,
        "is_voluntary": f["invited"],
        "locked": _lock(row),
        "reopened": [f"{_day(r['on'])}: {r['reason']} ({r['ground']})" for r in f["replaced"]],
    }


def _lock(row: Mapping[str, Any]) -> str:
    """«Khóa vì Chủ tịch UBND đã ký báo cáo ngày 28/05/2026», while it is so."""
    if row["state"] not in RECEIVED - {"received"} | {"signed"}:
        return ""
    act = next((a for a in reversed(row["acts"]) if a["transition"] in LOCKING), None)
    if act is None:
        return ""
    who = ROLE_TITLES.get(act["role"], act["role"])
    return f"Khóa vì {who} đã {act['title']} ngày {_day(act['at'])}"


def _day(on: Any) -> str:
    return f"{date.fromisoformat(str(on)[:10]):%d/%m/%Y}"


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
