"""One request of a person at a browser: who, in which language, on which day, and what is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from litestar import Request

from casework import Province
from casework.workdays import NoCalendar
from gateway.console.language import LANGUAGES, Wording
from gateway.console.reading import Backend, Caller, Types
from gateway.console.session import Session
from gateway.running import Gateway

Req = Request[Any, Any, Any]
# What a role works with beside its inbox and its dossiers.
WIDE = frozenset({"officer", "head", "director", "clerk", "office", "chair", "inspector"})
SECTIONS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("/inbox", "inbox", frozenset()),
    ("/dossiers", "dossiers", frozenset()),
    ("/programme", "programme", WIDE),
    ("/calendar", "calendar", frozenset()),
    ("/reports", "reports", WIDE | {"unit"}),
    ("/figures", "figures", WIDE),
    ("/registers", "registers", WIDE),
    ("/simulate", "simulate", frozenset()),
    ("/admin", "admin", frozenset({"admin", "head", "director"})),
    ("/ops", "ops", frozenset({"admin", "ops"})),
)

MINISTRY_SECTIONS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("/provinces", "provinces", frozenset({"ministry"})),
    ("/feeds", "feeds", frozenset({"ministry"})),
    ("/dossiers", "dossiers", frozenset({"ministry"})),
    ("/figures", "figures", frozenset({"ministry"})),
    ("/ops", "ops", frozenset({"admin", "ops"})),
)


class Visit:
    """What a page is given. Reading goes through `get` and `send`, never around them."""

    def __init__(
        self, request: Req, gateway: Gateway, backend: Backend, session: Session | None
    ) -> None:
        self.request, self.gateway, self.session = request, gateway, session
        self.backend = backend
        self.query = request.query_params
        self.path = request.path_params
        self.language = self._language()
        self.t = Wording(self.language)
        self.sent: dict[str, Any] = {}
        self.missing_assets: frozenset[str] = frozenset()

    async def read_form(self) -> None:
        """What the browser sent: texts by the name of their input, lists where it came twice."""
        form = await self.request.form()
        for name in form:
            values = [v for v in form.getall(name) if isinstance(v, str)]
            if values:
                self.sent[name] = values[0] if len(values) == 1 else values

    def _language(self) -> str:
        chosen = str(self.query.get("lang") or "")
        if chosen in LANGUAGES:
            return chosen
        saved = (self.session.settings if self.session else {}).get("language")
        saved = saved or self.request.cookies.get("language")
        return str(saved) if saved in LANGUAGES else "vi"

    @property
    def who(self) -> Session:
        """The person; pages that need nobody do not ask."""
        assert self.session is not None
        return self.session

    @property
    def home(self) -> str:
        """The page after signing in."""
        begins = self.gateway.is_province or self.has("ministry")
        return "/inbox" if begins else "/ops"

    @property
    def day(self) -> str:
        """The day a trainer chose in the demo; empty for today."""
        if not (self.session and self.gateway.settings.demo):
            return ""
        return str(self.session.settings.get("day") or "")

    @property
    def now(self) -> datetime:
        return self.gateway.clock.at(self.day or None)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def address(self) -> str:
        return self.request.client.host if self.request.client else ""

    @property
    def caller(self) -> Caller:
        token = self.session.token if self.session else ""
        return Caller(token, self.language, self.day, self.address)

    @property
    def province(self) -> Province | None:
        return self.gateway.provinces.get(self.session.province) if self.session else None

    def has(self, *roles: str) -> bool:
        return bool(self.session and set(self.session.roles) & set(roles))

    async def get(self, call: str, **parts: Any) -> Any:
        """Raises Problem."""
        return await self.backend.get(self.caller, call, **parts)

    async def send(self, method: str, call: str, **parts: Any) -> Any:
        """The whole answer, whatever its status."""
        return await self.backend.send(self.caller, method, call, **parts)

    async def post(self, call: str, **parts: Any) -> Any:
        """Raises Problem."""
        return await self.backend.ask(self.caller, "POST", call, **parts)

    async def types(self) -> Types:
        return (await self.backend.types()).spoken(self.language)

    def body_name(self, code: Any, province: str = "") -> str:
        """What a unit is called in its province; the code where the province does not say."""
        there = self.gateway.provinces.get(
            province or (self.session.province if self.session else "")
        )
        unit = there.units.get(str(code)) if there else None
        return str(getattr(unit, "name", unit) or code)

    def lateness(self, due: Any, unit: Any) -> tuple[int | None, str]:
        """By how much a due date is passed now, in its own unit, by the province's calendar."""
        by_hour, unit = len(str(due)) > 10, str(unit or "calendar-days")
        try:
            day = datetime.fromisoformat(str(due))
            assert self.province is not None
            calendar = self.province.calendar
            if by_hour:
                return calendar.lateness(day, self.now, unit), "hours"
            return calendar.lateness(day.date(), calendar.day(self.now), unit), unit
        except (NoCalendar, ValueError, AssertionError):
            return None, unit

    def link(self, path: str, **query: Any) -> str:
        """An address of the console with a query; what is empty stays out."""
        pairs = [
            (name, one)
            for name, value in query.items()
            for one in (value if isinstance(value, list | tuple) else [value])
            if one not in (None, "", False)
        ]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def address_with(self, **changes: Any) -> str:
        """This page with another query: how filters, sorting and the language switch are links."""
        query: dict[str, Any] = {}
        for name, value in self.query.multi_items():
            query.setdefault(name, []).append(value)
        return self.link(self.request.url.path, **{**query, **changes})

    def frame(self) -> Mapping[str, Any]:
        """What every template may show around its page."""
        here = self.request.url.path
        sections = [
            {"href": href, "name": name, "here": here == href or here.startswith(f"{href}/")}
            for href, name, roles in (SECTIONS if self.gateway.is_province else MINISTRY_SECTIONS)
            if not roles or self.has(*roles)
        ]
        province = self.province
        return {
            "visit": self,
            "session": self.session,
            "csrf": self.session.csrf if self.session else "",
            "sections": sections if self.session else [],
            "province_name": province.name if province else "",
            "ministry": not self.gateway.is_province,
            "demo": self.gateway.settings.demo,
            "today": self.today,
            "now": self.now,
            "keys": not (self.session and self.session.settings.get("keys") is False),
            "notice": "",
        }
