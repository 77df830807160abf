"""Deadlines: a duty with a date, of one of four shapes, or immediate.

A deadline is declared in a dossier type. `clocks` reads a dossier's acts and fields and says when
each duty began, when its clock stood still, when it is due, whether and how late it was met, and
`explain` counts the days line by line. The clocks stand in the dossier as of its last act; when
the calendar or a value of the province changes they are counted again (`acts.recount`). Days are
counted by `workdays.Calendar` (Civil Code 91/2015/QH13, art. 147-148).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from casework.law import Citation, Cited, Ground
from casework.province import Amount, Param, Province
from casework.workdays import Calendar, Count, Line, Moment, NoCalendar, Pause, moment

if TYPE_CHECKING:
    from casework.dossier import Act, Dossier

DayOf = Callable[["Dossier[Any]"], Moment | None]


class Within(Struct, frozen=True, kw_only=True):
    """Within N of entering a state of `runs_in`, spent only while the dossier is in one of them."""

    amount: Amount | Param
    runs_in: Collection[str]


class Before(Struct, frozen=True, kw_only=True):
    """At least N before a date of the dossier: the last lawful day, moved earlier."""

    amount: Amount | Param
    event: DayOf
    of: str


class After(Struct, frozen=True, kw_only=True):
    """Within N after a date or an act of the dossier: the last day, moved later."""

    amount: Amount | Param
    event: DayOf
    of: str


class OnDay(Struct, frozen=True, kw_only=True):
    """A fixed day of the year; `strict` decides whether «trước ngày» includes the day itself."""

    day: Param
    year: Callable[[Dossier[Any]], int | None]
    strict: Param | bool
    of: str = ""


class Immediate(Struct, frozen=True, kw_only=True):
    """«Ngay, kịp thời»: no number; due on the day its event happened."""

    event: DayOf
    of: str


Shape = Within | Before | After | OnDay | Immediate


class Deadline(Struct, frozen=True, kw_only=True):
    """A duty: which law, what is owed, of which shape, and which transitions meet it.

    `id` is the number in the field's catalogue ("D08"). `applies` limits it to some dossiers.
    """

    law: Citation
    name: str
    title: str
    shape: Shape
    met_by: Collection[str]
    id: str = ""
    owed_to: str = ""
    applies: Callable[[Dossier[Any]], bool] | None = None


class Clock(Struct, frozen=True, kw_only=True):
    """A deadline on one dossier. `late_by` counts in the deadline's own unit; `undated` says why
    a duty that runs has no date yet."""

    name: str
    id: str
    title: str
    law: str
    unit: str = ""
    amount: int = 0
    start: Moment | None = None
    due: Moment | None = None
    paused: bool = False
    met: datetime | None = None
    late_by: int = 0
    late_reason: str = ""
    owed_to: str = ""
    ground: Ground = "law"
    mark: str = ""
    undated: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "start", moment(self.start))
        force_setattr(self, "due", moment(self.due))


class Explained(Struct, frozen=True, kw_only=True):
    """A clock with the way its due date was counted; the last line's date is the due date.

    `source` is the text that its number comes from. `advice`: nobody states the duty in this
    province, so its day is shown and makes nobody late.
    """

    clock: Clock
    lines: tuple[Line, ...]
    source: str
    mark: str
    advice: bool = False


def clocks(
    deadlines: Iterable[Deadline], dossier: Dossier[Any], province: Province
) -> tuple[Clock, ...]:
    """The clocks of all duties that bind here and have begun or have a date on this dossier."""
    binding = (d for d in deadlines if _source(d, province, dossier.lodged_on).binds)
    found = (_clock(d, dossier, province) for d in binding)
    return tuple(c for c, _ in filter(None, found))


def moved(before: Iterable[Clock], after: Iterable[Clock]) -> list[tuple[Clock, Clock]]:
    """The duties whose dates differ between two countings, as they were and as they are; what one
    side does not have stands there without a date."""
    old, new = ({c.name: c for c in side} for side in (before, after))
    pairs = []
    for name in dict.fromkeys([*old, *new]):
        there = old.get(name) or new[name]
        none = replace(there, start=None, due=None, undated="", paused=False)
        was, now = old.get(name, none), new.get(name, none)
        if any(getattr(was, at) != getattr(now, at) for at in ("due", "undated", "paused")):
            pairs.append((was, now))
    return pairs


def explain(
    deadlines: Iterable[Deadline], dossier: Dossier[Any], province: Province
) -> tuple[Explained, ...]:
    """Every clock with its lines, the text its number comes from and how far that is verified."""
    explained = []
    for deadline in deadlines:
        if not (found := _clock(deadline, dossier, province)):
            continue
        clock, count = found
        source = _source(deadline, province, dossier.lodged_on)
        if not source.binds:
            clock = replace(clock, late_by=0, late_reason="")
        explained.append(
            Explained(
                clock=clock,
                lines=count.lines if count else (),
                source=source.text,
                mark=source.mark,
                advice=not source.binds,
            )
        )
    return tuple(explained)


def simulate(
    calendar: Calendar,
    shape: str,
    amount: Amount,
    start: Moment,
    pauses: Iterable[tuple[date, date]] = (),
) -> Count:
    """Count a date that has not been reached: the same counting, for numbers given by hand."""
    if shape == "before":
        return calendar.before(start, amount.number, amount.unit)
    return calendar.within(start, amount.number, amount.unit, tuple(pauses))


def _clock(
    deadline: Deadline, dossier: Dossier[Any], province: Province
) -> tuple[Clock, Count | None] | None:
    if deadline.applies and not deadline.applies(dossier):
        return None
    met = _meeting(deadline, dossier)
    counted = _count(deadline.shape, dossier, province, met)
    if counted is None:
        return None
    start, count, amount, paused = counted
    law = province.cite(deadline.law, dossier.lodged_on)
    if not law.binds:
        law = _source(deadline, province, dossier.lodged_on)
    clock = Clock(
        name=deadline.name,
        id=deadline.id,
        title=deadline.title,
        law=law.text,
        ground=law.ground,
        mark=law.mark,
        unit=amount.unit if amount else "",
        amount=amount.number if amount else 0,
        start=start,
        due=count.due if isinstance(count, Count) else None,
        paused=paused,
        owed_to=deadline.owed_to,
        undated=count.why if isinstance(count, _Undated) and not met else "",
    )
    lines = count if isinstance(count, Count) else None
    return (_settle(clock, met, province.calendar) if met else clock), lines


def _meeting(deadline: Deadline, dossier: Dossier[Any]) -> Act | None:
    """The act that met the duty."""
    since = _first(dossier, deadline)
    acts = (a for a in dossier.acts if a.transition in deadline.met_by and a.version >= since)
    return next(acts, None)


def _settle(clock: Clock, act: Act, calendar: Calendar) -> Clock:
    """When the duty was met, and how late."""
    met = act.at
    late = 0
    if clock.due is not None:
        until: Moment = met if isinstance(clock.due, datetime) else calendar.day(met)
        late = calendar.lateness(clock.due, until, clock.unit or "calendar-days")
    reason = act.late_reason if late else ""
    return replace(clock, met=met, late_by=late, late_reason=reason, paused=False)


def _first(dossier: Dossier[Any], deadline: Deadline) -> int:
    """The version from which an act can meet the duty: entering its states, or the beginning."""
    if not isinstance(deadline.shape, Within):
        return 0
    runs_in = deadline.shape.runs_in
    entered = (a.version for a in dossier.acts if a.to in runs_in and a.source not in runs_in)
    return next(entered, 0) + 1


class _Undated(Struct, frozen=True):
    """A duty of a year whose holidays nobody has entered, and the words that say so."""

    why: str


_Counted = tuple[Moment | None, Count | _Undated | None, Amount | None, bool]


def _count(
    shape: Shape, dossier: Dossier[Any], province: Province, met: Act | None
) -> _Counted | None:
    calendar, on = province.calendar, dossier.lodged_on
    if isinstance(shape, OnDay):
        return _on_day(shape, dossier, province)
    if isinstance(shape, Immediate):
        at = shape.event(dossier)
        if at is None:
            return None
        day = calendar.day(at) if isinstance(at, datetime) else at
        return day, Count(day, (Line(day, True, "ngay trong ngày"),)), None, False
    if not province.is_set(shape.amount, on):
        return None
    amount = province.amount(shape.amount, on)
    if isinstance(shape, Within):
        return _within(shape, amount, dossier.acts, calendar, met)
    start = shape.event(dossier)
    if start is None:
        return None
    start = _moment(start, amount, calendar)
    count = calendar.before if isinstance(shape, Before) else calendar.within
    return start, _known(lambda: count(start, amount.number, amount.unit)), amount, False


def _known(count: Callable[[], Count]) -> Count | _Undated:
    """A duty of years to come has no date until somebody enters their holidays."""
    try:
        return count()
    except NoCalendar as error:
        return _Undated(str(error))


def _within(
    shape: Within, amount: Amount, acts: Sequence[Act], calendar: Calendar, met: Act | None
) -> _Counted | None:
    """Read the budget's start and pauses off the acts; the act that meets the duty ends it."""
    start: Moment | None = None
    stopped: Moment | None = None
    pauses: list[Pause] = []
    for act in acts[: met.version - 1] if met else acts:
        inside, was_inside = act.to in shape.runs_in, act.source in shape.runs_in
        at = _moment(act.at, amount, calendar)
        if inside and start is None:
            start = at
        elif inside and stopped is not None:
            pauses.append((stopped, at))
            stopped = None
        elif start is not None and was_inside and not inside:
            stopped = at
    if start is None:
        return None
    if stopped is not None and met:
        pauses.append((stopped, _moment(met.at, amount, calendar)))
    begun, away = start, [p for p in pauses if p[0] < p[1]]
    count = _known(lambda: _spend(calendar, begun, amount, away))
    if stopped is not None and not met and (isinstance(count, _Undated) or stopped <= count.due):
        return start, None, amount, True
    return start, count, amount, False


