"""A right that one process has at a time: to write the journal, to keep the calendar.

Nobody's wall clock is trusted. A holder counts up `beat` each time it renews; whoever waits takes
the lease once it has seen the same beat for the lease's whole time on its own monotonic clock. A
holder whose clock is an hour ahead, or behind, therefore keeps nobody out for longer than that.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from uuid import uuid4

from chassis import clock
from chassis.store.driver import Document, DuplicateKeyError, Store

LEASE = "lease"


class Lease:
    """One holder, and a token that only grows. `room` is the collection that keeps it."""

    def __init__(
        self,
        store: Store,
        seconds: float,
        room: str = "relay",
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._rows = store[room]
        self._seconds = seconds
        self._now = now
        self._holder = uuid4().hex
        self._beat = 0
        self._until = 0.0
        self._seen: tuple[object, float] | None = None  # the other's beat, and since when
        self._beats = 0
        self.token = 0

    async def hold(self) -> bool:
        """Take or renew the lease; False while somebody else has it."""
        now = self._now()  # before asking: the answer may take long
        if self.token and now < self._until - self._seconds / 2:
            return True
        if self.token and await self._renew():
            self._until = now + self._seconds
            return True
        self.token = 0
        return await self._take(now)

    def others_beat(self) -> bool:
        """Whether the holder has renewed it since we began to look on: it is alive."""
        return self._beats > 1

    def lost(self) -> None:
        """Somebody else has written: nothing is known of the lease any more."""
        self.token = 0

    async def release(self) -> None:
        """Let the next one take it at once."""
        mine, self.token = self._mine(), 0
        await self._rows.update_one(mine, {"$set": {"holder": "", "until": 0.0}})

    async def _renew(self) -> bool:
        beat = self._beat + 1
        renewed = await self._rows.update_one(
            self._mine(), {"$set": {"beat": beat, "until": self._said()}}
        )
        self._beat = beat
        return bool(renewed.matched_count)

    async def _take(self, now: float) -> bool:
        row = await self._rows.find_one({"_id": LEASE})
        if row is None:
            row = {"_id": LEASE, "token": 0, "holder": "", "beat": 0}
            try:
                await self._rows.insert_one(row)
            except DuplicateKeyError:
                return False
        if not self._is_free(row, now):
            return False
        token = row["token"] + 1
        same = {"_id": LEASE, "token": row["token"], "holder": row["holder"]}
        same |= {"beat": row["beat"]} if "beat" in row else {}
        taken = await self._rows.update_one(
            same,
            {"$set": {"holder": self._holder, "token": token, "beat": 0, "until": self._said()}},
        )
        if taken.matched_count:
            self.token, self._beat, self._until = token, 0, now + self._seconds
            self._seen, self._beats = None, 0
        return bool(taken.matched_count)

    def _is_free(self, row: Document, now: float) -> bool:
        """Whether it was given back, or its holder has not renewed it while we looked on."""
        if not row["holder"]:
            return True
        beat = (row["token"], row["holder"], row.get("beat"), row.get("until"))
        if self._seen is None or self._seen[0] != beat:
            self._seen, self._beats = (beat, now), self._beats + 1
        return now - self._seen[1] > self._seconds

    def _said(self) -> float:
        """Until when by our clock: for processes of an older version, which wait for it. Nobody
        here believes it; that it changes is a sign of life like any other."""
        return clock.seconds() + self._seconds

    def _mine(self) -> Document:
        return {"_id": LEASE, "holder": self._holder, "token": self.token}
