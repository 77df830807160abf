"""`/api/figures` for people, `/internal/figures` for the other services of the province."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.params import FromPath

from chassis import visibility
from chassis.store.driver import Document
from chassis.web.documented import documented
from chassis.web.http import json
from chassis.web.problems import Unreadable
from gateway import cursors
from gateway.figures import answers, asking, listing, periods
from gateway.figures.compute import Asked, Place
from gateway.figures.figure import Figure
from gateway.running import Gateway

Req = Request[Any, Any, Any]
API, INTERNAL = "/api/figures", "/internal/figures"
MOST_AT_ONCE = 40  # figures times periods of one question
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def routes(gateway: Gateway) -> list[Any]:
    @get(
        API,
        operation_id="figures",
        operation_class=documented(query=["names", "period", "periods", "by"]),
        summary="Danh mục số liệu; với names: nhiều số liệu, nhiều kỳ trong một lần hỏi",
        tags=["Số liệu"],
    )
    async def catalogue(request: Req) -> Response[bytes]:
        actor = await gateway.gate.actor(request)
        if request.query_params.get("names"):
            seen = asking.seen_by(gateway, actor)
            return json(await several(gateway, request, seen))
        return json(answers.catalogue(gateway, API))

    @get(
        f"{API}/{{figure:str}}",
        operation_id="figures.figure",
        operation_class=documented(query=["period", "by"]),
    )
    async def figure(request: Req, figure: FromPath[str]) -> Response[bytes]:
        seen = asking.seen_by(gateway, await gateway.gate.actor(request))
        if figure.endswith(".xlsx"):
            return await _sheet(gateway, request, figure.removesuffix(".xlsx"), seen)
        return await _answer(gateway, request, asking.find(gateway, figure), seen)

    @get(f"{API}/{{figure:str}}/rows", operation_id="figures.rows")
    async def rows(request: Req, figure: FromPath[str]) -> Response[bytes]:
        seen = asking.seen_by(gateway, await gateway.gate.actor(request))
        return await _rows(gateway, request, asking.find(gateway, figure), seen)

    return [catalogue, figure, rows, *_internal(gateway)]


async def several(gateway: Gateway, request: Req, seen: Document) -> Document:
    """Several figures, each over several periods, as each would be answered by itself.

    Raises NotFound, Unreadable.
    """
    query, now = request.query_params, gateway.gate.now(request)
    names = list(dict.fromkeys(filter(None, query["names"].split(","))))
    spans = (query.get("periods") or query.get("period") or str(now.year)).split(",")
    if strange := [n for n in query if n not in ("names", "period", "periods", "by")]:
        raise Unreadable(f"{strange[0]}: nhiều số liệu một lần chỉ nhận names, period, periods, by")
    if len(names) * len(spans) > MOST_AT_ONCE:
        raise Unreadable(f"Nhiều nhất {MOST_AT_ONCE} số liệu và kỳ trong một lần hỏi")
    items = []
    for name in names:
        figure = asking.find(gateway, name)
        by = asking.divided(gateway, figure, query.get("by") or "")
        series = []
        for span in spans:
            asked = asking.over(figure, periods.period(span), now, seen)
            series.append(await answers.answer(gateway, asked, by, now, API))
        items.append({"figure": figure.name, "title": figure.title, "series": series})
    return {"items": items, "as_of": now.isoformat()}


def _internal(gateway: Gateway) -> list[Any]:
    """What the service of reports asks, for a whole province."""

    @get(INTERNAL, include_in_schema=False)
    async def catalogue(request: Req) -> Response[bytes]:
        gateway.gate.internal(request)
        return json(answers.catalogue(gateway, INTERNAL))

    @get(f"{INTERNAL}/{{figure:str}}", include_in_schema=False)
    async def figure(request: Req, figure: FromPath[str]) -> Response[bytes]:
        gateway.gate.internal(request)
        seen = _whole(gateway, request)
        if figure.endswith(".xlsx"):
            return await _sheet(gateway, request, figure.removesuffix(".xlsx"), seen, INTERNAL)
        return await _answer(gateway, request, asking.find(gateway, figure), seen, INTERNAL)

    @get(f"{INTERNAL}/{{figure:str}}/rows", include_in_schema=False)
    async def rows(request: Req, figure: FromPath[str]) -> Response[bytes]:
        gateway.gate.internal(request)
        return await _rows(
            gateway, request, asking.find(gateway, figure), _whole(gateway, request), INTERNAL
        )

    return [catalogue, figure, rows]


def _whole(gateway: Gateway, request: Req) -> Document:
    """All rows of the province that is asked for. Raises Unreadable."""
    if not (province := request.query_params.get("province")):
        raise Unreadable("province: phải nêu tỉnh")
    return {"province": visibility.under(gateway.desk_of(province))}


async def _answer(
    gateway: Gateway, request: Req, figure: Figure, seen: Document, base: str = API
) -> Response[bytes]:
    asked = asking.asked(gateway, request, figure, seen, whole=base == INTERNAL)
    by = asking.divided(gateway, figure, request.query_params.get("by") or "")
    now = gateway.gate.now(request)
    return json(await answers.answer(gateway, asked, by, now, base))


async def _rows(
    gateway: Gateway, request: Req, figure: Figure, seen: Document, base: str = API
) -> Response[bytes]:
    query, inside = request.query_params, base == INTERNAL
    besides = {"fields"} if inside else set()
    asked = asking.asked(gateway, request, figure, seen, besides, whole=inside)
    after = cursors.read(query["cursor"], Place) if query.get("cursor") else None
    limit = cursors.limit(query.get("limit"))
    whole = inside and query.get("fields") == "true"
    items, place = await listing.page(gateway, asked, after, limit, whole)
    following = cursors.mark(place) if place else None
    told = {
        "figure": figure.name,
        "items": items,
        "next": following,
        "as_of": gateway.gate.now(request).isoformat(),
    }
    return json(told, 200, _next(base, asked, following, limit))


def _next(base: str, asked: Asked, following: str | None, limit: int) -> dict[str, str]:
    if following is None:
        return {}
    more = urlencode({"cursor": following, "limit": limit})
    path = answers.link(f"{base}/{asked.figure.name}/rows", asked, {})
    return {"Link": f'<{path}&{more}>; rel="next"'}


async def _sheet(
    gateway: Gateway, request: Req, name: str, seen: Document, base: str = API
) -> Response[bytes]:
    figure = asking.find(gateway, name)
    asked = asking.asked(gateway, request, figure, seen, whole=base == INTERNAL)
    try:
        content, rows = await listing.sheet(gateway, asked, gateway.gate.now(request))
    except listing.TooMany as error:
        raise Unreadable(str(error), 422) from None
    name = f"{asked.figure.name}-{asked.period.name}.xlsx"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "Ngoaivu-Rows": str(rows),
    }
    return Response(content, media_type=XLSX, headers=headers)
