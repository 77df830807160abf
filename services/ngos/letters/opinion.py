"""Asking the bodies of the province, and the People's Committee's answer on a foreign NGO."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from ngos.registration import ASKED, FIELDS, KINDS, MINISTRY, THE_COMMITTEE
from papers import letterhead
from papers.administrative import Document, Paragraph

ANSWERS = {
    "agree": "thống nhất",
    "agree-with-comments": "thống nhất, kèm theo ý kiến",
    "disagree": "không thống nhất",
    None: letterhead.BLANK,
}
ASKERS = {"committee": THE_COMMITTEE, "ministry": MINISTRY}


def subject(f: Any) -> str:
    return f"{ASKED[f.asked]} của tổ chức {f.organisation} ({country(f.country)})"


def asking(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    round_ = dossier.rounds[-1] if dossier.rounds else None
    due = round_.opinions[0].due if round_ and round_.opinions else None
    until = f" trước ngày {letterhead.day(due)}" if due else ""
    told = f"Theo đề nghị của {ASKERS[f.asker]} tại văn bản số {f.number}, đề nghị quý cơ quan cho "
    return letterhead.of_the_department(
        province,
        symbol=province.abbreviation,
        about=f"lấy ý kiến về việc {subject(f)}",
        addressed_to=tuple(province.unit(b) for b in f.bodies),
        body=(
            Paragraph(f"{told}ý kiến bằng văn bản về việc {subject(f)}{until}."),
            *_terms(f),
            Paragraph("Quá hạn không trả lời không được xem là đồng ý."),
        ),
    )


def answer(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.reply),
        about=f"ý kiến đối với việc {subject(f)}",
        addressed_to=(ASKERS[f.asker],),
        body=(
            Paragraph(
                f"Phúc đáp văn bản số {f.number} (nhận ngày {letterhead.day(f.received_on)}), "
                f"{letterhead.committee(province)} {ANSWERS[f.answer]} việc {subject(f)}."
            ),
            *_terms(f),
            *([Paragraph(f.grounds)] if f.grounds else []),
        ),
        recipients=("Như trên", province.office or "Sở Ngoại vụ", "Công an tỉnh", "Lưu: VT"),
    )


def _terms(f: Any) -> tuple[Any, ...]:
    if f.terms is None:
        return ()
    t = f.terms
    rows = [
        ("Loại đăng ký", KINDS[t.kind]),
        ("Thời hạn", f"{letterhead.day(t.valid_from)} - {letterhead.day(t.expires_on)}"),
        ("Lĩnh vực", ", ".join(FIELDS[x] for x in t.fields)),
        ("Địa bàn (mã tỉnh)", ", ".join(t.provinces)),
        ("Địa chỉ văn phòng", t.office_address),
    ]
    return letterhead.points([r for r in rows if r[1]])
