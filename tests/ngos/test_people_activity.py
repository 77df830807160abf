"""People-to-people diplomacy: 164/KH-UBND mục III."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Actor, Case, Dossier, Refused
from casework.vocabulary import Decision, Funding, FundingLine, Money, WithReason
from ngos.aid import Aid, Mode, Provider
from ngos.letters import people as letters
from ngos.people import Kind
from ngos.procedures.people_activity import PEOPLE_ACTIVITY, Held, Permitted, Plan, Report
from ngos.refusals import reports_for_itself
from ngos.registration import Field
from support.desk import Desk

TODAY = date(2026, 3, 2)
PLAN = Plan(
    kind=Kind.FRIENDSHIP, title="Gặp mặt hữu nghị Việt - Lào", starts_on=date(2026, 4, 6),
    ends_on=date(2026, 4, 7), partner="Hội hữu nghị Lào - Việt", country="LA", participants=40,
)  # fmt: skip
ABROAD = replace(PLAN, is_abroad=True, delegation="DR-2026-000001")
PAID = replace(PLAN, has_foreign_funding=True, aid="VT-2026-000001")
OWN = Decision(number="4/KH-LHHN", date=TODAY)
HELD = Held(ended_on=date(2026, 4, 7), attended=38)
REPORT = Report(number="9/BC-LHHN", date=date(2026, 4, 8), result="Đã gặp mặt 38 người")


def aid(state: str) -> Dossier[Any]:
    return Dossier(
        id="a1", code="VT-2026-000001", type="aid", regime=TODAY, province="86", unit="so-y-te",
        title="", lodged_on=TODAY, state=state,
        fields=Aid(
            title="Hỗ trợ", mode=Mode.NON_PROJECT, provider_kind=Provider.NGO, provider="EMW",
            country="US", field=Field.CULTURE,
        ),
    )  # fmt: skip


def planned(plan: Plan = PLAN, **more: Any) -> Desk:
    desk = Desk(PEOPLE_ACTIVITY, TODAY, **more)
    return desk.lodge(plan, by="unit", unit="lien-hiep-huu-nghi")


def approved(plan: Plan = PLAN, **more: Any) -> Desk:
    return planned(plan, **more).do("approve", OWN, by="unit", as_="leader")


def refused(plan: Plan, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        approved(plan, **more)
    return [f.at for f in refusal.value.failures]


def test_planned_approved_done_reported_consolidated() -> None:
    desk = approved().on(date(2026, 4, 8)).do("hold", HELD, by="unit")
    desk.do("report", REPORT, by="unit").do("consolidate", by="officer")

    assert (desk.state, desk.fields.attended) == ("consolidated", 38)


def test_activity_abroad_without_a_delegation_is_refused() -> None:
    assert refused(replace(ABROAD, delegation="")) == ["/delegation"]


def test_nor_is_it_held_before_the_delegation_may_go() -> None:
    desk = approved(ABROAD).on(date(2026, 4, 8))
    with pytest.raises(Refused, match="chưa được cho phép"):
        desk.do("hold", HELD, by="unit")

    desk.do("note-permission", Permitted(delegation="d77"), by="system")
    assert desk.do("hold", HELD, by="unit").state == "done"
    assert [(k.service, k.id) for k in desk.dossier.links] == [("delegations", "d77")]


def test_foreign_funding_without_approved_aid_is_refused() -> None:
    assert refused(PAID) == ["/aid"]
    assert refused(PAID, others=[aid("submitted")]) == ["/aid"]
    assert approved(PAID, others=[aid("approved")]).fields.aid_id == "a1"
    by_line = replace(PLAN, funding=(FundingLine(source=Funding.FOREIGN_HOST),))
    assert refused(by_line) == ["/aid"]


def test_a_unit_reports_for_itself_alone() -> None:
    desk = approved().on(date(2026, 4, 8)).do("hold", HELD, by="unit")
    stranger = Actor(id="x", roles=frozenset({"unit"}), province="86", unit="mat-tran")
    case: Case[Any, Any] = Case(
        dossier=desk.dossier, actor=stranger, at=desk.dossier.acts[-1].at,
        province=desk.province, data=REPORT,
    )  # fmt: skip

    report = PEOPLE_ACTIVITY.transition("report")
    assert report is not None
    assert reports_for_itself in report.requires
    assert [f.says for f in reports_for_itself.failures(case)] == [reports_for_itself.says]


def test_dates_in_order_and_ahead_and_country_known() -> None:
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        planned(replace(PLAN, ends_on=date(2026, 4, 5)))
    assert refused(replace(PLAN, starts_on=date(2026, 3, 1))) == ["/starts_on"]
    assert refused(replace(PLAN, country="XX")) == ["/country"]
    assert refused(replace(PLAN, country="")) == ["/country"]


def test_money_is_above_nothing() -> None:
    nothing = FundingLine(source=Funding.LOCAL, money=Money(amount=0, currency="VND"))

    assert refused(replace(PLAN, funding=(nothing,))) == ["/funding/0/money"]


def test_it_is_held_after_it_ended() -> None:
    with pytest.raises(Refused, match="chưa tới"):
        approved().on(date(2026, 4, 6)).do("hold", HELD, by="unit")


def test_another_delegation_asks_for_permission_again() -> None:
    desk = planned(ABROAD).do("note-permission", Permitted(delegation="d77"), by="system")
    desk.do("revise", replace(ABROAD, delegation="DR-2026-000002"), by="unit")

    assert desk.fields.permitted == ""


def test_it_may_be_cancelled() -> None:
    why = WithReason(reason="bạn hoãn sang năm sau")

    assert approved().do("cancel", why, by="unit").state == "cancelled"


def test_the_report_on_paper() -> None:
    desk = approved().on(date(2026, 4, 8)).do("hold", HELD, by="unit")
    desk.do("report", REPORT, by="unit")

    made = letters.report(desk.dossier, desk.province)
    assert (made.number, "Lào" in str(made.body)) == ("9/BC-LHHN", True)
