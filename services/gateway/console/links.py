"""Links that sign a demo account in, once: made for the shell that started the demo."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, post

from chassis.errors import NotFound
from chassis.web.http import json
from gateway.console.session import Sessions
from gateway.running import Gateway


def routes(gateway: Gateway) -> list[Any]:
    @post("/internal/one-time-links", include_in_schema=False, status_code=201)
    async def make(request: Request[Any, Any, Any]) -> Response[bytes]:
        gateway.gate.internal(request)
        person = str((await request.json()).get("person", ""))
        if await gateway.accounts.demo_person(person) is None:
            raise NotFound("Chỉ tài khoản của dữ liệu thử có liên kết này")
        secret = await Sessions(gateway.store).make_link(person)
        return json({"path": f"/enter/{secret}"}, 201)

    return [make]
