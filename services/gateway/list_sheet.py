"""`GET /api/dossiers.xlsx`: exactly the list that was asked for, as a sheet."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get

from chassis.store.driver import Document
from chassis.web.documented import XLSX, documented
from chassis.web.problems import Unreadable
from gateway import filters
from gateway.filters import FILTERS
from gateway.listing import find, sort_of, told, visible
from gateway.running import Gateway
from papers.sheets import SheetColumn, TitleRow, Value, write_sheet

Req = Request[Any, Any, Any]
MOST = 10_000  # rows of one sheet; a longer list is to be narrowed
PAGE = 500
COLUMNS = (
    SheetColumn("Mã", 20), SheetColumn("Trích yếu", 60), SheetColumn("Thủ tục", 26),
    SheetColumn("Trạng thái", 24), SheetColumn("Đơn vị", 24), SheetColumn("Tỉnh", 8),
    SheetColumn("Ngày lập", 12), SheetColumn("Hạn", 18), SheetColumn("Việc phải làm", 34),
    SheetColumn("Quá hạn", 10), SheetColumn("Người giữ", 24),
)  # fmt: skip
TITLES = {
    "q": "Từ khóa", "state": "Trạng thái", "unit": "Đơn vị", "type": "Thủ tục", "year": "Năm",
    "country": "Nước", "late": "Quá hạn", "due_before": "Hạn trước ngày", "code": "Mã",
    "province": "Tỉnh", "holder": "Người giữ", "service": "Dịch vụ", "final": "Đã kết thúc",
    "changed_after": "Thay đổi sau", "linked_to": "Liên kết đến", "record": "Mã bản ghi",
}  # fmt: skip


async def every(gateway: Gateway, where: list[Document], sort: str) -> list[Document]:
    """All rows of a list. Raises Unreadable (422) when they are too many for a sheet."""
    rows: list[Document] = []
    after = ""
    while True:
        found, following = await find(gateway, where, sort, after, PAGE)
        rows += found
        if following is None:
            return rows
        if len(rows) >= MOST:
            raise Unreadable(f"Danh sách quá {MOST} dòng: hãy lọc hẹp hơn", 422)
        after = following


def line(row: Document, titles: dict[tuple[str, str], str]) -> Sequence[Value]:
    late = f"{row['late_by']}" if row["late"] and row["late_by"] else "có" if row["late"] else ""
    return [
        row["code"], row["title"], titles.get((row["service"], row["type"]), row["type"]),
        row["state_title"], row["unit"], row["province"], row["lodged"], row["due"] or "",
        (row["duty"] or {}).get("title", ""), late, row.get("holder_name") or "",
    ]  # fmt: skip


def routes(gateway: Gateway, titles: Any) -> list[Any]:
    @get(
        "/api/dossiers.xlsx",
        operation_id="dossiers.xlsx",
        operation_class=documented(query=[*FILTERS, "sort"], gives=XLSX),
        summary="Danh sách hồ sơ theo cùng bộ lọc, dạng bảng tính",
        tags=["Danh sách"],
    )
    async def sheet(request: Req) -> Response[bytes]:
        actor = await gateway.gate.actor(request)
        asked, now = request.query_params, gateway.gate.now(request)
        filters.known(asked, {"sort"})
        sort = sort_of(asked)
        wanted, _ = await filters.conditions(gateway, asked, now, actor)
        seen = visible(gateway, actor)
        rows = [] if seen is None else await every(gateway, [seen, *wanted], sort)
        named = await titles()
        lines = [line(told(row, now, gateway.provinces), named) for row in rows]
        said = {TITLES[n]: ", ".join(asked.getall(n)) for n in asked if n in TITLES}
        content = await asyncio.to_thread(
            write_sheet,
            COLUMNS,
            lines,
            title_rows=[TitleRow(text="Danh sách hồ sơ", bold=True, size=14, align="center")],
            filter_sheet={**said, "Số dòng": len(lines)},
            as_of=now,
        )
        headers = {
            "Content-Disposition": 'attachment; filename="ho-so.xlsx"',
            "Cache-Control": "private, no-store",
            "Ngoaivu-Rows": str(len(lines)),
        }
        return Response(content, media_type=XLSX, headers=headers)

    return [sheet]
