"""Letters about a project in the border area: asking the bodies, and the answer."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Block, Document, Paragraph


def asking(dossier: Dossier[Any], province: Province) -> Document:
    bodies = [o.body for r in dossier.rounds[-1:] for o in r.opinions]
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-BG",
        about="lấy ý kiến về dự án, công trình trong khu vực biên giới",
        addressed_to=tuple(province.unit(b) for b in bodies) or (letterhead.BLANK,),
        body=(
            *_project(dossier, province),
            Paragraph("Đề nghị Quý cơ quan cho ý kiến trong thời hạn 30 ngày."),
        ),
    )


def answer(dossier: Dossier[Any], province: Province) -> Document:
    told = dossier.fields.answer
    stand = "nhất trí" if told and told.agrees else "không nhất trí"
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-BG",
        **letterhead.stamped(told),
        about="ý kiến về dự án, công trình trong khu vực biên giới",
        addressed_to=(province.unit(dossier.fields.asked_by),),
        body=(
            Paragraph(f"Trả lời văn bản {letterhead.cited(dossier.fields.request)}:"),
            *_project(dossier, province),
            Paragraph(f"Ý kiến: {stand}. {told.content}" if told else letterhead.BLANK),
        ),
        recipients=("Như trên", "Bộ đội Biên phòng", "Công an tỉnh", "Lưu: VT"),
    )


def _project(dossier: Dossier[Any], province: Province) -> tuple[Block, ...]:
    f = dossier.fields
    return letterhead.points(
        [
            ("Dự án, công trình", f.project),
            ("Chủ đầu tư", f.investor),
            ("Địa điểm", ", ".join(province.unit(c) for c in f.communes)),
            ("Trong vành đai biên giới", "có" if f.is_in_belt else "không"),
        ]
    )
