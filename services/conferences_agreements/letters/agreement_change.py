"""Papers of a change of an agreement: consultation, submission, decision, notice."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from conferences_agreements.agreement_forms import LEVELS, Level
from conferences_agreements.letters.agreement import LAW
from conferences_agreements.letters.conference import opinions
from papers import letterhead
from papers.administrative import Document, Paragraph
from papers.letterhead import day

NAMES = {
    "amend": "sửa đổi, bổ sung",
    "extend": "gia hạn",
    "suspend": "tạm đình chỉ hiệu lực",
    "resume": "khôi phục hiệu lực",
    "terminate": "chấm dứt hiệu lực",
    "leave": "rút khỏi",
    "rename": "thay đổi tên bên Việt Nam của",
}


def consultation(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    asked = dossier.rounds[-1].opinions if dossier.rounds else ()
    due = next((o.due for o in asked if o.due), None)
    by = letterhead.of_the_committee if f.level is Level.PROVINCE else letterhead.of_the_department
    return by(
        province,
        symbol=f"{province.abbreviation}-HTQT",
        about=f"lấy ý kiến về việc {_what(f)}",
        addressed_to=tuple(province.unit(o.body) for o in asked),
        body=(
            Paragraph(f"Căn cứ {LAW}, đề nghị Quý cơ quan cho ý kiến về:"),
            *letterhead.points(_told(f)),
            Paragraph(f"Ý kiến bằng văn bản xin gửi trước hết ngày {day(due)}."),
        ),
    )


def submission(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    told = (Paragraph(f"Giải trình, tiếp thu: {f.explanation}"),) if f.explanation else ()
    return letterhead.of_the_department(
        province,
        kind="TỜ TRÌNH",
        symbol=f"TTr-{province.abbreviation}",
        about=f"Về việc {_what(f)}",
        addressed_to=(letterhead.committee(province),),
        body=(
            *letterhead.points(_told(f)),
            *opinions(dossier, province),
            *told,
            Paragraph("Kính trình xem xét, quyết định."),
        ),
    )


def decision(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        **letterhead.DECIDES,
        **letterhead.stamped(f.decision),
        about=f"Về việc {_what(f)}",
        body=(
            *letterhead.grounds([LAW]),
            Paragraph("QUYẾT ĐỊNH:", bold=True, align="center"),
            *letterhead.articles(
                [
                    f"Đồng ý {_what(f)}.",
                    f"{f.content or f.new_party or f.reason}",
                    f"{f.party} và các cơ quan liên quan chịu trách nhiệm thi hành.",
                ]
            ),
        ),
    )


def notice(dossier: Dossier[Any], province: Province) -> Document:
    """To the Ministry for the province; to the department, or the Chairman too, for others."""
    f = dossier.fields
    is_province = f.level is Level.PROVINCE
    more: dict[str, Any] = {
        "kind": "THÔNG BÁO",
        "about": f"Về việc {_what(f)}",
        "addressed_to": ("Bộ Ngoại giao",) if is_province else (province.office,),
        "body": letterhead.points([*_told(f), ("Có hiệu lực từ", day(f.effective_on))]),
        **letterhead.stamped(f.notice),
    }
    if is_province:
        return letterhead.of_the_committee(province, symbol="TB-UBND", **more)
    return letterhead.of_the_unit(province, dossier.unit, symbol="TB", **more)


def _what(f: Any) -> str:
    return f"{NAMES[f.kind]} «{f.agreement_name}»"


def _told(f: Any) -> list[tuple[str, str]]:
    new = [("Thời hạn mới", f"đến ngày {day(f.new_expiry)}")] if f.new_expiry else []
    new += [("Tên mới", f.new_party)] if f.new_party else []
    return [
        ("Thỏa thuận", f"{f.agreement_name} (hồ sơ {f.agreement})"),
        ("Bên Việt Nam", f"{f.party} ({LEVELS[f.level]})"),
        ("Bên nước ngoài", f"{f.partner}, {country(f.country)}"),
        ("Lý do", f.reason),
        ("Nội dung thay đổi", f.content or "không"),
        *new,
    ]
