"""Judicial matters with a foreign element that pass through the department (R35).

22/2012/QĐ-UBND Điều 2 khoản 14 names them once and sets no procedure: the register knows who asked,
to whom the matter was passed on, and when it was answered. The case itself stays with the court,
the police or the department of justice, and so does every decision.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Disclosure, Param, Register, Writing, entry_rule
from casework.countries import is_country
from casework.register import Column
from casework.text import exact
from casework.vocabulary import Country, Text
from consular_border.laws import JUDICIAL_WORK, PERSONAL_DATA
from consular_border.roles import DESK, LEADERS

JUDICIAL = JUDICIAL_WORK
OWN = {"so-ngoai-vu", "van-phong-ubnd"}
KINDS = {
    "assistance": "tương trợ tư pháp",
    "letter-rogatory": "ủy thác tư pháp",
    "civil-status": "hộ tịch",
    "adoption": "con nuôi",
    "verification": "xác minh giấy tờ",
}
STATES = {"received": "đã tiếp nhận", "forwarded": "đã chuyển", "answered": "đã trả lời"}
LONGEST = Param(
    name="judicial.longest-note",
    title="Số ký tự nhiều nhất của ghi chú trong sổ việc tư pháp có yếu tố nước ngoài",
    law=PERSONAL_DATA.form("chỉ lưu dữ liệu cần thiết"),
    default=200,
    least=0,
    most=500,
)


class Matter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Việc tư pháp có yếu tố nước ngoài."""

    kind: Annotated[
        Literal["assistance", "letter-rogatory", "civil-status", "adoption", "verification"],
        Meta(title="Loại việc"),
    ]
    country: Annotated[Country, Meta(title="Nước liên quan")]
    asked_by: Annotated[Text, Meta(title="Cơ quan yêu cầu")]
    reference: Annotated[Text, Meta(title="Số văn bản yêu cầu")]
    received_on: Annotated[datetime.date, Meta(title="Ngày nhận")]
    forwarded_to: Annotated[
        str, Meta(max_length=200, title="Cơ quan có thẩm quyền (Sở Tư pháp, Tòa án, Bộ Ngoại giao)")
    ] = ""
    forwarded_on: Annotated[datetime.date | None, Meta(title="Ngày chuyển")] = None
    answered_by: Annotated[str, Meta(max_length=200, title="Cơ quan trả lời")] = ""
    answered_on: Annotated[datetime.date | None, Meta(title="Ngày trả lời")] = None
    note: Annotated[str, Meta(max_length=500, title="Ghi chú (không ghi nội dung vụ việc)")] = ""


@entry_rule(JUDICIAL, "Nước liên quan phải có trong danh mục và khác Việt Nam", "/country")
def country_is_foreign(asked: Writing[Matter]) -> bool:
    return is_country(asked.entry.country) and asked.entry.country != "VN"


@entry_rule(LONGEST.law, "Không lưu nội dung vụ việc, hồ sơ vụ án: chỉ ghi chú ngắn", "/note")
def tells_no_case(asked: Writing[Matter]) -> bool:
    return len(asked.entry.note) <= (asked.number(LONGEST) or 0)


@entry_rule(JUDICIAL, "Phải ghi cả cơ quan được chuyển và ngày chuyển", "/forwarded_to")
def forwarding_is_whole(asked: Writing[Matter]) -> bool:
    e = asked.entry
    return bool(e.forwarded_to.strip()) is (e.forwarded_on is not None)


@entry_rule(
    JUDICIAL,
    "Sở không quyết định việc tư pháp: cơ quan có thẩm quyền trả lời sau khi được chuyển",
    "/answered_by",
)
def is_decided_elsewhere(asked: Writing[Matter]) -> bool:
    e = asked.entry
    if not e.answered_by.strip() and e.answered_on is None:
        return True
    return bool(e.answered_by.strip()) and e.answered_by not in OWN and e.forwarded_on is not None


@entry_rule(JUDICIAL, "Không chuyển việc cho chính Sở, Văn phòng", "/forwarded_to")
def is_forwarded_elsewhere(asked: Writing[Matter]) -> bool:
    return asked.entry.forwarded_to not in OWN


@entry_rule(RECORD, "Các ngày phải theo thứ tự nhận, chuyển, trả lời", "/received_on")
def days_are_in_order(asked: Writing[Matter]) -> bool:
    e = asked.entry
    days = [d for d in (e.received_on, e.forwarded_on, e.answered_on, asked.today) if d]
    return days == sorted(days)


def status(e: Matter) -> str:
    return "answered" if e.answered_on else "forwarded" if e.forwarded_on else "received"


JUDICIAL_MATTERS: Register[Matter] = Register(
    name="judicial",
    record="R35",
    title="Sổ việc tư pháp có yếu tố nước ngoài",
    prefix="TP",
    law=JUDICIAL,
    entry=Matter,
    heading=lambda e: f"{KINDS[e.kind].capitalize()}: {e.reference}",
    states=STATES,
    status=status,
    by=DESK,
    struck_by=LEADERS,
    key=lambda e: f"{e.asked_by} {e.reference}",
    key_at="/reference",
    same=exact,
    params=[LONGEST],
    rules=[
        *(country_is_foreign, tells_no_case, forwarding_is_whole, is_forwarded_elsewhere),
        *(is_decided_elsewhere, days_are_in_order),
    ],
    columns=[
        Column("kind", "Loại việc", "choice", 22, KINDS),
        Column("country", "Nước liên quan", "country", 18),
        Column("asked_by", "Cơ quan yêu cầu", width=28),
        Column("reference", "Số văn bản yêu cầu", width=20),
        Column("received_on", "Ngày nhận", "date", 14),
        Column("forwarded_to", "Cơ quan có thẩm quyền", width=28),
        Column("forwarded_on", "Ngày chuyển", "date", 14),
        Column("answered_by", "Cơ quan trả lời", width=28),
        Column("answered_on", "Ngày trả lời", "date", 14),
        Column("note", "Ghi chú", width=30),
    ],
    discloses=Disclosure(
        province=("kind", "country", "received_on", "forwarded_to", "answered_on"),
        ministry=("kind", "country", "received_on", "answered_on"),
    ),
)
