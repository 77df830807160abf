"""Rounds of opinions: who was asked, until when, what silence means."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from casework import (
    Actor,
    Amount,
    Case,
    Consultation,
    NotYourRole,
    Param,
    Refused,
    Reply,
    Transition,
    WrongState,
    disagreeing,
    pending,
    reply,
    silent,
)
from casework.opinion import ANSWERS
from casework.province import Value
from casework.vocabulary import WithReason
from support.desk import HANOI, Desk
from support.sample import LAW, LETTER, Application

MONDAY, DUE = date(2026, 3, 2), date(2026, 3, 5)
BODIES = ["cong-an-tinh", "so-noi-vu"]


def asked(type_: Any = LETTER, **more: Any) -> Desk:
    desk = Desk(type_, MONDAY, **more).lodge(Application(subject="Thư mời"), by="unit")
    return desk.do("consider", by="officer").do("consult", by="officer")


def asking(**more: Any) -> Any:
    """The sample, consulting in another way."""
    told = Consultation(law=LAW.art(3, 1), topic="ý kiến", bodies=lambda case: BODIES, **more)
    steps: list[Transition[Any, Any]] = [
        replace(t, consults=told) if t.consults else t for t in LETTER.transitions
    ]
    return replace(LETTER, transitions=steps)


def test_a_round_asks_every_body_with_its_due_date() -> None:
    round_ = asked().dossier.rounds[0]

    assert [(o.body, o.due, o.answer) for o in round_.opinions] == [
        ("cong-an-tinh", DUE, None),
        ("so-noi-vu", DUE, None),
    ]
    assert (round_.number, round_.id, round_.law) == (1, "D99", "99/2026/TEST, Điều 3 khoản 1")
    assert round_.sent == datetime(2026, 3, 2, 9, tzinfo=HANOI)


def test_a_body_is_asked_once_however_often_it_is_named() -> None:
    twice = asking()
    step = next(t for t in twice.transitions if t.consults)
    told = replace(step.consults, bodies=lambda case: [*BODIES, *BODIES])
    steps = [replace(t, consults=told) if t.consults else t for t in twice.transitions]

    round_ = asked(replace(twice, transitions=steps)).dossier.rounds[0]

    assert [o.body for o in round_.opinions] == BODIES


@pytest.mark.parametrize(
    ("day", "standing"),
    [(MONDAY, "waiting"), (DUE, "waiting"), (DUE + timedelta(days=1), "no_reply")],
)
def test_silence_is_no_reply_and_never_consent(day: date, standing: str) -> None:
    round_ = asked().dossier.rounds[0]

    assert round_.standing("so-noi-vu", day) == standing
    assert ANSWERS["no_reply"] == "chưa trả lời"


def test_silence_is_consent_only_where_the_law_says_so() -> None:
    """QĐ 09/2023/QĐ-TTg: a silent body has agreed."""
    desk = asked(asking(within=Amount(20, "calendar-days"), silence_is_consent=True))
    round_, due = desk.dossier.rounds[0], date(2026, 3, 23)

    assert round_.standing("so-noi-vu", due) == "waiting"
    assert round_.standing("so-noi-vu", due + timedelta(days=1)) == "agree"
    assert silent(desk.dossier, due + timedelta(days=1)) == []


def test_without_a_number_nobody_is_ever_late() -> None:
    desk = asked(asking())

    assert desk.dossier.rounds[0].opinions[0].due is None
    assert pending(desk.dossier, date(2026, 12, 1)) == BODIES


def test_a_number_that_no_text_sets_gives_no_due_date() -> None:
    unset = Param(name="x.answer", title="trả lời", law=LAW.art(3), default=None, unit="hours")

    assert asked(asking(within=unset)).dossier.rounds[0].opinions[0].due is None


def test_a_province_sets_the_time_to_answer() -> None:
    days = Param(name="x.answer", title="", law=LAW.art(3), default=7, unit="working-days")
    row = Value(service="x", name="x.answer", law="1/QĐ", since=date(2026, 1, 1), amount=2)

    round_ = asked(asking(within=days), values=[row]).dossier.rounds[0]

    assert round_.opinions[0].due == date(2026, 3, 4)


def test_hours_give_a_moment() -> None:
    round_ = asked(asking(within=Amount(24, "hours"))).dossier.rounds[0]

    assert round_.opinions[0].due == datetime(2026, 3, 3, 9, tzinfo=HANOI)


def test_the_desk_records_what_a_body_said() -> None:
    desk = asked().on(date(2026, 3, 4)).reply("so-noi-vu", "agree", document="12/SNV-CCVC")

    opinion = desk.dossier.rounds[0].opinions[1]
    assert (opinion.answer, opinion.document, opinion.late_by) == ("agree", "12/SNV-CCVC", 0)
    assert (opinion.recorded_by, desk.state) == ("officer.86", "consulting")
    assert desk.outcomes[-1].emits == "opinion-recorded"
    assert pending(desk.dossier, date(2026, 3, 4)) == ["cong-an-tinh"]


def test_a_late_answer_counts_and_says_by_how_much() -> None:
    desk = asked().on(date(2026, 3, 10)).reply("so-noi-vu", "disagree")

    assert desk.dossier.rounds[0].opinions[1].late_by == 3
    assert silent(desk.dossier, date(2026, 3, 10)) == ["cong-an-tinh"]
    assert disagreeing(desk.dossier) == ["so-noi-vu"]


def test_an_answer_is_corrected_with_a_reason_and_the_old_one_stays() -> None:
    desk = asked().reply("so-noi-vu", "disagree", comment="lý do an ninh")

    desk.reply("so-noi-vu", "agree-with-comments", by="head", reason="ghi nhầm công văn")

    opinion = desk.dossier.rounds[0].opinions[1]
    assert disagreeing(desk.dossier) == []
    assert (opinion.answer, opinion.reason) == ("agree-with-comments", "ghi nhầm công văn")
    (old,) = opinion.replaced
    assert (old.answer, old.comment, old.recorded_by) == (
        "disagree", "lý do an ninh", "officer.86",
    )  # fmt: skip
    assert desk.dossier.acts[-1].note == "ghi nhầm công văn"


def test_an_answer_is_not_corrected_without_a_reason_nor_by_whoever_records_answers() -> None:
    desk = asked().reply("so-noi-vu", "disagree")

    with pytest.raises(WrongState, match="phải nêu lý do"):
        desk.reply("so-noi-vu", "agree", by="head")
    with pytest.raises(NotYourRole):
        desk.reply("so-noi-vu", "agree", by="officer", reason="đổi ý")
    corrected = answered_by(desk, "so-noi-vu", "unit", "so-noi-vu", reason="đọc lại hồ sơ")

    assert corrected.rounds[0].opinions[1].answer == "agree"


def test_a_closed_dossier_takes_no_answer() -> None:
    desk = asked().do("consider", by="officer")
    desk.do("withdraw", WithReason(reason="không cần nữa"), by="officer")

    with pytest.raises(WrongState, match="Hồ sơ đã đóng"):
        desk.reply("so-noi-vu", "agree")


def answered_by(
    desk: Desk, unit: str, role: str, body: str, round_: int = 0, reason: str = ""
) -> Any:
    actor = Actor(id="x", roles=frozenset({role}), province="86", unit=unit)
    case: Case[Any, Reply] = Case(
        dossier=desk.dossier, actor=actor, at=datetime(2026, 3, 3, 9, tzinfo=HANOI),
        province=desk.province, data=Reply(body=body, answer="agree", round=round_, reason=reason),
    )  # fmt: skip
    return reply(LETTER, case).dossier


def test_a_body_answers_for_itself_and_for_nobody_else() -> None:
    dossier = answered_by(asked(), "so-noi-vu", "unit", "so-noi-vu")

    assert dossier.rounds[0].opinions[1].answer == "agree"
    with pytest.raises(NotYourRole) as refusal:
        answered_by(asked(), "so-noi-vu", "unit", "cong-an-tinh")
    assert refusal.value.law == "99/2026/TEST, Điều 3 khoản 1"


def test_who_was_not_asked_has_no_opinion_to_record() -> None:
    with pytest.raises(Refused, match="Không hỏi ý kiến «so-y-te»") as refusal:
        asked().reply("so-y-te")
    assert refusal.value.failures[0].at == "/body"


def test_before_any_round_there_is_nothing_to_answer() -> None:
    desk = Desk(LETTER, MONDAY).lodge(Application(subject="Thư mời"), by="unit")

    with pytest.raises(Refused, match="Không hỏi ý kiến"):
        desk.reply("so-noi-vu")


def test_a_second_round_asks_anew_and_the_first_stays() -> None:
    desk = asked().reply("so-noi-vu", "disagree").do("consider", by="officer")
    desk.on(date(2026, 3, 9)).do("consult", by="officer")

    first, second = desk.dossier.rounds
    assert (first.number, second.number) == (1, 2)
    assert first.opinions[1].answer == "disagree"
    assert second.opinions[1].due == date(2026, 3, 12)
    assert disagreeing(desk.dossier) == []
    assert pending(desk.dossier, MONDAY) == BODIES


def test_an_answer_may_name_its_round() -> None:
    desk = asked().do("consider", by="officer").do("consult", by="officer")

    first = answered_by(desk, "so-noi-vu", "unit", "so-noi-vu", round_=1)
    last = answered_by(desk, "so-noi-vu", "unit", "so-noi-vu")

    assert [r.opinions[1].answer for r in first.rounds] == ["agree", None]
    assert [r.opinions[1].answer for r in last.rounds] == [None, "agree"]
    with pytest.raises(Refused, match="Không hỏi ý kiến"):
        answered_by(desk, "so-noi-vu", "unit", "so-noi-vu", round_=7)
