"""Reference data of this service, read once and checked: who is party to the Apostille Convention,
the neighbours by land, the economies of APEC, international organisations, consular posts."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from casework.countries import is_country
from casework.law import Mark

DATA = Path(__file__).parent / "data"
Rank = Literal["embassy", "consulate-general", "consulate", "honorary-consulate"]


class BadData(ValueError):
    """A data file of this package names a country that nobody knows, or the same thing twice."""


class Party(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A party to the Apostille Convention; without `since`, a party before Viet Nam was one."""

    country: str
    since: date | None = None
    source: str
    mark: Mark
    objects: bool = False


class Organisation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An international organisation: the country of its headquarters, the city of its office
    here."""

    code: str
    name: str
    seat: str
    office: str = ""
    mark: Mark


class Post(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A diplomatic or consular post: of `country` here, or of Viet Nam in `country`."""

    country: str
    rank: Rank
    city: str
    mark: Mark


def apostille_since(country: str) -> date | None:
    """The day from which an Apostille works between Viet Nam and a country; None: never yet."""
    party = PARTIES.get(country)
    if party is None or party.objects or country == "VN":
        return None
    ours = PARTIES["VN"].since
    assert ours is not None
    return max(ours, party.since or ours)


def takes_apostille(country: str, on: date) -> bool:
    """Whether documents between Viet Nam and `country` need an Apostille only, on that day."""
    since = apostille_since(country)
    return since is not None and since <= on


def _parties(raw: dict[str, Any]) -> dict[str, Party]:
    early = [Party(country=c, source=raw["source"], mark=raw["mark"]) for c in raw["before"]]
    found = [*early, *msgspec.convert(raw["party"], list[Party])]
    _check("apostille.toml", [p.country for p in found], [p.country for p in found])
    return {p.country: p for p in found}


def _embassies(raw: dict[str, Any]) -> tuple[Post, ...]:
    more: dict[str, Any] = {"rank": "embassy", "city": raw["city"], "mark": raw["mark"]}
    return tuple(Post(country=c, **more) for c in raw["countries"])


def _check(file: str, countries: list[str], keys: list[Any]) -> None:
    if unknown := sorted({c for c in countries if not is_country(c)}):
        raise BadData(f"{file}: không có nước {', '.join(unknown)}")
    if twice := sorted({str(k) for k in keys if keys.count(k) > 1}):
        raise BadData(f"{file}: ghi hai lần {', '.join(twice)}")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


_PLACES = _read("places.toml")
PARTIES = _parties(_read("apostille.toml"))
NEIGHBOURS: tuple[str, ...] = tuple(_PLACES["neighbours"]["countries"])
ECONOMIES: tuple[str, ...] = tuple(_PLACES["apec"]["economies"])
ORGANISATIONS = tuple(msgspec.convert(_PLACES["organisation"], list[Organisation]))
POSTS = (*_embassies(_PLACES["embassies"]), *msgspec.convert(_PLACES["post"], list[Post]))
NATIONAL_DAYS: dict[str, str] = dict(_PLACES["national-days"])
OUR_POSTS = tuple(msgspec.convert(_PLACES["our-post"], list[Post]))
_check("places.toml", [*NEIGHBOURS, *ECONOMIES], list(ECONOMIES))
_check("places.toml", list(NATIONAL_DAYS), [])
_check("places.toml", [o.seat for o in ORGANISATIONS], [o.code for o in ORGANISATIONS])
_check("places.toml", [p.country for p in POSTS], list(map(str, POSTS)))
_check("places.toml", [p.country for p in OUR_POSTS], list(map(str, OUR_POSTS)))
