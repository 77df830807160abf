"""The gateway: identity, routing, lists, calendar, tracking and feeds of a province or of all."""

from __future__ import annotations

from functools import partial

from chassis import clock, running_out
from chassis.metrics import FEED_AGE, LATE
from chassis.observability import Observed, configure
from chassis.settings import Settings
from chassis.web import bodies, http
from chassis.web.preview import Preview
from chassis.web.reads import reads_route
from chassis.web.simulation import Simulation, simulation_route
from gateway import (
    calendar_feed,
    catalogue,
    changes,
    counts,
    duties,
    inbox,
    links,
    list_sheet,
    listing,
    operations,
    preview,
    provinces,
    tracking,
)
from gateway.catalogue import Catalogue
from gateway.console.routes import Console
from gateway.feeds import routes as feeds
from gateway.figures import routes as figures
from gateway.identity import administration
from gateway.identity import routes as identity
from gateway.routing import Routing
from gateway.running import Gateway


def create_app(settings: Settings | None = None) -> Observed:
    """The application; nothing is connected before its lifespan begins."""
    settings = settings or Settings.from_env("gateway")
    configure(settings.service, settings.log_level)
    gateway = Gateway(settings)
    kept = Catalogue(gateway)
    beside = partial(links.of, gateway)
    routing = Routing(gateway.peers, gateway.gate, gateway.expects_news, beside)
    console, began = Console(gateway), clock.seconds()
    app = http.build(
        settings.service,
        [
            simulation_route(gateway.provinces),
            *identity.routes(gateway),
            *administration.routes(gateway),
            reads_route("/api/reads", gateway.gate, lambda: gateway.store),
            *catalogue.routes(kept),
            *listing.routes(gateway),
            *counts.routes(gateway),
            *list_sheet.routes(gateway, kept.titles),
            *links.routes(gateway),
            *changes.routes(gateway),
            *inbox.routes(gateway),
            *provinces.routes(gateway),
            *calendar_feed.routes(gateway),
            *figures.routes(gateway),
            *duties.routes(gateway),
            *preview.routes(gateway),
            *tracking.routes(gateway, kept),
            *feeds.routes(gateway),
            *operations.routes(gateway),
            *console.routes(),
            *routing.routes(),
        ],
        title="Cổng",
        provinces=list(gateway.provinces),
        schemas=bodies.schemas([], [Simulation, Preview, feeds.Receipt, administration.Account]),
        ready={"database": lambda: gateway.store.ping()},
        lifespan=[gateway.running, routing.running],
        notes=gateway.notes,
        refresh=lambda: _refresh(gateway, began),
        count_every=settings.count_every,
        max_body=settings.max_body,
    )
    observed = Observed(app, settings.service)
    console.open(observed)
    return observed


async def _refresh(gateway: Gateway, began: float) -> None:
    """Gauges that are counted when somebody asks for them; a feed that was never read is as old as
    this process."""
    await running_out.refresh(gateway.settings, gateway.provinces, gateway.store)
    for feed in await gateway.followed_feeds():
        FEED_AGE.labels(feed["_id"]).set(clock.seconds() - (feed.get("at") or began))
    await gateway.desk.count()
    LATE.clear()
    for row in await listing.count_late(gateway):
        told = row["_id"]
        LATE.labels(told["province"], told["type"]).set(row["n"])
