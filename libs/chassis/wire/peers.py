"""Talking to the other services over HTTP: their journals and heads, with the internal token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import msgspec

from casework import CloudEvent
from chassis.tokens import internal_token
from chassis.wire.follower import BadLine, Followed


class JournalLine(msgspec.Struct, frozen=True):
    """One line as `GET /internal/journal` tells it."""

    event: msgspec.Raw


class JournalPage(msgspec.Struct, frozen=True):
    items: list[JournalLine]
    head: int


_page = msgspec.json.Decoder(JournalPage)
_event = msgspec.json.Decoder(CloudEvent)


class Peer:
    """The journal of one owning service (a follower's Source)."""

    def __init__(self, service: str, url: str, secret: str, client: httpx.AsyncClient) -> None:
        self._service = service
        self._url = url.rstrip("/")
        self._secret = secret
        self._client = client
        self.journal: str | None = None

    async def heads(self) -> Mapping[str, int]:
        answer = await self._get("/internal/heads", {})
        self.journal = answer.headers.get("ngoaivu-journal", "")
        found: dict[str, Any] = answer.json()
        return {province: head["position"] for province, head in found.items()}

    async def read(self, province: str, after: int, limit: int) -> Sequence[Followed | BadLine]:
        asked = {"province": province, "after": str(after), "limit": str(limit)}
        page = _page.decode((await self._get("/internal/journal", asked)).content)
        return [self._line(province, after + n, line) for n, line in enumerate(page.items, start=1)]

    def _line(self, province: str, position: int, line: JournalLine) -> Followed | BadLine:
        told = {"service": self._service, "province": province}
        try:
            event = _event.decode(line.event)
        except msgspec.MsgspecError as error:
            cause = f"không đọc được: {error}"
            return BadLine(**told, position=position, event=line.event, cause=cause)
        return Followed(**told, position=event.position, event=event)

    async def _get(self, path: str, params: dict[str, str]) -> httpx.Response:
        token = {"Authorization": f"Bearer {internal_token(self._secret)}"}
        answer = await self._client.get(self._url + path, params=params, headers=token)
        answer.raise_for_status()
        return answer


def client() -> httpx.AsyncClient:
    """A client with keep-alive and short patience, to be made on the loop that uses it."""
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=32, keepalive_expiry=30)
    timeout = httpx.Timeout(10.0, connect=2.0)
    return httpx.AsyncClient(limits=limits, timeout=timeout)