def _spend(calendar: Calendar, start: Moment, amount: Amount, pauses: Sequence[Pause]) -> Count:
    """A file that was away on its last day comes back with that day."""
    count = calendar.within(start, amount.number, amount.unit, pauses)
    for away, back in pauses:
        if amount.unit != "hours" and away <= count.due <= back:
            count = calendar.resumed(count, back)
    return count


def _moment(at: Moment, amount: Amount, calendar: Calendar) -> Moment:
    if amount.unit == "hours" or not isinstance(at, datetime):
        return at
    return calendar.day(at)


def _on_day(shape: OnDay, dossier: Dossier[Any], province: Province) -> _Counted | None:
    year = shape.year(dossier)
    found = province.find(shape.day, dossier.lodged_on).value
    if year is None or found is None:
        return None
    strict = shape.strict
    if isinstance(strict, Param):
        strict = bool(province.find(strict, dossier.lodged_on).value)
    month, day = found
    return None, _known(lambda: province.calendar.on_day(year, month, day, strict)), None, False


def _source(deadline: Deadline, province: Province, on: date) -> Cited:
    """The text that a duty's number comes from: it binds by its number, not by its article."""
    shape = deadline.shape
    of = shape.day if isinstance(shape, OnDay) else getattr(shape, "amount", None)
    if isinstance(of, Param):
        found = province.find(of, on)
        return Cited(found.law, "law" if found.national else "text", found.mark, found.binds)
    return province.cite(deadline.law, on)


