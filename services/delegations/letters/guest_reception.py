"""Papers of a reception: the request, the answer, the notice and report of an unscheduled one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casework import Dossier, Province
from casework.countries import country
from delegations.letters import responsible
from delegations.reception import STATEMENTS, Guest
from papers import letterhead
from papers.administrative import Block, Column, Document, NumberedItem, Paragraph, Table

COLUMNS = (
    Column("STT", 0.5, "center"),
    Column("Họ và tên", 2.5),
    Column("Quốc tịch", 1.5),
    Column("Chức vụ", 2),
    Column("Cơ quan, tổ chức", 2.5),
)


def request(dossier: Dossier[Any], province: Province) -> Document:
    """Tờ trình xin tiếp khách: the eight statements, and the list of guests."""
    f = dossier.fields
    told = [
        NumberedItem(number=f"{n}.", title=f"{title[0].upper()}{title[1:]}:", text=_said(f, name))
        for n, (name, title) in enumerate(STATEMENTS.items(), 1)
    ]
    party = f"{f.party_ground}: kính đề nghị xin ý kiến Thường trực Tỉnh ủy."
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        title=responsible.SIGNS,
        kind="TỜ TRÌNH",
        symbol="TTr",
        **letterhead.stamped(f.submission),
        about=f"Về việc xin tiếp khách nước ngoài: {_guests(f)}",
        addressed_to=(province.committee,),
        body=(
            *told,
            *([Paragraph(party)] if f.needs_party else []),
            Paragraph(f"Danh sách khách ({f.guest_count} người):"),
            table(f.guests),
        ),
        recipients=("Như trên", province.office, "Lưu: VT"),
    )


def answer(dossier: Dossier[Any], province: Province) -> Document:
    """The People's Committee agrees that the unit receives the guests."""
    f = dossier.fields
    unit = province.unit(dossier.unit)
    asked = f" tại Tờ trình số {f.submission.number}" if f.submission else ""
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        **letterhead.stamped(f.decision),
        about=f"tiếp khách nước ngoài: {_guests(f)}",
        addressed_to=(unit,),
        body=(
            Paragraph(
                f"Xét đề nghị của {unit}{asked} và ý kiến thẩm định của {province.office}, "
                f"{province.committee} đồng ý cho {unit} tiếp và làm việc với {_guests(f)}, "
                f"gồm {f.guest_count} khách, {letterhead.span(f.starts_on, f.ends_on)}, "
                f"tại {f.venue or letterhead.BLANK}."
            ),
            Paragraph(
                f"{unit} thực hiện đúng nội dung, chương trình đã trình và các quy định về tiếp "
                f"xúc, làm việc với người nước ngoài; báo cáo kết quả theo quy định."
            ),
        ),
        recipients=("Như trên", "Công an tỉnh", province.office, "Lưu: VT"),
    )


def notice(dossier: Dossier[Any], province: Province) -> Document:
    """An unscheduled reception, told at once to the police and the foreign-affairs body."""
    f = dossier.fields
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        title=responsible.SIGNS,
        symbol="CV",
        about=f"thông tin tiếp khách đột xuất: {_guests(f)}",
        addressed_to=("Công an tỉnh", province.office),
        body=(
            *_when_and_why(f, dossier.unit, province),
            NumberedItem(number="4.", title="Danh sách khách:", text=f"{f.guest_count} người"),
            table(f.guests),
            Paragraph("Kính đề nghị phối hợp theo dõi."),
        ),
        recipients=("Như trên", "Lưu: VT"),
    )


def report(dossier: Dossier[Any], province: Province) -> Document:
    """The report right after the working session: why it could not wait, and what came of it."""
    f = dossier.fields
    body: list[Block] = [
        *_when_and_why(f, dossier.unit, province),
        NumberedItem(number="4.", title="Kết quả làm việc:", text=f.results or letterhead.BLANK),
    ]
    if f.promises:
        body.append(NumberedItem(number="5.", title="Nội dung đã thống nhất:", text=f.promises))
    return letterhead.of_the_unit(
        province,
        dossier.unit,
        title=responsible.SIGNS,
        kind="BÁO CÁO",
        symbol="BC",
        **letterhead.stamped(f.report),
        about=f"Về việc tiếp khách đột xuất: {_guests(f)}",
        addressed_to=(province.committee,),
        body=tuple(body),
        recipients=("Như trên", province.office, "Lưu: VT"),
    )


def table(guests: Sequence[Guest]) -> Table:
    rows = [
        (str(n), g.name, country(g.nationality), g.post, g.organisation)
        for n, g in enumerate(guests, 1)
    ]
    return Table(columns=COLUMNS, rows=tuple(rows))


def _when_and_why(f: Any, unit: str, province: Province) -> list[Block]:
    when = letterhead.span(f.starts_on, f.ended_on or f.ends_on)
    return [
        NumberedItem(number="1.", title="Đơn vị tiếp khách:", text=province.unit(unit)),
        NumberedItem(
            number="2.", title="Thời gian, địa điểm:", text=f"{when}; {_said(f, 'venue')}"
        ),
        NumberedItem(number="3.", title="Lý do phải tiếp đột xuất:", text=f.unscheduled_reason),
    ]


def _guests(f: Any) -> str:
    return f"{f.sender} ({country(f.country)})"


def _said(f: Any, name: str) -> str:
    text: str = getattr(f, name)
    return text or letterhead.BLANK
