"""`/feeds/province` and `/feeds/ministry`: pages, subscriptions and receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from casework import Actor, Failure, NotYourRole
from chassis.web import bodies
from chassis.web.documented import documented
from chassis.web.http import json, reply
from gateway import cursors
from gateway.feeds.coverage import coverage, feeds, late
from gateway.feeds.lines import item
from gateway.feeds.pages import Page
from gateway.running import Gateway

Req = Request[Any, Any, Any]
LAW = "Luật Tổ chức chính quyền địa phương; chế độ thông tin, báo cáo"
STAFF = frozenset({"officer", "head", "director", "office", "chair"})
READERS: Mapping[str, frozenset[str]] = {"province": STAFF, "ministry": STAFF | {"ministry"}}
Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9.-]{0,62}$(?!\n)")]


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a reader took: the cursor behind it, and if it likes the last hash of each stream."""

    cursor: str
    hashes: dict[str, str] = {}


async def reader(gateway: Gateway, request: Req, audience: str) -> tuple[Actor, Sequence[str]]:
    """Who reads, and of which provinces: the ministry of all. Raises NotYourRole."""
    actor = await gateway.gate.actor(request)
    allowed = READERS[audience]
    if not actor.roles & allowed:
        says = f"Chỉ {', '.join(sorted(allowed))} được nhận luồng tin «{audience}»"
        raise NotYourRole(allowed, Failure(says, LAW))
    return actor, () if "ministry" in actor.roles else actor.provinces


async def subscriber(gateway: Gateway, request: Req, audience: str) -> tuple[Actor, Sequence[str]]:
    """Who keeps a place in a feed and gives receipts: of the ministry's the ministry alone, because
    its receipts say what the ministry has. Raises NotYourRole."""
    actor, provinces = await reader(gateway, request, audience)
    if audience == "ministry" and "ministry" not in actor.roles:
        failure = Failure("Chỉ Bộ đăng ký nhận và xác nhận luồng tin gửi Bộ", LAW)
        raise NotYourRole({"ministry"}, failure)
    return actor, provinces


def routes(gateway: Gateway) -> list[Any]:
    """Both feeds; a gateway of the ministry tells only what it expected and received."""
    made = [_coverage(gateway)]
    if gateway.is_province:
        for audience in READERS:
            made += [_page(gateway, audience), *_subscriptions(gateway, audience)]
    return made


def _page(gateway: Gateway, audience: str) -> Any:
    @get(
        f"/feeds/{audience}",
        operation_id=f"feeds.{audience}",
        operation_class=documented(query=["after", "limit", "subscription"]),
    )
    async def page(request: Req) -> Response[bytes]:
        actor, provinces = await reader(gateway, request, audience)
        asked = request.query_params
        limit = cursors.limit(asked.get("limit"), usual=100, most=1000)
        if name := asked.get("subscription"):
            row = await gateway.subscriptions.get(audience, name, actor)
            place = row["place"]
        else:
            place = cursors.read(asked["after"], dict[str, int]) if asked.get("after") else {}
        if wanted := asked.get("province"):
            provinces = [wanted] if not provinces or wanted in provinces else ["-"]
        found = await gateway.pages.page(audience, provinces, place, limit)
        return _told(f"/feeds/{audience}", found)

    return page


def _told(path: str, page: Page) -> Response[bytes]:
    following = cursors.mark(page.place)
    items = b",".join(item(row) for row in page.rows)
    body = b'{"items":[' + items + b'],"next":"' + following.encode() + b'"}'
    return reply(body, 200, {"Link": f'<{path}?after={following}>; rel="next"'})


def _subscriptions(gateway: Gateway, audience: str) -> list[Any]:
    path = f"/feeds/{audience}/subscriptions"

    @get(path, operation_id=f"feeds.{audience}.subscriptions")
    async def list_(request: Req) -> Response[bytes]:
        actor, _ = await reader(gateway, request, audience)
        rows = await gateway.subscriptions.all(audience)
        shown = [r for r in rows if "ministry" in actor.roles or actor.province in r["provinces"]]
        return json({"items": [await gateway.subscriptions.told(row) for row in shown]})

    @put(f"{path}/{{name:str}}", operation_id=f"feeds.{audience}.subscribe", status_code=200)
    async def open_(request: Req, name: FromPath[str]) -> Response[bytes]:
        actor, provinces = await subscriber(gateway, request, audience)
        bodies.decode(msgspec.json.encode(name), Name)
        at = gateway.clock.now()
        row = await gateway.subscriptions.open(audience, name, actor, provinces, at)
        return json(await gateway.subscriptions.told(row))

    @get(f"{path}/{{name:str}}", operation_id=f"feeds.{audience}.subscription")
    async def read(request: Req, name: FromPath[str]) -> Response[bytes]:
        actor, _ = await subscriber(gateway, request, audience)
        row = await gateway.subscriptions.get(audience, name, actor)
        return json(await gateway.subscriptions.told(row))

    @post(
        f"{path}/{{name:str}}/receipts",
        operation_id=f"feeds.{audience}.acknowledge",
        operation_class=documented(Receipt.__name__),
        status_code=201,
    )
    async def acknowledge(request: Req, name: FromPath[str]) -> Response[bytes]:
        actor, _ = await subscriber(gateway, request, audience)
        receipt = bodies.decode(await bodies.read_json(request), Receipt)
        row = await gateway.subscriptions.get(audience, name, actor)
        place = cursors.read(receipt.cursor, dict[str, int])
        at = gateway.clock.now()
        row = await gateway.subscriptions.acknowledge(row, place, receipt.hashes, at)
        return json(await gateway.subscriptions.told(row), 201)

    return [list_, open_, read, acknowledge]


def _coverage(gateway: Gateway) -> Any:
    @get("/feeds/ministry/coverage", operation_id="feeds.ministry.coverage")
    async def read(request: Req) -> Response[bytes]:
        _, provinces = await reader(gateway, request, "ministry")
        answer = await coverage(gateway, provinces)
        if not gateway.is_province:
            answer["feeds"] = await feeds(gateway)
            answer["late"] = await late(gateway, gateway.gate.now(request))
        return json(answer)

    return read
