"""Judicial matters with a foreign element: 22/2012/QĐ-UBND Điều 2 khoản 14."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.province import Value
from consular_border.registers.judicial import JUDICIAL_MATTERS, Matter
from support.book import Book

TODAY = date(2026, 3, 2)
ASKED = Matter(
    kind="verification", country="JP", asked_by="Tổng lãnh sự quán Nhật Bản", reference="CG-12/26",
    received_on=date(2026, 2, 20),
)  # fmt: skip
PASSED = replace(ASKED, forwarded_to="so-tu-phap", forwarded_on=date(2026, 2, 23))
ANSWERED = replace(PASSED, answered_by="so-tu-phap", answered_on=TODAY)


def refused(entry: Matter = ASKED, **changed: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        Book(JUDICIAL_MATTERS, TODAY).enter(replace(entry, **changed))
    return [f.at for f in refusal.value.failures]


def test_a_matter_is_received_passed_on_and_answered_elsewhere() -> None:
    kept = Book(JUDICIAL_MATTERS, TODAY)
    code = kept.enter(ASKED).code
    assert kept.kept[code].state == "received"

    assert kept.amend(code, PASSED).state == "forwarded"
    assert kept.amend(code, ANSWERED).state == "answered"


def test_the_case_itself_is_not_stored() -> None:
    assert refused(note="x" * 201) == ["/note"]


def test_how_long_a_note_may_be_is_a_value_of_the_province() -> None:
    none = Value(
        service="consular-border", name="judicial.longest-note", law="Quy chế của tỉnh",
        since=date(2026, 1, 1), amount=0,
    )  # fmt: skip
    with pytest.raises(Refused, match="chỉ ghi chú ngắn"):
        Book(JUDICIAL_MATTERS, TODAY, values=[none]).enter(replace(ASKED, note="đã gọi"))


def test_the_department_does_not_decide_the_matter() -> None:
    assert refused(ANSWERED, answered_by="so-ngoai-vu") == ["/answered_by"]
    assert refused(ANSWERED, forwarded_to="", forwarded_on=None) == ["/answered_by"]
    assert refused(PASSED, forwarded_to="so-ngoai-vu") == ["/forwarded_to"]


def test_what_else_is_refused() -> None:
    assert refused(country="VN") == ["/country"]
    assert refused(PASSED, forwarded_on=None) == ["/forwarded_to"]
    assert refused(PASSED, forwarded_on=date(2026, 2, 19)) == ["/received_on"]

    kept = Book(JUDICIAL_MATTERS, TODAY)
    kept.enter(ASKED)
    with pytest.raises(Refused, match="Đã có trong"):
        kept.enter(replace(ASKED, kind="adoption"))
