"""Drafts: what somebody typed and has not sent yet, kept on the server for thirty days.

A draft is what the browser sent, input by input, so it can be shown again as it was, also when it
is half wrong. A text with a secrecy stamp is never kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec

from casework import secrecy
from chassis import clock
from chassis.store.driver import Document, Store

LIFE = timedelta(days=30)
MOST = 200  # drafts of one person
INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    "drafts": (([("person", 1), ("changed", -1)], {}),)
}


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A form that is not sent. Without `dossier` and `step` it is an opening."""

    id: str
    person: str
    service: str
    type: str
    title: str
    changed: datetime
    dossier: str = ""
    step: str = ""
    code: str = ""
    version: str = ""
    sent: dict[str, Any] = {}

    @property
    def href(self) -> str:
        where = f"/dossiers/{self.service}/{self.type}/{self.dossier}/{self.step}"
        return f"{where if self.dossier else f'/new/{self.service}/{self.type}'}?draft={self.id}"


class Secret(Exception):
    """The text bears a secrecy stamp and is not kept anywhere: names the stamp."""


class Drafts:
    """Rows of drafts; each is its person's alone."""

    def __init__(self, store: Store) -> None:
        self._rows = store["drafts"]

    async def save(self, draft: Draft) -> None:
        """Keep a draft in the place of the one before. Raises Secret."""
        if stamps := secrecy.stamps("\n".join(_texts(draft.sent))):
            raise Secret(", ".join(stamps))
        row: Document = msgspec.to_builtins(draft)
        row["_id"] = row.pop("id")
        row["changed"] = written(draft.changed)
        mine = {"_id": draft.id, "person": draft.person}
        if (await self._rows.replace_one(mine, row)).matched_count:
            return
        if await self._rows.count_documents({"person": draft.person}) < MOST:
            await self._rows.insert_one(row)

    async def find(self, person: str, id: str) -> Draft | None:
        row = await self._rows.find_one({"_id": id, "person": person})
        return _draft(row) if row else None

    async def of(self, person: str) -> list[Draft]:
        """A person's drafts, the newest first; those of more than thirty days ago are gone."""
        oldest = written(clock.instant() - LIFE)
        await self._rows.delete_many({"person": person, "changed": {"$lt": oldest}})
        rows = await self._rows.find({"person": person}).sort("changed", -1).to_list(None)
        return [_draft(row) for row in rows]

    async def drop(self, person: str, id: str) -> None:
        await self._rows.delete_one({"_id": id, "person": person})


def new_id() -> str:
    return uuid4().hex


def written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _draft(row: Document) -> Draft:
    return msgspec.convert({**row, "id": row["_id"]}, Draft, strict=False)


def _texts(sent: Mapping[str, Any]) -> list[str]:
    return [
        part
        for value in sent.values()
        for part in ([value] if isinstance(value, str) else value)
        if isinstance(part, str)
    ]
