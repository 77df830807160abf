"""The calendar file (.ics) that offices subscribe to: deadlines and events, RFC 5545."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from papers.text import printable

if TYPE_CHECKING:
    from icalendar import Event as ICalEvent

PRODUCT = "-//Ngoai Vu//Lich doi ngoai//VI"


class CalendarEvent(Struct, frozen=True, kw_only=True):
    """One entry. `uid` never changes; `sequence` grows with each change of the same entry.

    A `date` makes an all-day entry and `end` is then its last day; a `datetime` needs its offset.
    A cancelled entry stays in the file, so that subscribers strike it out.
    """

    uid: str
    title: str
    start: datetime.datetime | datetime.date
    changed_at: datetime.datetime
    end: datetime.datetime | datetime.date | None = None
    sequence: int = 0
    cancelled: bool = False
    description: str = ""
    place: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()


def ics(events: Iterable[CalendarEvent], *, name: str = "Lịch công tác đối ngoại") -> bytes:
    """A calendar of the events, in the order given. Times go out in UTC. Raises ValueError."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for event in events:
        calendar.add_component(_entry(event))
    made: bytes = calendar.to_ical()
    return made


def _entry(event: CalendarEvent) -> ICalEvent:
    from icalendar import Event

    entry = Event()
    entry.add("uid", _plain(event.uid))
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", _moment(event.changed_at))
    entry.add("last-modified", _moment(event.changed_at))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("summary", _plain(event.title))
    entry.add("dtstart", _time(event.start))
    if end := _end(event):
        entry.add("dtend", end)
    for field, text in (("description", event.description), ("location", event.place)):
        if text:
            entry.add(field, _plain(text))
    if event.url:
        entry.add("url", _plain(event.url))
    if event.categories:
        entry.add("categories", [_plain(c) for c in event.categories])
    if not isinstance(event.start, datetime.datetime):
        entry.add("transp", "TRANSPARENT")
    return entry


def _end(event: CalendarEvent) -> datetime.date | None:
    """DTEND excludes itself: the day after the last day, or the moment given."""
    if isinstance(event.start, datetime.datetime):
        return None if event.end is None else _time(event.end)
    last = event.end or event.start
    if isinstance(last, datetime.datetime):
        raise ValueError(f"{event.uid}: an all-day entry ends on a day, not at a moment")
    if last == datetime.date.max:  # «No end»: no day comes after it
        return last if event.start < last else None
    return last + datetime.timedelta(days=1)


def _time(value: datetime.datetime | datetime.date) -> datetime.datetime | datetime.date:
    return _moment(value) if isinstance(value, datetime.datetime) else value


def _plain(text: str) -> str:
    """RFC 5545 knows no control characters; what an office program pasted as a break is a break."""
    return printable(re.sub("[\v\f\x85\u2028\u2029]", "\n", text))


def _moment(value: datetime.datetime) -> datetime.datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no offset")
    try:
        return value.astimezone(datetime.UTC)
    except OverflowError:  # the first or last hours of time
        return value.replace(tzinfo=datetime.UTC)
