"""Papers of a task of integration: the slip that assigns it, the report to the Ministry."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Block, Document, Paragraph
from papers.letterhead import day

HORIZONS = {
    "long-term": "kế hoạch dài hạn",
    "five-year": "kế hoạch 5 năm",
    "yearly": "kế hoạch năm",
    "forum": "diễn đàn, cơ chế hợp tác",
}


def assignment(dossier: Dossier[Any], province: Province) -> Document:
    """Phiếu giao nhiệm vụ to the lead and those who cooperate (S003 mục III.19c)."""
    f = dossier.fields
    named = (*f.leads, *f.cooperating)
    return letterhead.of_the_department(
        province,
        kind="PHIẾU GIAO NHIỆM VỤ",
        symbol=f"PG-{province.abbreviation}",
        about="Thực hiện kế hoạch hội nhập quốc tế",
        addressed_to=tuple(province.unit(body) for body in named),
        body=letterhead.points(
            [
                ("Nội dung nhiệm vụ", f.task),
                ("Căn cứ", f"văn bản {letterhead.cited(f.source)} của {f.source.issuer}"),
                ("Nhiệm vụ thuộc", HORIZONS[f.horizon]),
                ("Cơ quan chủ trì", "; ".join(map(province.unit, f.leads))),
                ("Cơ quan phối hợp", "; ".join(map(province.unit, f.cooperating)) or "không có"),
                ("Thời hạn", day(f.due_on)),
                ("Chỉ tiêu", "; ".join(f"{i.name}: {i.target} {i.unit}" for i in f.indicators)),
            ]
        ),
    )


def report(dossier: Dossier[Any], province: Province) -> Document:
    """Báo cáo kết quả to the Ministry, with target and result beside one another (S004 2.4b)."""
    f = dossier.fields
    achieved = {a.name: str(a.value) for a in f.result.achieved} if f.result else {}
    rows = [(i.name, i.unit, str(i.target), achieved.get(i.name, "")) for i in f.indicators]
    columns = [("Chỉ tiêu", 4), ("Đơn vị", 1), ("Phải đạt", 1), ("Đạt được", 1)]
    body: list[Block] = [
        Paragraph(f"Thực hiện văn bản {letterhead.cited(f.source)} của {f.source.issuer}:"),
        *letterhead.points([("Nhiệm vụ", f.task), ("Kết quả", f.result.text if f.result else "")]),
    ]
    if rows:
        body.append(letterhead.table(columns, rows))
    return letterhead.of_the_committee(
        province,
        kind="BÁO CÁO",
        symbol="BC-UBND",
        **letterhead.stamped(f.reports[-1] if f.reports else None),
        about="Kết quả thực hiện nhiệm vụ hội nhập quốc tế",
        addressed_to=("Bộ Ngoại giao",),
        body=tuple(body),
    )
