"""Work with overseas Vietnamese: associations, meetings, policy plans and counts by country (R21).

The yearly meeting with intellectuals (342/KH-UBND, mục II khoản 6 h), the associations abroad, the
province's plans for this work, and snapshots of how many live where.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Disclosure, Register, Writing, entry_rule
from casework.countries import is_country
from casework.register import Column
from casework.vocabulary import Text
from consular_border.laws import OVERSEAS_DATABASE, OVERSEAS_WORK
from consular_border.roles import DESK, LEADERS

KINDS = {
    "association": "hội đoàn, cộng đồng",
    "meeting": "gặp mặt, hội nghị, sự kiện",
    "plan": "chính sách, kế hoạch",
    "snapshot": "thống kê theo nước",
}


class Activity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Công tác về người Việt Nam ở nước ngoài."""

    kind: Annotated[Literal["association", "meeting", "plan", "snapshot"], Meta(title="Loại")]
    title: Annotated[Text, Meta(title="Tên")]
    country: Annotated[str, Meta(pattern=r"^([A-Z]{2})?$(?!\n)", title="Nước")] = ""
    starts_on: Annotated[datetime.date, Meta(title="Từ ngày")]
    ends_on: Annotated[datetime.date | None, Meta(title="Đến ngày")] = None
    people: Annotated[Annotated[int, Meta(ge=0)] | None, Meta(title="Số người")] = None
    content: Annotated[str, Meta(max_length=5000, title="Nội dung, kết quả")] = ""
    source: Annotated[str, Meta(max_length=500, title="Nguồn, văn bản")] = ""


@entry_rule(OVERSEAS_WORK, "Hội đoàn, thống kê phải ghi nước", "/country")
def country_is_named(asked: Writing[Activity]) -> bool:
    e = asked.entry
    return is_country(e.country) if e.country or e.kind in ("association", "snapshot") else True


@entry_rule(RECORD, "Ngày kết thúc trước ngày bắt đầu", "/ends_on")
def ends_after_it_starts(asked: Writing[Activity]) -> bool:
    e = asked.entry
    return e.ends_on is None or e.ends_on >= e.starts_on


@entry_rule(OVERSEAS_DATABASE, "Thống kê phải ghi số người và nguồn", "/people")
def a_snapshot_counts(asked: Writing[Activity]) -> bool:
    e = asked.entry
    return e.kind != "snapshot" or (e.people is not None and bool(e.source.strip()))


OVERSEAS_ACTIVITIES: Register[Activity] = Register(
    name="overseas-activities",
    record="R21",
    title="Sổ công tác về người Việt Nam ở nước ngoài",
    prefix="KBH",
    law=OVERSEAS_WORK,
    entry=Activity,
    heading=lambda e: e.title,
    states={"recorded": "đã ghi nhận"},
    status=lambda e: "recorded",
    by=DESK,
    struck_by=LEADERS,
    key=lambda e: f"{e.kind} {e.title} {e.country} {e.starts_on}",
    key_at="/title",
    rules=[country_is_named, ends_after_it_starts, a_snapshot_counts],
    columns=[
        Column("kind", "Loại", "choice", 22, KINDS),
        Column("title", "Tên", width=40),
        Column("country", "Nước", "country", 18),
        Column("starts_on", "Từ ngày", "date", 14),
        Column("ends_on", "Đến ngày", "date", 14),
        Column("people", "Số người", "integer", 10),
        Column("content", "Nội dung, kết quả", width=50),
        Column("source", "Nguồn, văn bản", width=30),
    ],
    discloses=Disclosure(
        province=("kind", "country", "starts_on", "people"),
        ministry=("kind", "country", "starts_on", "people"),
    ),
)
