"""Correspondence with the diplomatic corps: 22/2012/QĐ-UBND Điều 17."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from casework import Refused, WrongState
from casework.vocabulary import Decision
from consular_border.dossiers.diplomatic_correspondence import DIPLOMATIC_CORRESPONDENCE, Draft
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
