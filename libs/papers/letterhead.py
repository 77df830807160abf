"""Who writes and signs a letter, and how its words are written: the same in every service.

The People's Committee decides and writes to the Ministry; the department submits to it and asks
other bodies; a unit writes under its own name (NĐ 30/2020/NĐ-CP, Điều 8 and annex I).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from casework import Province
from casework.vocabulary import FUNDINGS, Decision, Funding, Money
from papers.administrative import Block, Column, Document, NumberedItem, Paragraph, Signer, Table

DECIDES = {"kind": "QUYẾT ĐỊNH", "symbol": "QĐ-UBND"}
BLANK = "……………"


def of_the_committee(province: Province, **more: Any) -> Document:
    """A document of the People's Committee, signed on its behalf by its chairman."""
    signer = Signer(title=province.chair_title.upper(), capacity=("TM. ỦY BAN NHÂN DÂN",))
    issuer = committee(province).upper()
    return Document(issuer=issuer, place=place(province), signer=signer, **more)


def of_the_department(province: Province, **more: Any) -> Document:
    """A document of the province's foreign-affairs body, signed by its head."""
    is_office = province.office_type == "office"
    return Document(
        superior=committee(province).upper(),
        issuer=(province.office or "Sở Ngoại vụ").upper(),
        place=place(province),
        signer=Signer(title="CHÁNH VĂN PHÒNG" if is_office else "GIÁM ĐỐC"),
        **more,
    )


def of_the_unit(
    province: Province, unit: str, title: str = "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", **more: Any
) -> Document:
    """A document of the body that asks, reports or is responsible for an activity."""
    signer = Signer(title=title, note="(Ký tên, đóng dấu)")
    issuer = province.unit(unit).upper()
    return Document(issuer=issuer, place=place(province), signer=signer, **more)


def committee(province: Province) -> str:
    return province.committee or f"Ủy ban nhân dân {province.name}"


def place(province: Province) -> str:
    return province.place or province.name


def stamped(document: Decision | None) -> dict[str, Any]:
    """Number and date of a document that the clerk has numbered; blanks before that."""
    return {"number": document.number, "date": document.date} if document else {}


def cited(document: Decision | None) -> str:
    """«số 12/UBND-NV ngày 05/03/2027», or a blank."""
    return f"số {document.number} ngày {day(document.date)}" if document else f"số {BLANK}"


def articles(texts: Sequence[str]) -> tuple[Block, ...]:
    """The articles of a decision, whole sentences: «Điều 1.», «Điều 2.» …"""
    return tuple(
        NumberedItem(number=f"Điều {n}.", text=t if t.endswith((".", ";", ":")) else f"{t}.")
        for n, t in enumerate(texts, 1)
    )


def points(rows: Iterable[tuple[str, str]]) -> tuple[Block, ...]:
    """«1. Tên: …», «2. Thời gian: …»; what nobody wrote is a blank."""
    return tuple(
        NumberedItem(number=f"{n}.", title=f"{title}:", text=text or BLANK)
        for n, (title, text) in enumerate(rows, 1)
    )


def table(columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]) -> Table:
    """A table of texts; each column is its title and relative width."""
    made = tuple(Column(title, width) for title, width in columns)
    return Table(columns=made, rows=tuple(tuple(r) for r in rows))


def grounds(texts: Iterable[str]) -> tuple[Block, ...]:
    """The legal grounds of a decision, in italics, a semicolon after each and a comma at last."""
    told = list(texts)
    return tuple(
        Paragraph(f"Căn cứ {t}{',' if n == len(told) else ';'}", italic=True)
        for n, t in enumerate(told, 1)
    )


def day(value: datetime.date | None) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year}" if value else BLANK


def span(start: datetime.date, end: datetime.date) -> str:
    return f"ngày {day(start)}" if start == end else f"từ ngày {day(start)} đến ngày {day(end)}"


def month(value: str) -> str:
    """«2027-03» as officials write it: 3/2027."""
    year, _, number = value.partition("-")
    return f"{int(number)}/{year}" if number else ""


def money(value: Money) -> str:
    return f"{value.amount:,}".replace(",", ".") + f" {value.currency}"


def amounts(totals: dict[str, int]) -> str:
    return "; ".join(money(Money(amount=n, currency=c)) for c, n in totals.items()) or BLANK


def source(of: Funding | None) -> str:
    return FUNDINGS[of] if of else ""
