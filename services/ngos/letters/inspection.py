"""The decision to inspect a foreign NGO, and the conclusion."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document, Paragraph


def decision(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    bodies = ", ".join(province.unit(b) for b in f.team) or letterhead.BLANK
    return letterhead.of_the_department(
        province,
        kind="QUYẾT ĐỊNH",
        symbol=f"QĐ-{province.abbreviation}",
        **letterhead.stamped(f.decision),
        about=f"Kiểm tra hoạt động của tổ chức {f.organisation}",
        body=(
            *letterhead.grounds(["Nghị định số 58/2022/NĐ-CP ngày 31 tháng 8 năm 2022"]),
            Paragraph("QUYẾT ĐỊNH:", bold=True, align="center"),
            *letterhead.articles(
                [
                    f"Kiểm tra hoạt động của tổ chức {f.organisation}: {f.subject}.",
                    f"Thời gian kiểm tra: ngày {letterhead.day(f.planned_on)}.",
                    f"Cơ quan tham gia: {bodies}.",
                    "Quyết định này có hiệu lực kể từ ngày ký.",
                ]
            ),
        ),
        recipients=(f.organisation, "Lưu: VT"),
    )


def conclusion(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    rows = [
        (r.what, letterhead.day(r.until), letterhead.day(r.done_on) if r.done_on else "chưa")
        for r in f.remedies
    ]
    columns = [("Yêu cầu khắc phục", 4.0), ("Thời hạn", 1.5), ("Đã khắc phục", 1.5)]
    return letterhead.of_the_department(
        province,
        kind="KẾT LUẬN",
        symbol=f"KL-{province.abbreviation}",
        **letterhead.stamped(f.conclusion),
        about=f"Kiểm tra hoạt động của tổ chức {f.organisation}",
        body=(
            Paragraph(
                f"Thực hiện Quyết định {letterhead.cited(f.decision)}, ngày "
                f"{letterhead.day(f.inspected_on)} đã kiểm tra {f.subject}."
            ),
            Paragraph(f.findings or letterhead.BLANK),
            *(
                [letterhead.table(columns, rows)]
                if rows
                else [Paragraph("Không có yêu cầu khắc phục.")]
            ),
        ),
        recipients=(f.organisation, "Lưu: VT"),
    )
