"""What a row is found by: the words of its texts, and marks (`type=letter`) for exact filters.

All stand in one indexed field, so that a list with any of these filters reads what it shows. Names
of people that the type does not disclose come as keyed hashes in the news (`chassis.people`); they
are found by whole words inside their province, and the ministry never gets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from casework.text import unaccented

MOST = 4_000  # words of one row; of a longer one the list says that it was not searched whole
EXACT = ("type", "state", "unit", "holder")
_COUNTRY = re.compile(r"[A-Z]{2}")
_COUNTRIES = ("country", "countries", "nationality")


def mark(name: str, value: str) -> str:
    """The term of an exact filter; no word has the sign in it."""
    return f"{name}={value}"


def person(hash: str) -> str:
    """The term of a word of somebody's name, hashed with the key of the province's services."""
    return f"#{hash}"


def is_word(term: str) -> bool:
    """Whether a term is a word that somebody wrote: no mark and no hash."""
    return "=" not in term and not term.startswith("#")


def terms(row: Mapping[str, Any], people: Iterable[str] = ()) -> tuple[list[str], bool]:
    """All terms of a row, and whether they are all. `people`: hashes that came with the news."""
    texts = [row["title"], row["code"], row["state_title"], *_texts(row["fields"])]
    words = list(words_of(texts))
    found = dict.fromkeys((*_marks(row), *map(person, people), *words[:MOST]))
    return list(found), len(words) <= MOST


def words_of(texts: Iterable[str]) -> Iterable[str]:
    """Each word once, lower case and without accents."""
    return dict.fromkeys(word for text in texts for word in unaccented(text).split())


def _marks(row: Mapping[str, Any]) -> Iterable[str]:
    fields, lodged = row["fields"], row["lodged"][:4]
    for name in EXACT:
        if value := row.get(name):
            yield mark(name, value)
    for year in dict.fromkeys((lodged, str(fields.get("year") or lodged))):
        yield mark("year", year)
    for country in _countries(fields):
        yield mark("country", country)
    for link in row["links"]:
        yield mark("linked_to", link["id"])


def _countries(value: Any, name: str = "") -> Iterable[str]:
    """Codes of countries, by the names of their fields."""
    if isinstance(value, Mapping):
        for inner, part in value.items():
            yield from _countries(part, inner)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _countries(part, name)
    elif isinstance(value, str) and name.endswith(_COUNTRIES) and _COUNTRY.fullmatch(value):
        yield value


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
