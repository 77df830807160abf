"""What a list is asked for: which filters there are, and the conditions they become.

An unknown parameter, or one twice that may come once, is refused: a list that silently leaves out a
filter shows what nobody asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from casework import Actor
from casework.text import unaccented
from chassis.people import hashed
from chassis.store.driver import Document
from chassis.web.problems import Unreadable
from gateway.projections.rows import end_of, moment
from gateway.projections.terms import EXACT, mark, person
from gateway.running import Gateway

WORDS = 8  # words of one search; further ones are named as not searched
MARKED = (*EXACT, "year", "country", "linked_to")
PLAIN = ("province", "service", "record", "code")
ME = "me"  # as a holder: whoever asks
FILTERS = (
    *PLAIN, *MARKED, "late", "due_before", "changed_after", "final", "q"
)  # fmt: skip
MANY = frozenset({*PLAIN, *MARKED, "seen"})
_SHAPES: Mapping[str, tuple[re.Pattern[str], str]] = {
    "year": (re.compile(r"\d{4}"), "năm gồm bốn chữ số"),
    "country": (re.compile(r"[A-Z]{2}"), "mã nước gồm hai chữ cái hoa (ISO 3166-1)"),
    "province": (re.compile(r"\d{2}"), "mã tỉnh gồm hai chữ số"),
}


class Search(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What was sought of a text, and what not: no rows must not pass for «there are none»."""

    words: list[str] = []
    beginning: str = ""
    not_searched: list[str] = []
    says: str = ""


def known(asked: Any, besides: Collection[str]) -> None:
    """Raises Unreadable for a parameter that this list has not, or that came too often."""
    for name in asked:
        if name not in FILTERS and name not in besides:
            allowed = ", ".join(sorted({*FILTERS, *besides}))
            raise Unreadable(f"{name}: danh sách này không có tham số đó; có: {allowed}")
        if name not in MANY and len(asked.getall(name)) > 1:
            raise Unreadable(f"{name}: chỉ nêu một lần")


async def conditions(
    gateway: Gateway, asked: Any, now: datetime, actor: Actor
) -> tuple[list[Document], Search | None]:
    """The filters of a query, one condition each, and what was sought. Raises Unreadable."""
    found = [*_exact(asked, actor), *_dated(asked, now)]
    if final := _flag(asked, "final"):
        found.append({"final": final == "true"})
    if not asked.get("q"):
        return found, None
    sought, search = await _sought(gateway, asked["q"], actor.provinces)
    return [*found, *sought], search


def _exact(asked: Any, actor: Actor) -> Iterable[Document]:
    for name in (*MARKED, *PLAIN):
        values = list(asked.getall(name, []))
        if name in _SHAPES:
            pattern, says = _SHAPES[name]
            if strange := [v for v in values if not pattern.fullmatch(v)]:
                raise Unreadable(f"{name}: {says}, nhận được {strange[0]!r}")
        if not values:
            continue
        if name in MARKED:
            mine = [actor.id if (name, v) == ("holder", ME) else v for v in values]
            yield {"terms": _among([mark(name, value) for value in mine])}
        else:
            yield {name: _among(values)}


def _dated(asked: Any, now: datetime) -> Iterable[Document]:
    if late := _flag(asked, "late"):
        yield {"order.due": {"$lt" if late == "true" else "$gte": moment(now)}}
    if asked.get("due_before"):
        yield {"order.due": {"$lt": _day(asked, "due_before").isoformat()}}
    if asked.get("changed_after"):
        yield {"order.changed": {"$gt": _changed_after(asked)}}


def _changed_after(asked: Any) -> str:
    """Behind a moment, or behind the end of a day."""
    text = asked["changed_after"].replace(" ", "+")
    try:
        if len(text) == 10:
            return end_of(date.fromisoformat(text).isoformat()) + "~"
        return moment(datetime.fromisoformat(text)) + "~"
    except (ValueError, OverflowError):
        raise Unreadable(f"changed_after không phải ngày hay thời điểm: {text!r}") from None


def _flag(asked: Any, name: str) -> str:
    value = asked.get(name)
    if value not in (None, "true", "false"):
        raise Unreadable(f"{name} phải là true hoặc false")
    return str(value or "")


def _day(asked: Any, name: str) -> date:
    try:
        return date.fromisoformat(asked[name])
    except ValueError:
        raise Unreadable(f"{name} không phải ngày: {asked[name]!r}") from None


async def _sought(
    gateway: Gateway, text: str, provinces: Iterable[str]
) -> tuple[list[Document], Search]:
    """Whole words, and the last one also as the beginning of a word: it may still be typed."""
    words = list(dict.fromkeys(unaccented(text).split()))
    kept, left = words[:WORDS], words[WORDS:]
    search = Search(words=kept, not_searched=left)
    if not words:
        search.not_searched, search.says = [text[:200]], "Không có chữ hay số nào để tìm."
        return [], search
    if left:
        search.says = f"Chỉ tìm theo {WORDS} từ đầu."
    codes = list(provinces) if gateway.is_province else []
    secret = gateway.settings.internal_secret
    found: list[Document] = [
        {"terms": {"$in": [word, *(person(hashed(secret, code, word)) for code in codes)]}}
        for word in kept
    ]
    if not left:
        begun, whole = await gateway.dictionary.begun_with(kept[-1])
        search.beginning = kept[-1]
        among = found[-1]["terms"]
        found[-1] = {"terms": {"$in": list(dict.fromkeys([*among["$in"], *begun]))}}
        if not whole:
            search.says = f"Từ “{kept[-1]}” ngắn quá: không tìm hết các từ bắt đầu như vậy."
    return found, search


def _among(values: list[str]) -> Any:
    return values[0] if len(values) == 1 else {"$in": values}
