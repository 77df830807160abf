"""Papers of a course: the roll of its participants, and the list of certificates."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead, sheets
from papers.administrative import Document, Paragraph
from papers.sheets import SheetColumn

COLUMNS = [
    SheetColumn("Mã cán bộ, công chức", 18),
    SheetColumn("Họ và tên", 28),
    SheetColumn("Cơ quan", 32),
    SheetColumn("Số buổi có mặt", 12, "integer"),
    SheetColumn("Điểm", 10, "integer"),
    SheetColumn("Số chứng nhận", 20),
    SheetColumn("Ngày cấp", 14, "date"),
]


def roll(dossier: Dossier[Any], province: Province) -> bytes:
    """Danh sách học viên, with attendance, test and certificate."""
    f = dossier.fields
    rows = [
        [p.person, p.name, province.unit(p.unit), p.attended, p.score,
         *((p.certificate.number, p.certificate.date) if p.certificate else ("", None))]
        for p in f.participants
    ]  # fmt: skip
    span = letterhead.span(f.starts_on, f.ends_on) if f.starts_on and f.ends_on else ""
    title = [f"DANH SÁCH HỌC VIÊN: {f.title}", f"Số buổi: {f.sessions}. {span}"]
    return sheets.write_sheet(COLUMNS, rows, title_rows=title)


def certificates(dossier: Dossier[Any], province: Province) -> Document:
    """Danh sách cấp chứng nhận hoàn thành khóa học."""
    f = dossier.fields
    given = [p for p in f.participants if p.certificate]
    columns = (("Họ và tên", 3.0), ("Cơ quan", 3.0), ("Số", 2.0), ("Ngày cấp", 1.5))
    rows = [
        (p.name, province.unit(p.unit), p.certificate.number, letterhead.day(p.certificate.date))
        for p in given
    ]
    return letterhead.of_the_department(
        province,
        kind="DANH SÁCH",
        symbol=f"DS-{province.abbreviation}",
        about=f"Cấp chứng nhận hoàn thành khóa «{f.title}»",
        body=(
            Paragraph(f"Số người được cấp chứng nhận: {len(given)}/{f.enrolled}."),
            letterhead.table(columns, rows),
        ),
        recipients=("Các đơn vị có học viên", "Lưu: VT"),
    )
