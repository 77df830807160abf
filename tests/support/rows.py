"""Random rows of a gateway: every path that a figure reads is there, with values it may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from gateway.figures.figure import Dimension, Figure
from gateway.figures.subjects import FIGURES
from gateway.projections.rows import derived

COUNTRIES = ("LA", "KH", "CN", "JP", "KR", "US", "DE", "AU")
UNITS = ("so-ngoai-vu", "so-y-te", "so-cong-thuong", "xa-1")
DAYS = [date(2025, 1, 1) + timedelta(days=n) for n in range(0, 900, 11)]


def rows(seed: int, of_each: int = 40, province: str = "86") -> list[dict[str, Any]]:
    """`of_each` rows of every type that some figure counts."""
    random = Random(seed)
    types = sorted({(f.service, type_) for f in FIGURES.values() for type_ in f.types})
    return [
        _row(random, service, type_, n, province)
        for service, type_ in types
        for n in range(of_each)
    ]


def row(service: str, type_: str, id: str, province: str = "86", **more: Any) -> dict[str, Any]:
    """A plain row, as the fold leaves it, without fields."""
    told = {
        "_id": id, "version": 1, "position": 1, "service": service, "type": type_, "record": "R04",
        "code": id.upper(), "title": f"Hồ sơ {id}", "state": "closed", "state_title": "đóng",
        "final": True, "unit": "so-ngoai-vu", "province": province, "lodged": "2026-05-04",
        "law": "", "transition": "close", "team_only": False, "team": [], "shown_to": [],
        "rounds": [], "fields": {}, "clocks": [], "links": [], "terms": [], "due": None,
        "due_at": "9999", "duty": None, "changed": "2026-05-04T08:00:00+07:00",
    }  # fmt: skip
    made = {**told, **more}
    return seen(made)


def _row(random: Random, service: str, type_: str, n: int, province: str) -> dict[str, Any]:
    figures = [f for f in FIGURES.values() if f.service == service and type_ in f.types]
    states = sorted({s for f in figures for s in f.states} | {"draft"})
    made = row(service, type_, f"{province}-{type_}-{n:03}", province)
    made |= {
        "state": states[n % len(states)],
        "unit": random.choice(UNITS),
        "lodged": random.choice(DAYS).isoformat(),
        "team_only": any(f.counts_team_only for f in figures),
    }
    each = {f.each for f in figures if f.each}
    lengths = {path: random.randrange(4) for path in sorted(each)}
    for path, value in _values(random, figures).items():
        if not path.startswith(("unit", "province", "lodged", "state")):
            _put(random, made, path, value, lengths)
    if n < len(figures):
        _satisfy(made, figures[n])
    made["state_title"] = f"«{made['state']}»"
    return seen(made)


def seen(made: dict[str, Any]) -> dict[str, Any]:
    """The row with who may see it and its marks, but without words: figures do not search."""
    found = derived(made["_id"], made)
    return {**made, **found, "terms": [term for term in found["terms"] if "=" in term]}


def _satisfy(made: dict[str, Any], figure: Figure) -> None:
    """Make the row one that the figure counts, so that no figure stays empty by chance."""
    made["state"] = figure.states[0] if figure.states else made["state"]
    told = {path: _wanted(wanted)[0] for path, wanted in figure.where.items()}
    told |= {figure.measure.path: 7, figure.measure.currency: "VND"}
    rule = figure.period
    begins = {"year": 2026, "half": 2026, "month": "2026-05", "expiring": "2026-12-01"}
    told |= {rule.path: begins.get(rule.grain, "2026-03-02")}
    told |= {rule.also: {"half": 1, "month": 2026}.get(rule.grain)}
    if figure.each and not _get(made, figure.each):
        _set(made, figure.each, [{}])
    for path, value in told.items():
        if not path:
            continue
        if figure.each and path.startswith(f"{figure.each}."):
            _set(_get(made, figure.each)[0], path[len(figure.each) + 1 :], value)
        else:
            _set(made, path, value)


def _values(random: Random, figures: Iterable[Figure]) -> dict[str, list[Any]]:
    """For each path the values it may have."""
    found: dict[str, list[Any]] = {}
    for figure in figures:
        for path, wanted in figure.where.items():
            found.setdefault(path, []).extend(_wanted(wanted))
        for dimension in figure.by:
            if dimension.kind == "timeliness":
                found |= _clock()
            else:
                found.setdefault(dimension.path, []).extend(_keys(dimension))
        rule, measure = figure.period, figure.measure
        for path in filter(None, (rule.path, rule.also)):
            found.setdefault(path, []).extend(_moments(rule.grain, path == rule.also))
        if measure.path:
            found.setdefault(measure.path, []).extend([0, 1, 7, 250, 5_000_000_000, None])
        if measure.currency:
            found.setdefault(measure.currency, []).extend(["VND", "USD"])
    return found


def _wanted(wanted: Any) -> list[Any]:
    if not isinstance(wanted, Mapping):
        return [wanted]
    if "$nin" in wanted:
        return ["2026-03-01"] if None in wanted["$nin"] else ["planned"]
    return [value for value in wanted["$in"] if value not in (None, "")]


def _moments(grain: str, also: bool) -> list[Any]:
    if grain == "half":
        return [1, 2] if also else [2025, 2026]
    if grain == "year" or (grain == "month" and also):
        return [2025, 2026, 2027]
    if grain == "month":
        return [f"{day:%Y-%m}" for day in DAYS] + ["", None]
    return [day.isoformat() for day in DAYS] + [None, "2026-05-04T09:30:00+07:00"]


def _keys(dimension: Dimension) -> list[Any]:
    if dimension.kind in ("country", "region"):
        return list(COUNTRIES)
    if dimension.kind == "switch":
        return [True, False]
    if dimension.kind in ("month", "year"):
        return [day.isoformat() for day in DAYS]
    if dimension.kind == "unit":
        return list(UNITS)
    return list(dimension.labels) or ["một", "hai", "", None]


def _clock() -> dict[str, list[Any]]:
    return {
        "clocks.due": [day.isoformat() for day in DAYS],
        "clocks.met": [None, None, "2026-05-04T09:30:00+07:00"],
        "clocks.late_by": [0, 0, 3],
    }


def _put(
    random: Random, made: dict[str, Any], path: str, values: list[Any], lengths: Mapping[str, int]
) -> None:
    """Put random values at a path, into as many elements as an array on the way has."""
    counted = next((e for e in lengths if path.startswith(f"{e}.")), "")
    if counted or "[]" in path:
        array, _, rest = (
            path.partition("[]") if "[]" in path else (counted, "", path[len(counted) :])
        )
        if counted and "[]" in path and array != counted:
            _put_within(random, made, counted, path, values, lengths[counted])
            return
        _fill(random, made, array, rest.lstrip("."), values, lengths.get(array))
        return
    _set(made, path, random.choice(values))


def _put_within(
    random: Random, made: dict[str, Any], array: str, path: str, values: list[Any], length: int
) -> None:
    """An array inside each element of an array: «fields.items.countries[]»."""
    name = path[len(array) + 1 :].removesuffix("[]")
    elements = _get(made, array) or [{} for _ in range(length)]
    for element in elements:
        element[name] = [random.choice(values) for _ in range(random.randrange(3))]
    _set(made, array, elements)


def _fill(
    random: Random,
    made: dict[str, Any],
    array: str,
    leaf: str,
    values: list[Any],
    length: int | None,
) -> None:
    there = _get(made, array)
    if not isinstance(there, list) or not there:
        there = [
            {} if leaf else "" for _ in range(random.randrange(4) if length is None else length)
        ]
    if leaf:
        for element in there:
            _set(element, leaf, random.choice(values))
    else:
        there = [random.choice(values) for _ in there]
    _set(made, array, there)


def _get(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _set(value: dict[str, Any], path: str, wanted: Any) -> None:
    *way, last = path.split(".")
    for name in way:
        inner = value.get(name)
        value[name] = inner if isinstance(inner, dict) else {}
        value = value[name]
    value[last] = wanted
