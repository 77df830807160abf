"""Who holds a dossier: assigned by a head, taken by an officer, handed over by the holder."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casework import Holding, NotYourRole, Refused, WrongState
from casework.vocabulary import WithReason
from support.desk import Desk
from support.sample import LETTER, Application

MONDAY = date(2026, 3, 2)
LAN = Holding(to="lan", name="Nguyễn Thị Lan")
MINH = Holding(to="minh", name="Trần Văn Minh", reason="nghỉ phép")


def lodged() -> Desk:
    return Desk(LETTER, MONDAY).lodge(Application(subject="Thư mời"), by="unit")


def held() -> Desk:
    return lodged().hold(LAN, by="head")


def test_a_head_assigns_an_officer_and_the_act_says_whom() -> None:
    dossier = held().dossier
    act = dossier.acts[-1]

    assert (dossier.holder, dossier.holder_name) == ("lan", "Nguyễn Thị Lan")
    assert (act.transition, act.title) == ("set-holder", "giao hồ sơ cho Nguyễn Thị Lan")
    assert (act.source, act.to, act.role) == ("lodged", "lodged", "head")
    assert dossier.team == ("unit.86", "lan", "head.86")


def test_the_holder_hands_over_with_a_reason() -> None:
    dossier = held().hold(MINH, by="officer", as_="lan").dossier

    assert dossier.holder == "minh"
    assert dossier.acts[-1].title == "bàn giao hồ sơ cho Trần Văn Minh"
    assert dossier.acts[-1].note == "nghỉ phép"


def test_an_officer_takes_what_nobody_holds_for_themselves_alone() -> None:
    assert lodged().hold(LAN, by="officer", as_="lan").dossier.acts[-1].title == "nhận hồ sơ"
    with pytest.raises(NotYourRole, match="chỉ nhận cho chính mình"):
        lodged().hold(MINH, by="officer", as_="lan")


@pytest.mark.parametrize(("by", "as_"), [("officer", "hoa"), ("unit", ""), ("chair", "")])
def test_nobody_else_says_who_holds_it(by: str, as_: str) -> None:
    with pytest.raises(NotYourRole, match="Nguyễn Thị Lan bàn giao"):
        held().hold(MINH, by=by, as_=as_)


def test_a_dossier_is_not_given_to_whoever_holds_it_nor_once_it_is_closed() -> None:
    with pytest.raises(Refused, match="đang giữ hồ sơ"):
        held().hold(LAN, by="head")
    closed: Any = held().do("withdraw", WithReason(reason="gửi nhầm"), by="unit")
    with pytest.raises(WrongState):
        closed.hold(MINH, by="head")


def test_holding_moves_no_clock_and_no_state() -> None:
    before, after = lodged().dossier, held().dossier

    assert (after.state, after.clocks) == (before.state, before.clocks)
