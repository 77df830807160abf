"""What every answer has in common, before and after the routes: HEAD, the headers that browsers
obey, bounds of a query, and no more at once than is answered well.

More than `most` requests at once are refused at once, with a word when to come again: whoever waits
in a long line has given up before it is their turn, and the work for them was in vain.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.types import Message, Receive, Scope, Send

from chassis.settings import SERVICES
from chassis.web import problems

log = structlog.get_logger()
MOST_QUERY = 8_192  # bytes
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
SECURE = (b"strict-transport-security", b"max-age=31536000")
# What only programs of the same site ask for: never through the proxy that stands before people.
INSIDE = frozenset({"/metrics", "/internal/heads", "/internal/journal", "/internal/verify"})


# This application's document, and at the gateway those of its services.
DOCUMENTS = frozenset(f"/schema/{name}.json" for name in ("openapi", *SERVICES))


class Edge:
    """An application with its edge around it."""

    def __init__(self, app: Litestar, most: int) -> None:
        self._app = app
        self._methods = methods_of(app)
        self._most = most
        self._at_once = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if str(scope["type"]) != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(scope, send, self._methods)
        if refused := self._refuses(scope):
            await problems.refuse(scope, answer.send, *refused)
            return
        whole: Any = scope
        asked: Any = whole
        if whole["method"] == "HEAD":
            # The server below must go on knowing that no body follows.
            asked = {**whole, "method": "GET"}
            answer.without_body = True
        self._at_once += 1
        try:
            await self._app(asked, receive, answer.send)
        except Exception as error:
            await _broken(scope, answer, error)
        except BaseException as error:
            # A library's panic is none of Python's own ends of a program.
            if type(error).__name__ != "PanicException":
                raise
            await _broken(scope, answer, error)
        finally:
            self._at_once -= 1
            if asked is not whole:
                whole.update({k: v for k, v in asked.items() if k != "method"})

    def _refuses(self, scope: Any) -> tuple[str, str, dict[str, str]] | None:
        if len(scope["query_string"]) > MOST_QUERY:
            return "uri-too-long", f"Truy vấn dài quá {MOST_QUERY} byte", {}
        if scope["path"].startswith("/schema/") and scope["path"] not in DOCUMENTS:
            return "not-found", "Không có đường dẫn này", {}
        names = [name for name, _ in scope["headers"]]
        if names.count(b"host") != 1 and scope["http_version"] != "1.0":
            return "bad-request", "Cần đúng một tiêu đề Host", {}
        if b"x-forwarded-for" in names and scope["path"] in INSIDE:
            return "not-found", "Không có đường dẫn này", {}
        if self._at_once >= self._most:
            return "unavailable", "Đang quá tải; xin gửi lại sau giây lát", {"Retry-After": "2"}
        return None


class _Answer:
    """One answer on its way out; it knows whether it has begun."""

    def __init__(self, scope: Any, send: Send, methods: Mapping[str, str]) -> None:
        self._scope, self._send, self._methods = scope, send, methods
        self._more = (*HEADERS, SECURE) if scope["scheme"] == "https" else HEADERS
        self.without_body = False
        self.began = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.began = True
            if self._scope["method"] == "OPTIONS":
                self._say_methods(message)
            there = {name.lower() for name, _ in message["headers"]}
            more = [header for header in self._more if header[0] not in there]
            message["headers"] = [*message["headers"], *more]
        elif message["type"] == "http.response.body" and self.without_body:
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": b"", "more_body": False}
        await self._send(message)

    def _say_methods(self, message: Any) -> None:
        """All methods of the path. The framework names those of its first handler alone."""
        named = self._methods.get(str(self._scope.get("path_template", "")))
        if named:
            kept = [(n, v) for n, v in message["headers"] if n.lower() != b"allow"]
            message["headers"] = [*kept, (b"allow", named.encode())]


def methods_of(app: Litestar) -> Mapping[str, str]:
    """The header Allow of every path, by its template."""
    return {
        route.path_format: problems.allowed(str(method) for method in route.route_handler_map)
        for route in app.routes
        if isinstance(route, HTTPRoute)
    }


async def _broken(scope: Any, answer: _Answer, error: BaseException) -> None:
    """What no handler of exceptions has caught."""
    log.error("unexpected", trace_id=str(scope.get("trace_id", "")), exc_info=error)
    if answer.began:
        raise RuntimeError("an answer broke off") from error
    await problems.refuse(scope, answer.send, "internal", "Sự cố đã được ghi lại theo trace_id", {})
