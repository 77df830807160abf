"""Sheets that come in: all or nothing unless asked otherwise, every bad cell named."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from casework import Dossier, DossierType, Failure, Refused
from chassis.dossiers import Dossiers, Request
from chassis.problems import BadFields, Unreadable

if TYPE_CHECKING:
    from chassis.desk import Desk


async def import_sheet(
    desk: Desk, type_: DossierType[Any], content: bytes, asks: Request, *, partial: bool, unit: str
) -> dict[str, Any]:
    """Lodge what a sheet holds. Raises BadFields naming sheet and cell, Unreadable, Refused."""
    assert type_.imports is not None
    asks = replace(asks, key="", digest="")  # a key names one dossier, a sheet holds many
    if not content:
        raise Unreadable("Tệp rỗng")
    day = desk.dossiers.province(asks.actor.province).calendar.day(asks.at)
    try:
        found = await asyncio.to_thread(type_.imports.reads, content, asks.actor, day)
    except ValueError as error:
        raise BadFields([{"pointer": "", "detail": str(error)}]) from None
    bad = [
        {"pointer": f"/{c.sheet}/{c.cell}", "sheet": c.sheet, "cell": c.cell, "detail": c.reason}
        for c in found.bad_cells
    ]
    if bad and not partial:
        raise BadFields(bad)
    if not found.applications:
        raise BadFields(bad or [{"pointer": "", "detail": "không có dòng nào để nhập"}])
    lodged, refused = await _lodge(desk, type_, found.applications, asks, partial, unit)
    return {
        "lodged": [
            {"id": d.id, "code": d.code, "href": desk.path(type_.name, f"/{d.id}")} for d in lodged
        ],
        "bad_cells": bad,
        "refused": refused,
    }


async def _lodge(
    desk: Desk, type_: DossierType[Any], applications: Any, asks: Request, partial: bool, unit: str
) -> tuple[list[Dossier[Any]], list[dict[str, str]]]:
    if partial:
        lodged: list[Dossier[Any]] = []
        refused: list[dict[str, str]] = []
        failures: list[Failure] = []
        for n, application in enumerate(applications):
            try:
                lodged.append(await desk.dossiers.lodge(type_, application, asks, unit=unit))
            except Refused as error:
                refused.append({"pointer": f"/{n}", "says": error.reason, "law": error.law})
                failures += error.failures
        if not lodged:
            raise Refused(*failures)
        return lodged, refused

    async def all_of_them(mine: Dossiers) -> list[Dossier[Any]]:
        return [await mine.lodge(type_, given, asks, unit=unit) for given in applications]

    return await desk.dossiers.in_turn(asks, all_of_them), []
