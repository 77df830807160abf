"""What was stored as text reads back as the day or the moment that it was."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from casework import Clock, Opinion
from support.desk import HANOI

DAY, MOMENT = date(2026, 6, 1), datetime(2026, 6, 1, 17, 30, tzinfo=HANOI)


@pytest.mark.parametrize("due", [DAY, MOMENT, None])
def test_a_clock_and_an_opinion_read_back_as_they_were(due: Any) -> None:
    clock = Clock(name="answer", id="D01", title="trả lời", law="x", start=due, due=due)
    opinion = Opinion(body="so-y-te", due=due)

    assert msgspec.convert(msgspec.to_builtins(clock), Clock) == clock
    assert msgspec.convert(msgspec.to_builtins(opinion), Opinion) == opinion
    assert msgspec.json.decode(msgspec.json.encode(clock), type=Clock) == clock
