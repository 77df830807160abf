"""What reports do when another dossier says something: parts reach their report, and what another
service sends fulfils the obligation it was owed for."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from casework import CloudEvent
from casework.vocabulary import Decision
from reporting.obligations.calendar import OBLIGATIONS, fulfilled_by
from reporting.obligations.obligation import Obligation
from reporting.owed import Fulfilled
from reporting.procedures.periodic_report import AT_THE_DESK, WAITING, UnitPart
from reporting.procedures.unit_report import OPEN

if TYPE_CHECKING:
    from chassis.wire.reactions import Reaction, Work

UNIT_REPORT = "vn.ngoaivu.reporting.unit-report"
NGO_FILINGS = {"province-year": "ngos-report", "aid-province-year": "aid-report"}


async def take_the_part_in(event: CloudEvent, work: Work) -> None:
    """342/KH-UBND mục V khoản 2: an accepted part goes into the report that is made of it."""
    _, part = await work.dossiers.get("unit-report", event.subject)
    clock = next((c for c in part.clocks if c.met), None)
    told = UnitPart(
        unit=part.unit,
        report=part.id,
        on=part.fields.received_on or datetime.datetime.fromisoformat(event.time).date(),
        late_by=clock.late_by if clock else 0,
    )
    of = [o.id for o in OBLIGATIONS.values() if part.fields.obligation in o.parts]
    where = {"fields__obligation": {"$in": of}, "fields__period": part.fields.period}
    for report in await work.find("periodic-report", **where):
        if report.state in WAITING:
            await work.perform("periodic-report", report.id, "note-part", told)
        elif report.state in AT_THE_DESK:
            await work.perform("periodic-report", report.id, "note-late-part", told)


async def fulfil_what_was_owed(event: CloudEvent, work: Work) -> None:
    """A report, programme or plan that its own service has sent is not asked for again."""
    for o in fulfilled_by(event.type):
        key = period_of(o, event)
        if key is None:
            continue
        document = _document(event.data.fields)
        told = Fulfilled(
            service=event.data.service, type=event.data.type, id=event.subject, document=document
        )
        where: dict[str, Any] = {"fields__obligation": o.id, "fields__period": key}
        if o.of == "unit-report":
            where["unit"] = event.data.unit
        for report in await work.find(o.of, **where):
            if report.state in (OPEN if o.of == "unit-report" else AT_THE_DESK):
                await work.perform(o.of, report.id, "fulfil", told)


def period_of(o: Obligation, event: CloudEvent) -> str | None:
    """Which period of an obligation an event speaks of; None when of none."""
    fields = event.data.fields
    year = fields.get("year")
    if not year:
        return None
    if event.data.type == "ngo-filing" and NGO_FILINGS.get(str(fields.get("kind"))) != o.id:
        return None
    half = fields.get("half")
    if half:
        wanted = "first-half" if half == 1 else "second-half"
        return f"{year}-H{half}" if o.every == wanted else None
    return f"{year}" if o.every == "year" else None


def _document(fields: dict[str, Any]) -> Decision | None:
    told = fields.get("document") or fields.get("filed")
    try:
        return msgspec.convert(told, Decision) if told else None
    except msgspec.ValidationError:
        return None


FEEDING = sorted({name for o in OBLIGATIONS.values() for name in o.fed_by})
REPORT_REACTIONS: dict[str, list[Reaction]] = {
    f"{UNIT_REPORT}.accepted.v1": [take_the_part_in],
    f"{UNIT_REPORT}.fulfilled.v1": [take_the_part_in],
    **{name: [fulfil_what_was_owed] for name in FEEDING},
}
