"""The province's written answer to foreign reporters, and its report to the Ministry."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead
from papers.administrative import Block, Document, Paragraph


def answer(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol="UBND-NV",
        **letterhead.stamped(f.approval),
        about="hoạt động của phóng viên nước ngoài",
        addressed_to=(f.media,),
        body=(Paragraph("Chấp thuận hoạt động báo chí tại tỉnh như sau:"), *_visit(f)),
        recipients=("Như trên", "Bộ Ngoại giao", "Công an tỉnh", "Lưu: VT"),
    )


def report(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    to = ["Bộ Ngoại giao"]
    if f.violation:
        to.append("Bộ Văn hóa, Thể thao và Du lịch")
    return letterhead.of_the_committee(
        province,
        symbol="UBND-NV",
        **letterhead.stamped(f.report),
        about="kết quả hoạt động của phóng viên nước ngoài",
        addressed_to=tuple(to),
        body=(
            *_visit(f),
            Paragraph(f"Sản phẩm đã đăng, phát: {f.published or letterhead.BLANK}"),
            Paragraph(f"Vi phạm: {f.violation or 'không'}"),
        ),
    )


def _visit(f: Any) -> tuple[Block, ...]:
    return letterhead.points(
        [
            ("Cơ quan báo chí", f"{f.media} ({country(f.country)})"),
            ("Số phóng viên", str(len(f.reporters))),
            ("Nội dung", "; ".join(f.topics)),
            ("Địa điểm", "; ".join(p.name for p in f.places)),
            ("Thời gian", letterhead.span(f.starts_at.date(), f.ends_on)),
        ]
    )
