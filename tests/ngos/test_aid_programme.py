"""A programme of mobilising aid (S000 L34; 342/KH-UBND mục III khoản 1 g)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Dossier, Refused
from casework.vocabulary import Decision, WithReason
from ngos.letters import aid_programme as letters
from ngos.procedures.aid_idea import Idea
from ngos.procedures.aid_programme import AID_PROGRAMME, Draft, Target
from ngos.registration import Field
from support.desk import Desk

TODAY = date(2026, 3, 2)
DRAFT = Draft(
    title="Vận động viện trợ", first_year=2026, last_year=2030,
    targets=(Target(field=Field.HEALTH, usd=200_000),),
)  # fmt: skip


def drafted(draft: Draft = DRAFT, **more: Any) -> Desk:
    return Desk(AID_PROGRAMME, TODAY, **more).lodge(draft, by="officer", unit="so-ngoai-vu")


def approved(**more: Any) -> Desk:
    desk = drafted(**more).do("present", by="director")
    return desk.do("approve", Decision(number="4/CTr-UBND", date=TODAY), by="chair")


def idea(id_: str, state: str, usd: int) -> Dossier[Any]:
    return Dossier(
        id=id_, code=id_, type="aid-idea", regime=TODAY, province="86", unit="so-y-te", title="",
        lodged_on=TODAY, state=state,
        fields=Idea(
            title=id_, field=Field.HEALTH, place="xã", usd=usd, programme="CTV-2026-000001"
        ),
    )  # fmt: skip


def test_the_rate_counts_commitments_against_the_target() -> None:
    ideas = [idea("i1", "converted", 50_000), idea("i2", "need", 150_000)]

    desk = approved(others=ideas).do("close", by="officer")

    assert (desk.fields.ideas, desk.fields.committed, desk.fields.rate) == (2, 1, 25)


def test_years_in_order_targets_above_nothing() -> None:
    with pytest.raises(Refused, match="trước năm bắt đầu"):
        drafted(replace(DRAFT, last_year=2025))
    with pytest.raises(Refused, match="phải có mục tiêu"):
        drafted(replace(DRAFT, targets=())).do("present", by="director")
    zero = (Target(field=Field.HEALTH, usd=0),)
    with pytest.raises(Refused, match="lớn hơn 0"):
        drafted(replace(DRAFT, targets=zero)).do("present", by="director")


def test_it_is_revised_before_it_is_presented() -> None:
    desk = drafted().do("revise", replace(DRAFT, title="Kế hoạch"), by="officer")

    assert desk.fields.title == "Kế hoạch"


def test_a_decision_is_not_dated_ahead_and_four_eyes() -> None:
    with pytest.raises(Refused, match="sau hôm nay"):
        drafted().do("present", by="director").do(
            "approve", Decision(number="4/CTr-UBND", date=date(2026, 3, 3)), by="chair"
        )
    with pytest.raises(Refused, match="không được trình"):
        drafted().do("present", by="director", as_="officer.86")


def test_it_may_be_cancelled() -> None:
    assert approved().do("cancel", WithReason(reason="thay thế"), by="chair").state == "cancelled"


def test_on_paper() -> None:
    desk = approved()

    assert letters.programme(desk.dossier, desk.province).number == "4/CTr-UBND"
