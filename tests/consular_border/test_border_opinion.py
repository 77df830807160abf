"""Projects in the border area: Dự thảo 2025 Điều 2 khoản 10 g; 34/2014/NĐ-CP Điều 8; D71-D73."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused, WrongState
from casework.vocabulary import Decision
from consular_border.procedures.border_opinion import (
    BORDER_OPINION,
    MINISTRIES,
    Answer,
    Bodies,
    Days,
    Project,
    Told,
)
from papers import administrative
from support.border import TODAY, lai_chau
from support.desk import Desk

PROJECT = Project(
    project="Thủy điện Nậm Na", investor="Công ty A", communes=("xa-dao-san",), is_in_belt=True,
    asked_by="so-cong-thuong", request=Decision(number="4/SCT-NL", date=TODAY),
)  # fmt: skip
YES = Answer(number="9/SNgV-BG", date=TODAY, agrees=True, content="Nhất trí chủ trương")
LETTER = Told(number="1/CTA", date=TODAY, to=("bien-phong", "cong-an-tinh", "xa-dao-san"))
ALL = ("cong-an-tinh", "bien-phong", "xa-dao-san", *MINISTRIES)


def received(**changed: Any) -> Desk:
    desk = Desk(BORDER_OPINION, TODAY, province=lai_chau())
    return desk.lodge(replace(PROJECT, **changed), by="officer", unit="so-ngoai-vu")


def consulted(**changed: Any) -> Desk:
    return received(**changed).do("consult", Bodies(), by="officer")


def heard(**changed: Any) -> Desk:
    desk = consulted(**changed)
    for body in [o.body for o in desk.dossier.rounds[0].opinions]:
        desk.reply(body)
    return desk


def refused(desk: Desk, step: str, data: Any, by: str = "director") -> list[str]:
    with pytest.raises(Refused) as refusal:
        desk.do(step, data, by=by)
    return [f.at for f in refusal.value.failures]


def test_8_2_the_three_ministries_have_twenty_days() -> None:
    asked = consulted().dossier.rounds[0]

    assert tuple(o.body for o in asked.opinions) == ALL
    assert (asked.id, {o.due for o in asked.opinions}) == ("D71", {date(2026, 3, 23)})
    assert consulted().due("answer") == date(2026, 3, 23)


def test_outside_the_belt_the_ministries_are_not_asked() -> None:
    asked = [o.body for o in consulted(is_in_belt=False).dossier.rounds[0].opinions]

    assert asked == ["cong-an-tinh", "bien-phong", "xa-dao-san"]


def test_an_opinion_is_answered_and_closed() -> None:
    desk = heard().do("answer", YES, by="director").do("close", by="officer")

    assert desk.state == "closed"
    for paper in BORDER_OPINION.papers:
        made = paper.makes(desk.dossier, desk.province)
        assert administrative.render_docx(made)[:2] == b"PK"


def test_8_2_an_answer_after_twenty_days_says_why() -> None:
    desk = heard().on(date(2026, 3, 24))
    late = replace(YES, date=date(2026, 3, 24))

    with pytest.raises(ReasonNeeded, match="phải nêu lý do"):
        desk.do("answer", late, by="director")
    desk.do("answer", late, by="director", late_reason="Chờ ý kiến Bộ Quốc phòng")
    clock = desk.dossier.clock("answer")
    assert clock is not None
    assert clock.late_by == 1


def test_8_2_silence_and_disagreement_need_a_note() -> None:
    assert refused(consulted(), "answer", YES) == ["/note"]
    desk = heard().reply(
        "bien-phong", "disagree", by="head", comment="gần mốc", reason="có công văn sau"
    )
    assert refused(desk, "answer", YES) == ["/note"]

    assert desk.do("answer", replace(YES, note="Đã điều chỉnh"), by="director").state == "answered"


def test_8_2_no_answer_without_the_round() -> None:
    with pytest.raises(WrongState):
        received().do("answer", YES, by="director")


def test_3_a_commune_that_is_not_on_the_border_list_is_refused() -> None:
    with pytest.raises(Refused, match="danh sách xã biên giới"):
        received(communes=("so-y-te",))


def test_8_2_the_investor_tells_three_bodies_three_working_days_before() -> None:
    desk = heard().do("answer", YES, by="director")
    assert refused(desk, "note-works", LETTER, by="officer") == ["/works_on"]
    desk.do("schedule", Days(works_on=date(2026, 3, 9)), by="officer")
    assert desk.due("notify-works") == date(2026, 3, 4)
    assert refused(desk, "note-works", replace(LETTER, to=("bien-phong",)), by="officer") == ["/to"]

    desk.do("note-works", LETTER, by="border")
    assert desk.fields.works_notice == LETTER


def test_8_2_works_wait_for_an_answer_that_agrees() -> None:
    no = replace(YES, agrees=False)
    desk = heard(works_on=date(2026, 3, 9)).do("answer", no, by="director")

    assert refused(desk, "note-works", LETTER, by="officer") == ["/works_on"]


def test_8_3_surveyors_tell_the_post_and_the_commune_three_days_before() -> None:
    desk = received()
    assert refused(desk, "note-survey", LETTER, by="officer") == ["/survey_on"]
    desk.do("schedule", Days(survey_on=date(2026, 3, 12)), by="officer")
    assert desk.due("notify-survey") == date(2026, 3, 9)
    assert refused(desk, "note-survey", replace(LETTER, to=("cong-an-tinh",)), "officer") == ["/to"]

    desk.on(date(2026, 3, 11))
    with pytest.raises(ReasonNeeded):
        desk.do("note-survey", LETTER, by="officer")


def test_dates_countries_and_stamps() -> None:
    for changed, says in (
        ({"request": Decision(number="4/SCT-NL", date=date(2026, 3, 3))}, "sau hôm nay"),
        ({"investor_country": "QQ"}, "mang mã này"),
        ({"project": "Đường tuần tra, bản đồ TỐI MẬT"}, "MẬT"),
    ):
        with pytest.raises(Refused, match=says):
            received(**changed)


def test_a_request_is_withdrawn_with_a_reason() -> None:
    from casework.vocabulary import WithReason

    desk = received().do("withdraw", WithReason(reason="chủ đầu tư dừng dự án"), by="officer")
    assert desk.state == "withdrawn"
