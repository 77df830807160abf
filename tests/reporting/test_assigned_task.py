"""Tasks of directives and plans: 342/KH-UBND mục III, V; D04; drafting milestones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Actor, ReasonNeeded, Refused, is_visible
from casework.province import Value
from casework.vocabulary import Decision, WithReason
from papers.administrative import render_docx
from reporting.letters import tasks as letters
from reporting.procedures.assigned_task import ASSIGNED_TASK, Assignment
from reporting.tasks import Evidence, Milestone, Progress, SourceDocument
from support.desk import Desk

ISSUED, TODAY, DUE = date(2026, 5, 4), date(2026, 5, 5), date(2026, 6, 30)
TASK = Assignment(
    source=SourceDocument(number="342/KH-UBND", date=ISSUED, issuer="UBND tỉnh"),
    clause="mục III.4",
    task="Xúc tiến đầu tư từ Hàn Quốc",
    leads=("so-tai-chinh",),
    cooperating=("so-cong-thuong",),
    due_on=DUE,
    indicator="03 dự án",
)
DONE = Evidence(result="Đã ký 03 biên bản", number="45/BC-STC", date=date(2026, 6, 25))
FIFTEEN = Value(
    service="reporting",
    name="assigned-task.implementation-plan",
    law="342/KH-UBND, mục V khoản 2",
    since=date(2022, 9, 19),
    amount=15,
    unit="calendar-days",
)


def assigned(task: Assignment = TASK, **more: Any) -> Desk:
    return Desk(ASSIGNED_TASK, TODAY, **more).lodge(task, by="office", unit="so-tai-chinh")


def accepted(task: Assignment = TASK, **more: Any) -> Desk:
    return assigned(task, **more).do("accept", by="unit")


def completed() -> Desk:
    return accepted().on(date(2026, 6, 25)).do("complete", DONE, by="unit")


def test_a_task_runs_from_assignment_to_confirmation() -> None:
    desk = accepted()
    step = Progress(on=TODAY, percent=40, text="Đã lập danh mục")
    desk.do("report-progress", step, by="unit").on(date(2026, 6, 25))
    desk.do("complete", DONE, by="unit").do("confirm", by="office")

    assert desk.state == "confirmed"
    assert desk.fields.progress[0].body == "so-tai-chinh"


def test_a_task_without_a_lead_is_refused() -> None:
    with pytest.raises(Refused, match="phải có cơ quan chủ trì") as refusal:
        assigned(replace(TASK, leads=()))
    assert refusal.value.failures[0].at == "/leads"


def test_a_task_with_two_leads_is_refused() -> None:
    with pytest.raises(Refused, match="chỉ có một cơ quan chủ trì"):
        assigned(replace(TASK, leads=("so-tai-chinh", "so-y-te")))


def test_a_task_due_before_its_document_is_refused() -> None:
    with pytest.raises(Refused, match="trước ngày ban hành"):
        assigned(replace(TASK, due_on=date(2026, 5, 3)))


def test_a_document_to_come_gives_no_task_and_a_lead_does_not_help_itself() -> None:
    later = replace(TASK.source, date=date(2026, 5, 6))
    with pytest.raises(Refused, match="không thể sau hôm nay"):
        assigned(replace(TASK, source=later))
    with pytest.raises(Refused, match="đồng thời"):
        assigned(replace(TASK, cooperating=("so-tai-chinh",)))


def test_those_who_cooperate_see_the_task_and_only_the_lead_completes_it() -> None:
    desk = accepted()
    helper = Actor(id="h", roles=frozenset({"unit"}), province="86", unit="so-cong-thuong")
    other = Actor(id="o", roles=frozenset({"unit"}), province="86", unit="so-y-te")

    assert is_visible(ASSIGNED_TASK, desk.dossier, helper)
    assert not is_visible(ASSIGNED_TASK, desk.dossier, other)
    with pytest.raises(Refused, match="Chỉ cơ quan chủ trì nhận"):
        desk.do("complete", replace(DONE, date=TODAY), by="officer")
    with pytest.raises(Refused, match="Chỉ cơ quan chủ trì, phối hợp"):
        desk.do("report-progress", Progress(on=TODAY, percent=1, text="x"), by="officer")


def test_done_is_shown_by_a_document_or_a_product() -> None:
    desk = accepted()

    with pytest.raises(Refused, match="minh chứng"):
        desk.do("complete", Evidence(result="Xong"), by="unit")
    shown = Evidence(result="Xong", product="Cổng thông tin đã chạy")
    assert desk.do("complete", shown, by="unit").state == "done"


def test_a_late_task_says_why() -> None:
    desk = accepted().on(date(2026, 7, 3))
    assert desk.due("complete") == DUE

    with pytest.raises(ReasonNeeded, match="trễ hạn"):
        desk.do("complete", DONE, by="unit")
    desk.do("complete", DONE, by="unit", late_reason="đối tác dời lịch")
    clock = desk.dossier.clock("complete")
    assert clock is not None
    assert clock.late_by == 3


def test_who_completed_does_not_confirm() -> None:
    desk = Desk(ASSIGNED_TASK, TODAY)
    own = replace(TASK, leads=("so-ngoai-vu",), cooperating=())
    desk.lodge(own, by="officer", unit="so-ngoai-vu").do("accept", by="head")
    desk.do("complete", replace(DONE, date=TODAY), by="head")

    with pytest.raises(Refused, match="không thuộc cơ quan chủ trì"):
        desk.do("confirm", by="director")
    with pytest.raises(Refused, match="không được xác nhận"):
        desk.do("confirm", by="office", as_="head.86")


def test_work_that_falls_short_goes_back() -> None:
    desk = completed().do("return", WithReason(reason="chưa đủ dự án"), by="office")

    assert desk.state == "in-progress"


def test_d04_the_units_own_plan_is_due_fifteen_days_after_issue_where_a_province_says_so() -> None:
    plan = replace(TASK, kind="plan")
    desk = accepted(plan, values=[FIFTEEN])

    assert desk.due("send-plan") == date(2026, 5, 19)
    assert assigned(plan).dossier.clock("send-plan") is None
    assert assigned(values=[FIFTEEN]).dossier.clock("send-plan") is None
    early = Decision(number="1/KH-STC", date=date(2026, 5, 1))
    with pytest.raises(Refused, match="trước kế hoạch của tỉnh"):
        desk.do("send-plan", early, by="unit")
    desk.do("send-plan", Decision(number="1/KH-STC", date=TODAY), by="unit")
    clock = desk.dossier.clock("send-plan")
    assert clock is not None
    assert (clock.id, clock.late_by) == ("D04", 0)


def test_a_plan_of_ones_own_follows_a_plan_alone() -> None:
    with pytest.raises(Refused, match="Chỉ kế hoạch của tỉnh"):
        accepted().do("send-plan", Decision(number="1/KH-STC", date=TODAY), by="unit")


def test_of_a_legal_document_the_milestones_are_followed_in_order() -> None:
    desk = accepted(replace(TASK, kind="legal-document"))
    desk.do("reach-milestone", Milestone(stage="drafting", on=TODAY), by="unit")
    desk.do("reach-milestone", Milestone(stage="appraisal", on=TODAY), by="unit")

    with pytest.raises(Refused, match="theo thứ tự"):
        desk.do("reach-milestone", Milestone(stage="comments", on=TODAY), by="unit")
    with pytest.raises(Refused, match="Chỉ theo dõi mốc"):
        accepted().do("reach-milestone", Milestone(stage="issue", on=TODAY), by="unit")


def test_the_slip_names_source_and_term() -> None:
    desk = assigned()
    slip = letters.assignment(desk.dossier, desk.province)

    assert "342/KH-UBND" in str(slip.body)
    assert "30/06/2026" in str(slip.body)
    assert render_docx(slip)
