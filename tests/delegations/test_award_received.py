"""Receiving an award from foreigners: 22/2012/QĐ-UBND Điều 2 khoản 3, Điều 4 khoản 3."""

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
    Appraisal,
    Entry,
    Given,
    OthersPermission,
    Receipt,
    ReceiptRequest,
)
from delegations.procedures.award_received import AWARD_RECEIVED
from delegations.reporting import Reported
from papers.administrative import render_docx, render_pdf
from support.desk import Desk

TODAY = date(2026, 5, 4)
FROM_LAOS = ReceiptRequest(
    recipient_kind="person",
    recipient="Nguyễn Thị Lan",
    post="Giám đốc Sở Y tế",
    management="province",
    giver_kind="state",
    giver="Nhà nước Cộng hòa Dân chủ Nhân dân Lào",
    country="LA",
    form=Given.ORDER,
    award="Huân chương Hữu nghị",
    achievement="Giúp xây dựng bệnh viện hữu nghị",
    occasion="Quốc khánh Lào",
    ceremony_on=date(2026, 6, 2),
)
BODIES = ("cong-an-tinh", "so-noi-vu", "Bộ Ngoại giao")

REPORTED = Reported(report="bc1", document=Decision(number="30/BC-SYT", date=date(2026, 6, 2)))


def drafted(request: ReceiptRequest = FROM_LAOS, today: date = TODAY) -> Desk:
    return Desk(AWARD_RECEIVED, today).lodge(request, by="unit", unit="so-y-te")


def refused(request: ReceiptRequest, today: date = TODAY) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        drafted(request, today).do("submit", by="unit")
    return [(f.at, f.law) for f in refusal.value.failures]


def reviewing(request: ReceiptRequest = FROM_LAOS) -> Desk:
    return drafted(request).do("submit", by="unit").do("review", by="head")


def presented(request: ReceiptRequest = FROM_LAOS) -> Desk:
    desk = reviewing(request)
    for body in BODIES:
        desk.reply(body)
    return desk.do("present", Appraisal(appraisal="Xứng đáng"), by="director")


def document(desk: Desk, number: str = "91/UBND-NV") -> Decision:
    return Decision(number=number, date=desk.today)


def permitted() -> Desk:
    desk = presented()
    return desk.do("permit", document(desk), by="chair")


RECORD = "Quy tắc lập hồ sơ"
PERMITTING, MATTER = "22/2012/QĐ-UBND, Điều 4 khoản 3", "22/2012/QĐ-UBND, Điều 2 khoản 3"


def test_art_4_3_the_chairman_permits_then_it_is_received_and_recorded() -> None:
    desk = permitted().on(date(2026, 6, 2))
    desk.do("receive", Receipt(received_on=desk.today, place="Viêng Chăn"), by="unit")
    desk.do("note-reported", REPORTED, by="system")
    desk.do("record", Entry(entry="03/2026"), by="clerk")

    assert (desk.state, desk.fields.entry) == ("recorded", "03/2026")
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("reported-by", "bc1")]


def test_art_4_3_nothing_is_received_before_the_permission() -> None:
    with pytest.raises(WrongState):
        presented().do("receive", Receipt(received_on=TODAY), by="unit")

    with pytest.raises(Refused, match="trước ngày văn bản cho phép") as refusal:
        permitted().do("receive", Receipt(received_on=date(2026, 5, 3)), by="unit")
    assert refusal.value.failures[0].at == "/received_on"


def test_a_receipt_that_lies_ahead_is_refused() -> None:
    with pytest.raises(Refused, match="sau hôm nay"):
        permitted().do("receive", Receipt(received_on=date(2026, 6, 2)), by="unit")


@pytest.mark.parametrize("management", ["central", "other"])
def test_art_4_3_whom_the_province_does_not_manage_asks_elsewhere(management: Any) -> None:
    with pytest.raises(Refused, match="không thuộc tỉnh quản lý") as refusal:
        drafted(replace(FROM_LAOS, management=management))

    assert [(f.at, f.law) for f in refusal.value.failures] == [("/management", PERMITTING)]


