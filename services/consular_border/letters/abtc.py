"""Letters of an APEC card: to the asked bodies, to the Chairman, and his permission."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from casework.opinion import ANSWERS
from consular_border.abtc_forms import ENTERPRISE_KINDS, last_words
from papers import letterhead
from papers.administrative import Block, Document, Paragraph


def asking(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn hỏi ý kiến: it says that silence is consent, because the decision says so."""
    bodies = tuple(province.unit(body) for body in last_words(dossier))
    return letterhead.of_the_department(
        province,
        symbol=f"{province.abbreviation}-LS",
        about="hỏi ý kiến về doanh nghiệp, doanh nhân đề nghị sử dụng thẻ ABTC",
        addressed_to=bodies or (letterhead.BLANK,),
        body=(
            Paragraph("Đề nghị Quý cơ quan cho ý kiến về việc chấp hành pháp luật của:"),
            *_who(dossier),
            Paragraph(
                "Đề nghị trả lời trong 20 ngày kể từ ngày nhận được văn bản này. Quá thời hạn mà "
                "không trả lời thì được coi là đồng ý (Quyết định số 09/2023/QĐ-TTg)."
            ),
        ),
        recipients=("Như trên", "Lưu: VT"),
    )


def submission(dossier: Dossier[Any], province: Province) -> Document:
    """Tờ trình, with what every body answered."""
    told = [
        Paragraph(f"- {province.unit(body)}: {ANSWERS[o.answer or 'no_reply']}"
                  + ("" if o.answer else " (hết hạn được coi là đồng ý)"))
        for body, (_, o) in last_words(dossier).items()
    ]  # fmt: skip
    return letterhead.of_the_department(
        province,
        kind="TỜ TRÌNH",
        symbol=f"TTr-{province.abbreviation}",
        **letterhead.stamped(dossier.fields.submission),
        about="Cho phép sử dụng thẻ đi lại doanh nhân APEC",
        addressed_to=(f"{province.chair_title} {province.committee}",),
        body=(
            Paragraph("Sau khi thẩm định hồ sơ, kính trình xem xét, cho phép sử dụng thẻ ABTC:"),
            *_who(dossier),
            *((Paragraph("Ý kiến của các cơ quan:", bold=True), *told) if told else ()),
        ),
        recipients=("Như trên", "Lưu: VT"),
    )


def permission(dossier: Dossier[Any], province: Province) -> Document:
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(dossier.fields.permission),
        about="cho phép sử dụng thẻ đi lại doanh nhân APEC",
        addressed_to=(dossier.fields.enterprise,),
        body=(
            Paragraph(f"{province.committee} cho phép sử dụng thẻ ABTC:"),
            *_who(dossier),
        ),
        recipients=("Như trên", "Cục Quản lý xuất nhập cảnh", province.office, "Lưu: VT"),
    )


def _who(dossier: Dossier[Any]) -> tuple[Block, ...]:
    f = dossier.fields
    return letterhead.points(
        [
            ("Doanh nghiệp, cơ quan", f.enterprise),
            ("Loại hình", ENTERPRISE_KINDS[f.enterprise_kind]),
            ("Mã số thuế", f.tax_code),
            ("Doanh nhân", f.person),
            ("Chức vụ", f.post),
            ("Nền kinh tế APEC có quan hệ", ", ".join(map(country, f.economies))),
        ]
    )
