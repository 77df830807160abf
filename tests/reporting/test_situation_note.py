"""Following the international and regional situation: 22/2012/QĐ-UBND Điều 18."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused
from casework.vocabulary import Decision, WithReason
from papers.administrative import render_docx
from reporting.letters import situation_note as letters
from reporting.procedures.situation_note import (
    SITUATION_NOTE,
    Consolidation,
    Draft,
    Instruction,
    Source,
)
from support.desk import Desk

TODAY = date(2026, 5, 12)
NOTE = Draft(
    subject="Thuế quan mới đối với thủy sản",
    topic="economy",
    on=date(2026, 5, 10),
    countries=("US",),
    sources=(Source(name="Thương vụ Việt Nam tại Hoa Kỳ"),),
    analysis="Mức thuế tăng từ quý III",
    impact="Doanh nghiệp xuất khẩu của tỉnh giảm đơn hàng",
)
GATHERED = Consolidation(summary="Tổng hợp ý kiến ba sở", proposal="Mở rộng thị trường EU")


def drafted(note: Draft = NOTE) -> Desk:
    return Desk(SITUATION_NOTE, TODAY).lodge(note, by="unit", unit="so-cong-thuong")


def proposed() -> Desk:
    desk = drafted().do("send", by="unit").do("consolidate", GATHERED, by="officer")
    return desk.do("propose", Decision(number="12/BC-SNgV", date=TODAY), by="director")


def test_art_18_units_report_and_the_chairman_is_given_a_proposal() -> None:
    desk = proposed()
    desk.do("instruct", Instruction(instruction="Giao Sở Công Thương chủ trì"), by="chair")

    assert desk.state == "closed"
    assert desk.fields.proposal == "Mở rộng thị trường EU"


def test_art_18_without_a_source_it_is_not_sent() -> None:
    with pytest.raises(Refused, match="nguồn tin") as refusal:
        drafted(replace(NOTE, sources=())).do("send", by="unit")
    assert refusal.value.failures[0].at == "/sources"


def test_art_18_without_its_impact_it_is_not_sent() -> None:
    with pytest.raises(Refused, match="tác động"):
        drafted(replace(NOTE, impact=" ")).do("send", by="unit")


def test_secret_source_material_is_refused_at_the_first_word() -> None:
    secret = (Source(name="Công điện", secrecy="secret"),)

    with pytest.raises(Refused, match="độ mật") as refusal:
        drafted(replace(NOTE, sources=(*NOTE.sources, *secret)))
    assert refusal.value.failures[0].at == "/sources/1/secrecy"
    desk = drafted().do("revise", replace(NOTE, sources=secret), by="unit")
    with pytest.raises(Refused, match="độ mật"):
        desk.do("send", by="unit")


def test_a_situation_to_come_is_no_situation() -> None:
    with pytest.raises(Refused, match="sau hôm nay"):
        drafted(replace(NOTE, on=date(2026, 5, 13)))


def test_art_18_the_proposal_is_made_on_the_day_it_is_gathered() -> None:
    desk = drafted().do("send", by="unit").do("consolidate", GATHERED, by="officer")
    assert desk.due("propose") == TODAY

    desk.on(date(2026, 5, 14))
    late = Decision(number="12/BC-SNgV", date=desk.today)
    with pytest.raises(ReasonNeeded):
        desk.do("propose", late, by="director")
    assert desk.do("propose", late, by="director", late_reason="chờ số liệu").state == "proposed"


def test_who_gathered_does_not_propose_and_a_future_date_is_refused() -> None:
    desk = drafted().do("send", by="unit").do("consolidate", GATHERED, by="officer")

    with pytest.raises(Refused, match="không được đề xuất"):
        desk.do("propose", Decision(number="1/BC", date=TODAY), by="head", as_="officer.86")
    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("propose", Decision(number="1/BC", date=date(2026, 5, 13)), by="head")


def test_a_note_is_returned_and_sent_again() -> None:
    desk = drafted().do("send", by="unit")
    desk.do("return", WithReason(reason="thiếu số liệu"), by="officer")

    assert desk.do("revise", NOTE, by="unit").do("send", by="unit").state == "sent"


def test_a_note_is_filed_without_a_proposal_for_a_reason() -> None:
    desk = drafted().do("send", by="unit").do("file", WithReason(reason="để theo dõi"), by="head")

    assert desk.state == "closed"


def test_the_report_to_the_chairman() -> None:
    desk = proposed()
    made = letters.proposal(desk.dossier, desk.province)

    assert (made.number, made.date) == ("12/BC-SNgV", TODAY)
    assert render_docx(made)
