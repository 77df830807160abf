"""When a duty announces itself, and to whom: near its day, after it, and up the line of the unit.

Of several levels that were reached meanwhile only the last is told, so that an outage is followed
by one reminder of each duty and not by three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from casework import RECORD, Param, Province
from casework.workdays import NoCalendar
from reporting.content import Reminder

Level = Literal["near", "missed", "escalated"]
URGE = RECORD
NEAR = Param(
    name="reminder.near",
    title="Nhắc trước khi đến hạn",
    law=URGE,
    default=5,
    unit="working-days",
    most=60,
)
ESCALATE = Param(
    name="reminder.escalate-after",
    title="Báo cáo cấp trên khi quá hạn",
    law=URGE,
    default=3,
    unit="working-days",
    most=60,
)
LEVELS: Mapping[Level, str] = {
    "near": "sắp đến hạn",
    "missed": "đã quá hạn",
    "escalated": "quá hạn, đã báo cấp trên",
}
OFFICE = "so-ngoai-vu"


def due_reminder(
    row: Mapping[str, Any], province: Province, day: date, *, only_near: bool = False
) -> Reminder | None:
    """The reminder that a stored dossier owes on a day and was not given yet.

    `only_near` is for duties that nobody is answerable for: invited bodies, reports elsewhere.
    """
    told = {(r["duty"], r["level"]) for r in row["fields"]["reminders"]}
    for clock in row["clocks"]:
        due = clock.get("due")
        if not due or clock.get("met"):
            continue
        due_on = _day(due)
        level = level_on(due_on, province, day)
        if level is None or (only_near and level != "near"):
            continue
        if (clock["name"], level) not in told:
            to = tuple(line_of(level, row["unit"]))
            return Reminder(duty=clock["name"], level=level, due=due_on, on=day, to=to)
    return None


def level_on(due: date, province: Province, day: date) -> Level | None:
    """How pressing a duty is on a day; None while it is far, or its year has no calendar yet."""
    calendar = province.calendar
    near, late = province.amount(NEAR, day), province.amount(ESCALATE, day)
    try:
        if day > calendar.within(due, late.number, late.unit).due:
            return "escalated"
        if day > due:
            return "missed"
        return "near" if day >= calendar.before(due, near.number, near.unit).due else None
    except NoCalendar:
        return "missed" if day > due else None


def line_of(level: Level, unit: str) -> Iterable[str]:
    """Who is told, as «unit» or «unit/role»: the unit, its head, then whoever it reports to."""
    if level == "near":
        return [unit]
    if level == "missed":
        return [unit, f"{unit}/head"]
    above = [f"{OFFICE}/director", "van-phong-ubnd"]
    return [unit, f"{unit}/head", *above]


def names_of(unit: str, roles: Iterable[str]) -> set[str]:
    """The names under which a person is told something."""
    return {unit, *(f"{unit}/{role}" for role in roles)}


def _day(told: str | date) -> date:
    return date.fromisoformat(told[:10]) if isinstance(told, str) else told


def is_answerable(row: Mapping[str, Any], elsewhere: bool) -> bool:
    return not elsewhere and not row["fields"]["invited"]
