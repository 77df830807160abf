"""The submission on a border gate, an opening or a road link."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from casework.opinion import ANSWERS
from consular_border.border_gates import KINDS
from papers import letterhead
from papers.administrative import Document, Paragraph


def submission(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    said = [
        (province.unit(o.body), ANSWERS[o.answer or "no_reply"], o.comment)
        for r in dossier.rounds
        for o in r.opinions
    ]
    return letterhead.of_the_department(
        province,
        kind="TỜ TRÌNH",
        symbol=f"TTr-{province.abbreviation}",
        about=f"Về việc {dossier.title[:1].lower()}{dossier.title[1:]}",
        addressed_to=("Ủy ban nhân dân tỉnh",),
        body=(
            *letterhead.points(
                [
                    ("Loại", KINDS[f.kind]),
                    ("Địa bàn", province.unit(f.commune)),
                    ("Phía bên kia", f"{f.across} ({country(f.neighbour)})"),
                    ("Nội dung đề xuất", f.proposal),
                ]
            ),
            Paragraph("Ý kiến của các cơ quan:"),
            letterhead.table([("Cơ quan", 2), ("Ý kiến", 1.3), ("Nội dung", 3)], said),
        ),
    )
