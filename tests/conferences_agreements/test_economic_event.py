"""A promotion event: S004 Điều 2.6b; S002 Điều 11, 19."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import NotYourRole, Refused, announce
from casework.vocabulary import Decision, Funding, FundingLine, Money
from conferences_agreements.events import Reported
from conferences_agreements.procedures.economic_event import (
    ECONOMIC_EVENT,
    EconomicEventForm,
    Held,
)
from conferences_agreements.procedures.economic_lead import Sector
from papers.administrative import render_docx
from support.desk import Desk

MARCH, START, END = date(2026, 3, 2), date(2026, 5, 11), date(2026, 5, 12)
FORUM = EconomicEventForm(
    name="Diễn đàn kết nối doanh nghiệp Nhật Bản", place="Vĩnh Long", starts_on=START, ends_on=END,
    content="Kết nối đầu tư chế biến nông sản", partners=("JETRO",), sector=Sector.INVESTMENT,
    enterprises=("Công ty Dừa",),
    funding=(FundingLine(source=Funding.LOCAL, money=Money(amount=5_000_000, currency="VND")),),
)  # fmt: skip
DECISION = Decision(number="88/UBND-KT", date=date(2026, 3, 10))
HELD = Held(ended_on=END, meetings=12, leads=("l1",), result="Mười hai cuộc kết nối")


def drafted(form: EconomicEventForm = FORUM, *others: Any) -> Desk:
    return Desk(ECONOMIC_EVENT, MARCH, others=others).lodge(form, by="unit")


def presented(form: EconomicEventForm = FORUM) -> Desk:
    return drafted(form).do("submit", by="unit").do("present", by="director")


def approved(form: EconomicEventForm = FORUM) -> Desk:
    return presented(form).on(date(2026, 3, 10)).do("approve", DECISION, by="chair")


def held(form: EconomicEventForm = FORUM) -> Desk:
    return approved(form).on(date(2026, 5, 13)).do("hold", HELD, by="unit")


def reported(day: date) -> Reported:
    return Reported(report="r1", document=Decision(number="5/BC-STC", date=day))


def refusal(desk: Desk, step: str, data: Any = None, by: str = "unit") -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        desk.do(step, data, by=by)
    return [(f.at, f.law) for f in refused.value.failures]


def test_an_event_is_planned_approved_held_reported_and_closed() -> None:
    desk = held()
    desk.do("note-reported", reported(date(2026, 5, 13)), by="system").do("close", by="officer")

    assert desk.state == "closed"
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("reported-in", "r1"), ("brought", "l1")]


def test_what_ends_tells_the_day_that_its_report_counts_from() -> None:
    told = announce("conferences-agreements", ECONOMIC_EVENT, held().outcomes[-1])

    assert told.type == "vn.ngoaivu.conferences-agreements.economic-event.held.v1"
    assert (told.data.fields["ended_on"], told.data.fields["level"]) == ("2026-05-12", "unit")


def test_19_2_and_3_the_report_is_owed_in_seven_or_ten_days() -> None:
    unit, province = held(), held(replace(FORUM, level="province"))

    assert unit.due("report-to-committee") == date(2026, 5, 21)
    assert province.due("report-to-prime-minister") == date(2026, 5, 26)
    assert [c.id for c in unit.dossier.clocks] == ["D11"]
    assert [c.id for c in province.dossier.clocks] == ["D10"]


def test_refuse_closing_before_the_report_and_a_report_of_yesterday() -> None:
    assert refusal(held(), "close", by="officer")[0][1] == "30/2020/NĐ-CP, Điều 30 khoản 2"
    for day in (date(2026, 5, 11), date(2026, 5, 14)):
        assert refusal(held(), "note-reported", reported(day), "officer") == [
            ("/document/date", "Quy tắc lập hồ sơ")
        ]


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"country": "JP", "place": "Tokyo"}, "/outbound"),
        ({"country": "XX", "outbound": "d1"}, "/country"),
        ({"ends_on": date(2026, 5, 10)}, "/ends_on"),
        ({"starts_on": date(2026, 3, 1)}, "/starts_on"),
        ({"partners": (), "enterprises": ()}, "/enterprises"),
    ],
)
def test_refuse_a_plan_that_does_not_hold(changes: dict[str, Any], at: str) -> None:
    assert [a for a, _ in refusal(drafted(replace(FORUM, **changes)), "submit")] == [at]


def test_abroad_goes_with_a_delegation() -> None:
    desk = drafted(replace(FORUM, country="JP", place="Tokyo", outbound="d1"))

    assert desk.do("submit", by="unit").state == "submitted"
    assert ("travels-with", "d1") in [(k.rel, k.id) for k in desk.dossier.links]


def test_refuse_a_second_event_of_a_unit_in_the_same_days() -> None:
    first = replace(drafted().dossier, id="d0", state="approved")

    assert refusal(drafted(FORUM, first), "submit")[0][0] == "/starts_on"
    later = replace(FORUM, starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 2))
    assert drafted(later, first).do("submit", by="unit").state == "submitted"


def test_refuse_a_decision_of_tomorrow_or_after_the_start() -> None:
    assert refusal(presented(), "approve", DECISION, "chair")[0][0] == "/date"
    late = presented().on(END)
    assert refusal(late, "approve", replace(DECISION, date=END), "chair")[0][0] == "/date"


def test_refuse_holding_before_it_ended_and_approval_by_a_unit() -> None:
    desk = approved().on(START)

    assert refusal(desk, "hold", HELD)[0][0] == "/ended_on"
    with pytest.raises(NotYourRole):
        presented().do("approve", DECISION, by="unit")


@pytest.mark.parametrize("paper", ECONOMIC_EVENT.papers, ids=lambda p: p.name)
@pytest.mark.parametrize("stage", [drafted, approved])
def test_its_papers_are_made_at_any_stage(paper: Any, stage: Any) -> None:
    desk = stage()

    made = paper.makes(desk.dossier, desk.province)
    assert "Diễn đàn" in str(made)
    assert render_docx(made).startswith(b"PK")
