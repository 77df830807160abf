"""How a dimension turns a row into keys, and a key back into a filter on rows.

Both ways must agree: the rows found by `condition(d, key)` are those that `keys(d, raw)` counts
there. The empty key stands for what is not said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from casework import Province
from casework.countries import COUNTRIES
from casework.countries import country as country_name
from chassis.store.driver import Document
from chassis.web.problems import Unreadable
from gateway.figures.figure import Dimension
from gateway.figures.regions import REGIONS, region

UNSAID = "không rõ, không ghi"
TIERS = {"province": "cấp tỉnh", "commune": "cấp xã"}
YES_NO = {"true": "có", "false": "không"}
TIMELY = {
    "on-time": "đúng hạn",
    "late": "quá hạn",
    "missing": "chưa nộp, quá hạn",
    "due": "chưa đến hạn",
}
_COMMUNE = "xa-"
_LENGTH = {"month": 7, "year": 4}
_BLANK: list[Any] = [None, ""]


def expression(dimension: Dimension, today: date) -> Any:
    """What the database groups by: a value, or an array of values."""
    path, leaf = _split(dimension.path)
    if dimension.is_many:
        told: Any = {"$ifNull": [f"${path}", []]}
        return {"$map": {"input": told, "as": "e", "in": f"$$e.{leaf}"}} if leaf else told
    here = f"${path}"
    if dimension.kind in _LENGTH:
        return {"$substrBytes": [{"$ifNull": [here, ""]}, 0, _LENGTH[dimension.kind]]}
    if dimension.kind == "filled":
        return {"$ne": [{"$ifNull": [here, ""]}, ""]}
    if dimension.kind == "timeliness":
        met = {"$ne": [{"$ifNull": [f"{here}.met", ""]}, ""]}
        past = {"$lt": [{"$ifNull": [f"{here}.due", "9999"]}, today.isoformat()]}
        late = {"$gt": [{"$ifNull": [f"{here}.late_by", 0]}, 0]}
        done = {"$cond": [late, "late", "on-time"]}
        return {"$cond": [met, done, {"$cond": [past, "missing", "due"]}]}
    return {"$ifNull": [here, ""]}


def keys(dimension: Dimension, raw: Any) -> list[str]:
    """The keys of a value that the database grouped by; each of an array's once."""
    values = raw if isinstance(raw, list) else [raw]
    found = dict.fromkeys(_key(dimension, value) for value in values)
    return list(found) or [""]


def condition(dimension: Dimension, key: str, today: date) -> Document:
    """The rows that have this key. Raises Unreadable."""
    path, kind = dimension.at, dimension.kind
    if kind == "timeliness":
        return _timely(path, key, today)
    if kind in ("filled", "switch") and key not in YES_NO and not (kind == "switch" and not key):
        raise Unreadable(f"{dimension.name} phải là true hoặc false")
    if kind == "filled":
        return {path: {"$nin" if key == "true" else "$in": _BLANK}}
    if kind == "tier":
        named = {"$regex": f"^{_COMMUNE}"}
        return {path: named if key == "commune" else {"$not": named}}
    if not key:
        return _unsaid(dimension)
    if kind in _LENGTH:
        return {path: {"$regex": f"^{re.escape(key)}"}}
    if kind == "region":
        return {path: {"$in": [c for c in COUNTRIES if region(c) == key]}}
    if kind == "switch":
        return {path: key == "true"}
    if kind == "number":
        if not re.fullmatch(r"-?\d{1,9}", key):
            raise Unreadable(f"{dimension.name} phải là số nguyên")
        return {path: int(key)}
    return {path: key}


def label(dimension: Dimension, key: str, provinces: Mapping[str, Province]) -> str:
    """What people read instead of the key."""
    if not key:
        return UNSAID
    match dimension.kind:
        case "country":
            return country_name(key) if key in COUNTRIES else key
        case "region":
            return REGIONS.get(key, key)
        case "tier":
            return TIERS.get(key, key)
        case "switch" | "filled":
            return dimension.labels.get(key) or YES_NO.get(key, key)
        case "timeliness":
            return TIMELY.get(key, key)
        case "month":
            return f"tháng {key[5:]}/{key[:4]}"
        case "province":
            return provinces[key].name if key in provinces else key
        case "unit":
            names = {p.units[key].name for p in provinces.values() if key in p.units}
            return " / ".join(sorted(names)) or key
    return dimension.labels.get(key, key)


def told(dimension: Dimension, row: Document, today: date) -> list[str]:
    """The keys of one row as it is stored."""
    if dimension.kind == "timeliness":
        return [_timeliness(row.get(dimension.path) or {}, today)]
    return keys(dimension, reach(row, dimension.path))


def reach(value: Any, path: str) -> Any:
    """What a path leads to in a row; a list where it goes through an array."""
    for name in path.split("."):
        many = name.endswith("[]")
        name = name.removesuffix("[]")
        if isinstance(value, list):
            value = [e.get(name) for e in value if isinstance(e, dict)]
        else:
            value = value.get(name) if isinstance(value, dict) else None
        if many and value is None:
            value = []
    return value


def _split(path: str) -> tuple[str, str]:
    array, _, leaf = path.partition("[]")
    return array, leaf.removeprefix(".")


def _key(dimension: Dimension, value: Any) -> str:
    match dimension.kind:
        case "region":
            return region(value or "")
        case "tier":
            return "commune" if str(value or "").startswith(_COMMUNE) else "province"
        case "filled":
            return "true" if value not in (None, "", False) else "false"
        case "month" | "year":
            return str(value or "")[: _LENGTH[dimension.kind]]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _unsaid(dimension: Dimension) -> Document:
    if not dimension.is_many:
        return {dimension.at: {"$in": _BLANK}}
    path, _ = _split(dimension.path)
    at = dimension.at
    ways = [{at: {"$exists": False}}, {at: {"$in": _BLANK}}, {path: {"$size": 0}}]
    return {"$or": ways}


def _timely(path: str, key: str, today: date) -> Document:
    met, late, due = f"{path}.met", f"{path}.late_by", f"{path}.due"
    conditions: dict[str, Document] = {
        "on-time": {met: {"$nin": _BLANK}, late: {"$not": {"$gt": 0}}},
        "late": {met: {"$nin": _BLANK}, late: {"$gt": 0}},
        "missing": {met: {"$in": _BLANK}, due: {"$lt": today.isoformat()}},
        "due": {met: {"$in": _BLANK}, due: {"$not": {"$lt": today.isoformat()}}},
    }
    if key not in conditions:
        raise Unreadable(f"Không rõ {key!r}: {', '.join(conditions)}")
    return conditions[key]


def _timeliness(clock: Document, today: date) -> str:
    if clock.get("met"):
        return "late" if (clock.get("late_by") or 0) > 0 else "on-time"
    return "missing" if (clock.get("due") or "9999") < today.isoformat() else "due"
