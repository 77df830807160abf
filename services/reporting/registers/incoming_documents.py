"""The register of incoming documents (30/2020/NĐ-CP, Điều 21, 22; annex VI).

What comes in gets the next arrival number of its office and year; numbers and signs of others are
taken as they are written. A secret document goes into its own register, off this system.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from msgspec import Meta, Struct

from casework import RECORD, Column, Disclosure, Register, Writing, entry_rule
from casework.text import exact
from casework.vocabulary import Text
from reporting.laws import CLERICAL
from reporting.registers.outgoing_documents import Secrecy
from reporting.roles import Role

STATES = {"arrived": "đã đăng ký", "assigned": "đã chuyển xử lý", "settled": "đã giải quyết"}


class Arrival(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a clerk says of a document that came in."""

    arrived_on: Annotated[datetime.date, Meta(title="Ngày đến")]
    author: Annotated[Text, Meta(title="Tác giả")]
    number: Annotated[str, Meta(min_length=1, max_length=60, title="Số, ký hiệu")]
    date: Annotated[datetime.date, Meta(title="Ngày văn bản")]
    about: Annotated[Text, Meta(title="Tên loại và trích yếu")]
    assigned_to: Annotated[str, Meta(max_length=120, title="Đơn vị, người nhận")] = ""
    due_on: Annotated[datetime.date | None, Meta(title="Thời hạn giải quyết")] = None
    settled_on: Annotated[datetime.date | None, Meta(title="Ngày giải quyết xong")] = None
    secrecy: Annotated[Secrecy, Meta(title="Độ mật")] = "none"
    note: Annotated[str, Meta(max_length=500, title="Ghi chú")] = ""


class Incoming(Arrival, frozen=True, kw_only=True):
    """Một dòng của sổ đăng ký văn bản đến."""

    book: Annotated[str, Meta(max_length=60, title="Sổ")] = ""
    order: Annotated[int, Meta(ge=0, title="Số đến")] = 0


@entry_rule(CLERICAL.art(22, 4), "Văn bản mật đăng ký ở sổ riêng, ngoài hệ thống", "/secrecy")
def is_open(asked: Writing[Incoming]) -> bool:
    return asked.entry.secrecy == "none"


@entry_rule(CLERICAL.art(22, 2), "Số đến chỉ do sổ cấp", "/order", everywhere=True)
def has_the_number_of_its_book(asked: Writing[Incoming]) -> bool:
    before = asked.before
    if before is not None:
        return (before.book, before.order) == (asked.entry.book, asked.entry.order)
    return Role.SYSTEM in asked.actor.roles


@entry_rule(RECORD, "Ngày văn bản không thể sau ngày đến", "/date")
def is_dated_before_it_arrived(asked: Writing[Incoming]) -> bool:
    return asked.entry.date <= asked.entry.arrived_on


@entry_rule(RECORD, "Ngày đến không thể sau hôm nay", "/arrived_on")
def has_arrived(asked: Writing[Incoming]) -> bool:
    return asked.entry.arrived_on <= asked.today


@entry_rule(RECORD, "Thời hạn giải quyết không thể trước ngày đến", "/due_on")
def is_due_after_it_arrived(asked: Writing[Incoming]) -> bool:
    due = asked.entry.due_on
    return due is None or due >= asked.entry.arrived_on


def status(entry: Incoming) -> str:
    if entry.settled_on:
        return "settled"
    return "assigned" if entry.assigned_to else "arrived"


INCOMING_DOCUMENTS: Register[Incoming] = Register(
    name="incoming-documents",
    record="R40",
    title="Sổ đăng ký văn bản đến",
    prefix="VBN",
    law=CLERICAL.art(22),
    entry=Incoming,
    heading=lambda entry: f"{entry.number}: {entry.about}",
    states=STATES,
    final={"settled"},
    status=status,
    by={Role.CLERK, Role.OFFICE, Role.SYSTEM},
    struck_by={Role.SYSTEM},
    key=lambda entry: f"{entry.book} {entry.author} {entry.number} {entry.date}",
    key_at="/number",
    same=exact,
    rules=[
        is_open,
        has_the_number_of_its_book,
        is_dated_before_it_arrived,
        has_arrived,
        is_due_after_it_arrived,
    ],
    columns=[
        Column("order", "Số đến", "integer", 8),
        Column("arrived_on", "Ngày đến", "date", 14),
        Column("author", "Tác giả", width=28),
        Column("number", "Số, ký hiệu", width=20),
        Column("date", "Ngày văn bản", "date", 14),
        Column("about", "Tên loại và trích yếu", width=50),
        Column("assigned_to", "Đơn vị, người nhận", width=24),
        Column("due_on", "Thời hạn giải quyết", "date", 14),
        Column("settled_on", "Ngày giải quyết xong", "date", 14),
        Column("note", "Ghi chú", width=24),
    ],
    discloses=Disclosure(province=("order", "arrived_on", "author", "number", "date", "due_on")),
)
