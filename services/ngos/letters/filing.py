"""The province's yearly report on NGOs or aid, and a reminder of what is still owed."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from ngos.registration import THE_COMMITTEE
from papers import letterhead
from papers.administrative import Document, Paragraph

BY_THE_PROVINCE = {
    "province-year": ("Bộ Ngoại giao", THE_COMMITTEE),
    "aid-province-year": ("Bộ Tài chính",),
}


def report(dossier: Dossier[Any], province: Province) -> Document:
    """Of the province when it owes the report; otherwise a letter that asks for what is owed."""
    f = dossier.fields
    if f.kind not in BY_THE_PROVINCE:
        return _reminder(dossier, province)
    return letterhead.of_the_committee(
        province,
        kind="BÁO CÁO",
        symbol="BC-UBND",
        **letterhead.stamped(f.filed),
        about=dossier.title,
        addressed_to=BY_THE_PROVINCE[f.kind],
        body=(
            Paragraph(
                f"Kỳ báo cáo: năm {f.year} (số liệu từ 15/12/{f.year - 1} đến 14/12/{f.year})."
            )
            if f.kind == "province-year"
            else Paragraph(f"Kỳ báo cáo: năm {f.year}."),
            Paragraph(f.summary or letterhead.BLANK),
        ),
    )


def _reminder(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    due = next((c.due for c in dossier.clocks if c.due), None)
    until = f" trước hoặc trong ngày {letterhead.day(due)}" if due else ""
    return letterhead.of_the_department(
        province,
        symbol=province.abbreviation,
        about=dossier.title,
        addressed_to=(f.about,),
        body=(
            Paragraph(f"Đề nghị quý cơ quan, tổ chức thực hiện: {dossier.title}{until}."),
            *([Paragraph(f"Đã nhận văn bản {letterhead.cited(f.filed)}.")] if f.filed else []),
        ),
    )