def describe(deadline: Deadline) -> dict[str, Any]:
    """For the catalogue: name, id, law, shape, amount and unit (national default)."""
    shape = deadline.shape
    names: Mapping[type, str] = {
        Within: "within",
        Before: "before",
        After: "after",
        OnDay: "on-day",
        Immediate: "immediate",
    }
    of = getattr(shape, "amount", None)
    amount: object = None
    unit: str | None = None
    if isinstance(of, Amount):
        amount, unit = of.number, of.unit
    elif isinstance(of, Param):
        amount, unit = of.default, of.unit
    day = shape.day.default if isinstance(shape, OnDay) else None
    param = of if isinstance(of, Param) else shape.day if isinstance(shape, OnDay) else None
    return {
        "name": deadline.name,
        "id": deadline.id,
        "title": deadline.title,
        "law": str(deadline.law),
        "shape": names[type(shape)],
        "amount": amount,
        "unit": unit,
        "day": day,
        "of": getattr(shape, "of", ""),
        "runs_in": sorted(str(s) for s in getattr(shape, "runs_in", ())),
        "met_by": sorted(deadline.met_by),
        "owed_to": deadline.owed_to,
        "param": param.name if param else None,
    }


def act_day(*transitions: str) -> DayOf:
    """The moment of the first act among `transitions`, for After and Immediate."""

    def first(dossier: Dossier[Any]) -> Moment | None:
        act: Act | None = next((a for a in dossier.acts if a.transition in transitions), None)
        return act.at if act else None

    return first
