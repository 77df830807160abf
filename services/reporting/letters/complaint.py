"""The slip by which a petition is sent on; it never says who denounced."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document, Paragraph

KINDS = {"complaint": "khiếu nại", "denunciation": "tố cáo", "petition": "kiến nghị, phản ánh"}


def transfer(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    kind = KINDS[f.kind]
    secret = (Paragraph("Danh tính người tố cáo được giữ bí mật theo quy định của Luật Tố cáo."),)
    return letterhead.of_the_department(
        province,
        kind="PHIẾU CHUYỂN",
        symbol=f"PC-{province.abbreviation}",
        **letterhead.stamped(f.transfer),
        about=f"Đơn {kind} số {f.register_number}",
        addressed_to=(f.transferred_to or letterhead.BLANK,),
        body=(
            Paragraph(
                f"Ngày {letterhead.day(f.received_on)}, {province.office} nhận được đơn {kind}, "
                "xét thấy không thuộc thẩm quyền giải quyết, xin chuyển đến Quý cơ quan để xem "
                "xét, giải quyết và thông báo kết quả."
            ),
            *letterhead.points([("Nội dung", f.summary)]),
            *(secret if f.kind == "denunciation" else ()),
        ),
        recipients=("Như trên", "Lưu: VT"),
    )
