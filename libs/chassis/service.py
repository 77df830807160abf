"""A service, put together: what all five have in common, so that their main.py says only what
each is made of.

`create_service(settings, types=…, reactions=…)` builds the application; nothing is connected
before its lifespan begins.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from casework import CloudEvent, DossierType, Province, Register
from chassis import metrics, running_out, tracing  # fmt: skip
from chassis.clock import Clock
from chassis.observability import Observed, configure
from chassis.provinces import load_provinces
from chassis.settings import Settings
from chassis.store import dossiers
from chassis.store.dossiers import Dossiers
from chassis.store.driver import Document, Session, connect
from chassis.store.journal import Journal, Wake
from chassis.store.registers import INDEXES as REGISTER_INDEXES
from chassis.store.registry import Registry
from chassis.tokens import Keys, Verifier
from chassis.web import http, operators, register_routes, routes
from chassis.web.desk import Desk
from chassis.web.http import Gate, json
from chassis.web.simulation import simulation_route
from chassis.web.values import values_route
from chassis.wire import deadletters, follower, news, peers, relay
from chassis.wire.follower import Follower, Positions
from chassis.wire.reactions import Reaction, Reactions, Work
from published.catalogue import of_register, of_type
from published.contract import asyncapi

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    **dossiers.INDEXES,
    **REGISTER_INDEXES,
    **follower.INDEXES,
    **deadletters.INDEXES,
    "reads": (),
}
Rooms = Callable[[Desk], Sequence[Any]]
Beside = Callable[[Desk], AbstractAsyncContextManager[None]]


class Late:
    """A name for what exists only while the application runs: the store and what stands on it."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def put(self, **made: Any) -> None:
        self._made.update(made)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._made[name]
        except KeyError:
            raise OSError("the application has not started") from None


def create_service(
    settings: Settings,
    *,
    title: str,
    types: Sequence[DossierType[Any]],
    looked_up: Sequence[str] = (),
    registers: Sequence[Register[Any]] = (),
    reactions: Mapping[str, Sequence[Reaction]] | None = None,
    rooms: Rooms = lambda desk: (),
    beside: Sequence[Beside] = (),
    indexes: Mapping[str, Sequence[tuple[Any, Document]]] | None = None,
) -> Observed:
    """The application of one service. `looked_up` names the fields by which its rules look up
    dossiers, `rooms` adds routes of anything else, `beside` what runs while the application does.
    """
    configure(settings.service, settings.log_level)
    registry = Registry(settings.service, types, registers)
    registry.key = settings.internal_secret
    clock = Clock(settings.demo, settings.demo_days)
    provinces = load_provinces(
        settings.provinces, {settings.service: registry.params()}, clock.now().date()
    )
    verifier = Verifier(Keys(settings.jwks), settings.issuer, settings.audience)
    gate = Gate(verifier, clock, settings.internal_secret, provinces)
    late = Late()
    indexes = {**INDEXES, **(indexes or {}), "dossiers": dossiers.indexes(looked_up)}
    desk = Desk(settings, registry, gate)
    metrics.BUILD.labels(settings.service, http.VERSION).set(1)

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await _start(stack, desk, provinces, late, reactions or {}, indexes)
            for runs in beside:
                await stack.enter_async_context(runs(desk))
            _settle_memory()
            yield

    app = http.build(
        settings.service,
        [
            simulation_route(provinces),
            *_catalogue(settings.service, registry),
            values_route(settings.service, registry.params(), provinces, gate),
            *_internal(gate, late),
            *_dead_letters(gate, late),
            *routes.dossier_routes(desk),
            *register_routes.register_routes(desk),
            *rooms(desk),
        ],
        title=title,
        schemas=routes.reads_of(registry.types, register_routes.shapes_of(registers)),
        ready={"database": lambda: late.store.ping()},
        lifespan=[running],
        refresh=lambda: _refresh(late, registry, settings, provinces),
        count_every=settings.count_every,
        max_body=settings.max_body,
    )
    return Observed(app, settings.service, settings.most_requests)


async def _start(
    stack: AsyncExitStack,
    desk: Desk,
    provinces: Mapping[str, Province],
    late: Late,
    reactions: Mapping[str, Sequence[Reaction]],
    indexes: Mapping[str, Sequence[tuple[Any, Document]]],
) -> None:
    """Open everything in the order it is needed; the stack closes it in reverse."""
    settings = desk.settings
    await stack.enter_async_context(tracing.exporting(settings))
    store = connect(settings)
    stack.push_async_callback(store.close)
    await store.ensure(**indexes)
    wake = Wake()
    kept = Dossiers(store, desk.registry, provinces, wake.ring)
    desk.open(store, kept)
    late.put(store=store, journal=Journal(store))
    await stack.enter_async_context(relay.running(relay.Relay(settings, store, wake)))
    client = await stack.enter_async_context(peers.client())
    sources = {
        service: peers.Peer(service, settings.peers[service], settings.internal_secret, client)
        for service in sources_of(reactions)
        if service in settings.peers
    }
    listener = news.News(settings, settings.service, sorted(sources))
    dead = deadletters.DeadLetters(store, settings.service, listener.copy)
    positions = Positions(store, settings.service)

    def work(event: CloudEvent, session: Session) -> Any:
        return Work(kept, session, event)

    sink = Reactions(store, positions, reactions, work, dead)
    late.put(dead=dead, sink=sink)
    if sources:
        following = Follower(positions, tracing.Traced(sink, settings.service), sources, dead)
        await stack.enter_async_context(follower.following(following, settings.catch_up_every))
        await stack.enter_async_context(news.listening(listener, following))


