"""The only place that renders: a template with its shape, under the headers of a strict site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response
from litestar.datastructures import Cookie

from gateway.console.assets import Assets
from gateway.console.language import Wording, order

TEMPLATES = Path(__file__).with_name("templates")
CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CSP,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Page:
    """What a page answers: the template, what it shows, and how it went."""

    def __init__(
        self, template: str, status: int = 200, cookie: Cookie | None = None, **shape: Any
    ) -> None:
        self.template, self.status, self.cookie, self.shape = template, status, cookie, shape


class Renderer:
    """Templates of this folder; every value is escaped, and an unknown name is an error."""

    def __init__(self, assets: Assets) -> None:
        self._env = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals.update(asset=assets.url, order=order)
        self._env.filters["in_order"] = lambda rows, by: sorted(rows, key=lambda r: order(r[by]))

    def html(self, template: str, wording: Wording, **shape: Any) -> str:
        return self._env.get_template(template).render(t=wording, **shape)

    def response(self, page: Page, wording: Wording, **shape: Any) -> Response[str]:
        cookies = [page.cookie] if page.cookie else []
        return Response(
            self.html(page.template, wording, **{**shape, **page.shape}),
            status_code=page.status,
            media_type=MediaType.HTML,
            headers=dict(HEADERS),
            cookies=cookies,
        )
