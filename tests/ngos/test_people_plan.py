"""The year of people-to-people diplomacy: 164/KH-UBND mục III-IV."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.province import Value
from casework.vocabulary import Decision, WithReason
from ngos.letters import people as letters
from ngos.procedures.people_plan import PEOPLE_PLAN, Assessment, Draft
from support.desk import Desk

TODAY = date(2026, 1, 12)
DRAFT = Draft(year=2026, content="Gặp mặt, giao lưu hữu nghị")
OWN = Decision(number="2/KH-LHHN", date=TODAY)
LESSONS = Assessment(results="đạt kế hoạch", lessons="chuẩn bị sớm", proposals="thêm kinh phí")


def drafted(draft: Draft = DRAFT, unit: str = "lien-hiep-huu-nghi", **more: Any) -> Desk:
    return Desk(PEOPLE_PLAN, TODAY, **more).lodge(draft, by="unit", unit=unit)


def accepted(**more: Any) -> Desk:
    return drafted(**more).do("submit", OWN, by="unit").do("accept", by="officer")


def test_planned_sent_accepted_and_assessed() -> None:
    desk = accepted().on(date(2026, 12, 10)).do("assess", LESSONS, by="officer")

    assert (desk.state, desk.fields.proposals) == ("assessed", "thêm kinh phí")
    assert "chuẩn bị sớm" in str(letters.assessment(desk.dossier, desk.province).body)


def test_d79_the_day_is_the_provinces_to_set() -> None:
    assert drafted().dossier.clocks == ()

    day = Value(
        service="ngos", name="people-plan.assessed-by", law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1), day="12-15",
    )  # fmt: skip
    assert drafted(values=[day]).due("assess") == date(2026, 12, 15)


def test_a_year_is_not_assessed_before_it_closes() -> None:
    with pytest.raises(Refused, match="Chưa hết năm"):
        accepted().on(date(2026, 11, 30)).do("assess", LESSONS, by="officer")


def test_one_plan_of_a_unit_a_year() -> None:
    first = replace(drafted().dossier, id="d9")

    with pytest.raises(Refused, match="đã có kế hoạch"):
        drafted(others=[first])
    assert drafted(unit="mat-tran", others=[first]).state == "draft"


def test_a_plan_says_something_and_is_not_dated_ahead() -> None:
    with pytest.raises(Refused, match="phải có nội dung"):
        drafted(replace(DRAFT, content=" ")).do("submit", OWN, by="unit")
    with pytest.raises(Refused, match="sau hôm nay"):
        drafted().do("submit", Decision(number="2/KH", date=date(2026, 1, 13)), by="unit")


def test_it_may_be_returned_revised_and_cancelled() -> None:
    why = WithReason(reason="thiếu kinh phí")
    desk = drafted().do("submit", OWN, by="unit").do("return", why, by="officer")
    desk.do("revise", replace(DRAFT, content="đủ"), by="unit")

    assert desk.do("cancel", why, by="unit").state == "cancelled"


def test_who_sent_it_does_not_accept_it() -> None:
    with pytest.raises(Refused, match="không được tiếp nhận"):
        drafted().do("submit", OWN, by="unit").do("accept", by="officer", as_="unit.86")
