"""The catalogue of procedures over HTTP, for whoever wants to know what to bring."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromQuery

from chassis.errors import NotFound
from chassis.web.desk import Desk
from chassis.web.http import json
from reporting.public_procedures import CATALOGUE, Procedure


def procedure_routes(desk: Desk) -> list[Any]:
    """What is offered, from which papers, within how many days of the asking province."""
    path = desk.path("procedures")

    @get(path, operation_id="procedures", summary="danh mục thủ tục hành chính")
    async def procedures(
        request: Request[Any, Any, Any], q: FromQuery[str] = ""
    ) -> Response[bytes]:
        actor = await desk.gate.actor(request)
        province = desk.dossiers.province(actor.province)
        day = province.calendar.day(desk.gate.now(request))
        named = [p for p in CATALOGUE.values() if q.casefold() in p.name.casefold()]
        if not named:
            raise NotFound(f"Không có thủ tục nào có tên chứa {q!r}")
        return json({"items": [_told(p, province, day) for p in named]})

    return [procedures]


def _told(procedure: Procedure, province: Any, day: Any) -> dict[str, Any]:
    found = province.find(procedure.within, day)
    service, type_ = procedure.handled_by
    return {
        "code": procedure.code,
        "name": procedure.name,
        "level": procedure.level,
        "law": str(procedure.law),
        "form": procedure.form,
        "fee": procedure.fee,
        "channels": procedure.channels,
        "is_public": procedure.is_public,
        "working_days": found.value,
        "days_by": found.law if found.value is not None else "",
        "components": [
            {"code": c.code, "title": c.title, "is_required": c.is_required}
            for c in procedure.components
        ],
        "handled_by": {"service": service, "type": type_},
    }
