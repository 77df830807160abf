"""Counting: one filter makes the figure, its list and its sheet, so that they cannot disagree.

`Asked` is the question. `pipeline` are the rows that it is about; `cells` groups them in the
database by what is stored and adds up here by key, so that a delegation to three countries counts
once in the total and once in each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any, NamedTuple

from msgspec import Struct

from chassis.store.driver import Document, Store
from chassis.web.problems import Unreadable
from gateway.figures import dimensions
from gateway.figures.dimensions import reach
from gateway.figures.figure import Dimension, Figure
from gateway.figures.periods import Period

INDEX = "_n"  # the place of an element in its array


class Asked(Struct, frozen=True, kw_only=True):
    """A figure, for a period, as this person may see it (`seen`), with the chosen keys.

    `whole`: the chosen province is the one that asks, whose files `seen` finds under every code.
    """

    figure: Figure
    period: Period
    today: date
    seen: Document
    chosen: Mapping[str, str] = {}
    currency: str = ""
    whole: bool = False

    @property
    def moment(self) -> date:
        """The day of a figure that has a day and no period: the period's last, or today."""
        return min(self.period.last, self.today)


class Counted(NamedTuple):
    """The total, in which every row counts once, and the value of each combination of keys."""

    total: int | float
    cells: Mapping[tuple[str, ...], int | float]


class Place(Struct, array_like=True):
    """Where a page of rows ended."""

    id: str
    n: int = 0


def kind(asked: Asked) -> Document:
    """Which rows the figure is about at all: what the index finds."""
    figure = asked.figure
    types: Any = {"$in": list(figure.types)} if figure.types[1:] else figure.types[0]
    seen = {} if "$or" in asked.seen else asked.seen
    return {"service": figure.service, "type": types, **seen}


def conditions(asked: Asked) -> tuple[list[Document], list[Document]]:
    """What must hold of a row besides, and what of the element that is counted."""
    figure = asked.figure
    found: list[Document] = [asked.seen] if "$or" in asked.seen else []
    if figure.states:
        found.append({"state": {"$in": list(figure.states)}})
    told: list[Document] = [{path: wanted} for path, wanted in figure.where.items()]
    told += belongs(asked)
    for name, key in asked.chosen.items():
        if asked.whole and name == "province":
            continue
        told.append(dimensions.condition(figure.dimensions[name], key, asked.today))
    if asked.currency:
        told.append({figure.measure.currency: asked.currency})
    if not figure.each:
        return found + told, []
    within = [_is_within(figure.each, condition) for condition in told]
    return (
        found + [c for c, inside in zip(told, within, strict=True) if not inside],
        [c for c, inside in zip(told, within, strict=True) if inside],
    )


def belongs(asked: Asked) -> list[Document]:
    """The rule of the period, as conditions."""
    rule, period, day = asked.figure.period, asked.period, asked.moment
    path, also = rule.path, rule.also
    match rule.grain:
        case "day":
            return [{path: _between(period.first, period.last)}]
        case "month":
            start = period.first.replace(day=1)
            first = start if start == period.first else _next_month(start)
            months = {path: {"$gte": f"{first:%Y-%m}", "$lte": f"{period.last:%Y-%m}"}}
            whole = {path: {"$in": [None, ""]}, also: {"$in": period.whole_years}}
            return [{"$or": [months, whole]} if also else months]
        case "year":
            return [{path: {"$in": period.years}}]
        case "half":
            years = range(period.first.year, period.last.year + 1)
            ends = [(y, n + 1, date(y, m, 14)) for y in years for n, m in enumerate((6, 12))]
            there = [(y, n) for y, n, end in ends if period.first <= end <= period.last]
            return [{"$or": [{path: y, also: n} for y, n in there] or [{path: {"$in": []}}]}]
        case "standing":
            begun = {path: {"$lt": (day + timedelta(1)).isoformat(), "$gt": ""}}
            ended = {"$or": [{also: {"$in": [None, ""]}}, {also: {"$gte": day.isoformat()}}]}
            return [begun, ended] if also else [begun]
        case "expiring":
            return [{path: _between(day, day + timedelta(rule.ahead))}]
        case "now":
            return []


