"""`POST /api/token` and the keys that tokens are verified with."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from typing import Any

from litestar import Request, Response, get, post

from chassis.http import json, note
from chassis.ports import NotFound
from chassis.problems import BadFields, TooMany, Unreadable
from chassis.tokens import Unauthorized
from gateway.identity.signing import LIFETIME
from gateway.running import Gateway

Req = Request[Any, Any, Any]
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Failures:
    """How often something failed lately, by name: at most `most` times in `seconds`."""

    def __init__(self, most: int, seconds: float, names: int = 10_000) -> None:
        self._most, self._seconds, self._names = most, seconds, names
        self._at: OrderedDict[str, deque[float]] = OrderedDict()

    def check(self, name: str) -> None:
        """Raises TooMany while there were too many failures."""
        failed = self._at.get(name)
        if failed is None:
            return
        now = time.monotonic()
        while failed and failed[0] < now - self._seconds:
            failed.popleft()
        if len(failed) >= self._most:
            wait = int(failed[0] + self._seconds - now) + 1
            raise TooMany(f"Quá nhiều lần không đúng; thử lại sau {wait} giây", wait)

    def add(self, name: str) -> None:
        self._at.setdefault(name, deque(maxlen=self._most)).append(time.monotonic())
        self._at.move_to_end(name)
        while len(self._at) > self._names:
            self._at.popitem(last=False)

    def clear(self, name: str) -> None:
        self._at.pop(name, None)


def routes(gateway: Gateway) -> list[Any]:
    failures = Failures(most=10, seconds=300)

    @post("/api/token", status_code=200, operation_id="token", security=[{}])
    async def token(request: Req) -> Response[bytes]:
        if gateway.signer is None:
            raise NotFound("Đăng nhập ở hệ thống định danh chung; cổng này không phát mã")
        name, password = await _credentials(request)
        failures.check(name)
        actor = await gateway.accounts.check(name, password)
        if actor is None:
            failures.add(name)
            raise Unauthorized("Sai tên đăng nhập hoặc mật khẩu")
        failures.clear(name)
        note(request, actor=actor.id)
        told = {
            "access_token": gateway.signer.issue(actor),
            "token_type": "Bearer",
            "expires_in": LIFETIME,
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
