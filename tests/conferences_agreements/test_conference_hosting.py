"""Consent to host a conference: 06/2020/QĐ-TTg Điều 6."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused, WrongState
from casework.province import Value
from casework.vocabulary import Decision, Funding, FundingLine, Rank, WithReason
from conferences_agreements.conference_forms import (
    Asked,
    Authority,
    Classify,
    Guests,
    OrganiserKind,
    Topic,
)  # fmt: skip
from conferences_agreements.procedures.conference_hosting import CONFERENCE_HOSTING, HostingForm
from support.desk import Desk

FILED = date(2026, 3, 2)
BID = HostingForm(
    name="Diễn đàn các thành phố sông Mê Công",
    organiser="Sở Ngoại vụ",
    organiser_kind=OrganiserKind.PROVINCIAL,
    topics=(Topic.ECONOMY,),
    content="Liên kết các đô thị ven sông",
    starts_on=date(2027, 5, 10),
    ends_on=date(2027, 5, 12),
    vietnamese_participants=100,
    foreign=(Guests(country="TH", number=30, highest=Rank.GOVERNOR),),
    funding=(FundingLine(source=Funding.LOCAL),),
    reason="Đến lượt tỉnh",
    purpose="Quảng bá",
    request=Decision(number="3/SNgV-HTQT", date=FILED),
)


def submitted(form: HostingForm = BID, **more: Any) -> Desk:
    desk = Desk(CONFERENCE_HOSTING, FILED, **more).lodge(form, by="unit", unit="so-y-te")
    return desk.do("submit", by="unit")


def consulted(form: HostingForm = BID, as_: str = "chairman", **more: Any) -> Desk:
    desk = submitted(form, **more)
    desk.do("classify", Classify(authority=Authority(as_)), by="officer")
    return desk.do("consult", Asked(bodies=("so-tai-chinh",)), by="director")


def number(desk: Desk) -> Decision:
    return Decision(number="40/UBND-NV", date=desk.today)


def test_art_6_the_chairman_agrees() -> None:
    desk = consulted().reply("so-tai-chinh")

    assert desk.do("agree", number(desk), by="chair").state == "agreed"
    assert desk.fields.consent.number == "40/UBND-NV"


def test_art_6_the_prime_minister_s_class_goes_up() -> None:
    minister = (Guests(country="TH", number=30, highest=Rank.MINISTER),)
    desk = consulted(replace(BID, foreign=minister), "prime-minister")
    with pytest.raises(Refused, match="Thủ tướng Chính phủ"):
        desk.do("agree", number(desk), by="chair")
    for body in ("Bộ Ngoại giao", "Bộ Công an", "so-tai-chinh"):
        desk.reply(body)
    desk.do("present", number(desk), by="office")

    assert desk.do("record-consent", number(desk), by="clerk").state == "agreed"


@pytest.mark.parametrize(
    ("field", "empty"),
    [
        ("reason", ""), ("purpose", ""), ("content", ""), ("foreign", ()), ("funding", ()),
        ("request", None),
    ],
)  # fmt: skip
def test_art_6_2_the_dossier_says_all_five(field: str, empty: Any) -> None:
    with pytest.raises(Refused) as refusal:
        submitted(replace(BID, **{field: empty}))

    failure = refusal.value.failures[0]
    assert (failure.at, failure.law) == (f"/{field}", "06/2020/QĐ-TTg, Điều 6 khoản 2")


def test_art_3_1_a_reserved_topic_is_not_the_chairman_s() -> None:
    desk = submitted(replace(BID, topics=(Topic.DEFENCE,)))

    with pytest.raises(Refused) as refusal:
        desk.do("classify", Classify(authority=Authority.CHAIRMAN), by="officer")
    assert refusal.value.law == "06/2020/QĐ-TTg, Điều 3 khoản 1"


def test_art_1_2b_mass_organisations_follow_the_party() -> None:
    with pytest.raises(Refused, match="quy định của Đảng"):
        submitted(replace(BID, organiser_kind=OrganiserKind.MASS))


def test_another_authority_s_bid_is_not_filed_here() -> None:
    with pytest.raises(Refused, match="thẩm quyền khác"):
        submitted(replace(BID, organiser_kind=OrganiserKind.CENTRAL))


def test_dates_in_order_ahead_and_countries_known() -> None:
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        submitted(replace(BID, ends_on=date(2027, 5, 1)))
    past = replace(BID, starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 6))
    with pytest.raises(Refused, match="đã qua"):
        submitted(past)
    with pytest.raises(Refused, match="Mã nước"):
        submitted(replace(BID, foreign=(Guests(country="QQ", number=2),)))


def test_a_province_may_set_the_days_for_opinions() -> None:
    ten = Value(
        service="conferences-agreements",
        name="conference-hosting.opinion-within",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        amount=10,
    )

    assert consulted().dossier.rounds[-1].opinions[0].due is None
    desk = consulted(values=[ten])
    assert desk.dossier.rounds[-1].opinions[0].due == date(2026, 3, 12)
    with pytest.raises(Refused, match="Còn cơ quan chưa trả lời"):
        desk.do("agree", number(desk), by="chair")


def test_who_drafted_does_not_agree() -> None:
    desk = consulted().reply("so-tai-chinh")

    with pytest.raises(Refused, match="không được"):
        desk.do("agree", number(desk), by="chair", as_="unit.86")


def test_a_refusal_says_why_and_ends_it() -> None:
    why = WithReason(reason="chưa bảo đảm kinh phí")
    desk = consulted().do("refuse", why, by="chair")

    assert desk.state == "refused"
    with pytest.raises(WrongState):
        desk.do("withdraw", why, by="unit")
