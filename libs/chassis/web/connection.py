"""One connection of a client, bounded before anybody looks at a token: the size and number of its
headers, the time until they are there, the time and the pace of a body, and silence.

A connection that keeps nobody waiting but us is closed; what is not HTTP gets a problem, as every
other error does.
"""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEADER_BYTES = 32_768
MOST_HEADERS = 100
HEADER_SECONDS = 10.0  # from the first byte of a request, or from the connection, to its headers
BODY_SECONDS = 20.0  # for any body, and more for a long one:
BODY_PACE = 50_000  # bytes a second at least
TITLES = {400: "Bad Request", 408: "Request Timeout", 431: "Request Header Fields Too Large"}


class Bounded(HttpToolsProtocol):
    """Uvicorn's protocol with bounds."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._timer: asyncio.TimerHandle | None = None
        self._size = self._count = 0
        self._in_headers = True
        self._unread = 0

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._within(HEADER_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._size = self._count = 0
        self._in_headers = True
        self._within(HEADER_SECONDS)

    def on_url(self, url: bytes) -> None:
        self._grow(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count += 1
        self._grow(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        length = next((v for n, v in self.headers if n == b"content-length"), b"0")
        size = int(length) if length.isdigit() and len(length) < 12 else 0
        self._in_headers = False
        super().on_headers_complete()
        self._within(BODY_SECONDS + size / BODY_PACE)

    def on_message_complete(self) -> None:
        self._stop()
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        begun = self._in_headers
        super().data_received(data)
        # While one header goes on the parser tells of none: its bytes are counted as they come.
        if begun and self._in_headers and self._timer is not None:
            self._unread += len(data)
            if self._unread > MOST_HEADER_BYTES:
                self._refuse(431)
        else:
            self._unread = 0

    def send_400_response(self, msg: str) -> None:
        self._refuse(431 if self._is_too_much() else 400)

    def _is_too_much(self) -> bool:
        return self._size > MOST_HEADER_BYTES or self._count > MOST_HEADERS

    def _grow(self, size: int) -> None:
        self._size += size
        if self._is_too_much():
            raise ValueError("too many or too long headers")

    def _within(self, seconds: float) -> None:
        self._stop()
        self._timer = self.loop.call_later(seconds, self._too_slow)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        """The client has let us wait: told so, if nothing was answered yet."""
        self._timer = None
        answered = self.cycle is not None and self.cycle.response_started
        if answered or not (self._count or self.headers):
            self.transport.close()
        else:
            self._refuse(408)

    def _refuse(self, status: int) -> None:
        if self.transport.is_closing():
            return
        self._stop()
        title = TITLES[status]
        problem = {"type": "about:blank", "title": title, "status": status}
        body = msgspec.json.encode(problem)
        lines = [
            f"HTTP/1.1 {status} {title}",
            "content-type: application/problem+json",
            f"content-length: {len(body)}",
            "x-content-type-options: nosniff",
            "connection: close",
        ]
        self.transport.write("\r\n".join([*lines, "", ""]).encode() + body)
        self.transport.close()
