"""What exists only while an application runs: routes are made before the database is there."""

from __future__ import annotations

from typing import Generic, TypeVar

from chassis.errors import Unavailable

T = TypeVar("T")


class Opened(Generic[T]):
    """A place for one thing that the lifespan opens.

    `opened.get()` raises Unavailable (503) before `opened.put(thing)`.
    """

    def __init__(self) -> None:
        self._thing: T | None = None

    def put(self, thing: T) -> None:
        self._thing = thing

    def get(self) -> T:
        if self._thing is None:
            raise Unavailable("Dịch vụ chưa khởi động xong")
        return self._thing
