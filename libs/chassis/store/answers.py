"""Who asks for an act, and the answer that the same request gets again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

import msgspec

from casework import Actor
from chassis import clock
from chassis.errors import InFlight, KeyReused
from chassis.store.driver import Document, Session, Store

T = TypeVar("T")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, when, and how: the same for every act. `key` is an idempotency key; `recorded` says
    when a reaction runs that takes effect earlier, at the time of its event."""

    actor: Actor
    at: datetime
    recorded: datetime | None = None
    late_reason: str = ""
    traceparent: str = ""
    key: str = ""
    digest: str = ""


class Answers:
    """The answers of one service that were given to requests with an idempotency key."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._running: set[str] = set()

    async def remember(self, by: Request, row: Document, session: Session) -> None:
        """Keep the answer of a request that came with an idempotency key."""
        if by.key:
            mark = {"_id": by.key, "digest": by.digest, "at": clock.instant(), "row": row}
            await self._store["idempotency"].insert_one(mark, session=session)

    async def once(
        self,
        by: Request,
        work: Callable[[], Awaitable[T]],
        read: Callable[[Document], T],
    ) -> T:
        """Run `work` once per idempotency key; the same request again gets the same answer.

        The answer is kept by the transaction of the work itself (`remember`), so that neither a
        crash nor two replicas at once can separate them; `read` makes it again of what is kept.
        Raises KeyReused when the key came with another body,
        InFlight while the first request runs here.
        """
        if not by.key:
            return await work()
        if (answer := await self._answered(by, read)) is not None:
            return answer
        if by.key in self._running:
            raise InFlight("Yêu cầu trước với cùng Idempotency-Key chưa xong")
        self._running.add(by.key)
        try:
            return await work()
        except Exception:  # perhaps because the same request was answered elsewhere meanwhile
            if (answer := await self._answered(by, read)) is not None:
                return answer
            raise
        finally:
            self._running.discard(by.key)

    async def _answered(self, by: Request, read: Callable[[Document], T]) -> T | None:
        mark = await self._store["idempotency"].find_one({"_id": by.key})
        if mark is None:
            return None
        if mark["digest"] != by.digest:
            raise KeyReused("Idempotency-Key đã dùng cho một nội dung khác")
        return read(mark["row"])
