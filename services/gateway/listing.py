"""`GET /api/dossiers`: the dossiers of all services in one list, for whoever may see them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get

from casework import Actor, Province
from casework.register import unaccented
from casework.workdays import NoCalendar
from chassis import visibility
from chassis.store.driver import Document
from chassis.web.documented import PAGES, documented
from chassis.web.http import json
from chassis.web.problems import Unreadable
from gateway import cursors
from gateway.projections.rows import moment
from gateway.running import Gateway

Req = Request[Any, Any, Any]
ORDERS: Mapping[str, tuple[str, int]] = {"-lodged": ("lodged", -1), "due": ("due_at", 1)}
EXACT = ("province", "service", "type", "state", "unit", "code", "record", "holder")
SHOWN = (
    "service", "type", "record", "code", "title", "state", "state_title", "final", "unit",
    "province", "lodged", "changed", "due", "duty", "clocks", "links", "fields", "version",
    "position", "team_only", "holder", "holder_name",
)  # fmt: skip
WORDS = 8
FILTERS = (*EXACT, "late", "due_before", "final", "q")


class Place(msgspec.Struct, array_like=True):
    """Where a page ended: the order it was in, and the last row's key."""

    order: str
    value: str
    id: str


def visible(gateway: Gateway, actor: Actor) -> Document | None:
    """A filter for the rows this person may see; None when there are none."""
    if not gateway.is_province and "ministry" in actor.roles:
        return {"team_only": False}
    open_ = visibility.query(actor, team_only=False)
    narrow = visibility.query(actor, team_only=True)
    if open_ is None or narrow is None:
        return None
    return {"$or": [{"team_only": False, **open_}, {"team_only": True, **narrow}]}


def asked_for(asked: Any, now: datetime) -> list[Document]:
    """The filters of a query, one condition each. Raises Unreadable."""
    found: list[Document] = []
    for name in EXACT:
        if values := asked.getall(name, []):
            found.append({name: values[0] if len(values) == 1 else {"$in": list(values)}})
    if (late := asked.get("late")) is not None:
        if late not in ("true", "false"):
            raise Unreadable("late phải là true hoặc false")
        found.append({"due_at": {"$lt" if late == "true" else "$gte": moment(now)}})
    if before := asked.get("due_before"):
        found.append({"due_at": {"$lt": _day(before).isoformat()}})
    if (final := asked.get("final")) is not None:
        found.append({"final": final == "true"})
    for word in unaccented(asked.get("q") or "").split()[:WORDS]:
        found.append({"tokens": {"$regex": f"^{re.escape(word)}"}})
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"due_before không phải ngày: {text!r}") from None


def told(row: Document, now: datetime, provinces: Mapping[str, Province]) -> Document:
    """A row as people get it: with what is late now, and by how much."""
    shown = {name: row.get(name) for name in SHOWN}
    late = bool(row["due_at"] < moment(now))
    by, unit = _lateness(row, now, provinces) if late else (0, "")
    return {
        "id": row["_id"],
        **shown,
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
    gateway: Gateway, conditions: list[Document], order: str, after: str, limit: int
) -> tuple[list[Document], str | None]:
    """One page of rows and the cursor of the next. Raises Unreadable."""
    field, way = ORDERS[order]
    where = list(conditions)
    if after:
        place = cursors.read(after, Place)
        if place.order != order:
            raise Unreadable("cursor thuộc một thứ tự khác")
        beyond = {field: {"$gt" if way > 0 else "$lt": place.value}}
        where.append({"$or": [beyond, {field: place.value, "_id": {"$gt": place.id}}]})
    rows = gateway.store[await gateway.generations.shown()]
    query = {"$and": where} if where else {}
    found: list[Document] = await (
        rows.find(query, {"tokens": 0}).sort([(field, way), ("_id", 1)]).limit(limit + 1)
    ).to_list(None)
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]
    return found[:limit], cursors.mark(Place(order, last[field], last["_id"]))


async def count_late(gateway: Gateway) -> list[Document]:
    """How many dossiers are late now, by province and type."""
    late = {"due_at": {"$lt": moment(gateway.clock.now())}}
    group = {"_id": {"province": "$province", "type": "$type"}, "n": {"$sum": 1}}
    shown = await gateway.generations.shown()
    return await gateway.store.aggregate(shown, [{"$match": late}, {"$group": group}])


def routes(gateway: Gateway) -> list[Any]:
    @get(
        "/api/dossiers",
        operation_id="dossiers",
        operation_class=documented(query=[*FILTERS, "sort", *PAGES]),
    )
    async def dossiers(request: Req) -> Response[bytes]:
        actor = await gateway.gate.actor(request)
        asked, now = request.query_params, gateway.gate.now(request)
        order = asked.get("sort", "-lodged")
        if order not in ORDERS:
            raise Unreadable(f"sort phải là {' hoặc '.join(ORDERS)}")
        limit = cursors.limit(asked.get("limit"))
        conditions = asked_for(asked, now)
        seen = visible(gateway, actor)
        as_of = {"as_of": now.isoformat()}
        if seen is None:
            return json({"items": [], "next": None, **as_of})
        conditions = [seen, *conditions]
        rows, following = await find(gateway, conditions, order, asked.get("cursor", ""), limit)
        answer: dict[str, Any] = {
            "items": [with_link(gateway, told(row, now, gateway.provinces)) for row in rows],
            "next": following,
            **as_of,
        }
        if asked.get("count") == "true":
            shown = gateway.store[await gateway.generations.shown()]
            answer["total"] = await shown.count_documents({"$and": conditions})
        return json(answer, 200, _link(asked, following))

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
