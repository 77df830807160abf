"""Support of overseas Vietnamese: 22/2012/QĐ-UBND Điều 13; Dự thảo 2025 Điều 2 khoản 8 c."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from casework import Refused, announce
from casework.vocabulary import Decision, WithReason
from consular_border.procedures.overseas_request import (
    OVERSEAS_REQUEST,
    Answered,
    Asked,
    Forwarded,
    Guided,
    Topic,
)
from papers import administrative
from support.desk import Desk

TODAY = date(2026, 3, 2)
ASKED = Asked(
    topic=Topic.INVESTMENT, country="US", person="Lý G", content="Hỏi thủ tục mở xưởng dừa",
    register_entry="e1", has_consent=True,
)  # fmt: skip
LETTER = Forwarded(body="so-tai-chinh", number="31/SNgV-LS", date=TODAY)


def received(asked: Asked = ASKED) -> Desk:
    return Desk(OVERSEAS_REQUEST, TODAY).lodge(asked, by="officer", unit="so-ngoai-vu")


def test_a_request_is_guided_resolved_and_closed() -> None:
    desk = received().do("guide", Guided(guidance="Nộp hồ sơ tại Sở Tài chính"), by="officer")
    desk.do("resolve", Answered(result="Đã được cấp giấy"), by="officer").do("close", by="officer")

    assert desk.state == "closed"
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("asked-by", "e1")]


def test_a_request_is_forwarded_to_who_decides_and_they_answer_here() -> None:
    desk = received().do("forward", LETTER, by="officer")
    assert [o.body for o in desk.dossier.rounds[-1].opinions] == ["so-tai-chinh"]

    desk.reply("so-tai-chinh").do("resolve", Answered(result="Đã trả lời"), by="officer")
    assert desk.state == "resolved"


def test_personal_data_does_not_leave_without_consent() -> None:
    desk = received(replace(ASKED, has_consent=False))
    with pytest.raises(Refused, match="chưa đồng ý") as refusal:
        desk.do("forward", LETTER, by="officer")
    assert refusal.value.failures[0].at == "/has_consent"

    desk.do("consent", by="officer").do("forward", LETTER, by="officer")
    assert desk.state == "forwarded"


def test_events_tell_no_person() -> None:
    told = str(announce("consular-border", OVERSEAS_REQUEST, received().outcomes[-1]))

    assert "Lý G" not in told
    assert "xưởng dừa" not in told


def test_nothing_is_resolved_without_a_result() -> None:
    desk = received().do("guide", Guided(guidance="Xem cổng dịch vụ công"), by="officer")

    with pytest.raises(Refused, match="kết quả"):
        desk.do("resolve", Answered(result=" "), by="officer")


def test_who_asks_lives_abroad() -> None:
    for code in ("VN", "QQ"):
        with pytest.raises(Refused, match="khác Việt Nam"):
            received(replace(ASKED, country=code))


def test_a_letter_is_not_dated_ahead_and_a_case_may_be_reopened() -> None:
    desk = received()
    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("forward", replace(LETTER, date=date(2026, 3, 3)), by="officer")

    desk.do("guide", Guided(guidance="Xem cổng dịch vụ công"), by="officer")
    desk.do("resolve", Answered(result="xong"), by="officer")
    assert desk.do("reopen", WithReason(reason="hỏi thêm"), by="officer").state == "received"


def test_letters() -> None:
    desk = received().do("forward", LETTER, by="officer")
    assert desk.fields.forwarding == Decision(number=LETTER.number, date=TODAY)

    for each in OVERSEAS_REQUEST.papers:
        assert administrative.render_docx(each.makes(desk.dossier, desk.province))[:2] == b"PK"