def pipeline(asked: Asked, after: Place | None = None) -> list[Document]:
    """The stages that leave exactly the rows that count.

    The first two are one to a MongoDB; the embedded database finds by index only by equality.
    """
    rows, elements = conditions(asked)
    each = asked.figure.each
    if after is not None:
        rows = [*rows, {"_id": {"$gte" if each else "$gt": after.id}}]
    stages: list[Document] = [{"$match": kind(asked)}]
    if rows:
        stages.append({"$match": {"$and": rows}})
    if each:
        stages.append({"$unwind": {"path": f"${each}", "includeArrayIndex": INDEX}})
        if after is not None:
            beyond = [{"_id": {"$gt": after.id}}, {"_id": after.id, INDEX: {"$gt": after.n}}]
            elements = [*elements, {"$or": beyond}]
        if elements:
            stages.append({"$match": {"$and": elements}})
    return stages


def grouping(asked: Asked, by: Sequence[Dimension]) -> list[Document]:
    """The whole aggregation of a figure by dimensions."""
    measure = asked.figure.measure
    key = {f"k{n}": dimensions.expression(d, asked.today) for n, d in enumerate(by)} or None
    summed: Any = {"$ifNull": [f"${measure.path}", 0]} if measure.path else 1
    group = {"_id": key, "v": {"$sum": summed}}
    return [*pipeline(asked), {"$group": group}]


async def cells(store: Store, rows: str, asked: Asked, by: Sequence[Dimension]) -> Counted:
    return _counted(await store.aggregate(rows, grouping(asked, by)), by)


async def together(
    store: Store, rows: str, questions: Sequence[tuple[Asked, Sequence[Dimension]]]
) -> list[Counted]:
    """Several countings, those about the same rows in one reading of them.

    Their answers come back in one document, so what may have many cells is asked alone.
    """
    answers: dict[int, Counted] = {}
    alike: dict[str, list[int]] = {}
    for n, (asked, by) in enumerate(questions):
        alike.setdefault(repr(kind(asked)) if _has_few_cells(by) else str(n), []).append(n)
    for numbers in alike.values():
        first = questions[numbers[0]]
        if not numbers[1:]:
            answers[numbers[0]] = await cells(store, rows, *first)
            continue
        facets = {f"q{n}": grouping(*questions[n])[1:] for n in numbers}
        stages: list[Document] = [{"$match": kind(first[0])}, {"$facet": facets}]
        (found,) = await store.aggregate(rows, stages)
        answers |= {n: _counted(found[f"q{n}"], questions[n][1]) for n in numbers}
    return [answers[n] for n in range(len(questions))]


def _has_few_cells(by: Sequence[Dimension]) -> bool:
    return not by or (not by[1:] and (by[0].kind != "text" or bool(by[0].labels)))


def _counted(groups: Iterable[Document], by: Sequence[Dimension]) -> Counted:
    total: int | float = 0
    found: Counter[tuple[str, ...]] = Counter()
    for group in groups:
        value, key = group["v"], group["_id"] or {}
        total += value
        told = [dimensions.keys(d, key.get(f"k{n}")) for n, d in enumerate(by)]
        for combination in product(*told):
            found[combination] += value
    return Counted(total, dict(found) if by else {})


async def page(
    store: Store, rows: str, asked: Asked, after: Place | None, limit: int
) -> tuple[list[Document], Place | None]:
    """Rows in the order of their ids, and where the page ended if more follow."""
    order = {"_id": 1, INDEX: 1} if asked.figure.each else {"_id": 1}
    slim = {"terms": 0, "seen_by": 0, "order": 0, "links": 0, "duty": 0}
    stages = [*pipeline(asked, after), {"$sort": order}, {"$limit": limit + 1}, {"$project": slim}]
    found = await store.aggregate(rows, stages)
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]
    return found[:limit], Place(last["_id"], last.get(INDEX, 0))


def measured(figure: Figure, row: Document) -> int | float:
    """What one row adds to the figure."""
    if not figure.measure.path:
        return 1
    number: int | float = reach(row, figure.measure.path) or 0
    return number


def read_currency(figure: Figure, text: str | None) -> str:
    """Raises Unreadable."""
    if not figure.measure.currency:
        return ""
    code = (text or "VND").upper()
    if len(code) != 3 or not code.isascii() or not code.isalpha():
        raise Unreadable(f"Không rõ loại tiền {text!r}")
    return code


def _between(first: date, last: date) -> Document:
    """Dates, and moments of those days."""
    return {"$gte": first.isoformat(), "$lt": (last + timedelta(1)).isoformat()}


def _next_month(day: date) -> date:
    return (day + timedelta(31)).replace(day=1)


def _is_within(each: str, condition: Document) -> bool:
    return any(path == each or path.startswith(f"{each}.") for path in _paths(condition))


def _paths(condition: Document) -> Iterable[str]:
    for name, wanted in condition.items():
        if name in ("$or", "$and"):
            for part in wanted:
                yield from _paths(part)
        else:
            yield name
