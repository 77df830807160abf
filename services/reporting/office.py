"""The desk of reports: routes beside the dossiers, and what runs beside the routes.

The calendar (`obligations`), completeness, the inbox of reminders, and the figures of a report. An
`Office` is made with the application; its parts exist while the application runs.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import httpx
from litestar import Request, Response, get, post

from casework import Actor, Failure, NotYourRole, Province
from chassis import visibility
from chassis.errors import NotFound
from chassis.settings import Settings
from chassis.store.driver import Document
from chassis.web.desk import Desk
from chassis.web.http import json
from chassis.wire import peers
from reporting import completeness
from reporting.duties import Duties
from reporting.figure_routes import figure_routes
from reporting.figures import Figures
from reporting.mail import Mail
from reporting.obligations import period as periods
from reporting.obligations.calendar import OBLIGATIONS
from reporting.obligations.keeping import TYPES, UNMET, Keeper, keeping
from reporting.obligations.reminding import LEVELS, names_of

Req = Request[Any, Any, Any]
KEEPERS = frozenset({"officer", "head", "director", "admin"})
COUNTERS = frozenset({"officer", "head", "director", "unit"})
LAW = "09/2019/NĐ-CP"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Office:
    """What the routes of reports share."""

    keeper: Keeper
    figures: Figures
    duties: Duties

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.is_open = False

    @asynccontextmanager
    async def running(self, desk: Desk) -> AsyncIterator[None]:
        async with peers.client() as client:
            self.open(desk, client)
            async with keeping(self.keeper, self.settings):
                yield
        self.is_open = False

    def open(self, desk: Desk, client: httpx.AsyncClient) -> None:
        mail = Mail(self.settings, desk.store)
        at = (client, self.settings.peers.get("gateway", ""), self.settings.internal_secret)
        self.figures = Figures(*at)
        self.duties = Duties(desk.store, mail, *at)
        self.keeper = Keeper(desk.dossiers, mail, self.duties)
        self.is_open = True

    def rooms(self, desk: Desk) -> list[Any]:
        return [
            *calendar_routes(self, desk),
            *counting_routes(self, desk),
            *figure_routes(self, desk),
        ]


def calendar_routes(office: Office, desk: Desk) -> list[Any]:
    """What is owed in the person's province, and a look at the calendar on demand."""

    @get("/api/reporting/obligations", operation_id="obligations", tags=["Chế độ báo cáo"])
    async def obligations(request: Req) -> Response[bytes]:
        actor = await desk.gate.actor(request)
        province = desk.dossiers.province(actor.province)
        day = province.calendar.day(desk.gate.now(request))
        items = [
            told_obligation(o.id, province, day)
            for o in OBLIGATIONS.values()
            if o.is_owed_in(province, day)
        ]
        return json({"items": items})

    @post(
        "/api/reporting/obligations/tick", status_code=200, operation_id="obligations.tick",
        tags=["Chế độ báo cáo"],
    )  # fmt: skip
    async def tick(request: Req) -> Response[bytes]:
        actor = await desk.gate.actor(request)
        if not actor.roles & KEEPERS:
            says = "Chỉ Sở Ngoại vụ, quản trị được mở kỳ báo cáo"
            raise NotYourRole(KEEPERS, Failure(says, LAW))
        return json(await office.keeper.look(actor.province, desk.gate.now(request)))

    @post("/internal/reporting/tick", status_code=200, include_in_schema=False)
    async def tick_all(request: Req) -> Response[bytes]:
        desk.gate.internal(request)
        at = desk.gate.now(request)
        hosted = office.settings.host_provinces
        return json({code: await office.keeper.look(code, at) for code in hosted})

    return [obligations, tick, tick_all]


def told_obligation(id: str, province: Province, day: Any) -> dict[str, Any]:
    """A row of the calendar as people read it, with its next day in this province."""
    o = OBLIGATIONS[id]
    year = day.year + 1 if o.ahead else day.year
    period = o.period(periods.keys(o.every, year)[0])
    due = o.due(period, province, day)
    return {
        "id": o.id,
        "title": o.title,
        "law": str(o.law),
        "mark": o.law.mark,
        "catalogue": o.catalogue,
        "type": o.of,
        "every": o.every,
        "owed_by": o.owers(province, day) if o.owed_by else "mọi đơn vị",
        "recipients": o.recipients(province, day),
        "period": period.key,
        "period_from": period.first,
        "cut_off": period.last,
        "opens": o.opens_on(period),
        "due": due,
        "no_day": "" if due else o.no_day,
        "needs_estimate": bool(due and not o.ahead and due <= period.last),
        "elsewhere": o.elsewhere,
        "note": o.note,
    }


