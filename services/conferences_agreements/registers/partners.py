"""Foreign partners of the province (S004 Điều 2.4; S003 mục II.3b, II.6c, III.1đ).

One entry a partner, whatever its name is spelled like; what the relation rests on is a scheme that
was approved, an agreement or another document, and never a wish.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Column, Disclosure, Link, Register, Writing, entry_rule
from casework.countries import NEIGHBOURS, is_country
from casework.vocabulary import Country, Text
from conferences_agreements.laws import TWINNING_FOLLOW_UP, TWINNING_SCHEMES
from conferences_agreements.roles import DESK, Role
from conferences_agreements.spelling import spelled

ASEAN = frozenset({"BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "TL"})


class PartnerKind(StrEnum):
    LOCAL_GOVERNMENT = "local-government"
    INTERNATIONAL_ORGANISATION = "international-organisation"
    INGO = "ingo"
    UNIVERSITY = "university"
    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"


KINDS = {
    "local-government": "chính quyền địa phương nước ngoài",
    "international-organisation": "tổ chức quốc tế",
    "ingo": "tổ chức phi chính phủ nước ngoài",
    "university": "trường đại học, viện nghiên cứu",
    "enterprise": "doanh nghiệp",
    "association": "hiệp hội, hội",
}


class Relation(StrEnum):
    FIRST_CONTACT = "first-contact"
    MEMORANDUM = "memorandum"
    FRIENDSHIP = "friendship"
    TWINNING = "twinning"


RELATIONS = {
    "first-contact": "tiếp xúc ban đầu",
    "memorandum": "ghi nhớ hợp tác",
    "friendship": "hữu nghị hợp tác",
    "twinning": "kết nghĩa",
}
STANDINGS = {
    "contact": "đang tìm hiểu",
    "active": "đang hợp tác",
    "dormant": "gián đoạn",
    "ended": "đã chấm dứt",
}
PRIORITIES = {
    "neighbour": "láng giềng",
    "asean": "ASEAN",
    "strategic": "đối tác chiến lược",
    "traditional": "truyền thống",
    "other": "khác",
}


class Assessment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the relation brought in a year."""

    year: Annotated[int, Meta(ge=1945, le=2100, title="Năm")]
    result: Annotated[str, Meta(min_length=5, max_length=5000, title="Đánh giá")]


