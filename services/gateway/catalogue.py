"""What there is: the dossier types, events and interfaces of all services, gathered from them.

The last answer of a service is remembered, so that one that is away is still described; what is
made of the answers is made once, until one of them changes.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import msgspec
import structlog
from litestar import Request, Response, get

from chassis.errors import NotFound, Unavailable
from chassis.settings import SERVICES
from chassis.web.documented import documented
from chassis.web.http import is_known, json, reply
from chassis.web.problems import Unreadable
from gateway.running import Gateway

Req = Request[Any, Any, Any]
log = structlog.get_logger()
FRESH = 30.0  # seconds for which an answer is not asked for again
HASTE = 2.0  # seconds that a province may take, where others told the same
OPENAPI = "/schema/openapi.json"
FILTERS = ("service", "type")


class _Types(msgspec.Struct, frozen=True):
    items: list[dict[str, Any]]


class Catalogue:
    """Gathers `path` of every peer; at the ministry the peers are the provinces' gateways."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._known: dict[tuple[str, str], tuple[float, bytes | None]] = {}
        self._decoded: tuple[Sequence[bytes], list[dict[str, Any]]] = ((), [])
        self._titles: dict[tuple[str, str], str] = {}

    @property
    def _peers(self) -> Mapping[str, str]:
        return self._gateway.peers if self._gateway.is_province else self._gateway.settings.feeds

    async def types(self) -> tuple[list[dict[str, Any]], list[str]]:
        """Every type once, and the names of the services that have never answered."""
        answers, missing = await self._gather("/api/dossier-types")
        known, items = self._decoded
        # The very same answers as before: an answer that is asked for again is a new object.
        if len(known) != len(answers) or any(
            a is not b for a, b in zip(known, answers, strict=True)
        ):
            items = _joined(answers)
            self._decoded = (answers, items)
            self._titles = {(i["service"], i["name"]): i["title"] for i in items}
        return items, missing

    async def titles(self) -> dict[tuple[str, str], str]:
        """The title of each type by service and name."""
        await self.types()
        return self._titles

    async def asyncapi(self) -> dict[str, Any]:
        """One AsyncAPI document out of those of the services."""
        answers, _ = await self._gather("/asyncapi.json")
        whole: dict[str, Any] = {"asyncapi": "3.0.0", "info": {"title": "Ngoại Vụ", "version": "1"}}
        for answer in answers:
            _join(whole, msgspec.json.decode(answer))
        return whole

    async def openapi(self, service: str) -> bytes:
        """The OpenAPI document of one service. Raises NotFound, Unavailable."""
        if service not in self._peers:
            raise NotFound(f"Không có dịch vụ {service!r}; có: {', '.join(self._peers)}")
        answer = await self._ask(service, OPENAPI)
        if answer is None:
            raise Unavailable(f"{service} chưa trả lời")
        return answer

    async def _gather(self, path: str) -> tuple[list[bytes], list[str]]:
        names = list(self._peers)
        answers = await asyncio.gather(*(self._ask(name, path) for name in names))
        given = [answer for answer in answers if answer is not None]
        return given, [n for n, answer in zip(names, answers, strict=True) if answer is None]

    async def _ask(self, name: str, path: str) -> bytes | None:
        at, known = self._known.get((name, path), (0.0, None))
        is_ministry = not self._gateway.is_province
        if (known is not None or is_ministry) and at and time.monotonic() - at < FRESH:
            return known
        client, url = self._gateway.client, self._peers[name].rstrip("/") + path
        try:
            answer = await client.get(url, timeout=HASTE if is_ministry else client.timeout)
            answer.raise_for_status()
            if is_ministry:
                msgspec.json.decode(answer.content, type=dict[str, Any])
        except (httpx.HTTPError, msgspec.DecodeError) as error:
            log.warning("catalogue", service=name, cause=repr(error)[:200])
            if is_ministry and any(p == path and told for (_, p), (_, told) in self._known.items()):
                self._known[name, path] = (time.monotonic(), known)
            return known
        content = known if known == answer.content else answer.content
        self._known[name, path] = (time.monotonic(), content)
        return content


def _joined(answers: Sequence[bytes]) -> list[dict[str, Any]]:
    items: dict[tuple[str, str], dict[str, Any]] = {}
    for answer in answers:
        try:
            told = msgspec.json.decode(answer, type=_Types).items
            its = {(item["service"], item["name"]): item for item in told}
        except (msgspec.ValidationError, LookupError):
            continue  # no catalogue: one province that sends garbage takes nothing from the others
        for key, item in its.items():
            items.setdefault(key, item)
    return list(items.values())


def _join(into: dict[str, Any], other: dict[str, Any]) -> None:
    for name, value in other.items():
        kept = into.get(name)
        if isinstance(kept, dict) and isinstance(value, dict):
            _join(kept, value)
        else:
            into.setdefault(name, value)


def routes(catalogue: Catalogue) -> list[Any]:
    encoded: dict[tuple[Any, ...], tuple[list[dict[str, Any]], bytes, str]] = {}

    @get(
        "/api/dossier-types",
        operation_id="dossier-types",
        operation_class=documented(query=FILTERS),
        summary="Thủ tục và sổ: trạng thái, bước, thời hạn, biểu mẫu, thông tin",
        tags=["Danh mục"],
        security=[{}],
    )
    async def dossier_types(request: Req) -> Response[bytes]:
        asked = request.query_params
        if strange := [name for name in asked if name not in FILTERS]:
            raise Unreadable(f"{strange[0]}: chỉ lọc theo {', '.join(FILTERS)}")
        items, missing = await catalogue.types()
        key = (asked.get("service"), asked.get("type"), tuple(missing))
        of, body, etag = encoded.get(key, (None, b"", ""))
        if of is not items:
            chosen = [i for i in items if _fits(i, key[0], key[1])]
            body = msgspec.json.encode({"items": chosen, "missing": missing})
            etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
            if len(encoded) > 500:
                encoded.clear()
            encoded[key] = (items, body, etag)
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if is_known(request, etag):
            return Response(b"", status_code=304, headers=headers)
        return reply(body, 200, headers)

    @get(
        "/asyncapi.json",
        operation_id="asyncapi",
        summary="Các sự kiện mà dịch vụ phát ra (AsyncAPI)",
        tags=["Danh mục"],
        security=[{}],
    )
    async def asyncapi() -> Response[bytes]:
        return json(await catalogue.asyncapi())

    return [dossier_types, asyncapi, *(_schema(catalogue, name) for name in SERVICES)]


def _schema(catalogue: Catalogue, service: str) -> Any:
    @get(
        f"/schema/{service}.json",
        operation_id=f"schema.{service}",
        summary=f"Giao diện của dịch vụ {service} (OpenAPI)",
        tags=["Danh mục"],
        security=[{}],
    )
    async def schema() -> Response[bytes]:
        return reply(await catalogue.openapi(service))

    return schema


def _fits(item: Mapping[str, Any], service: str | None, name: str | None) -> bool:
    return service in (None, item["service"]) and name in (None, item["name"])
