"""The profile of an idea as donors get it."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.vocabulary import Money
from ngos.registration import FIELDS
from papers import letterhead
from papers.administrative import Document


def profile(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    rows = [
        ("Tên ý tưởng dự án", f.title),
        ("Lĩnh vực", FIELDS[f.field]),
        ("Địa điểm", f.place),
        ("Đơn vị đề xuất", province.unit(dossier.unit)),
        ("Mục tiêu", f.goal),
        ("Kinh phí kêu gọi", letterhead.money(Money(amount=f.usd, currency="USD"))),
    ]
    return letterhead.of_the_department(
        province,
        kind="HỒ SƠ Ý TƯỞNG DỰ ÁN",
        symbol=province.abbreviation,
        about=f.title,
        body=letterhead.points(rows),
        recipients=("Bên tài trợ", "Lưu: VT"),
    )
