"""Pages that keep themselves current: server-sent events, one look a second for all of them.

A stream says only that something has changed; the page then reads itself again, and never touches
a form in which somebody types. Nobody listening costs nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from litestar import Response
from litestar.response import ServerSentEvent
from litestar.response.sse import ServerSentEventMessage

from chassis.web.problems import TooMany
from gateway.console.visit import Visit
from gateway.running import Gateway

LOOK = 1.0  # seconds between looks at how far the streams are
PING = 20.0  # seconds: proxies close what is silent
LIFE = 900.0  # seconds; the browser opens the next stream by itself
MOST = 8  # streams of one session: a tab each


class Changes:
    """Wakes whoever listens when a stream of their province has moved."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._listeners: dict[asyncio.Event, tuple[str, frozenset[str]]] = {}
        self._looking: asyncio.Task[None] | None = None

    def join(self, session: str, provinces: frozenset[str]) -> asyncio.Event:
        """An event that is set with every change. Raises TooMany."""
        if sum(1 for owner, _ in self._listeners.values() if owner == session) >= MOST:
            raise TooMany("Quá nhiều trang đang mở", 30)
        moved = asyncio.Event()
        self._listeners[moved] = (session, provinces)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        return moved

    def leave(self, moved: asyncio.Event) -> None:
        self._listeners.pop(moved, None)

    async def _look(self) -> None:
        """Runs while somebody listens. A database that is away is looked for again."""
        known: dict[str, int] | None = None
        while self._listeners:
            try:
                heads = dict(await self._gateway.pages.heads())
            except Exception:
                await asyncio.sleep(LOOK)
                continue
            if known is not None and heads != known:
                moved = {s.partition("/")[2] for s, n in heads.items() if known.get(s) != n}
                for event, (_, provinces) in list(self._listeners.items()):
                    if not provinces or provinces & moved:
                        event.set()
            known = heads
            await asyncio.sleep(LOOK)


class Live:
    """The page `/events`: of one dossier, or of everything a person works with."""

    def __init__(self, gateway: Gateway) -> None:
        self._changes = Changes(gateway)
        self._gateway = gateway

    async def show(self, visit: Visit) -> Response[Any]:
        """Raises Problem when the dossier is not this person's to see, and TooMany."""
        where = {name: str(visit.query.get(name) or "") for name in ("service", "type", "id")}
        if where["id"]:
            await visit.get("dossier", **where)
        province = visit.who.province
        provinces = frozenset(self._gateway.desk_of(province)) if province else frozenset()
        moved = self._changes.join(visit.who.key, provinces)
        headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
        return ServerSentEvent(self._stream(moved, where["id"]), headers=headers)

    async def _stream(self, moved: asyncio.Event, id: str) -> AsyncIterator[ServerSentEventMessage]:
        """Nothing is awaited in `finally`: a browser that left ends the stream in mid-wait."""
        until = time.monotonic() + LIFE
        try:
            known = await self._version(id)
            yield ServerSentEventMessage(comment="open", retry=5000)
            while time.monotonic() < until:
                try:
                    await asyncio.wait_for(moved.wait(), PING)
                except TimeoutError:
                    yield ServerSentEventMessage(comment="ping")
                    continue
                moved.clear()
                version = await self._version(id)
                if not id or version != known:
                    known = version
                    yield ServerSentEventMessage(event="changed", data=str(version or ""))
        finally:
            self._changes.leave(moved)

    async def _version(self, id: str) -> Any:
        if not id:
            return None
        rows = self._gateway.store[await self._gateway.generations.shown()]
        row = await rows.find_one({"_id": id}, {"version": 1})
        return row["version"] if row else None
