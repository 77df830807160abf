"""Bodies: a procedure gets the Struct it asked for, and a reason for being late beside it."""

from __future__ import annotations

import datetime

import pytest

from casework.vocabulary import Decision
from chassis.web.bodies import Body
from chassis.web.problems import BadFields

LATE = b'{"number": "15/QD-UBND", "date": "2026-03-02", "late_reason": "cho ky"}'


def test_the_data_is_no_more_than_was_asked_for() -> None:
    data, late_reason = Body(Decision).read(LATE)

    assert type(data) is Decision
    assert data == Decision(number="15/QD-UBND", date=datetime.date(2026, 3, 2))
    assert late_reason == "cho ky"


def test_a_body_says_nothing_that_was_not_asked_for() -> None:
    with pytest.raises(BadFields):
        Body(Decision).read(LATE.replace(b"late_reason", b"note"))
