"""The notice that foreigners enter the border area: it names them, so events never carry it."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from consular_border.entries import PATHS
from papers import letterhead
from papers.administrative import Document, Paragraph


def notice(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    zone = province.calendar.day
    guests = [
        (str(n), g.name, country(g.nationality), g.passport) for n, g in enumerate(f.guests, 1)
    ]
    rows = [
        ("Diện vào", PATHS[f.path]),
        ("Cơ quan đưa vào", province.unit(f.host)),
        ("Mục đích, nội dung", f.purpose),
        ("Nơi đến", ", ".join(province.unit(c) for c in f.communes)),
        ("Thời gian", letterhead.span(zone(f.enters_at), zone(f.leaves_at))),
        ("Cán bộ đi cùng", f.escort),
    ]
    if f.path == "resident":
        rows.append(("Giấy phép của Công an tỉnh", letterhead.cited(f.permit)))
    columns = [("STT", 0.5), ("Họ và tên", 2.5), ("Quốc tịch", 1.5), ("Hộ chiếu", 1.5)]
    return letterhead.of_the_unit(
        province,
        f.host or dossier.unit,
        symbol="TB",
        **letterhead.stamped(f.notice),
        about="người nước ngoài vào khu vực biên giới",
        addressed_to=("Công an tỉnh", "Bộ đội Biên phòng tỉnh"),
        body=(
            Paragraph("Thông báo việc người nước ngoài vào khu vực biên giới như sau:"),
            *letterhead.points(rows),
            letterhead.table(columns, guests),
        ),
        recipients=("Như trên", *(province.unit(c) for c in f.communes), "Lưu: VT"),
    )
