"""Reminders of duties that stand in other services: told once a level, forgotten once met.

The gateway knows every open duty of a province; what is told of one is kept here, so that it is
told again only when it becomes more pressing, and leaves the inbox when it is met.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import httpx
import structlog

from casework import Province
from chassis.store.driver import Document, Session, Store
from chassis.tokens import internal_token
from reporting.mail import Mail
from reporting.obligations.reminding import LEVELS, Level, level_on, line_of

log = structlog.get_logger()
ROOM = "duties_told"
INDEXES: dict[str, Sequence[tuple[Any, Document]]] = {ROOM: (([("province", 1)], {}),)}
AHEAD = timedelta(days=40)
OURS = frozenset({"periodic-report", "unit-report"})


class Duties:
    """The open duties of all services, and what was told of them."""

    def __init__(
        self, store: Store, mail: Mail, client: httpx.AsyncClient, gateway: str, secret: str
    ) -> None:
        self._store = store
        self._mail = mail
        self._client = client
        self._gateway = gateway.rstrip("/")
        self._secret = secret

    async def look(self, province: Province, day: date) -> int:
        """Tell what became near or late, forget what was met. Returns how many were told."""
        if not self._gateway:
            return 0
        try:
            found = await self._open(province.code, day + AHEAD)
        except httpx.HTTPError as error:
            log.warning("duties", outcome="later", cause=repr(error)[:200])
            return 0
        known = {r["_id"]: r for r in await self.told(province.code)}
        told, seen = 0, set()
        for duty in found["items"]:
            key = f"{duty['id']}/{duty['duty']['name']}"
            seen.add(key)
            level = level_on(_due(duty), province, day) if duty["type"] not in OURS else None
            if level and known.get(key, {}).get("level") != level:
                await self._tell(key, duty, level, province.code, day)
                told += 1
        if found["whole"] and (met := sorted(set(known) - seen)):
            await self._store[ROOM].delete_many({"_id": {"$in": met}})
        return told

    async def told(self, province: str) -> list[Document]:
        rows: list[Document] = await self._store[ROOM].find({"province": province}).to_list(None)
        return rows

    async def _open(self, province: str, until: date) -> Mapping[str, Any]:
        token = {"Authorization": f"Bearer {internal_token(self._secret)}"}
        asked = {"province": province, "until": until.isoformat()}
        answer = await self._client.get(
            f"{self._gateway}/internal/duties", params=asked, headers=token
        )
        answer.raise_for_status()
        found: Mapping[str, Any] = answer.json()
        return found

    async def _tell(
        self, key: str, duty: Mapping[str, Any], level: Level, province: str, day: date
    ) -> None:
        """The inbox and the letters of one duty, in one transaction."""
        clock, due = duty["duty"], _due(duty)
        what = duty["title"] or duty["code"]
        row = {
            "_id": key, "province": province, "unit": duty["unit"], "code": duty["code"],
            "title": f"{clock['title']}: {what}", "level": level, "due": due.isoformat(),
            "on": day.isoformat(), "to": list(line_of(level, duty["unit"])),
            "law": clock["law"], "href": f"/api/{duty['service']}/{duty['type']}/{duty['id']}",
        }  # fmt: skip
        says = f"{row['title']}: {LEVELS[level]} (hạn {due:%d/%m/%Y}) · {duty['code']}"
        letter = {
            "duty": clock["name"], "level": level, "to": row["to"], "line": says,
            "due": row["due"], "on": row["on"],
        }  # fmt: skip
        of = {"_id": duty["id"], "province": province}

        async def write(session: Session) -> None:
            rows = self._store[ROOM]
            await rows.replace_one({"_id": key}, row, upsert=True, session=session)
            await self._mail.keep(of, letter, session)

        await self._store.tx(write)


def _due(duty: Mapping[str, Any]) -> date:
    return date.fromisoformat(str(duty["duty"]["due"])[:10])
