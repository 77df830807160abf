"""Duties on a dossier: when they began, when they stood still, when they are due, how late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casework import (
    Act,
    After,
    Amount,
    Clock,
    Deadline,
    Dossier,
    Immediate,
    Law,
    OnDay,
    Param,
    Province,
    ReasonNeeded,
    Within,
    act_day,
    clocks,
    describe,
    explain,
    simulate,
)
from casework.province import Value
from chassis.calendar import load_calendar
from support.desk import HANOI, Desk
from support.sample import ANSWER_WITHIN, LETTER, YEAR_END, Answer, Application

CALENDAR = load_calendar(Path(__file__).resolve().parents[2] / "provinces/calendar.toml")
VINH_LONG = Province(code="86", name="Vĩnh Long", calendar=CALENDAR)
LAW = Law("1/2026/QĐ", "Một văn bản")
MONDAY = date(2026, 3, 2)


def lodged(today: date = MONDAY, **fields: Any) -> Desk:
    desk = Desk(LETTER, today, province=VINH_LONG)
    return desk.lodge(Application(subject="Thư mời", **fields), by="officer")


def duty(shape: Any, met_by: tuple[str, ...] = ("answer",)) -> Deadline:
    return Deadline(law=LAW.art(2), name="duty", title="việc", shape=shape, met_by=met_by)


@dataclass
class Move:
    """Being taken from one state to another, at a moment."""

    name: str
    source: str
    to: str
    at: datetime


def moved(*moves: Move) -> Dossier[Any]:
    acts = tuple(
        Act(
            version=n, transition=m.name, title=m.name, source=m.source, to=m.to, actor="a",
            role="officer", at=m.at, law="x",
        )
        for n, m in enumerate(moves, 1)
    )  # fmt: skip
    return Dossier(
        id="d", code="TH-1", type="letter", regime=MONDAY, province="86", unit="u", title="",
        fields=None, lodged_on=CALENDAR.day(moves[0].at), acts=acts, version=len(acts),
    )  # fmt: skip


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), HANOI)


def clock_of(deadline: Deadline, dossier: Dossier[Any]) -> Clock:
    return clocks([deadline], dossier, VINH_LONG)[0]


def test_a_budget_runs_from_entering_its_states() -> None:
    desk = lodged()

    clock = desk.dossier.clock("answer")

    assert clock is not None
    assert (clock.start, clock.due) == (MONDAY, date(2026, 3, 9))
    assert (clock.amount, clock.unit, clock.id) == (5, "working-days", "D98")
    assert not clock.paused


def test_a_budget_met_late_by_leaving_its_states_is_late() -> None:
    """The act that meets the duty leaves `runs_in`: it is no pause."""
    desk = lodged().do("consider", by="officer").on(date(2026, 3, 12))

    with pytest.raises(ReasonNeeded) as refusal:
        desk.do("answer", Answer(answer="đồng ý"), by="head")

    assert refusal.value.failures[0].at == "/late_reason"
    desk.do("answer", Answer(answer="đồng ý"), by="head", late_reason="chờ ý kiến")
    clock = desk.dossier.clock("answer")
    assert clock is not None
    assert (clock.due, clock.late_by) == (date(2026, 3, 9), 3)
    assert clock.late_reason == "chờ ý kiến"


def test_a_budget_met_in_time_keeps_its_due_date() -> None:
    desk = lodged().do("consider", by="officer")

    desk.do("answer", Answer(answer="đồng ý"), by="head")

    clock = desk.dossier.clock("answer")
    assert clock is not None
    assert (clock.due, clock.late_by, clock.paused) == (date(2026, 3, 9), 0, False)
    assert clock.met is not None


def test_a_clock_stands_still_while_the_file_is_with_others() -> None:
    desk = lodged().do("consider", by="officer").on(date(2026, 3, 4)).do("consult", by="officer")

    clock = desk.dossier.clock("answer")

    assert clock is not None
    assert (clock.due, clock.paused) == (None, True)


def test_after_a_pause_the_days_that_are_left_are_spent() -> None:
    """Two days spent (3/3, 4/3), away until 10/3, three left: 11, 12, 13/3."""
    desk = lodged().do("consider", by="officer").on(date(2026, 3, 4)).do("consult", by="officer")

    desk.on(date(2026, 3, 10)).do("consider", by="officer")

    assert desk.due("answer") == date(2026, 3, 13)
    explained = desk.explained("answer")
    assert explained.lines[-1].date == date(2026, 3, 13)
    assert sum(line.counted for line in explained.lines) == 5


def test_a_file_sent_away_on_its_last_day_comes_back_with_that_day() -> None:
    desk = lodged().do("consider", by="officer").on(date(2026, 3, 9)).do("consult", by="officer")

    desk.on(date(2026, 3, 18)).do("consider", by="officer")

    assert desk.due("answer") == date(2026, 3, 18)
    assert desk.explained("answer").lines[-1].date == date(2026, 3, 18)
    desk.do("answer", Answer(answer="đồng ý"), by="head")
    clock = desk.dossier.clock("answer")
    assert clock is not None
    assert clock.late_by == 0


def test_a_budget_that_was_over_before_the_pause_stays_late() -> None:
    desk = lodged().do("consider", by="officer").on(date(2026, 3, 12)).do("consult", by="officer")

    clock = desk.dossier.clock("answer")

    assert clock is not None
    assert (clock.due, clock.paused) == (date(2026, 3, 9), False)


def test_a_duty_met_while_the_clock_stands_still_is_not_late() -> None:
    deadline = duty(Within(amount=Amount(5, "working-days"), runs_in={"open"}))
    dossier = moved(
        Move("open", "", "open", at(MONDAY)),
        Move("send", "open", "away", at(date(2026, 3, 5))),
        Move("answer", "away", "done", at(date(2026, 4, 1))),
    )

    clock = clock_of(deadline, dossier)

    assert (clock.late_by, clock.paused) == (0, False)
    assert clock.met == at(date(2026, 4, 1))


def test_the_clock_counts_the_offices_days_not_those_of_utc() -> None:
    """18:00 UTC is past midnight in Hanoi: the file came in on the next day."""
    evening = datetime(2026, 3, 1, 18, tzinfo=UTC)
    deadline = duty(Within(amount=Amount(1, "working-days"), runs_in={"open"}))

    clock = clock_of(deadline, moved(Move("open", "", "open", evening)))

    assert (clock.start, clock.due) == (MONDAY, date(2026, 3, 3))


def test_hours_stop_and_resume_at_the_minute() -> None:
    """12 hours from 8:00; away from 10:00 to 15:00: due at 1:00 of the next day."""
    deadline = duty(Within(amount=Amount(12, "hours"), runs_in={"open"}))
    dossier = moved(
        Move("open", "", "open", at(MONDAY, 8)),
        Move("send", "open", "away", at(MONDAY, 10)),
        Move("back", "away", "open", at(MONDAY, 15)),
    )

    clock = clock_of(deadline, dossier)

    assert clock.due == at(date(2026, 3, 3), 1)


def test_a_second_stay_in_the_same_states_does_not_begin_again() -> None:
    deadline = duty(Within(amount=Amount(5, "working-days"), runs_in={"open"}))
    dossier = moved(
        Move("open", "", "open", at(MONDAY)),
        Move("answer", "open", "done", at(date(2026, 3, 3))),
        Move("reopen", "done", "open", at(date(2026, 6, 1))),
    )

    clock = clock_of(deadline, dossier)

    assert (clock.start, clock.due, clock.late_by) == (MONDAY, date(2026, 3, 9), 0)


def test_at_least_n_before_moves_earlier() -> None:
    """Seven working days before 24/2/2026 lie before Tết (16-20/2)."""
    desk = lodged(date(2026, 1, 19), visit=date(2026, 2, 24))

    assert desk.due("prepare") == date(2026, 2, 6)


def test_within_n_after_a_date_field_moves_later() -> None:
    desk = lodged(visit=date(2026, 4, 20))

    assert desk.due("report") == date(2026, 5, 7)


def test_a_duty_without_its_date_has_no_clock() -> None:
    desk = lodged()

    assert [c.name for c in desk.dossier.clocks] == ["answer", "year-end", "tell"]


def test_before_the_day_is_read_strictly_or_not() -> None:
    strict = Param(name="x.strict", title="hiểu chặt", law=LAW.art(2), default=True)
    deadline = duty(OnDay(day=YEAR_END, year=lambda d: 2026, strict=strict))
    dossier = moved(Move("open", "", "open", at(MONDAY)))
    off = Value(service="x", name="x.strict", law="2/QĐ", since=date(2026, 1, 1), switch=False)
    loose = replace(VINH_LONG, values={"x.strict": (off,)})

    assert clocks([deadline], dossier, VINH_LONG)[0].due == date(2026, 11, 19)
    assert clocks([deadline], dossier, loose)[0].due == date(2026, 11, 20)


def test_at_once_is_due_on_the_same_day_and_carries_no_number() -> None:
    desk = lodged()

    clock = desk.dossier.clock("tell")

    assert clock is not None
    assert (clock.due, clock.amount, clock.unit) == (MONDAY, 0, "")


def test_late_on_the_next_day_for_what_is_due_at_once() -> None:
    desk = lodged().on(date(2026, 3, 3))

    desk.do("consider", by="officer", late_reason="mất điện")

    clock = desk.dossier.clock("tell")
    assert clock is not None
    assert (clock.late_by, clock.late_reason) == (1, "mất điện")


def test_a_number_that_is_not_set_runs_no_clock() -> None:
    unset = Param(name="x.days", title="ngày", law=LAW.art(3), default=None, unit="calendar-days")
    deadline = duty(After(amount=unset, event=act_day("open"), of="mở"))

    assert clocks([deadline], moved(Move("open", "", "open", at(MONDAY))), VINH_LONG) == ()


def test_a_duty_of_years_to_come_has_no_date_until_their_holidays_are_entered() -> None:
    desk = lodged(visit=date(2031, 5, 20))

    clock = desk.dossier.clock("prepare")

    assert clock is not None
    assert (clock.start, clock.due, clock.amount) == (date(2031, 5, 20), None, 7)
    assert desk.explained("prepare").lines == ()


def test_a_deadline_may_be_limited_to_some_dossiers() -> None:
    deadline = replace(
        duty(Immediate(event=act_day("open"), of="mở")), applies=lambda d: d.unit == "so-y-te"
    )

    assert clocks([deadline], moved(Move("open", "", "open", at(MONDAY))), VINH_LONG) == ()


def test_an_explanation_names_the_text_its_number_comes_from() -> None:
    row = Value(
        service="x", name=ANSWER_WITHIN.name, law="22/2012/QĐ-UBND, Điều 5", mark="W", amount=3,
        since=date(2026, 1, 1),
    )  # fmt: skip
    province = replace(VINH_LONG, values={ANSWER_WITHIN.name: (row,)})
    dossier = lodged().dossier

    own = {e.clock.name: e for e in explain(LETTER.deadlines, dossier, province)}["answer"]
    national = {e.clock.name: e for e in explain(LETTER.deadlines, dossier, VINH_LONG)}["answer"]

    assert (own.source, own.mark, own.clock.amount) == ("22/2012/QĐ-UBND, Điều 5", "W", 3)
    assert (national.source, national.mark) == ("99/2026/TEST, Điều 4", "V")


def test_the_catalogue_describes_every_shape() -> None:
    told = {d.name: describe(d) for d in LETTER.deadlines}

    assert {n: t["shape"] for n, t in told.items()} == {
        "answer": "within",
        "prepare": "before",
        "report": "after",
        "year-end": "on-day",
        "tell": "immediate",
    }
    assert (told["answer"]["amount"], told["answer"]["unit"]) == (5, "working-days")
    assert told["answer"]["param"] == "letter.answer-within"
    assert told["year-end"]["day"] == (11, 20)


DAYS = st.dates(date(2024, 2, 1), date(2028, 6, 1))
UNITS = st.sampled_from(["calendar-days", "working-days"])


@st.composite
def stays(draw: Any) -> tuple[int, Any, list[tuple[date, date]], date]:
    """A budget, and the times at which the file was away, after one another."""
    start = draw(DAYS)
    amount = draw(st.integers(1, 30))
    day, away = start, []
    for gap, length in draw(
        st.lists(st.tuples(st.integers(0, 12), st.integers(0, 20)), max_size=4)
    ):
        begin = day + timedelta(days=gap)
        day = begin + timedelta(days=length)
        away.append((begin, day))
    return amount, draw(UNITS), away, start


def dossier_of(start: date, away: list[tuple[date, date]]) -> Dossier[Any]:
    moves = [Move("open", "", "open", at(start))]
    for a, b in away:
        moves.append(Move("send", "open", "away", at(a, 10)))
        moves.append(Move("back", "away", "open", at(b, 11)))
    return moved(*moves)


def spent(start: date, until: date, unit: str, away: list[tuple[date, date]]) -> int:
    """By hand: the days after `start` up to `until` on which the file was here."""
    days = (start + timedelta(days=n) for n in range(1, (until - start).days + 1))
    here = (d for d in days if not any(a < d <= b for a, b in away))
    return sum(unit == "calendar-days" or CALENDAR.is_working(d) for d in here)


@settings(max_examples=120, deadline=None)
@given(stays())
def test_stopping_and_resuming_neither_lengthens_nor_shortens_a_budget(told: Any) -> None:
    """On the due date exactly the budget is spent, wherever and however long the file was away.

    A due date that is a day off, or on which the file was away, is moved to the next working day:
    only such days lie between.
    """
    amount, unit, away, start = told
    deadline = duty(Within(amount=Amount(amount, unit), runs_in={"open"}))

    found = explain([deadline], dossier_of(start, away), VINH_LONG)[0]

    due = found.clock.due
    assert due is not None
    counted = [line.date for line in found.lines if line.counted][:amount]
    last = counted[-1]
    assert spent(start, last, unit, away) == amount
    between = [last + timedelta(days=n) for n in range((due - last).days)]
    assert all(not CALENDAR.is_working(d) or any(a <= d <= b for a, b in away) for d in between)
    assert CALENDAR.is_working(due)


@settings(max_examples=80, deadline=None)
@given(stays())
def test_who_acts_on_the_due_date_is_in_time_and_a_day_later_is_not(told: Any) -> None:
    amount, unit, away, start = told
    deadline = duty(Within(amount=Amount(amount, unit), runs_in={"open"}))
    open_ = dossier_of(start, away)
    due = clocks([deadline], open_, VINH_LONG)[0].due
    assert due is not None
    last = max(due, CALENDAR.day(open_.acts[-1].at))

    def met(day: date) -> Clock:
        act = Act(
            version=len(open_.acts) + 1, transition="answer", title="", source="open", to="done",
            actor="a", role="head", at=at(day, 16), law="x",
        )  # fmt: skip
        return clocks([deadline], replace(open_, acts=(*open_.acts, act)), VINH_LONG)[0]

    assert (met(last).due, met(last).late_by > 0) == (due, last > due)
    assert met(last + timedelta(days=1)).late_by > 0


@settings(max_examples=80, deadline=None)
@given(stays())
def test_the_last_line_of_an_explanation_is_the_due_date(told: Any) -> None:
    amount, unit, away, start = told
    deadline = duty(Within(amount=Amount(amount, unit), runs_in={"open"}))

    found = explain([deadline], dossier_of(start, away), VINH_LONG)[0]

    assert found.lines[-1].date == found.clock.due
    assert found.lines[-1].counted


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["before", "within", "after"]),
    st.integers(0, 60),
    st.sampled_from(["calendar-days", "working-days", "hours", "months"]),
    DAYS,
)
def test_a_simulation_explains_itself(shape: str, n: int, unit: Any, start: date) -> None:
    if unit == "months":
        n %= 6

    found = simulate(CALENDAR, shape, Amount(n, unit), start)

    assert found.lines[-1].date == found.due
