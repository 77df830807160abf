"""`POST /api/token` and the keys that tokens are verified with."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post

from chassis.errors import NotFound
from chassis.web.documented import documented
from chassis.web.http import json, note
from chassis.web.problems import BadFields, Unreadable
from chassis.web.simulation import WITHOUT_TOKEN
from gateway.identity.attempts import hashed
from gateway.identity.signing import BREAK_GLASS, LIFETIME
from gateway.running import Gateway

Req = Request[Any, Any, Any]
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def routes(gateway: Gateway) -> list[Any]:
    @post(
        "/api/token",
        status_code=200,
        operation_id="token",
        operation_class=documented(sends="sign-in"),
        security=[{}],
        request_max_body_size=WITHOUT_TOKEN,
    )
    async def token(request: Req) -> Response[bytes]:
        if gateway.signer is None:
            raise NotFound("Đăng nhập ở hệ thống định danh chung; cổng này không phát mã")
        name, password = await _credentials(request)
        address = request.client.host if request.client else ""
        note(request, name=hashed(name), address=address)
        actor = await gateway.door.enter(name, password, address)
        note(request, actor=actor.id)
        kind = await gateway.accounts.kind(actor.id)
        seconds = BREAK_GLASS if kind == "break-glass" else LIFETIME
        told = {
            "access_token": gateway.signer.issue(actor, seconds, demo=kind == "demo"),
            "token_type": "Bearer",
            "expires_in": seconds,
            "roles": sorted(actor.roles),
            "province": actor.province,
            "unit": actor.unit,
        }
        return json(told, 200, {"Cache-Control": "no-store"})

    @get("/.well-known/jwks.json", operation_id="jwks", security=[{}])
    async def jwks() -> Response[bytes]:
        found = (await gateway.keys.get()).as_dict(private=False)["keys"]
        if gateway.signer and gateway.signer.public["kid"] not in {k.get("kid") for k in found}:
            found = [*found, gateway.signer.public]
        return json({"keys": found}, 200, {"Cache-Control": "public, max-age=300"})

    @get("/api/me", operation_id="me")
    async def me(request: Req) -> Response[bytes]:
        return json(await gateway.gate.actor(request))

    return [token, jwks, me]


async def _credentials(request: Req) -> tuple[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind not in FORMS:
        raise Unreadable(f"Cần {FORMS[0]} với username và password", 415)
    form = await request.form()
    told = {name: str(form.get(name, "")) for name in ("username", "password")}
    missing = [name for name, value in told.items() if not value]
    if missing:
        raise BadFields([{"pointer": f"/{name}", "detail": "để trống"} for name in missing])
    return told["username"][:200], told["password"][:1000]
