"""The register of outgoing documents (30/2020/NĐ-CP, Điều 15, 16, 18; annex VI).

Numbers are given by the number books, after signature and at the latest on the next working day;
documents that another body numbered are entered with the number they bear. Nothing is altered in
it: a wrong content takes a replacing document, a wrong form a letter of correction.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Column, Disclosure, Link, Param, Register, Writing, entry_rule
from casework.text import exact
from casework.vocabulary import Text
from reporting.books import symbols
from reporting.laws import CLERICAL
from reporting.roles import Role

Standing = Literal["reserved", "given", "sent", "replaced", "cancelled", "recorded"]
STANDINGS: dict[str, str] = {
    "reserved": "giữ số",
    "given": "đã cấp số",
    "sent": "đã phát hành",
    "replaced": "đã bị thay thế",
    "cancelled": "hủy số",
    "recorded": "ghi theo số của nơi ban hành",
}
SHARED_SIGNS = frozenset({"UBND", "HĐND"})
Urgency = Literal["normal", "urgent", "very-urgent", "flash"]
Secrecy = Literal["none", "secret", "top-secret", "absolute-secret"]


class Origin(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The dossier whose document this is."""

    service: Annotated[str, Meta(max_length=60)]
    type: Annotated[str, Meta(max_length=60)]
    id: Annotated[str, Meta(max_length=60)]


class Correction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A letter that corrects a slip of form (Điều 18 khoản 3)."""

    number: Annotated[Text, Meta(title="Số công văn đính chính")]
    what: Annotated[Text, Meta(title="Nội dung đính chính")]


class Paper(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a clerk says of a document that was signed and asks a number for."""

    symbol: Annotated[str, Meta(min_length=3, max_length=40, title="Ký hiệu")]
    date: Annotated[datetime.date, Meta(title="Ngày văn bản")]
    about: Annotated[Text, Meta(title="Trích yếu")]
    signer: Annotated[str, Meta(max_length=120, title="Người ký")] = ""
    signed_on: Annotated[datetime.date | None, Meta(title="Ngày ký")] = None
    recipients: Annotated[tuple[str, ...], Meta(max_length=200, title="Nơi nhận")] = ()
    kept_by: Annotated[str, Meta(max_length=120, title="Đơn vị lưu")] = "VT"
    copies: Annotated[int, Meta(ge=0, title="Số lượng bản")] = 1
    urgency: Annotated[Urgency, Meta(title="Độ khẩn")] = "normal"
    secrecy: Annotated[Secrecy, Meta(title="Độ mật")] = "none"
    late_reason: Annotated[str, Meta(max_length=500, title="Lý do trễ")] = ""
    note: Annotated[str, Meta(max_length=500, title="Ghi chú")] = ""


class Outgoing(Paper, frozen=True, kw_only=True):
    """Một dòng của sổ đăng ký văn bản đi."""

    number: Annotated[str, Meta(min_length=3, max_length=60, title="Số, ký hiệu")]
    book: Annotated[str, Meta(max_length=40, title="Sổ")] = ""
    order: Annotated[int, Meta(ge=0, title="Số thứ tự")] = 0
    sent_on: Annotated[datetime.date | None, Meta(title="Ngày chuyển")] = None
    standing: Annotated[Standing, Meta(title="Tình trạng")] = "recorded"
    cause: Annotated[str, Meta(max_length=500, title="Lý do giữ số, hủy số")] = ""
    replaces: Annotated[str, Meta(max_length=60, title="Thay thế văn bản số")] = ""
    replaced_by: Annotated[str, Meta(max_length=60, title="Bị thay thế bởi văn bản số")] = ""
    corrections: Annotated[tuple[Correction, ...], Meta(title="Đính chính")] = ()
    origins: Annotated[tuple[Origin, ...], Meta(title="Hồ sơ có văn bản")] = ()

    @property
    def year(self) -> int:
        return self.date.year

    @property
    def is_live(self) -> bool:
        """A document of a book that bears its number and was not cancelled."""
        return bool(self.book) and self.standing in ("given", "sent", "replaced")


ONE_SERIES = Param(
    name="number-books.one-series",
    title="Dùng chung một hệ thống số cho mọi tên loại văn bản của cơ quan",
    law=CLERICAL.art(15, 1),
    default=False,
)


@entry_rule(CLERICAL.art(15, 2), "Văn bản mật đăng ký ở sổ riêng, ngoài hệ thống", "/secrecy")
def is_open(asked: Writing[Outgoing]) -> bool:
    return asked.entry.secrecy == "none"


@entry_rule(CLERICAL.art(15, 1), "Số của sổ chỉ do sổ cấp và ghi", "/book", everywhere=True)
def is_written_by_its_book(asked: Writing[Outgoing]) -> bool:
    entry, before = asked.entry, asked.before
    of_a_book = entry.book or entry.order or entry.standing != "recorded"
    of_a_book = of_a_book or (before is not None and before.book)
    return not of_a_book or Role.SYSTEM in asked.actor.roles


@entry_rule(CLERICAL.form("Phụ lục I, III"), "Ký hiệu viết sai thể thức", "/symbol")
def symbol_is_well_written(asked: Writing[Outgoing]) -> bool:
    return not asked.entry.book or symbols.sign(asked.entry.symbol) is not None


