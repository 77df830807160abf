"""Papers of promotion and cultural events: the plan, its submission, the approval."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from papers import cells, letterhead
from papers.administrative import Document, Paragraph
from papers.letterhead import span


def plan(dossier: Dossier[Any], province: Province) -> Document:
    """Kế hoạch tổ chức of the body that holds the event."""
    f = dossier.fields
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        kind="KẾ HOẠCH",
        symbol="KH",
        about=f"Tổ chức {f.name}",
        body=letterhead.points(_told(f)),
    )


def submission(dossier: Dossier[Any], province: Province) -> Document:
    """Tờ trình of the department to the Committee."""
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        kind="TỜ TRÌNH",
        symbol=f"TTr-{province.abbreviation}",
        about=f"Về việc phê duyệt kế hoạch tổ chức {f.name}",
        addressed_to=(letterhead.committee(province),),
        body=(
            Paragraph(f"{province.unit(dossier.unit)} đề nghị tổ chức sự kiện sau:"),
            *letterhead.points(_told(f)),
            Paragraph("Kính trình Ủy ban nhân dân tỉnh xem xét, phê duyệt."),
        ),
    )


def approval(dossier: Dossier[Any], province: Province) -> Document:
    """The Committee's written consent, addressed to the body that holds the event."""
    f = dossier.fields
    unit = province.unit(dossier.unit)
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.decision),
        about=f"đồng ý tổ chức {f.name}",
        addressed_to=(unit,),
        body=(
            Paragraph(f"{letterhead.committee(province)} đồng ý {unit} tổ chức:"),
            *letterhead.points(_told(f)),
            Paragraph(f"{unit} báo cáo kết quả sau khi kết thúc theo quy định."),
        ),
        recipients=("Như trên", province.office or "Sở Ngoại vụ", "Lưu: VT"),
    )


def _told(f: Any) -> list[tuple[str, str]]:
    where = f.place if f.country == "VN" else f"{f.place}, {country(f.country)}"
    return [
        ("Tên sự kiện", f.name),
        ("Thời gian", span(f.starts_on, f.ends_on)),
        ("Địa điểm", where),
        ("Mục đích, nội dung", f.content),
        ("Đối tác nước ngoài", "; ".join(f.partners) or "không có"),
        ("Đối tượng", f.audience),
        ("Kinh phí", cells.funding(f.funding)),
    ]
