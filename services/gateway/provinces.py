"""Provinces as data: names, bodies, delegations, values and provisions in force, and the calendar.

`GET /api/provinces`, `/api/provinces/{code}`, `/api/calendar/days`. What a province set in its
services' fields is asked of them; a service that is away is named in `missing`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import httpx
import msgspec
import structlog
from litestar import Request, Response, get
from litestar.params import FromPath

from casework import Province, Provision
from casework.workdays import NoCalendar
from chassis.errors import NotFound
from chassis.web.documented import documented
from chassis.web.http import json
from chassis.web.problems import Unreadable
from gateway.running import Gateway

log = structlog.get_logger()
Req = Request[Any, Any, Any]
MOST_DAYS = 800


def names(province: Province, on: date) -> dict[str, Any]:
    """What a province and its office are called."""
    return {
        "code": province.code,
        "name": province.name,
        "committee": province.committee,
        "chair_title": province.chair_title,
        "office": province.office,
        "office_type": province.office_type,
        "place": province.place,
        "levels": list(province.levels),
        "since": province.since,
        "until": province.until,
        "successor": province.successor,
        "exists": province.exists(on),
    }


def bodies(province: Province, on: date) -> list[dict[str, Any]]:
    """Its departments, communes and other bodies, ended ones too: history names them."""
    return [
        {
            "code": body.code,
            "name": body.name,
            "level": body.level,
            "since": body.since,
            "until": body.until,
            "successor": body.successor,
            "invited": body.invited,
            "exists": _in_force(body, on),
        }
        for body in province.units.values()
    ]


def provisions(province: Province, on: date) -> list[dict[str, Any]]:
    """Every clause of the field with the text that states it here, if one does."""
    told = []
    for name, nation in province.provisions.items():
        cited = province.cite(Provision(name), on)
        told.append(
            {
                "name": name,
                "title": nation.title,
                "law": cited.text,
                "ground": cited.ground,
                "mark": cited.mark,
                "binds": cited.binds,
            }
        )
    return told


def _in_force(row: Any, on: date) -> bool:
    return bool(row.since <= on and (row.until is None or on <= row.until))


def _rows(rows: Iterable[Any], on: date, province: Province) -> list[dict[str, Any]]:
    """Dated rows of a province's file, with the name of the body where they name one."""
    told = []
    for row in rows:
        plain: dict[str, Any] = msgspec.to_builtins(row)
        if "unit" in plain:
            plain["unit_name"] = province.unit(plain["unit"])
        told.append({**plain, "in_force": _in_force(row, on)})
    return told


async def _values(gateway: Gateway, request: Req, code: str) -> tuple[list[Any], list[str]]:
    """The values of every service, as the services know them, and those that do not answer."""
    headers = {"Authorization": request.headers.get("authorization", "")}
    if day := request.headers.get("ngoaivu-date"):
        headers["Ngoaivu-Date"] = day

    async def ask(service: str, url: str) -> list[Any] | None:
        try:
            answer = await gateway.client.get(
                f"{url}/api/{service}/values", params={"province": code}, headers=headers
            )
            answer.raise_for_status()
        except httpx.HTTPError as error:
            log.warning("values", service=service, cause=repr(error)[:200])
            return None
        return [{"service": service, **item} for item in answer.json()["items"]]

    found = await asyncio.gather(*(ask(s, u) for s, u in gateway.peers.items()))
    told = dict(zip(gateway.peers, found, strict=True))
    missing = [service for service, items in told.items() if items is None]
    return [item for items in found if items for item in items], missing


def days(province: Province, first: date, last: date) -> list[dict[str, Any]]:
    """Every day with its standing. Raises Unreadable for too many."""
    count = (last - first).days + 1
    if not 1 <= count <= MOST_DAYS:
        raise Unreadable(f"from, to: từ 1 đến {MOST_DAYS} ngày")
    return [_day(province, first + timedelta(days=n)) for n in range(count)]


def _day(province: Province, day: date) -> dict[str, Any]:
    row = province.calendar.rows.get(day)
    try:
        working = province.calendar.is_working(day)
    except NoCalendar:
        return {"date": day, "working": None, "kind": "", "name": "", "decision": "", "mark": ""}
    return {
        "date": day,
        "working": working,
        "kind": row.kind if row else ("weekend" if not working else "working"),
        "name": province.calendar.why(day) if row or not working else "",
        "decision": row.decision if row else "",
        "mark": row.mark if row else "",
    }


def _date(asked: Any, name: str, usual: date) -> date:
    try:
        return date.fromisoformat(asked[name]) if asked.get(name) else usual
    except ValueError:
        raise Unreadable(f"{name} không phải ngày: {asked[name][:40]!r}") from None


def routes(gateway: Gateway) -> list[Any]:
    def known(code: str) -> Province:
        if code not in gateway.provinces:
            raise NotFound(f"Không có đơn vị hành chính mã {code[:20]!r}")
        return gateway.provinces[code]

    @get("/api/provinces", operation_id="provinces", summary="Các tỉnh, thành phố", tags=["Tỉnh"])
    async def every(request: Req) -> Response[bytes]:
        await gateway.gate.actor(request)
        now = gateway.gate.now(request)
        told = [names(p, p.calendar.day(now)) for _, p in sorted(gateway.provinces.items())]
        return json({"items": told})

    @get(
        "/api/provinces/{code:str}",
        operation_id="province",
        summary="Tên gọi, cơ quan, ủy quyền, giá trị và quy định đang có hiệu lực của một tỉnh",
        tags=["Tỉnh"],
    )
    async def one(request: Req, code: FromPath[str]) -> Response[bytes]:
        await gateway.gate.actor(request)
        province = known(code)
        today = province.calendar.day(gateway.gate.now(request))
        values, missing = await _values(gateway, request, code)
        return json(
            {
                **names(province, today),
                "bodies": bodies(province, today),
                "leads": _rows(province.leads, today, province),
                "recipients": _rows(province.recipients, today, province),
                "delegated": _rows(province.delegated, today, province),
                "values": values,
                "provisions": provisions(province, today),
                "calendar": {"years": sorted(province.calendar.years)},
                "missing": missing,
                "as_of": today,
            }
        )

    @get(
        "/api/calendar/days",
        operation_id="calendar-days",
        operation_class=documented(query=["province", "from", "to"]),
        summary="Từng ngày: làm việc hay nghỉ, vì sao, theo quyết định nào",
        tags=["Tỉnh"],
    )
    async def calendar(request: Req) -> Response[bytes]:
        actor = await gateway.gate.actor(request)
        asked = request.query_params
        usual = actor.province or next(iter(gateway.provinces))
        province = known(asked.get("province") or usual)
        today = province.calendar.day(gateway.gate.now(request))
        first = _date(asked, "from", today.replace(day=1))
        last = _date(asked, "to", first + timedelta(days=30))
        return json({"items": days(province, first, last), "province": province.code})

    return [every, one, calendar]
