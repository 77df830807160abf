"""The public page: anybody with a dossier's code sees its state and its date, nothing personal."""

from __future__ import annotations

from gateway.console.page import Page
from gateway.console.visit import Visit


async def show(visit: Visit) -> Page:
    """One sentence for a code that is unknown and for one that is hidden: neither is told."""
    code = str(visit.query.get("code") or "").strip().upper()[:40]
    answer, error, status = None, "", 200
    if code:
        sent = await visit.send("GET", "track", code=code)
        status = sent.status_code
        if sent.is_success:
            answer = sent.json()
        else:
            error = "track.too-many" if status == 429 else "track.unknown"
    province = visit.gateway.provinces.get(answer["province"]) if answer else None
    return Page(
        "tracking.html",
        status if status in (200, 404, 429) else 503,
        code=code,
        row=answer,
        place=province.office or province.name if province else "",
        error=visit.t(error) if error else "",
    )
