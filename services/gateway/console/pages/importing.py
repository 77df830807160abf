"""Bringing in a sheet: the file is checked whole, every bad cell is named, and then it comes in."""

from __future__ import annotations

from typing import Any

from gateway.console.page import Page
from gateway.console.reading import Json, Problem
from gateway.console.visit import Visit


async def show(visit: Visit) -> Page:
    return await _page(visit)


async def send(visit: Visit) -> Page:
    """All or nothing, unless the person says to take the good rows alone."""
    form = await visit.request.form()
    upload: Any = form.get("file")
    if upload is None or not getattr(upload, "filename", ""):
        return await _page(visit, problem={"title": visit.t("import.no-file"), "errors": ()})
    files = {"file": (upload.filename, await upload.read(), upload.content_type)}
    query = {"partial": "true"} if visit.sent.get("partial") else {}
    try:
        answer = await visit.post("import", files=files, query=query, **visit.path)
    except Problem as problem:
        if problem.status in (401, 404):
            raise
        document = {**problem.document, "errors": problem.errors}
        return await _page(visit, problem=document, status=problem.status)
    return await _page(visit, result=answer)


async def _page(
    visit: Visit, problem: Json | None = None, result: Json | None = None, status: int = 200
) -> Page:
    service, name = visit.path["service"], visit.path["type"]
    type_ = (await visit.types()).find(service, name)
    if not type_.get("imports"):
        raise Problem(404, {"title": visit.t("import.none"), "status": 404})
    made = (result or {}).get("items") or (result or {}).get("created") or ()
    return Page(
        "importing.html",
        status,
        type=type_,
        problem=problem,
        result=result,
        made=made,
        base=f"/dossiers/{service}/{name}",
        bad=(result or {}).get("errors") or (problem or {}).get("errors") or (),
    )
