"""The bytes of files, in GridFS, put away so that many large ones at once stop nobody.

Twenty uploads of 20 MB at once filled the cache of a database until it stood still: the driver
sends 16 MB in one statement. Here a file is written in pieces of one megabyte, one file of a person
at a time and a few of all, and what would wait for too long is refused at once (Unavailable).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bson import Binary, ObjectId

from chassis import clock
from chassis.background import quietly
from chassis.errors import Unavailable

CHUNK = 255 * 1024  # bytes, as GridFS has it
PIECE = 4  # chunks in one statement
AT_ONCE = 3  # files that are written at once
WAITING = 24  # files that may wait for that; each is whole in memory
SECONDS = 60.0  # for one file, waiting included


class Files:
    """The bucket `files` of a database: GridFS as its specification says, in small pieces."""

    def __init__(self, database: Any) -> None:
        self._files = database["files.files"]
        self._chunks = database["files.chunks"]
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._persons: dict[str, asyncio.Lock] = {}
        self._count = 0
        self._has_indexes = False

    async def keep(self, name: str, content: bytes, about: dict[str, Any]) -> str:
        """Put a file away; its id as text. Raises Unavailable when too many are under way."""
        try:
            async with asyncio.timeout(SECONDS), self._turn(str(about.get("by", ""))):
                return await self._write(name, content, about)
        except TimeoutError:
            raise Unavailable("Tệp chưa được lưu kịp; vui lòng gửi lại sau ít phút") from None

    @asynccontextmanager
    async def _turn(self, by: str) -> AsyncIterator[None]:
        if self._count >= AT_ONCE + WAITING:
            raise Unavailable("Hệ thống đang nhận nhiều tệp cùng lúc; vui lòng gửi lại sau ít phút")
        mine = self._persons.setdefault(by, asyncio.Lock())
        self._count += 1
        try:
            async with mine, self._turns:
                yield
        finally:
            self._count -= 1
            if not mine.locked() and not self._count:
                self._persons.clear()

    async def _write(self, name: str, content: bytes, about: dict[str, Any]) -> str:
        await self._ensure()
        id = ObjectId()
        chunks = [
            {"_id": ObjectId(), "files_id": id, "n": n, "data": Binary(content[at : at + CHUNK])}
            for n, at in enumerate(range(0, len(content), CHUNK))
        ]
        try:
            for at in range(0, len(chunks), PIECE):
                await self._chunks.insert_many(chunks[at : at + PIECE])
            row = {"_id": id, "length": len(content), "chunkSize": CHUNK, "filename": name}
            await self._files.insert_one({**row, "uploadDate": clock.instant(), "metadata": about})
        except BaseException:
            await asyncio.shield(quietly(self._chunks.delete_many({"files_id": id})))
            raise
        return str(id)

    async def _ensure(self) -> None:
        if not self._has_indexes:
            await self._chunks.create_index([("files_id", 1), ("n", 1)], unique=True)
            await self._files.create_index([("filename", 1), ("uploadDate", 1)])
            self._has_indexes = True
