"""The annexes of a report: the lists behind its figures, kept as xlsx when the figures are counted.

Delegations are listed in the columns of Mẫu 1 and Mẫu 2, what was done beside what was planned;
the others are the gateway's own sheets, whose rows are exactly those that the figure counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, convert
from msgspec.structs import replace

from casework import Province
from casework.countries import COUNTRIES, country
from casework.vocabulary import RANKS, FundingLine
from chassis.store.driver import Store
from papers import cells, letterhead, tables
from papers.sheets import Kind, SheetColumn, TitleRow, Value, write_sheet
from reporting.content import Annex, Computed
from reporting.figures import Figures, Question

Row = Mapping[str, Any]


class List(Struct, frozen=True):
    """One annex: the figure whose rows it lists; `plan` is the figure of what was planned."""

    name: str
    title: str
    subject: str
    figure: str
    plan: str = ""


LISTS = (
    List("mau-1", "Đoàn ra: thực hiện so với kế hoạch (Mẫu 1)", "outbound",
         "outbound-delegations", "planned-outbound"),
    List("mau-2", "Đoàn vào: thực hiện so với kế hoạch (Mẫu 2)", "inbound",
         "inbound-delegations", "planned-inbound"),
    List("hoi-nghi", "Hội nghị, hội thảo quốc tế", "conferences", "conferences-permitted"),
    List("thoa-thuan", "Thỏa thuận quốc tế mới ký", "agreements", "agreements-new"),
    List("thoa-thuan-hieu-luc", "Thỏa thuận quốc tế đang có hiệu lực", "agreements",
         "agreements-in-force"),
    List("to-chuc-pcpnn", "Tổ chức phi chính phủ nước ngoài", "ngos", "ngos"),
    List("vien-tro", "Viện trợ không hoàn lại", "aid", "aid"),
    List("khen-thuong-nhan", "Khen thưởng của nước ngoài", "awards", "awards-received"),
    List("khen-thuong-tang", "Khen thưởng cho người nước ngoài", "awards", "awards-given"),
    List("ho-chieu", "Hộ chiếu ngoại giao, công vụ", "passports", "passports-issued"),
    List("di-cu", "Di cư quốc tế", "migration", "migration"),
    List("vu-viec-bien-gioi", "Vụ việc nảy sinh trên biên giới", "border", "border-incidents"),
    List("moc-quoc-gioi", "Mốc quốc giới, vật đánh dấu", "border", "border-markers"),
    List("y-kien-bien-gioi", "Ý kiến về dự án trong khu vực biên giới", "border",
         "border-opinions"),
    List("hop-tac-bien-phong", "Tuần tra, hội đàm, hợp tác biên phòng", "border",
         "border-cooperation"),
    List("bao-chi", "Hoạt động của phóng viên nước ngoài", "press", "press-visits"),
    List("phong-van", "Trả lời phỏng vấn báo chí nước ngoài", "press", "press-interviews"),
    List("dao-tao", "Đào tạo, bồi dưỡng", "training", "training-courses"),
    List("doi-ngoai-nhan-dan", "Đối ngoại nhân dân", "people", "people-activities"),
)  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "integer", "text", "text", "text", "text", "integer", "integer", "month", "text",
)  # fmt: skip
FORMS = {"mau-1": tables.MAU_1, "mau-2": tables.MAU_2}
EXTRA = (
    SheetColumn("Cơ quan, đơn vị", 24),
    SheetColumn("Thực hiện: số thành viên", 12, "integer"),
    SheetColumn("Thực hiện: số ngày", 12, "integer"),
    SheetColumn("Thực hiện: từ ngày", 14, "date"),
    SheetColumn("Kết quả", 26),
    SheetColumn("Mã hồ sơ", 20),
)
PLANNED, ADDED = "trong Chương trình", "ngoài Chương trình"
STANDINGS = {
    "planned": "chưa thực hiện", "scheme-approved": "đã duyệt đề án", "executing": "đang thực hiện",
    "done": "đã thực hiện", "not-done": "không thực hiện", "cancelled": "hủy bỏ",
    "moved": "chuyển sang năm sau",
}  # fmt: skip


class Annexes:
    """Makes and keeps the annexes of one province's reports."""

    def __init__(self, figures: Figures, store: Store, province: Province) -> None:
        self._figures = figures
        self._store = store
        self._province = province

    async def keep(
        self, computed: Computed, subjects: Sequence[str], asked: Question, whole: Question
    ) -> Computed:
        """`computed` with its annexes; `whole` is the period to its end, for what was planned."""
        kept: list[Annex] = []
        for of in LISTS:
            if of.subject not in subjects or not computed.line(of.figure):
                continue
            made, rows = await self._made(of, asked, whole)
            kept.append(await self._put(of, made, rows))
        return replace(computed, annexes=tuple(kept))

    async def _put(self, of: List, made: bytes, rows: int) -> Annex:
        digest = hashlib.sha256(made).hexdigest()
        about = {"sha256": digest, "by": "system"}
        file = await self._store.keep_file(f"{of.name}.xlsx", made, about)
        return Annex(name=of.name, title=of.title, rows=rows, sha256=digest, file=file)

    async def _made(self, of: List, asked: Question, whole: Question) -> tuple[bytes, int]:
        """The sheet, and how many dossiers it lists."""
        if not of.plan:
            return await self._figures.sheet(of.figure, asked)
        done = await self._figures.rows(of.figure, asked, fields=True)
        planned = await self._figures.rows(of.plan, whole, fields=True)
        return against_plan(of, items(planned), done, self._province), len(done)


