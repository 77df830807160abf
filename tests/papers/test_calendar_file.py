"""The calendar file is read back by the library and by its lines."""

from __future__ import annotations

import datetime
from typing import Any

import icalendar
import pytest
from msgspec.structs import replace

from papers.calendar_file import CalendarEvent, ics

HANOI = datetime.timezone(datetime.timedelta(hours=7))
NOW = datetime.datetime(2026, 12, 1, 9, tzinfo=HANOI)
DUE = CalendarEvent(
    uid="86-doan-ra-1-d08@ngoaivu",
    title="Thông báo cơ quan đại diện: Đoàn khảo sát, nghiên cứu tại Nhật Bản; hạn chót",
    start=datetime.date(2027, 2, 12),
    changed_at=NOW,
    sequence=2,
    description="Điều 7 khoản 2\nTrước ít nhất 07 ngày làm việc",
    url="https://ngoaivu.example.vn/delegations/outbound/1",
    categories=("đoàn ra",),
)
MEETING = CalendarEvent(
    uid="gap-1",
    title="Tiếp Đại sứ",
    start=datetime.datetime(2027, 3, 1, 8, 30, tzinfo=HANOI),
    end=datetime.datetime(2027, 3, 1, 10, 0, tzinfo=HANOI),
    changed_at=NOW,
    place="Hội trường Ủy ban nhân dân tỉnh",
    cancelled=True,
)


def test_an_all_day_entry_comes_back_with_its_words() -> None:
    entry: Any = icalendar.Calendar.from_ical(ics([DUE])).walk("VEVENT")[0]

    assert str(entry["summary"]) == DUE.title
    assert str(entry["description"]) == DUE.description
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (
        datetime.date(2027, 2, 12),
        datetime.date(2027, 2, 13),
    )
    assert (entry["uid"], int(entry["sequence"]), entry["url"]) == (DUE.uid, 2, DUE.url)
    assert entry["status"] == "CONFIRMED"


def test_a_cancelled_meeting_stays_and_says_so_in_utc() -> None:
    text = ics([MEETING]).decode()

    assert "STATUS:CANCELLED\r\n" in text
    assert "DTSTART:20270301T013000Z\r\n" in text
    assert "DTEND:20270301T030000Z\r\n" in text


def test_lines_are_folded_at_75_bytes_and_equal_events_give_equal_files() -> None:
    content = ics([DUE, MEETING])

    assert content == ics([DUE, MEETING])
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.decode().replace("\r\n ", "").count("BEGIN:VEVENT") == 2


def test_a_time_without_offset_is_refused() -> None:
    naive = datetime.datetime(2027, 3, 1, 8)

    with pytest.raises(ValueError, match="no offset"):
        ics([CalendarEvent(uid="a", title="b", start=naive, changed_at=NOW)])


@pytest.mark.parametrize("start", [datetime.date(9999, 12, 30), datetime.date.max])
def test_an_entry_without_an_end_is_written(start: datetime.date) -> None:
    last = replace(DUE, start=start, end=datetime.date.max)

    entry: Any = icalendar.Calendar.from_ical(ics([last, DUE])).walk("VEVENT")[0]

    assert entry["dtstart"].dt == start


def test_what_office_programs_paste_does_not_reach_the_calendar() -> None:
    pasted = replace(DUE, title="Đoàn\vcông\x07 tác\x00", description="a\fb", place="c\x1bd")

    text = ics([pasted]).decode()
    entry: Any = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]

    assert [c for c in text if c < " " and c not in "\r\n"] == []
    assert str(entry["summary"]) == "Đoàn\ncông tác"
