"""A service, put together: what all five have in common, so that their main.py says only what
each is made of.

`create_service(settings, types=…, reactions=…)` builds the application; nothing is connected
before its lifespan begins.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, get

from casework import Actor, CloudEvent, DossierType, Province, Register
from chassis import metrics, running_out, tracing  # fmt: skip
from chassis.clock import Clock
from chassis.ended import Ended, of_gateway
from chassis.issuers import verifier_of
from chassis.keys import Keys
from chassis.observability import Observed, configure
from chassis.opened import Opened
from chassis.provinces import load_provinces
from chassis.settings import Settings
from chassis.store import dossiers, recount, retention
from chassis.store.dossiers import Dossiers
from chassis.store.driver import Document, Session, Store, connect
from chassis.store.indexes import Plan
from chassis.store.journal import Journal
from chassis.store.registers import INDEXES as REGISTER_INDEXES
from chassis.store.registry import Registry
from chassis.store.verification import Anchors, Verification, verifying
from chassis.web import http, internal_routes, operators, reads, register_routes, routes
from chassis.web.desk import Desk
from chassis.web.http import Gate
from chassis.web.preview import preview_route
from chassis.web.simulation import simulation_route
from chassis.web.values import values_route
from chassis.wire import deadletters, follower, news, peers, relay
from chassis.wire.deadletters import DeadLetters
from chassis.wire.follower import Follower
from chassis.wire.positions import Positions
from chassis.wire.reactions import Reaction, Reactions, Work
from published.catalogue import of_register, of_type
from published.contract import asyncapi

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    **dossiers.INDEXES,
    **REGISTER_INDEXES,
    **recount.INDEXES,
    **retention.INDEXES,
    **follower.INDEXES,
    **deadletters.INDEXES,
    **reads.INDEXES,
}
Rooms = Callable[[Desk], Sequence[Any]]
Beside = Callable[[Desk], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Running:
    """What a service has opened, for the routes of those who run the platform."""

    store: Store
    journal: Journal
    verification: Verification
    follower: Follower
    dead: DeadLetters
    sink: Reactions


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
    ended = Ended()
    verifier = verifier_of(settings, Keys(settings.jwks), ended)
    gate = Gate(verifier, clock, settings.internal_secret, provinces)
    opened: Opened[Running] = Opened()
    who_runs = partial(internal_routes.operator, gate)

    async def all_of_it(request: Request[Any, Any, Any]) -> Actor:
        return operators.operator_of_all(await who_runs(request), settings.host_provinces)

    indexes = {**INDEXES, **(indexes or {}), "dossiers": dossiers.indexes(looked_up)}
    desk = Desk(settings, registry, gate)
    metrics.BUILD.labels(settings.service, http.VERSION).set(1)

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            opened.put(await _start(stack, desk, provinces, reactions or {}, indexes))
            if gateway := settings.peers.get("gateway"):
                client = await stack.enter_async_context(peers.client())
                source = of_gateway(gateway, settings.internal_secret, client)
                await stack.enter_async_context(ended.following(source))
            for runs in beside:
                await stack.enter_async_context(runs(desk))
            _settle_memory()
            yield

    app = http.build(
        settings.service,
        [
            simulation_route(provinces),
            preview_route(desk),
            *_catalogue(settings.service, registry),
            values_route(settings.service, registry.params(), provinces, gate),
            *internal_routes.journal_routes(gate, opened.get),
            *internal_routes.stream_routes(all_of_it, lambda: opened.get().follower),
            *internal_routes.dead_letter_routes(
                who_runs, lambda: (opened.get().dead, opened.get().sink)
            ),
            *routes.dossier_routes(desk),
            *register_routes.register_routes(desk),
            reads.reads_route(f"/api/{settings.service}/reads", gate, lambda: desk.store),
            *rooms(desk),
        ],
        title=title,
        provinces=list(provinces),
        schemas=routes.reads_of(registry.types, register_routes.shapes_of(registers)),
        ready={"database": lambda: opened.get().store.ping()},
        lifespan=[running],
        notes=lambda: _notes(opened.get()),
        refresh=lambda: _refresh(opened.get(), settings, provinces),
        count_every=settings.count_every,
        max_body=settings.max_body,
    )
    observed = Observed(app, settings.service, settings.most_requests)
    observed.plan = Plan(registry, indexes)
    return observed


async def _start(
    stack: AsyncExitStack,
    desk: Desk,
    provinces: Mapping[str, Province],
    reactions: Mapping[str, Sequence[Reaction]],
    indexes: Mapping[str, Sequence[tuple[Any, Document]]],
) -> Running:
    """Open everything in the order it is needed; the stack closes it in reverse."""
    settings = desk.settings
    await stack.enter_async_context(tracing.exporting(settings))
    store = connect(settings)
    stack.push_async_callback(store.close)
    await store.ensure(**indexes)
    wake = relay.Wake()
    kept = Dossiers(store, desk.registry, provinces, wake.ring)
    desk.open(store, kept)
    journal = Journal(store)
    verification = Verification(store, journal, Anchors(settings.anchor))
    await stack.enter_async_context(verifying(verification, settings.verify_every))
    await stack.enter_async_context(relay.running(relay.Relay(settings, store, wake)))
    anew = recount.Recount(kept, settings.provinces)
    await stack.enter_async_context(recount.recounting(anew, kept))
    await stack.enter_async_context(retention.sweeping(store, settings))
    client = await stack.enter_async_context(peers.client())
    sources = {
        service: peers.Peer(service, settings.peers[service], settings.internal_secret, client)
        for service in sources_of(reactions)
        if service in settings.peers
    }
    listener = news.News(settings, settings.service, sorted(sources))
    dead = DeadLetters(store, settings.service, listener.copy)
    positions = Positions(store, settings.service)

    def work(event: CloudEvent, session: Session) -> Any:
        return Work(kept, session, event)

    sink = Reactions(store, positions, reactions, work, dead)
    traced = tracing.Traced(sink, settings.service)
    following = Follower(positions, traced, sources, dead, secret=settings.internal_secret)
    if sources:
        await stack.enter_async_context(follower.following(following, settings.catch_up_every))
        await stack.enter_async_context(news.listening(listener, following))
    return Running(store, journal, verification, following, dead, sink)


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

    @get(
        "/api/dossier-types",
        operation_id="dossier-types",
        summary="Thủ tục và sổ của dịch vụ này",
        tags=["Danh mục"],
        security=[{}],
    )
    async def dossier_types() -> Response[bytes]:
        return http.reply(b'{"items":' + types + b"}")

    @get("/asyncapi.json", include_in_schema=False)
    async def announced() -> Response[bytes]:
        return http.reply(events)

    return [dossier_types, announced]


def _notes(running: Running) -> dict[str, Any]:
    """What somebody must look at: streams that were stopped, seals that do not hold."""
    return {"forked": running.follower.notes(), "broken": running.verification.broken}


async def _refresh(running: Running, settings: Settings, provinces: Mapping[str, Province]) -> None:
    """Gauges that are counted when somebody asks for them."""
    await running_out.refresh(settings, provinces, running.store)
    depth, oldest = await running.journal.backlog()
    metrics.OUTBOX_DEPTH.set(depth)
    metrics.OUTBOX_OLDEST.set(oldest)
    for province, head in (await running.journal.heads()).items():
        metrics.RELAY_POSITION.labels(province).set(head["position"])
    await running.dead.count()
    group = {"province": "$province", "type": "$type", "state": "$state"}
    rows = await running.store.aggregate("dossiers", [{"$group": {"_id": group, "n": {"$sum": 1}}}])
    metrics.DOSSIERS.clear()
    for row in rows:
        of = row["_id"]
        metrics.DOSSIERS.labels(of["province"], of["type"], of["state"]).set(row["n"])


def _settle_memory() -> None:
    """What was loaded stays: keep it out of the collector's way."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
