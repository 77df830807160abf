"""A service as a process of its own: `python -m chassis.serve delegations --port 8080`.

It checks its settings before anything else, and it leaves politely: at SIGTERM it says that it is
no longer ready, answers what still arrives for a moment (and closes those connections, so that the
next request goes elsewhere), then closes its socket, and ends. Told to end while it is still
starting, it ends at once. `--drain 0` spares the moment where nobody calls any more.

Exit codes: 0 ended as told · 3 did not start · 78 a setting is missing or wrong (its lines say
which) · 143 told to end before it had started.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from socket import socket
from types import FrameType
from typing import Any

import uvicorn

from chassis.settings import BadSetting
from chassis.web.connection import Bounded

DRAIN = 3.0  # seconds between «not ready» and the closing of the socket
GRACE = 8  # seconds for requests that are being answered then
ABANDON = 5.0  # seconds in which what was opened by a start that is broken off is put away
IDLE = 75  # seconds for which an idle connection is kept: longer than any caller of ours keeps it
BAD_SETTING, TERMINATED = 78, 128 + signal.SIGTERM
_LEAVING = b'{"ready":false,"checks":{"leaving":"yes"}}'


class Door:
    """The application as it is reached from outside; `leaving` once the process is to end."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.leaving = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if not self.leaving or scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"] == "/readyz":
            await _not_ready(send)
        else:
            await self._app(scope, receive, _closing(send))


async def _not_ready(send: Any) -> None:
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": _LEAVING})


def _closing(send: Any) -> Any:
    """Answers as before, and asks the caller to connect anew for what comes next."""

    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
        await send(message)

    return sending


class Server(uvicorn.Server):
    """Uvicorn's server, leaving in two steps, and never waiting for a start that is unwanted."""

    def __init__(self, config: uvicorn.Config, door: Door, drain: float) -> None:
        super().__init__(config)
        self._door = door
        self._drain = drain
        self._told = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def serve(self, sockets: list[socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().serve(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._told.is_set():
            self.force_exit = self.should_exit = True
        elif self._loop is not None:
            self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        self._told.set()
        self._door.leaving = True
        if self.started:
            asyncio.get_running_loop().call_later(self._drain, self._end)

    def _end(self) -> None:
        self.should_exit = True

    async def startup(self, sockets: list[socket] | None = None) -> None:
        starting = asyncio.ensure_future(super().startup(sockets))
        told = asyncio.ensure_future(self._told.wait())
        await asyncio.wait({starting, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        if starting.done():
            starting.result()  # raises SystemExit where it failed
        else:
            starting.cancel()
            await asyncio.wait({starting})
            await _abandon()
        self.should_exit = self._told.is_set()


async def _abandon() -> None:
    """End what a start had begun: each part puts its own things away, within a time."""
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    if rest:
        await asyncio.wait(rest, timeout=ABANDON)


def serve(service: str, host: str, port: int, drain: float, proxies: str = "") -> int:
    """Run until told to end; the exit code. `proxies`: addresses whose X-Forwarded-For is believed,
    comma separated; of nobody when there are none."""
    from importlib import import_module

    module = service.replace("-", "_")
    try:
        door = Door(import_module(f"{module}.main").create_app())
    except BadSetting as error:
        for line in str(error).splitlines():
            print(f"{service}: {line}", file=sys.stderr)
        return BAD_SETTING
    config = uvicorn.Config(
        door,
        host=host,
        port=port,
        loop="uvloop",
        http=Bounded,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        lifespan="on",
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=IDLE,
    )
    server = Server(config, door, drain)
    with suppress(KeyboardInterrupt):
        server.run()
    return 0 if server.started else TERMINATED


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m chassis.serve", description=__doc__)
    service = os.environ.get("SERVICE", "")  # what an image is made for
    parser.add_argument("service", nargs="?", default=service, help="gateway, delegations, …")
    parser.add_argument("--host", default="0.0.0.0")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--drain", type=float, default=float(os.environ.get("DRAIN") or DRAIN))
    trusted = os.environ.get("PROXIES", "")  # e.g. 10.0.0.0/8, the ingress of a cluster
    parser.add_argument("--proxies", default=trusted)
    asked = parser.parse_args(arguments)
    if not asked.service:
        parser.error("which service? e.g. delegations")
    return serve(asked.service, asked.host, asked.port, asked.drain, asked.proxies)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # a thread of the database's driver must not keep an ended process
