"""Mẫu 1 and Mẫu 2 of Decision 22/2012/QĐ-UBND (Bến Tre): the tables of planned delegations.

Heads, column numbers and notes are the decision's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from casework.countries import country
from casework.vocabulary import FundingLine
from papers import cells
from papers.sheets import Kind, SheetColumn, TitleRow, write_sheet

PARTNER = "Đối tác: "


class OutboundRow(Struct, frozen=True, kw_only=True):
    """Columns 2–9 of Mẫu 1. `countries` are ISO codes in itinerary order, `month` is "2027-05".

    `days` is all the time abroad, travel and transit included (note 6).
    """

    title: str
    countries: tuple[str, ...]
    head: str
    content: str
    members: int
    days: int
    month: str
    funding: tuple[FundingLine, ...]
    partner: str = ""


class InboundRow(Struct, frozen=True, kw_only=True):
    """Columns 2–9 of Mẫu 2. `country` is the sender's (an organisation's: its seat, note 2)."""

    title: str
    sender: str
    country: str
    head: str
    host: str
    content: str
    members: int
    days: int
    month: str
    funding: tuple[FundingLine, ...]


class Form(Struct, frozen=True):
    """A sheet form: its name, title, the heads of its nine columns and its notes."""

    name: str
    title: str
    heads: tuple[str, ...]
    notes: tuple[str, ...]
    widths: tuple[float, ...] = (6, 30, 20, 18, 36, 10, 9, 13, 26)


_FUNDING_NOTE = (
    "lấy từ nguồn nào (Trung ương chi; cơ quan, tổ chức, địa phương chi; nước ngoài đài thọ; "
    "tài trợ của cá nhân, tổ chức, doanh nghiệp trong và ngoài nước…)."
)
MAU_1 = Form(
    "Mẫu 1",
    "BẢNG TỔNG HỢP KẾ HOẠCH ĐOÀN RA NĂM",
    (
        "STT",
        "Danh nghĩa Đoàn và tính chất hoạt động",
        "Đến nước",
        "Cấp Trưởng đoàn",
        "Nội dung hoạt động và đối tác",
        "Số thành viên Đoàn",
        "Số ngày",
        "Thời gian thực hiện",
        "Nguồn kinh phí",
    ),
    (
        "1. Danh nghĩa Đoàn và tính chất hoạt động: Thăm chính thức, thăm làm việc; nghiên cứu; "
        "khảo sát thực tế ở nước ngoài phục vụ nhu cầu công tác đào tạo, bồi dưỡng cán bộ; "
        "thực hiện chương trình, đề tài, dự án khoa học…",
        "2. Đến nước: Nước đến công tác theo lộ trình.",
        "3. Cấp Trưởng đoàn: Chức vụ Trưởng đoàn dự kiến.",
        "4. Nội dung hoạt động và đối tác: Những nội dung làm việc chính; đối tác chủ yếu "
        "sẽ làm việc…",
        "5. Số thành viên Đoàn: Ghi rõ số lượng thành viên tham gia Đoàn dự kiến.",
        "6. Số ngày: Tổng số ngày ở nước ngoài, kể cả thời gian đi - về và quá cảnh.",
        "7. Thời gian thực hiện: Ghi cụ thể đến tháng.",
        f"8. Nguồn kinh phí: Ghi rõ kinh phí triển khai {_FUNDING_NOTE}",
    ),
)
MAU_2 = Form(
    "Mẫu 2",
    "BẢNG TỔNG HỢP KẾ HOẠCH ĐOÀN VÀO NĂM",
    (
        "STT",
        "Danh nghĩa Đoàn và tính chất hoạt động",
        "Cơ quan, tổ chức, nước cử Đoàn",
        "Cấp Trưởng đoàn",
        "Cơ quan, tổ chức, chủ trì đón Đoàn, nội dung hoạt động chính",
        "Số thành viên Đoàn",
        "Số ngày",
        "Thời gian thực hiện",
        "Nguồn kinh phí đón Đoàn",
    ),
    (
        "1. Danh nghĩa Đoàn và tính chất hoạt động: Thăm chính thức, thăm làm việc; nghiên cứu, "
        "khảo sát thực tế; đào tạo, bồi dưỡng cán bộ; thực hiện chương trình, đề tài, dự án "
        "khoa học…",
        "2. Đến từ nước: Ghi rõ tên cơ quan, tổ chức, nước cử Đoàn. Trường hợp đoàn vào thuộc "
        "tổ chức quốc tế thì ghi rõ nước đặt trụ sở.",
        "3. Cấp Trưởng đoàn: Chức vụ Trưởng đoàn dự kiến.",
        "4. Cơ quan, tổ chức chủ trì đón Đoàn; nội dung hoạt động chính: Tên cơ quan, tổ chức "
        "Việt Nam chủ trì đón Đoàn. Những nội dung hoạt động chính của Đoàn trong thời gian "
        "ở Việt Nam.",
        "5. Số thành viên Đoàn: Ghi rõ số lượng thành viên Đoàn dự kiến.",
        "6. Số ngày: Tổng số ngày ở Việt Nam.",
        "7. Thời gian thực hiện: Ghi cụ thể đến tháng.",
        f"8. Nguồn kinh phí: Ghi rõ kinh phí đón Đoàn {_FUNDING_NOTE}",
    ),
)

_KINDS: tuple[Kind, ...] = (
    *("integer", "text", "text", "text", "text"),
    *("integer", "integer", "month", "text"),
)


def mau_1(organisation: str, year: int, rows: Sequence[OutboundRow]) -> bytes:
    """The xlsx of Mẫu 1: delegations going abroad in `year`."""
    return _sheet(MAU_1, organisation, year, [_outbound(row) for row in rows])


def mau_2(organisation: str, year: int, rows: Sequence[InboundRow]) -> bytes:
    """The xlsx of Mẫu 2: delegations received in `year`."""
    return _sheet(MAU_2, organisation, year, [_inbound(row) for row in rows])


def _sheet(form: Form, organisation: str, year: int, rows: Sequence[Sequence[Any]]) -> bytes:
    columns = [
        SheetColumn(head, width, kind)
        for head, width, kind in zip(form.heads, form.widths, _KINDS, strict=True)
    ]
    return write_sheet(
        columns,
        [(n, *row) for n, row in enumerate(rows, 1)],
        title_rows=[
            TitleRow(text=f"Tên cơ quan/tổ chức: {organisation}", corner=form.name),
            TitleRow(text=f"{form.title} {year}", bold=True, size=14, align="center"),
        ],
        notes=("Ghi chú:", *form.notes),
        name=form.name,
        numbered=True,
    )


def _outbound(row: OutboundRow) -> tuple[Any, ...]:
    content = "\n".join((row.content, PARTNER + row.partner) if row.partner else (row.content,))
    return (
        *(row.title, cells.itinerary(row.countries), row.head, content),
        *(row.members, row.days, row.month, cells.funding(row.funding)),
    )


def _inbound(row: InboundRow) -> tuple[Any, ...]:
    sender = ", ".join(part for part in (row.sender, country(row.country)) if part)
    host = "\n".join(part for part in (row.host, row.content) if part)
    return (
        *(row.title, sender, row.head, host),
        *(row.members, row.days, row.month, cells.funding(row.funding)),
    )
