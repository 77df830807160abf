"""A twinning scheme and its relation: S004 Điều 2.4b; S003 mục II.3b, II.6c."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused, WrongState
from casework.vocabulary import Decision, WithReason
from conferences_agreements.procedures.twinning import (
    MINISTRY,
    TWINNING,
    Asked,
    Assessed,
    Contact,
    Ended,
    Established,
    Exchange,
    SchemeText,
    Study,
)
from papers.administrative import render_docx
from support.desk import Desk

MARCH, MAY = date(2026, 3, 2), date(2026, 5, 12)
GANGWON = Contact(partner="Tỉnh Gangwon", country="KR", origin="Đoàn lãnh đạo tỉnh thăm năm 2025")
SCHEME = SchemeText(purpose="Mở rộng đối tác", content="Nông nghiệp, du lịch", roadmap="2026-2030")
DECISION = Decision(number="45/QĐ-UBND", date=MAY)
SAYS = "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ"


def drafted(contact: Contact = GANGWON, *others: Any) -> Desk:
    desk = Desk(TWINNING, MARCH, others=others).lodge(contact, by="officer", unit="so-ngoai-vu")
    desk.do("study", Study(findings="Kinh tế phát triển, thế mạnh nông nghiệp"), by="officer")
    return desk.do("draft-scheme", SCHEME, by="officer")


def consulted(*bodies: str) -> Desk:
    return drafted().do("consult", Asked(bodies=bodies), by="director")


def approved() -> Desk:
    return consulted().reply(MINISTRY).on(MAY).do("approve", DECISION, by="chair")


def established() -> Desk:
    return approved().do("establish", Established(established_on=MAY), by="officer")


def refusal(desk: Desk, step: str, data: Any, by: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        desk.do(step, data, by=by)
    return [(f.says, f.law) for f in refused.value.failures]


def test_from_first_contact_to_an_active_relation() -> None:
    desk = established()
    visit = Exchange(type="outbound-delegation", dossier="d9", on=date(2026, 6, 2))

    desk.on(date(2026, 6, 3)).do("record-exchange", visit, by="system")

    assert desk.state == "active"
    assert [(k.rel, k.type, k.id) for k in desk.dossier.links] == [
        ("exchange", "outbound-delegation", "d9")
    ]
    assert [o.emits for o in desk.outcomes] == [
        "contacted", "studied", "drafted", "consulted", "opinion-recorded", "approved",
        "established", "exchanged",
    ]  # fmt: skip


def test_refuse_establishment_without_an_approved_scheme() -> None:
    told = Established(established_on=MARCH)

    for desk in (Desk(TWINNING, MARCH).lodge(GANGWON, by="officer"), drafted(), consulted()):
        assert refusal(desk, "establish", told, "officer") == [
            ("Chỉ thiết lập quan hệ khi đề án đã được phê duyệt", SAYS)
        ]


@pytest.mark.parametrize("name", ["GANG-WON", "Gangwon province", "tinh gangwon"])
def test_refuse_the_same_partner_under_another_spelling(name: str) -> None:
    first = replace(drafted().dossier, id="d0")

    with pytest.raises(Refused, match="dù viết tên khác"):
        drafted(replace(GANGWON, partner=name), first)
    drafted(replace(GANGWON, partner=name, country="JP"), first)
    drafted(replace(GANGWON, partner="Jeolla"), first)


def test_an_ended_relation_may_begin_anew() -> None:
    ended = replace(established().dossier, id="d0", state="ended")

    assert drafted(GANGWON, ended).state == "drafted"


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(Refused, match="danh mục"):
        drafted(replace(GANGWON, country="XX"))


def test_a_scheme_has_purpose_content_and_roadmap() -> None:
    desk = drafted()

    [(says, _)] = refusal(desk, "draft-scheme", replace(SCHEME, roadmap=" "), "officer")
    assert "lộ trình" in says


def test_the_ministry_is_asked_and_has_answered() -> None:
    for desk in (drafted(), consulted()):
        assert refusal(desk.on(MAY), "approve", DECISION, "chair")[0] == (
            "Bộ Ngoại giao chưa có ý kiến về đề án", SAYS,
        )  # fmt: skip


def test_silence_of_the_ministry_is_no_consent() -> None:
    desk = consulted().on(date(2026, 12, 31))

    assert "Bộ Ngoại giao" in refusal(desk, "approve", DECISION, "chair")[0][0]


def test_a_body_that_disagrees_or_is_awaited_stops_the_scheme() -> None:
    against = consulted("cong-an-tinh").reply(MINISTRY).reply("cong-an-tinh", "disagree")
    waiting = consulted("cong-an-tinh").reply(MINISTRY)

    assert "không đồng ý" in refusal(against.on(MAY), "approve", DECISION, "chair")[0][0]
    assert "chưa trả lời" in refusal(waiting.on(MAY), "approve", DECISION, "chair")[0][0]


def test_a_decision_is_not_dated_ahead() -> None:
    desk = consulted().reply(MINISTRY)

    assert "không thể sau hôm nay" in refusal(desk, "approve", DECISION, "chair")[0][0]


@pytest.mark.parametrize("day", [date(2026, 5, 11), date(2026, 5, 13)])
def test_establishment_follows_the_decision_and_is_past(day: date) -> None:
    told = Established(established_on=day)

    assert "từ ngày phê duyệt" in refusal(approved(), "establish", told, "officer")[0][0]


def test_an_exchange_is_counted_once_and_not_ahead() -> None:
    visit = Exchange(type="inbound-delegation", dossier="d9", on=MAY)
    desk = established().do("record-exchange", visit, by="officer")

    assert "đã ghi" in refusal(desk, "record-exchange", visit, "officer")[0][0]
    ahead = replace(visit, dossier="d8", on=date(2026, 5, 13))
    assert "sau hôm nay" in refusal(desk, "record-exchange", ahead, "officer")[0][0]


def test_a_year_is_assessed_once() -> None:
    told = Assessed(year=2026, result="Hai đoàn, một thỏa thuận")
    desk = established().do("assess", told, by="officer")

    for year in (2026, 2025, 2027):
        assert "đánh giá" in refusal(desk, "assess", replace(told, year=year), "officer")[0][0]


def test_a_dormant_relation_wakes_with_an_exchange_and_ends_by_decision() -> None:
    desk = established().do("mark-dormant", WithReason(reason="không trao đổi"), by="officer")
    assert desk.state == "dormant"

    visit = Exchange(type="inbound-delegation", dossier="d9", on=MAY)
    desk.do("record-exchange", visit, by="system")
    ahead = Ended(number="9/QĐ-UBND", date=date(2027, 1, 1), reason="hết hiệu lực")
    assert "sau hôm nay" in refusal(desk, "end", ahead, "chair")[0][0]
    desk.do("end", replace(ahead, date=MAY), by="chair")

    assert (desk.state, desk.fields.ended_on) == ("ended", MAY)
    with pytest.raises(WrongState):
        desk.do("assess", Assessed(year=2026, result="hết rồi"), by="officer")


def test_results_are_reported_to_the_ministry() -> None:
    report = Decision(number="7/BC-UBND", date=MAY)
    desk = established().do("report-ministry", report, by="clerk")

    assert desk.fields.reports == (report,)


@pytest.mark.parametrize("paper", TWINNING.papers, ids=lambda p: p.name)
@pytest.mark.parametrize("stage", [drafted, established])
def test_its_papers_are_made_at_any_stage(paper: Any, stage: Any) -> None:
    desk = stage()

    made = paper.makes(desk.dossier, desk.province)
    assert "Gangwon" in str(made)
    assert render_docx(made).startswith(b"PK")