def counting_routes(office: Office, desk: Desk) -> list[Any]:
    """What was expected and what came; and what waits for the person who asks."""

    @get("/api/reporting/completeness", operation_id="completeness", tags=["Chế độ báo cáo"])
    async def completeness_(request: Req) -> Response[bytes]:
        actor, asked = await desk.gate.actor(request), request.query_params
        where = _seen(actor, asked.get("province", ""), desk.settings.host_provinces)
        where = _chosen(where, asked)
        shown = {
            "province": 1, "unit": 1, "state": 1, "clocks": 1, "fields.obligation": 1,
            "fields.period": 1, "fields.invited": 1, "fields.document": 1,
        }  # fmt: skip
        query = {**where, "type": {"$in": TYPES}}
        rows = await desk.store["dossiers"].find(query, shown).to_list(None)
        now: datetime = desk.gate.now(request)
        told = completeness.count(rows, now.date().isoformat())
        return json({**told, "as_of": now})

    @get(
        "/api/reporting/completeness/reports", operation_id="completeness.reports",
        tags=["Chế độ báo cáo"],
    )  # fmt: skip
    async def behind(request: Req) -> Response[bytes]:
        actor = await desk.gate.actor(request)
        where = _chosen(visibility.query(actor, team_only=False), request.query_params)
        query = {**where, "type": {"$in": TYPES}}
        shown = {"fields.content": 0, "fields.figures": 0, "fields.replaced.figures": 0}
        rows = await desk.store["dossiers"].find(query, shown).to_list(None)
        now: datetime = desk.gate.now(request)
        items = completeness.lines(rows, now.date().isoformat())
        for item in items:
            item["href"] = desk.path(item["type"], f"/{item['id']}")
        return json({"items": items, "as_of": now})

    @get("/api/reporting/inbox", operation_id="inbox", tags=["Chế độ báo cáo"])
    async def inbox(request: Req) -> Response[bytes]:
        actor = await desk.gate.actor(request)
        where = visibility.query(actor, team_only=False)
        if where is None:
            return json({"items": []})
        query = {**where, "type": {"$in": TYPES}, "state": {"$in": UNMET}}
        rows = await desk.store["dossiers"].find(query).to_list(None)
        names = names_of(actor.unit, actor.roles)
        day = desk.gate.now(request).date()
        items = [i for row in rows for i in _waiting(desk, row, names, day)]
        items += [
            _told_duty(row, day)
            for row in await office.duties.told(actor.province)
            if names & set(row["to"])
        ]
        return json({"items": sorted(items, key=lambda i: i["due"])})

    return [completeness_, behind, inbox]


def _chosen(where: Document | None, asked: Mapping[str, str]) -> Document:
    """Of what a person may see, the period and obligation asked for. Raises NotFound."""
    if where is None:
        raise NotFound("Không có số liệu báo cáo cho vai trò này")
    chosen = {f"fields.{n}": asked[n] for n in ("period", "obligation") if asked.get(n)}
    away = [o.id for o in OBLIGATIONS.values() if o.elsewhere]
    return {"fields.obligation": {"$nin": away}, **where, **chosen}


def _seen(actor: Actor, province: str, hosted: tuple[str, ...]) -> Document | None:
    """Counts are no dossiers: the ministry sees every province's, a unit its own."""
    if "ministry" in actor.roles:
        wanted = [province] if province else list(hosted)
        return {"province": {"$in": wanted}}
    return visibility.query(actor, team_only=False)


def _waiting(desk: Desk, row: Document, names: set[str], day: Any) -> list[dict[str, Any]]:
    """The last reminder of each duty of a report that still stands, if it was told to `names`."""
    met = {c["name"] for c in row["clocks"] if c.get("met")}
    last = {r["duty"]: r for r in row["fields"]["reminders"]}
    laws = {c["name"]: c["law"] for c in row["clocks"]}
    return [
        {
            "title": row["title"],
            "code": row["code"],
            "unit": row["unit"],
            "level": r["level"],
            "level_title": LEVELS[r["level"]],
            "due": r["due"],
            "days_left": (datetime.fromisoformat(r["due"]).date() - day).days,
            "announced": r["on"],
            "law": laws.get(r["duty"], ""),
            "href": desk.path(row["type"], f"/{row['_id']}"),
        }
        for r in last.values()
        if r["duty"] not in met and names & set(r["to"])
    ]


def _told_duty(row: Document, day: Any) -> dict[str, Any]:
    """What was told of a duty of another service."""
    kept = {n: row[n] for n in ("title", "code", "unit", "level", "due", "law", "href")}
    left = (datetime.fromisoformat(row["due"]).date() - day).days
    title = LEVELS[row["level"]]
    return {**kept, "level_title": title, "days_left": left, "announced": row["on"]}
