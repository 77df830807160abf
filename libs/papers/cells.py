"""What stands in the cells of Mẫu 1 and Mẫu 2, both ways: written by us, read as people write it.

Each `read_…` raises ValueError with a sentence in Vietnamese that names what is wrong.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from casework.countries import country, find_country
from casework.text import bare
from casework.vocabulary import FUNDINGS, Funding, FundingLine, Money

_ALSO = {
    Funding.CENTRAL: ("trung ương", "ngân sách trung ương", "ngân sách tw", "tw", "tw chi"),
    Funding.LOCAL: (
        *(
            "cơ quan chi",
            "tổ chức chi",
            "địa phương chi",
            "cơ quan",
            "địa phương",
            "cơ quan tự chi",
        ),
        *("ngân sách tỉnh", "ngân sách địa phương", "ngân sách thành phố", "kinh phí của đơn vị"),
    ),
    Funding.FOREIGN_HOST: (
        *("nước ngoài", "phía nước ngoài đài thọ", "đối tác nước ngoài đài thọ", "bạn đài thọ"),
        *("phía bạn đài thọ", "nước ngoài chi"),
    ),
    Funding.PERSON: ("tài trợ của cá nhân", "cá nhân"),
    Funding.ORGANISATION: ("tài trợ của tổ chức", "tổ chức nước ngoài tài trợ"),
    Funding.DOMESTIC_ENTERPRISE: (
        *("doanh nghiệp trong nước", "tài trợ của doanh nghiệp trong nước"),
    ),
    Funding.FOREIGN_ENTERPRISE: (
        *("doanh nghiệp nước ngoài", "tài trợ của doanh nghiệp nước ngoài"),
    ),
    Funding.SELF: ("tự chi", "cá nhân tự túc", "kinh phí tự túc", "tự túc kinh phí"),
}
_SEPARATORS = (r"[;\n/→–—]", r",", r"\s-\s", r"\s(?:và|&)\s")
_SOURCE = re.compile(r"(?:\([^()]*\)|[^;\n+])+")  # what stands in brackets stays together
_COUNT = re.compile(r"0*(\d{1,5})\s*(?:người|thành viên|đại biểu|khách|ngày)?")
_MONEY = re.compile(r"([0-9][0-9.,]*)\s*(VND|đồng|đ|[A-Z]{3})")
_WHOLE = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(?:\.[0-9]{3}){1,5}|[0-9]{1,3}(?:,[0-9]{3}){1,5}")
_MONTHS = (
    re.compile(r"(?:tháng|t)?\s*0?(?P<month>\d{1,2})"),
    re.compile(r"(?:tháng|t)?\s*0?(?P<month>\d{1,2})\s*(?:[/\-.]|năm)\s*(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})\s*([/\-.])\s*0?(?P<month>\d{1,2})(?:\2\d{1,2})?"),
    re.compile(r"(?:ngày\s*)?\d{1,2}([/\-.])0?(?P<month>\d{1,2})\1(?P<year>\d{4})"),
)


def itinerary(codes: Iterable[str]) -> str:
    """«Lào, Thái Lan»: the countries in the order of the journey (Mẫu 1, note 2)."""
    return ", ".join(country(code) for code in codes)


def read_itinerary(text: str) -> tuple[str, ...]:
    """Codes of the countries in order, whatever separates them; names with «và» stay whole."""
    unknown: list[str] = []
    codes = tuple(_countries(text, 0, unknown))
    if unknown:
        raise ValueError(f"không rõ nước «{'», «'.join(unknown)}»")
    return codes


def _countries(text: str, level: int, unknown: list[str]) -> list[str]:
    told = re.sub(r"^\s*(?:\d+[.)]|-)\s+", "", text).strip(" .\n")
    named, _, more = told.partition("(")
    code = find_country(told) or (find_country(named) if more.find(")") == len(more) - 1 else None)
    if code or not told:
        return [code] if code else []
    if level == len(_SEPARATORS):
        unknown.append(told)
        return []
    return [
        c
        for part in re.split(_SEPARATORS[level], told)
        for c in _countries(part, level + 1, unknown)
    ]


def month_of(value: object, year: int | None) -> str:
    """ "2027-05" from a date, 5, «tháng 5», «5/2027», «2027-05»; `year` completes a bare month."""
    if isinstance(value, datetime.date):
        return f"{value:%Y-%m}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    told = clean(value).casefold().rstrip(".")
    for form in _MONTHS:
        if found := form.fullmatch(told):
            named = {"year": year, **found.groupdict()}
            if not 1 <= int(found["month"]) <= 12:
                break
            if named["year"] is None:
                raise ValueError(f"«{told}» thiếu năm")
            return f"{int(named['year']):04}-{int(found['month']):02}"
    raise ValueError(f"«{told}» không phải một tháng; ghi cụ thể đến tháng, ví dụ 5/2027")


def count(value: object) -> int:
    """A whole number of at least 1: 7, 7.0, «05», «7 ngày»."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = None if isinstance(value, bool) else _COUNT.fullmatch(clean(value).casefold())
    if not found or int(found[1]) < 1:
        raise ValueError(f"«{clean(value)}» không phải số nguyên từ 1 trở lên")
    return int(found[1])


