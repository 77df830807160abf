"""One row per dossier, folded from its news: what lists, the calendar, tracking and figures read.

A row keeps `province`, `unit`, `team` and `rounds` in the shape of a stored dossier, so that
`chassis.visibility` decides here as it does in the service.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from casework import News
from chassis.store.driver import Document
from chassis.wire.followed import Followed
from chassis.wire.projections import Row
from gateway.projections import seen_by, waits
from gateway.projections.alphabet import sort_key
from gateway.projections.moments import NEVER, end_of, moment
from gateway.projections.terms import terms

__all__ = ["INDEXES", "NEVER", "ORDERS", "derived", "end_of", "fold", "moment", "next_duty"]

# The order of every list that is offered, each ending with the id: no two rows are equal in it, so
# that a page begins where the last one ended by a single comparison.
ORDERS = ("lodged", "due", "changed", "title")
INDEXES: Sequence[tuple[Any, Document]] = (
    *(([("seen_by", 1), (f"order.{name}", 1)], {}) for name in ORDERS),
    ([("terms", 1), ("order.lodged", 1)], {}),
    ([("province", 1), ("due_at", 1), ("_id", 1)], {}),
    ([("code", 1)], {}),
    ([("service", 1), ("type", 1), ("province", 1), ("_id", 1)], {}),
)
_COPIED = (
    "service", "type", "record", "code", "title", "state", "state_title", "final", "unit",
    "lodged", "law", "transition", "fields", "team_only", "personal", "tracked", "team", "holder",
    "holder_name",
)  # fmt: skip


def fold(collection: str, events: Sequence[Followed]) -> Iterable[Row]:
    """The rows of a batch; of one dossier the newest version wins (chassis.wire.projections)."""
    for followed in events:
        event = followed.event
        yield Row(
            collection, event.subject, event.sequence, _fields(followed),
            waits.beside(collection), waits.parts(event),
        )  # fmt: skip


def _fields(followed: Followed) -> dict[str, Any]:
    event, news = followed.event, followed.event.data
    copied = {name: getattr(news, name) for name in _COPIED}
    duty = next_duty(news)
    row = {
        **copied,
        "team": list(news.team),
        "shown_to": list(news.shown_to),
        "rounds": [{"opinions": [{"body": body} for body in news.asked]}],
        "province": event.province,
        "position": followed.position,
        "changed": event.time,
        "due": str(duty["due"]) if duty else None,
        "due_at": end_of(str(duty["due"])) if duty else NEVER,
        "duty": duty,
        "clocks": [dict(clock) for clock in news.clocks],
        "links": msgspec.to_builtins(news.links),
    }
    return {**row, **derived(event.subject, row, news.people)}


def derived(id: str, row: Document, people: Sequence[str] = ()) -> Document:
    """What lists read and what follows from the rest of a row: also of one that is older."""
    found_by, is_whole = terms(row, people)
    order = {
        "lodged": row["lodged"],
        "due": row["due_at"],
        "changed": moment(datetime.fromisoformat(row["changed"])),
        "title": sort_key(row["title"]),
    }
    return {
        "seen_by": _seen_by(row),
        "order": {name: f"{value} {id}" for name, value in order.items()},
        "terms": found_by,
        **({} if is_whole else {"partly_searched": True}),
    }


def _seen_by(row: Document) -> list[str]:
    names = {
        "unit": [row["unit"]],
        "rounds.opinions.body": [o["body"] for r in row["rounds"] for o in r["opinions"]],
        "team": row["team"] if row["team_only"] else [],
    }
    return seen_by.words_of(row["province"], row["team_only"], names, row["shown_to"])


def next_duty(news: News) -> Mapping[str, Any] | None:
    """The unmet duty that is due first; a closed dossier owes nothing more."""
    if news.final:
        return None
    open_ = [c for c in news.clocks if c.get("due") and not c.get("met")]
    return min(open_, key=lambda c: end_of(str(c["due"])), default=None)
