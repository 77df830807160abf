"""Figures of a report: asked of the gateway, which counts them over the rows of all services.

Nobody types them. A figure is asked for the days of the period up to the day of asking, with the
same days of the year before beside it; its list and its sheet have exactly those rows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import httpx
from msgspec import Struct

from chassis.errors import Unavailable
from chassis.tokens import internal_token
from reporting.content import Cell, Computed, Line

AT_ONCE = 4
CURRENCIES = ("VND", "USD")
SKIPPED_AS_DIMENSION = frozenset({"province", "unit", "tier", "state"})


class Question(Struct, frozen=True, kw_only=True):
    """For whom and for which days a report is counted."""

    province: str
    first: date
    until: date
    unit: str = ""

    @property
    def period(self) -> str:
        return f"{self.first.isoformat()}..{self.until.isoformat()}"

    @property
    def params(self) -> dict[str, str]:
        told = {"province": self.province, "period": self.period}
        return {**told, "unit": self.unit} if self.unit else told


class Figures:
    """The gateway's figures, as a service asks for them."""

    def __init__(self, client: httpx.AsyncClient, gateway: str, secret: str) -> None:
        self._client = client
        self._gateway = gateway.rstrip("/")
        self._secret = secret
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def of_subjects(self, subjects: Sequence[str], asked: Question) -> Computed:
        """Every figure of the subjects. Raises Unavailable when the gateway does not answer."""
        known = await self.catalogue()
        wanted = [
            (figure, currency)
            for name in subjects
            for figure in known.get(name, ())
            if "href" in figure and _is_about(figure, asked)
            for currency in (CURRENCIES if figure.get("currency") else ("",))
        ]
        found = await asyncio.gather(*(self._figure(f, asked, c) for f, c in wanted))
        lines = [_line(f, c, told) for (f, c), told in zip(wanted, found, strict=True)]
        return Computed(
            as_of=max((str(told["as_of"]) for told in found), default=""),
            positions=_positions(found),
            until=asked.until,
            lines=tuple(line for line in lines if line is not None),
        )

    async def catalogue(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The figures of each subject."""
        told = (await self._get("", {})).json()
        return {s["name"]: s["figures"] for s in told["subjects"]}

    async def sheet(self, figure: str, asked: Question) -> tuple[bytes, int]:
        """The rows of a figure as xlsx, and how many they are."""
        told = await self._get(f"/{figure}.xlsx", asked.params)
        return told.content, int(told.headers["Ngoaivu-Rows"])

    async def rows(
        self, figure: str, asked: Question, *, fields: bool = False
    ) -> list[Mapping[str, Any]]:
        """All rows of a figure, page after page; with the `fields` that its services disclose."""
        found: list[Mapping[str, Any]] = []
        cursor = ""
        while True:
            params = {**asked.params, "limit": "500", "cursor": cursor}
            params |= {"fields": "true"} if fields else {}
            told = (await self._get(f"/{figure}/rows", params)).json()
            found += told["items"]
            cursor = told.get("next") or ""
            if not cursor:
                return found

    async def _figure(
        self, figure: Mapping[str, Any], asked: Question, currency: str
    ) -> Mapping[str, Any]:
        names = [d["name"] for d in figure.get("by", ())]
        by = next((n for n in names if n not in SKIPPED_AS_DIMENSION), "")
        params = {**asked.params, "by": by, "currency": currency}
        told: Mapping[str, Any] = (await self._get(f"/{figure['name']}", params)).json()
        return told

    async def _get(self, path: str, params: Mapping[str, str]) -> httpx.Response:
        token = {"Authorization": f"Bearer {internal_token(self._secret)}"}
        url = f"{self._gateway}/internal/figures{path}"
        kept = {k: v for k, v in params.items() if v}
        try:
            async with self._turns:
                answer = await self._client.get(url, params=kept, headers=token, timeout=60)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise Unavailable(f"Chưa lấy được số liệu từ cổng: {error!r}") from None
        return answer


def _is_about(figure: Mapping[str, Any], asked: Question) -> bool:
    """A unit's part has the figures that tell units apart."""
    return not asked.unit or any(d["name"] == "unit" for d in figure.get("by", ()))


def _line(figure: Mapping[str, Any], currency: str, told: Mapping[str, Any]) -> Line | None:
    """Sums of a foreign currency stand beside those of the first only where there are some."""
    other = bool(currency) and currency != CURRENCIES[0]
    if other and not told["value"]:
        return None
    return Line(
        figure=f"{figure['name']}:{currency}" if other else figure["name"],
        title=figure["title"],
        value=told["value"],
        unit=str(told.get("unit", "")),
        last_year=_value(told.get("last_year")),
        plan=_value(told.get("plan")),
        cells=tuple(
            Cell(key=_key(c["key"]), label=str(c["label"]), value=c["value"])
            for c in told.get("cells", ())
        ),
        filter=str(told.get("filter", "")),
        rule=str((told.get("period") or {}).get("rule", "")),
        rows=str((told.get("links") or {}).get("rows", "")),
    )


def _key(key: Any) -> str:
    return key if isinstance(key, str) else "/".join(str(part) for part in key)


def _value(told: Any) -> int | float | None:
    """A number, or the number inside what stands beside it."""
    found = told.get("value") if isinstance(told, Mapping) else told
    return found if isinstance(found, int | float) else None


def _positions(answers: Any) -> dict[str, int]:
    """The lowest position of each stream that any figure was counted at."""
    lowest: dict[str, int] = {}
    for told in answers:
        for stream, at in told.get("positions", {}).items():
            lowest[stream] = min(at, lowest.get(stream, at))
    return lowest
