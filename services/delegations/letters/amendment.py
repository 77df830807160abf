"""Papers of an amendment of the programme: Mẫu 3, and the notice of an arising activity."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from casework import Dossier, Province
from delegations.letters import responsible
from papers import cells, forms, letterhead
from papers.administrative import Document, NumberedItem, Paragraph


def mau_3(dossier: Dossier[Any], province: Province) -> Document:
    """Tờ trình về việc sửa đổi, bổ sung Chương trình (Mẫu 3), with the opinions of footnote 1."""
    f = dossier.fields
    made = forms.mau_3(
        responsible.sender(province, dossier.unit, "TTr", f.submission),
        (
            *(f.name, f.reason, f.purpose, f.scale, letterhead.span(f.starts_on, f.ends_on)),
            *(f.participants, f.plan, cells.funding(f.funding)),
        ),
    )
    opinions = [
        Paragraph(f"- {o.body}: Văn bản số {o.number} ngày {letterhead.day(o.date)}")
        for o in f.opinions
    ]
    if not opinions:
        return made
    attached = Paragraph("Gửi kèm ý kiến bằng văn bản:", italic=True)
    return replace(made, body=(*made.body, attached, *opinions))


def notice(dossier: Dossier[Any], province: Province) -> Document:
    """The province tells the Ministry of an activity that arose (Điều 6 khoản 3)."""
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.notice),
        about=f"thông báo hoạt động đối ngoại phát sinh: {f.name}",
        addressed_to=("Bộ Ngoại giao",),
        body=(
            Paragraph(
                f"Thực hiện quy định về hoạt động đối ngoại phát sinh ngoài Chương trình năm "
                f"{f.year} đã được phê duyệt, {province.committee} thông báo:"
            ),
            NumberedItem(number="1.", title="Tên hoạt động:", text=f.name),
            NumberedItem(number="2.", title="Lý do phát sinh:", text=f.reason),
            NumberedItem(
                number="3.", title="Thời gian:", text=letterhead.span(f.starts_on, f.ends_on)
            ),
            NumberedItem(number="4.", title="Thành phần tham gia:", text=f.participants),
            Paragraph(
                "Hoạt động không có tính chất phức tạp, nhạy cảm. Kết quả sẽ được báo cáo Thủ "
                "tướng Chính phủ ngay sau khi kết thúc."
            ),
        ),
        recipients=("Như trên", province.office, "Lưu: VT"),
    )
