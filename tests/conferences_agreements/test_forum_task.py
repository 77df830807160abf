"""A task of international integration: S004 Điều 2.4; S003 mục II.2b, II.6e, III.19c."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused, WrongState
from casework.vocabulary import Decision, WithReason
from conferences_agreements.procedures.forum_task import (
    FORUM_TASK,
    Achieved,
    Indicator,
    Progress,
    Result,
    Source,
    Task,
)
from papers.administrative import render_docx
from support.desk import Desk

MARCH, DUE = date(2026, 3, 2), date(2026, 9, 30)
TASK = Task(
    horizon="yearly", source=Source(number="15/KH-UBND", date=date(2026, 2, 2), issuer="UBND tỉnh"),
    task="Kết nối ba doanh nghiệp với thị trường ASEAN", leads=("so-tai-chinh",),
    cooperating=("so-y-te",), due_on=DUE,
    indicators=(Indicator(name="Doanh nghiệp", unit="đơn vị", target=3),),
)  # fmt: skip
PROGRESS = Progress(on=MARCH, percent=40, text="Đã kết nối một doanh nghiệp")
RESULT = Result(
    text="Ba doanh nghiệp đã kết nối", evidence="15/BC-STC",
    achieved=(Achieved(name="Doanh nghiệp", value=4),),
)  # fmt: skip
LAW = "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ"


def assigned(task: Task = TASK, *others: Any) -> Desk:
    desk = Desk(FORUM_TASK, MARCH, others=others)
    return desk.lodge(task, by="office", unit="so-tai-chinh")


def done() -> Desk:
    desk = assigned().do("accept", by="unit").do("report-progress", PROGRESS, by="unit")
    return desk.do("complete", RESULT, by="unit")


def refused(task: Task, *others: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        assigned(task, *others)
    return [(f.at, f.law) for f in refusal.value.failures]


def refusal(desk: Desk, step: str, data: Any = None, by: str = "unit") -> list[str]:
    with pytest.raises(Refused) as refused:
        desk.do(step, data, by=by)
    return [f.says for f in refused.value.failures]


def test_a_task_is_assigned_accepted_done_and_confirmed() -> None:
    desk = done().do("report-ministry", Decision(number="9/BC-UBND", date=MARCH), by="clerk")
    desk.do("confirm", by="director")

    assert (desk.state, desk.due("complete")) == ("confirmed", DUE)
    assert [o.body for o in desk.dossier.rounds[0].opinions] == ["so-tai-chinh", "so-y-te"]
    with pytest.raises(WrongState):
        desk.do("cancel", WithReason(reason="không còn cần"), by="director")


@pytest.mark.parametrize("leads", [(), (" ",)])
def test_refuse_a_task_without_a_lead(leads: tuple[str, ...]) -> None:
    assert refused(replace(TASK, leads=leads)) == [("/leads", LAW)]


def test_refuse_two_leads() -> None:
    assert refused(replace(TASK, leads=("so-tai-chinh", "so-cong-thuong"))) == [("/leads", LAW)]


def test_refuse_a_due_day_before_the_issue() -> None:
    assert refused(replace(TASK, due_on=date(2026, 2, 1))) == [("/due_on", "Quy tắc lập hồ sơ")]


def test_refuse_a_lead_that_helps_itself_and_a_source_of_tomorrow() -> None:
    assert refused(replace(TASK, cooperating=("so-tai-chinh",)))[0][0] == "/cooperating"
    ahead = replace(TASK.source, date=date(2026, 3, 3))
    assert refused(replace(TASK, source=ahead))[0][0] == "/source/date"


def test_refuse_a_task_of_no_forum_and_the_same_task_twice() -> None:
    assert refused(replace(TASK, horizon="forum"))[0][0] == "/forum"
    first = replace(assigned().dossier, id="d0")
    assert refused(replace(TASK, task=TASK.task.upper()), first) == [("/task", LAW)]
    assert assigned(TASK, replace(first, state="cancelled")).state == "assigned"


def test_a_forum_is_linked() -> None:
    desk = assigned(replace(TASK, horizon="forum", forum="f1"))

    assert [(k.type, k.id) for k in desk.dossier.links] == [("forums", "f1")]


def test_only_the_lead_accepts_and_completes() -> None:
    assert "chủ trì" in refusal(assigned(), "accept", by="officer")[0]
    desk = assigned().do("accept", by="unit")

    assert "chủ trì" in refusal(desk, "complete", RESULT, "officer")[0]
    assert "phối hợp" in refusal(desk, "report-progress", PROGRESS, "officer")[0]


def test_progress_is_not_of_tomorrow() -> None:
    desk = assigned().do("accept", by="unit")

    assert "sau hôm nay" in refusal(desk, "report-progress", replace(PROGRESS, on=DUE))[0]


def test_refuse_completion_without_evidence_or_unmeasured() -> None:
    desk = assigned().do("accept", by="unit")

    assert "minh chứng" in refusal(desk, "complete", replace(RESULT, evidence=" "))[0]
    assert "chỉ tiêu" in refusal(desk, "complete", replace(RESULT, achieved=()))[0]
    other = (Achieved(name="Khác", value=1),)
    assert "chỉ tiêu" in refusal(desk, "complete", replace(RESULT, achieved=other))[0]


def test_late_completion_is_taken_with_its_reason() -> None:
    desk = assigned().do("accept", by="unit").on(date(2026, 10, 5))

    with pytest.raises(ReasonNeeded):
        desk.do("complete", RESULT, by="unit")
    desk.do("complete", RESULT, by="unit", late_reason="đối tác hoãn")
    clock = desk.dossier.clock("complete")
    assert clock is not None
    assert clock.late_by > 0


def test_who_completed_does_not_confirm_and_may_be_sent_back() -> None:
    desk = done()

    with pytest.raises(Refused, match="Người đã"):
        desk.do("confirm", by="head", as_="unit.86")
    desk.do("return", WithReason(reason="thiếu số liệu"), by="head")
    assert desk.state == "in-progress"


def test_a_report_to_the_ministry_is_dated_by_today() -> None:
    ahead = Decision(number="9/BC-UBND", date=DUE)

    assert "sau hôm nay" in refusal(done(), "report-ministry", ahead, "clerk")[0]


def test_the_slip_says_to_which_plan_the_task_belongs() -> None:
    desk = assigned()
    slip = FORUM_TASK.papers[0].makes(desk.dossier, desk.province)

    told = {item.title: item.text for item in slip.body}
    assert told["Nhiệm vụ thuộc:"] == "kế hoạch năm"


@pytest.mark.parametrize("paper", FORUM_TASK.papers, ids=lambda p: p.name)
@pytest.mark.parametrize("stage", [assigned, done])
def test_its_papers_are_made_at_any_stage(paper: Any, stage: Any) -> None:
    desk = stage()

    made = paper.makes(desk.dossier, desk.province)
    assert "ASEAN" in str(made)
    assert render_docx(made).startswith(b"PK")
