"""The answer to a question: the number, its cells, what it is compared with, how it was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from msgspec.structs import replace

from casework import Province
from chassis.store.driver import Document
from gateway.figures import asking, compute, dimensions, periods
from gateway.figures.compute import Asked
from gateway.figures.figure import Dimension, Figure
from gateway.figures.subjects import FIGURES, SUBJECTS
from gateway.running import Gateway

Told = dict[str, Any]
MANY = (
    "Một dòng có nhiều {title} được tính một lần trong tổng số và một lần ở mỗi {title}; "
    "các ô cộng lại có thể lớn hơn tổng."
)
STATE = "Trạng thái của hồ sơ là trạng thái tại thời điểm tính, kể cả với các kỳ đã qua."
TEAM = "Hồ sơ chỉ nhóm phụ trách được xem vẫn được đếm; danh sách chỉ nêu mã và các chiều số liệu."


def catalogue(gateway: Gateway, base: str) -> Told:
    """Every figure by subject; what this level cannot count is named with the reason."""
    return {
        "subjects": [
            {
                "name": subject.name,
                "title": subject.title,
                "figures": [_entry(gateway, figure, base) for figure in subject.figures],
            }
            for subject in SUBJECTS
        ]
    }


def _entry(gateway: Gateway, figure: Figure, base: str) -> Told:
    told: Told = {
        "name": figure.name,
        "title": figure.title,
        "record": figure.record,
        "unit": figure.measure.unit,
        "service": figure.service,
        "types": list(figure.types),
        "period_rule": figure.period.says,
        "counts": in_words(figure),
        "currency": bool(figure.measure.currency),
        "by": [
            {"name": d.name, "title": d.title, "many": d.is_many}
            for d in asking.dimensions_here(gateway, figure)
        ],
    }
    if not asking.shown_here(gateway, figure):
        return {**told, "left_out": "Trường cần để tính chỉ được chia sẻ trong tỉnh."}
    return {**told, "href": f"{base}/{figure.name}"}


async def answer(
    gateway: Gateway, asked: Asked, by: Sequence[Dimension], now: datetime, base: str
) -> Told:
    """Everything that is said about one figure."""
    store, rows = gateway.store, await gateway.generations.shown()
    positions = await standing(gateway, asked)
    beside = _beside(gateway, asked)
    apart = [name for name, other in beside.items() if not _is_same(other, asked)]
    questions = [(asked, by), *((beside[name], ()) for name in apart)]
    (total, found), *others = await compute.together(store, rows, questions)
    values = {name: told.total for name, told in zip(apart, others, strict=True)}
    values = dict.fromkeys(beside, total) | values
    titles = await _state_titles(store, rows, asked) if any(d.kind == "state" for d in by) else {}
    figure, told = asked.figure, filters(asked, asking.places(gateway, asked))
    return {
        "figure": figure.name,
        "title": figure.title,
        "subject": figure.subject,
        "record": figure.record,
        "unit": asked.currency or figure.measure.unit,
        "value": total,
        "by": [{"name": d.name, "title": d.title} for d in by],
        "cells": [
            _cell(gateway, asked, by, key, found[key], titles, base)
            for key in sorted(found, key=lambda k: (-found[k], k))
        ],
        "period": _period(asked.period, figure),
        "filter": "; ".join(f"{t['title']}: {t['label']}" for t in told),
        "conditions": told,
        **_compared(beside, values, total),
        "as_of": now.isoformat(),
        "positions": positions,
        "notes": notes(figure),
        "links": {
            "rows": link(f"{base}/{figure.name}/rows", asked, {}),
            "xlsx": link(f"{base}/{figure.name}.xlsx", asked, {}),
        },
    }


def _cell(
    gateway: Gateway,
    asked: Asked,
    by: Sequence[Dimension],
    key: tuple[str, ...],
    value: float,
    titles: Mapping[str, str],
    base: str,
) -> Told:
    keys = {d.name: k for d, k in zip(by, key, strict=True)}
    places = asking.places(gateway, asked, keys)
    labels = [
        titles.get(k, k) if d.kind == "state" else dimensions.label(d, k, places)
        for d, k in zip(by, key, strict=True)
    ]
    return {
        "key": list(key),
        "keys": keys,
        "label": " · ".join(labels),
        "labels": labels,
        "value": value,
        "href": link(f"{base}/{asked.figure.name}/rows", asked, keys),
    }


def _beside(gateway: Gateway, asked: Asked) -> dict[str, Asked]:
    """Same period last year, from the year's beginning, the plan and the whole, where they mean
    something."""
    rule, found = asked.figure.period, {}
    if rule.grain != "now":
        found["last_year"] = replace(asked, period=periods.year_before(asked.period))
    if not rule.is_of_a_moment:
        found["cumulative"] = replace(asked, period=periods.from_year_start(asked.period))
    for name in ("plan", "whole"):
        other = FIGURES.get(getattr(asked.figure, name))
        if other is None or not asking.shown_here(gateway, other):
            continue
        if set(asked.chosen) <= set(other.dimensions):
            found[name] = replace(asked, figure=other, currency="")
    return found


def _is_same(other: Asked, asked: Asked) -> bool:
    """A period that begins with its year is the count from the year's beginning."""
    return other.figure is asked.figure and other.period.first == asked.period.first


