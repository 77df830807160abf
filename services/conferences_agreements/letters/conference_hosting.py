"""Papers of a bid to host a conference: request, consultation, submission, consent."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from conferences_agreements.letters.conference import (
    DECISION_06,
    to_the_prime_minister,
    to_those_asked,
    told,
)
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
    about = _about(f, "lấy ý kiến về chủ trương đăng cai")
    return to_those_asked(dossier, province, about, _content(f))


def submission(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    about = f"Về chủ trương đăng cai hội nghị, hội thảo quốc tế «{f.name}»"
    return to_the_prime_minister(dossier, province, about, _content(f))


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
    return f"{what} hội nghị, hội thảo quốc tế «{f.name}»"


def _content(f: Any) -> tuple[Block, ...]:
    rows = [("Lý do đăng cai", f.reason), ("Mục đích", f.purpose), *told(f)]
    return letterhead.points(rows)
