"""Working days, and periods counted over them with an explanation line by line.

Counting follows the Civil Code (91/2015/QH13, art. 147-148): the day of the trigger is not counted;
a period ends at 24:00 of its last day; a last day that is a day off moves to the next working day.
«At least N before» moves earlier instead, never later. Units are never converted into each other.
Calendar days, working days and months give dates; hours give a moment.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

if TYPE_CHECKING:
    Moment = date | datetime
else:
    Moment = Any  # msgspec reads no union of the two; `moment` does

Unit = Literal["calendar-days", "working-days", "hours", "months"]
Pause = tuple[date, date]  # or two moments, when hours are counted
M = TypeVar("M", date, datetime)
DAY = timedelta(days=1)
HANOI = timezone(timedelta(hours=7))
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class NoCalendar(ValueError):
    """A year for which nobody has entered the holidays: counting over it would invent a date."""


class DayRow(Struct, frozen=True, gc=False):
    """A day that is not what its weekday says, with the decision that says so.

    holiday; in-lieu (nghỉ bù); swap-off: a weekday off by a swap; working-swap: a worked Saturday.
    """

    day: date
    kind: Literal["holiday", "in-lieu", "swap-off", "working-swap"]
    name: str
    decision: str
    mark: str = "V"


class Line(Struct, frozen=True, gc=False):
    """One line of an explanation: a day (or moment), whether it was counted, and why."""

    date: date | datetime
    counted: bool
    note: str


class Count(Struct, frozen=True):
    """A due date and its explanation; the last line's date is the due date."""

    due: date | datetime
    lines: tuple[Line, ...]


