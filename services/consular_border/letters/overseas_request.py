"""Letters of a request for support: guidance to who asked, and its passing on."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import letterhead
from papers.administrative import Document, Paragraph

TOPICS = {
    "procedure": "thủ tục hành chính",
    "investment": "đầu tư, kinh doanh",
    "study": "học tập",
    "residence": "cư trú, nhà đất, quốc tịch",
    "vietnamese": "dạy và học tiếng Việt",
    "other": "vấn đề khác",
}


def guidance(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LS",
        about=f"hướng dẫn về {TOPICS[f.topic]}",
        addressed_to=(f.person,),
        body=(
            Paragraph(f"Về đề nghị của Ông/Bà: {f.content}"),
            Paragraph(f.guidance or letterhead.BLANK),
        ),
    )


def forwarding(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LS",
        **letterhead.stamped(f.forwarding),
        about="chuyển đề nghị của người Việt Nam ở nước ngoài",
        addressed_to=(province.unit(f.forwarded_to) or letterhead.BLANK,),
        body=(
            Paragraph("Đề nghị Quý cơ quan xem xét, giải quyết theo thẩm quyền:"),
            *letterhead.points(
                [
                    ("Người đề nghị", f.person),
                    ("Nước cư trú", country(f.country)),
                    ("Lĩnh vực", TOPICS[f.topic]),
                    ("Nội dung", f.content),
                    ("Liên hệ", f.contact),
                ]
            ),
        ),
        recipients=("Như trên", "Người đề nghị", "Lưu: VT"),
    )
