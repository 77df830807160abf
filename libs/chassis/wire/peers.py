"""Talking to the other services over HTTP: their journals and heads, with the internal token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import msgspec

from casework import CloudEvent
from chassis.store.journal import Head, seal
from chassis.tokens import internal_token
from chassis.wire.followed import BadLine, Followed, Forked


class JournalLine(msgspec.Struct, frozen=True):
    """One line as `GET /internal/journal` tells it. `head`, `about` and `seal` prove it; they are
    missing from a service of an older version."""

    event: msgspec.Raw
    hash: str = ""
    prev: str = ""
    head: str = ""
    about: str = ""
    seal: int = 0


class JournalPage(msgspec.Struct, frozen=True):
    items: list[JournalLine]
    head: int


class _Data(msgspec.Struct, frozen=True):
    """An event's data as the bytes that were sealed."""

    data: msgspec.Raw


_page = msgspec.json.Decoder(JournalPage)
_event = msgspec.json.Decoder(CloudEvent)
_data = msgspec.json.Decoder(_Data)
_heads = msgspec.json.Decoder(dict[str, Head])


class Peer:
    """The journal of one owning service (a follower's Source)."""

    def __init__(self, service: str, url: str, secret: str, client: httpx.AsyncClient) -> None:
        self._service = service
        self._url = url.rstrip("/")
        self._secret = secret
        self._client = client
        self.journal: str | None = None

    async def heads(self) -> Mapping[str, Head]:
        answer = await self._get("/internal/heads", {})
        self.journal = answer.headers.get("ngoaivu-journal", "")
        return _heads.decode(answer.content)

    async def read(self, province: str, after: int, limit: int) -> Sequence[Followed | BadLine]:
        """Raises Forked for a line whose seal does not hold."""
        asked = {"province": province, "after": str(after), "limit": str(limit)}
        page = _page.decode((await self._get("/internal/journal", asked)).content)
        return [self._line(province, after + n, line) for n, line in enumerate(page.items, start=1)]

    def _line(self, province: str, position: int, line: JournalLine) -> Followed | BadLine:
        if line.head and not _holds(line, position):
            raise Forked(f"niêm phong sai tại vị trí {position} của sổ {self._service}/{province}")
        said: dict[str, Any] = {
            "service": self._service, "province": province, "position": position,
            "journal": self.journal or "", "prev": line.prev, "hash": line.hash,
        }  # fmt: skip
        try:
            event = _event.decode(line.event)
        except msgspec.MsgspecError as error:
            return BadLine(**said, event=line.event, cause=f"không đọc được: {error}")
        return Followed(**said, event=event)

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


def _holds(line: JournalLine, position: int) -> bool:
    """Whether a line is what its seal says."""
    data = bytes(_data.decode(line.event).data)
    head = line.head.encode()
    return line.hash == seal(line.seal, line.prev, position, line.about, head, data)