def _compared(beside: Mapping[str, Asked], values: Mapping[str, float], total: float) -> Told:
    told: Told = dict.fromkeys(("last_year", "cumulative", "plan", "whole"))
    for name, asked in beside.items():
        value, other = values[name], asked.figure
        if name in ("last_year", "cumulative"):
            told[name] = {"value": value, "period": _period(asked.period, other)}
        else:
            rate = round(total / value, 4) if value else None
            told[name] = {"figure": other.name, "title": other.title, "value": value, "rate": rate}
    return told


def _period(period: periods.Period, figure: Figure) -> Told:
    return {
        "name": period.name,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "says": period.says,
        "rule": figure.period.says,
    }


def filters(asked: Asked, provinces: Mapping[str, Province]) -> list[Told]:
    """The filter in words: what counts, and what was chosen."""
    there = asked.figure.dimensions
    told = [{"name": "counts", "title": "Tính", "label": in_words(asked.figure)}]
    if asked.currency:
        told.append({"name": "currency", "title": "Loại tiền", "label": asked.currency})
    return told + [
        {
            "name": name,
            "title": there[name].title,
            "key": key,
            "label": dimensions.label(there[name], key, provinces),
        }
        for name, key in asked.chosen.items()
    ]


def in_words(figure: Figure) -> str:
    return figure.where_says or "mọi hồ sơ của loại này"


def notes(figure: Figure) -> list[str]:
    """What stands under the table."""
    told = [figure.period.says + ".", STATE]
    told += [MANY.format(title=d.title.lower()) for d in figure.by if d.is_many]
    if figure.measure.currency:
        told.append("Các loại tiền khác nhau không cộng vào nhau; mỗi lần hỏi một loại tiền.")
    if figure.counts_team_only:
        told.append(TEAM)
    if figure.note:
        told.append(figure.note)
    return told


async def standing(gateway: Gateway, asked: Asked) -> dict[str, int]:
    """Up to where each stream of the figure's service had been followed when it was counted."""
    known: dict[str, int] = dict(await gateway.pages.heads())
    if not gateway.is_province:
        for feed in await gateway.followed_feeds():
            known |= {s: kept["position"] for s, kept in feed["streams"].items()}
    chosen = (not asked.whole and asked.chosen.get("province")) or asked.seen.get("province")
    counted = chosen["$in"] if isinstance(chosen, dict) else [chosen]
    mine = f"{asked.figure.service}/"
    return {
        stream: position
        for stream, position in sorted(known.items())
        if stream.startswith(mine) and (not chosen or stream.removeprefix(mine) in counted)
    }


async def _state_titles(store: Any, rows: str, asked: Asked) -> dict[str, str]:
    group: Document = {"$group": {"_id": "$state", "t": {"$first": "$state_title"}}}
    found = await store.aggregate(rows, [*compute.pipeline(asked), group])
    return {row["_id"]: row["t"] for row in found}


def link(path: str, asked: Asked, more: Mapping[str, str]) -> str:
    told: dict[str, Any] = {"period": asked.period.name, **asked.chosen, **more}
    if asked.currency:
        told["currency"] = asked.currency
    return f"{path}?{urlencode(told)}"
