"""What each audience may read of an event: CloudEvents as JSON, in one canonical form.

The province's own systems read what a type discloses; the ministry only the fields that the type
names for it. Of a dossier that is shown to its team alone nobody reads more than that a position of
the journal was used, so that the reader can still prove that nothing else is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from casework.event import News, source
from chassis.wire.followed import Followed

Told = dict[str, Any]


def province(followed: Followed) -> Told:
    """Everything the type discloses inside its province."""
    if followed.event.data.team_only:
        return withheld(followed)
    news = followed.event.data
    data = _plain(followed)
    if not _tells_only(news, news.fields):
        data["title"] = ""
    return _cloud_event(followed, data)


def ministry(followed: Followed) -> Told:
    """The state, the duties, and the fields named for the ministry; no free text of reasons."""
    news = followed.event.data
    if news.team_only:
        return withheld(followed)
    kept = {name: value for name, value in news.fields.items() if name in news.ministry}
    hidden = [value for name, value in news.fields.items() if name not in news.ministry]
    data = _plain(followed)
    data |= {"fields": kept, "links": [], "asked": [], "title": news.title}
    if not kept or not _tells_only(news, kept) or _says(news.title, hidden):
        data["title"] = ""
    data["clocks"] = [{n: v for n, v in c.items() if n != "late_reason"} for c in data["clocks"]]
    return _cloud_event(followed, data)


AUDIENCES: Mapping[str, Callable[[Followed], Told]] = {"province": province, "ministry": ministry}


def withheld(followed: Followed) -> Told:
    """A position about which nothing may be said."""
    return gap(followed.service, followed.province, followed.position, followed.event.time[:10])


def gap(service: str, code: str, position: int, day: str = "") -> Told:
    """A position that was used; `day` is left out where the event could not be read."""
    return {
        "specversion": "1.0",
        "id": f"withheld-{code}-{service}-{position}",
        "source": source(code, service),
        "type": f"vn.ngoaivu.{service}.withheld.v1",
        "subject": "withheld",
        **({"time": f"{day}T00:00:00+07:00"} if day else {}),
        "datacontenttype": "application/json",
        "province": code,
        "sequence": 0,
        "position": position,
        "data": {"service": service, "withheld": True, "fields": {}},
    }


def told_late(told: Told, number: int) -> Told:
    """The same event as line `number` of the stream's late lines; `of` is where it belongs."""
    late = {"source": f"{told['source']}/late", "position": number, "of": told["position"]}
    return {**told, **late}


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no blanks, UTF-8: what a seal is computed over."""
    return msgspec.json.encode(value, order="sorted")


def _cloud_event(followed: Followed, data: Told) -> Told:
    event = followed.event
    return {
        "specversion": event.specversion,
        "id": event.id,
        "source": event.source,
        "type": event.type,
        "subject": event.subject,
        "time": event.time,
        "datacontenttype": event.datacontenttype,
        "province": event.province,
        "sequence": event.sequence,
        "position": followed.position,
        "data": data,
    }


# Who may see a dossier, whom it waits for, who holds it, and by which hashes people are found.
_INDOORS = frozenset(
    {"team", "waits", "holder", "holder_name", "people", "told", "personal", "tracked"}
)


def _plain(followed: Followed) -> Told:
    told: Told = msgspec.to_builtins(followed.event.data)
    return {name: value for name, value in told.items() if name not in _INDOORS}


def _tells_only(news: News, disclosed: Mapping[str, Any]) -> bool:
    """Whether a title is made of what is disclosed alone; of older news that is not known."""
    return news.told is None or set(news.told) <= set(disclosed)


def _says(title: str, hidden: Any) -> bool:
    """Whether a title repeats a text that is not meant for this reader."""
    if isinstance(hidden, str):
        return len(hidden) > 2 and hidden.casefold() in title.casefold()
    if isinstance(hidden, Mapping):
        return any(_says(title, value) for value in hidden.values())
    if isinstance(hidden, list | tuple):
        return any(_says(title, value) for value in hidden)
    return False
