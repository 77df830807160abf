"""Applications on sockets of their own, in threads of the test's process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

import uvicorn

from local import ports

PATIENCE = 30.0


@contextmanager
def serving(app: Any, **more: Any) -> Iterator[str]:
    """The base URL of `app`, from when it is ready until the end of the block."""
    port = more.pop("port", 0) or ports.free_port()
    config = uvicorn.Config(
        app, port=port, log_level="critical", access_log=False, lifespan="on", **more
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        deadline = monotonic() + PATIENCE
        while not server.started:
            if not thread.is_alive() or monotonic() > deadline:
                raise RuntimeError("the application did not start")
            sleep(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
