"""Sheets that come in, each in one transaction: all or nothing unless asked otherwise, every bad
cell named."""

from __future__ import annotations

from typing import Any

from casework import DossierType, Failure, Refused
from chassis.store.dossiers import Dossiers
from chassis.web.desk import Desk, Sheet, bad_cell
from chassis.web.problems import BadFields


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

    async def lodge(mine: Dossiers) -> dict[str, Any]:
        lodged: list[dict[str, str]] = []
        refused: list[dict[str, str]] = []
        failures: list[Failure] = []
        for n, application in enumerate(found.applications):
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
