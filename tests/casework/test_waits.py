"""What a dossier waits for, as written down with every act."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from casework import SYSTEM, Case, Competence, Wait, rule
from casework.vocabulary import WithReason
from support.desk import Desk
from support.sample import LAW, LETTER, Answer, Application

MONDAY = date(2026, 3, 2)


def lodged(type_: Any = LETTER, **fields: Any) -> Desk:
    return Desk(type_, MONDAY).lodge(Application(subject="Thư mời", **fields), by="unit")


def with_step(name: str, competence: Any = None, **changes: Any) -> Any:
    steps = [replace(t, **changes) if t.name == name else t for t in LETTER.transitions]
    return replace(LETTER, transitions=steps, competence=competence)


def waits(desk: Desk) -> dict[str, Wait]:
    return {w.step: w for w in desk.dossier.waits if w.step != "reply"}


def test_a_new_letter_waits_for_the_desk_with_the_duty_that_is_due_first() -> None:
    wait = waits(lodged(visit=date(2026, 3, 30)))["consider"]

    assert wait.by == ("head", "officer")
    assert (wait.duty, wait.law, wait.due) == ("báo ngay", "99/2026/TEST, Điều 7", MONDAY)
    assert wait.main
    assert wait.not_by == ()


def test_a_step_beside_the_ordinary_one_waits_when_it_meets_a_duty() -> None:
    wait = waits(lodged())["withdraw"]

    assert (wait.duty, wait.due, wait.main) == ("tổng hợp cuối năm", date(2026, 11, 19), False)


def test_people_of_a_unit_are_waited_for_in_the_unit_of_the_dossier_alone() -> None:
    wait = waits(lodged())["withdraw"]

    assert (wait.by, wait.units) == (("officer", "unit"), ("so-tai-chinh",))


def test_four_eyes_exclude_whoever_acted() -> None:
    wait = waits(lodged().do("consider", by="officer", as_="lan"))["answer"]

    assert (wait.by, wait.not_by) == (("head",), ("lan",))
    assert (wait.duty, wait.unit) == ("trả lời thư", "working-days")


def test_the_system_is_waited_for_in_no_inbox() -> None:
    desk = lodged(with_step("answer", by={SYSTEM})).do("consider", by="officer")

    assert "answer" not in waits(desk)


def test_the_ordinary_step_leads_onwards_unless_the_type_says_otherwise() -> None:
    assert [t.name for t in LETTER.main_steps("considered")] == ["consult"]
    assert [t.name for t in with_step("answer", main=True).main_steps("considered")] == ["answer"]
    assert [t.name for t in with_step("consult", main=False).main_steps("considered")] == ["answer"]


def test_a_decision_waits_only_where_it_is_competent() -> None:
    def type_(who: str) -> Any:
        competence = lambda d: Competence(who, who)  # noqa: E731
        return with_step("answer", competent={"head"}, competence=competence)

    assert "answer" in waits(lodged(type_("head")).do("consider", by="officer"))
    assert "answer" not in waits(lodged(type_("chairman")).do("consider", by="officer"))


def test_rules_on_the_person_tell_the_roles_apart() -> None:
    @rule(LAW.art(8), "Thư dài do Trưởng phòng nhận")
    def long_letters_are_the_head_s(case: Case[Any, Any]) -> bool:
        return bool(case.fields.pages < 5 or "head" in case.actor.roles)

    @rule(LAW.art(8), "Chưa có ngày đến")
    def has_a_day(case: Case[Any, Any]) -> bool:
        return case.fields.visit is not None

    type_ = with_step("consider", requires=[long_letters_are_the_head_s, has_a_day])

    assert waits(lodged(type_, pages=9))["consider"].by == ("head",)
    assert waits(lodged(type_, pages=1))["consider"].by == ("head", "officer")


def test_the_bodies_that_were_asked_are_waited_for_until_they_answer() -> None:
    desk = lodged().do("consider", by="officer").do("consult", by="officer")

    def owed() -> list[tuple[str, Any, str]]:
        return [(w.body, w.due, w.duty) for w in desk.dossier.waits if w.step == "reply"]

    assert owed() == [
        ("cong-an-tinh", date(2026, 3, 5), "ý kiến về thư"),
        ("so-noi-vu", date(2026, 3, 5), "ý kiến về thư"),
    ]
    desk.reply("cong-an-tinh")
    assert [body for body, *_ in owed()] == ["so-noi-vu"]


def test_a_duty_that_lies_ahead_is_the_reason_of_the_step_that_leads_to_it() -> None:
    type_ = replace(LETTER, deadlines=[d for d in LETTER.deadlines if d.name == "answer"])
    desk = lodged(type_)

    assert [w.duty for w in waits(desk).values()] == ["trả lời thư"]
    wait = waits(desk.do("consider", by="officer"))["consult"]
    assert (wait.duty, wait.law) == ("lấy ý kiến", "99/2026/TEST, Điều 3 khoản 1")


def test_a_closed_dossier_waits_for_nothing() -> None:
    desk = lodged().do("consider", by="officer").do("consult", by="officer")
    desk.do("consider", by="officer").do("answer", Answer(answer="được"), by="head")

    assert [w.step for w in desk.dossier.waits] == ["withdraw", "reply", "reply"]
    desk.do("withdraw", WithReason(reason="gửi nhầm"), by="unit")
    assert desk.dossier.waits == ()
