"""The application of a service: Litestar with its problems, probes, metrics and OpenAPI.

`gate` answers, for every handler, who asks and when: token, office time, idempotency key, trace.
Routes of dossiers are made in `routes.py`.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from prometheus_client import generate_latest

from casework import Actor, Province
from casework.acts import refuse_ended
from chassis import succession
from chassis.background import down
from chassis.clock import HEADER, Clock
from chassis.store import dossiers
from chassis.tokens import Unauthorized, Verifier, check_internal
from chassis.web import bodies, problems
from chassis.web.compression import Compressed
from chassis.web.openapi import OpenApi
from chassis.web.problems import Precondition, Unreadable

Req = Request[Any, Any, Any]
Check = Callable[[], Awaitable[Any]]
VERSION = "0.1.0"


class Gate:
    """Who asks, when, and under which key: the first line of every handler."""

    def __init__(
        self,
        verifier: Verifier,
        clock: Clock,
        internal_secret: str,
        provinces: Mapping[str, Province],
    ) -> None:
        self._verifier = verifier
        self._clock = clock
        self._secret = internal_secret
        self._provinces = provinces
        self._predecessors = lru_cache(maxsize=256)(partial(succession.predecessors, provinces))

    async def actor(self, request: Req) -> Actor:
        """Raises Unauthorized, BadDate."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthorized("Cần mã truy cập: Authorization: Bearer …")
        actor = await self._verifier.actor(token)
        note(request, actor=actor.id)
        return self.at_the_desk(request, actor)

    def at_the_desk(self, request: Req, actor: Actor) -> Actor:
        """The person with the files that their province has taken over. Raises BadDate."""
        day = self.now(request).date()
        found = self._predecessors(actor.province, day)
        return msgspec.structs.replace(actor, predecessors=found) if found else actor

    async def body(self, request: Req) -> bytes:
        """The JSON that comes with a request, read once it is known who sends it. Raises
        Unauthorized, Unreadable."""
        await self.actor(request)
        return await bodies.read_json(request)

    async def asks(
        self, request: Req, body: bytes = b"", late_reason: str = ""
    ) -> dossiers.Request:
        """The request as the write path knows it: the people of a province that has ended act no
        more. Raises Unauthorized, Refused, BadDate, Unreadable."""
        actor = await self.actor(request)
        if own := self._provinces.get(actor.province):
            refuse_ended(own, self.now(request).date())
        key = request.headers.get("idempotency-key", "")
        if len(key) > 200:
            raise Unreadable("Idempotency-Key dài quá 200 ký tự")
        told: Any = request.scope
        return dossiers.Request(
            actor=actor,
            at=self._clock.at(request.headers.get(HEADER)),
            late_reason=late_reason,
            traceparent=str(told.get("traceparent", "")),
            key=f"{actor.id}:{key}" if key else "",
            digest=digest(request, body) if key else "",
        )

    def now(self, request: Req) -> datetime:
        """The office's time, or the one that a request of the demo names. Raises BadDate."""
        return self._clock.at(request.headers.get(HEADER))

    def internal(self, request: Req) -> None:
        """Raises Unauthorized unless another service asks."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise Unauthorized("Cần mã nội bộ: Authorization: Bearer …")
        check_internal(self._secret, token)


def note(request: Req, **facts: str) -> None:
    """Facts for the request's one log line."""
    told: Any = request.scope
    told.setdefault("about", {}).update(facts)


def version_of(request: Req) -> int:
    """The version in If-Match. Raises Precondition (428 missing, 412 another tag, 400 no tag)."""
    given = request.headers.get("if-match")
    if given is None:
        raise Precondition("Cần If-Match với phiên bản đã đọc (ETag)", 428)
    tag = given.strip().removeprefix("W/")
    try:
        return int(tag.strip('"'))
    except ValueError:
        is_tag = len(tag) > 1 and tag.startswith('"') and tag.endswith('"')
        says = f"If-Match không phải phiên bản nào của hồ sơ: {given!r}"
        raise Precondition(says, 412 if is_tag else 400) from None


