"""The slip of a sensitive matter: who was told and when, and not a word of what it is about."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document, Paragraph

TOLD = {
    "police": "Công an tỉnh",
    "department": "Sở (Phòng) Ngoại vụ",
    "committee": "Ủy ban nhân dân tỉnh",
    "ministry": "Bộ Ngoại giao",
}


def slip(dossier: Dossier[Any], province: Province) -> Document:
    zone = province.calendar.zone
    rows = [(TOLD[n.to], _moment(n.at, zone), n.how) for n in dossier.fields.notices]
    columns = (("Nơi nhận thông báo", 3.0), ("Thời điểm", 2.0), ("Hình thức, người nhận", 3.0))
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        kind="PHIẾU THÔNG BÁO",
        symbol="PB",
        about=f"Vấn đề theo hồ sơ {dossier.code}",
        body=(
            Paragraph(
                "Nội dung vấn đề được trao đổi trực tiếp, không ghi trên phiếu này. Các nơi đã "
                "được thông báo:"
            ),
            letterhead.table(columns, rows),
        ),
        recipients=("Các nơi có tên trên phiếu", "Lưu: VT"),
    )


def _moment(at: Any, zone: str) -> str:
    from zoneinfo import ZoneInfo

    return f"{at.astimezone(ZoneInfo(zone)):%H:%M ngày %d/%m/%Y}"
