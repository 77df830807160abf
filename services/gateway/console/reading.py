"""Everything the console reads and sends: calls of the public interface, through the same door.

The gateway's own application answers in this process, so the console sees what any client of the
same person sees, and nothing else. `CALLS` lists every path: a test holds it against the contracts.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx
import msgspec

from chassis.clock import HEADER

Json = dict[str, Any]
CALLS: Mapping[str, str] = {
    "token": "/api/token",
    "me": "/api/me",
    "types": "/api/dossier-types",
    "inbox": "/api/inbox",
    "dossiers": "/api/dossiers",
    "simulate": "/api/deadlines/simulate",
    "province": "/api/provinces/{code}",
    "figures": "/api/figures",
    "figure": "/api/figures/{figure}",
    "figure-rows": "/api/figures/{figure}/rows",
    "calendar-preview": "/api/calendar/preview",
    "track": "/track/{code}",
    "coverage": "/feeds/ministry/coverage",
    "standing": "/internal/standing",
    "dead-letters": "/internal/dead-letters",
    "redrive": "/internal/dead-letters/{id}/redrive",
    "rebuild": "/internal/rebuild",
    "reconcile": "/internal/reconcile",
    "dossier": "/api/{service}/{type}/{id}",
    "deadlines": "/api/{service}/{type}/{id}/deadlines",
    "available": "/api/{service}/{type}/{id}/available",
    "opinions": "/api/{service}/{type}/{id}/opinions",
    "attachments": "/api/{service}/{type}/{id}/attachments",
    "attachment": "/api/{service}/{type}/{id}/attachments/{file}",
    "paper": "/api/{service}/{type}/{id}/papers/{file}",
    "holder": "/api/{service}/{type}/{id}/holder",
    "open": "/api/{service}/{type}",
    "step": "/api/{service}/{type}/{id}/{step}",
    "import": "/api/{service}/{type}/import",
    "register": "/api/{service}/{type}",
    "register-sheet": "/api/{service}/{type}.xlsx",
    "figure-sheet": "/api/figures/{figure}.xlsx",
    "calendar-file": "/api/calendar.ics",
    "completeness": "/api/reporting/completeness",
    "completeness-reports": "/api/reporting/completeness/reports",
    "obligations": "/api/reporting/obligations",
    "number-books": "/api/reporting/number-books",
}
FRESH = 30.0  # seconds for which the catalogue is not asked for again
AWAY = 503


class Problem(Exception):
    """The interface refused: its problem document (RFC 9457)."""

    def __init__(self, status: int, document: Json) -> None:
        super().__init__(document.get("detail") or document.get("title") or str(status))
        self.status, self.document = status, document

    @property
    def errors(self) -> Sequence[Json]:
        errors: Sequence[Json] = self.document.get("errors") or ()
        return errors


@dataclass(frozen=True)
class Caller:
    """For whom a call is made: their token, language, day (demo) and address."""

    token: str = ""
    language: str = "vi"
    day: str = ""
    address: str = ""

    @property
    def headers(self) -> dict[str, str]:
        headers = {"accept-language": self.language}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        if self.day:
            headers[HEADER] = self.day
        return headers


class InProcess(httpx.AsyncBaseTransport):
    """Calls the application itself; the browser's address stays with each request."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        address = request.extensions.get("address") or "127.0.0.1"
        transport = httpx.ASGITransport(self._app, client=(address, 0))
        return await transport.handle_async_request(request)


class Backend:
    """The interface of this gateway, for pages. `open` names the application once it is built."""

    def __init__(self) -> None:
        self._client: httpx.AsyncClient | None = None
        self._types: tuple[float, Types] = (0.0, Types([]))

    def open(self, app: Any) -> None:
        self._client = httpx.AsyncClient(
            transport=InProcess(app), base_url="http://gateway", trust_env=False, timeout=60
        )

    async def send(
        self,
        who: Caller,
        method: str,
        call: str,
        *,
        query: Mapping[str, Any] | Sequence[tuple[str, Any]] | None = None,
        headers: Mapping[str, str] | None = None,
        **parts: Any,
    ) -> httpx.Response:
        """Make a call of the list; keywords fill its path, `json`, `data`, `files` are its body."""
        assert self._client is not None
        body = {n: parts.pop(n) for n in ("json", "data", "files") if n in parts}
        path = CALLS[call].format(**{n: quote(str(v), safe="") for n, v in parts.items()})
        request = self._client.build_request(
            method, path, params=_query(query), headers={**who.headers, **(headers or {})}, **body
        )
        request.extensions["address"] = who.address
        return await self._client.send(request)

    async def ask(self, who: Caller, method: str, call: str, **parts: Any) -> Any:
        """The JSON of an answer. Raises Problem."""
        answer = await self.send(who, method, call, **parts)
        if not answer.is_success:
            raise problem_of(answer)
        return msgspec.json.decode(answer.content) if answer.content else {}

    async def get(self, who: Caller, call: str, **parts: Any) -> Any:
        """Raises Problem."""
        return await self.ask(who, "GET", call, **parts)

    async def types(self) -> Types:
        """Every procedure and register; the last answer serves for half a minute."""
        at, known = self._types
        if known.items and time.monotonic() - at < FRESH:
            return known
        answer = await self.get(Caller(), "types")
        self._types = (time.monotonic(), Types(answer["items"], answer.get("missing", ())))
        return self._types[1]


@dataclass
class Types:
    """The catalogue, by service and name."""

    items: Sequence[Json]
    missing: Sequence[str] = ()
    by_name: dict[tuple[str, str], Json] = field(default_factory=dict)
    language: str = "vi"

    def __post_init__(self) -> None:
        self.by_name = self.by_name or {(t["service"], t["name"]): t for t in self.items}

    @property
    def procedures(self) -> list[Json]:
        return [t for t in self.items if t["kind"] == "procedure"]

    @property
    def registers(self) -> list[Json]:
        return [t for t in self.items if t["kind"] == "register"]

    def find(self, service: str, name: str) -> Json:
        """Raises Problem (404)."""
        type_ = self.by_name.get((service, name))
        if type_ is None:
            raise Problem(404, {"title": "Không tìm thấy", "status": 404})
        return type_

    def title(self, service: str, name: str) -> str:
        type_ = self.by_name.get((service, name), {})
        english = type_.get("title_en") if self.language == "en" else ""
        return str(english or type_.get("title", name))

    def spoken(self, language: str) -> Types:
        """The same catalogue, whose titles are in this language."""
        return Types(self.items, self.missing, self.by_name, language)


def step_of(type_: Json, name: str) -> Json:
    """A step of a procedure; empty name: its opening. Raises Problem (404)."""
    if not name:
        opening: Json = type_["opening"]
        return opening
    for step in type_["transitions"]:
        if step["name"] == name:
            return dict(step)
    raise Problem(404, {"title": "Không tìm thấy", "status": 404})


def problem_of(answer: httpx.Response) -> Problem:
    try:
        document = msgspec.json.decode(answer.content, type=dict[str, Any])
    except msgspec.DecodeError:
        document = {}
    return Problem(answer.status_code, document)


def _query(query: Any) -> httpx.QueryParams:
    pairs = query.items() if isinstance(query, Mapping) else query or ()
    return httpx.QueryParams(
        [
            (name, str(one))
            for name, value in pairs
            for one in (value if isinstance(value, list | tuple) else [value])
            if one not in (None, "")
        ]
    )
