"""The official letter that guides a commune or unit."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document, Paragraph


def answer(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-HD",
        about=f"hướng dẫn: {f.subject}",
        addressed_to=(province.unit(dossier.unit),),
        date=f.answered_on,
        body=(
            Paragraph(f"{province.office} nhận được câu hỏi: {f.question}"),
            Paragraph(f"Căn cứ {f.grounds or letterhead.BLANK}, hướng dẫn như sau:"),
            Paragraph(f.answer or letterhead.BLANK),
            Paragraph("Văn bản này hướng dẫn nghiệp vụ, không thay quyết định của cấp thẩm quyền."),
        ),
        recipients=("Như trên", "Lưu: VT"),
    )
