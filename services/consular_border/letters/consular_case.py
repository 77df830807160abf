"""Letters of a consular case: they name the persons, so only the team can make them."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from consular_border.consular import EVENTS
from papers import letterhead
from papers.administrative import Block, Column, Document, Paragraph, Table

COLUMNS = (
    Column("STT", 0.5, "center"),
    Column("Họ tên", 2.5),
    Column("Ngày sinh", 1.3, "center"),
    Column("Quốc tịch", 1.5),
    Column("Giấy tờ", 1.7),
)


def to_the_department(dossier: Dossier[Any], province: Province) -> Document:
    """The province tells Cục Lãnh sự of a citizen in difficulty, or asks for guidance."""
    asks = (
        "Đề nghị Quý Cục chỉ đạo cơ quan đại diện Việt Nam tại nước sở tại bảo hộ công dân."
        if dossier.fields.kind == "A"
        else "Đề nghị Quý Cục hướng dẫn việc trao đổi với cơ quan đại diện nước ngoài."
    )
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LS",
        about=f"{dossier.title[:1].lower()}{dossier.title[1:]}",
        addressed_to=("Cục Lãnh sự, Bộ Ngoại giao",),
        body=(*_facts(dossier), Paragraph(asks)),
        recipients=("Như trên", "Lưu: VT"),
    )


def to_the_mission(dossier: Dossier[Any], province: Province) -> Document:
    """The province tells the foreign mission of a case of its citizens."""
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LS",
        about="thông báo vụ việc liên quan đến công dân nước ngoài",
        addressed_to=(dossier.fields.mission or "Cơ quan đại diện nước ngoài",),
        body=_facts(dossier),
        recipients=("Như trên", "Cục Lãnh sự, Bộ Ngoại giao", "Lưu: VT"),
    )


def _facts(dossier: Dossier[Any]) -> tuple[Block, ...]:
    f = dossier.fields
    people = tuple(
        (str(n), p.name, letterhead.day(p.born_on), country(p.nationality), p.document)
        for n, p in enumerate(f.persons, 1)
    )
    return (
        *letterhead.points(
            [
                ("Sự việc", EVENTS[f.event]),
                ("Ngày xảy ra", letterhead.day(f.happened_on)),
                ("Nơi xảy ra", ", ".join(x for x in (f.place, country(f.country)) if x)),
                ("Diễn biến", f.account),
                ("Việc đã làm", "; ".join(a.what for a in f.actions)),
            ]
        ),
        Table(columns=COLUMNS, rows=people),
    )
