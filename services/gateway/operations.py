"""For those who run the platform: where every stream stands, rebuild, reconcile, dead letters."""

from __future__ import annotations

from functools import partial
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from casework import Actor
from chassis.errors import NotFound
from chassis.web import internal_routes, operators
from chassis.web.http import json
from gateway.feeds.coverage import coverage
from gateway.projections.generations import Rebuilding, rebuild
from gateway.reconcile import reconcile
from gateway.running import Gateway

Req = Request[Any, Any, Any]


async def operator(gateway: Gateway, request: Req) -> Actor:
    """A person who runs what this gateway keeps, or a part of it, or a command with the internal
    secret. Raises NotYourRole."""
    actor = await internal_routes.operator(gateway.gate, request)
    return actor if gateway.is_province else operators.operator_of_all(actor, ())


async def operator_of_all(gateway: Gateway, request: Req) -> Actor:
    """Raises NotYourRole unless the person runs all that this gateway keeps."""
    actor = await operator(gateway, request)
    return operators.operator_of_all(actor, gateway.hosted if gateway.is_province else ())


async def standing(gateway: Gateway) -> list[dict[str, Any]]:
    """Every stream: how far its source is, how far the gateway is, and the lag between."""
    known = await gateway.pages.heads()
    expected = await gateway.heads()
    for feed in [] if gateway.is_province else await gateway.followed_feeds():
        known |= {s: kept["position"] for s, kept in feed["streams"].items()}
        told = feed["coverage"]
        expected |= {f"{c['service']}/{c['province']}": c["published"] for c in told}
    return [
        {
            "service": stream.partition("/")[0],
            "province": stream.partition("/")[2],
            "position": known.get(stream, 0),
            "head": expected.get(stream),
            "lag": max(expected.get(stream, 0) - known.get(stream, 0), 0),
        }
        for stream in sorted({*known, *expected})
    ]


def routes(gateway: Gateway) -> list[Any]:
    who_runs, who_runs_all = partial(operator, gateway), partial(operator_of_all, gateway)

    @get("/internal/standing", operation_id="operations.standing")
    async def stand(request: Req) -> Response[bytes]:
        mine = operators.runs(await operator(gateway, request))
        streams = await standing(gateway)
        return json({"items": [s for s in streams if not mine or s["province"] in mine]})

    @post("/internal/rebuild", operation_id="operations.rebuild", status_code=200)
    async def again(request: Req) -> Response[bytes]:
        await operator_of_all(gateway, request)
        try:
            done = await rebuild(
                gateway.store, gateway.generations, gateway.projection.write, gateway.replay()
            )
        except Rebuilding as error:
            return json({"outcome": "running", "detail": str(error)}, 409)
        return json({"outcome": "done", **done})

    @post("/internal/reconcile", operation_id="operations.reconcile", status_code=200)
    async def compare(request: Req) -> Response[bytes]:
        await operator_of_all(gateway, request)
        drift = await reconcile(gateway, request.query_params.get("repair") == "true")
        return json({"clean": drift.is_clean, "drift": drift})

    @post("/internal/feeds/{name:str}/reset", operation_id="operations.reset", status_code=200)
    async def reset(request: Req, name: FromPath[str]) -> Response[bytes]:
        await operator_of_all(gateway, request)
        for reader in gateway.readers:
            if reader.name == name:
                await reader.reset()
                return json({"outcome": "done"})
        raise NotFound(f"Không theo dõi luồng tin {name!r}")

    @get("/internal/coverage", include_in_schema=False)
    async def covered(request: Req) -> Response[bytes]:
        await operator_of_all(gateway, request)
        return json(await coverage(gateway))

    return [
        stand, again, compare, reset, covered,
        *internal_routes.stream_routes(who_runs_all, lambda: gateway.follower),
        *internal_routes.dead_letter_routes(who_runs, lambda: (gateway.desk, gateway.sink)),
    ]  # fmt: skip
