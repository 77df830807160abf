"""Lending flags, article by article: the test of the worked example."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casework import ReasonNeeded, Refused
from casework.province import Value
from papers.administrative import render_docx
from support.desk import Desk
from support.flag_loan import FLAG_LOAN, Request, Returned

MONDAY = date(2026, 3, 2)
FOUR_FLAGS = Request(country="LA", flags=4, visit_on=date(2026, 3, 6))


def lent(**more: Any) -> Desk:
    desk = Desk(FLAG_LOAN, MONDAY, **more)
    return desk.lodge(FOUR_FLAGS, by="unit").do("lend", by="head")


def test_flags_are_asked_for_lent_and_returned() -> None:
    desk = lent().on(date(2026, 3, 9)).do("return", Returned(missing=1), by="officer")

    assert (desk.state, desk.fields.missing) == ("back", 1)


def test_art_2_the_visit_lies_ahead() -> None:
    with pytest.raises(Refused, match="đã qua") as refusal:
        Desk(FLAG_LOAN, date(2026, 3, 7)).lodge(FOUR_FLAGS, by="unit")

    assert refusal.value.law == "99/2026/TEST, Điều 2"


def test_art_3_who_asked_does_not_lend() -> None:
    desk = Desk(FLAG_LOAN, MONDAY).lodge(FOUR_FLAGS, by="officer")

    with pytest.raises(Refused, match="không được cho mượn"):
        desk.do("lend", by="head", as_="officer.86")


def test_art_4_flags_are_back_three_working_days_after_the_visit() -> None:
    desk = lent()

    assert desk.due("return") == date(2026, 3, 11)
    with pytest.raises(ReasonNeeded, match="trễ hạn"):
        desk.on(date(2026, 3, 12)).do("return", Returned(), by="officer")
    with pytest.raises(Refused, match="lớn hơn số cờ"):
        desk.do("return", Returned(missing=5), by="officer", late_reason="xe hỏng")


def test_art_4_a_province_may_set_another_number() -> None:
    one = Value(
        service="delegations",
        name="flag-loan.return-within",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        amount=1,
    )

    assert lent(values=[one]).due("return") == date(2026, 3, 9)


def test_art_3_the_receipt_is_made() -> None:
    desk = lent()
    (paper,) = FLAG_LOAN.papers

    assert render_docx(paper.makes(desk.dossier, desk.province)).startswith(b"PK")
