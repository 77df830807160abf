"""What this process writes into its rows, handed to the readers that are connected to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

import msgspec

from chassis.store.driver import Document
from chassis.web.problems import TooMany

HELD = 100  # events that wait for a slow reader
BEAT = 15.0  # seconds after which silence is broken, so that proxies keep the connection
MOST, MOST_EACH = 500, 5  # readers of one process, and of one person
LONGEST = 3600.0  # seconds: then the reader signs in again
_AGAIN = b"event: reset\ndata: {}\n\n"


class Reader:
    """One connection: which words it may see, and what waits for it."""

    def __init__(self, person: str, words: frozenset[str] | None) -> None:
        self.person, self.words = person, words
        self.waiting: asyncio.Queue[bytes] = asyncio.Queue(HELD)
        self.lost = False

    def may_see(self, row: Document) -> bool:
        return self.words is None or not self.words.isdisjoint(row["seen_by"])

    def tell(self, event: bytes) -> None:
        try:
            self.waiting.put_nowait(event)
        except asyncio.QueueFull:
            self.lost = True


class Hub:
    """Hands what this process writes into its rows to the readers that are connected to it."""

    def __init__(self) -> None:
        self._readers: set[Reader] = set()

    def publish(self, rows: Iterable[tuple[str, int, Document]]) -> None:
        """(id, version, row) of what was written."""
        if not self._readers:
            return
        for id, version, row in rows:
            told = {"id": id, "version": version} | {
                name: row[name] for name in ("service", "type", "province", "code", "state")
            }
            event = b"event: changed\ndata: " + msgspec.json.encode(told) + b"\n\n"
            for reader in self._readers:
                if reader.may_see(row):
                    reader.tell(event)

    def enter(self, reader: Reader) -> None:
        """Raises TooMany."""
        mine = sum(other.person == reader.person for other in self._readers)
        if len(self._readers) >= MOST or mine >= MOST_EACH:
            raise TooMany("Đang mở quá nhiều luồng thay đổi", 30)
        self._readers.add(reader)

    def leave(self, reader: Reader) -> None:
        self._readers.discard(reader)

    async def events(self, reader: Reader) -> AsyncIterator[bytes]:
        """What the reader is sent, until it goes or its hour is over."""
        try:
            async with asyncio.timeout(LONGEST):
                yield _AGAIN
                while True:
                    yield await self._next(reader)
        except TimeoutError:
            return
        finally:
            self.leave(reader)

    async def _next(self, reader: Reader) -> bytes:
        if reader.lost:
            reader.lost = False
            while not reader.waiting.empty():
                reader.waiting.get_nowait()
            return _AGAIN
        try:
            async with asyncio.timeout(BEAT):
                return await reader.waiting.get()
        except TimeoutError:
            return b": \n\n"
