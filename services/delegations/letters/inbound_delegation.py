"""Papers of a delegation coming in: invitation, submission, plan of reception, permission."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from casework.opinion import ANSWERS
from casework.vocabulary import NATURES, RANKS
from delegations.inbound import ORIGINS
from papers import cells, letterhead
from papers.administrative import Block, Column, Document, NumberedItem, Paragraph, Table

GUESTS = (
    Column("STT", 0.5, "center"),
    Column("Họ và tên", 2.5),
    Column("Quốc tịch", 1.5),
    Column("Chức vụ", 2.5),
)


def invitation(dossier: Dossier[Any], province: Province) -> Document:
    """Thư mời: the Chairman invites a delegation (Điều 4 khoản 2)."""
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.invitation),
        about=f"mời {f.title} thăm, làm việc với tỉnh",
        addressed_to=(f"{f.head_name}, {f.head_post}".strip(", "), f.sender),
        body=(
            Paragraph(
                f"{letterhead.committee(province)} trân trọng kính mời {f.title} đến thăm, làm "
                f"việc với tỉnh {letterhead.span(f.comes_on, f.goes_on)}."
            ),
            NumberedItem(number="1.", title="Mục đích:", text=f.purpose),
            NumberedItem(number="2.", title="Nội dung:", text=f.content),
        ),
        recipients=("Như trên", province.office, "Lưu: VT"),
    )


def submission(dossier: Dossier[Any], province: Province) -> Document:
    """Tờ trình: who comes, why, how they are received, and who has said what."""
    f = dossier.fields
    said = [
        Paragraph(f"- {province.unit(o.body)}: {ANSWERS[o.answer or 'no_reply']}. {o.comment}")
        for round_ in dossier.rounds[-1:]
        for o in round_.opinions
    ]
    why = (NumberedItem(number="10.", title="Giải trình:", text=f.note),) if f.note else ()
    return letterhead.of_the_department(
        province,
        kind="TỜ TRÌNH",
        symbol=f"TTr-{province.abbreviation}",
        about=f"Về việc đón {f.title}",
        addressed_to=(letterhead.committee(province),),
        body=(
            *_visit(f, province),
            _guests(f),
            NumberedItem(number="9.", title="Ý kiến các cơ quan:"),
            *said,
            *why,
        ),
        recipients=("Như trên", f"Lưu: VT, {province.abbreviation}"),
    )


def plan(dossier: Dossier[Any], province: Province) -> Document:
    """Kế hoạch đón tiếp (Điều 8 khoản 1 điểm a)."""
    f, p = dossier.fields, dossier.fields.plan
    told = (
        ("Mức độ đón tiếp:", p.reception_level),
        ("Người đón, tiếp:", p.received_by),
        ("Chương trình làm việc:", p.schedule),
        ("Nơi đến thăm:", "; ".join(p.sites)),
        ("Địa điểm làm việc:", p.venue),
        ("Phiên dịch:", p.interpreter),
        ("Phương tiện đi lại:", p.cars),
        ("Ăn, nghỉ:", "; ".join(filter(None, (p.meals, p.lodging)))),
        ("Tặng phẩm:", p.gifts),
        ("Thông tin, báo chí:", p.press),
        ("Hỗ trợ thị thực:", p.visa_support),
    )
    return letterhead.of_the_unit(
        province,
        f.host or dossier.unit,
        kind="KẾ HOẠCH",
        symbol="KH",
        about=f"Đón tiếp {f.title} {letterhead.span(f.comes_on, f.goes_on)}",
        body=tuple(
            NumberedItem(number=f"{n}.", title=title, text=text or letterhead.BLANK)
            for n, (title, text) in enumerate(told, 1)
        ),
        recipients=(letterhead.committee(province), province.office, "Công an tỉnh", "Lưu: VT"),
    )


def permission(dossier: Dossier[Any], province: Province) -> Document:
    """Văn bản cho phép: what the competent body lets the host do."""
    f = dossier.fields
    above = f.approved_by == "prime-minister"
    ground = "Theo ý kiến của Thủ tướng Chính phủ, " if above else ""
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(None if above else f.decision),
        about=f"đón {f.title}",
        addressed_to=(province.unit(f.host), province.office, "Công an tỉnh"),
        body=(
            Paragraph(f"{ground}{letterhead.committee(province)} đồng ý việc đón đoàn sau đây:"),
            *_visit(f, province),
            Paragraph(
                f"Giao {province.unit(f.host)} chủ trì đón tiếp, báo cáo kết quả theo quy định "
                "sau khi đoàn về."
            ),
        ),
        recipients=("Như trên", "Bộ Ngoại giao", "Lưu: VT"),
    )


def _visit(f: Any, province: Province) -> tuple[Block, ...]:
    head = ", ".join(filter(None, (f.head_name, f.head_post, RANKS[f.head])))
    stay = f"{letterhead.span(f.comes_on, f.goes_on)} (ở Việt Nam {f.days} ngày)"
    told = (
        ("Danh nghĩa, tính chất:", f"{f.title} ({NATURES[f.nature]}, {ORIGINS[f.origin]})"),
        ("Bên cử Đoàn:", f"{f.sender}, {country(f.country)}"),
        ("Trưởng đoàn:", head),
        ("Thời gian ở tỉnh:", stay),
        ("Cơ quan chủ trì đón:", province.unit(f.host)),
        ("Mục đích:", f.purpose),
        ("Nội dung:", f.content),
        ("Kinh phí:", cells.funding(f.funding) or letterhead.BLANK),
    )
    return tuple(
        NumberedItem(number=f"{n}.", title=title, text=text)
        for n, (title, text) in enumerate(told, 1)
    )


def _guests(f: Any) -> Table:
    rows = tuple(
        (str(n), g.name, country(g.nationality), g.post) for n, g in enumerate(f.guests, 1)
    )
    return Table(columns=GUESTS, rows=rows)
