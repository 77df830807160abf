"""Text answers leave compressed, for whoever accepts gzip: JSON shrinks to a tenth.

Only whole answers: a stream of events must leave as it comes, files are compressed already.
"""

from __future__ import annotations

import asyncio
import gzip
from typing import Any

from litestar.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 1_000  # bytes: below that the headers cost more than is saved
LARGE = 200_000  # bytes that are compressed beside the event loop
LEVEL = 4
_TEXTS = ("text/", "application/json", "application/problem+json", "application/xml")


class Compressed:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if str(scope["type"]) != "http" or not _accepts(scope):
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_text(message["headers"]):
                held.append(message)
                return
            if held:
                start: Any = held.pop()
                body: Any = message
                if not body.get("more_body") and len(body.get("body", b"")) >= SMALLEST:
                    body = {**body, "body": await _gzip(body["body"])}
                    start = {**start, "headers": _headers(start["headers"], len(body["body"]))}
                await send(start)
                await send(body)
                return
            await send(message)

        await self._app(scope, receive, sent)


def _accepts(scope: Scope) -> bool:
    told = dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1")
    asked = [part.replace(" ", "") for part in told.split(",")]
    return any(part == "gzip" or part.startswith("gzip;") for part in asked) and not any(
        part in ("gzip;q=0", "gzip;q=0.0") for part in asked
    )


def _is_text(headers: Any) -> bool:
    told = {name.lower(): value for name, value in headers}
    kind = told.get(b"content-type", b"").decode("latin-1")
    return (
        kind.startswith(_TEXTS)
        and not kind.startswith("text/event-stream")
        and b"content-encoding" not in told
    )


def _headers(headers: Any, length: int) -> list[tuple[bytes, bytes]]:
    kept = [(n, v) for n, v in headers if n.lower() not in (b"content-length", b"vary")]
    more = [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
    return [*kept, *more, (b"content-length", str(length).encode())]


async def _gzip(body: bytes) -> bytes:
    if len(body) < LARGE:
        return gzip.compress(body, LEVEL, mtime=0)
    return await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
