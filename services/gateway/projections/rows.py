"""One row per dossier, folded from its news: what lists, the calendar, tracking and figures read.

A row keeps `province`, `unit`, `team` and `rounds` in the shape of a stored dossier, so that
`chassis.visibility` decides here as it does in the service.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from casework import News
from casework.register import unaccented
from chassis.store.driver import Document
from chassis.wire.follower import Followed
from chassis.wire.projections import Row
from gateway.projections import waits
from gateway.projections.moments import NEVER, end_of, moment

__all__ = ["INDEXES", "NEVER", "end_of", "fold", "moment", "next_duty", "tokens"]

INDEXES: Sequence[tuple[Any, Document]] = (
    ([("province", 1), ("lodged", -1), ("_id", 1)], {}),
    ([("province", 1), ("due_at", 1), ("_id", 1)], {}),
    ([("code", 1)], {}),
    ([("service", 1), ("type", 1), ("province", 1), ("_id", 1)], {}),
    ([("tokens", 1)], {}),
)
_WORDS = 200
_COPIED = (
    "service", "type", "record", "code", "title", "state", "state_title", "final", "unit",
    "lodged", "law", "transition", "fields", "team_only", "team", "holder",
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
    told = {name: getattr(news, name) for name in _COPIED}
    duty = next_duty(news)
    return {
        **told,
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
        "tokens": tokens(news),
    }


def next_duty(news: News) -> Mapping[str, Any] | None:
    """The unmet duty that is due first; a closed dossier owes nothing more."""
    if news.final:
        return None
    open_ = [c for c in news.clocks if c.get("due") and not c.get("met")]
    return min(open_, key=lambda c: end_of(str(c["due"])), default=None)


def tokens(news: News) -> list[str]:
    """The words by which a dossier is found, without accents."""
    texts = [news.title, news.code, news.state_title, *_texts(news.fields)]
    words = dict.fromkeys(word for text in texts for word in unaccented(text).split())
    return list(words)[:_WORDS]


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
