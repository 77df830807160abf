"""Foreign missions, consulates and offices of international organisations the province deals with.

22/2012/QĐ-UBND Điều 10 khoản 3, Điều 17; S004 Điều 2.4c, 2.11b (R27): who they are, for which area
they are competent, who heads them, and their national day.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Disclosure, Register, Writing, entry_rule
from casework.countries import country, is_country
from casework.register import Column
from casework.vocabulary import Country, Text
from consular_border.laws import (
    DIPLOMATIC_CORPS,
    PRIVILEGES_AND_IMMUNITIES,
)
from consular_border.roles import DESK, LEADERS

CORPS = DIPLOMATIC_CORPS
PROTOCOL = PRIVILEGES_AND_IMMUNITIES
KINDS = {
    "embassy": "Đại sứ quán",
    "consulate-general": "Tổng lãnh sự quán",
    "consulate": "Lãnh sự quán",
    "honorary-consulate": "Lãnh sự danh dự",
    "organisation": "Văn phòng tổ chức quốc tế",
}
STATES = {"active": "đang hoạt động", "ended": "đã kết thúc"}


class Mission(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cơ quan đại diện nước ngoài, lãnh sự, văn phòng tổ chức quốc tế."""

    kind: Annotated[
        Literal["embassy", "consulate-general", "consulate", "honorary-consulate", "organisation"],
        Meta(title="Loại"),
    ]
    country: Annotated[Country, Meta(title="Nước (tổ chức quốc tế: nước đặt trụ sở)")]
    organisation: Annotated[str, Meta(max_length=300, title="Tổ chức quốc tế")] = ""
    city: Annotated[Text, Meta(title="Nơi đóng")]
    area: Annotated[tuple[Text, ...], Meta(max_length=70, title="Khu vực lãnh sự (mã tỉnh)")] = ()
    head: Annotated[str, Meta(max_length=200, title="Người đứng đầu")] = ""
    head_since: Annotated[datetime.date | None, Meta(title="Nhận nhiệm vụ từ ngày")] = None
    staff: Annotated[int, Meta(ge=0, title="Số thành viên")] = 0
    family: Annotated[int, Meta(ge=0, title="Số thành viên gia đình")] = 0
    national_day: Annotated[
        str,
        Meta(pattern=r"^((0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$(?!\n)", title="Quốc khánh"),
    ] = ""
    contact: Annotated[str, Meta(max_length=500, title="Liên hệ")] = ""
    is_here: Annotated[bool, Meta(title="Đóng trên địa bàn tỉnh")] = False
    ended_on: Annotated[datetime.date | None, Meta(title="Kết thúc hoạt động")] = None


@entry_rule(PROTOCOL, "Nước phải có trong danh mục và khác Việt Nam", "/country")
def country_is_foreign(asked: Writing[Mission]) -> bool:
    e = asked.entry
    return is_country(e.country) and (e.kind == "organisation" or e.country != "VN")


@entry_rule(PROTOCOL, "Văn phòng tổ chức quốc tế phải ghi tên tổ chức", "/organisation")
def organisation_is_named(asked: Writing[Mission]) -> bool:
    return (asked.entry.kind == "organisation") is bool(asked.entry.organisation.strip())


@entry_rule(PROTOCOL, "Ngày quốc khánh không có trong năm", "/national_day")
def day_exists(asked: Writing[Mission]) -> bool:
    told = asked.entry.national_day
    if not told:
        return True
    month, day = map(int, told.split("-"))
    try:
        datetime.date(2024, month, day)
    except ValueError:
        return False
    return True


@entry_rule(RECORD, "Ngày ghi trong sổ không thể sau hôm nay", "/ended_on")
def is_dated_by_today(asked: Writing[Mission]) -> bool:
    days = (asked.entry.head_since, asked.entry.ended_on)
    return all(d is None or d <= asked.today for d in days)


def heading(e: Mission) -> str:
    whose = e.organisation or country(e.country)
    return f"{KINDS[e.kind]} {whose} tại {e.city}"


MISSIONS: Register[Mission] = Register(
    name="missions",
    record="R27",
    title="Sổ cơ quan đại diện nước ngoài, tổ chức quốc tế",
    prefix="CQD",
    law=CORPS,
    entry=Mission,
    heading=heading,
    states=STATES,
    status=lambda e: "ended" if e.ended_on else "active",
    by=DESK,
    struck_by=LEADERS,
    key=lambda e: f"{e.kind} {e.country} {e.organisation} {e.city}",
    key_at="/city",
    rules=[country_is_foreign, organisation_is_named, day_exists, is_dated_by_today],
    columns=[
        Column("kind", "Loại", "choice", 24, KINDS),
        Column("country", "Nước", "country", 18),
        Column("organisation", "Tổ chức quốc tế", width=30),
        Column("city", "Nơi đóng", width=22),
        Column("area", "Khu vực lãnh sự", "texts", 20),
        Column("head", "Người đứng đầu", width=28),
        Column("staff", "Số thành viên", "integer", 10),
        Column("family", "Số thành viên gia đình", "integer", 10),
        Column("national_day", "Quốc khánh (tháng-ngày)", width=16),
        Column("contact", "Liên hệ", width=30),
        Column("is_here", "Trên địa bàn", "switch", 10),
        Column("ended_on", "Kết thúc hoạt động", "date", 14),
    ],
    discloses=Disclosure(
        province=("kind", "country", "organisation", "city", "area", "national_day", "is_here"),
        ministry=("kind", "country", "organisation", "city", "is_here"),
    ),
)
