"""Who sits at the browser: sessions with a cookie, their end, and proof that a form is ours.

A session is a row with the person's token; the cookie holds a random id and the row only its hash,
so a copy of the database opens nothing. Signing out deletes the row: it works at once, everywhere.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import msgspec
from litestar import Request
from litestar.datastructures import Cookie

from chassis import clock
from chassis.store.driver import Document, Store

Req = Request[Any, Any, Any]
IDLE = timedelta(minutes=60)
WHOLE = timedelta(hours=12)
LINK = timedelta(days=7)
TOUCH = timedelta(minutes=1)  # how often the row is written only because somebody looks
COOKIE = "ngoaivu"
INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    "sessions": (([("ends_at", 1)], {}), ([("person", 1)], {})),
    "one_time_links": (),
}


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A person at a browser. `settings`: language, keys on or off, the day a trainer chose."""

    id: str
    token: str
    csrf: str
    person: str
    name: str
    roles: tuple[str, ...]
    province: str
    unit: str
    seen_at: datetime
    ends_at: datetime
    settings: dict[str, Any] = {}

    @property
    def key(self) -> str:
        return digest(self.id)


class Sessions:
    """Rows of sessions. Times are real time, never the demo's."""

    def __init__(self, store: Store) -> None:
        self._rows = store["sessions"]
        self._links = store["one_time_links"]

    async def open(self, token: str, me: Mapping[str, Any], settings: Document) -> Session:
        """A new session with a new id: what was in the browser before is worth nothing."""
        now = clock.instant()
        session = Session(
            id=secrets.token_urlsafe(32),
            token=token,
            csrf=secrets.token_urlsafe(24),
            person=str(me["id"]),
            name=str(me.get("name") or me["id"]),
            roles=tuple(sorted(me.get("roles", ()))),
            province=str(me.get("province", "")),
            unit=str(me.get("unit", "")),
            seen_at=now,
            ends_at=now + WHOLE,
            settings=settings,
        )
        await self._rows.delete_many({"ends_at": {"$lt": written(now)}})
        await self._rows.insert_one(_row(session))
        return session

    async def find(self, id: str) -> Session | None:
        """The session of a cookie, unless it has been idle too long or is over."""
        if not id:
            return None
        row = await self._rows.find_one({"_id": digest(id)})
        if row is None:
            return None
        session = _session(id, row)
        now = clock.instant()
        if now - session.seen_at > IDLE or now > session.ends_at:
            await self._rows.delete_one({"_id": session.key})
            return None
        if now - session.seen_at > TOUCH:
            seen = {"$set": {"seen_at": written(now)}}
            await self._rows.update_one({"_id": session.key}, seen)
        return session

    async def close(self, session: Session) -> None:
        await self._rows.delete_one({"_id": session.key})

    async def close_all(self, person: str) -> None:
        """End every session of a person, on all machines."""
        await self._rows.delete_many({"person": person})

    async def set(self, session: Session, **settings: Any) -> None:
        changes = {f"settings.{name}": value for name, value in settings.items()}
        await self._rows.update_one({"_id": session.key}, {"$set": changes})

    async def make_link(self, person: str) -> str:
        """The secret of a link that signs a demo account in, once."""
        secret = secrets.token_urlsafe(24)
        until = written(clock.instant() + LINK)
        row = {"_id": digest(secret), "person": person, "until": until}
        await self._links.insert_one(row)
        return secret

    async def use_link(self, secret: str) -> str | None:
        """Whose link this is; a link works once."""
        row = await self._links.find_one({"_id": digest(secret)})
        if row is None:
            return None
        gone = await self._links.delete_one({"_id": row["_id"]})
        fresh = row["until"] > written(clock.instant())
        return str(row["person"]) if gone.deleted_count and fresh else None


def _row(session: Session) -> Document:
    row: Document = msgspec.to_builtins(session)
    row["_id"] = session.key
    del row["id"]
    return {**row, "seen_at": written(session.seen_at), "ends_at": written(session.ends_at)}


def _session(id: str, row: Document) -> Session:
    return msgspec.convert({**row, "id": id}, Session, strict=False)


def written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def is_secure(request: Req) -> bool:
    """Whether the browser speaks TLS, here or at the proxy in front."""
    return "https" in (request.url.scheme, request.headers.get("x-forwarded-proto", ""))


def cookie_name(request: Req) -> str:
    """`__Host-` binds a cookie to this host and to TLS; plain HTTP cannot have it."""
    return f"__Host-{COOKIE}" if is_secure(request) else COOKIE


def cookie(request: Req, id: str) -> Cookie:
    """The cookie of a session; with an empty id it is taken back."""
    return Cookie(
        key=cookie_name(request),
        value=id,
        path="/",
        httponly=True,
        secure=is_secure(request),
        samesite="lax",
        max_age=int(WHOLE.total_seconds()) if id else 0,
    )


def is_from_here(request: Req) -> bool:
    """Whether a form was sent by one of our own pages, as far as the browser says."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin", "")
    if origin in ("", "null"):
        return origin == ""
    return urlsplit(origin).netloc == request.headers.get("host", "")


def is_ours(session: Session, sent: Mapping[str, Any]) -> bool:
    """Whether the form holds the secret of this session."""
    return secrets.compare_digest(str(sent.get("_csrf", "")), session.csrf)


def local_path(wanted: str) -> str:
    """Where to go after signing in: a path of this site, nothing else."""
    parts = urlsplit(wanted)
    plain = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted
    inside = not parts.scheme and not parts.netloc and not parts.path.startswith("/sign-")
    return wanted if plain and inside and wanted.isprintable() else "/inbox"
