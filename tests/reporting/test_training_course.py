"""Training in external affairs: dự thảo Lai Châu khoản 17, 342/KH-UBND mục II.7."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused, announce
from casework.province import Value
from casework.vocabulary import Decision
from papers.administrative import render_docx
from papers.grids import grids
from reporting.letters import training_course as letters
from reporting.procedures.training_course import TRAINING_COURSE
from reporting.training import (
    Attendance,
    Certificate,
    Enrolment,
    Evaluation,
    Need,
    Review,
    Schedule,
    Score,
    Survey,
)
from support.desk import Desk

TODAY, START, END = date(2026, 5, 4), date(2026, 6, 1), date(2026, 6, 5)
SURVEY = Survey(title="Lễ tân đối ngoại", topic="protocol", year=2026)
PLAN = Decision(number="15/KH-SNgV", date=TODAY)
TIMES = Schedule(starts_on=START, ends_on=END, sessions=5, hours=20, place="Hội trường tỉnh")
AN = Enrolment(person="CC-001", name="Nguyễn An", unit="so-y-te")
BINH = Enrolment(person="CC-002", name="Trần Bình", unit="so-y-te")


def surveyed(**more: Any) -> Desk:
    desk = Desk(TRAINING_COURSE, TODAY, **more).lodge(SURVEY, by="officer", unit="so-ngoai-vu")
    return desk.do("record-need", Need(unit="so-y-te", number=2), by="officer")


def opened(**more: Any) -> Desk:
    return surveyed(**more).do("approve-plan", PLAN, by="director").do("open", TIMES, by="head")


def finished(present: int = 5, **more: Any) -> Desk:
    """Nguyễn An was there on the first `present` days, Trần Bình on all five."""
    desk = opened(**more)
    desk.do("enrol", AN, by="officer").do("enrol", BINH, by="officer").on(START)
    desk.do("start", by="officer").on(END)
    for n in range(1, 6):
        who = ("CC-001", "CC-002") if n <= present else ("CC-002",)
        day = date(2026, 6, n)
        desk.do("mark-attendance", Attendance(session=n, on=day, present=who), by="officer")
    return desk.do("finish", by="officer")


def certificate(person: str, day: date = END) -> Certificate:
    return Certificate(person=person, number=f"{person}/CN-SNgV", date=day)


def test_a_course_runs_from_survey_to_review() -> None:
    desk = finished().do("record-score", Score(person="CC-001", score=85), by="officer")
    desk.do("certify", certificate("CC-001"), by="head")
    desk.do("evaluate", Evaluation(evaluation="Đạt mục tiêu"), by="head")
    desk.do("review", Review(review="Áp dụng tốt"), by="head")

    assert desk.state == "reviewed"
    assert (desk.fields.wanted, desk.fields.enrolled, desk.fields.certified) == (2, 2, 1)


def test_a_course_without_an_approved_plan_is_not_opened() -> None:
    with pytest.raises(Refused, match="Chưa có kế hoạch") as refusal:
        surveyed().do("open", TIMES, by="head")
    assert refusal.value.failures[0].at == "/plan"


def test_a_plan_follows_a_survey_and_is_not_approved_by_who_made_it() -> None:
    desk = Desk(TRAINING_COURSE, TODAY).lodge(SURVEY, by="officer")
    with pytest.raises(Refused, match="Chưa có nhu cầu"):
        desk.do("approve-plan", PLAN, by="director")
    desk.do("record-need", Need(unit="so-y-te", number=2), by="officer")
    with pytest.raises(Refused, match="không được phê duyệt"):
        desk.do("approve-plan", PLAN, by="director", as_="officer.86")


def test_nobody_sits_in_two_courses_at_once() -> None:
    other = opened().do("enrol", AN, by="officer").dossier
    desk = opened(others=[replace(other, id="d2")])

    with pytest.raises(Refused, match="trùng thời gian") as refusal:
        desk.do("enrol", AN, by="officer")
    assert refusal.value.failures[0].at == "/person"
    desk.do("enrol", BINH, by="officer")

    after = replace(other.fields, starts_on=date(2026, 6, 8), ends_on=date(2026, 6, 9))
    apart = opened(others=[replace(other, id="d3", fields=after)])
    assert apart.do("enrol", AN, by="officer").fields.enrolled == 1


def test_nobody_is_enrolled_twice_in_one_course() -> None:
    desk = opened().do("enrol", AN, by="officer")

    with pytest.raises(Refused, match="đã có trong khóa"):
        desk.do("enrol", AN, by="officer")


def test_a_certificate_asks_for_the_minimum_of_attendance() -> None:
    desk = finished(present=3)

    with pytest.raises(Refused, match="Chưa dự đủ"):
        desk.do("certify", certificate("CC-001"), by="head")
    assert desk.do("certify", certificate("CC-002"), by="head").fields.certified == 1
    with pytest.raises(Refused, match="đã được cấp"):
        desk.do("certify", certificate("CC-002"), by="head")


def test_a_province_sets_the_minimum() -> None:
    sixty = Value(
        service="reporting",
        name="training-course.attendance-minimum",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        amount=60,
    )

    desk = finished(present=3, values=[sixty])
    assert desk.do("certify", certificate("CC-001"), by="head").fields.certified == 1


def test_certificates_are_dated_and_for_participants() -> None:
    desk = finished()

    with pytest.raises(Refused, match="trước bế giảng"):
        desk.do("certify", certificate("CC-001", date(2026, 6, 4)), by="head")
    with pytest.raises(Refused, match="Không phải học viên"):
        desk.do("certify", certificate("CC-009"), by="head")


def test_attendance_is_of_those_enrolled_on_days_of_the_course_once_a_session() -> None:
    desk = opened().do("enrol", AN, by="officer").on(START).do("start", by="officer")
    here = Attendance(session=1, on=START, present=("CC-001",))
    desk.do("mark-attendance", here, by="officer")

    for wrong, says in (
        (here, "đã điểm danh"),
        (replace(here, session=6), "ngoài số buổi"),
        (replace(here, session=2, on=date(2026, 6, 2)), "chưa tới"),
        (replace(here, session=2, present=("CC-009",)), "không phải học viên"),
    ):
        with pytest.raises(Refused, match=says):
            desk.do("mark-attendance", wrong, by="officer")


def test_units_speak_for_themselves_alone() -> None:
    desk = Desk(TRAINING_COURSE, TODAY).lodge(SURVEY, by="officer", unit="so-y-te")
    with pytest.raises(Refused, match="chính mình"):
        desk.do("record-need", Need(unit="so-noi-vu", number=1), by="unit")
    desk.do("record-need", Need(unit="so-y-te", number=1), by="unit")
    desk.do("approve-plan", PLAN, by="director").do("open", TIMES, by="head")
    with pytest.raises(Refused, match="chính mình"):
        desk.do("enrol", replace(AN, unit="so-noi-vu"), by="unit")


def test_dates_of_a_course() -> None:
    desk = surveyed().do("approve-plan", PLAN, by="director")
    with pytest.raises(Refused, match="trước khai giảng"):
        desk.do("open", replace(TIMES, ends_on=date(2026, 5, 31)), by="head")
    next_year = replace(TIMES, starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 2))
    with pytest.raises(Refused, match="thuộc năm"):
        desk.do("open", next_year, by="head")
    desk.do("open", TIMES, by="head")
    with pytest.raises(Refused, match="Chưa tới ngày khai giảng"):
        desk.do("start", by="officer")
    desk.do("enrol", AN, by="officer").on(START).do("start", by="officer")
    with pytest.raises(Refused, match="chưa tới ngày bế giảng"):
        desk.do("finish", by="officer")


def test_who_takes_part_is_told_to_nobody() -> None:
    told = announce("reporting", TRAINING_COURSE, finished().outcomes[-1])

    assert "Nguyễn An" not in str(told.data)
    assert told.data.fields["enrolled"] == 2
    assert (told.data.fields["hours"], told.data.fields["units"]) == (20, ("so-y-te",))


def test_the_roll_and_the_list_of_certificates() -> None:
    desk = finished().do("certify", certificate("CC-002"), by="head")
    rows = next(grids(letters.roll(desk.dossier, desk.province))).rows
    listed = letters.certificates(desk.dossier, desk.province)

    assert any("Nguyễn An" in row for row in rows)
    assert "Trần Bình" in str(listed.body)
    assert "Nguyễn An" not in str(listed.body)
    assert render_docx(listed)
