"""`POST /api/deadlines/simulate`: a due date for numbers given by hand, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response, post

from casework import Amount, Province, Unit, simulate
from casework.workdays import Calendar, moment
from chassis.clock import HANOI
from chassis.web import bodies
from chassis.web.documented import documented
from chassis.web.http import json
from chassis.web.problems import BadFields


class Simulation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to count. A pause (a, b) stopped the clock on day a and resumed it on day b."""

    province: Annotated[str, msgspec.Meta(max_length=10)]
    shape: Literal["within", "before", "after"]
    amount: Annotated[int, msgspec.Meta(ge=0, le=3660)]
    unit: Unit
    start: Annotated[str, msgspec.Meta(max_length=40)] = msgspec.field(name="from")
    pauses: Annotated[list[tuple[date, date]], msgspec.Meta(max_length=50)] = []


WITHOUT_TOKEN = 16_384  # bytes of a body that nobody has signed for


def simulation_route(provinces: Mapping[str, Province]) -> Any:
    """The route, for services and the gateway alike; nobody's data is in it, so no token."""

    @post(
        "/api/deadlines/simulate",
        status_code=200,
        operation_id="deadlines.simulate",
        operation_class=documented(Simulation.__name__),
        security=[{}],
        request_max_body_size=WITHOUT_TOKEN,
    )
    async def count(request: Request[Any, Any, Any]) -> Response[bytes]:
        asked = bodies.decode(await bodies.read_json(request), Simulation)
        province = provinces.get(asked.province)
        if province is None:
            raise _bad("/province", f"không có đơn vị hành chính mã {asked.province!r}")
        start = _start(asked.start)
        try:
            _check_years(asked.pauses, province.calendar)
            amount = Amount(asked.amount, asked.unit)
            found = simulate(province.calendar, asked.shape, amount, start, asked.pauses)
        except (ValueError, OverflowError) as error:
            raise _bad("", str(error)) from None
        return json({"due": found.due, "lines": found.lines})

    return count


def _check_years(pauses: Sequence[tuple[date, date]], calendar: Calendar) -> None:
    """Nobody who asks without a token makes the server walk through years that have no calendar."""
    for n, pause in enumerate(pauses):
        for day in pause:
            if day.year not in calendar.years:
                raise _bad(f"/pauses/{n}", f"chưa có lịch nghỉ của năm {day.year}")


def _start(told: str) -> date | datetime:
    """A day, or a moment; one without an offset is the office's."""
    try:
        start: date | datetime = moment(told)
    except ValueError:
        raise _bad("/from", f"không phải ngày hay thời điểm: {told!r}") from None
    if isinstance(start, datetime) and start.tzinfo is None:
        return start.replace(tzinfo=HANOI)
    return start


def _bad(pointer: str, detail: str) -> BadFields:
    return BadFields([{"pointer": pointer, "detail": detail}])
