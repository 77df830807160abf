"""Correspondence with the diplomatic corps: 22/2012/QĐ-UBND Điều 17."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused, WrongState
from casework.province import Lead
from casework.sensitive import Matter
from casework.vocabulary import Decision
from consular_border.corps import focal_bodies
from consular_border.procedures.diplomatic_correspondence import DIPLOMATIC_CORRESPONDENCE, Draft
from papers import administrative
from support.desk import Desk

TODAY = date(2026, 3, 2)
NOTE = Draft(kind="note", country="LA", mission="Tổng Lãnh sự quán Lào", content="Kính gửi")
LETTER = Decision(number="5/SNgV-LT", date=TODAY)


def drafted(note: Draft = NOTE) -> Desk:
    return Desk(DIPLOMATIC_CORRESPONDENCE, TODAY).lodge(note, by="officer")


def test_a_note_is_approved_sent_answered_and_filed() -> None:
    desk = drafted().do("approve", by="director").do("send", LETTER, by="officer")
    assert desk.do("answer", by="officer").do("file", by="officer").state == "filed"


def test_nothing_is_sent_before_approval() -> None:
    with pytest.raises(WrongState):
        drafted().do("send", LETTER, by="officer")


def test_a_note_has_its_translation() -> None:
    foreign = replace(NOTE, is_foreign_text=True)
    with pytest.raises(Refused, match="bản dịch"):
        drafted(foreign)
    assert drafted(replace(foreign, translation="Bản dịch")).state == "drafted"


def test_another_unit_does_not_reply() -> None:
    with pytest.raises(Refused, match="cơ quan đầu mối"):
        drafted().do("approve", by="director").do("send", LETTER, by="unit")


def test_the_focal_body_is_the_one_that_the_province_names() -> None:
    office = Desk(DIPLOMATIC_CORRESPONDENCE, TODAY).province
    mine = Lead(field="diplomatic-corps", unit="so-noi-vu", law="1/QĐ-UBND", since=TODAY)

    assert focal_bodies(office, TODAY) == {"so-ngoai-vu"}
    assert focal_bodies(replace(office, leads=(mine,)), TODAY) == {"so-noi-vu"}


def test_where_the_committees_office_is_the_foreign_affairs_body_it_replies() -> None:
    """22/2012/QĐ-UBND: Phòng Ngoại vụ of the office; elsewhere the office replies to nobody."""
    plain = Desk(DIPLOMATIC_CORRESPONDENCE, TODAY).province
    here = replace(plain, office_type="office")

    assert focal_bodies(here, TODAY) == {"so-ngoai-vu", "van-phong-ubnd"}
    for province, may in ((here, True), (plain, False)):
        desk = Desk(DIPLOMATIC_CORRESPONDENCE, TODAY, province=province)
        desk.lodge(NOTE, by="unit", unit="van-phong-ubnd").do("approve", by="director")
        if may:
            assert desk.do("send", LETTER, by="unit").state == "sent"
        else:
            with pytest.raises(Refused, match="cơ quan đầu mối"):
                desk.do("send", LETTER, by="unit")


def test_what_is_complex_is_told_to_the_ministry_before_it_is_sent() -> None:
    desk = drafted(replace(NOTE, is_complex=True)).do("approve", by="director")
    assert desk.due("tell-ministry") == TODAY
    with pytest.raises(Refused, match="thông báo Bộ Ngoại giao"):
        desk.do("send", LETTER, by="officer")

    desk.do("tell-ministry", LETTER, by="officer")
    assert desk.do("send", LETTER, by="officer").state == "sent"


def test_a_sensitive_matter_makes_it_complex() -> None:
    desk = drafted().do("note-sensitive", Matter(matter="m1"), by="system")
    desk.do("approve", by="director")
    with pytest.raises(Refused, match="thông báo Bộ Ngoại giao"):
        desk.do("send", LETTER, by="officer")


def test_an_answer_after_its_day_says_why() -> None:
    asked = replace(NOTE, direction="incoming", answer_by=date(2026, 3, 4))
    desk = drafted(asked).do("approve", by="director").on(date(2026, 3, 5))
    assert desk.due("answer") == date(2026, 3, 4)

    with pytest.raises(ReasonNeeded):
        desk.do("send", LETTER, by="officer")


def test_whoever_drafted_does_not_approve_and_the_letter_is_made() -> None:
    with pytest.raises(Refused, match="không được"):
        drafted().do("approve", by="director", as_="officer.86")

    desk = drafted()
    made = DIPLOMATIC_CORRESPONDENCE.papers[0].makes(desk.dossier, desk.province)
    assert administrative.render_docx(made)[:2] == b"PK"
