"""`GET /api/<service>/values`: what a province may set in this service, and what is in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from litestar import Request, Response, get

from casework import Param, Province
from chassis.errors import NotFound
from chassis.web.documented import documented
from chassis.web.http import Gate, json

Req = Request[Any, Any, Any]


def in_force(param: Param, province: Province, on: date) -> dict[str, Any]:
    """One value with its text, how far that was verified, and what the law allows."""
    found = province.find(param, on)
    return {
        "name": param.name,
        "title": param.title,
        "value": found.value,
        "unit": _unit(param, province, on),
        "law": found.law,
        "mark": found.mark,
        "national": found.national,
        "default": param.default,
        "least": param.least if param.unit else None,
        "most": param.most if param.unit else None,
        "choices": list(param.choices),
    }


def _unit(param: Param, province: Province, on: date) -> str | None:
    """The unit of the number in force: a province may count in another one than the nation."""
    is_amount = param.unit is not None and province.is_set(param, on)
    return province.amount(param, on).unit if is_amount else None


def values_route(
    service: str, params: Sequence[Param], provinces: Mapping[str, Province], gate: Gate
) -> Any:
    @get(
        f"/api/{service}/values",
        operation_id="values",
        operation_class=documented(query=["province"]),
        summary="Các giá trị tỉnh được đặt, và giá trị đang có hiệu lực",
    )
    async def values(request: Req) -> Response[bytes]:
        actor = await gate.actor(request)
        code = request.query_params.get("province") or actor.province
        if code not in provinces:
            raise NotFound(f"Không có đơn vị hành chính mã {code!r}")
        province = provinces[code]
        today = province.calendar.day(gate.now(request))
        return json({"items": [in_force(param, province, today) for param in params]})

    return values
