"""Traces: what an act led to, from HTTP through journal and broker to the lists of the ministry.

Off unless `NGOAIVU_TRACES` names a collector. Every event carries the `traceparent` of the request
that caused it, so each process tells its own part and a collector puts the parts together. Spans
say routes, services and provinces, never a dossier or a person. They are sent as OTLP over HTTP in
batches; when the collector is away they are dropped: no request ever waits for one.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from time import monotonic
from typing import Any, Literal

import httpx
import msgspec
import structlog

from chassis import clock
from chassis.background import background
from chassis.settings import Settings

Kind = Literal["internal", "server", "client", "producer", "consumer"]
_KINDS = {"internal": 1, "server": 2, "client": 3, "producer": 4, "consumer": 5}
WAITING = 4096  # spans at most that wait to be sent
BATCH, EVERY = 512, 2.0
log = structlog.get_logger()


class _Cause(msgspec.Struct):
    """What of an event's attributes a span needs."""

    traceparent: str = ""
    province: str = ""


_cause = msgspec.json.Decoder(_Cause)


class Traces:
    """The spans of one process that wait to be sent."""

    def __init__(self, service: str, share: float) -> None:
        self._service = service
        self._below = int(share * 0x1_0000_0000)
        self.waiting: deque[dict[str, Any]] = deque(maxlen=WAITING)

    @property
    def on(self) -> bool:
        return self._below > 0

    def caused(self, name: str, kind: Kind, heads: Iterable[bytes], seconds: float) -> None:
        """A span for each line of a journal, given the heads of their events."""
        if self.on:
            for head in heads:
                cause = _cause.decode(head)
                self.span(name, kind, cause.traceparent, seconds, province=cause.province)

    def span(
        self, name: str, kind: Kind, traceparent: str, seconds: float, *,
        own: str = "", parent: str | None = None, failed: bool = False, **about: str,
    ) -> None:  # fmt: skip
        """Something that has just ended. `traceparent` is what caused it, unless `own` says that it
        is this span's own id, and `parent` whose it is the child of."""
        if not self.on:
            return
        parts = traceparent.split("-")
        if len(parts) != 4 or int(parts[1][:8], 16) >= self._below:
            return
        end = int(clock.seconds() * 1e9)
        told = {
            "traceId": parts[1],
            "spanId": own or secrets.token_hex(8),
            "parentSpanId": parts[2] if parent is None else parent,
            "name": name,
            "kind": _KINDS[kind],
            "startTimeUnixNano": str(end - int(seconds * 1e9)),
            "endTimeUnixNano": str(end),
            "attributes": _attributes(about),
            "status": {"code": 2} if failed else {},
        }
        self.waiting.append(told)

    def batch(self) -> bytes:
        """Spans as OTLP wants them; they no longer wait."""
        spans = [self.waiting.popleft() for _ in range(min(BATCH, len(self.waiting)))]
        resource = _attributes({"service.name": f"ngoaivu-{self._service}"})
        scoped = [{"scope": {"name": "ngoaivu"}, "spans": spans}]
        return msgspec.json.encode(
            {"resourceSpans": [{"resource": {"attributes": resource}, "scopeSpans": scoped}]}
        )


def _attributes(about: dict[str, str]) -> list[dict[str, Any]]:
    return [{"key": key, "value": {"stringValue": value}} for key, value in about.items()]


class Traced:
    """A sink whose work shows in traces: what a follower applies, as a part of what caused it."""

    def __init__(self, sink: Any, service: str) -> None:
        self._sink = sink
        self._service = service

    async def apply(self, events: Sequence[Any]) -> None:
        began = monotonic()
        await self._sink.apply(events)
        took, traces = monotonic() - began, of(self._service)
        for one in events:
            cause = one.event.traceparent
            traces.span(f"apply {one.service}", "consumer", cause, took, province=one.province)

    async def go_back(self, *place: Any) -> None:
        """The way back of a stream is the sink's own (wire/settling.py)."""
        await self._sink.go_back(*place)

    async def orphans(self, *place: Any) -> Any:
        return await self._sink.orphans(*place)


_OFF = Traces("off", 0.0)
_on: dict[str, Traces] = {}


def of(service: str) -> Traces:
    """Where the spans of a service are put; when traces are off they are dropped."""
    return _on.get(service, _OFF)


@asynccontextmanager
async def exporting(settings: Settings) -> AsyncIterator[None]:
    """Spans are sent for as long as the application runs, where a collector is named."""
    async with AsyncExitStack() as stack:
        if settings.traces:
            traces = _on[settings.service] = Traces(settings.service, settings.traces_share)
            stack.callback(_on.pop, settings.service, None)
            client = await stack.enter_async_context(httpx.AsyncClient(timeout=5))
            url = settings.traces.rstrip("/") + "/v1/traces"
            stack.push_async_callback(_send, traces, client, url)
            await stack.enter_async_context(background(_again(traces, client, url), "traces"))
        yield


async def _again(traces: Traces, client: httpx.AsyncClient, url: str) -> None:
    while True:
        await asyncio.sleep(EVERY)
        await _send(traces, client, url)


async def _send(traces: Traces, client: httpx.AsyncClient, url: str) -> None:
    """Whatever waits; what the collector does not take is dropped with a line."""
    while traces.waiting:
        body = traces.batch()
        try:
            answer = await client.post(
                url, content=body, headers={"content-type": "application/json"}
            )
            answer.raise_for_status()
        except httpx.HTTPError as error:
            log.debug("traces", outcome="dropped", cause=repr(error)[:200])
            return
