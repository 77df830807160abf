"""Border markers: Dự thảo 2025 Điều 2 khoản 10 đ; 34/2014/NĐ-CP Điều 3."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.vocabulary import Decision
from consular_border.registers.border_markers import BORDER_MARKERS, Marker
from support.book import Book
from support.border import TODAY, lai_chau

GOOD = Marker(number="70", commune="xa-dao-san", neighbour="CN")
LETTER = Decision(number="12/SNgV-BG", date=TODAY)


def book() -> Book:
    kept = Book(BORDER_MARKERS, TODAY)
    kept.province = lai_chau()
    return kept


def refused(**changed: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        book().enter(replace(GOOD, **changed))
    return [f.at for f in refusal.value.failures]


def test_a_damaged_marker_is_repaired_and_accepted() -> None:
    kept = book()
    code = kept.enter(GOOD, by="border").code
    told = replace(GOOD, state="damaged", damage="Nứt chân mốc", patrolled_on=TODAY)
    kept.amend(code, told, by="border")
    kept.amend(code, told := replace(told, state="proposed", proposal=LETTER))
    kept.amend(code, told := replace(told, state="repaired"))
    assert kept.amend(code, replace(told, state="accepted", acceptance=LETTER)).state == "accepted"


def test_what_is_refused() -> None:
    assert refused(commune="so-y-te") == ["/commune"]
    assert refused(neighbour="LA") == refused(neighbour="") == ["/neighbour"]
    assert refused(state="damaged") == ["/damage"]
    assert refused(segment="22.76543, 103.12345") == ["/damage"]
    assert refused(patrolled_on=date(2026, 3, 3)) == ["/patrolled_on"]
    assert "/state" in refused(state="accepted", damage="Nứt", proposal=LETTER)
    with pytest.raises(Refused, match="MẬT"):
        book().enter(replace(GOOD, segment="Bản đồ đóng dấu TUYỆT MẬT"))


def test_no_step_is_skipped_and_each_has_its_paper() -> None:
    kept = book()
    broken = replace(GOOD, state="damaged", damage="Nứt")
    code = kept.enter(broken).code
    with pytest.raises(Refused, match="thứ tự"):
        kept.amend(code, replace(broken, state="repaired", proposal=LETTER))
    with pytest.raises(Refused, match="phải có văn bản"):
        kept.amend(code, replace(broken, state="proposed"))
    kept.amend(code, fixed := replace(broken, state="proposed", proposal=LETTER))
    kept.amend(code, fixed := replace(fixed, state="repaired"))
    with pytest.raises(Refused, match="biên bản"):
        kept.amend(code, replace(fixed, state="accepted"))
