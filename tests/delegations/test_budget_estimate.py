"""The estimate of an arising activity: 342/KH-UBND (Thừa Thiên Huế), mục IV."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Dossier, Refused, WrongState
from casework.vocabulary import Decision, Funding, Money
from delegations.forms import Cost
from delegations.procedures.budget_estimate import BUDGET_ESTIMATE, Estimate, Spending
from delegations.procedures.scheme import Scheme
from support.desk import Desk, real_office

TODAY = date(2026, 5, 11)


def cost(amount: int, currency: str = "VND", source: Funding | None = Funding.LOCAL) -> Cost:
    return Cost(title="Chi phí", money=Money(amount=amount, currency=currency), source=source)


PLAN: Dossier[Scheme] = Dossier(
    id="s1",
    code="DA-2026-000001",
    type="activity-scheme",
    regime=date(2012, 8, 30),
    province="86",
    unit="so-y-te",
    title="",
    lodged_on=TODAY,
    state="approved",
    fields=Scheme(
        direction="outbound",
        starts_on=date(2026, 6, 22),
        ends_on=date(2026, 6, 26),
        costs=(cost(100_000_000), cost(20_000_000), cost(500, "USD")),
    ),
)
ESTIMATE = Estimate(
    activity="Đoàn Sở Y tế sang Lào",
    reason="Phía Lào mời đột xuất",
    scheme=PLAN.code,
    is_beyond_authority=True,
    lines=(cost(500, "USD"), cost(120_000_000)),
)


def drafted(estimate: Estimate = ESTIMATE, scheme: Dossier[Any] = PLAN) -> Desk:
    desk = Desk(BUDGET_ESTIMATE, TODAY, province=real_office("46"), others=[scheme])
    return desk.lodge(estimate, by="unit", unit="so-y-te")


def refusals(estimate: Estimate, scheme: Dossier[Any] = PLAN) -> list[str]:
    with pytest.raises(Refused) as refusal:
        drafted(estimate, scheme).do("submit", by="unit")
    assert {f.law for f in refusal.value.failures} <= {"342/KH-UBND, mục IV", "Quy tắc lập hồ sơ"}
    return [f.at for f in refusal.value.failures]


def approved() -> Desk:
    desk = drafted().do("submit", by="unit").reply("so-ngoai-vu").reply("so-tai-chinh")
    desk.do("present", by="director")
    return desk.do("approve", Decision(number="500/QĐ-UBND", date=TODAY), by="chair")


def test_an_estimate_is_appraised_by_two_and_approved_spent_and_settled() -> None:
    desk = approved()
    desk.do("spend", Spending(spent=(cost(119_000_000),)), by="unit")
    desk.do("settle", Decision(number="9/BC-STC", date=TODAY), by="officer")

    assert desk.state == "settled"
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("pays-for", "s1")]


def test_what_the_yearly_estimate_covers_is_refused() -> None:
    assert refusals(replace(ESTIMATE, is_in_yearly_estimate=True)) == ["/is_in_yearly_estimate"]


def test_what_the_unit_may_decide_itself_is_refused() -> None:
    assert refusals(replace(ESTIMATE, is_beyond_authority=False)) == ["/is_beyond_authority"]


def test_the_reason_and_the_lines_are_there() -> None:
    assert refusals(replace(ESTIMATE, reason="")) == ["/reason"]
    assert refusals(replace(ESTIMATE, lines=())) == ["/lines", "/lines"]


def test_each_line_has_money_and_a_source() -> None:
    lines = (*ESTIMATE.lines, cost(0, source=None))

    assert refusals(replace(ESTIMATE, lines=lines)) == ["/lines/2/money", "/lines/2/source"]


def test_the_sum_is_that_of_section_14_in_each_currency() -> None:
    assert refusals(replace(ESTIMATE, lines=(cost(120_000_000),))) == ["/lines"]
    assert refusals(replace(ESTIMATE, lines=(cost(500, "USD"), cost(119_999_999)))) == ["/lines"]


def test_an_estimate_without_a_live_scheme_is_refused() -> None:
    assert refusals(replace(ESTIMATE, scheme="")) == ["/scheme"]
    assert refusals(ESTIMATE, replace(PLAN, state="cancelled")) == ["/scheme"]


def test_a_scheme_has_one_estimate() -> None:
    desk = drafted()
    desk.others = [PLAN, replace(desk.dossier, id="d0")]

    with pytest.raises(Refused, match="đã có một dự toán"):
        desk.do("submit", by="unit")


def test_a_scheme_changed_meanwhile_stops_the_presentation() -> None:
    desk = drafted().do("submit", by="unit").reply("so-ngoai-vu").reply("so-tai-chinh")
    cheaper = replace(PLAN, fields=replace(PLAN.fields, costs=(cost(1),)))
    desk.others = [cheaper]

    with pytest.raises(Refused, match="mục 14"):
        desk.do("present", by="director")


def test_one_appraisal_is_not_two() -> None:
    desk = drafted().do("submit", by="unit").reply("so-ngoai-vu")

    with pytest.raises(Refused, match="hai cơ quan"):
        desk.do("present", by="director")


def test_both_departments_are_asked() -> None:
    desk = drafted().do("submit", by="unit")

    assert [o.body for o in desk.dossier.rounds[0].opinions] == ["so-ngoai-vu", "so-tai-chinh"]


def test_no_more_is_spent_than_approved() -> None:
    with pytest.raises(Refused, match="vượt dự toán"):
        approved().do("spend", Spending(spent=(cost(120_000_001),)), by="unit")


def test_who_presented_does_not_approve_and_nothing_is_spent_before() -> None:
    desk = drafted().do("submit", by="unit").reply("so-ngoai-vu").reply("so-tai-chinh")
    desk.do("present", by="director", as_="mot")

    with pytest.raises(WrongState):
        desk.do("spend", Spending(spent=(cost(1),)), by="unit")
    with pytest.raises(Refused, match="không được phê duyệt"):
        desk.do("approve", Decision(number="500/QĐ-UBND", date=TODAY), by="chair", as_="mot")
