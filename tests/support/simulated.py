"""Provinces that are nothing but their feed: sealed lines, coverage and receipts, on one socket.

`tricks` says how a province misbehaves: slow, garbage, a page that never ends, a line changed.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

GENESIS = "0" * 64
PAGE = 500
Scope = dict[str, Any]


def line(code: str, service: str, type_: str, n: int, **news: Any) -> dict[str, Any]:
    """An event as a province's gateway tells the ministry of it."""
    data = {
        "service": service, "type": type_, "record": "R00", "code": f"{code}-{type_}-{n}",
        "title": "", "state": "open", "state_title": "đang xử lý", "final": False,
        "unit": "so-ngoai-vu", "law": "99/2026/TEST", "transition": "lodge",
        "actor_role": "officer", "lodged": "2026-01-05", **news,
    }  # fmt: skip
    return {
        "specversion": "1.0", "id": f"{code}-{service}-{n}", "type": f"vn.ngoaivu.{type_}.v1",
        "source": f"/ngoaivu/{code}/{service}", "subject": f"{code}-{type_}-{n}",
        "time": "2026-01-05T08:00:00+07:00", "datacontenttype": "application/json",
        "province": code, "sequence": 1, "data": data,
    }  # fmt: skip


@dataclass
class Feed:
    """One province: its stream, and what it does to its readers."""

    code: str
    service: str
    lines: list[dict[str, Any]] = field(default_factory=list)
    trick: str = ""
    receipts: int = 0

    def add(self, event: dict[str, Any]) -> None:
        position = len(self.lines) + 1
        prev = self.lines[-1]["hash"] if self.lines else GENESIS
        event = {**event, "position": position}
        text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        sealed = hashlib.sha256(f"{prev}\n{position}\n{text}".encode()).hexdigest()
        self.lines.append({**event, "prev": prev, "hash": sealed})

    def tampered(self, position: int) -> None:
        """Another text under the old seal, as somebody would leave it who edits the database."""
        event = self.lines[position - 1]
        self.lines[position - 1] = {**event, "data": {**event["data"], "state_title": "khác"}}

    def page(self, after: int) -> dict[str, Any]:
        found = self.lines[after : after + PAGE]
        return {"items": found, "next": str(after + len(found))}

    def coverage(self) -> dict[str, Any]:
        head = len(self.lines)
        one = {"province": self.code, "service": self.service, "expected": head, "published": head}
        return {"items": [one]}


class Provinces:
    """The application of all of them: the first part of a path is the province."""

    def __init__(self, feeds: dict[str, Feed]) -> None:
        self.feeds = feeds

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            while (await receive())["type"] != "lifespan.shutdown":
                await send({"type": "lifespan.startup.complete"})
            await send({"type": "lifespan.shutdown.complete"})
            return
        _, code, path = scope["path"].split("/", 2)
        feed = self.feeds[code]
        if feed.trick == "slow":
            await asyncio.sleep(2.5)
        status, body = self._answer(feed, scope, path)
        head = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": body})

    def _answer(self, feed: Feed, scope: Scope, path: str) -> tuple[int, bytes]:
        if feed.trick == "garbage":
            return 200, b"<html>It works!</html>"
        if feed.trick == "nonsense":
            return 200, b'{"items":[{"position":"x"},7],"next":null}'
        if path == "feeds/ministry":
            asked = parse_qs(scope["query_string"].decode())
            found = feed.page(int(asked.get("after", ["0"])[0]))
        elif path == "feeds/ministry/coverage":
            found = feed.coverage()
        elif path.endswith("/receipts"):
            feed.receipts += 1
            found = {"acknowledged": "2026-11-10T09:00:00+07:00"}
        elif path == "api/dossier-types":
            found = {"items": []}
        else:
            return 404, b"{}"
        return 200, json.dumps(found, ensure_ascii=False).encode()
