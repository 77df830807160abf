"""What a stranger sends costs what its length is worth, and is never echoed whole."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from casework.opinion import Reply
from casework.workdays import Calendar
from chassis.web import bodies
from chassis.web.problems import BadFields
from chassis.web.simulation import Simulation
from support.growth import LINEAR, growth

TEMPLATES = [
    "Expected `{}",
    "Expected `str`, got `{}",
    "Expected `array` of length <= {}",
    "Invalid enum value {}",
    "Object contains unknown field `{}",
    " - at `{}",
    "[0].{}",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_translator_of_errors_is_linear(template: str) -> None:
    unit = template.format("")

    def refused(text: str) -> None:
        body = msgspec.json.encode({"province": "86", "shape": text, text: 1})
        with pytest.raises(BadFields):
            bodies.decode(body, Simulation)

    assert growth(refused, lambda n: unit * (n // len(unit) + 1), size=8_000) < LINEAR


@pytest.mark.parametrize(
    "body",
    [
        {"province": "86", "shape": "x" * 500_000},
        {"province": "86", "x" * 500_000: 1},
        {"province": "x" * 500_000},
    ],
)
def test_a_problem_quotes_the_beginning_only(body: dict[str, Any]) -> None:
    with pytest.raises(BadFields) as refusal:
        bodies.decode(msgspec.json.encode(body), Simulation)

    assert sum(len(v) for e in refusal.value.errors for v in e.values()) < 1_000


@pytest.mark.parametrize(
    ("message", "pointer", "detail"),
    [
        ("Object missing required field `reason`", "/reason", "thiếu «reason»"),
        ("Object contains unknown field `x` - at `$.a[0]`", "/a/0/x", "không có trường «x»"),
        ("Expected `int`, got `null` - at `$.n`", "/n", "cần int, đang để trống"),
        ("Expected `int`, got `str` - at `$.n`", "/n", "cần int, nhận được str"),
        ("Expected `str` of length >= 5", "", "cần ít nhất 5 ký tự hoặc phần tử"),
        ("Expected `array` of length <= 7", "", "nhiều nhất 7 ký tự hoặc phần tử"),
        ("Expected `int` >= 1", "", "phải >= 1"),
        ("Expected `str` matching regex '^[A-Z]{2}$'", "", "không đúng dạng ^[A-Z]{2}$"),
        ("Invalid enum value 'x'", "", "giá trị 'x' không có trong danh mục"),
        ("Invalid RFC3339 encoded date", "", "ngày phải viết dạng năm-tháng-ngày"),
        ("Invalid RFC3339 encoded datetime", "", "thời điểm phải viết theo RFC 3339"),
    ],
)
def test_each_message_is_a_pointer_and_a_sentence(message: str, pointer: str, detail: str) -> None:
    from chassis.web.problems import of_validation

    errors = of_validation(msgspec.ValidationError(message)).errors

    assert errors == [{"pointer": pointer, "detail": detail}]


def test_a_simulation_takes_at_most_fifty_pauses() -> None:
    pauses = [["2026-01-02", "2026-01-03"]] * 51

    with pytest.raises(BadFields, match="/pauses"):
        bodies.decode(msgspec.json.encode({"pauses": pauses}), Simulation)


@pytest.mark.parametrize(
    "more", [{"comment": "x" * 20_001}, {"document": "x" * 61}, {"body": "x" * 101}]
)
def test_an_opinion_has_a_length(more: dict[str, str]) -> None:
    with pytest.raises(BadFields):
        bodies.decode(msgspec.json.encode({"body": "a", "answer": "agree", **more}), Reply)


def test_the_calendar_is_not_walked_where_it_has_no_years() -> None:
    """A pause of two thousand years ends at the first year that nobody has entered."""
    import datetime

    from casework.workdays import NoCalendar

    calendar = Calendar(years=frozenset({2026}))
    pause = (datetime.date(2026, 1, 2), datetime.date(3200, 12, 31))

    with pytest.raises(NoCalendar, match="2027"):
        calendar.within(datetime.date(2026, 1, 1), 7, "calendar-days", [pause])
    assert len(calendar.__dict__["_days"]) < 400