class Partner(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Đối tác nước ngoài của tỉnh."""

    name: Annotated[Text, Meta(title="Tên đối tác")]
    country: Annotated[Country, Meta(title="Nước")]
    kind: Annotated[PartnerKind, Meta(title="Loại đối tác")]
    also: Annotated[tuple[Text, ...], Meta(title="Tên gọi khác, cách viết khác")] = ()
    relation: Annotated[Relation, Meta(title="Hình thức quan hệ")] = Relation.FIRST_CONTACT
    standing: Annotated[
        Literal["contact", "active", "dormant", "ended"], Meta(title="Tình trạng quan hệ")
    ] = "contact"
    basis: Annotated[
        str, Meta(max_length=300, title="Căn cứ thiết lập (đề án, thỏa thuận đã duyệt)")
    ] = ""
    since: Annotated[datetime.date | None, Meta(title="Ngày thiết lập")] = None
    priority: Annotated[
        Literal["neighbour", "asean", "strategic", "traditional", "other"], Meta(title="Ưu tiên")
    ] = "other"
    potential: Annotated[str, Meta(max_length=5000, title="Tiềm năng hợp tác")] = ""
    contact: Annotated[str, Meta(max_length=500, title="Đầu mối liên hệ")] = ""
    agreements: Annotated[tuple[Text, ...], Meta(title="Thỏa thuận đã ký (mã hồ sơ)")] = ()
    twinning: Annotated[str, Meta(max_length=60, title="Hồ sơ đề án thiết lập quan hệ")] = ""
    assessments: Annotated[tuple[Assessment, ...], Meta(title="Đánh giá hằng năm")] = ()


@entry_rule(RECORD, "Không có nước này trong danh mục", "/country")
def country_is_known(asked: Writing[Partner]) -> bool:
    return is_country(asked.entry.country)


@entry_rule(
    TWINNING_SCHEMES,
    "Quan hệ kết nghĩa, hữu nghị hợp tác phải có đề án hoặc thỏa thuận đã được duyệt",
    "/basis",
)
def relation_has_a_basis(asked: Writing[Partner]) -> bool:
    lasting = {Relation.FRIENDSHIP, Relation.TWINNING}
    return asked.entry.relation not in lasting or bool(asked.entry.basis.strip())


@entry_rule(
    RECORD, "Quan hệ đang hợp tác phải ghi ngày thiết lập, không sau hôm nay",
    "/since",
)  # fmt: skip
def active_since_a_day(asked: Writing[Partner]) -> bool:
    since = asked.entry.since
    if since is None:
        return asked.entry.standing == "contact"
    return since <= asked.today


@entry_rule(TWINNING_FOLLOW_UP, "Nước này không phải nước láng giềng", "/priority")
def neighbour_is_one(asked: Writing[Partner]) -> bool:
    return asked.entry.priority != "neighbour" or asked.entry.country in NEIGHBOURS


@entry_rule(TWINNING_FOLLOW_UP, "Nước này không thuộc ASEAN", "/priority")
def asean_is_asean(asked: Writing[Partner]) -> bool:
    return asked.entry.priority != "asean" or asked.entry.country in ASEAN


@entry_rule(RECORD, "Mỗi năm một đánh giá, không đánh giá năm chưa tới", "/assessments")
def years_are_assessed_once(asked: Writing[Partner]) -> bool:
    years = [a.year for a in asked.entry.assessments]
    return len(years) == len(set(years)) and all(y <= asked.today.year for y in years)


def names(entry: Partner) -> list[str]:
    return [f"{spelled(name)} {entry.country}" for name in (entry.name, *entry.also)]


def links(entry: Partner) -> Sequence[Link]:
    here = "conferences-agreements"
    found = [Link("agreement", here, "agreement", a) for a in entry.agreements]
    if entry.twinning:
        found.append(Link("twinning", here, "twinning", entry.twinning))
    return found


PARTNERS: Register[Partner] = Register(
    name="partners",
    record="R10",
    title="Sổ đối tác nước ngoài",
    prefix="DT",
    law=TWINNING_SCHEMES,
    entry=Partner,
    heading=lambda entry: entry.name,
    states=STANDINGS,
    final={"ended"},
    status=lambda entry: entry.standing,
    by={*DESK, Role.SYSTEM},
    struck_by={Role.HEAD, Role.DIRECTOR},
    shown_to={"unit", "party", "police", "border"},
    key=names,
    key_at="/name",
    rules=[
        country_is_known,
        relation_has_a_basis,
        active_since_a_day,
        neighbour_is_one,
        asean_is_asean,
        years_are_assessed_once,
    ],
    columns=[
        Column("name", "Tên đối tác", width=36),
        Column("country", "Nước", "country"),
        Column("kind", "Loại đối tác", "choice", 24, KINDS),
        Column("also", "Tên gọi khác", "texts", 28),
        Column("relation", "Hình thức quan hệ", "choice", 20, RELATIONS),
        Column("standing", "Tình trạng", "choice", 16, STANDINGS),
        Column("basis", "Căn cứ thiết lập", width=28),
        Column("since", "Ngày thiết lập", "date", 14),
        Column("priority", "Ưu tiên", "choice", 18, PRIORITIES),
        Column("potential", "Tiềm năng hợp tác", width=36),
    ],
    discloses=Disclosure(
        province=("name", "country", "kind", "relation", "standing", "since", "priority"),
        ministry=("name", "country", "kind", "relation", "standing", "since", "priority"),
    ),
    links=links,
)
