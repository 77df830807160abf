"""How often somebody may be wrong: counted in the database, so that neither a second process nor a
restart forgets, and before the password is looked at, so that a hundred tries at once are counted
as a hundred.

A name is closed only for the address that was wrong; whoever has been in from an address before is
bound by nothing that strangers do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec

from chassis import clock
from chassis.store.driver import Document, DuplicateKeyError, Store
from chassis.web.problems import TooMany

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    "sign_ins": (([("expires", 1)], {"expireAfterSeconds": 0}),)
}
REMEMBERED = timedelta(days=90)  # how long an address is known for a name


class Limit(msgspec.Struct, frozen=True):
    """At most so many in so many seconds."""

    most: int
    seconds: float


PAIR = Limit(10, 300)  # wrong passwords of one name from one address
ADDRESS = Limit(20, 300)  # names that were tried in vain from one address
NAME = Limit(50, 3600)  # wrong passwords of one name, from wherever


def hashed(name: str) -> str:
    """A name in a log or a key: recognised again, not read."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


class Attempts:
    """Tries of this gateway's people. `begin` counts one, `succeed` takes it back."""

    def __init__(self, store: Store) -> None:
        self._rows = store["sign_ins"]

    async def begin(self, name: str, address: str) -> bool:
        """Count a try, and say whether this address is known for the name. Raises TooMany."""
        pair = self._pair(name, address)
        count = await self._count(f"try:{pair}", PAIR)
        known = await self._rows.find_one({"_id": f"known:{pair}"}) is not None
        if known:
            return True
        if count == 1:
            await self._count(f"address:{address}", ADDRESS)
        await self._count(f"name:{hashed(name)}", NAME)
        return False

    async def succeed(self, name: str, address: str) -> None:
        """The password was right: what it had counted is taken back, and the address is known."""
        pair = self._pair(name, address)
        tried = await self._rows.find_one({"_id": f"try:{pair}"})
        await self._rows.delete_one({"_id": f"try:{pair}"})
        for key in (f"address:{address}", f"name:{hashed(name)}"):
            if tried is not None and tried["n"] == 1:
                await self._rows.update_one({"_id": key, "n": {"$gt": 0}}, {"$inc": {"n": -1}})
        row = {"expires": clock.instant() + REMEMBERED}
        await self._rows.update_one({"_id": f"known:{pair}"}, {"$set": row}, upsert=True)

    async def withdraw(self, name: str, address: str) -> None:
        """The password was not looked at: the try does not count."""
        key = f"try:{self._pair(name, address)}"
        await self._rows.update_one({"_id": key, "n": {"$gt": 0}}, {"$inc": {"n": -1}})

    async def _count(self, key: str, limit: Limit) -> int:
        """One more; how many there are now. Raises TooMany beyond the limit."""
        now = clock.seconds()
        row = await self._increased(key, limit, now)
        if row["n"] > limit.most:
            wait = max(int(row["since"] + limit.seconds - now), 0) + 1
            raise TooMany(f"Quá nhiều lần không đúng; thử lại sau {wait} giây", wait)
        return int(row["n"])

    async def _increased(self, key: str, limit: Limit, now: float) -> Document:
        begins = {
            "since": now,
            "n": 1,
            "expires": clock.instant() + timedelta(seconds=limit.seconds),
        }
        while True:
            running = {"_id": key, "since": {"$gt": now - limit.seconds}}
            row: Document | None = await self._rows.find_one_and_update(
                running, {"$inc": {"n": 1}}, return_document=True
            )
            if row is not None:
                return row
            await self._rows.delete_one({"_id": key, "since": {"$lte": now - limit.seconds}})
            try:
                await self._rows.insert_one({"_id": key, **begins})
            except DuplicateKeyError:
                continue  # another try has begun it
            return {"_id": key, **begins}

    def _pair(self, name: str, address: str) -> str:
        return f"{hashed(name)}:{address}"