class Calendar(Struct, frozen=True, dict=True):
    """The working days of State bodies: Monday to Friday, corrected by `rows`, for known years."""

    zone: str = "Asia/Ho_Chi_Minh"
    rows: dict[date, DayRow] = {}
    years: frozenset[int] = frozenset()

    def day(self, at: datetime) -> date:
        """The date on the wall of the office: deadlines are counted there, not in UTC."""
        return at.astimezone(self._zone()).date()

    def is_working(self, day: date) -> bool:
        """Raises NoCalendar for a year that is not entered."""
        return self._known(day)[0]

    def why(self, day: date) -> str:
        """Why a day is a day off, or that it is worked although its weekday says otherwise."""
        return self._known(day)[1]

    def within(
        self, start: date | datetime, amount: int, unit: Unit, pauses: Sequence[Pause] = ()
    ) -> Count:
        """The last day of `amount` units after `start`.

        A pause (a, b) stopped the clock on day a (which still counts) and resumed it on day b
        (which, as a trigger, does not): the days after a up to b are not spent.
        """
        _check(amount, pauses)
        with _inside_of_time(start):
            if unit == "hours":
                return self._hours_after(start, amount, pauses)
            first = self._date(start)
            if unit == "months":
                return self._months_after(first, amount, pauses)
            return self._days_after(first, amount, unit == "working-days", pauses)

    def resumed(self, count: Count, back: date) -> Count:
        """A budget of days whose last day fell into a pause: it ends on the day of the return."""
        return self._later(back, [*count.lines, Line(back, True, "tiếp tục, ngày cuối")])

    def before(self, event: date | datetime, amount: int, unit: Unit) -> Count:
        """The last lawful day that leaves `amount` units before `event`, moved earlier if off."""
        _check(amount, ())
        with _inside_of_time(event):
            if unit == "hours":
                return self._hours_before(event, amount)
            day = self._date(event)
            if unit == "months":
                return self._earlier(add_months(day, -amount), [Line(day, False, _EVENT)])
            return self._days_before(day, amount, unit == "working-days")

    def on_day(self, year: int, month: int, day: int, strict: bool) -> Count:
        """«Trước ngày D»: D itself, or the day before it when read strictly. Never moved."""
        named = date(year, month, day)
        due = named - DAY if strict else named
        lines = []
        if strict:
            lines.append(Line(named, False, f"«trước ngày {named:%d/%m}»: không gồm ngày này"))
        working, why = self._known(due)
        note = "ngày cuối cùng hợp lệ" if strict else "gồm cả ngày này"
        lines.append(Line(due, True, note if working else f"{note} ({why}, không dời)"))
        return Count(due, tuple(lines))

    def between(self, start: date, end: date) -> int:
        """Working days in the half-open period (start, end]."""
        days = (end - start).days
        return sum(self.is_working(start + timedelta(days=n)) for n in range(1, days + 1))

    def lateness(self, due: date | datetime, met: date | datetime, unit: str) -> int:
        """By how many units `met` lies after `due`; 0 when it does not."""
        if isinstance(due, datetime):
            seconds = (self._moment(met) - due).total_seconds()
            return max(0, -int(-seconds // 3600))
        day = self._date(met)
        if day <= due:
            return 0
        if unit == "working-days":
            days = (due + timedelta(days=n) for n in range(1, (day - due).days + 1))
            return max(1, sum(map(self._works, days)))
        return (day - due).days

    def _works(self, day: date) -> bool:
        """Whether a day that has passed was worked; of a year that nobody has entered its weekday
        says so, because being late must not stop an act."""
        return self.is_working(day) if day.year in self.years else day.weekday() < 5

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def _date(self, at: date | datetime) -> date:
        return self.day(at) if isinstance(at, datetime) else at

    def _moment(self, at: date | datetime) -> datetime:
        if isinstance(at, datetime):
            return at
        return datetime.combine(at, time(0), self._zone())

    def _known(self, day: date) -> tuple[bool, str]:
        """(works, why) of a day, read once: the table is filled as days are asked for."""
        table: dict[date, tuple[bool, str]] = self.__dict__.setdefault("_days", {})
        if (found := table.get(day)) is None:
            found = table[day] = self._read(day)
        return found

    def _read(self, day: date) -> tuple[bool, str]:
        if day.year not in self.years:
            raise NoCalendar(f"chưa có lịch nghỉ của năm {day.year} (provinces/calendar.toml)")
        weekday = WEEKDAYS[day.weekday()]
        row = self.rows.get(day)
        if row is None:
            return day.weekday() < 5, weekday
        told = f"{row.name} ({row.decision})"
        if row.kind == "working-swap":
            return True, f"làm bù: {told}"
        if row.kind == "holiday" and day.weekday() >= 5:
            return False, f"{weekday}, {told}"
        return False, f"{'nghỉ bù' if row.kind == 'in-lieu' else 'nghỉ'}: {told}"

    def _line(self, day: date, counted: bool, note: str) -> Line:
        """Lines repeat from dossier to dossier: each is made once."""
        table: dict[tuple[date, str], Line] = self.__dict__.setdefault("_lines", {})
        key = (day, note)
        if (found := table.get(key)) is None:
            if len(table) > 50_000:
                table.clear()
            found = table[key] = Line(day, counted, note)
        return found

    def _days_after(
        self, start: date, amount: int, working: bool, pauses: Sequence[Pause]
    ) -> Count:
        lines = [self._line(start, False, _TRIGGER)]
        away = sorted(pauses, reverse=True)
        day, left, known, line = start, amount, self._known, self._line
        while left > 0:
            day += DAY
            works, why = known(day)
            while away and away[-1][1] < day:
                away.pop()
            if away and away[-1][0] < day:
                lines.append(line(day, False, _PAUSED))
                continue
            if working and not works:
                lines.append(line(day, False, why))
                continue
            left -= 1
            lines.append(line(day, True, _nth(amount - left, "" if works else why)))
        return self._later(day, lines)

    def _days_before(self, event: date, amount: int, working: bool) -> Count:
        lines = [self._line(event, False, _EVENT)]
        day, left = event, amount
        while left > 0:
            day -= DAY
            works, why = self._known(day)
            if working and not works:
                lines.append(self._line(day, False, why))
                continue
            left -= 1
            lines.append(self._line(day, True, _nth(amount - left, "" if works else why)))
        return self._earlier(day, lines)

    def _months_after(self, start: date, amount: int, pauses: Sequence[Pause]) -> Count:
        lines = [Line(start, False, _TRIGGER)]
        day = add_months(start, amount)
        lines.append(Line(day, True, f"tròn {amount} tháng"))
        for a, b in _after(pauses, start):
            if a < day:
                day += b - a
                lines.append(Line(day, True, f"cộng {(b - a).days} ngày tạm dừng từ {a:%d/%m/%Y}"))
        return self._later(day, lines)

    def _hours_after(self, start: date | datetime, amount: int, pauses: Sequence[Pause]) -> Count:
        moment = self._moment(start)
        lines = [Line(moment, False, "thời điểm bắt đầu")]
        due = moment + timedelta(hours=amount)
        lines.append(Line(due, True, f"đủ {amount} giờ"))
        for a, b in _after([(self._moment(a), self._moment(b)) for a, b in pauses], moment):
            if a < due:
                due += b - a
                lines.append(
                    Line(due, True, f"cộng {_hours(b - a)} giờ tạm dừng từ {a:%H:%M %d/%m}")
                )
        return Count(due, tuple(lines))

    def _hours_before(self, event: date | datetime, amount: int) -> Count:
        moment = self._moment(event)
        due = moment - timedelta(hours=amount)
        told = Line(moment, False, "thời điểm diễn ra"), Line(due, True, f"trước {amount} giờ")
        return Count(due, told)

    def _later(self, day: date, lines: list[Line]) -> Count:
        """Move a last day that is a day off to the next working day, a line for each day."""
        return self._move(day, lines, DAY, "chuyển sang ngày làm việc tiếp theo")

    def _earlier(self, day: date, lines: list[Line]) -> Count:
        return self._move(day, lines, -DAY, "lùi về ngày làm việc trước đó")

    def _move(self, day: date, lines: list[Line], step: timedelta, note: str) -> Count:
        works, why = self._known(day)
        if works:
            if lines[-1].date != day:
                lines.append(Line(day, True, "ngày cuối"))
            return Count(day, tuple(lines))
        if lines[-1].date != day:
            lines.append(self._line(day, False, why))
        while not works:
            day += step
            works, why = self._known(day)
            if not works:
                lines.append(self._line(day, False, why))
        lines.append(self._line(day, True, note))
        return Count(day, tuple(lines))


_TRIGGER = "ngày bắt đầu, không tính"
_EVENT = "ngày diễn ra, không tính"
_PAUSED = "tạm dừng"
_NTH = tuple(f"ngày {n}" for n in range(400))


def _nth(n: int, off: str) -> str:
    told = _NTH[n] if n < len(_NTH) else f"ngày {n}"
    return f"{told} ({off})" if off else told


def moment(told: Any) -> Any:
    """A day or a moment, also as it was stored: text with a time is a moment."""
    if not isinstance(told, str):
        return told
    return datetime.fromisoformat(told) if "T" in told else date.fromisoformat(told)


@contextmanager
def _inside_of_time(at: date | datetime) -> Iterator[None]:
    """31/12/9999 means «no end»: what would lie behind it lies in a year without a calendar."""
    try:
        yield
    except OverflowError:
        raise NoCalendar(f"chưa có lịch nghỉ sau năm {at.year} (provinces/calendar.toml)") from None


def latest_day(at: datetime) -> date:
    """The latest day that it is anywhere at that moment: what happened abroad has its own date."""
    return at.astimezone(timezone(timedelta(hours=14))).date()


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise NoCalendar(f"chưa có lịch nghỉ của năm {year} (provinces/calendar.toml)")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _hours(time: timedelta) -> str:
    return f"{time / timedelta(hours=1):g}"


def _after(pauses: Iterable[tuple[M, M]], start: M) -> list[tuple[M, M]]:
    """The pauses in order, as far as they lie after `start`."""
    return [(max(a, start), b) for a, b in sorted(pauses) if b > start and b > a]


def _check(amount: int, pauses: Sequence[Pause]) -> None:
    if amount < 0:
        raise ValueError(f"số lượng không được âm: {amount}")
    for a, b in pauses:
        if b < a:
            raise ValueError(f"tạm dừng kết thúc {b:%d/%m/%Y} trước khi bắt đầu {a:%d/%m/%Y}")
    ordered = sorted(pauses)
    for (_, end), (begin, _) in pairwise(ordered):
        if begin < end:
            raise ValueError(f"các lần tạm dừng chồng nhau tại {begin:%d/%m/%Y}")
