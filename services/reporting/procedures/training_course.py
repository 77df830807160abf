"""Training in external affairs (dự thảo Lai Châu khoản 17; 342/KH-UBND mục II.7).

Needs are surveyed in the units, the year's plan is approved, the course is opened and run with its
attendance, those who attended enough are certified, the course is evaluated and, later, reviewed at
work. Nobody sits in two courses at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    Case,
    Disclosure,
    Dossier,
    DossierType,
    Lookup,
    Paper,
    Param,
    Transition,
    fill_in,
    rule,
)
from casework.visibility import speaks_for_all
from casework.vocabulary import Decision, WithReason, labels
from reporting.laws import FOREIGN_AFFAIRS_STAFF, TRAINING, TRAINING_NEEDS
from reporting.letters import training_course as letters
from reporting.refusals import is_dated_by_today
from reporting.roles import DEPARTMENT, DESK, LEADERS, Role
from reporting.training import (
    Attendance,
    Certificate,
    Course,
    Enrolment,
    Evaluation,
    Need,
    Participant,
    Review,
    Schedule,
    Score,
    Survey,
)


class State(StrEnum):
    SURVEYING = "surveying"
    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    FINISHED = "finished"
    EVALUATED = "evaluated"
    REVIEWED = "reviewed"
    CANCELLED = "cancelled"


STATES = labels(
    State,
    surveying="khảo sát nhu cầu",
    planned="kế hoạch đã phê duyệt",
    open="mở lớp, nhận học viên",
    running="đang học",
    finished="đã bế giảng",
    evaluated="đã đánh giá",
    reviewed="đã đánh giá sau khóa học",
)
TASKS = TRAINING
SURVEYS = TRAINING_NEEDS
HUMAN_RESOURCES = FOREIGN_AFFAIRS_STAFF
ATTENDANCE = Param(
    name="training-course.attendance-minimum",
    title="Tỷ lệ dự học tối thiểu để cấp chứng nhận (phần trăm)",
    law=SURVEYS,
    default=80,
    least=1,
    most=100,
)


@rule(RECORD, "Đơn vị chỉ ghi nhu cầu của chính mình", "/unit")
def need_is_own(case: Case[Course, Need]) -> bool:
    return speaks_for_all(case.actor) or case.data.unit == case.actor.unit


@rule(RECORD, "Đơn vị chỉ cử người của chính mình", "/unit")
def sends_own_people(case: Case[Course, Enrolment]) -> bool:
    return speaks_for_all(case.actor) or case.data.unit == case.actor.unit


@rule(TASKS, "Chưa có nhu cầu nào được khảo sát", "/needs")
def needs_are_known(case: Case[Course, Any]) -> bool:
    return bool(case.fields.needs)


@rule(TASKS, "Chưa có kế hoạch được phê duyệt", "/plan")
def has_an_approved_plan(case: Case[Course, Any]) -> bool:
    return case.fields.plan is not None


@rule(RECORD, "Bế giảng không thể trước khai giảng", "/ends_on")
def ends_after_it_starts(case: Case[Course, Schedule]) -> bool:
    return case.data.ends_on >= case.data.starts_on


@rule(RECORD, "Khóa học phải thuộc năm của kế hoạch và chưa tới ngày khai giảng", "/starts_on")
def starts_in_its_year(case: Case[Course, Schedule]) -> bool:
    return case.data.starts_on.year == case.fields.year and case.data.starts_on >= case.today


@rule(RECORD, "Học viên đã có trong khóa học này", "/person")
def is_not_enrolled_yet(case: Case[Course, Enrolment]) -> bool:
    return all(p.person != case.data.person for p in case.fields.participants)


@rule(RECORD, "Học viên đang dự một khóa khác trùng thời gian", "/person")
def sits_in_no_other_course(case: Case[Course, Enrolment]) -> bool:
    return not any(_overlap(case.fields, other.fields) for other in case.found["others"])


@rule(RECORD, "Chưa tới ngày khai giảng")
def has_begun(case: Case[Course, Any]) -> bool:
    return case.fields.starts_on is not None and case.fields.starts_on <= case.today


@rule(SURVEYS, "Không có học viên", "/participants")
def has_participants(case: Case[Course, Any]) -> bool:
    return bool(case.fields.participants)


@rule(SURVEYS, "Buổi học ngoài số buổi của khóa, hoặc đã điểm danh", "/session")
def is_the_next_session(case: Case[Course, Attendance]) -> bool:
    taken = {a.session for a in case.fields.attendance}
    return case.data.session <= case.fields.sessions and case.data.session not in taken


@rule(RECORD, "Ngày điểm danh ngoài thời gian khóa học hoặc chưa tới", "/on")
def is_within_the_course(case: Case[Course, Attendance]) -> bool:
    start, end = case.fields.starts_on, case.fields.ends_on
    in_it = start is not None and end is not None and start <= case.data.on <= end
    return in_it and case.data.on <= case.today


@rule(SURVEYS, "Có người điểm danh không phải học viên", "/present")
def present_are_enrolled(case: Case[Course, Attendance]) -> bool:
    return set(case.data.present) <= {p.person for p in case.fields.participants}


@rule(SURVEYS, "Không phải học viên của khóa", "/person")
def is_enrolled(case: Case[Course, Any]) -> bool:
    return _of(case.fields, case.data.person) is not None


@rule(SURVEYS, "Chưa dự đủ số buổi tối thiểu để được cấp chứng nhận", "/person")
def attended_enough(case: Case[Course, Certificate]) -> bool:
    who, least = _of(case.fields, case.data.person), case.number(ATTENDANCE) or 0
    return who is not None and who.attended * 100 >= least * case.fields.sessions


@rule(SURVEYS, "Học viên đã được cấp chứng nhận", "/person")
def is_not_certified_yet(case: Case[Course, Certificate]) -> bool:
    who = _of(case.fields, case.data.person)
    return who is None or who.certificate is None


@rule(RECORD, "Ngày cấp chứng nhận trước bế giảng hoặc sau hôm nay", "/date")
def is_certified_after_the_course(case: Case[Course, Certificate]) -> bool:
    end = case.fields.ends_on
    return end is not None and end <= case.data.date <= case.today


@rule(RECORD, "Khóa học chưa tới ngày bế giảng")
def has_ended(case: Case[Course, Any]) -> bool:
    return case.fields.ends_on is not None and case.fields.ends_on <= case.today


def other_courses(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    where = {"fields.participants.person": [data.person]}
    states = [State.OPEN, State.RUNNING]
    return [Lookup(name="others", type="training-course", where=where, states=states)]


def note_need(case: Case[Course, Need]) -> Course:
    """What a unit says last is what it needs."""
    kept = tuple(n for n in case.fields.needs if n.unit != case.data.unit)
    needs = (*kept, case.data)
    return replace(case.fields, needs=needs, wanted=sum(n.number for n in needs))


def record_plan(case: Case[Course, Decision]) -> Course:
    return replace(case.fields, plan=case.data)


def enrol(case: Case[Course, Enrolment]) -> Course:
    told = case.data
    who = Participant(person=told.person, name=told.name, unit=told.unit)
    participants = (*case.fields.participants, who)
    units = tuple(dict.fromkeys((*case.fields.units, told.unit)))
    enrolled = len(participants)
    return replace(case.fields, participants=participants, enrolled=enrolled, units=units)


def mark_present(case: Case[Course, Attendance]) -> Course:
    present = set(case.data.present)
    counted = tuple(
        replace(p, attended=p.attended + 1) if p.person in present else p
        for p in case.fields.participants
    )
    attendance = (*case.fields.attendance, case.data)
    return replace(case.fields, participants=counted, attendance=attendance)


def record_score(case: Case[Course, Score]) -> Course:
    return _changed(case.fields, case.data.person, score=case.data.score)


def certify(case: Case[Course, Certificate]) -> Course:
    given = Decision(number=case.data.number, date=case.data.date)
    changed = _changed(case.fields, case.data.person, certificate=given)
    return replace(changed, certified=sum(p.certificate is not None for p in changed.participants))


def evaluate(case: Case[Course, Evaluation]) -> Course:
    return replace(case.fields, evaluation=case.data.evaluation)


def review(case: Case[Course, Review]) -> Course:
    return replace(case.fields, review=case.data.review)


def _of(fields: Course, person: str) -> Participant | None:
    return next((p for p in fields.participants if p.person == person), None)


def _changed(fields: Course, person: str, **more: Any) -> Course:
    participants = tuple(
        replace(p, **more) if p.person == person else p for p in fields.participants
    )
    return replace(fields, participants=participants)


def _overlap(mine: Course, other: Course) -> bool:
    if not (mine.starts_on and mine.ends_on and other.starts_on and other.ends_on):
        return False
    return mine.starts_on <= other.ends_on and other.starts_on <= mine.ends_on


SENDERS = {*DESK, Role.UNIT}
TOLD = (
    *("title", "topic", "year", "form", "starts_on", "ends_on", "place", "partner", "cost"),
    *("sessions", "wanted", "enrolled", "certified", "plan"),
    *("hours", "units"),
)

# fmt: off
TRAINING_COURSE = DossierType(
    name="training-course", record="R36", prefix="DT",
    title="Khóa đào tạo, bồi dưỡng đối ngoại",
    since=date(2022, 9, 19), law=TASKS,
    fields=Course, heading=lambda fields: f"{fields.title} ({fields.year})",
    states=STATES, final={State.REVIEWED, State.CANCELLED}, params=[ATTENDANCE],
    shown_to={Role.UNIT},
    discloses=Disclosure(
        province=TOLD,
        ministry=("title", "topic", "year", "starts_on", "ends_on", "enrolled", "certified")),
    no_deadline="Văn bản không đặt thời hạn cho từng khóa; kế hoạch năm và báo cáo có hạn riêng",

    opening=Transition(
        SURVEYS, "survey", title="khảo sát nhu cầu", target=State.SURVEYING, by=DEPARTMENT,
        data=Survey, emits="surveyed"),

    transitions=[
        Transition(
            SURVEYS, "record-need", title="ghi nhu cầu", source={State.SURVEYING}, target=STAYS,
            by=SENDERS, data=Need, requires=[need_is_own], then=note_need, emits="need-recorded"),
        Transition(
            TASKS, "approve-plan", title="phê duyệt kế hoạch", source={State.SURVEYING},
            target=State.PLANNED, by={Role.DIRECTOR, Role.OFFICE, Role.CHAIR}, data=Decision,
            requires=[needs_are_known, is_dated_by_today], then=record_plan,
            not_by={"survey"}, emits="plan-approved"),
        Transition(
            TASKS, "open", title="mở lớp", source={State.SURVEYING, State.PLANNED},
            target=State.OPEN, by=DEPARTMENT, data=Schedule, then=fill_in,
            requires=[has_an_approved_plan, ends_after_it_starts, starts_in_its_year],
            emits="opened"),
        Transition(
            SURVEYS, "enrol", title="cử, ghi danh học viên", source={State.OPEN}, target=STAYS,
            by=SENDERS, data=Enrolment, needs=other_courses, then=enrol, emits="enrolled",
            requires=[sends_own_people, is_not_enrolled_yet, sits_in_no_other_course]),
        Transition(
            SURVEYS, "start", title="khai giảng", source={State.OPEN}, target=State.RUNNING,
            by=DEPARTMENT, requires=[has_begun, has_participants], emits="started"),
        Transition(
            SURVEYS, "mark-attendance", title="điểm danh", source={State.RUNNING}, target=STAYS,
            by=DESK, data=Attendance, then=mark_present, emits="attended",
            requires=[is_the_next_session, is_within_the_course, present_are_enrolled]),
        Transition(
            SURVEYS, "record-score", title="ghi điểm kiểm tra", emits="scored",
            source={State.RUNNING, State.FINISHED}, target=STAYS, by=DESK, data=Score,
            requires=[is_enrolled], then=record_score),
        Transition(
            SURVEYS, "finish", title="bế giảng", source={State.RUNNING}, target=State.FINISHED,
            by=DEPARTMENT, requires=[has_ended], emits="finished"),
        Transition(
            SURVEYS, "certify", title="cấp chứng nhận", source={State.FINISHED}, target=STAYS,
            by=LEADERS, data=Certificate, then=certify, emits="certified",
            requires=[is_enrolled, attended_enough, is_not_certified_yet,
                      is_certified_after_the_course]),
        Transition(
            SURVEYS, "evaluate", title="đánh giá khóa học", source={State.FINISHED},
            target=State.EVALUATED, by=DEPARTMENT, data=Evaluation, then=evaluate,
            emits="evaluated"),
        Transition(
            SURVEYS, "review", title="đánh giá sau khóa học", source={State.EVALUATED},
            target=State.REVIEWED, by=DEPARTMENT, data=Review, then=review, emits="reviewed"),
        Transition(
            HUMAN_RESOURCES, "cancel", title="hủy khóa học", data=WithReason, emits="cancelled",
            source={State.SURVEYING, State.PLANNED, State.OPEN}, target=State.CANCELLED,
            by=LEADERS),
    ],

    papers=[
        Paper(SURVEYS, "danh-sach", title="Danh sách học viên", makes=letters.roll,
              formats=("xlsx",)),
        Paper(SURVEYS, "chung-nhan", title="Danh sách cấp chứng nhận", makes=letters.certificates),
    ],
)
# fmt: on
