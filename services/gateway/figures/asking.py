"""What a person asks for: a figure, a period, by what, filtered how; and what they may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from litestar import Request

from casework import Actor, Failure, NotYourRole, Province
from casework.vocabulary import WIDE
from chassis import visibility
from chassis.errors import NotFound
from chassis.store.driver import Document
from chassis.web.problems import Unreadable
from gateway.figures import compute, periods
from gateway.figures.compute import Asked
from gateway.figures.figure import Dimension, Figure
from gateway.figures.subjects import FIGURES
from gateway.projections import seen_by as seen_by_words
from gateway.running import Gateway

Req = Request[Any, Any, Any]
OTHER = frozenset({"period", "by", "currency", "cursor", "limit"})
MOST_BY = 3


def seen_by(gateway: Gateway, actor: Actor) -> Document:
    """A filter for the rows this person's figures count. Raises NotYourRole.

    Those who see the whole province count a team's dossiers too, although the list tells nothing of
    them but code and dimensions; others count what they may read.
    """
    if not gateway.is_province and "ministry" in actor.roles:
        return {"team_only": False}
    mine = seen_by_words.query(actor)
    if mine is None:
        failure = Failure("Vai trò này không xem số liệu của tỉnh", "Phân quyền xem số liệu")
        raise NotYourRole({"officer", "head", "director", "office", "chair"}, failure)
    return {"province": visibility.under(actor.provinces)} if actor.roles & WIDE else mine


def places(
    gateway: Gateway, asked: Asked, keys: Mapping[str, str] | None = None
) -> Mapping[str, Province]:
    """The provinces by whose names the keys of a cell are read: its own, else those that the
    question chose, else those that the person sees. Codes of units repeat among provinces."""
    named = (keys or {}).get("province") or asked.chosen.get("province")
    codes = {named} if named else set(_codes(asked.seen))
    mine = {code: p for code, p in gateway.provinces.items() if code in codes}
    return mine or gateway.provinces


def _codes(seen: Document) -> Iterable[str]:
    """The provinces of a filter of visibility."""
    province = seen.get("province")
    if province is not None:
        yield from [province] if isinstance(province, str) else province["$in"]
    yield from (word.partition(" ")[0] for word in seen.get("seen_by", {}).get("$in", ()))


def shown_here(gateway: Gateway, figure: Figure) -> bool:
    """Whether this level has the fields that a figure needs."""
    return gateway.is_province or not figure.at_home


def dimensions_here(gateway: Gateway, figure: Figure) -> list[Dimension]:
    return [d for d in figure.by if gateway.is_province or not d.at_home]


def find(gateway: Gateway, name: str) -> Figure:
    """Raises NotFound."""
    if (figure := FIGURES.get(name)) is None or not shown_here(gateway, figure):
        raise NotFound(f"Không có số liệu {name!r}")
    return figure


def asked(
    gateway: Gateway,
    request: Req,
    figure: Figure,
    seen: Document,
    besides: Collection[str] = (),
    *,
    whole: bool = False,
) -> Asked:
    """Raises Unreadable for anything that is not understood."""
    query, now = request.query_params, gateway.gate.now(request)
    known = {d.name for d in dimensions_here(gateway, figure)}
    if strange := [n for n in query if n not in known | OTHER | set(besides)]:
        raise Unreadable(f"{strange[0]}: số liệu này không lọc theo tiêu chí đó")
    if twice := [n for n in query if len(query.getall(n)) > 1]:
        raise Unreadable(f"{twice[0]}: chỉ lọc theo một giá trị")
    chosen: Mapping[str, str] = {n: query[n] for n in query if n in known}
    return Asked(
        figure=figure,
        period=periods.period(query.get("period") or str(now.year)),
        today=now.date(),
        seen=seen,
        chosen=chosen,
        currency=compute.read_currency(figure, query.get("currency")),
        whole=whole,
    )


def over(figure: Figure, period: periods.Period, now: datetime, seen: Document) -> Asked:
    """A figure over a period, without any filter."""
    return Asked(
        figure=figure,
        period=period,
        today=now.date(),
        seen=seen,
        chosen={},
        currency=compute.read_currency(figure, None),
    )


def divided(gateway: Gateway, figure: Figure, text: str) -> list[Dimension]:
    """The dimensions named in `by=a,b`. Raises Unreadable."""
    known = {d.name: d for d in dimensions_here(gateway, figure)}
    names = [name for name in text.split(",") if name]
    if len(names) > MOST_BY or len(set(names)) < len(names):
        raise Unreadable(f"by: nhiều nhất {MOST_BY} chiều khác nhau")
    if strange := [name for name in names if name not in known]:
        raise Unreadable(f"by: không có chiều {strange[0]!r}; có {', '.join(known)}")
    return [known[name] for name in names]
