"""`/api/accounts`: the local accounts of a gateway, for those who administer them, and the list of
ended tokens that services ask for.

Administrators of a province keep the accounts of that province; they make no operators, and nobody
changes their own roles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from casework import Actor, Failure, NotYourRole
from chassis.ended import PATH
from chassis.errors import NotFound
from chassis.web import bodies, operators
from chassis.web.documented import documented
from chassis.web.http import json
from chassis.web.problems import BadFields
from gateway.identity.accounts import BadAccount, checked
from gateway.identity.signing import LIFETIME
from gateway.running import Gateway

Req = Request[Any, Any, Any]
LAW = "Phân quyền quản trị tài khoản"
Short = Annotated[str, msgspec.Meta(max_length=100)]


class Account(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tài khoản."""

    roles: Annotated[tuple[Short, ...], msgspec.Meta(min_length=1, max_length=10)]
    password: Annotated[str, msgspec.Meta(max_length=1000)]
    province: Short = ""
    unit: Short = ""
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""


async def administrator(gateway: Gateway, request: Req) -> tuple[Actor, Sequence[str]]:
    """Who keeps accounts, and of which provinces: of all without any. Raises NotYourRole."""
    actor = await gateway.gate.actor(request)
    if "admin" not in actor.roles and "ops" not in actor.roles:
        raise NotYourRole({"admin"}, Failure("Chỉ quản trị được làm việc này", LAW))
    return actor, operators.runs(actor)


async def known(gateway: Gateway, id: str, mine: Sequence[str]) -> dict[str, Any]:
    """An account that this administrator may know of. Raises NotFound."""
    found = next((a for a in await gateway.accounts.find(mine) if a["id"] == id), None)
    if found is None:
        raise NotFound(f"Không có tài khoản {id[:80]!r}")
    return found


def routes(gateway: Gateway) -> list[Any]:
    @get("/api/accounts", operation_id="accounts.list")
    async def list_(request: Req) -> Response[bytes]:
        _, mine = await administrator(gateway, request)
        return json({"items": await gateway.accounts.find(mine)})

    @put(
        "/api/accounts/{id:str}",
        operation_id="accounts.keep",
        operation_class=documented(Account.__name__),
        status_code=200,
    )
    async def keep(request: Req, id: FromPath[str]) -> Response[bytes]:
        actor, mine = await administrator(gateway, request)
        asked = bodies.decode(await bodies.read_json(request), Account)
        person = Actor(
            id=id, roles=frozenset(asked.roles), province=asked.province, unit=asked.unit,
            name=asked.name,
        )  # fmt: skip
        await _refuse(gateway, actor, mine, person)
        try:
            kept = checked(person, gateway.provinces)
            await gateway.accounts.keep(kept, asked.password, by=actor.id)
        except BadAccount as error:
            raise BadFields([{"pointer": error.at, "detail": str(error)}]) from None
        await gateway.ended.ask(gateway.ended_here)
        return json(await known(gateway, id, mine))

    @post("/api/accounts/{id:str}/disable", operation_id="accounts.disable", status_code=200)
    async def disable(request: Req, id: FromPath[str]) -> Response[bytes]:
        actor, mine = await administrator(gateway, request)
        await known(gateway, id, mine)
        await gateway.accounts.disable(id, by=actor.id)
        await gateway.ended.ask(gateway.ended_here)
        return json(await known(gateway, id, mine))

    @get("/api/accounts/{id:str}/history", operation_id="accounts.history")
    async def history(request: Req, id: FromPath[str]) -> Response[bytes]:
        _, mine = await administrator(gateway, request)
        await known(gateway, id, mine)
        return json({"items": await gateway.accounts.acts(id)})

    @get(PATH, include_in_schema=False)
    async def ended(request: Req) -> Response[bytes]:
        gateway.gate.internal(request)
        return json({"ended": await gateway.accounts.ended(LIFETIME + 60)})

    return [list_, keep, disable, history, ended]


async def _refuse(gateway: Gateway, actor: Actor, mine: Sequence[str], person: Actor) -> None:
    """What an administrator may not make. Raises NotYourRole, NotFound."""
    if person.id == actor.id:
        raise NotYourRole({"ops"}, Failure("Không ai tự đổi tài khoản của mình", LAW))
    if mine and (person.province not in mine or person.roles & {"ops", "ministry"}):
        raise NotYourRole({"ops"}, Failure("Chỉ lập tài khoản của tỉnh mình", LAW))
    taken = [a for a in await gateway.accounts.find() if a["id"] == person.id]
    if mine and taken and taken[0]["province"] not in mine:
        raise NotYourRole({"ops"}, Failure("Tên đăng nhập đã có nơi khác dùng", LAW))
