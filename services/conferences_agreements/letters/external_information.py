"""Papers of external information: what the Ministry is supplied with, and the plan of a year."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document, Paragraph


def supply(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn cung cấp thông tin (S002 Điều 16 khoản 1; S004 Điều 2.12b)."""
    f = dossier.fields
    languages = ", ".join(v.language for v in f.versions)
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.issued),
        about=f"cung cấp thông tin: {f.topic}",
        addressed_to=(f.target or "Bộ Ngoại giao",),
        body=(
            Paragraph(
                f"{letterhead.committee(province)} cung cấp thông tin phục vụ công tác thông tin "
                "đối ngoại như sau:"
            ),
            *letterhead.points([("Chủ đề", f.topic), ("Yêu cầu", f.question)]),
            *_paragraphs(f.text),
            *([Paragraph(f"Gửi kèm bản dịch: {languages}.")] if languages else []),
        ),
    )


def plan(dossier: Dossier[Any], province: Province) -> Document:
    """Kế hoạch thông tin đối ngoại that the Committee approves (S004 Điều 2.12a)."""
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        kind="KẾ HOẠCH",
        symbol="KH-UBND",
        **letterhead.stamped(f.approval),
        about=f.topic,
        body=(
            *letterhead.points([("Đối tượng", f.audience), ("Nơi nhận", f.target)]),
            *_paragraphs(f.text),
        ),
    )


def _paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(part) for part in text.splitlines() if part.strip()]