def test_art_4_3_whom_the_party_manages_is_not_the_chairman_s() -> None:
    desk = presented(replace(FROM_LAOS, management="party"))

    with pytest.raises(Refused, match="Tỉnh ủy"):
        desk.do("permit", document(desk), by="chair")

    given = OthersPermission(number="12-CV/TU", date=desk.today, permitted_by="Ban Thường vụ")
    desk.do("record-permission", given, by="office")
    assert (desk.state, desk.fields.permitted_by) == ("permitted", "Ban Thường vụ")


def test_art_4_3_others_do_not_permit_for_the_chairman() -> None:
    desk = presented()
    given = OthersPermission(number="12-CV/TU", date=desk.today, permitted_by="Ban Thường vụ")

    with pytest.raises(Refused, match="Chủ tịch UBND"):
        desk.do("record-permission", given, by="office")


def test_art_2_3_the_giver_is_known_and_foreign() -> None:
    assert refused(replace(FROM_LAOS, giver=" ")) == [("/giver", MATTER)]
    assert refused(replace(FROM_LAOS, country="XX")) == [("/country", RECORD)]
    assert refused(replace(FROM_LAOS, country="VN")) == [("/country", RECORD)]


def test_the_achievement_is_stated() -> None:
    assert refused(replace(FROM_LAOS, achievement="")) == [("/achievement", PERMITTING)]


def test_the_ceremony_lies_ahead_and_after_the_permission() -> None:
    assert refused(FROM_LAOS, date(2026, 6, 3)) == [("/ceremony_on", PERMITTING)]

    desk = presented().on(date(2026, 6, 3))
    with pytest.raises(Refused, match="sau ngày trao dự kiến"):
        desk.do("permit", document(desk), by="chair")


def test_the_bodies_are_asked_and_silence_is_no_answer() -> None:
    desk = reviewing()

    assert tuple(o.body for o in desk.dossier.rounds[0].opinions) == BODIES
    with pytest.raises(Refused, match="chưa trả lời"):
        desk.do("present", Appraisal(appraisal="Xứng đáng"), by="director")


def test_who_presented_does_not_permit_and_only_the_chairman_does() -> None:
    desk = presented()

    with pytest.raises(NotYourRole):
        desk.do("permit", document(desk), by="director")
    with pytest.raises(Refused, match="không được cho phép"):
        desk.do("permit", document(desk), by="chair", as_="director.86")


def test_a_permission_may_be_refused_returned_or_revoked() -> None:
    why = WithReason(reason="chưa phù hợp quy định")

    assert presented().do("refuse", why, by="chair").state == "refused"
    assert reviewing().do("return", why, by="officer").state == "returned"
    assert permitted().do("revoke", why, by="chair").state == "cancelled"
    assert drafted().do("withdraw", why, by="unit").state == "cancelled"


def test_names_stay_in_the_dossier() -> None:
    assert not {"recipient", "post"} & {*AWARD_RECEIVED.discloses.province}
    assert "Lan" not in drafted().dossier.title


def test_papers() -> None:
    desk = permitted()
    told = {}
    for paper in AWARD_RECEIVED.papers:
        made = paper.makes(desk.dossier, desk.province)
        assert render_docx(made).startswith(b"PK")
        pages = PdfReader(BytesIO(render_pdf(made))).pages
        told[paper.name] = " ".join(" ".join(p.extract_text() for p in pages).split())

    assert "Bộ Ngoại giao: đồng ý" in told["to-trinh"]
    assert "Huân chương Hữu nghị (huân chương)" in told["to-trinh"]
    assert "91/UBND-NV" in told["van-ban-cho-phep"]
    assert "cho phép cá nhân Nguyễn Thị Lan" in told["van-ban-cho-phep"]
