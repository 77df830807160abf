"""The words that rows are found by, so that the beginning of a word finds those it begins.

It only grows: a word that no row has any more costs a search nothing but a look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from chassis.store.driver import DUPLICATE, BulkWriteError, Document, Store

INDEXES: Sequence[tuple[Any, Document]] = (([("first", 1), ("word", 1)], {}),)
SHORTEST = 2  # letters of a beginning that is completed
MOST = 50  # words that a beginning is completed to
_REMEMBERED = 500_000


class Dictionary:
    def __init__(self, store: Store) -> None:
        self._words = store["words"]
        self._known: set[str] = set()

    async def learn(self, words: Iterable[str]) -> None:
        """Keep what is not known yet; another replica may keep the same at once."""
        fresh = [word for word in dict.fromkeys(words) if word not in self._known]
        if not fresh:
            return
        rows = [{"_id": w, "first": w[:SHORTEST], "word": w} for w in fresh]
        try:
            await self._words.insert_many(rows, ordered=False)
        except BulkWriteError as error:
            failed = (error.details or {}).get("writeErrors", ())
            if any(e.get("code") != DUPLICATE for e in failed):
                raise
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known.update(fresh)

    async def begun_with(self, beginning: str) -> tuple[list[str], bool]:
        """The words that begin so, in their order, and whether they are all."""
        if len(beginning) < SHORTEST:
            return [], False
        among = {"first": beginning[:SHORTEST], "word": {"$gte": beginning}}
        found = await self._words.find(among).sort("word", 1).limit(MOST + 1).to_list(None)
        words = [row["word"] for row in found if row["word"].startswith(beginning)]
        return words[:MOST], len(words) <= MOST