@entry_rule(
    CLERICAL.form("Phụ lục I"), "Năm trong số, ký hiệu phải là năm của ngày văn bản", "/number"
)
def bears_the_year_of_its_date(asked: Writing[Outgoing]) -> bool:
    """What a dossier of another service already says is recorded as it is."""
    entry = asked.entry
    is_told = not entry.book and Role.SYSTEM in asked.actor.roles
    return is_told or symbols.is_of_its_year(entry.number, entry.date)


@entry_rule(CLERICAL.art(15, 2), "Chỉ cấp số sau khi văn bản được ký", "/signed_on")
def is_signed(asked: Writing[Outgoing]) -> bool:
    entry = asked.entry
    return not entry.is_live or bool(entry.signed_on and entry.signer.strip())


@entry_rule(RECORD, "Ngày văn bản không thể trước ngày ký", "/date")
def is_dated_after_signature(asked: Writing[Outgoing]) -> bool:
    signed = asked.entry.signed_on
    return signed is None or asked.entry.date >= signed


@entry_rule(
    CLERICAL.art(15, 2),
    "Số được cấp chậm nhất trong ngày làm việc tiếp theo ngày ký; trễ phải nêu lý do",
    "/late_reason",
)
def is_numbered_in_time(asked: Writing[Outgoing]) -> bool:
    entry = asked.entry
    if not entry.is_live or entry.signed_on is None or entry.late_reason.strip():
        return True
    return entry.date <= _next_working_day(asked, entry.signed_on)


@entry_rule(RECORD, "Ngày của văn bản không thể sau hôm nay", "/date")
def is_dated_by_today(asked: Writing[Outgoing]) -> bool:
    return asked.entry.date <= asked.today


@entry_rule(CLERICAL.art(18, 1), "Văn bản không thể chuyển đi trước ngày của nó", "/sent_on")
def is_sent_after_its_date(asked: Writing[Outgoing]) -> bool:
    sent = asked.entry.sent_on
    return sent is None or asked.entry.date <= sent <= asked.today


@entry_rule(
    CLERICAL.art(18, 1),
    "Phát hành trong ngày hoặc ngày làm việc tiếp theo; văn bản khẩn phải phát hành ngay",
    "/late_reason",
)
def is_sent_in_time(asked: Writing[Outgoing]) -> bool:
    entry = asked.entry
    if not entry.book or entry.sent_on is None or entry.late_reason.strip():
        return True
    if entry.urgency != "normal":
        return entry.sent_on == entry.date
    return entry.sent_on <= _next_working_day(asked, entry.date)


def _next_working_day(asked: Writing[Outgoing], day: datetime.date) -> datetime.date:
    due = asked.province.calendar.within(day, 1, "working-days").due
    return due.date() if isinstance(due, datetime.datetime) else due


def keys(number: str, day: datetime.date, is_of_a_book: bool) -> tuple[str, ...]:
    """What no other document may have: its number within the year.

    Communes sign as the province does («05/TTr-UBND»), so what bodies with a shared sign numbered
    is told apart by its day.
    """
    parts = symbols.read(number)
    if parts is None or parts[1].issuer not in SHARED_SIGNS:
        return (f"{number} {day.year}",)
    in_the_book = (f"{number} {day.year} so",) if is_of_a_book else ()
    return (*in_the_book, f"{number} {day}")


OUTGOING_DOCUMENTS: Register[Outgoing] = Register(
    name="outgoing-documents",
    record="R40",
    title="Sổ đăng ký văn bản đi",
    prefix="VBD",
    law=CLERICAL.art(16),
    entry=Outgoing,
    heading=lambda entry: f"{entry.number}: {entry.about}",
    states=STANDINGS,
    final={"cancelled"},
    status=lambda entry: entry.standing,
    by={Role.CLERK, Role.OFFICE, Role.SYSTEM},
    struck_by={Role.SYSTEM},
    key=lambda entry: keys(entry.number, entry.date, bool(entry.book)),
    key_at="/number",
    same=exact,
    params=[ONE_SERIES],
    links=lambda entry: [Link("document-of", o.service, o.type, o.id) for o in entry.origins],
    rules=[
        is_open,
        is_written_by_its_book,
        symbol_is_well_written,
        bears_the_year_of_its_date,
        is_signed,
        is_dated_after_signature,
        is_numbered_in_time,
        is_dated_by_today,
        is_sent_after_its_date,
        is_sent_in_time,
    ],
    columns=[
        Column("number", "Số, ký hiệu", width=20),
        Column("date", "Ngày văn bản", "date", 14),
        Column("symbol", "Ký hiệu", width=16),
        Column("about", "Tên loại và trích yếu", width=50),
        Column("signer", "Người ký", width=22),
        Column("signed_on", "Ngày ký", "date", 14),
        Column("recipients", "Nơi nhận", "texts", 30),
        Column("kept_by", "Đơn vị lưu", width=14),
        Column("copies", "Số lượng bản", "integer", 10),
        Column("sent_on", "Ngày chuyển", "date", 14),
        Column("standing", "Tình trạng", "choice", 16, STANDINGS),
        Column("cause", "Lý do giữ, hủy số", width=24),
        Column("replaces", "Thay thế", width=18),
        Column("replaced_by", "Bị thay thế bởi", width=18),
        Column("note", "Ghi chú", width=24),
    ],
    discloses=Disclosure(
        province=(
            *("number", "date", "symbol", "about", "book", "order", "standing", "sent_on"),
            *("replaces", "replaced_by"),
        )
    ),
)
