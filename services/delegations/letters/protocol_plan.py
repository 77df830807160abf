"""Papers of a protocol plan: the plan itself, its checklist as a sheet, and the settlement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casework import Dossier, Province
from casework.vocabulary import RANKS
from delegations.protocol import GUEST_CLASSES, KINDS, Expense, Gift, Post
from papers import letterhead
from papers.administrative import Block, Column, Document, NumberedItem, Table
from papers.sheets import SheetColumn, write_sheet

SECTIONS = (
    ("equivalence", "Đối đẳng"),
    ("flags", "Quốc kỳ, trang trí"),
    ("seating", "Chỗ ngồi"),
    ("menu", "Thực đơn"),
    ("vehicles", "Phương tiện"),
    ("hotel", "Nơi ở"),
    ("interpreter", "Phiên dịch"),
    ("security", "An ninh, y tế"),
    ("press", "Báo chí, tuyên truyền"),
)
TICKED = {"done": "đã xong", "dropped": "đã bỏ"}


def plan(dossier: Dossier[Any], province: Province) -> Document:
    """Kế hoạch lễ tân, with its assignment of people, gifts and estimate."""
    f = dossier.fields
    ranks = f"khách: {RANKS[f.head_rank]}; chủ trì đón tiếp: {RANKS[f.our_rank]}"
    told = [
        ("Thời gian", letterhead.span(f.starts_on, f.ends_on)),
        ("Khách", f"{f.guest_count} người, {GUEST_CLASSES[f.guest_class]}"),
        ("Cấp", ranks),
        *((title, getattr(f, name)) for name, title in SECTIONS),
        ("Thứ tự lễ tân", "; ".join(f.precedence)),
    ]
    filled = [(title, text) for title, text in told if text]
    body: list[Block] = [
        NumberedItem(number=f"{n}.", title=f"{title}:", text=text)
        for n, (title, text) in enumerate(filled, 1)
    ]
    body += [_posts(f.posts)] if f.posts else []
    body += [_gifts(f.gifts)] if f.gifts else []
    body += [_expenses(f.expenses, "Dự toán")] if f.expenses else []
    return letterhead.of_the_department(
        province,
        kind="KẾ HOẠCH",
        symbol=f"KH-{province.abbreviation}",
        **letterhead.stamped(f.decision),
        about=f"Lễ tân: {f.subject}",
        body=tuple(body),
        recipients=("Các cơ quan, đơn vị liên quan", "Lưu: VT"),
    )


def checklist(dossier: Dossier[Any], province: Province) -> bytes:
    """The checklist as a sheet: code, task, owner, day, hour, outcome."""
    f = dossier.fields
    ticks = {t.code: t for t in f.ticks}
    rows = [
        (
            *(t.code, t.title, t.owner, t.on, t.at),
            TICKED[ticks[t.code].outcome] if t.code in ticks else "",
            ticks[t.code].note if t.code in ticks else "",
        )
        for t in f.checklist
    ]
    columns = (
        SheetColumn("Mã việc", 10),
        SheetColumn("Việc", 50),
        SheetColumn("Người chịu trách nhiệm", 28),
        SheetColumn("Ngày", 12, "date"),
        SheetColumn("Giờ", 8),
        SheetColumn("Kết quả", 12),
        SheetColumn("Ghi chú", 30),
    )
    return write_sheet(columns, rows, title_rows=(f"Bảng kiểm việc lễ tân: {f.subject}",))


def settlement(dossier: Dossier[Any], province: Province) -> Document:
    """What was spent, beside what was planned."""
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        kind="BÁO CÁO",
        symbol=f"BC-{province.abbreviation}",
        **letterhead.stamped(f.settlement),
        about=f"Quyết toán chi tiếp khách: {f.subject}",
        body=(_expenses(f.expenses, "Dự toán"), _expenses(f.spent, "Đã chi")),
        recipients=("Như trên", "Lưu: VT, KT"),
    )


def _posts(posts: Sequence[Post]) -> Table:
    rows = [
        (letterhead.day(p.on), f"{p.begins}-{p.ends}", p.role, p.person)
        for p in sorted(posts, key=lambda p: (p.on, p.begins))
    ]
    columns = (Column("Ngày"), Column("Giờ"), Column("Vị trí", 2), Column("Người", 2))
    return Table(columns=columns, rows=tuple(rows), caption="Phân công")


def _gifts(gifts: Sequence[Gift]) -> Table:
    rows = [
        (g.item, str(g.quantity), letterhead.money(g.value) if g.value else "", g.receiver)
        for g in gifts
    ]
    columns = (Column("Tặng phẩm", 2), Column("Số lượng"), Column("Giá trị"), Column("Người nhận"))
    return Table(columns=columns, rows=tuple(rows), caption="Tặng phẩm")


def _expenses(expenses: Sequence[Expense], caption: str) -> Table:
    sums: dict[str, int] = {}
    for e in expenses:
        sums[e.money.currency] = sums.get(e.money.currency, 0) + e.money.amount
    rows = [
        (KINDS[e.kind], e.title, str(e.people), str(e.times), letterhead.money(e.money))
        for e in expenses
    ]
    columns = (
        *(Column("Khoản chi", 2), Column("Nội dung", 2), Column("Số người"), Column("Số lần")),
        Column("Số tiền", 2, "right"),
    )
    total = ("Tổng cộng", "", "", "", letterhead.amounts(sums))
    return Table(columns=columns, rows=(*rows, total), caption=caption)
