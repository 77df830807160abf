"""`GET /api/dossiers`: the dossiers of all services in one list, for whoever may see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get

from casework import Actor, Province
from casework.workdays import NoCalendar
from chassis.store.driver import Document
from chassis.web.documented import PAGES, documented
from chassis.web.http import json
from chassis.web.problems import Unreadable
from chassis.web.reads import write_down
from gateway import cursors, filters
from gateway import seen as seen_tokens
from gateway.filters import FILTERS
from gateway.projections import seen_by
from gateway.projections.rows import ORDERS, moment
from gateway.running import Gateway

Req = Request[Any, Any, Any]
SORTS: Mapping[str, tuple[str, int]] = {
    sign + name: (f"order.{name}", -1 if sign else 1) for name in ORDERS for sign in ("", "-")
}
USUAL = "-lodged"
SHOWN = (
    "service", "type", "record", "code", "title", "state", "state_title", "final", "unit",
    "province", "lodged", "changed", "due", "duty", "clocks", "links", "fields", "version",
    "position", "team_only", "holder", "holder_name",
)  # fmt: skip
HIDDEN = {"terms": 0, "seen_by": 0}


class Place(msgspec.Struct, array_like=True):
    """Where a page ended: the order it was in, and the last row's place in it."""

    order: str
    value: str


def visible(gateway: Gateway, actor: Actor) -> Document | None:
    """A filter for the rows this person may see; None when there are none."""
    if not gateway.is_province and "ministry" in actor.roles:
        return seen_by.open_ones(gateway.provinces)
    return seen_by.query(actor)


def told(row: Document, now: datetime, provinces: Mapping[str, Province]) -> Document:
    """A row as people get it: with what is late now, and by how much."""
    shown = {name: row.get(name) for name in SHOWN}
    late = bool(row["due_at"] < moment(now))
    by, unit = _lateness(row, now, provinces) if late else (0, "")
    return {
        "id": row["_id"],
        **shown,
        **({"partly_searched": True} if row.get("partly_searched") else {}),
        "late": late,
        "late_by": by,
        "late_unit": unit,
    }


def _lateness(
    row: Document, now: datetime, provinces: Mapping[str, Province]
) -> tuple[int | None, str]:
    province = provinces.get(row["province"])
    return lateness(str(row["due"]), str(row["duty"].get("unit") or ""), now, province)


def lateness(
    due: str, unit: str, now: datetime, province: Province | None
) -> tuple[int | None, str]:
    """By how much a due date is passed, in the unit of its duty; None where that is not known."""
    unit = unit or "calendar-days"
    if province is None:
        return None, unit
    by_hour = len(due) > 10
    until = now if by_hour else province.calendar.day(now)
    try:
        when = datetime.fromisoformat(due) if by_hour else date.fromisoformat(due)
        return province.calendar.lateness(when, until, unit), "hours" if by_hour else unit
    except NoCalendar:
        return None, unit


async def find(
    gateway: Gateway, conditions: list[Document], sort: str, after: str, limit: int
) -> tuple[list[Document], str | None]:
    """One page of rows and the cursor of the next. Raises Unreadable.

    Each order is a field of its own with an index that begins with `seen_by`, so a page costs what
    it shows, wherever it is.
    """
    field, way = SORTS[sort]
    where = list(conditions)
    if after:
        place = cursors.read(after, Place)
        if place.order != sort:
            raise Unreadable("cursor thuộc một thứ tự khác")
        where.append({field: {"$gt" if way > 0 else "$lt": place.value}})
    rows = gateway.store[await gateway.generations.shown()]
    query = {"$and": where} if where else {}
    found: list[Document] = await (
        rows.find(query, HIDDEN).sort(field, way).limit(limit + 1)
    ).to_list(None)
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]["order"][field.partition(".")[2]]
    return found[:limit], cursors.mark(Place(sort, last))


async def count_late(gateway: Gateway, now: datetime | None = None) -> list[Document]:
    """How many dossiers are late now, or at another moment, by province and type."""
    late = {"due_at": {"$lt": moment(now or gateway.clock.now())}}
    group = {"_id": {"province": "$province", "type": "$type"}, "n": {"$sum": 1}}
    shown = await gateway.generations.shown()
    return await gateway.store.aggregate(shown, [{"$match": late}, {"$group": group}])


def sort_of(asked: Any) -> str:
    """The order that is asked for. Raises Unreadable."""
    sort = str(asked.get("sort") or USUAL)
    if sort not in SORTS:
        raise Unreadable(f"sort: không có thứ tự {sort!r}; có {', '.join(SORTS)}")
    return sort


def routes(gateway: Gateway) -> list[Any]:
    @get(
        "/api/dossiers",
        operation_id="dossiers",
        operation_class=documented(query=[*FILTERS, "sort", "count", "seen", *PAGES]),
        summary="Hồ sơ của mọi dịch vụ trong một danh sách: lọc, tìm, sắp xếp, từng trang",
        tags=["Danh sách"],
    )
    async def dossiers(request: Req) -> Response[bytes]:
        actor = await gateway.gate.actor(request)
        asked, now = request.query_params, gateway.gate.now(request)
        filters.known(asked, {"sort", "count", "seen", *PAGES})
        sort, limit = sort_of(asked), cursors.limit(asked.get("limit"))
        wanted, search = await filters.conditions(gateway, asked, now, actor)
        seen = visible(gateway, actor)
        about: Document = {"as_of": now.isoformat()} | ({"search": search} if search else {})
        if behind := await seen_tokens.wait(gateway, asked.getall("seen", [])):
            about["behind"] = behind
        if seen is None:
            return json({"items": [], "next": None, **about})
        where = [seen, *wanted]
        rows, following = await find(gateway, where, sort, asked.get("cursor") or "", limit)
        if asked.get("count") == "true":
            shown = gateway.store[await gateway.generations.shown()]
            about["total"] = await shown.count_documents({"$and": where})
        watched = [row for row in rows if row["team_only"] or row.get("personal")]
        await write_down(gateway.store, watched, actor.id, now.isoformat())
        items = [with_link(gateway, told(row, now, gateway.provinces)) for row in rows]
        return json({"items": items, "next": following, **about}, 200, _link(asked, following))

    return [dossiers]


def with_link(gateway: Gateway, shown: Document) -> Document:
    """Where the dossier itself is read: at its province, never at the ministry."""
    if not gateway.is_province:
        return shown
    return {**shown, "href": f"/api/{shown['service']}/{shown['type']}/{shown['id']}"}


def _link(asked: Any, following: str | None) -> dict[str, str]:
    if following is None:
        return {}
    kept = [(n, v) for n, v in asked.multi_items() if n != "cursor"]
    query = urlencode([*kept, ("cursor", following)])
    return {"Link": f'</api/dossiers?{query}>; rel="next"'}
