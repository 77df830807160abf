"""External relations of the Party: dự thảo Lai Châu khoản 5 điểm b, 342/KH-UBND mục II.6a."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from casework import NotYourRole, ReasonNeeded, Refused
from casework.vocabulary import Decision, WithReason
from papers.administrative import render_docx
from reporting.letters import tasks as letters
from reporting.procedures.party_task import PARTY_TASK, Resolution
from reporting.tasks import Evidence, Progress, SourceDocument
from support.desk import Desk

TODAY = date(2026, 5, 5)
TASK = Resolution(
    source=SourceDocument(number="04-CT/TU", date=date(2026, 5, 4), issuer="Tỉnh ủy"),
    task="Trao đổi đoàn với tỉnh kết nghĩa",
    leads=("so-tai-chinh",),
    due_on=date(2026, 6, 30),
)
DONE = Evidence(result="Đã đón đoàn", product="Biên bản làm việc")


def assigned(task: Resolution = TASK) -> Desk:
    return Desk(PARTY_TASK, TODAY).lodge(task, by="party", unit="so-tai-chinh")


def reported() -> Desk:
    desk = assigned().do("accept", by="unit").do("complete", DONE, by="unit")
    return desk.do("report", Decision(number="9/BC-SNgV", date=TODAY), by="director")


def test_a_task_of_the_party_is_reported_to_it_and_confirmed_by_it() -> None:
    desk = reported()
    with pytest.raises(NotYourRole):
        desk.do("confirm", by="director")

    assert desk.do("confirm", by="party").state == "confirmed"


def test_a_secret_document_stays_outside() -> None:
    with pytest.raises(Refused, match="ngoài hệ thống"):
        assigned(replace(TASK, is_secret=True))
    with pytest.raises(Refused, match="TUYỆT MẬT"):
        assigned(replace(TASK, task="Theo Nghị quyết TUYỆT MẬT"))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"leads": ()}, "phải có cơ quan chủ trì"),
        ({"leads": ("so-y-te", "so-noi-vu")}, "chỉ có một cơ quan chủ trì"),
        ({"due_on": date(2026, 5, 1)}, "trước ngày ban hành"),
    ],
)
def test_what_no_task_may_be(changed: dict[str, object], says: str) -> None:
    with pytest.raises(Refused, match=says):
        assigned(replace(TASK, **changed))


def test_only_those_named_tell_of_it() -> None:
    desk = assigned()
    with pytest.raises(Refused, match="Chỉ cơ quan chủ trì nhận"):
        desk.do("accept", by="officer")
    desk.do("accept", by="unit")
    with pytest.raises(Refused, match="Chỉ cơ quan chủ trì, phối hợp"):
        desk.do("report-progress", Progress(on=TODAY, percent=5, text="x"), by="officer")


def test_it_is_late_with_a_reason_alone() -> None:
    desk = assigned().do("accept", by="unit").on(date(2026, 7, 2))

    with pytest.raises(ReasonNeeded):
        desk.do("complete", DONE, by="unit")
    assert desk.do("complete", DONE, by="unit", late_reason="bạn hoãn").state == "done"


def test_the_report_follows_its_source() -> None:
    desk = assigned().do("accept", by="unit").do("complete", DONE, by="unit")

    with pytest.raises(Refused, match="trước ngày văn bản giao"):
        desk.do("report", Decision(number="9/BC", date=date(2026, 5, 1)), by="director")
    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("report", Decision(number="9/BC", date=date(2026, 5, 6)), by="director")


def test_the_party_may_send_it_back() -> None:
    assert reported().do("return", WithReason(reason="chưa rõ"), by="party").state == "in-progress"


def test_the_report_to_the_party() -> None:
    desk = reported()
    made = letters.report_to_the_party(desk.dossier, desk.province)

    assert made.addressed_to == ("Tỉnh ủy",)
    assert "Đã đón đoàn" in str(made.body)
    assert render_docx(made)
