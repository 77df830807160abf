"""Letters on privileges and immunities: the question to the Ministry, the reply to the mission."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead
from papers.administrative import Document, Paragraph

KINDS = {
    "tax": "thuế, phí",
    "vehicle": "phương tiện giao thông",
    "premises": "trụ sở, nhà ở",
    "inviolability": "quyền bất khả xâm phạm",
    "immunity": "quyền miễn trừ",
    "other": "vấn đề khác",
}


def question(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LT",
        **letterhead.stamped(f.question),
        about=f"ưu đãi, miễn trừ ({KINDS[f.kind]}) của cơ quan đại diện nước ngoài",
        addressed_to=("Cục Lễ tân Nhà nước, Bộ Ngoại giao",),
        body=(
            *letterhead.points(
                [
                    ("Cơ quan đại diện", f"{f.mission} ({country(f.country)})"),
                    ("Ngày phát sinh", letterhead.day(f.happened_on)),
                    ("Nội dung", f.problem),
                ]
            ),
            Paragraph("Đề nghị Quý Cục hướng dẫn để địa phương thực hiện."),
        ),
    )


def reply(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LT",
        about=f"{KINDS[f.kind]}",
        addressed_to=(f.mission,),
        body=(Paragraph(f.result or letterhead.BLANK),),
        recipients=("Như trên", "Bộ Ngoại giao (b/c)", "Lưu: VT"),
    )
