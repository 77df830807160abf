"""Papers of tasks: the slip that assigns one, and the report to the Party committee."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from papers import letterhead
from papers.administrative import Document, Paragraph


def assignment(dossier: Dossier[Any], province: Province) -> Document:
    """Phiếu giao nhiệm vụ."""
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        kind="PHIẾU GIAO NHIỆM VỤ",
        symbol=f"PG-{province.abbreviation}",
        about=f"Nhiệm vụ {dossier.code}",
        addressed_to=(province.unit(f.lead),),
        body=letterhead.points(
            [
                ("Văn bản giao", _source(f)),
                ("Nội dung", f.task),
                ("Cơ quan chủ trì", province.unit(f.lead)),
                ("Cơ quan phối hợp", ", ".join(map(province.unit, f.cooperating))),
                ("Thời hạn", letterhead.day(f.due_on)),
                ("Chỉ tiêu, sản phẩm", f.indicator),
            ]
        ),
        recipients=("Như trên", "Các cơ quan phối hợp", "Lưu: VT"),
    )


def report_to_the_party(dossier: Dossier[Any], province: Province) -> Document:
    """Báo cáo kết quả thực hiện nhiệm vụ đối ngoại Đảng."""
    f = dossier.fields
    result = f.evidence.result if f.evidence else letterhead.BLANK
    return letterhead.of_the_department(
        province,
        kind="BÁO CÁO",
        symbol=f"BC-{province.abbreviation}",
        **letterhead.stamped(f.report),
        about="Kết quả thực hiện nhiệm vụ đối ngoại Đảng",
        addressed_to=("Tỉnh ủy",),
        body=(
            Paragraph(f"Thực hiện {_source(f)}, {province.office} báo cáo:"),
            *letterhead.points(
                [
                    ("Nhiệm vụ", f.task),
                    ("Cơ quan chủ trì", province.unit(f.lead)),
                    ("Kết quả", result),
                ]
            ),
        ),
        recipients=("Như trên", "Lưu: VT"),
    )


def _source(fields: Any) -> str:
    source, place = fields.source, f" ({fields.clause})" if fields.clause else ""
    told = f"Văn bản số {source.number} ngày {letterhead.day(source.date)}"
    return f"{told} của {source.issuer}{place}"
