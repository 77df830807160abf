"""`POST /api/calendar/preview`: which due dates new rows of the calendar would move.

Nothing is written: an office sees what a decision on working days does before somebody puts it into
`provinces/calendar.toml`. Duties that would still have no date are listed beside those that move.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from msgspec import Meta
from msgspec.structs import replace

from casework import Actor, Calendar, Clock, NotYourRole, clocks, moved
from casework.vocabulary import Role, role_titles
from casework.workflow import Failure
from chassis import visibility
from chassis.calendar import BadCalendar, Day, DayKind, corrected
from chassis.errors import UnreadableRow
from chassis.store.driver import Document
from chassis.store.recount import open_dossiers
from chassis.web import bodies
from chassis.web.desk import Desk
from chassis.web.documented import documented
from chassis.web.http import json
from chassis.web.problems import BadFields

MAY_ASK = (Role.OFFICER, Role.HEAD, Role.DIRECTOR, Role.CLERK, Role.OFFICE)
PLANNED = "dự kiến"
MOST = 1000  # rows of an answer; more are counted


class PlannedDay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day as a row of the calendar has it; its decision may not be there yet."""

    day: date
    kind: DayKind
    name: Annotated[str, Meta(max_length=200)] = ""
    decision: Annotated[str, Meta(max_length=200)] = ""
    mark: Annotated[str, Meta(max_length=20)] = "X"

    @property
    def row(self) -> Day:
        return Day(self.day, self.kind, self.name or PLANNED, self.decision or PLANNED, self.mark)


class Preview(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rows as `provinces/calendar.toml` has them: years that are entered, and days that differ."""

    years: Annotated[list[Annotated[int, Meta(ge=1990, le=2100)]], Meta(max_length=20)] = []
    day: Annotated[list[PlannedDay], Meta(max_length=400)] = []


class Moves(msgspec.Struct, kw_only=True):
    """Duties whose dates move, and those that stay without one: at most `MOST` of each; and the
    services that did not answer."""

    items: list[dict[str, Any]] = []
    undated: list[dict[str, Any]] = []
    total: int = 0
    total_undated: int = 0
    dossiers: int = 0
    missing: list[str] = []


def preview_route(desk: Desk) -> Any:
    """The route of one service; the gateway asks all of them."""

    @post(
        "/api/calendar/preview",
        status_code=200,
        operation_id="calendar.preview",
        operation_class=documented(Preview.__name__),
    )
    async def preview(request: Request[Any, Any, Any]) -> Response[bytes]:
        body = await bodies.read_json(request)
        actor = await desk.gate.actor(request)
        may_ask(actor)
        return json(await _moves(desk, actor, bodies.decode(body, Preview), request))

    return preview


def may_ask(actor: Actor) -> None:
    """Raises NotYourRole."""
    if not actor.roles & set(MAY_ASK):
        says = f"Chỉ {role_titles(MAY_ASK)} được xem trước lịch"
        raise NotYourRole(MAY_ASK, Failure(says, "91/2015/QH13, Điều 147"))


async def _moves(desk: Desk, actor: Actor, asked: Preview, request: Any) -> Moves:
    dossiers, found = desk.dossiers, Moves()
    now = desk.gate.now(request)
    calendar = _calendar(dossiers.province(actor.province).calendar, asked)
    async for row in open_dossiers(dossiers, {"province": visibility.under(actor.provinces)}):
        try:
            kept, dossier = desk.registry.read(row)
        except UnreadableRow:
            continue
        if not visibility.shows(row, actor, kept.team_only, kept.shown_to):
            continue
        province = replace(dossiers.handling(dossier, now), calendar=calendar)
        after = clocks(kept.deadlines, dossier, province)
        lines = list(_lines(desk.service, row, dossier.clocks, after))
        still = [_line(desk.service, row, c, c) for c in after if c.undated]
        found.dossiers += bool(lines)
        found.total, found.total_undated = (
            found.total + len(lines),
            found.total_undated + len(still),
        )
        found.items += lines[: MOST - len(found.items)]
        found.undated += still[: MOST - len(found.undated)]
    return found


def _calendar(calendar: Calendar, asked: Preview) -> Calendar:
    try:
        return corrected(calendar, asked.years, [day.row for day in asked.day])
    except BadCalendar as error:
        raise BadFields([{"pointer": "/day", "detail": str(error)}]) from None


def _lines(
    service: str, row: Document, before: tuple[Clock, ...], after: tuple[Clock, ...]
) -> Iterator[dict[str, Any]]:
    for old, new in moved(before, after):
        if old.due != new.due:
            yield _line(service, row, old, new)


def _line(service: str, row: Document, old: Clock, new: Clock) -> dict[str, Any]:
    return {
        "service": service,
        "type": row["type"],
        "id": row["_id"],
        "code": row["code"],
        "title": row["title"],
        "href": f"/api/{service}/{row['type']}/{row['_id']}",
        "duty": {"name": new.name, "id": new.id, "title": new.title, "law": new.law},
        "due": old.due,
        "would_be": new.due,
        "undated": new.undated,
    }
