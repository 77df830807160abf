"""What the ministry knows of every province, put together: received, missing, late, abroad.

Each part is asked for by itself: one that cannot be counted now leaves its cells empty, and a feed
that fails leaves its provinces with what was received before, and the reason in words.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gateway.console.language import texts
from gateway.console.reading import Problem
from gateway.console.visit import Visit

Json = dict[str, Any]
# Figures beside one another: the name of the column, the figure, and how its rows are chosen.
COLUMNS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("reports", "reports-due", {"on-time": "missing"}),
    ("abroad", "outbound-abroad", {}),
    ("expiring", "agreements-expiring", {}),
)
LEVELS = {"live": "met", "slow": "soon", "unread": "near"}  # the colour; all others are late


@dataclass
class Line:
    """One province. `cells`: each column's number and the address of exactly its rows."""

    code: str
    name: str
    feed: Json
    streams: list[Json] = field(default_factory=list)
    cells: dict[str, tuple[float | None, str]] = field(default_factory=dict)

    @property
    def href(self) -> str:
        return f"/provinces/{self.code}"

    @property
    def standing(self) -> str:
        """Of this province: a chain that is broken beside it is not its own."""
        if self.feed["standing"] == "broken" and not self.broken:
            return "live"
        return str(self.feed["standing"])

    @property
    def level(self) -> str:
        return LEVELS.get(self.standing, "late")

    @property
    def broken(self) -> list[Json]:
        return [s for s in self.streams if s["drift"] or s["forked"]]

    @property
    def reason(self) -> str:
        if self.standing == "broken":
            return "; ".join(f"{s['title']}: {s['forked']}" for s in self.broken)
        return str(self.feed["says"]) if self.standing != "live" else ""

    @property
    def is_known(self) -> bool:
        """Whether anything was ever received: a number without that is no zero."""
        return bool(self.streams)

    @property
    def received(self) -> int:
        return sum(s["received"] for s in self.streams)

    @property
    def missing(self) -> int:
        return sum(s["missing"] for s in self.streams)

    @property
    def expected(self) -> int:
        return self.received + self.missing

    def number(self, column: str) -> float:
        """For sorting: what is not known stands at the end."""
        if column in ("missing", "received"):
            return float(getattr(self, column)) if self.is_known else -1
        value = self.cells.get(column, (None, ""))[0]
        return -1 if value is None else float(value)


@dataclass(frozen=True)
class Picture:
    """All provinces that are followed, and the feeds; `others` are feeds that told no province."""

    lines: list[Line]
    others: list[Json]
    feeds: list[Json]
    as_of: str


async def picture(visit: Visit) -> Picture:
    """Raises Problem where this is no gateway of the ministry, or no person of it."""
    if visit.gateway.is_province:
        raise Problem(404, {"title": visit.t("problem.missing")})
    covered, *figures = await asyncio.gather(
        visit.get("coverage"),
        *(_by_province(visit, figure, chosen) for _, figure, chosen in COLUMNS),
    )
    lines = {}
    for feed in covered["feeds"]:
        for code in feed["provinces"]:
            lines[code] = Line(code, name_of(visit, code), feed)
    for stream in covered["items"]:
        if (line := lines.get(stream["province"])) is not None:
            line.streams.append({**stream, "title": _service(visit, stream["service"])})
    for line in lines.values():
        _fill(visit, line, covered["late"], figures)
    return Picture(
        list(lines.values()),
        [f for f in covered["feeds"] if not f["provinces"]],
        covered["feeds"],
        covered["as_of"],
    )


def name_of(visit: Visit, code: str) -> str:
    province = visit.gateway.provinces.get(code)
    return province.name if province else code


def _service(visit: Visit, name: str) -> str:
    """What a service is called; its name where this version knows no other."""
    key = f"service.{name}"
    return visit.t(key) if key in texts() else name


def _fill(
    visit: Visit, line: Line, late: Mapping[str, int], figures: list[Mapping[str, float] | None]
) -> None:
    late_rows = visit.link("/dossiers", province=line.code, late="true", sort="due")
    line.cells["late"] = (late.get(line.code, 0) if line.is_known else None, late_rows)
    for (column, figure, chosen), found in zip(COLUMNS, figures, strict=True):
        query = {"period": visit.today.year, **chosen, "province": line.code}
        value = found.get(line.code, 0) if found is not None and line.is_known else None
        line.cells[column] = (value, visit.link(f"/figures/{figure}/rows", **query))


async def _by_province(
    visit: Visit, figure: str, chosen: Mapping[str, str]
) -> Mapping[str, float] | None:
    query = {"period": visit.today.year, "by": "province", **chosen}
    try:
        answer = await visit.get("figure", figure=figure, query=query)
    except Problem:
        return None
    return {cell["key"][0]: cell["value"] for cell in answer["cells"]}
