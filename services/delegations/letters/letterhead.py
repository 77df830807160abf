"""Who writes and signs the letters of this service, and how their words are written.

The People's Committee decides and writes to the Ministry; the department submits to it; a unit
writes under its own name.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from casework import Province
from casework.vocabulary import FUNDINGS, Decision, Funding, Money
from papers.administrative import Block, Document, NumberedItem, Paragraph, Signer
from papers.forms import Sender

DECIDES = {"kind": "QUYẾT ĐỊNH", "symbol": "QĐ-UBND"}
BLANK = "……………"


def of_the_committee(province: Province, **more: Any) -> Document:
    """A document of the People's Committee, signed on its behalf by its chairman."""
    capacity = ("TM. ỦY BAN NHÂN DÂN",)
    signer = Signer(title=province.chair_title.upper(), capacity=capacity)
    issuer = (province.committee or f"Ủy ban nhân dân {province.name}").upper()
    return Document(issuer=issuer, place=_place(province), signer=signer, **more)


def of_the_department(province: Province, **more: Any) -> Document:
    """A document of the province's foreign-affairs body, signed by its head."""
    is_office = province.office_type == "office"
    title = "CHÁNH VĂN PHÒNG" if is_office else "GIÁM ĐỐC"
    return Document(
        superior=(province.committee or f"Ủy ban nhân dân {province.name}").upper(),
        issuer=(province.office or "Sở Ngoại vụ").upper(),
        place=_place(province),
        signer=Signer(title=title),
        **more,
    )


def of_the_unit(province: Province, unit: str, **more: Any) -> Document:
    """A document of the body that is responsible for an activity (Mẫu 3, Mẫu 4)."""
    signer = Signer(title="CƠ QUAN/ĐƠN VỊ CHỊU TRÁCH NHIỆM", note="(Ký tên, đóng dấu)")
    return Document(
        issuer=province.unit(unit).upper(), place=_place(province), signer=signer, **more
    )


def stamped(document: Decision | None) -> dict[str, Any]:
    """Number and date of a document that the clerk has numbered; blanks before that."""
    return {"number": document.number, "date": document.date} if document else {}


def sender(province: Province, unit: str, symbol: str, document: Decision | None) -> Sender:
    """The body that is responsible for an activity, for the head of Mẫu 3 and Mẫu 4."""
    told = stamped(document)
    name = province.unit(unit).upper()
    return Sender(name=name, place=_place(province), symbol=symbol, **told)


def articles(texts: Sequence[str]) -> tuple[Block, ...]:
    """The articles of a decision: «Điều 1.», «Điều 2.» …"""
    return tuple(NumberedItem(number=f"Điều {n}.", text=t) for n, t in enumerate(texts, 1))


def grounds(texts: Iterable[str]) -> tuple[Block, ...]:
    """The legal grounds of a decision, in italics, a semicolon after each and a comma at last."""
    told = list(texts)
    return tuple(
        Paragraph(f"Căn cứ {t}{',' if n == len(told) else ';'}", italic=True)
        for n, t in enumerate(told, 1)
    )


def day(value: datetime.date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year}"


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


def _place(province: Province) -> str:
    return province.place or province.name
