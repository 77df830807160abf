"""Who writes and signs the letters of this service, and how their words are written.

The People's Committee decides and writes to the Ministry; the department writes under it.
"""

from __future__ import annotations

import datetime
from typing import Any

from casework import Province
from casework.vocabulary import Decision
from papers.administrative import Document, NumberedItem, Signer

BLANK = "……………"


def of_the_committee(province: Province, **more: Any) -> Document:
    """A document of the People's Committee, signed on its behalf by its chairman."""
    signer = Signer(title=province.chair_title.upper(), capacity=("TM. ỦY BAN NHÂN DÂN",))
    return Document(issuer=_committee(province), place=_place(province), signer=signer, **more)


def of_the_department(province: Province, **more: Any) -> Document:
    """A document of the province's foreign-affairs body, signed by its head."""
    is_office = province.office_type == "office"
    return Document(
        superior=_committee(province),
        issuer=(province.office or "Sở Ngoại vụ").upper(),
        place=_place(province),
        signer=Signer(title="CHÁNH VĂN PHÒNG" if is_office else "GIÁM ĐỐC"),
        **more,
    )


def stamped(document: Decision | None) -> dict[str, Any]:
    """Number and date of a document that the clerk has numbered; blanks before that."""
    return {"number": document.number, "date": document.date} if document else {}


def items(*pairs: tuple[str, str]) -> tuple[NumberedItem, ...]:
    """Numbered points with a bold title each; what is not known yet is a blank."""
    return tuple(
        NumberedItem(number=f"{n}.", title=f"{title}:", text=text or BLANK)
        for n, (title, text) in enumerate(pairs, 1)
    )


def day(value: datetime.date | None) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year}" if value else BLANK


def _committee(province: Province) -> str:
    return (province.committee or f"Ủy ban nhân dân {province.name}").upper()


def _place(province: Province) -> str:
    return province.place or province.name
