"""The answers to an interview, question by question, as they are put up for approval."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead
from papers.administrative import Document, Heading, NumberedItem, Paragraph


def answers(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    told = (*f.answers, *(letterhead.BLANK for _ in f.questions))
    asked = tuple(
        block
        for n, question in enumerate(f.questions, 1)
        for block in (NumberedItem(f"Câu {n}.", title=question), Paragraph(told[n - 1]))
    )
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-TT",
        about="nội dung trả lời phỏng vấn báo chí nước ngoài",
        addressed_to=("Ủy ban nhân dân tỉnh",),
        body=(
            *letterhead.points(
                [
                    ("Cơ quan báo chí", f"{f.media} ({country(f.country)})"),
                    ("Lãnh đạo được phỏng vấn", f.leader),
                    ("Chủ đề", f.topic),
                    ("Ngày dự kiến", letterhead.day(f.interview_on)),
                    ("Định hướng", f.orientation),
                ]
            ),
            Heading("Câu hỏi và nội dung trả lời", 2),
            *asked,
        ),
    )
