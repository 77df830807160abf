"""The result report on paper: the unit's to the Committee, the Committee's to the Premier."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Block, Column, Document, NumberedItem, Paragraph, Table

PLAN = (
    Column("STT", 0.5, "center"),
    Column("Thỏa thuận, cam kết", 4),
    Column("Đơn vị thực hiện", 2),
    Column("Thời hạn", 1.2, "center"),
)


def report(dossier: Dossier[Any], province: Province) -> Document:
    """What the unit tells the People's Committee (Điều 19 khoản 3)."""
    f = dossier.fields
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        kind="BÁO CÁO",
        symbol="BC",
        **letterhead.stamped(f.document),
        about=f"Kết quả hoạt động: {f.name}",
        addressed_to=(province.committee,),
        body=_body(f),
        recipients=(*(f.content.recipients or ("Như trên", province.office)), "Lưu: VT"),
    )


def to_prime_minister(dossier: Dossier[Any], province: Province) -> Document:
    """What the People's Committee tells the Prime Minister, copied to the Ministry."""
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        kind="BÁO CÁO",
        symbol="BC-UBND",
        **letterhead.stamped(f.to_prime_minister),
        about=f"Kết quả hoạt động đối ngoại: {f.name}",
        addressed_to=("Thủ tướng Chính phủ",),
        body=_body(f),
        recipients=("Như trên", "Bộ Ngoại giao", *f.content.recipients, "Lưu: VT"),
    )


def _body(f: Any) -> tuple[Block, ...]:
    told = f.content
    opening = f"{f.name} kết thúc ngày {letterhead.day(f.ended_on)}. Kết quả như sau:"
    blocks: list[Block] = [
        Paragraph(opening),
        NumberedItem(number="1.", title="Mặt được:", text=told.achieved or letterhead.BLANK),
        NumberedItem(
            number="2.", title="Mặt chưa được:", text=told.shortcomings or letterhead.BLANK
        ),
        NumberedItem(number="3.", title="Vấn đề phát sinh:", text=told.issues or "không có"),
        NumberedItem(
            number="4.",
            title="Kế hoạch thực hiện thỏa thuận với đối tác nước ngoài:",
            text="" if told.commitments else "không có thỏa thuận",
        ),
    ]
    if told.commitments:
        rows = tuple(
            (str(n), c.what, c.unit, letterhead.day(c.due) if c.due else "")
            for n, c in enumerate(told.commitments, 1)
        )
        blocks.append(Table(columns=PLAN, rows=rows))
    blocks.append(
        NumberedItem(number="5.", title="Đề xuất, kiến nghị:", text=told.proposals or "không có")
    )
    return tuple(blocks)
