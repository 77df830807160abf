"""One fused ASGI middleware: request id, trace, one canonical log line, metrics.

The stock middlewares cost half of the requests each; this one does their work once per request.
Metric names are those that dashboards for Litestar already know. Probes and metrics are not logged.
Never in a log: bodies, headers, personal data.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
from typing import Any

import msgspec
import structlog
from litestar import Litestar
from litestar.types import Message, Receive, Scope, Send
from prometheus_client import Counter, Gauge, Histogram

from chassis import clock, tracing
from chassis.web.edge import Edge

_LABELS = ["method", "path", "status_code", "app_name"]
REQUESTS = Counter("litestar_requests", "Requests", _LABELS)
ERRORS = Counter("litestar_requests_error", "Requests answered with 5xx", _LABELS)
SECONDS = Histogram(
    "litestar_request_duration_seconds",
    "Duration of requests",
    ["method", "path", "app_name"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
RUNNING = Gauge("litestar_requests_in_progress", "Requests in progress", ["app_name"])
MOST_AT_ONCE = 64  # requests of a process; above that waiting lasts longer than patience
SILENT = frozenset({"/livez", "/readyz", "/healthz", "/metrics"})
_TRACE = re.compile(rb"^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}\Z")
SUSPICIOUS = frozenset({401, 403, 429})  # these lines name the address that asked
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
_encode = msgspec.json.Encoder(enc_hook=str).encode


def configure(service: str, level: str = "info") -> None:
    """JSON lines on standard output, as cheaply as structlog can."""
    structlog.configure(
        cache_logger_on_first_use=True,
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            lambda _logger, _name, event: _encode(
                {**event, "timestamp": clock.instant(), "service": service}
            ),
        ],
        logger_factory=structlog.BytesLoggerFactory(sys.stdout.buffer),
    )
    for noisy in ("aiokafka", "httpx", "uvicorn", "faststream"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)


class Observed:
    """The Litestar application with its one middleware around it."""

    plan: Any = None  # what it wants of its database (chassis.store.indexes)

    def __init__(self, app: Litestar, name: str, most: int = MOST_AT_ONCE) -> None:
        self.litestar = app
        self._edge = Edge(app, most)
        self._app_name = name
        self._log = structlog.get_logger().bind()  # finds its settings once, not in each request
        self._running = 0
        RUNNING.labels(name).set_function(lambda: self._running)
        self._cells: dict[tuple[str, str, int], tuple[Any, Any, Any]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if str(scope["type"]) != "http" or scope["path"] in SILENT:
            await self._edge(scope, receive, send)
            return
        request_id, trace_id, parent, caller = _identify(scope["headers"])
        told: Any = scope
        told["request_id"], told["trace_id"], told["traceparent"] = request_id, trace_id, parent
        status, method = 500, told["method"]

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [
                    *message["headers"],
                    (b"x-request-id", request_id.encode()),
                    (b"traceparent", parent.encode()),
                ]
            await send(message)

        began = time.perf_counter()
        self._running += 1
        try:
            await self._edge(scope, receive, sending)
        finally:
            self._running -= 1
            seconds = time.perf_counter() - began
            self._account(told, method, status, seconds)
            tracing.of(self._app_name).span(
                f"{method} {told.get('path_template') or 'unmatched'}", "server", parent, seconds,
                own=parent[36:52], parent=caller, failed=status >= 500, status=str(status),
            )  # fmt: skip

    def _account(self, scope: Any, method: str, status: int, seconds: float) -> None:
        template = scope.get("path_template") or "unmatched"
        key = (method, template, status)
        if (cells := self._cells.get(key)) is None:
            labels = (method, template, str(status), self._app_name)
            cells = self._cells[key] = (
                REQUESTS.labels(*labels),
                SECONDS.labels(method, template, self._app_name),
                ERRORS.labels(*labels) if status >= 500 else None,
            )
        cells[0].inc()
        cells[1].observe(seconds)
        if cells[2] is not None:
            cells[2].inc()
        about = scope.get("about") or {}
        if status in SUSPICIOUS and (client := scope.get("client")):
            about = {"address": client[0], **about}
        self._log.info(
            "request",
            method=method,
            path=template,
            status=status,
            ms=round(seconds * 1000, 2),
            outcome=scope.get("outcome", "ok" if status < 400 else "refused"),
            law=scope.get("law", ""),
            trace_id=scope["trace_id"],
            request_id=scope["request_id"],
            **about,
        )


def _identify(headers: Any) -> tuple[str, str, str, str]:
    """(request id, trace id, traceparent, the caller's span): taken over when well-formed, else
    new; no span where nobody called."""
    request_id, trace_id, caller = "", "", ""
    for name, value in headers:
        if name == b"x-request-id" and 0 < len(value) <= 80 and value.isascii():
            request_id = value.decode()
        elif name == b"traceparent" and (found := _TRACE.match(value)):
            trace_id, caller = found[1].decode(), found[2].decode()
    drawn = secrets.token_hex(24)
    trace_id = trace_id or drawn[:32]
    return request_id or trace_id, trace_id, f"00-{trace_id}-{drawn[32:]}-01", caller
