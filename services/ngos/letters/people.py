"""People-to-people diplomacy on paper: the report of an activity, the assessment of a year."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from ngos.people import KINDS
from papers import letterhead
from papers.administrative import Document


def report(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    rows = [
        ("Loại hoạt động", KINDS[f.kind]),
        ("Thời gian", letterhead.span(f.starts_on, f.ended_on or f.ends_on)),
        (
            "Đối tác",
            ", ".join(x for x in (f.partner, country(f.country) if f.country else "") if x),
        ),
        ("Số người tham gia", str(f.attended or f.participants)),
        ("Kết quả", f.result),
        ("Khó khăn, kiến nghị", f.difficulties),
        ("Đề nghị khen thưởng", f.award),
    ]
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        kind="BÁO CÁO",
        symbol="BC",
        **letterhead.stamped(f.report),
        about=f"Kết quả hoạt động đối ngoại nhân dân: {f.title}",
        addressed_to=(province.office or "Sở Ngoại vụ",),
        body=letterhead.points(rows),
    )


def assessment(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    rows = [
        ("Cơ quan, tổ chức", province.unit(dossier.unit)),
        ("Hoạt động đã thực hiện trên số hoạt động trong kế hoạch", f"{f.done}/{f.planned}"),
        ("Kết quả", f.results),
        ("Bài học kinh nghiệm", f.lessons),
        ("Đề xuất điều chỉnh, bổ sung", f.proposals),
    ]
    return letterhead.of_the_department(
        province,
        kind="BÁO CÁO",
        symbol=f"BC-{province.abbreviation}",
        about=f"Đánh giá công tác đối ngoại nhân dân năm {f.year}",
        addressed_to=(letterhead.committee(province),),
        body=letterhead.points(rows),
    )
