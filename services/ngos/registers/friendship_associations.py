"""Friendship associations of the province (164/KH-UBND, mục III khoản 2)."""

from __future__ import annotations

import datetime
from typing import Annotated

from msgspec import Meta, Struct

from casework import RECORD, Disclosure, Register, Writing, entry_rule
from casework.countries import country, is_country
from casework.register import Column
from casework.vocabulary import Country, Text
from ngos.laws import PEOPLE_DIPLOMACY_UNION
from ngos.roles import DESK, Role

UNION = PEOPLE_DIPLOMACY_UNION


class Association(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hội hữu nghị là thành viên của Liên hiệp các tổ chức hữu nghị tỉnh."""

    name: Annotated[Text, Meta(title="Tên hội")]
    country: Country
    members: Annotated[int, Meta(ge=0, title="Số hội viên")]
    founded_on: Annotated[datetime.date | None, Meta(title="Ngày thành lập")] = None
    decision: Annotated[str, Meta(max_length=60, title="Quyết định thành lập, công nhận")] = ""
    term_from: Annotated[datetime.date, Meta(title="Nhiệm kỳ từ")]
    term_until: Annotated[datetime.date, Meta(title="Nhiệm kỳ đến")]
    head: Annotated[str, Meta(max_length=200, title="Chủ tịch hội")] = ""
    is_active: Annotated[bool, Meta(title="Đang hoạt động")] = True


@entry_rule(RECORD, "Mã nước không có trong danh mục, hoặc là Việt Nam", "/country")
def country_is_foreign(asked: Writing[Association]) -> bool:
    return is_country(asked.entry.country) and asked.entry.country != "VN"


@entry_rule(RECORD, "Nhiệm kỳ kết thúc trước khi bắt đầu", "/term_until")
def term_is_in_order(asked: Writing[Association]) -> bool:
    return asked.entry.term_until > asked.entry.term_from


@entry_rule(RECORD, "Ngày thành lập không thể sau hôm nay", "/founded_on")
def is_founded(asked: Writing[Association]) -> bool:
    founded = asked.entry.founded_on
    return founded is None or founded <= asked.today


FRIENDSHIP_ASSOCIATIONS: Register[Association] = Register(
    name="friendship-associations",
    record="R32",
    title="Sổ hội hữu nghị",
    prefix="HHN",
    law=UNION,
    entry=Association,
    heading=lambda e: f"{e.name} ({country(e.country)})",
    states={"active": "đang hoạt động", "dormant": "không hoạt động"},
    status=lambda e: "active" if e.is_active else "dormant",
    by={Role.UNIT, *DESK},
    struck_by=DESK,
    key=lambda e: f"{e.name} {e.country}",
    key_at="/name",
    rules=[country_is_foreign, term_is_in_order, is_founded],
    columns=[
        Column("name", "Tên hội", width=40),
        Column("country", "Nước", "country", 18),
        Column("members", "Số hội viên", "integer", 12),
        Column("founded_on", "Ngày thành lập", "date", 14),
        Column("decision", "Quyết định", width=20),
        Column("term_from", "Nhiệm kỳ từ", "date", 14),
        Column("term_until", "Nhiệm kỳ đến", "date", 14),
        Column("head", "Chủ tịch hội", width=26),
        Column("is_active", "Đang hoạt động", "switch", 14),
    ],
    discloses=Disclosure(
        province=("name", "country", "members", "term_from", "term_until", "is_active"),
        ministry=("name", "country", "members", "is_active"),
    ),
)
