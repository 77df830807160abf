"""Papers of an economic lead: a mission is asked about the partner; the partner is introduced."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from casework.vocabulary import Money
from papers import letterhead
from papers.administrative import Document, Paragraph


def verification(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn đề nghị thẩm tra năng lực to a Vietnamese mission abroad (S003 mục III.5c)."""
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-HTQT",
        about=f"đề nghị thẩm tra năng lực của {f.partner}",
        addressed_to=(f.mission or f"Cơ quan đại diện Việt Nam tại {country(f.country)}",),
        body=(
            Paragraph(
                "Để phục vụ công tác ngoại giao kinh tế của tỉnh, đề nghị quý Cơ quan giúp thẩm "
                "tra năng lực của đối tác sau:"
            ),
            *letterhead.points(_told(f)),
        ),
    )


def introduction(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn giới thiệu to the bodies and enterprises of the province (S004 Điều 2.6b)."""
    f = dossier.fields
    check = f.check.findings if f.check else ""
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-HTQT",
        about=f"giới thiệu đối tác {f.partner}",
        addressed_to=f.introduced_to or (letterhead.BLANK,),
        body=(
            Paragraph("Xin giới thiệu đối tác có nhu cầu hợp tác với tỉnh:"),
            *letterhead.points([*_told(f), ("Kết quả thẩm tra", check)]),
            Paragraph("Đề nghị quý Cơ quan, doanh nghiệp liên hệ và thông báo kết quả."),
        ),
    )


def _told(f: Any) -> list[tuple[str, str]]:
    value = f.value
    told = Money(amount=value.amount, currency=value.currency or "VND") if value else None
    return [
        ("Đối tác", f"{f.partner} ({country(f.country)})"),
        ("Nội dung", f.content),
        ("Giá trị dự kiến", letterhead.money(told) if told else ""),
        ("Doanh nghiệp của tỉnh", f.enterprise),
    ]
