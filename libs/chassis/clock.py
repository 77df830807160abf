"""The only place where time enters.

`Clock.now` is the office's time. Where the demo is on, one request may name its own time with the
header `Ngoaivu-Date` (a date means 09:00 at the office), so that a year can be walked in a minute;
everywhere else that header is refused, because acts are never back-dated. A demo year ends on a
fixed day: its office may live some days beside the real date, so that it is never long past.
"""

from __future__ import annotations

import time as wall
from datetime import UTC, date, datetime, time, timedelta, timezone

HANOI = timezone(timedelta(hours=7))
HEADER = "ngoaivu-date"
FIRST, LAST = 1990, 2100  # years of the demo: beyond them dates cannot be counted on from


class BadDate(ValueError):
    """The header `Ngoaivu-Date` cannot be read, or is not allowed here."""


class Clock:
    """The office's time, whole seconds or microseconds, always with +07:00.

    `days` shifts the office of a demo against the real date; without the demo it does nothing.
    """

    def __init__(self, demo: bool = False, days: int = 0) -> None:
        self.demo = demo
        self._shift = timedelta(days=days if demo else 0)

    def now(self) -> datetime:
        return datetime.now(HANOI) + self._shift

    def at(self, header: str | None) -> datetime:
        """The time of one request. Raises BadDate."""
        if header is None:
            return self.now()
        if not self.demo:
            raise BadDate("Ngoaivu-Date chỉ dùng được khi chạy dữ liệu thử (demo)")
        try:
            if len(header) == 10:
                at = datetime.combine(date.fromisoformat(header), time(9), HANOI)
            else:
                at = datetime.fromisoformat(header)
                at = at.astimezone(HANOI) if at.tzinfo else at.replace(tzinfo=HANOI)
        except (ValueError, OverflowError):
            raise BadDate(f"Ngoaivu-Date không đọc được: {header[:40]!r}") from None
        if not FIRST <= at.year <= LAST:
            raise BadDate(f"Ngoaivu-Date phải trong các năm {FIRST}-{LAST}")
        return at


def microseconds() -> int:
    """The real time in microseconds since the epoch, for identifiers."""
    return wall.time_ns() // 1000


def seconds() -> float:
    """The real time in seconds since the epoch, for leases and ages."""
    return wall.time()


def instant() -> datetime:
    """The real time in UTC, for log lines and marks that expire."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds that only grow, for how long something lasts in this process."""
    return wall.monotonic()
