"""Counts of foreigners: 22/2012/QĐ-UBND Điều 10; 342/KH-UBND mục III.14."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from consular_border.registers.foreigners import FOREIGNERS, Count
from support.book import Book

TODAY = date(2026, 7, 1)
TEACHERS = Count(
    unit="so-gddt", kind="teacher", country="US", starts_on=date(2026, 1, 1),
    ends_on=date(2026, 3, 31), people=12, women=7, source="12/BC-SGDĐT",
)  # fmt: skip


def book() -> Book:
    return Book(FOREIGNERS, TODAY)


def refused(**changed: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        book().enter(replace(TEACHERS, **changed))
    return [f.at for f in refusal.value.failures]


def test_a_body_counts_its_own_once() -> None:
    kept = book()
    kept.enter(TEACHERS, by="unit", unit="so-gddt")
    later = replace(TEACHERS, starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))

    assert kept.enter(later, by="unit", unit="so-gddt").state == "recorded"
    with pytest.raises(Refused, match="chính mình"):
        kept.enter(replace(later, unit="so-y-te"), by="unit", unit="so-gddt")


def test_counts_of_a_body_do_not_overlap() -> None:
    kept = book()
    kept.enter(TEACHERS)
    across = replace(TEACHERS, starts_on=date(2026, 3, 1), ends_on=date(2026, 6, 30))

    with pytest.raises(Refused, match="Đã có trong"):
        kept.enter(across)
    assert kept.enter(replace(across, country="GB")).version == 1
    assert kept.enter(replace(across, unit="so-y-te")).version == 1


def test_what_is_refused() -> None:
    assert refused(country="VN") == ["/country"]
    assert refused(women=13) == ["/women"]
    assert refused(ends_on=date(2025, 12, 31)) == ["/ends_on"]
    assert refused(starts_on=date(2025, 1, 1)) == ["/ends_on"]
    assert refused(ends_on=date(2026, 7, 2)) == ["/ends_on"]
