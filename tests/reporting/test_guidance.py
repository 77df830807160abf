"""Guidance to communes: dự thảo Lai Châu khoản 20; the answer book."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.province import Value
from casework.vocabulary import WithReason
from papers.administrative import render_docx
from reporting.letters import guidance as letters
from reporting.procedures.guidance import GUIDANCE, Answer, Question, Referral
from support.desk import Desk

TODAY = date(2026, 5, 4)
QUESTION = Question(
    subject="Ký thỏa thuận kết nghĩa cấp xã",
    field="agreements",
    question="Xã biên giới cần những giấy tờ gì để ký thỏa thuận kết nghĩa?",
)
ANSWER = Answer(
    answer="Xã lập đề xuất và gửi Sở Ngoại vụ cho ý kiến trước khi trình.",
    grounds="64/2021/NĐ-CP, Điều 7",
    is_reusable=True,
)


def asked(**more: Any) -> Desk:
    return Desk(GUIDANCE, TODAY, **more).lodge(QUESTION, by="unit", unit="xa-a-luoi-1")


def answered() -> Desk:
    return asked().do("draft", ANSWER, by="officer").do("answer", by="head")


def test_a_commune_asks_and_is_answered_by_another_than_the_drafter() -> None:
    desk = asked().do("draft", ANSWER, by="officer")
    with pytest.raises(Refused, match="không được trả lời"):
        desk.do("answer", by="head", as_="officer.86")

    assert desk.do("answer", by="head").state == "answered"
    assert desk.fields.answered_on == TODAY


@pytest.mark.parametrize(
    "decision",
    [
        "QUYẾT ĐỊNH:\nĐiều 1. Cho phép xã ký.",
        "Căn cứ quy định, nay cho phép xã ký thỏa thuận.",
        "Sở đồng ý cho phép xã ký.",
    ],
)
def test_an_answer_does_not_stand_for_a_decision(decision: str) -> None:
    with pytest.raises(Refused, match="không thay quyết định") as refusal:
        asked().do("draft", replace(ANSWER, answer=decision), by="officer")
    assert refusal.value.failures[0].at == "/answer"


def test_what_decides_says_so_and_is_referred() -> None:
    with pytest.raises(Refused, match="không thay quyết định"):
        asked().do("draft", replace(ANSWER, decides=True), by="officer")
    to = Referral(
        service="conferences-agreements", type="agreement", dossier="a1", reason="cần quyết định"
    )
    desk = asked().do("refer", to, by="officer")

    assert desk.state == "referred"
    assert [(k.rel, k.type, k.id) for k in desk.dossier.links] == [
        ("decided-by", "agreement", "a1")
    ]


def test_a_draft_goes_back_and_a_question_is_withdrawn() -> None:
    desk = asked().do("draft", ANSWER, by="officer")
    desk.do("return", WithReason(reason="thiếu căn cứ"), by="head")

    assert desk.do("withdraw", WithReason(reason="đã rõ rồi"), by="unit").state == "withdrawn"


def test_a_province_may_set_days_for_an_answer() -> None:
    five = Value(
        service="reporting",
        name="guidance.answer-within",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        amount=5,
        unit="working-days",
    )

    assert asked().dossier.clock("answer") is None
    assert asked(values=[five]).due("answer") == date(2026, 5, 11)


def test_the_letter_says_that_it_decides_nothing() -> None:
    desk = answered()
    made = letters.answer(desk.dossier, desk.province)

    assert "không thay quyết định" in str(made.body)
    assert render_docx(made)
