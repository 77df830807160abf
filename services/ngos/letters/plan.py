"""What the department answers to an NGO's plan of activities."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from ngos.registration import FIELDS
from papers import letterhead
from papers.administrative import Document, Paragraph


def answer(dossier: Dossier[Any], province: Province) -> Document:
    f = dossier.fields
    rows = [
        (
            *(a.title, FIELDS[a.field], a.place),
            f"{letterhead.day(a.starts_on)} - {letterhead.day(a.ends_on)}",
            a.partner,
        )
        for a in f.activities
    ]
    columns = [("Hoạt động", 3.0), ("Lĩnh vực", 1.5), ("Địa điểm", 1.5), ("Thời gian", 1.5)]
    return letterhead.of_the_department(
        province,
        symbol=province.abbreviation,
        about=f"kế hoạch hoạt động của tổ chức {f.organisation}",
        addressed_to=(f.organisation,),
        body=(
            Paragraph(
                f"{province.office or 'Sở Ngoại vụ'} đã nhận thông báo kế hoạch hoạt động tại văn "
                f"bản {letterhead.cited(f.notice)}. Kết quả xem xét: {STANDING[dossier.state]}."
            ),
            letterhead.table([*columns, ("Đối tác", 1.5)], rows),
        ),
    )


STANDING = {
    "awaited": "chưa có thông báo",
    "submitted": "đang xem xét",
    "returned": "đề nghị điều chỉnh theo Giấy đăng ký",
    "accepted": "tiếp nhận",
    "cancelled": "không còn áp dụng",
}