def sources_of(reactions: Mapping[str, Any]) -> set[str]:
    """The services whose events are reacted to: `vn.ngoaivu.<service>.…`."""
    return {name.split(".")[2] for name in reactions}


def _catalogue(service: str, registry: Registry) -> list[Any]:
    """What this service has, and what it announces; the gateway gathers both."""
    newest = [registry.named(n)[-1] for n in registry.names()]
    registers = list(registry.registers.values())
    types = msgspec.json.encode(
        [of_type(service, t) for t in newest] + [of_register(service, r) for r in registers]
    )
    events = msgspec.json.encode(asyncapi({service: [*newest, *registers]}))

    @get("/api/dossier-types", operation_id="dossier-types")
    async def dossier_types() -> Response[bytes]:
        return http.reply(b'{"items":' + types + b"}")

    @get("/asyncapi.json", include_in_schema=False)
    async def announced() -> Response[bytes]:
        return http.reply(events)

    return [dossier_types, announced]


def _internal(gate: Gate, late: Late) -> list[Any]:
    """The journal, for followers of other services."""

    @get("/internal/heads", include_in_schema=False)
    async def heads(request: Request[Any, Any, Any]) -> Response[bytes]:
        gate.internal(request)
        name = {"Ngoaivu-Journal": await late.journal.identify()}
        return json(await late.journal.heads(), 200, name)

    @get("/internal/journal", include_in_schema=False)
    async def journal(
        request: Request[Any, Any, Any],
        province: FromQuery[str],
        after: FromQuery[int] = 0,
        limit: FromQuery[int] = 500,
    ) -> Response[bytes]:
        gate.internal(request)
        lines = await late.journal.read(province, after, min(limit, 1000))
        items = [
            {
                "event": {
                    **msgspec.json.decode(line.head),
                    "position": line.position,
                    "data": msgspec.Raw(line.data),
                },
                "hash": line.hash,
                "prev": line.prev,
            }
            for line in lines
        ]
        head = (await late.journal.heads()).get(province, {"position": 0})["position"]
        return json({"items": items, "head": head})

    @get("/internal/verify", include_in_schema=False)
    async def verify(request: Request[Any, Any, Any]) -> Response[bytes]:
        gate.internal(request)
        heads = await late.journal.heads()
        return json({p: await late.journal.verify(p) for p in heads})

    return [heads, journal, verify]


def _dead_letters(gate: Gate, late: Late) -> list[Any]:
    async def ops(request: Request[Any, Any, Any]) -> Any:
        return operators.operator(await gate.actor(request))

    @get("/internal/dead-letters", operation_id="dead-letters")
    async def list_(request: Request[Any, Any, Any]) -> Response[bytes]:
        mine = operators.runs(await ops(request))
        return json({"items": await late.dead.list(mine)})

    @post("/internal/dead-letters/{id:str}/redrive", status_code=200)
    async def redrive(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[bytes]:
        actor = await ops(request)
        return json(await late.dead.redrive(id, actor, late.sink.redrive))

    return [list_, redrive]


async def _refresh(
    late: Late, registry: Registry, settings: Settings, provinces: Mapping[str, Province]
) -> None:
    """Gauges that are counted when somebody asks for them."""
    await running_out.refresh(settings, provinces, late.store)
    depth, oldest = await late.journal.backlog()
    metrics.OUTBOX_DEPTH.set(depth)
    metrics.OUTBOX_OLDEST.set(oldest)
    for province, head in (await late.journal.heads()).items():
        metrics.RELAY_POSITION.labels(province).set(head["position"])
    await late.dead.count()
    group = {"province": "$province", "type": "$type", "state": "$state"}
    counted = await late.store.aggregate("dossiers", [{"$group": {"_id": group, "n": {"$sum": 1}}}])
    metrics.DOSSIERS.clear()
    for row in counted:
        told = row["_id"]
        metrics.DOSSIERS.labels(told["province"], told["type"], told["state"]).set(row["n"])


def _settle_memory() -> None:
    """What was loaded stays: keep it out of the collector's way."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
