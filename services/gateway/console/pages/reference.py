"""Pages that need nobody's data: help, and the contracts with their viewers."""

from __future__ import annotations

from gateway.console.page import Page
from gateway.console.visit import Visit


async def help_(visit: Visit) -> Page:
    return Page("help.html")


async def contracts(visit: Visit) -> Page:
    return Page("docs.html")


async def calls(visit: Visit) -> Page:
    """OpenAPI of the gateway, in a viewer that fetches nothing from elsewhere."""
    return Page(
        "viewer.html", kind="api", title=visit.t("docs.api-viewer"),
        document="/schema/openapi.json",
        services=["gateway"], service="gateway", missing="swagger.js" in visit.missing_assets,
    )  # fmt: skip


async def events(visit: Visit) -> Page:
    """AsyncAPI of all services, likewise."""
    return Page(
        "viewer.html", kind="events", title=visit.t("docs.event-viewer"), document="",
        services=[], service="", missing="asyncapi.js" in visit.missing_assets,
    )  # fmt: skip
