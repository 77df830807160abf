"""Awards to foreigners: 22/2012/QĐ-UBND Điều 2 khoản 4, Điều 4 khoản 4."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from casework import NotYourRole, Refused, WrongState
from casework.vocabulary import Decision, WithReason
from delegations.awards import (
    Ceremony,
    Council,
    Form,
    Nomination,
    StateDecision,
    Verification,
)
from delegations.procedures.award_given import AWARD_GIVEN
from delegations.reporting import Reported
from papers.administrative import render_docx, render_pdf
from support.desk import Desk

TODAY = date(2026, 5, 4)
DOCTOR = Nomination(
    nominee_kind="person",
    nominee="Jean Dupont",
    nationalities=("FR",),
    post="Trưởng đại diện Hội Y học Pháp",
    passport="19AB12345",
    worked_from=date(2018, 3, 1),
    achievement="Khám, mổ miễn phí cho 1.200 bệnh nhân",
    recognised_by="Sở Y tế",
    recognition=Decision(number="77/XN-SYT", date=date(2026, 4, 1)),
    form=Form.CHAIRMAN_CERTIFICATE,
)
STATE = replace(DOCTOR, form=Form.MEDAL, award="Huy chương Hữu nghị")
PAPER = Decision(number="12/TTr-SYT", date=TODAY)

REPORTED = Reported(report="bc1", document=Decision(number="30/BC-SYT", date=date(2026, 5, 19)))


def drafted(nomination: Nomination = DOCTOR, **more: Any) -> Desk:
    return Desk(AWARD_GIVEN, TODAY, **more).lodge(nomination, by="unit", unit="so-y-te")


def refused(nomination: Nomination) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        drafted(nomination).do("nominate", PAPER, by="unit")
    return [(f.at, f.law) for f in refusal.value.failures]


def consulting(nomination: Nomination = DOCTOR) -> Desk:
    desk = drafted(nomination).do("nominate", PAPER, by="unit")
    desk.do("verify", Verification(verification="Đúng như báo cáo"), by="officer")
    return desk.do("consult", by="head")


COUNCIL = Council(number="05/BB-HĐTĐKT", date=TODAY, agrees=True)


def considered(nomination: Nomination = DOCTOR) -> Desk:
    desk = consulting(nomination)
    for o in desk.dossier.rounds[0].opinions:
        desk.reply(o.body)
    return desk.do("consider", COUNCIL, by="director")


def decided() -> Desk:
    return considered().do("decide", Decision(number="301/QĐ-UBND", date=TODAY), by="chair")


RECORD = "Quy tắc lập hồ sơ"
MATTER, DECIDING = "22/2012/QĐ-UBND, Điều 2 khoản 4", "22/2012/QĐ-UBND, Điều 4 khoản 4"


def test_art_4_4_a_provincial_award_is_decided_by_the_chairman_and_given() -> None:
    desk = decided().on(date(2026, 5, 19))
    desk.do("award", Ceremony(awarded_on=desk.today, place="Hội trường UBND"), by="officer")
    desk.do("note-reported", REPORTED, by="system").do("close", by="officer")

    assert (desk.state, desk.fields.level, desk.fields.decided_by) == (
        *("closed", "province", "chairman"),
    )
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("reported-by", "bc1")]


@pytest.mark.parametrize(
    "form", [Form.ORDER, Form.MEDAL, Form.STATE_TITLE, Form.PRIME_MINISTER_CERTIFICATE]
)
def test_art_2_4_a_state_award_is_not_decided_by_the_chairman(form: Form) -> None:
    desk = considered(replace(DOCTOR, form=form))

    with pytest.raises(Refused, match="Chủ tịch nước") as refusal:
        desk.do("decide", Decision(number="301/QĐ-UBND", date=TODAY), by="chair")

    assert refusal.value.law == DECIDING


def test_art_2_4_a_state_award_is_proposed_upward_and_its_decision_recorded() -> None:
    desk = considered(STATE).do("propose", Decision(number="88/TTr-UBND", date=TODAY), by="chair")

    with pytest.raises(WrongState):
        desk.do("award", Ceremony(awarded_on=TODAY), by="officer")

    said = StateDecision(number="999/QĐ-CTN", date=TODAY, decided_by="president")
    desk.do("record-decision", said, by="office")
    assert (desk.state, desk.fields.level, desk.fields.decided_by) == (
        *("decided", "state", "president"),
    )


def test_art_4_4_a_provincial_award_is_not_proposed_upward() -> None:
    with pytest.raises(Refused, match="hình thức cấp tỉnh"):
        considered().do("propose", Decision(number="88/TTr-UBND", date=TODAY), by="chair")


@pytest.mark.parametrize("nations", [(), ("VN",)])
def test_art_2_4_a_vietnamese_citizen_is_not_a_foreigner(nations: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="quốc tịch Việt Nam") as refusal:
        drafted(replace(DOCTOR, nationalities=nations))

    assert [(f.at, f.law) for f in refusal.value.failures] == [("/nationalities", MATTER)]


def test_art_2_4_two_nationalities_of_which_one_is_foreign() -> None:
    assert drafted(replace(DOCTOR, nationalities=("VN", "FR"))).state == "draft"
    assert refused(replace(DOCTOR, nationalities=("FR", "XX"))) == [("/nationalities/1", RECORD)]


def test_art_2_4_the_achievement_is_stated_and_recognised() -> None:
    assert refused(replace(DOCTOR, achievement="")) == [("/achievement", MATTER)]
    assert refused(replace(DOCTOR, recognition=None)) == [("/recognition", MATTER)]
    assert refused(replace(DOCTOR, recognised_by=" ")) == [("/recognition", MATTER)]


def test_art_4_4_the_nominee_has_worked_here() -> None:
    assert refused(replace(DOCTOR, worked_from=None)) == [("/worked_from", DECIDING)]
    assert refused(replace(DOCTOR, worked_from=date(2027, 1, 1))) == [("/worked_from", DECIDING)]
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        drafted(replace(DOCTOR, worked_until=date(2017, 1, 1)))


def test_the_same_award_is_nominated_once_unless_confirmed() -> None:
    first = replace(decided().dossier, id="d0")

    with pytest.raises(Refused, match="đã được đề nghị"):
        drafted(others=[first]).do("nominate", PAPER, by="unit")

    again = replace(DOCTOR, is_not_a_repeat=True)
    assert drafted(again, others=[first]).do("nominate", PAPER, by="unit").state == "nominated"
    assert drafted(STATE, others=[first]).do("nominate", PAPER, by="unit").state == "nominated"


def test_the_ministry_is_asked_about_state_awards() -> None:
    asked = [o.body for o in consulting(STATE).dossier.rounds[0].opinions]

    assert asked == ["cong-an-tinh", "so-noi-vu", "Bộ Ngoại giao"]
    assert [o.body for o in consulting().dossier.rounds[0].opinions] == asked[:2]


def test_the_council_is_heard_after_all_have_answered_and_agrees() -> None:
    desk = consulting()
    with pytest.raises(Refused, match="chưa trả lời"):
        desk.do("consider", COUNCIL, by="director")

    for body in ("cong-an-tinh", "so-noi-vu"):
        desk.reply(body)
    against = Council(number="05/BB-HĐTĐKT", date=TODAY, agrees=False)
    with pytest.raises(Refused, match="không nhất trí"):
        desk.do("consider", against, by="director")
    assert desk.do("reject", WithReason(reason="Hội đồng không nhất trí"), by="director").state == (
        "rejected"
    )


def test_a_decision_is_not_older_than_the_council_and_an_award_than_its_decision() -> None:
    early = Decision(number="301/QĐ-UBND", date=date(2026, 5, 1))
    with pytest.raises(Refused, match="trước khi Hội đồng xét"):
        considered().do("decide", early, by="chair")
    with pytest.raises(Refused, match="trước ngày quyết định"):
        decided().do("award", Ceremony(awarded_on=date(2026, 5, 1)), by="officer")
    with pytest.raises(Refused, match="sau hôm nay"):
        decided().do("award", Ceremony(awarded_on=date(2026, 5, 5)), by="officer")


def test_who_wrote_does_not_verify_and_who_verified_does_not_decide() -> None:
    desk = Desk(AWARD_GIVEN, TODAY).lodge(DOCTOR, by="officer", unit="so-y-te")
    desk.do("nominate", PAPER, by="unit")

    with pytest.raises(Refused, match="không được xác minh"):
        desk.do("verify", Verification(verification="Đúng"), by="officer")
    with pytest.raises(NotYourRole):
        considered().do("decide", PAPER, by="director")
    with pytest.raises(Refused, match="không được quyết định"):
        considered().do("decide", PAPER, by="chair", as_="officer.86")


def test_names_and_passports_stay_in_the_dossier() -> None:
    assert not {"nominee", "passport", "post"} & {*AWARD_GIVEN.discloses.province}
    assert "Dupont" not in drafted().dossier.title


def test_papers() -> None:
    def told(desk: Desk, name: str) -> str:
        found = next(p for p in AWARD_GIVEN.papers if p.name == name)
        made = found.makes(desk.dossier, desk.province)
        assert render_docx(made).startswith(b"PK")
        pages = PdfReader(BytesIO(render_pdf(made))).pages
        return " ".join(" ".join(p.extract_text() for p in pages).split())

    assert "301/QĐ-UBND" in told(decided(), "quyet-dinh")
    assert "cá nhân Jean Dupont (Pháp)" in told(decided(), "quyet-dinh")
    upward = considered(STATE).do("propose", Decision(number="88/TTr-UBND", date=TODAY), by="chair")
    assert "Ban Thi đua - Khen thưởng Trung ương" in told(upward, "to-trinh")
    assert "Sở Y tế, văn bản số 77/XN-SYT" in told(upward, "to-trinh")
