"""The written notice to the Ministry that activities at the border are suspended."""

from __future__ import annotations

import datetime
from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document

WHO = {"post": "Đồn trưởng Đồn Biên phòng", "command": "Chỉ huy trưởng Bộ đội Biên phòng"}


def to_the_ministry(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol="UBND-NV",
        **letterhead.stamped(f.ministry),
        about="tạm dừng hoạt động trong khu vực biên giới",
        addressed_to=("Bộ Ngoại giao",),
        body=letterhead.points(
            [
                ("Người quyết định", WHO[f.by]),
                ("Địa bàn", ", ".join(province.unit(c) for c in f.communes)),
                ("Hoạt động bị tạm dừng", f.activities),
                ("Lý do", f.reason_for),
                ("Thời gian", f"từ {_hour(f.starts_at)} đến {_hour(f.ends_at)}"),
                ("Gia hạn", letterhead.cited(f.extension) if f.extension else "không"),
            ]
        ),
    )


def _hour(at: datetime.datetime | None) -> str:
    return f"{at:%H giờ %M ngày %d/%m/%Y}" if at else letterhead.BLANK