def is_known(request: Req, etag: str) -> bool:
    """Whether If-None-Match names this version: one of several, weak or strong, or any (`*`)."""
    given = [t.strip() for t in request.headers.get("if-none-match", "").split(",")]
    return "*" in given or etag in [t.removeprefix("W/") for t in given]


def reply(
    content: bytes, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response[bytes]:
    """JSON that is encoded already."""
    return Response(
        content, status_code=status, media_type=MediaType.JSON, headers=dict(headers or {})
    )


def json(
    value: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response[bytes]:
    return reply(msgspec.json.encode(value), status, headers)


def build(
    service: str,
    handlers: Sequence[Any],
    *,
    title: str,
    schemas: Mapping[str, Any] | None = None,
    provinces: Collection[str] = (),
    ready: Mapping[str, Check] | None = None,
    lifespan: Sequence[Any] = (),
    notes: Callable[[], Mapping[str, Any]] = dict,
    refresh: Callable[[], Awaitable[None]] | None = None,
    count_every: float = 60.0,
    max_body: int = 1_000_000,
) -> Litestar:
    """An application with the house's probes, metrics, problems and OpenAPI around `handlers`."""
    return Litestar(
        route_handlers=[*_probes(ready or {}, notes, refresh, count_every), *handlers],
        exception_handlers={
            Exception: _respond,
            500: _respond,
        },
        lifespan=list(lifespan),
        middleware=[Compressed],
        request_max_body_size=max_body,
        openapi_config=OpenAPIConfig(
            title=f"Ngoại Vụ · {title}",
            version=VERSION,
            path="/schema",
            render_plugins=[OpenApi(schemas or {}, provinces)],
            components=Components(
                security_schemes={
                    "bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")
                }
            ),
            security=[{"bearer": []}],
        ),
        logging_config=None,
        debug=False,
    )


def _respond(request: Req, error: Exception) -> Response[bytes]:
    return problems.respond(request, error)


def _probes(
    checks: Mapping[str, Check],
    notes: Callable[[], Mapping[str, Any]],
    refresh: Callable[[], Awaitable[None]] | None,
    every: float,
) -> list[Any]:
    counted = -every - 1.0

    @get(["/livez", "/healthz"], include_in_schema=False, opt={"exclude_from_auth": True})
    async def live() -> Response[str]:
        return Response("ok", media_type=MediaType.TEXT)

    @get("/readyz", include_in_schema=False)
    async def ready(request: Req) -> Response[bytes]:
        """`?verbose` adds what needs somebody's eye although requests can be served."""
        found = {name: await _holds(check) for name, check in checks.items()}
        found["background"] = ", ".join(("no:", *down())) if down() else "ok"
        well = all(value == "ok" for value in found.values())
        more = {"notes": notes()} if "verbose" in request.query_params else {}
        return json({"ready": well, "checks": found, **more}, 200 if well else 503)

    @get("/metrics", include_in_schema=False)
    async def metrics() -> Response[bytes]:
        # What is counted in the database is counted once for all who ask within a time.
        nonlocal counted
        if refresh is not None and time.monotonic() - counted >= every:
            counted = time.monotonic()
            await refresh()
        return Response(generate_latest(), media_type="text/plain; version=0.0.4")

    return [live, ready, metrics]


async def _holds(check: Check) -> str:
    try:
        return "ok" if await check() else "no"
    except Exception as error:
        return f"no: {type(error).__name__}"


def digest(request: Req, body: bytes) -> str:
    """What an idempotency key belongs to: this body, sent to this path with this query."""
    asked = request.scope["path"].encode() + b"?" + request.scope["query_string"]
    return hashlib.sha256(asked + b"\n" + body).hexdigest()
