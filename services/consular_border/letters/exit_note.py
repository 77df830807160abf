"""The letter that asks for a note verbale."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead
from papers.administrative import Document, Paragraph


def request(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn đề nghị cấp công hàm xin thị thực."""
    f = dossier.fields
    decided = f.decision
    told = f"số {decided.number} ngày {letterhead.day(decided.date)}" if decided else ""
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LS",
        about="đề nghị cấp công hàm xin thị thực",
        addressed_to=("Cục Lãnh sự, Bộ Ngoại giao",),
        body=(
            Paragraph("Đề nghị Quý Cục cấp công hàm gửi phía nước ngoài đề nghị cấp thị thực:"),
            *letterhead.points(
                [
                    ("Hồ sơ hộ chiếu", f.passport),
                    ("Nước đến", ", ".join(map(country, f.countries))),
                    ("Ngày xuất cảnh", letterhead.day(f.exits_on)),
                    ("Ngày về nước", letterhead.day(f.returns_on)),
                    ("Mục đích", f.purpose),
                    ("Văn bản cử, cho phép đi nước ngoài", told),
                ]
            ),
        ),
        recipients=("Như trên", province.unit(dossier.unit), "Lưu: VT"),
    )
