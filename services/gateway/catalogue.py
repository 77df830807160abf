"""What there is: the dossier types and the events of all services, gathered from them.

The last answer of a service is remembered, so that one that is away is still described.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import httpx
import msgspec
import structlog
from litestar import Response, get

from chassis.web.http import json
from gateway.running import Gateway

log = structlog.get_logger()
FRESH = 30.0  # seconds for which an answer is not asked for again


class _Types(msgspec.Struct, frozen=True):
    items: list[dict[str, Any]]


class Catalogue:
    """Gathers `path` of every peer; at the ministry the peers are the provinces' gateways."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._known: dict[tuple[str, str], tuple[float, bytes]] = {}

    @property
    def _peers(self) -> Mapping[str, str]:
        return self._gateway.peers if self._gateway.is_province else self._gateway.settings.feeds

    async def types(self) -> tuple[list[dict[str, Any]], list[str]]:
        """Every type once, and the names of the services that have never answered."""
        found, missing = await self._gather("/api/dossier-types")
        items: dict[tuple[str, str], dict[str, Any]] = {}
        for told in found:
            for item in msgspec.json.decode(told, type=_Types).items:
                items.setdefault((item["service"], item["name"]), item)
        return list(items.values()), missing

    async def titles(self) -> dict[tuple[str, str], str]:
        """The title of each type by service and name."""
        items, _ = await self.types()
        return {(i["service"], i["name"]): i["title"] for i in items}

    async def asyncapi(self) -> dict[str, Any]:
        """One AsyncAPI document out of those of the services."""
        found, _ = await self._gather("/asyncapi.json")
        whole: dict[str, Any] = {"asyncapi": "3.0.0", "info": {"title": "Ngoại Vụ", "version": "1"}}
        for told in found:
            _join(whole, msgspec.json.decode(told))
        return whole

    async def _gather(self, path: str) -> tuple[list[bytes], list[str]]:
        names = list(self._peers)
        found = await asyncio.gather(*(self._ask(name, path) for name in names))
        told = [answer for answer in found if answer is not None]
        return told, [n for n, answer in zip(names, found, strict=True) if answer is None]

    async def _ask(self, name: str, path: str) -> bytes | None:
        at, known = self._known.get((name, path), (0.0, None))
        if known is not None and time.monotonic() - at < FRESH:
            return known
        try:
            answer = await self._gateway.client.get(self._peers[name].rstrip("/") + path)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            log.warning("catalogue", service=name, cause=repr(error)[:200])
            return known
        self._known[name, path] = (time.monotonic(), answer.content)
        return answer.content


def _join(into: dict[str, Any], other: dict[str, Any]) -> None:
    for name, value in other.items():
        kept = into.get(name)
        if isinstance(kept, dict) and isinstance(value, dict):
            _join(kept, value)
        else:
            into.setdefault(name, value)


def routes(catalogue: Catalogue) -> list[Any]:
    @get("/api/dossier-types", operation_id="dossier-types", security=[{}])
    async def dossier_types() -> Response[bytes]:
        items, missing = await catalogue.types()
        return json({"items": items, "missing": missing})

    @get("/asyncapi.json", operation_id="asyncapi", security=[{}])
    async def asyncapi() -> Response[bytes]:
        return json(await catalogue.asyncapi())

    return [dossier_types, asyncapi]
