"""Having the figures of a report counted, and taking its annexes home."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec.structs import replace

from casework import SYSTEM, Actor, Failure, NotYourRole, Refused
from chassis.errors import NotFound, Unavailable
from chassis.store.dossiers import Request as Asks
from chassis.store.driver import Document
from chassis.web import files
from chassis.web.desk import Desk
from chassis.web.http import json, version_of
from reporting.annexes import Annexes
from reporting.content import Computed
from reporting.figures import Question
from reporting.obligations.calendar import OBLIGATIONS
from reporting.obligations.keeping import TYPES

if TYPE_CHECKING:
    from reporting.office import Office

Req = Request[Any, Any, Any]
COUNTERS = frozenset({"officer", "head", "director", "unit"})
LAW = "09/2019/NĐ-CP"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def figure_routes(office: Office, desk: Desk) -> list[Any]:
    makers = [_computing(office, desk, name) for name in TYPES]
    return [*makers, *(_annex(desk, name) for name in TYPES)]


def _computing(office: Office, desk: Desk, type_: str) -> Any:
    """Count the figures of a report anew: by the platform, for whoever drafts it."""

    @post(
        desk.path(type_, "/{id:str}/figures"), status_code=200,
        operation_id=f"{type_}.figures", tags=["Chế độ báo cáo"],
        summary="Lấy số liệu từ hệ thống (không nhập tay)",
    )  # fmt: skip
    async def compute(request: Req, id: FromPath[str]) -> Response[bytes]:
        asks = await desk.gate.asks(request)
        row, actor = await desk.seen(request, type_, id)
        if not actor.roles & COUNTERS:
            raise NotYourRole(COUNTERS, Failure("Chỉ người lập báo cáo lấy số liệu", LAW))
        if "gateway" not in office.settings.peers:
            raise Unavailable("Chưa đặt địa chỉ của cổng (NGOAIVU_PEERS: gateway)")
        computed = await _counted(office, desk, row, asks.at)
        system = Actor(id=actor.id, roles=frozenset({SYSTEM}), province=actor.province)
        by = Asks(actor=system, at=asks.at, traceparent=asks.traceparent)
        dossier = await desk.dossiers.perform(
            type_, id, "compute-figures", computed, by, version_of(request)
        )
        return json(dossier, 200, {"ETag": f'"{dossier.version}"'})

    return compute


async def _counted(office: Office, desk: Desk, row: Document, at: datetime) -> Computed:
    """The figures of a report, and its annexes."""
    subjects, asked = subjects_of(row), question_of(row, desk, at)
    computed = await office.figures.of_subjects(subjects, asked)
    last = datetime.fromisoformat(row["fields"]["cut_off"]).date()
    annexes = Annexes(office.figures, desk.store, desk.dossiers.province(row["province"]))
    return await annexes.keep(computed, subjects, asked, replace(asked, until=last))


def _annex(desk: Desk, type_: str) -> Any:
    """An annex as it was when the figures of the report were counted."""

    @get(
        desk.path(type_, "/{id:str}/annexes/{file:str}"), operation_id=f"{type_}.annex",
        tags=["Chế độ báo cáo"],
    )  # fmt: skip
    async def annex(request: Req, id: FromPath[str], file: FromPath[str]) -> Response[bytes]:
        row, _ = await desk.seen(request, type_, id)
        known = {f"{a['name']}.xlsx": a for a in row["fields"]["figures"]["annexes"]}
        if file not in known:
            raise NotFound(f"Báo cáo không có phụ lục {file}; có: {', '.join(known) or 'chưa có'}")
        content = await desk.store.read_file(known[file]["file"])
        headers = {"Content-Disposition": files.disposition(f"{row['code']}-{file}")}
        return Response(content, media_type=XLSX, headers=headers)

    return annex


def subjects_of(row: Document) -> tuple[str, ...]:
    known = OBLIGATIONS.get(row["fields"]["obligation"])
    return tuple(known.subjects) if known else tuple(OBLIGATIONS["year-report"].subjects)


def question_of(row: Document, desk: Desk, at: datetime) -> Question:
    """The days of the period that have passed, of the unit for its own part; a plan for the next
    year is made on the figures of the year in which it is owed.

    Raises Refused before the period begins.
    """
    fields = row["fields"]
    province = desk.dossiers.province(row["province"])
    first = datetime.fromisoformat(fields["period_from"]).date()
    known = OBLIGATIONS.get(fields["obligation"])
    if known and known.ahead:
        first = known.opens_on(known.period(fields["period"]))
    last = datetime.fromisoformat(fields["cut_off"]).date()
    today = province.calendar.day(at)
    if today < first:
        raise Refused(Failure("Kỳ báo cáo chưa bắt đầu", f"{LAW}, Điều 12"))
    unit = row["unit"] if row["type"] == "unit-report" else ""
    return Question(province=row["province"], first=first, until=min(today, last), unit=unit)
