"""Carrying out treaties on the border: Dự thảo 2025 Điều 2 khoản 10 b."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused, WrongState
from casework.vocabulary import WithReason
from consular_border.procedures.border_treaty_task import (
    BORDER_TREATY_TASK,
    Assigned,
    Progress,
    Result,
)
from papers import administrative
from support.border import TODAY, lai_chau
from support.desk import Desk

TASK = Assigned(
    treaty="Hiệp định về quy chế quản lý biên giới Việt - Trung", article="Điều 5", neighbour="CN",
    task="Phát quang đường thông tầm nhìn biên giới", body="xa-dao-san", communes=("xa-dao-san",),
    starts_on=TODAY, due_on=date(2026, 6, 30),
)  # fmt: skip
HALF = Progress(on=TODAY, percent=50, text="Đã phát quang 5 km")
DONE = Result(result="Đã phát quang 10 km")


def assigned(**changed: Any) -> Desk:
    desk = Desk(BORDER_TREATY_TASK, TODAY, province=lai_chau())
    return desk.lodge(replace(TASK, **changed), by="officer", unit="xa-dao-san")


def test_a_task_is_assigned_followed_and_done() -> None:
    desk = assigned()
    assert [o.body for o in desk.dossier.rounds[0].opinions] == ["xa-dao-san"]
    desk.do("note-progress", HALF, by="unit")
    assert (desk.state, desk.fields.percent) == ("in-progress", 50)

    assert desk.do("complete", DONE, by="unit").state == "done"
    made = BORDER_TREATY_TASK.papers[0].makes(desk.dossier, desk.province)
    assert administrative.render_docx(made)[:2] == b"PK"


def test_a_task_done_after_its_day_says_why() -> None:
    desk = assigned().do("note-progress", HALF, by="unit").on(date(2026, 7, 2))
    assert desk.due("complete") == date(2026, 6, 30)

    with pytest.raises(ReasonNeeded):
        desk.do("complete", DONE, by="unit")
    assert desk.do("complete", DONE, by="unit", late_reason="Mưa lũ").state == "done"


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"communes": ("so-y-te",)}, "/communes"),
        ({"due_on": date(2026, 3, 1)}, "/due_on"),
        ({"body": "xa-khong-co"}, "/body"),
    ],
)
def test_what_is_refused(changed: dict[str, Any], at: str) -> None:
    with pytest.raises(Refused) as refusal:
        assigned(**changed)
    assert [f.at for f in refusal.value.failures] == [at]


def test_another_body_reports_nothing() -> None:
    desk = Desk(BORDER_TREATY_TASK, TODAY, province=lai_chau())
    desk.lodge(replace(TASK, body="so-y-te"), by="officer", unit="xa-dao-san")

    with pytest.raises(Refused, match="cơ quan được giao"):
        desk.do("note-progress", HALF, by="unit")


def test_progress_goes_forward_and_comes_before_the_end() -> None:
    desk = assigned()
    with pytest.raises(WrongState):
        desk.do("complete", DONE, by="unit")
    for on in (date(2026, 3, 3), date(2026, 2, 27)):
        with pytest.raises(Refused, match="không lùi"):
            desk.do("note-progress", replace(HALF, on=on), by="unit")


def test_a_task_is_taken_back_with_a_reason() -> None:
    why = WithReason(reason="giao đơn vị khác")
    assert assigned().do("cancel", why, by="head").state == "cancelled"
