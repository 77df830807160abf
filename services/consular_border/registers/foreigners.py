"""How many foreigners live, work, teach and study in the province, told by each body (R29).

S003 mục III.14, III.17a, III.19d-e; 22/2012/QĐ-UBND Điều 2 khoản 8, Điều 10. Counts only, nobody's
name; a body counts each kind from a country once for a month.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Disclosure, Register, Writing, entry_rule
from casework.countries import country, is_country
from casework.register import Column
from casework.visibility import speaks_for_all
from casework.vocabulary import Country, Text
from consular_border.laws import CLERICAL, COUNTING_FOREIGNERS, FOREIGN_CONTACTS
from consular_border.roles import DESK, LEADERS, Role

COUNTS = COUNTING_FOREIGNERS
KINDS = {
    "expert": "chuyên gia",
    "teacher": "giáo viên, giảng viên",
    "student": "học sinh, sinh viên",
    "worker": "lao động nước ngoài",
    "resident": "thường trú, tạm trú",
    "investor": "nhà đầu tư (FDI)",
    "volunteer": "tình nguyện viên",
}


class Count(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Số người nước ngoài trên địa bàn theo đơn vị quản lý."""

    unit: Annotated[Text, Meta(title="Đơn vị quản lý (mã)")]
    kind: Annotated[
        Literal["expert", "teacher", "student", "worker", "resident", "investor", "volunteer"],
        Meta(title="Đối tượng"),
    ]
    country: Annotated[Country, Meta(title="Quốc tịch")]
    starts_on: Annotated[datetime.date, Meta(title="Từ ngày")]
    ends_on: Annotated[datetime.date, Meta(title="Đến ngày")]
    people: Annotated[int, Meta(ge=0, title="Số người")]
    women: Annotated[int, Meta(ge=0, title="Trong đó nữ")] = 0
    source: Annotated[Text, Meta(title="Nguồn, văn bản")]


@entry_rule(COUNTS, "Quốc tịch phải có trong danh mục và khác Việt Nam", "/country")
def country_is_foreign(asked: Writing[Count]) -> bool:
    return is_country(asked.entry.country) and asked.entry.country != "VN"


@entry_rule(FOREIGN_CONTACTS, "Tỉnh không có đơn vị này", "/unit")
def unit_is_known(asked: Writing[Count]) -> bool:
    units = asked.province.units
    return not units or asked.entry.unit in units


@entry_rule(RECORD, "Đơn vị chỉ ghi số liệu của chính mình", "/unit")
def unit_counts_its_own(asked: Writing[Count]) -> bool:
    return speaks_for_all(asked.actor) or asked.actor.unit == asked.entry.unit


@entry_rule(RECORD, "Kỳ số liệu không quá 12 tháng, ngày cuối không trước ngày đầu", "/ends_on")
def period_is_in_order(asked: Writing[Count]) -> bool:
    e = asked.entry
    return e.starts_on <= e.ends_on and _months(e.ends_on) - _months(e.starts_on) < 12


@entry_rule(RECORD, "Số nữ không thể lớn hơn tổng số", "/women")
def women_are_among_them(asked: Writing[Count]) -> bool:
    return asked.entry.women <= asked.entry.people


@entry_rule(CLERICAL.art(8, 2), "Kỳ số liệu chưa kết thúc", "/ends_on")
def period_has_ended(asked: Writing[Count]) -> bool:
    return asked.entry.ends_on <= asked.today


def keys(e: Count) -> tuple[str, ...]:
    """One key for each month, so that two counts of a body cannot overlap."""
    return tuple(f"{e.unit} {e.kind} {e.country} {month}" for month in _each_month(e))


def _each_month(e: Count) -> Iterator[str]:
    last = min(_months(e.ends_on), _months(e.starts_on) + 11)
    for month in range(_months(e.starts_on), last + 1):
        yield f"{month // 12} {month % 12 + 1:02}"


def _months(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


FOREIGNERS: Register[Count] = Register(
    name="foreigners",
    record="R29",
    title="Sổ số liệu người nước ngoài trên địa bàn",
    prefix="NNN",
    law=FOREIGN_CONTACTS,
    entry=Count,
    heading=lambda e: f"{KINDS[e.kind].capitalize()}, {country(e.country)}: {e.people}",
    states={"recorded": "đã ghi nhận"},
    status=lambda e: "recorded",
    by={*DESK, Role.UNIT, Role.POLICE},
    struck_by=LEADERS,
    key=keys,
    key_at="/starts_on",
    rules=[
        *(country_is_foreign, unit_is_known, unit_counts_its_own, period_is_in_order),
        *(women_are_among_them, period_has_ended),
    ],
    columns=[
        Column("unit", "Đơn vị quản lý", width=24),
        Column("kind", "Đối tượng", "choice", 24, KINDS),
        Column("country", "Quốc tịch", "country", 18),
        Column("starts_on", "Từ ngày", "date", 14),
        Column("ends_on", "Đến ngày", "date", 14),
        Column("people", "Số người", "integer", 10),
        Column("women", "Trong đó nữ", "integer", 10),
        Column("source", "Nguồn, văn bản", width=30),
    ],
    discloses=Disclosure(
        province=("unit", "kind", "country", "starts_on", "ends_on", "people", "women"),
        ministry=("kind", "country", "starts_on", "ends_on", "people", "women"),
    ),
)
