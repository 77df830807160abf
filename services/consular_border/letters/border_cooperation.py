"""The report on what was done together with the other side of the border."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead
from papers.administrative import Document


def report(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        kind="BÁO CÁO",
        symbol="BC",
        **letterhead.stamped(f.report),
        about=f"Kết quả {dossier.title[:1].lower()}{dossier.title[1:]}",
        addressed_to=("Ủy ban nhân dân tỉnh", province.office or "Sở Ngoại vụ"),
        body=letterhead.points(
            [
                ("Nội dung", f.content),
                ("Phía bên kia", f"{f.partner} ({country(f.neighbour)})"),
                ("Địa bàn", ", ".join(province.unit(c) for c in f.communes)),
                ("Ngày thực hiện", letterhead.day(f.done_on)),
                ("Số người phía Việt Nam", str(f.people)),
                ("Kết quả", f.result),
            ]
        ),
    )
