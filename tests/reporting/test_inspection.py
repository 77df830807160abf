"""Inspections: 22/2012/QĐ-UBND Điều 20 khoản 1, dự thảo Lai Châu khoản 21."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused
from casework.vocabulary import WithReason
from papers.administrative import render_docx
from reporting.letters import inspection as letters
from reporting.procedures.inspection import (
    INSPECTION,
    Conclusion,
    Examined,
    Finding,
    Inspector,
    Ordered,
    Plan,
    Recommendation,
    Remedy,
)
from support.desk import Desk

TODAY, START = date(2026, 5, 4), date(2026, 5, 11)
PLAN = Plan(
    kind="planned",
    subjects=("so-y-te",),
    scope="Việc thực hiện chương trình đoàn ra năm 2025",
    starts_on=START,
    ends_on=date(2026, 5, 15),
    dossiers=(Examined(service="delegations", type="outbound-delegation", id="d7"),),
)
ORDER = Ordered(
    number="21/QĐ-SNgV",
    date=TODAY,
    inspectors=(Inspector(person="officer.86", unit="so-ngoai-vu"),),
)
ASKED = Recommendation(subject="so-y-te", text="Nộp báo cáo còn thiếu", due_on=date(2026, 6, 30))
FOUND = Conclusion(
    number="22/KL-SNgV",
    date=date(2026, 5, 18),
    findings=(Finding(subject="so-y-te", text="Thiếu 02 báo cáo kết quả", is_violation=True),),
    recommendations=(ASKED,),
)


def planned(plan: Plan = PLAN) -> Desk:
    return Desk(INSPECTION, TODAY).lodge(plan, by="officer", unit="so-ngoai-vu")


def running() -> Desk:
    return planned().do("decide", ORDER, by="director").on(START).do("begin", by="officer")


def following() -> Desk:
    desk = running().on(date(2026, 5, 18)).do("conclude", FOUND, by="officer")
    return desk.do("follow", by="officer")


def test_an_inspection_is_followed_until_all_is_carried_out() -> None:
    desk = following().on(date(2026, 6, 20))
    with pytest.raises(Refused, match="Còn kiến nghị"):
        desk.do("close", by="head")
    done = Remedy(recommendation=1, done_on=date(2026, 6, 19), evidence="Báo cáo 12, 13")
    desk.do("record-remedy", done, by="officer").do("close", by="head")

    assert desk.state == "closed"
    assert desk.fields.violations == 1
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("inspects", "d7")]


def test_nobody_inspects_ones_own_unit() -> None:
    own = replace(PLAN, subjects=("so-y-te", "so-ngoai-vu"))

    with pytest.raises(Refused, match="chính đơn vị mình") as refusal:
        planned(own)
    assert refusal.value.failures[0].at == "/subjects"


def test_no_member_of_the_team_inspects_the_members_unit() -> None:
    mixed = (*ORDER.inspectors, Inspector(person="unit.86", unit="so-y-te"))

    with pytest.raises(Refused, match="đơn vị của mình"):
        planned().do("decide", replace(ORDER, inspectors=mixed), by="director")


def test_only_the_team_begins_and_concludes() -> None:
    desk = planned().do("decide", ORDER, by="director").on(START)

    with pytest.raises(Refused, match="thành viên đoàn"):
        desk.do("begin", by="head")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"ends_on": date(2026, 5, 1)}, "trước khi bắt đầu"),
        ({"kind": "ad-hoc"}, "phải nêu căn cứ"),
    ],
)
def test_what_no_plan_may_be(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        planned(replace(PLAN, **changed))


def test_the_decision_comes_first() -> None:
    desk = planned().on(date(2026, 5, 12))
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        desk.do("decide", replace(ORDER, date=date(2026, 5, 12)), by="director")
    early = planned().do("decide", ORDER, by="director")
    with pytest.raises(Refused, match="Chưa tới ngày"):
        early.do("begin", by="officer")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"date": date(2026, 5, 8)}, "trước ngày bắt đầu kiểm tra"),
        ({"findings": (Finding(subject="so-noi-vu", text="x"),)}, "đơn vị được kiểm tra"),
        ({"recommendations": (replace(ASKED, due_on=date(2026, 5, 1)),)}, "trước ngày kết luận"),
        ({"date": date(2026, 5, 19)}, "sau hôm nay"),
    ],
)
def test_what_no_conclusion_may_be(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        running().on(date(2026, 5, 18)).do("conclude", replace(FOUND, **changed), by="officer")


def test_remedies_are_due_and_late_ones_say_why() -> None:
    desk = following().on(date(2026, 7, 2))
    assert desk.due("remedy") == date(2026, 6, 30)

    unknown = Remedy(recommendation=2, done_on=date(2026, 7, 1), evidence="x")
    with pytest.raises(Refused, match="Không có kiến nghị"):
        desk.do("record-remedy", unknown, by="officer")
    to_come = replace(unknown, recommendation=1, done_on=date(2026, 7, 3))
    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("record-remedy", to_come, by="officer")
    desk.do("record-remedy", replace(unknown, recommendation=1), by="officer")
    with pytest.raises(ReasonNeeded):
        desk.do("close", by="head")
    assert desk.do("close", by="head", late_reason="đơn vị nộp muộn").state == "closed"


def test_a_planned_inspection_may_be_cancelled() -> None:
    assert (
        planned().do("cancel", WithReason(reason="trùng kế hoạch"), by="head").state == "cancelled"
    )


def test_the_conclusion_on_paper() -> None:
    desk = following()
    made = letters.conclusion(desk.dossier, desk.province)

    assert (made.number, made.kind) == ("22/KL-SNgV", "KẾT LUẬN")
    assert render_docx(made)
