"""Routes for other services and for those who run the platform: the journal, the streams that are
followed, the dead letters. A person needs the role `ops`; another service its internal token."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Protocol

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from casework import Actor
from chassis.errors import NotFound
from chassis.store.journal import Journal
from chassis.store.verification import Verification
from chassis.tokens import Unauthorized
from chassis.web import bodies, operators
from chassis.web.http import Gate, json, reply
from chassis.wire.deadletters import DeadLetters
from chassis.wire.follower import Follower
from chassis.wire.pages import page
from chassis.wire.settling import settle

Req = Request[Any, Any, Any]


class Settle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which stream to follow again; `since` goes further back than need be."""

    service: str
    province: str
    since: int | None = None


class Dropped(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A letter that nobody will run again, and why."""

    id: str
    reason: Annotated[str, msgspec.Meta(min_length=3, max_length=1000)]


class Letter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A letter by its id, which may hold slashes."""

    id: str


Operates = Callable[[Req], Awaitable[Actor]]
COMMAND = Actor(id="system", roles=frozenset({"ops"}), province="")


async def operator(gate: Gate, request: Req) -> Actor:
    """A person who runs the platform, or a command with the internal secret. Raises NotYourRole,
    Unauthorized."""
    try:
        gate.internal(request)
        return COMMAND
    except Unauthorized:
        return operators.operator(await gate.actor(request))


class Journaled(Protocol):
    """What the routes of a journal need of a running service."""

    @property
    def journal(self) -> Journal: ...
    @property
    def verification(self) -> Verification: ...


def journal_routes(gate: Gate, running: Callable[[], Journaled]) -> list[Any]:
    """The journal, for followers of other services."""

    @get("/internal/heads", include_in_schema=False)
    async def heads(request: Req) -> Response[bytes]:
        gate.internal(request)
        name = {"Ngoaivu-Journal": await running().journal.identify()}
        return json(await running().journal.heads(), 200, name)

    @get("/internal/journal", include_in_schema=False)
    async def journal(
        request: Req,
        province: FromQuery[str],
        after: FromQuery[int] = 0,
        limit: FromQuery[int] = 500,
    ) -> Response[bytes]:
        gate.internal(request)
        lines = await running().journal.read(province, after, min(limit, 1000))
        head = (await running().journal.heads()).get(province, {"position": 0})["position"]
        return reply(page(lines, head))

    @get("/internal/verify", include_in_schema=False)
    async def verify(request: Req) -> Response[bytes]:
        gate.internal(request)
        return json(await running().verification.all())

    @post("/internal/journal/rename", include_in_schema=False, status_code=200)
    async def rename(request: Req) -> Response[bytes]:
        gate.internal(request)
        return json(await running().verification.restored())

    return [heads, journal, verify, rename]


def stream_routes(operates: Operates, follower: Callable[[], Follower | None]) -> list[Any]:
    """Where every stream stands, and the way back of one that was stopped."""

    @get("/internal/streams", operation_id="operations.streams")
    async def streams(request: Req) -> Response[bytes]:
        await operates(request)
        following = follower()
        rows = await following.positions.rows() if following else {}
        shown = ("service", "province", "position", "hash", "journal", "forked", "forks")
        items = [{name: row.get(name) for name in shown} for row in rows.values()]
        return json({"items": items})

    @post("/internal/streams/settle", operation_id="operations.settle", status_code=200)
    async def again(request: Req) -> Response[bytes]:
        await operates(request)
        asked = bodies.decode(await bodies.read_json(request), Settle)
        following = follower()
        if following is None:
            raise NotFound("Dịch vụ này không theo dõi sổ nào")
        stream = asked.service, asked.province
        return json(await settle(following, stream, asked.since))

    return [streams, again]


def dead_letter_routes(
    operates: Operates, desk: Callable[[], tuple[DeadLetters, Any]]
) -> list[Any]:
    """What could not be applied; `desk` gives it with the sink that runs a letter again."""

    @get("/internal/dead-letters", operation_id="operations.dead-letters")
    async def list_(request: Req) -> Response[bytes]:
        mine = operators.runs(await operates(request))
        return json({"items": await desk()[0].list(mine)})

    @post("/internal/dead-letters/{id:str}/redrive", status_code=200)
    async def redrive(request: Req, id: FromPath[str]) -> Response[bytes]:
        actor = await operates(request)
        dead, sink = desk()
        return json(await dead.redrive(id, actor, sink.redrive))

    @post("/internal/dead-letters/redrive", operation_id="operations.redrive", status_code=200)
    async def again(request: Req) -> Response[bytes]:
        actor = await operates(request)
        asked = bodies.decode(await bodies.read_json(request), Letter)
        dead, sink = desk()
        return json(await dead.redrive(asked.id, actor, sink.redrive))

    @post("/internal/dead-letters/drop", operation_id="operations.drop", status_code=200)
    async def drop(request: Req) -> Response[bytes]:
        actor = await operates(request)
        asked = bodies.decode(await bodies.read_json(request), Dropped)
        return json(await desk()[0].drop(asked.id, actor, asked.reason))

    return [list_, redrive, again, drop]
