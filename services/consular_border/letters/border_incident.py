"""The report on a border incident."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document, Paragraph

KINDS = {
    "encroachment": "xâm canh, xâm cư",
    "crossing": "vượt biên trái phép",
    "marker": "mốc quốc giới, vật đánh dấu",
    "dispute": "tranh chấp",
    "accident": "tai nạn",
    "smuggling": "buôn lậu",
    "epidemic": "dịch bệnh",
}


def report(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-BG",
        **letterhead.stamped(f.report),
        about=f"báo cáo vụ việc biên giới ({KINDS[f.kind]})",
        addressed_to=("Bộ Ngoại giao", province.committee),
        body=(
            Paragraph(f.account),
            *letterhead.points(
                [
                    ("Địa điểm", province.unit(f.commune)),
                    ("Mốc, vật đánh dấu", f.marker),
                    ("Xử lý ban đầu", f.handling),
                    ("Đánh giá, đề xuất", f.proposal),
                    ("Kết quả", f.result),
                ]
            ),
        ),
    )
