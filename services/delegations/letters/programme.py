"""Papers of the annual programme: the submission and the decision, with the list of its items."""

from __future__ import annotations

from collections import Counter
from typing import Any

from casework import Dossier, Province
from delegations.items import KINDS, Item, Standing
from delegations.letters import sheets
from papers import cells, letterhead
from papers.administrative import Annex, Block, Column, Document, NumberedItem, Paragraph, Table

COLUMNS = (
    Column("Danh nghĩa, tính chất hoạt động", 3),
    Column("Đơn vị", 1.5),
    Column("Nước, đối tác", 2),
    Column("Trưởng đoàn", 1.5),
    Column("Số người", 0.8, "center"),
    Column("Số ngày", 0.8, "center"),
    Column("Thời gian", 1, "center"),
    Column("Nguồn kinh phí", 1.5),
)
ABOUT = "Về việc phê duyệt Chương trình hoạt động đối ngoại năm {year}"


def submission(dossier: Dossier[Any], province: Province) -> Document:
    """Tờ trình of the department to the People's Committee (22/2012/QĐ-UBND, Điều 5 khoản 2)."""
    f = dossier.fields
    body: list[Block] = [
        Paragraph(
            f"Trên cơ sở hồ sơ của {len(f.sources)} cơ quan, đơn vị, {province.office} đã tổng hợp "
            f"dự thảo Chương trình hoạt động đối ngoại năm {f.year} của tỉnh, cụ thể như sau:"
        ),
        NumberedItem(number="1.", title="Hoạt động dự kiến:", text=_counts(f.items)),
        NumberedItem(
            number="2.",
            title="Nội dung thuộc thẩm quyền phê duyệt của Thủ tướng Chính phủ:",
            text=_names([i for i in f.items if i.approval == "prime-minister"]),
        ),
    ]
    if f.silent_units:
        units = ", ".join(province.unit(code) for code in f.silent_units)
        body.append(NumberedItem(number="3.", title="Đơn vị chưa gửi hồ sơ:", text=units))
    body.append(
        Paragraph(f"Kính trình {province.committee} xem xét, phê duyệt (gửi kèm danh mục).")
    )
    return letterhead.of_the_department(
        province,
        kind="TỜ TRÌNH",
        symbol=f"TTr-{province.abbreviation}",
        about=ABOUT.format(year=f.year),
        addressed_to=(province.committee,),
        body=tuple(body),
        recipients=("Như trên", "Văn phòng UBND", f"Lưu: VT, {province.abbreviation}"),
        annexes=(_annex(dossier, province, f.items),),
    )


def decision(dossier: Dossier[Any], province: Province) -> Document:
    """The Chairman's decision, with the items that were approved."""
    f = dossier.fields
    kept = [i for i in f.items if i.standing is not Standing.REFUSED]
    opinion = []
    if f.answer:
        told = f"{f.answer.number} ngày {letterhead.day(f.answer.date)}"
        opinion.append(f"ý kiến của Thủ tướng Chính phủ tại Văn bản số {told}")
    body = (
        *letterhead.grounds(
            [
                "Quyết định số 67/2011/QĐ-TTg ngày 12 tháng 12 năm 2011 của Thủ tướng Chính phủ "
                "ban hành Quy chế quản lý thống nhất các hoạt động đối ngoại của địa phương",
                *opinion,
                f"đề nghị của {province.office}",
            ]
        ),
        Paragraph("QUYẾT ĐỊNH:", bold=True, align="center"),
        *letterhead.articles(
            [
                f"Phê duyệt Chương trình hoạt động đối ngoại năm {f.year} của tỉnh gồm "
                f"{len(kept)} hoạt động (danh mục kèm theo).",
                f"Giao {province.office} theo dõi, đôn đốc, tổng hợp kết quả; việc bổ sung, điều "
                "chỉnh, sửa đổi hoặc hủy bỏ hoạt động thực hiện theo Mẫu 3.",
                f"{province.office}, thủ trưởng các cơ quan, đơn vị liên quan chịu trách nhiệm "
                "thi hành Quyết định này.",
            ]
        ),
    )
    return letterhead.of_the_committee(
        province,
        **letterhead.DECIDES,
        **letterhead.stamped(f.approval),
        about=ABOUT.format(year=f.year),
        body=body,
        recipients=("Bộ Ngoại giao", "Như Điều 3", "Lưu: VT"),
        annexes=(_annex(dossier, province, kept),),
    )


def _annex(dossier: Dossier[Any], province: Province, rows: Any) -> Annex:
    year = dossier.fields.year
    table = Table(
        columns=COLUMNS,
        rows=tuple(_cells(item, province) for item in rows),
        numbered=False,
        landscape=True,
    )
    return Annex(about=f"Danh mục hoạt động đối ngoại năm {year}", body=(table,), landscape=True)


def _cells(item: Item, province: Province) -> tuple[str, ...]:
    return (
        sheets.named(item),
        province.unit(item.unit),
        "; ".join(filter(None, (cells.itinerary(item.countries), item.partner))),
        sheets.head(item),
        str(item.members or ""),
        str(item.days or ""),
        letterhead.month(item.month),
        cells.funding(item.funding),
    )


def _counts(items: tuple[Item, ...]) -> str:
    found = Counter(i.kind for i in items)
    return "; ".join(f"{found[k]} {title}" for k, title in KINDS.items() if found[k]) or "không có"


def _names(items: list[Item]) -> str:
    return "; ".join(i.title for i in items) or "không có"
