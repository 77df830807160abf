"""Everything under `/api/<service>/…` is passed on to that service, unchanged, both ways.

Bodies are streamed, so that a file of twenty megabytes costs no memory here; what a service answers
is the answer. A service that does not answer is a 503 with Retry-After.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from urllib.parse import unquote

import httpx
from litestar import Litestar, Request, Response
from litestar.handlers import route
from litestar.response import Stream
from litestar.types import Method

from chassis.errors import NotFound, Unavailable
from chassis.web.http import Gate, note
from chassis.web.turns import Turns
from gateway import seen

Req = Request[Any, Any, Any]
Links = Callable[[Req, str, str], Awaitable[Response[bytes]]]
_LINKS = re.compile(r"/api/[^/]+/(?P<type>[^/]+)/(?P<id>[^/]+)/links")
READING = frozenset({"GET", "HEAD"})
METHODS: Sequence[Method] = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
WHOLE = 1_000_000  # bytes: shorter answers are passed on in one piece
HOP_BY_HOP = frozenset(
    {
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade",
    }
)  # fmt: skip
OURS = frozenset({"host", "x-request-id", "traceparent"})
DROPPED = HOP_BY_HOP | OURS | {"x-forwarded-for"}
ALL, EACH = 64, 16  # requests at once to one service: of everybody, and of one person


class Routing:
    """Passes requests on to the services in `peers` (name to base URL).

    Each service has connections of its own, and each person a share of them: what is slow there,
    or whoever is, closes nobody else's way. `changed` is told of every request by which something
    may have changed there; `links` answers what only the gateway knows, beside a dossier.
    """

    def __init__(
        self,
        peers: Mapping[str, str],
        gate: Gate,
        changed: Callable[[], None],
        links: Links | None = None,
    ) -> None:
        self._peers, self._links = peers, links
        self._gate = gate
        self._changed = changed
        self._clients: dict[str, httpx.AsyncClient] = {}
        self._shares = {s: Turns("gọi dịch vụ", each=EACH, all_=ALL) for s in peers}

    @asynccontextmanager
    async def running(self, _: Litestar) -> AsyncIterator[None]:
        limits = httpx.Limits(max_connections=ALL, max_keepalive_connections=ALL // 2)
        timeout = httpx.Timeout(60.0, connect=2.0, pool=2.0)
        async with AsyncExitStack() as stack:
            for service in self._peers:
                client = httpx.AsyncClient(limits=limits, timeout=timeout)
                self._clients[service] = await stack.enter_async_context(client)
            yield

    def routes(self) -> list[Any]:
        return [self._route(service, url) for service, url in self._peers.items()]

    def _route(self, service: str, url: str) -> Any:
        @route(
            [f"/api/{service}", f"/api/{service}/{{rest:path}}"],
            http_method=list(METHODS),
            include_in_schema=False,
            request_max_body_size=None,
        )
        async def passed_on(request: Req) -> Response[Any]:
            found = _LINKS.fullmatch(request.scope["path"])
            if found and self._links and request.method == "GET":
                return await self._links(request, found["id"], f"{service}/{found['type']}")
            note(request, passed_to=service)
            return await self.pass_on(request, service, url)

        return passed_on

    async def pass_on(self, request: Req, service: str, url: str) -> Response[Any]:
        """The service's answer. Raises Unauthorized, NotFound, TooMany, Unavailable."""
        if {".", ".."} & set(unquote(_target(request).partition("?")[0]).split("/")):
            raise NotFound("Đường dẫn không có")
        person = await self._person(request, service)
        with self._shares[service].of(person):
            return await self._ask(request, service, url)

    async def _person(self, request: Req, service: str) -> str:
        """Who asks, before anything is read of what they send; what is open to all asks nobody."""
        if request.method in READING and "authorization" not in request.headers:
            return request.client.host if request.client else ""
        return (await self._gate.actor(request)).id

    async def _ask(self, request: Req, service: str, url: str) -> Response[Any]:
        client = self._clients[service]
        asked = client.build_request(
            request.method,
            url + _target(request),
            headers=_inward(request),
            content=request.stream() if _has_body(request) else None,
        )
        try:
            answer = await client.send(asked, stream=True)
            if request.method not in READING and answer.is_success:
                self._changed()
            headers = _outward(answer)
            token = seen.token_of(request.scope["path"], answer.headers)
            if token and request.method == "POST" and answer.is_success:
                headers[seen.HEADER] = token
            if 0 <= int(answer.headers.get("content-length", -1)) <= WHOLE:
                content = b"".join([part async for part in answer.aiter_raw()])
                await answer.aclose()
                return Response(content, status_code=answer.status_code, headers=headers)
        except (httpx.TransportError, httpx.StreamError) as error:
            raise Unavailable(f"{url}: {type(error).__name__}") from error
        return Stream(_rest(answer), status_code=answer.status_code, headers=headers)


async def _rest(answer: httpx.Response) -> AsyncIterator[bytes]:
    try:
        async for part in answer.aiter_raw():
            yield part
    finally:
        await answer.aclose()


def _target(request: Req) -> str:
    """Path and query as they came, not decoded and encoded again."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    path = raw.partition(b"?")[0].decode("ascii")
    query = request.scope["query_string"].decode("ascii", "replace")
    return f"{path}?{query}" if query else path


def _has_body(request: Req) -> bool:
    told = request.headers
    return "transfer-encoding" in told or told.get("content-length", "0") != "0"


def _inward(request: Req) -> list[tuple[bytes, bytes]]:
    """The caller's headers as they came, byte for byte, with this gateway's request id and trace;
    who the caller is, the gateway says, whatever the caller says."""
    asked: Any = request.scope
    kept = [(n, v) for n, v in asked["headers"] if n.lower().decode("latin-1") not in DROPPED]
    kept.append((b"x-request-id", str(asked.get("request_id", "")).encode()))
    kept.append((b"traceparent", str(asked.get("traceparent", "")).encode()))
    if "accept-encoding" not in request.headers:  # else the client of ours would accept gzip
        kept.append((b"accept-encoding", b"identity"))
    if request.client:
        kept.append((b"x-forwarded-for", request.client.host.encode()))
    return kept


def _outward(answer: httpx.Response) -> dict[str, str]:
    dropped = HOP_BY_HOP | OURS | {"date", "server"}
    return {n: v for n, v in answer.headers.items() if n.lower() not in dropped}