def funding(sources: Iterable[FundingLine]) -> str:
    """«cơ quan, tổ chức, địa phương chi (500.000.000 VND); nước ngoài đài thọ (JICA)»."""
    return "; ".join(_source(line) for line in sources)


def _source(line: FundingLine) -> str:
    money = line.money
    amount = f"{money.amount:,} {money.currency}".replace(",", ".") if money else ""
    sponsor = line.sponsor.translate(str.maketrans("();", "[],"))
    more = "; ".join(part for part in (sponsor, amount) if part)
    return FUNDINGS[line.source] + (f" ({more})" if more else "")


def read_funding(text: str) -> tuple[FundingLine, ...]:
    """The sources of a cell, matched to the closed list (Mẫu 1, note 8); details in brackets."""
    whole = _line(text)
    if whole:
        return (whole,)
    parts = [p.strip(" .") for p in _SOURCE.findall(text)]
    lines = [(p, _line(re.sub(r"^-\s+", "", p))) for p in parts if p]
    wrong = [part for part, line in lines if line is None]
    if wrong:
        raise ValueError(
            f"không rõ nguồn kinh phí «{'», «'.join(wrong)}»; ghi một trong: "
            + "; ".join(FUNDINGS.values())
        )
    return tuple(line for _, line in lines if line)


def _line(text: str) -> FundingLine | None:
    name, opened, more = text.strip(" .").partition("(")
    details, closed, rest = more.partition(")")
    if bool(opened) != bool(closed) or rest or "(" in details:
        return None
    source = _SOURCES.get(fold(name))
    if source is None:
        return None
    sponsors, money = [], None
    for part in (p.strip() for p in details.split(";")):
        if amount := _MONEY.fullmatch(part):
            currency = amount[2] if amount[2].isupper() else "VND"
            money = Money(amount=_whole(amount[1]), currency=currency)
        elif part:
            sponsors.append(part)
    return FundingLine(source=source, money=money, sponsor="; ".join(sponsors))


def _whole(written: str) -> int:
    """«500.000.000» or «500,000,000»: whole units, as the record keeps them. Raises ValueError."""
    plain = re.sub(r"[.,]0{1,2}\Z", "", written)
    if not _WHOLE.fullmatch(plain):
        raise ValueError(f"«{written}» không phải số tiền nguyên; ghi ví dụ 500.000.000")
    return int(re.sub(r"[.,]", "", plain))


def clean(value: Any) -> str:
    """The text of a cell: NFC, blanks of every kind made plain, ends trimmed."""
    text = "" if value is None else unicodedata.normalize("NFC", str(value))
    text = re.sub(r"[\u200b-\u200d\u2060\ufeff]", "", text).replace("\r\n", "\n")
    return re.sub(r"[^\S\n]+", " ", text).strip()


def fold(text: str) -> str:
    """Lower case without accents, one blank between words: how headers and lists are compared."""
    return " ".join(bare(clean(text)).split())


_SOURCES = {fold(name): source for source, name in FUNDINGS.items()} | {
    fold(name): source for source, names in _ALSO.items() for name in names
}
