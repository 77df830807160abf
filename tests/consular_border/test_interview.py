"""Answering foreign press: Dự thảo 2025 Điều 2 khoản 12 c; 22/2012/QĐ-UBND Điều 16."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused, WrongState, announce
from casework.sensitive import Matter
from casework.vocabulary import Decision, WithReason
from consular_border.procedures.interview import INTERVIEW, Answered, Asked, Given, Published
from papers import administrative
from support.desk import Desk

TODAY = date(2026, 3, 2)
ASKED = Asked(
    media="NHK", country="JP", leader="Chủ tịch UBND tỉnh", topic="Hợp tác lao động",
    questions=("Tỉnh có bao nhiêu thực tập sinh?", "Kế hoạch năm tới?"), interview_on=TODAY,
)  # fmt: skip
DRAFT = Answered(orientation="Nêu thành tựu hợp tác", answers=("Khoảng 2.000", "Tăng 10%"))
YES = Decision(number="3/UBND-TT", date=TODAY)
GIVEN = Given(given_on=TODAY)
OUT = Published(published_on=TODAY, where="NHK World", is_faithful=True)


def drafted(**changed: Any) -> Desk:
    desk = Desk(INTERVIEW, TODAY).lodge(replace(ASKED, **changed), by="officer")
    return desk.do("draft", DRAFT, by="officer")


def test_an_interview_is_drafted_approved_given_and_published() -> None:
    desk = drafted().do("approve", YES, by="chair").do("give", GIVEN, by="officer")
    assert desk.do("publish", OUT, by="officer").state == "published"

    told = str(announce("consular-border", INTERVIEW, desk.outcomes[-1]))
    assert "2.000" not in told
    made = INTERVIEW.papers[0].makes(desk.dossier, desk.province)
    assert administrative.render_docx(made)[:2] == b"PK"


def test_nothing_is_said_before_approval() -> None:
    with pytest.raises(WrongState):
        drafted().do("give", GIVEN, by="officer")

    desk = drafted().do("approve", YES, by="chair")
    with pytest.raises(Refused, match="sau khi được duyệt"):
        desk.do("give", Given(given_on=date(2026, 3, 1)), by="officer")


def test_whoever_drafted_does_not_approve() -> None:
    with pytest.raises(Refused, match="không được"):
        drafted().do("approve", YES, by="director", as_="officer.86")


def test_every_question_has_its_answer() -> None:
    desk = Desk(INTERVIEW, TODAY).lodge(ASKED, by="officer")
    with pytest.raises(Refused, match="từng câu hỏi"):
        desk.do("draft", replace(DRAFT, answers=("một",)), by="officer")


def test_a_sensitive_topic_is_approved_by_the_chairman() -> None:
    desk = drafted().do("note-sensitive", Matter(matter="m1"), by="system")
    with pytest.raises(Refused, match="Chủ tịch UBND duyệt"):
        desk.do("approve", YES, by="director")

    assert desk.do("approve", YES, by="chair").state == "approved"


def test_what_was_published_wrongly_is_handled() -> None:
    desk = drafted().do("approve", YES, by="chair").do("give", GIVEN, by="officer")
    with pytest.raises(Refused, match="cách xử lý"):
        desk.do("publish", replace(OUT, is_faithful=False), by="officer")
    with pytest.raises(Refused, match="trước ngày trả lời"):
        desk.do("publish", replace(OUT, published_on=date(2026, 3, 1)), by="officer")


def test_countries_dates_and_stamps() -> None:
    for changed, says in (
        ({"country": "QQ"}, "mang mã này"),
        ({"interview_on": date(2026, 3, 1)}, "trước hôm nay"),
        ({"topic": "Tài liệu TỐI MẬT"}, "MẬT"),
    ):
        with pytest.raises(Refused, match=says):
            drafted(**changed)


def test_an_interview_is_declined_with_a_reason() -> None:
    why = WithReason(reason="ngoài thẩm quyền của tỉnh")
    assert drafted().do("decline", why, by="chair").state == "declined"
