"""How documents are numbered: «07/BC-SNgV» (30/2020/NĐ-CP, Điều 15, annex I and III).

A number has two digits at least; a slash stands between number and sign, a hyphen inside the sign,
no blanks. Incoming documents are read leniently: older ones are written in many ways.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

KINDS: Mapping[str, str] = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định",
    "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình",
    "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo",
    "BB": "Biên bản", "TTr": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền", "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi", "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
}  # fmt: skip
"""The abbreviations of annex III; a document without a type name is an official letter."""

LETTER = "Công văn"
Form = Literal["named", "letter", "legal", "party", "other"]

_LETTERS = "A-ZĐa-zđ"
_ICELANDIC = "\u00d0"  # what old fonts and keyboards give for Đ
_NAMED = re.compile(rf"({'|'.join(KINDS)})-([{_LETTERS}]+)")
_LETTER = re.compile(rf"([A-ZĐ][{_LETTERS}]*)-([A-ZĐ][{_LETTERS}]*)")
_LEGAL = re.compile(rf"([0-9]{{4}})/(QĐ|NQ)-([A-ZĐ][{_LETTERS}]*)")
_PARTY = re.compile(rf"([0-9]{{1,4}})-([A-ZĐ][{_LETTERS}]{{1,3}})/([A-ZĐ]+)")
_NUMBER = re.compile(r"([0-9]{2,9})/(.+)")
CENTRAL = frozenset(
    {"TTg", "CP", "QH", "BNG", "BCA", "BQP", "BTC", "BNV", "BKHĐT", "VPCP", "TW", "BBT", "BĐNTW"}
)


class Sign(Struct, frozen=True):
    """A sign taken apart: `kind` is an abbreviation of annex III, or "" for a letter.

    `year` stands in the sign of legal documents («2026/QĐ-UBND») and is that of their date.
    """

    form: Form
    kind: str
    issuer: str
    year: int | None = None

    @property
    def title(self) -> str:
        return KINDS.get(self.kind, LETTER if self.form == "letter" else "")


def sign(symbol: str) -> Sign | None:
    """«BC-SNgV», «SNgV-HTQT» or «2026/QĐ-UBND»; None when it is not written so."""
    symbol = symbol.replace(_ICELANDIC, "Đ")
    if found := _LEGAL.fullmatch(symbol):
        return Sign("legal", found[2], found[3], int(found[1]))
    if found := _NAMED.fullmatch(symbol):
        return Sign("named", found[1], found[2])
    if found := _LETTER.fullmatch(symbol):
        return Sign("letter", "", found[1])
    return None


def book_of(symbol: str, is_shared: bool) -> str:
    """The series a sign belongs to; `is_shared`: one series for all kinds of an issuer."""
    symbol = symbol.replace(_ICELANDIC, "Đ")
    parts = sign(symbol)
    if parts is None:
        return ""
    if parts.form == "legal":
        return symbol[symbol.index("/") + 1 :] + " (QPPL)"
    return parts.issuer if is_shared or parts.form == "letter" else symbol


def number(order: int, symbol: str) -> str:
    """«07/BC-SNgV»: below ten with a nought before it."""
    return f"{order:02}/{symbol}".replace(_ICELANDIC, "Đ")


def read(text: str) -> tuple[int, Sign] | None:
    """A complete number taken apart; None when it is not written as the decree says."""
    if found := _PARTY.fullmatch(text):
        return int(found[1]), Sign("party", found[2], found[3])
    if (found := _NUMBER.fullmatch(text)) and (parts := sign(found[2])):
        return int(found[1]), parts
    return None


def is_of_its_year(text: str, day: datetime.date) -> bool:
    """Whether the year in the number of a legal document is that of its date."""
    found = read(text)
    return found is None or found[1].year in (None, day.year)


def is_of_the_province(text: str) -> bool:
    """Whether a body of the province numbered it: not a central body, and not the Party."""
    found = read(text)
    if found is None:
        return not CENTRAL & set(re.split(r"[/\-\s]", text))
    return found[1].form != "party" and found[1].issuer not in CENTRAL
