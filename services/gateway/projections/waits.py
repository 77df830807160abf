"""One row for each step that a dossier waits for: what an inbox reads, in the order of due dates.

`waited_by` holds a word for everything by which a person may be the one who is waited for, as far
as they may know of the dossier; a person carries the words of their own. An inbox is where the two
have one in common, read by an index that goes on with the due date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from casework import Actor, CloudEvent, News
from casework.event import Wait
from casework.visibility import LEADERS
from casework.vocabulary import WIDE
from chassis.store.driver import Document
from gateway.projections.moments import NEVER, end_of

BODY = "body"  # stands for the roles of a body that owes an opinion: whoever is of that body
INDEXES: Sequence[tuple[Any, Document]] = (
    ([("waited_by", 1), ("order", 1)], {}),
    ([("of", 1)], {}),
)


def beside(rows: str) -> str:
    """The collection of waits that belongs to a copy of the rows."""
    return rows.replace("dossiers", "waits")


def parts(event: CloudEvent) -> list[Document]:
    """The rows of what a dossier waits for now."""
    return [_part(event, wait) for wait in event.data.waits]


def query(actor: Actor) -> Document:
    """A filter for the rows that wait for this person."""
    words: dict[str, None] = {}
    for province in actor.provinces:
        for role in sorted(actor.roles):
            words[f"{province} {role}"] = None
            words[f"{province} {role} of {actor.unit}"] = None
        words[f"{province} {BODY} {actor.unit}"] = None
        words[f"{province} person {actor.id}"] = None
    return {
        "waited_by": {"$in": list(words)},
        "by": {"$in": [*sorted(actor.roles), BODY]},
        "not_by": {"$ne": actor.id},
    }


def _part(event: CloudEvent, wait: Wait) -> Document:
    news = event.data
    due = str(msgspec.to_builtins(wait.due)) if wait.due else None
    due_at = end_of(due) if due else NEVER
    id = f"{event.subject}/{wait.step}" + (f"/{wait.body}" if wait.body else "")
    return {
        "_id": id,
        "service": news.service,
        "type": news.type,
        "province": event.province,
        "waited_by": list(dict.fromkeys(_words(event.province, news, wait))),
        "by": list(wait.by) or [BODY],
        "not_by": list(wait.not_by),
        "body": wait.body,
        "holder": news.holder,
        "step": wait.step,
        "title": wait.title,
        "duty": wait.duty,
        "law": wait.law,
        "mark": wait.mark,
        "main": wait.main,
        "due": due,
        "due_at": due_at,
        "due_unit": wait.unit,
        "order": f"{due_at} {id}",
    }


def _words(province: str, news: News, wait: Wait) -> Iterable[str]:
    if wait.body:
        yield f"{province} {BODY} {wait.body}"
    elif news.team_only:
        yield from (f"{province} person {id}" for id in news.team)
        yield from (f"{province} {role} of {news.unit}" for role in wait.by if role in LEADERS)
    else:
        for role in wait.by:
            if role in WIDE or role in news.shown_to:
                yield f"{province} {role}"
            else:
                yield from (f"{province} {role} of {unit}" for unit in wait.units)
