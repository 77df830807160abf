"""The opinion on a foreign NGO: 58/2022/NĐ-CP Điều 11 khoản 4, 18 khoản 2, 28 khoản 2."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused
from casework.province import Value
from casework.sensitive import Matter
from casework.vocabulary import Decision, WithReason
from ngos.letters import opinion as letters
from ngos.procedures.opinion import OPINION, Appraisal, Request
from ngos.registration import Asked, Field, Kind, Terms
from papers.administrative import render_docx
from support.desk import Desk
from support.organisations import ngo

TODAY = date(2026, 3, 2)
TERMS = Terms(
    kind=Kind.ACTIVITY, valid_from=date(2026, 5, 1), expires_on=date(2029, 5, 1),
    provinces=("86",), fields=(Field.HEALTH,),
)  # fmt: skip
REQUEST = Request(
    asked=Asked.GRANT, asker="committee", number="31/UB-PCP", received_on=TODAY,
    organisation="Room to Read", country="US", terms=TERMS,
    bodies=("cong-an-tinh", "so-gddt"),
)  # fmt: skip
AGREE = Appraisal(answer="agree", grounds="Phù hợp quy hoạch, nhu cầu của tỉnh")
NO = Appraisal(answer="disagree", grounds="Không phù hợp Nghị định 58/2022")
STOP = replace(REQUEST, asked=Asked.SUSPEND, asker="ministry", terms=None)


def received(request: Request = REQUEST, **more: Any) -> Desk:
    desk = Desk(OPINION, TODAY, others=[ngo()], **more)
    return desk.lodge(request, by="officer", unit="so-ngoai-vu")


def appraised(request: Request = REQUEST, appraisal: Appraisal = AGREE) -> Desk:
    desk = received(request).do("consult", by="director")
    for body in request.bodies:
        desk.reply(body)
    return desk.do("appraise", appraisal, by="officer")


def presented() -> Desk:
    return appraised().do("present", by="director")


def refused(request: Request) -> list[str]:
    with pytest.raises(Refused) as refusal:
        appraised(request)
    return [f.at for f in refusal.value.failures]


def test_art_11_4_the_province_answers_the_committee() -> None:
    desk = presented()
    desk.do("answer", Decision(number="88/UBND-NV", date=TODAY), by="office")

    assert (desk.state, desk.fields.answer) == ("answered", "agree")


def test_d40_ten_working_days_from_receipt() -> None:
    desk = received()

    assert desk.due("answer-committee") == date(2026, 3, 16)
    assert desk.dossier.clock("answer-ministry") is None


def test_d40_late_is_recorded_with_its_reason() -> None:
    desk = presented().on(date(2026, 3, 17))
    answer = Decision(number="88/UBND-NV", date=date(2026, 3, 17))

    with pytest.raises(ReasonNeeded):
        desk.do("answer", answer, by="office")
    desk.do("answer", answer, by="office", late_reason="Công an trả lời muộn")
    clock = desk.dossier.clock("answer-committee")
    assert clock is not None
    assert clock.late_by == 1


def test_d41_ten_working_days_for_the_ministry() -> None:
    desk = received(STOP)

    assert desk.due("answer-ministry") == date(2026, 3, 16)
    assert desk.dossier.clock("answer-committee") is None


def test_art_28_2_no_project_offices_after_1_11_2022() -> None:
    with pytest.raises(Refused, match="Văn phòng dự án"):
        received(replace(REQUEST, asked=Asked.PROJECT_OFFICE, asker="ministry"))


def test_art_18_2_the_ministry_asks_about_suspension() -> None:
    with pytest.raises(Refused, match="Bộ Ngoại giao hỏi"):
        received(replace(STOP, asker="committee"))


def test_a_request_says_its_terms_country_organisation_and_day() -> None:
    with pytest.raises(Refused) as refusal:
        received(
            replace(REQUEST, terms=None, country="XX", ngo="PCP-X", received_on=date(2026, 3, 3))
        )

    assert [f.at for f in refusal.value.failures] == ["/received_on", "/country", "/terms", "/ngo"]


def test_a_known_organisation_is_linked() -> None:
    desk = received(replace(REQUEST, ngo="PCP-2025-000001"))

    assert [(k.type, k.id) for k in desk.dossier.links] == [("foreign-ngo", "n1")]


def test_art_9_terms_the_decree_forbids_are_not_agreed_to() -> None:
    office = replace(TERMS, kind=Kind.OFFICE, office_city="86")
    long = replace(TERMS, expires_on=date(2029, 5, 2))
    beyond = replace(TERMS, home_expires_on=date(2027, 1, 1))

    assert refused(replace(REQUEST, terms=office)) == ["/terms/office_city"]
    assert refused(replace(REQUEST, terms=long)) == ["/terms/expires_on"]
    assert refused(replace(REQUEST, terms=beyond)) == ["/terms/home_expires_on"]
    assert appraised(replace(REQUEST, terms=office), NO).fields.answer == "disagree"


def test_art_5_religious_or_profit_activity_is_not_agreed_to() -> None:
    assert refused(replace(REQUEST, is_religious=True)) == ["/answer"]
    assert refused(replace(REQUEST, is_for_profit=True)) == ["/answer"]


def test_bodies_are_waited_for_and_silence_is_no_consent() -> None:
    desk = received().do("consult", by="director").reply("cong-an-tinh")
    with pytest.raises(Refused, match="chưa trả lời"):
        desk.do("appraise", AGREE, by="officer")

    desk.on(date(2026, 3, 16)).do("appraise", AGREE, by="officer")
    assert [o.answer for o in desk.dossier.rounds[-1].opinions] == ["agree", None]


def test_a_province_may_give_its_bodies_a_time() -> None:
    five = Value(
        service="ngos", name="ngo-opinion.reply-within", law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1), amount=5, unit="working-days",
    )  # fmt: skip
    desk = received(values=[five]).do("consult", by="director")

    assert desk.dossier.rounds[-1].opinions[0].due == date(2026, 3, 9)


def test_without_a_round_it_may_be_appraised_at_once() -> None:
    assert received().do("appraise", AGREE, by="officer").state == "appraised"


def test_a_sensitive_matter_closes_the_short_path() -> None:
    desk = received().do("note-sensitive", Matter(matter="VD-2026-0001"), by="system")

    with pytest.raises(Refused, match="nhạy cảm"):
        desk.do("appraise", AGREE, by="officer")
    desk.do("consult", by="director").reply("cong-an-tinh").reply("so-gddt")
    assert desk.do("appraise", AGREE, by="officer").state == "appraised"


def test_a_settled_matter_opens_the_short_path_again() -> None:
    told = Matter(matter="VD-2026-0001")
    desk = received().do("note-sensitive", told, by="system")
    desk.do("lift-sensitive", told, by="system")

    assert desk.do("appraise", AGREE, by="officer").state == "appraised"


def test_somebody_is_asked() -> None:
    with pytest.raises(Refused, match="cơ quan được hỏi"):
        received(replace(REQUEST, bodies=())).do("consult", by="director")


def test_who_appraised_neither_presents_nor_answers() -> None:
    with pytest.raises(Refused, match="không được trình"):
        appraised().do("present", by="director", as_="officer.86")
    with pytest.raises(Refused, match="không được trả lời"):
        presented().do(
            "answer", Decision(number="8/UBND", date=TODAY), by="clerk", as_="officer.86"
        )


def test_an_answer_is_not_dated_ahead() -> None:
    with pytest.raises(Refused, match="sau hôm nay"):
        presented().do("answer", Decision(number="8/UBND", date=date(2026, 3, 3)), by="office")


def test_it_may_be_returned_or_withdrawn() -> None:
    back = WithReason(reason="bổ sung ý kiến Sở GDĐT")

    assert presented().do("return", back, by="office").state == "received"
    assert received().do("withdraw", back, by="officer").state == "withdrawn"


def test_the_letters_ask_and_answer() -> None:
    desk = presented()
    asking = letters.asking(desk.dossier, desk.province)
    answer = letters.answer(desk.dossier, desk.province)

    assert asking.addressed_to == ("cong-an-tinh", "so-gddt")
    assert "thống nhất việc cấp Giấy đăng ký" in str(answer.body)
    assert answer.addressed_to[0].startswith("Ủy ban công tác")
    assert render_docx(answer)[:2] == b"PK"
