"""The report on how a treaty on the border is carried out."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead
from papers.administrative import Document


def report(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    steps = [(letterhead.day(p.on), f"{p.percent}%", p.text) for p in f.progress]
    return letterhead.of_the_department(
        province,
        kind="BÁO CÁO",
        symbol=f"BC-{province.abbreviation}",
        about=f"Tình hình thực hiện {f.treaty}",
        addressed_to=("Ủy ban nhân dân tỉnh", "Bộ Ngoại giao"),
        body=(
            *letterhead.points(
                [
                    ("Điều khoản", f.article),
                    ("Nước láng giềng", country(f.neighbour)),
                    ("Nhiệm vụ", f.task),
                    ("Cơ quan thực hiện", province.unit(f.body)),
                    ("Thời gian", letterhead.span(f.starts_on, f.due_on)),
                    ("Kết quả", f.result),
                ]
            ),
            letterhead.table([("Đến ngày", 1), ("Tỷ lệ", 0.7), ("Kết quả", 4)], steps),
        ),
    )
