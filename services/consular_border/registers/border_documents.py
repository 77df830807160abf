"""Documents, maps and files on the border, and who has borrowed them (R22e).

S004 Điều 2.10d: the department guides, checks and manages them. What bears a secrecy stamp is kept
outside: of it the register knows only its keeper and a day, no title and no number (117/2025/QH15).
"""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Annotated, Literal

from msgspec import Meta, Struct

from casework import RECORD, Disclosure, Register, Writing, entry_rule
from casework.register import Column
from casework.secrecy import NOT_ON_A_NETWORK
from casework.text import exact
from casework.vocabulary import Decision, Role
from consular_border.border import has_coordinates
from consular_border.laws import KEEPING_BORDER_DOCUMENTS
from consular_border.roles import DESK, LEADERS

DOCUMENTS = KEEPING_BORDER_DOCUMENTS
KINDS = {
    "treaty": "điều ước, nghị định thư",
    "map": "bản đồ",
    "record": "biên bản, hồ sơ",
    "book": "sách, ấn phẩm",
    "other": "khác",
}
STATES = {
    "in-stock": "trong kho",
    "lent": "đang cho mượn",
    "returned": "đã trả",
    "destroyed": "đã tiêu hủy",
}


class Loan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One loan: to whom, from when, back when."""

    borrower: Annotated[str, Meta(min_length=1, max_length=200, title="Người, cơ quan mượn")]
    lent_on: Annotated[datetime.date, Meta(title="Ngày mượn")]
    due_on: Annotated[datetime.date, Meta(title="Hạn trả")]
    returned_on: Annotated[datetime.date | None, Meta(title="Ngày trả")] = None


class BorderDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Văn bản, tài liệu, bản đồ, hồ sơ về biên giới."""

    is_outside: Annotated[bool, Meta(title="Tài liệu bí mật nhà nước, lưu ngoài hệ thống")] = False
    number: Annotated[str, Meta(max_length=60, title="Số hồ sơ")] = ""
    title: Annotated[str, Meta(max_length=500, title="Tên tài liệu")] = ""
    kind: Annotated[Literal["treaty", "map", "record", "book", "other"], Meta(title="Loại")] = (
        "record"
    )
    holder: Annotated[str, Meta(min_length=1, max_length=200, title="Đơn vị lưu giữ")]
    kept_on: Annotated[datetime.date, Meta(title="Ngày nhận lưu")]
    loans: Annotated[tuple[Loan, ...], Meta(max_length=500, title="Nhật ký mượn, trả")] = ()
    destruction: Annotated[Decision | None, Meta(title="Biên bản tiêu hủy")] = None


@entry_rule(
    NOT_ON_A_NETWORK,
    "Tài liệu bí mật nhà nước chỉ ghi đơn vị lưu giữ và ngày: không ghi tên, số, việc mượn",
    "/is_outside",
)
def secret_is_a_pointer(asked: Writing[BorderDocument]) -> bool:
    e = asked.entry
    return not e.is_outside or not (e.number.strip() or e.title.strip() or e.loans)


@entry_rule(DOCUMENTS, "Phải ghi số hồ sơ và tên tài liệu", "/title")
def is_named(asked: Writing[BorderDocument]) -> bool:
    e = asked.entry
    return e.is_outside or bool(e.number.strip() and e.title.strip())


@entry_rule(NOT_ON_A_NETWORK, "Không ghi tọa độ", "/title")
def tells_no_coordinates(asked: Writing[BorderDocument]) -> bool:
    return not has_coordinates(asked.entry.title)


@entry_rule(DOCUMENTS, "Chỉ cho mượn khi lần mượn trước đã trả", "/loans")
def is_lent_once_at_a_time(asked: Writing[BorderDocument]) -> bool:
    loans = asked.entry.loans
    return all(
        before.returned_on is not None and before.returned_on <= after.lent_on
        for before, after in pairwise(loans)
    )


@entry_rule(RECORD, "Hạn trả, ngày trả không thể trước ngày mượn; không ghi ngày sau hôm nay",
            "/loans")  # fmt: skip
def loans_are_in_order(asked: Writing[BorderDocument]) -> bool:
    return all(
        asked.entry.kept_on <= n.lent_on <= min(n.due_on, asked.today)
        and (n.returned_on is None or n.lent_on <= n.returned_on <= asked.today)
        for n in asked.entry.loans
    )


@entry_rule(DOCUMENTS, "Nhật ký mượn, trả không được xóa, sửa: chỉ ghi thêm", "/loans")
def log_only_grows(asked: Writing[BorderDocument]) -> bool:
    if asked.before is None:
        return True
    before, now = asked.before.loans, asked.entry.loans
    closed = [n for n in before if n.returned_on]
    return len(now) >= len(before) and list(now[: len(closed)]) == closed


@entry_rule(DOCUMENTS, "Tài liệu đang cho mượn không tiêu hủy", "/destruction")
def lent_is_not_destroyed(asked: Writing[BorderDocument]) -> bool:
    return asked.entry.destruction is None or status(asked.entry, gone=False) != "lent"


@entry_rule(DOCUMENTS, "Đã tiêu hủy thì không khôi phục", "/destruction")
def destroyed_stays_destroyed(asked: Writing[BorderDocument]) -> bool:
    before = asked.before
    if before is None or before.destruction is None:
        return True
    return asked.entry.destruction == before.destruction and asked.entry.loans == before.loans


@entry_rule(RECORD, "Ngày ghi trong sổ không thể sau hôm nay", "/kept_on")
def is_dated_by_today(asked: Writing[BorderDocument]) -> bool:
    e = asked.entry
    gone = e.destruction
    return e.kept_on <= asked.today and (gone is None or e.kept_on <= gone.date <= asked.today)


def status(e: BorderDocument, gone: bool = True) -> str:
    if e.destruction is not None and gone:
        return "destroyed"
    if not e.loans:
        return "in-stock"
    return "returned" if e.loans[-1].returned_on else "lent"


def heading(e: BorderDocument) -> str:
    return f"{e.number} {e.title}" if not e.is_outside else "Hồ sơ lưu ngoài hệ thống"


BORDER_DOCUMENTS: Register[BorderDocument] = Register(
    name="border-documents",
    record="R22e",
    title="Sổ văn bản, tài liệu, bản đồ, hồ sơ về biên giới",
    prefix="TLB",
    law=DOCUMENTS,
    entry=BorderDocument,
    heading=heading,
    states=STATES,
    status=status,
    by=DESK,
    struck_by=LEADERS,
    key=lambda e: e.number,
    key_at="/number",
    same=exact,
    shown_to={Role.BORDER},
    rules=[
        *(secret_is_a_pointer, is_named, tells_no_coordinates, is_lent_once_at_a_time),
        *(loans_are_in_order, log_only_grows, lent_is_not_destroyed, destroyed_stays_destroyed),
        is_dated_by_today,
    ],
    columns=[
        Column("number", "Số hồ sơ", width=16),
        Column("title", "Tên tài liệu", width=44),
        Column("kind", "Loại", "choice", 20, KINDS),
        Column("holder", "Đơn vị lưu giữ", width=28),
        Column("kept_on", "Ngày nhận lưu", "date", 14),
    ],
    discloses=Disclosure(province=("kind",), ministry=("kind",)),
)