def items(rows: Sequence[Row]) -> list[Row]:
    """The items of the programme that rows of the plan stand for: one each."""
    return [r["fields"]["items"] for r in rows if r.get("fields")]


def against_plan(
    of: List, planned: Sequence[Row], done: Sequence[Row], province: Province
) -> bytes:
    """Every planned delegation with what came of it, then those that were not planned."""
    form = FORMS[of.name]
    heads = zip(form.heads, form.widths, KINDS, strict=True)
    columns = [SheetColumn(*head) for head in heads]
    of_item: dict[str, list[Row]] = {}
    for row in done:
        of_item.setdefault(str((row.get("fields") or {}).get("programme_item") or ""), []).append(
            row
        )
    lines: list[list[Value]] = []
    for item in planned:
        results = of_item.pop(item["id"], [])
        told = _plan(of.name, item)
        state = STANDINGS.get(str(item.get("standing")), PLANNED)
        lines += [[*told, *_result(row, PLANNED, province)] for row in results] or [
            [*told, province.unit(str(item.get("unit", ""))), None, None, None, state, ""]
        ]
    for rows in of_item.values():
        lines += [[*_actual(of.name, row), *_result(row, ADDED, province)] for row in rows]
    return write_sheet(
        [*columns, *EXTRA],
        [(n, *line) for n, line in enumerate(lines, 1)],
        title_rows=[
            TitleRow(text=of.title.upper(), bold=True, size=14, align="center"),
            TitleRow(text=letterhead.committee(province), align="center"),
        ],
        notes=form.notes,
        filter_sheet={"Số hoạt động theo kế hoạch": len(planned), "Đã thực hiện": len(done)},
        name=form.name,
    )


def _plan(form: str, item: Row) -> list[Value]:
    """Columns 2–9 of a planned delegation."""
    content = "\n".join(x for x in (item.get("content"), item.get("partner")) if x)
    where = cells.itinerary(tuple(item.get("countries", ())))
    if form == "mau-2":
        where = ", ".join(x for x in (item.get("partner"), where) if x)
        content = "\n".join(x for x in (item.get("host"), item.get("content")) if x)
    return [
        item.get("title", ""), where, _rank(item.get("head")), content,
        item.get("members") or None, item.get("days") or None, item.get("month", ""),
        _funding(item),
    ]  # fmt: skip


def _actual(form: str, row: Row) -> list[Value]:
    """Columns 2–9 of a delegation that was not planned, as it was decided."""
    f: Row = row.get("fields") or {}
    legs = tuple(leg["country"] for leg in f.get("legs", ()) if leg.get("country") in COUNTRIES)
    where = cells.itinerary(legs)
    if form == "mau-2":
        seat = country(f["country"]) if f.get("country") in COUNTRIES else ""
        where = ", ".join(x for x in (f.get("sender"), seat) if x)
    return [
        f.get("title") or row["title"], where, _rank(f.get("head")), f.get("content", ""),
        f.get("travellers") or f.get("guest_count"), f.get("days"), str(row["on"])[:7], _funding(f),
    ]  # fmt: skip


def _result(row: Row, which: str, province: Province) -> list[Value]:
    f: Row = row.get("fields") or {}
    people = f.get("travellers") or f.get("guest_count")
    result = f"{row['state_title']}, {which}"
    on = date.fromisoformat(row["on"]) if row["on"] else None
    unit = province.unit(row["unit"])
    return [unit, people, f.get("days"), on, result, row["code"]]


def _rank(head: Any) -> str:
    return RANKS.get(head, str(head or ""))


def _funding(f: Row) -> str:
    return cells.funding(convert(list(f.get("funding", ())), tuple[FundingLine, ...]))
