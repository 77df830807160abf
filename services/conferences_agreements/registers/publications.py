"""Publications of external information (S003 mục II.5b, III.2b, III.8; S004 Điều 2.12).

Books, films, portal articles and sets of pictures that the province has issued: language, copies,
whom they were meant for, and where they went.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Column, Disclosure, Register, Writing, entry_rule
from casework.vocabulary import Text
from conferences_agreements.laws import (
    EXTERNAL_INFORMATION_DESK,
    ISSUING_INFORMATION,
)
from conferences_agreements.roles import DESK, Role

KINDS = {
    "book": "sách, tập gấp",
    "film": "phim, video",
    "portal-article": "bài trên trang thông tin điện tử",
    "pictures": "bộ ảnh tư liệu",
    "other": "khác",
}
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$(?!\n)", title="Ngôn ngữ (ISO 639)")]


class Publication(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ấn phẩm, bài, ảnh phục vụ thông tin đối ngoại."""

    title: Annotated[Text, Meta(title="Tên ấn phẩm")]
    kind: Annotated[
        Literal["book", "film", "portal-article", "pictures", "other"], Meta(title="Loại")
    ]
    language: Language
    issued_on: Annotated[datetime.date, Meta(title="Ngày phát hành")]
    copies: Annotated[int, Meta(ge=0, title="Số bản")] = 0
    original: Annotated[str, Meta(max_length=500, title="Bản tiếng Việt")] = ""
    audience: Annotated[str, Meta(max_length=300, title="Đối tượng")] = ""
    mission: Annotated[str, Meta(max_length=300, title="Cơ quan đại diện nhận")] = ""
    url: Annotated[str, Meta(max_length=500, title="Địa chỉ trên mạng")] = ""
    information: Annotated[str, Meta(max_length=60, title="Hồ sơ thông tin đối ngoại")] = ""


@entry_rule(RECORD, "Ngày phát hành không thể sau hôm nay", "/issued_on")
def is_issued(asked: Writing[Publication]) -> bool:
    return asked.entry.issued_on <= asked.today


@entry_rule(
    EXTERNAL_INFORMATION_DESK, "Bản tiếng nước ngoài phải có bản gốc tiếng Việt", "/original"
)
def foreign_text_has_an_original(asked: Writing[Publication]) -> bool:
    return asked.entry.language == "vi" or bool(asked.entry.original.strip())


@entry_rule(EXTERNAL_INFORMATION_DESK, "Bài trên trang điện tử phải ghi địa chỉ", "/url")
def article_has_an_address(asked: Writing[Publication]) -> bool:
    return asked.entry.kind != "portal-article" or bool(asked.entry.url.strip())


PUBLICATIONS: Register[Publication] = Register(
    name="publications",
    record="R24",
    title="Sổ ấn phẩm thông tin đối ngoại",
    prefix="AP",
    law=ISSUING_INFORMATION,
    entry=Publication,
    heading=lambda entry: f"{entry.title} ({entry.language})",
    states={"issued": "đã phát hành"},
    status=lambda _: "issued",
    by={*DESK, Role.UNIT, Role.SYSTEM},
    struck_by={Role.HEAD, Role.DIRECTOR},
    key=lambda e: f"{e.title} {e.kind} {e.language} {e.issued_on}",
    key_at="/title",
    rules=[is_issued, foreign_text_has_an_original, article_has_an_address],
    columns=[
        Column("title", "Tên ấn phẩm", width=40),
        Column("kind", "Loại", "choice", 20, KINDS),
        Column("language", "Ngôn ngữ", width=10),
        Column("issued_on", "Ngày phát hành", "date", 14),
        Column("copies", "Số bản", "integer", 10),
        Column("original", "Bản tiếng Việt", width=28),
        Column("audience", "Đối tượng", width=24),
        Column("mission", "Cơ quan đại diện nhận", width=24),
        Column("url", "Địa chỉ", width=28),
    ],
    discloses=Disclosure(
        province=("title", "kind", "language", "issued_on", "copies", "mission"),
        ministry=("title", "kind", "language", "issued_on", "copies"),
    ),
)
