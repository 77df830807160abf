"""Titles of UNESCO and ASEAN, with what they oblige the province to (S004 Điều 2.7c)."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Column, Disclosure, Register, Writing, entry_rule
from casework.vocabulary import Text
from conferences_agreements.laws import HOLDING_UNESCO_TITLES
from conferences_agreements.roles import DESK, Role

KINDS = {
    "world-heritage": "di sản thế giới",
    "intangible": "di sản văn hóa phi vật thể",
    "memory-of-the-world": "di sản tư liệu",
    "geopark": "công viên địa chất toàn cầu",
    "biosphere": "khu dự trữ sinh quyển",
    "creative-city": "thành phố sáng tạo",
    "asean": "danh hiệu của ASEAN",
    "other": "khác",
}
STANDINGS = {
    "nominated": "đang đề cử",
    "inscribed": "đã ghi danh",
    "in-danger": "có nguy cơ bị thu hồi",
    "withdrawn": "đã bị thu hồi",
}


class Obligation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that a title obliges the province to, and which body answers for it."""

    task: Annotated[Text, Meta(title="Nghĩa vụ")]
    owner: Annotated[str, Meta(max_length=60, title="Cơ quan chịu trách nhiệm (mã)")] = ""
    due: Annotated[datetime.date | None, Meta(title="Hạn")] = None
    done_on: Annotated[datetime.date | None, Meta(title="Ngày hoàn thành")] = None


class Title(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Danh hiệu UNESCO, ASEAN của địa phương."""

    name: Annotated[Text, Meta(title="Tên danh hiệu")]
    kind: Annotated[
        Literal[
            "world-heritage", "intangible", "memory-of-the-world", "geopark", "biosphere",
            "creative-city", "asean", "other",
        ],
        Meta(title="Loại danh hiệu"),
    ]  # fmt: skip
    standing: Annotated[
        Literal["nominated", "inscribed", "in-danger", "withdrawn"], Meta(title="Tình trạng")
    ] = "inscribed"
    year: Annotated[Annotated[int, Meta(ge=1945, le=2100)] | None, Meta(title="Năm ghi danh")] = (
        None
    )
    keeper: Annotated[str, Meta(max_length=60, title="Cơ quan quản lý (mã)")] = ""
    obligations: Annotated[tuple[Obligation, ...], Meta(title="Nghĩa vụ phải thực hiện")] = ()
    report_due: Annotated[datetime.date | None, Meta(title="Hạn báo cáo định kỳ tới")] = None


@entry_rule(HOLDING_UNESCO_TITLES, "Mỗi nghĩa vụ phải có cơ quan chịu trách nhiệm", "/obligations")
def every_obligation_has_an_owner(asked: Writing[Title]) -> bool:
    return all(o.owner.strip() for o in asked.entry.obligations)


@entry_rule(
    HOLDING_UNESCO_TITLES, "Danh hiệu phải báo cáo định kỳ thì phải có cơ quan quản lý", "/keeper"
)
def report_has_a_keeper(asked: Writing[Title]) -> bool:
    return asked.entry.report_due is None or bool(asked.entry.keeper.strip())


@entry_rule(RECORD, "Danh hiệu đã ghi danh phải có năm, không sau năm nay",
            "/year")  # fmt: skip
def inscribed_in_a_year(asked: Writing[Title]) -> bool:
    year = asked.entry.year
    if year is None:
        return asked.entry.standing == "nominated"
    return year <= asked.today.year


@entry_rule(RECORD, "Ngày hoàn thành không thể sau hôm nay", "/obligations")
def what_is_done_is_done(asked: Writing[Title]) -> bool:
    return all(o.done_on is None or o.done_on <= asked.today for o in asked.entry.obligations)


UNESCO_TITLES: Register[Title] = Register(
    name="unesco-titles",
    record="R26",
    title="Sổ danh hiệu UNESCO, ASEAN",
    prefix="DH",
    law=HOLDING_UNESCO_TITLES,
    entry=Title,
    heading=lambda entry: entry.name,
    states=STANDINGS,
    final={"withdrawn"},
    status=lambda entry: entry.standing,
    by={*DESK, Role.SYSTEM},
    struck_by={Role.HEAD, Role.DIRECTOR},
    shown_to={"unit"},
    key=lambda entry: f"{entry.name} {entry.kind}",
    key_at="/name",
    rules=[
        every_obligation_has_an_owner,
        report_has_a_keeper,
        inscribed_in_a_year,
        what_is_done_is_done,
    ],
    columns=[
        Column("name", "Tên danh hiệu", width=40),
        Column("kind", "Loại danh hiệu", "choice", 26, KINDS),
        Column("standing", "Tình trạng", "choice", 18, STANDINGS),
        Column("year", "Năm ghi danh", "integer", 12),
        Column("keeper", "Cơ quan quản lý", width=20),
        Column("report_due", "Hạn báo cáo định kỳ", "date", 16),
    ],
    discloses=Disclosure(
        province=("name", "kind", "standing", "year", "keeper", "report_due"),
        ministry=("name", "kind", "standing", "year", "report_due"),
    ),
)
