"""The conclusion of an inspection."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document, Heading, Paragraph


def conclusion(dossier: Dossier[Any], province: Province) -> Document:
    """Kết luận kiểm tra: what was found, what is asked of whom and by when."""
    f = dossier.fields
    subjects = ", ".join(map(province.unit, f.subjects))
    findings = [(province.unit(x.subject), x.text, "vi phạm" if x.is_violation else "")
                for x in f.findings]  # fmt: skip
    asked = [(province.unit(r.subject), r.text, letterhead.day(r.due_on), r.sanction)
             for r in f.recommendations]  # fmt: skip
    return letterhead.of_the_department(
        province,
        kind="KẾT LUẬN",
        symbol=f"KL-{province.abbreviation}",
        **letterhead.stamped(f.conclusion),
        about=f"Kiểm tra tại {subjects}",
        body=(
            Paragraph(
                f"Thực hiện Quyết định {letterhead.cited(f.decision)}, đoàn kiểm tra đã làm việc "
                f"{letterhead.span(f.starts_on, f.ends_on)}."
            ),
            *letterhead.points([("Nội dung", f.scope)]),
            Heading("Kết quả", 2),
            letterhead.table((("Đơn vị", 2.0), ("Phát hiện", 5.0), ("", 1.0)), findings),
            Heading("Kiến nghị", 2),
            letterhead.table(
                (("Đơn vị", 2.0), ("Kiến nghị", 4.0), ("Thời hạn", 1.5), ("Xử lý", 2.0)), asked
            ),
        ),
        recipients=(*map(province.unit, f.subjects), "Lưu: VT"),
    )
