"""Whose tokens have ended before their time: disabled accounts, changed passwords and roles.

The gateway keeps the list; a service asks for it every few seconds. While the gateway does not
answer the last list holds: nobody signs in meanwhile either, and a token ends by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

import httpx
import structlog

from chassis.background import background
from chassis.store.driver import PyMongoError
from chassis.tokens import internal_token

log = structlog.get_logger()
EVERY = 10.0  # seconds
PATH = "/internal/ended-tokens"
Source = Callable[[], Awaitable[Mapping[str, float]]]


class Ended:
    """Persons with the moment before which their tokens count no more."""

    def __init__(self) -> None:
        self._since: Mapping[str, float] = {}

    def covers(self, person: str, issued: float) -> bool:
        """Whether a token of this person, issued then, has ended."""
        return person in self._since and issued <= self._since[person]

    @asynccontextmanager
    async def following(self, source: Source, every: float = EVERY) -> AsyncIterator[None]:
        """Ask `source` again and again, until the end of the block."""
        await self.ask(source)
        async with background(self._run(source, every), "ended tokens"):
            yield

    async def _run(self, source: Source, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            await self.ask(source)

    async def ask(self, source: Source) -> None:
        """Take the list as it is now; the last one holds where there is none."""
        try:
            self._since = await source()
        except (httpx.HTTPError, PyMongoError, OSError, ValueError, KeyError) as error:
            log.warning("ended tokens", cause=repr(error)[:200])


def of_gateway(url: str, secret: str, client: httpx.AsyncClient) -> Source:
    """The list as the gateway tells it."""

    async def ask() -> Mapping[str, float]:
        headers = {"Authorization": f"Bearer {internal_token(secret)}"}
        answer = await client.get(f"{url.rstrip('/')}{PATH}", headers=headers)
        told = answer.raise_for_status().json()["ended"]
        return {str(person): float(since) for person, since in told.items()}

    return ask
