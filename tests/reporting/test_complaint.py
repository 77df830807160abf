"""Complaints and denunciations: dự thảo Lai Châu khoản 21; the denouncer stays unknown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Actor, Refused, announce, is_visible
from casework.province import Value
from casework.vocabulary import WithReason
from papers.administrative import render_docx
from reporting.letters import complaint as letters
from reporting.procedures.complaint import COMPLAINT, Petition, Sender, Settlement, Transfer
from support.desk import Desk

TODAY = date(2026, 5, 4)
DENOUNCED = Petition(
    kind="denunciation",
    register_number="07",
    received_on=TODAY,
    sender=Sender(name="Lê Thị Hòa", contact="0912 345 678"),
    about="so-y-te",
    summary="Sử dụng kinh phí đoàn ra sai mục đích",
)
SENT = Transfer(number="31/PC-SNgV", date=TODAY, to="Thanh tra tỉnh")
SETTLED = Settlement(number="40/KL-SNgV", date=TODAY, result="Nội dung tố cáo đúng một phần")


def received(petition: Petition = DENOUNCED, **more: Any) -> Desk:
    return Desk(COMPLAINT, TODAY, **more).lodge(petition, by="officer", unit="so-ngoai-vu")


def test_it_is_accepted_resolved_and_closed() -> None:
    desk = received().do("accept", by="head").do("resolve", SETTLED, by="director")

    assert desk.do("close", by="officer").state == "closed"


def test_it_is_sent_on_and_only_the_result_comes_back() -> None:
    desk = received().do("transfer", SENT, by="head").do("record-result", SETTLED, by="officer")

    assert (desk.state, desk.fields.transferred_to) == ("closed", "Thanh tra tỉnh")


@pytest.mark.parametrize(
    "leak", ["theo đơn của Lê Thị Hòa", "của bà LE THI HOA", "gọi 0912 345 678"]
)
def test_the_denouncer_is_named_in_no_text_that_leaves(leak: str) -> None:
    with pytest.raises(Refused, match="người tố cáo") as refusal:
        received(replace(DENOUNCED, summary=f"Nội dung {leak}."))
    assert refusal.value.failures[0].at == "/summary"
    with pytest.raises(Refused, match="người tố cáo"):
        received().do("transfer", replace(SENT, note=f"Chuyển {leak}"), by="head")
    with pytest.raises(Refused, match="người tố cáo"):
        received().do("refuse", WithReason(reason=f"không rõ, {leak}"), by="head")
    accepted = received().do("accept", by="head")
    with pytest.raises(Refused, match="người tố cáo"):
        accepted.do("resolve", replace(SETTLED, result=f"Trả lời {leak}"), by="head")


def test_a_complainant_may_be_named() -> None:
    told = replace(DENOUNCED, kind="complaint", summary="Khiếu nại của bà Lê Thị Hòa")

    assert received(told).state == "received"


def test_neither_event_nor_paper_says_who_denounced() -> None:
    desk = received().do("transfer", SENT, by="head")
    told = announce("reporting", COMPLAINT, desk.outcomes[-1])
    slip = letters.transfer(desk.dossier, desk.province)

    assert told.data.team_only
    assert told.data.fields == {"kind": "denunciation", "received_on": "2026-05-04"}
    for leaving in (str(told.data), str(slip)):
        assert "Lê Thị Hòa" not in leaving
        assert "0912" not in leaving
    assert "được giữ bí mật" in str(slip)
    assert render_docx(slip)


def test_only_its_team_sees_it() -> None:
    desk = received()
    stranger = Actor(id="x", roles=frozenset({"officer"}), province="86", unit="so-ngoai-vu")
    named = Actor(id="unit.86", roles=frozenset({"unit"}), province="86", unit="so-y-te")

    assert not is_visible(COMPLAINT, desk.dossier, stranger)
    assert not is_visible(COMPLAINT, desk.dossier, named)


def test_nobody_settles_what_is_said_of_ones_own_unit() -> None:
    own = received(replace(DENOUNCED, about="so-ngoai-vu"))

    with pytest.raises(Refused, match="chính đơn vị mình"):
        own.do("accept", by="head")
    with pytest.raises(Refused, match="chính cơ quan bị tố cáo"):
        received().do("transfer", replace(SENT, to="so-y-te"), by="head")


def test_who_sends_and_when() -> None:
    with pytest.raises(Refused, match="phải có người gửi"):
        received(replace(DENOUNCED, sender=None))
    with pytest.raises(Refused, match="sau hôm nay"):
        received(replace(DENOUNCED, received_on=date(2026, 5, 5)))
    assert received(replace(DENOUNCED, kind="petition", sender=None)).state == "received"


def test_a_province_sets_the_days_the_law_was_not_verified_for() -> None:
    ten = Value(
        service="reporting",
        name="complaint.accept-within",
        law="02/2011/QH13, Điều 27",
        since=date(2026, 1, 1),
        amount=10,
        unit="working-days",
    )

    assert received().dossier.clock("accept") is None
    assert received(values=[ten]).due("accept") == date(2026, 5, 18)
