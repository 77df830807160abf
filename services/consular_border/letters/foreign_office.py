"""The opinion of the People's Committee on a foreign representative office."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead
from papers.administrative import Document, Paragraph


def opinion(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    told = f.opinion
    stand = "nhất trí" if told and told.agrees else "chưa nhất trí"
    return letterhead.of_the_committee(
        province,
        symbol="UBND-NV",
        **letterhead.stamped(told),
        about="đặt Văn phòng đại diện của tổ chức nước ngoài",
        addressed_to=("Bộ Ngoại giao",),
        body=(
            Paragraph(f"Trả lời văn bản {letterhead.cited(f.request)}:"),
            *letterhead.points(
                [
                    ("Tổ chức", f"{f.organisation} ({country(f.country)})"),
                    ("Lĩnh vực", f.field),
                    ("Đối tác Việt Nam", province.unit(f.partner)),
                    ("Nơi đặt Văn phòng", f.address),
                    ("Chương trình kết thúc", letterhead.day(f.programme_ends_on)),
                ]
            ),
            Paragraph(f"Ủy ban nhân dân tỉnh {stand}. {told.content}" if told else ""),
        ),
        recipients=("Như trên", "Sở Ngoại vụ", "Công an tỉnh", "Lưu: VT"),
    )
