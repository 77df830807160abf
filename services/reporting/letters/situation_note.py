"""What the foreign-affairs body puts before the Chairman on the situation (Điều 18)."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead
from papers.administrative import Document, Heading, Paragraph

TOPICS = {"politics": "chính trị", "security": "an ninh", "economy": "kinh tế"}


def proposal(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    sources = "; ".join(s.name for s in f.sources) or letterhead.BLANK
    return letterhead.of_the_department(
        province,
        kind="BÁO CÁO",
        symbol=f"BC-{province.abbreviation}",
        **letterhead.stamped(f.submission),
        about=f"{f.subject} và đề xuất",
        addressed_to=(f"{province.chair_title} {letterhead.committee(province)}",),
        body=(
            *letterhead.points(
                [
                    ("Lĩnh vực", TOPICS[f.topic]),
                    ("Thời điểm", letterhead.day(f.on)),
                    ("Nước, khu vực", ", ".join(country(c) for c in f.countries)),
                    ("Nguồn tin", sources),
                ]
            ),
            Heading("Phân tích", 2),
            Paragraph(f.summary or f.analysis),
            Heading("Tác động đến địa phương", 2),
            Paragraph(f.impact or letterhead.BLANK),
            Heading("Đề xuất chủ trương, giải pháp", 2),
            Paragraph(f.proposal or letterhead.BLANK),
        ),
        recipients=("Như trên", "Lưu: VT"),
    )
