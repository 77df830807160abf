"""The page at `/`: what runs here, how far it has read, and where the descriptions are."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Request, Response, get

from chassis.web.http import VERSION
from gateway.operations import standing
from gateway.running import Gateway

Req = Request[Any, Any, Any]
PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
PATIENCE = 1.5  # seconds


def is_english(request: Req) -> bool:
    """Vietnamese unless asked otherwise, by `?lang=en` or Accept-Language."""
    asked = str(request.query_params.get("lang") or request.headers.get("accept-language", ""))
    return asked.lower().startswith("en")


async def answers(gateway: Gateway, url: str) -> bool:
    try:
        answer = await gateway.client.get(f"{url.rstrip('/')}/readyz", timeout=PATIENCE)
    except httpx.HTTPError:
        return False
    return answer.is_success


def routes(gateway: Gateway) -> list[Any]:
    @get("/", include_in_schema=False)
    async def home(request: Req) -> Response[str]:
        peers = dict(gateway.peers if gateway.is_province else gateway.settings.feeds)
        up = await asyncio.gather(*(answers(gateway, url) for url in peers.values()))
        streams = await standing(gateway)
        page = PAGES.get_template("home.html").render(
            english=is_english(request),
            level=gateway.settings.level,
            version=VERSION,
            provinces={p: gateway.provinces[p].name for p in _codes(gateway, streams)},
            peers=list(zip(peers, up, strict=True)),
            streams=streams,
            demo=gateway.settings.demo,
            now=gateway.clock.now().strftime("%H:%M:%S %d/%m/%Y"),
        )
        return Response(page, media_type=MediaType.HTML, headers={"Cache-Control": "no-store"})

    return [home]


def _codes(gateway: Gateway, streams: list[dict[str, Any]]) -> list[str]:
    codes = {*gateway.settings.host_provinces, *(s["province"] for s in streams)}
    return sorted(code for code in codes if code in gateway.provinces)
