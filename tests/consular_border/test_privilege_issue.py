"""Privileges and immunities: 22/2012/QĐ-UBND Điều 10 khoản 3; Dự thảo 2025 Điều 2 khoản 11 b."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.vocabulary import Decision, WithReason
from consular_border.procedures.privilege_issue import (
    PRIVILEGE_ISSUE,
    Guidance,
    Problem,
    Resolution,
)
from papers import administrative
from support.desk import Desk

TODAY = date(2026, 3, 2)
PROBLEM = Problem(
    kind="vehicle", country="LA", mission="Tổng lãnh sự quán Lào tại Đà Nẵng",
    problem="Xe mang biển ngoại giao bị kiểm tra", happened_on=TODAY,
)  # fmt: skip
LETTER = Decision(number="4/SNgV-LT", date=TODAY)
GUIDANCE = Guidance(number="9/LTNN", date=TODAY, content="Không khám xét phương tiện")
DONE = Resolution(result="Đã giải thích với cơ quan đại diện")


def received(**changed: Any) -> Desk:
    return Desk(PRIVILEGE_ISSUE, TODAY).lodge(replace(PROBLEM, **changed), by="officer")


def guided() -> Desk:
    desk = received().do("ask", LETTER, by="director")
    return desk.do("note-guidance", GUIDANCE, by="officer")


def test_an_issue_is_asked_guided_resolved_and_closed() -> None:
    desk = guided().do("resolve", DONE, by="officer")
    assert desk.do("close", by="head").state == "closed"
    for paper in PRIVILEGE_ISSUE.papers:
        made = paper.makes(desk.dossier, desk.province)
        assert administrative.render_docx(made)[:2] == b"PK"


def test_nothing_is_resolved_without_the_guidance_of_the_ministry() -> None:
    with pytest.raises(Refused, match="hướng dẫn của Bộ Ngoại giao"):
        received().do("resolve", DONE, by="officer")


def test_only_the_focal_body_replies() -> None:
    desk = Desk(PRIVILEGE_ISSUE, TODAY).lodge(PROBLEM, by="unit", unit="so-y-te")
    desk.do("ask", LETTER, by="director").do("note-guidance", GUIDANCE, by="officer")

    with pytest.raises(Refused, match="cơ quan đầu mối"):
        desk.do("resolve", DONE, by="unit")


def test_the_ministry_is_asked_at_once() -> None:
    assert received().due("ask") == TODAY


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"country": "VN"}, "khác Việt Nam"),
        ({"happened_on": date(2026, 3, 3)}, "sau hôm nay"),
        ({"problem": "Văn bản TỐI MẬT"}, "MẬT"),
    ],
)
def test_what_is_refused(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        received(**changed)


def test_guidance_follows_the_question() -> None:
    desk = received().do("ask", LETTER, by="director")
    with pytest.raises(Refused, match="trước văn bản hỏi"):
        desk.do("note-guidance", replace(GUIDANCE, date=date(2026, 3, 1)), by="officer")


def test_an_issue_is_reopened_with_a_reason() -> None:
    desk = guided().do("resolve", DONE, by="officer")
    why = WithReason(reason="cơ quan đại diện hỏi lại")
    assert desk.do("reopen", why, by="head").state == "guided"
