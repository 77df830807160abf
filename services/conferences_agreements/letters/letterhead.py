"""Who writes and signs the letters of this service, and how their words are written."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from casework import Province
from casework.vocabulary import Decision
from papers.administrative import Block, Document, NumberedItem, Paragraph, Signer

BLANK = "……………"


def of_the_committee(province: Province, **more: Any) -> Document:
    """A document of the People's Committee, signed on its behalf by its chairman."""
    return Document(
        issuer=_committee(province).upper(),
        place=_place(province),
        signer=Signer(title=province.chair_title.upper(), capacity=("TM. ỦY BAN NHÂN DÂN",)),
        **more,
    )


def of_the_department(province: Province, **more: Any) -> Document:
    """A document of the province's foreign-affairs body, signed by its head."""
    is_office = province.office_type == "office"
    return Document(
        superior=_committee(province).upper(),
        issuer=(province.office or "Sở Ngoại vụ").upper(),
        place=_place(province),
        signer=Signer(title="CHÁNH VĂN PHÒNG" if is_office else "GIÁM ĐỐC"),
        **more,
    )


def of_the_unit(province: Province, unit: str, **more: Any) -> Document:
    """A document of the body that asks or reports."""
    signer = Signer(title="THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", note="(Ký tên, đóng dấu)")
    return Document(
        issuer=province.unit(unit).upper(), place=_place(province), signer=signer, **more
    )


def stamped(document: Decision | None) -> dict[str, Any]:
    """Number and date of a document that the clerk has numbered; blanks before that."""
    return {"number": document.number, "date": document.date} if document else {}


def cited(document: Decision | None) -> str:
    """«Văn bản số 12/UBND-NV ngày 05/03/2027», or a blank."""
    if document is None:
        return f"Văn bản số {BLANK}"
    return f"Văn bản số {document.number} ngày {day(document.date)}"


def grounds(texts: Iterable[str]) -> tuple[Block, ...]:
    """The legal grounds of a decision, in italics, a semicolon after each and a comma at last."""
    told = list(texts)
    return tuple(
        Paragraph(f"Căn cứ {t}{',' if n == len(told) else ';'}", italic=True)
        for n, t in enumerate(told, 1)
    )


def articles(texts: Sequence[str]) -> tuple[Block, ...]:
    """The articles of a decision: «Điều 1.», «Điều 2.» …"""
    return tuple(NumberedItem(number=f"Điều {n}.", text=t) for n, t in enumerate(texts, 1))


def numbered(items: Iterable[tuple[str, str]]) -> tuple[Block, ...]:
    """«1. Tên: …», «2. Thời gian: …»; what nobody wrote is a blank."""
    return tuple(
        NumberedItem(number=f"{n}.", title=f"{title}:", text=text or BLANK)
        for n, (title, text) in enumerate(items, 1)
    )


def day(value: datetime.date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year}"


def span(start: datetime.date, end: datetime.date) -> str:
    return f"ngày {day(start)}" if start == end else f"từ ngày {day(start)} đến ngày {day(end)}"


def _committee(province: Province) -> str:
    return province.committee or f"Ủy ban nhân dân {province.name}"


def _place(province: Province) -> str:
    return province.place or province.name
