"""The table of the provinces as a sheet: the same rows in the same order, and when it was made."""

from __future__ import annotations

import asyncio

from litestar import Response

from gateway.console.pages.files import HEADERS
from gateway.console.pages.ministry.picture import COLUMNS, Line, picture
from gateway.console.pages.ministry.provinces import in_order
from gateway.console.visit import Visit
from papers.sheets import SheetColumn, TitleRow, Value, write_sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBERS = ("late", *(name for name, _, _ in COLUMNS))


async def show(visit: Visit) -> Response[bytes]:
    """Raises Problem: 403 names who may see it."""
    whole, t = await picture(visit), visit.t
    words = ("province", "standing", "reason", "word", "expected", "taken", "missing")
    columns = [SheetColumn(t(f"ministry.{w}"), 20) for w in words[:4]]
    columns += [SheetColumn(t(f"ministry.{w}"), 12, "number") for w in (*words[4:], *NUMBERS)]
    made = await asyncio.to_thread(
        write_sheet,
        columns,
        [_line(visit, line) for line in in_order(visit, whole.lines)],
        title_rows=[TitleRow(text=t("section.provinces"), bold=True, size=14, align="center")],
        filter_sheet={t("section.provinces"): str(len(whole.lines))},
        as_of=visit.now,
    )
    name = f'attachment; filename="provinces-{visit.today.isoformat()}.xlsx"'
    return Response(made, media_type=XLSX, headers={**HEADERS, "content-disposition": name})


def _line(visit: Visit, line: Line) -> list[Value]:
    """What is not known stays empty: it is no zero."""
    known: list[Value] = [line.expected, line.received, line.missing]
    return [
        line.name,
        visit.t(f"standing.{line.standing}"),
        line.reason,
        visit.t.moment(line.feed["at"]) if line.feed["at"] else "",
        *(known if line.is_known else [None] * 3),
        *(line.cells[name][0] for name in NUMBERS),
    ]
