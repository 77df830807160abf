"""Sheets that come in, each in one transaction: all or nothing unless asked otherwise, every bad
cell named."""

from __future__ import annotations

from typing import Any

import msgspec

from casework import DossierType, Failure, Refused
from casework.storable import stored
from chassis.store.dossiers import Dossiers
from chassis.web.available import reason
from chassis.web.desk import Desk, Sheet, bad_cell
from chassis.web.problems import BadFields, of_validation


async def import_sheet(desk: Desk, type_: DossierType[Any], sheet: Sheet) -> dict[str, Any]:
    """Lodge what a sheet holds, and keep what is answered under the request's key.

    Raises BadFields naming sheet and cell, Unreadable, Refused.
    """
    assert type_.imports is not None
    asks = sheet.asks
    day = desk.dossiers.province(asks.actor.province).calendar.day(asks.at)
    found = await sheet.read(type_.imports.reads, asks.actor, day)
    bad = [bad_cell(c.sheet, c.cell, c.reason) for c in found.bad_cells]
    if bad and not sheet.partial:
        raise BadFields(bad)
    if not found.applications:
        raise BadFields(bad or [{"pointer": "", "detail": "không có dòng nào để nhập"}])

    applications = [_within_limits(type_, application) for application in found.applications]

    async def lodge(mine: Dossiers) -> dict[str, Any]:
        lodged: list[dict[str, str]] = []
        refused: list[dict[str, str]] = []
        failures: list[Failure] = []
        for n, application in enumerate(applications):
            try:
                d = await mine.lodge(type_, application, sheet.each, unit=sheet.unit)
                href = desk.path(type_.name, f"/{d.id}")
                lodged.append({"id": d.id, "code": d.code, "href": href})
            except Refused as error:
                if not sheet.partial:
                    raise
                refused.append({"pointer": f"/{n}", "says": error.reason, "law": error.law})
                failures += error.failures
        if not lodged:
            raise Refused(*failures)
        told = {"lodged": lodged, "bad_cells": bad, "refused": refused}
        await mine.remember(asks, told, mine.session)
        return told

    return await desk.dossiers.in_turn(asks, lodge)


async def preview_sheet(desk: Desk, type_: DossierType[Any], sheet: Sheet) -> dict[str, Any]:
    """What importing the sheet would lodge, row by row, and every bad cell; nothing is written.

    Raises Unreadable, and BadFields for what is no sheet at all.
    """
    assert type_.imports is not None
    asks = sheet.asks
    day = desk.dossiers.province(asks.actor.province).calendar.day(asks.at)
    found = await sheet.read(type_.imports.reads, asks.actor, day)
    applications = [_within_limits(type_, application) for application in found.applications]

    async def lodge(mine: Dossiers) -> list[dict[str, Any]]:
        rows = []
        for n, application in enumerate(applications):
            row: dict[str, Any] = {"row": n, "fields": application, "refused": []}
            try:
                d = await mine.lodge(type_, application, sheet.each, unit=sheet.unit)
                row |= {"title": d.title, "advice": d.acts[-1].advice}
            except Refused as error:
                row["refused"] = [reason(f) for f in error.failures]
            rows.append(row)
        return rows

    rows = await desk.dossiers.rehearse(lodge)
    bad = [bad_cell(c.sheet, c.cell, c.reason) for c in found.bad_cells]
    good = sum(not row["refused"] for row in rows)
    return {"rows": rows, "bad_cells": bad, "good": good, "bad": len(rows) - good + len(bad)}


def _within_limits(type_: DossierType[Any], application: Any) -> Any:
    """A sheet obeys the limits of a body: what they forbid could never be read again."""
    try:
        shape = type_.opening.data
        return stored(msgspec.convert(msgspec.to_builtins(application), shape))
    except msgspec.ValidationError as error:
        raise of_validation(error) from None
