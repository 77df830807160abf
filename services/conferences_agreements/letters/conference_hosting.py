"""Papers of a bid to host a conference: request, consultation, submission, consent."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from conferences_agreements.letters.conference import DECISION_06, opinions, told
from papers import letterhead
from papers.administrative import Block, Document, Paragraph


def request(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn xin chủ trương: reason, purpose, topic, participants, funding (Điều 6 khoản 2)."""
    f = dossier.fields
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        **letterhead.stamped(f.request),
        about=_about(f, "xin chủ trương đăng cai"),
        addressed_to=(province.committee, province.office),
        body=(Paragraph(f"Thực hiện {DECISION_06}, {f.organiser} đề nghị:"), *_content(f)),
    )


def consultation(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    asked = dossier.rounds[-1].opinions if dossier.rounds else ()
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        about=_about(f, "lấy ý kiến về chủ trương đăng cai"),
        addressed_to=tuple(province.unit(o.body) for o in asked),
        body=(
            Paragraph(f"Thực hiện {DECISION_06}, {province.committee} đề nghị cho ý kiến về:"),
            *_content(f),
            Paragraph(f"Ý kiến bằng văn bản xin gửi về {province.office}."),
        ),
    )


def submission(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        kind="TỜ TRÌNH",
        symbol="TTr-UBND",
        **letterhead.stamped(f.submission),
        about=f"Về chủ trương đăng cai hội nghị, hội thảo quốc tế «{f.name}»",
        addressed_to=("Thủ tướng Chính phủ",),
        body=(
            *_content(f),
            *opinions(dossier, province),
            Paragraph("Kính trình Thủ tướng Chính phủ xem xét, quyết định."),
        ),
        recipients=("Như trên", "Bộ Ngoại giao", "Bộ Công an", "Lưu: VT"),
    )


def consent(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.consent),
        about=_about(f, "chủ trương đăng cai"),
        addressed_to=(f.organiser,),
        body=(
            Paragraph(f"Căn cứ {DECISION_06}, {province.committee} đồng ý chủ trương đăng cai:"),
            *_content(f),
            Paragraph(
                "Sau khi được quyền đăng cai, đơn vị tổ chức lập hồ sơ xin phép theo Điều 4."
            ),
        ),
    )


def _about(f: Any, what: str) -> str:
    return f"V/v {what} hội nghị, hội thảo quốc tế «{f.name}»"


def _content(f: Any) -> tuple[Block, ...]:
    rows = [("Lý do đăng cai", f.reason), ("Mục đích", f.purpose), *told(f)]
    return letterhead.points(rows)
