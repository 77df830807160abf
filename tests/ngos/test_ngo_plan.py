"""A foreign NGO's plan of activities: 58/2022/NĐ-CP Điều 21 khoản 4."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.vocabulary import WithReason
from ngos.letters import plan as letters
from ngos.procedures.plan import PLAN, Activity, Expected, Notice
from ngos.registration import Field
from support.desk import Desk
from support.organisations import ngo

TODAY = date(2026, 3, 2)
EXPECTED = Expected(ngo="PCP-2025-000001", occasion="registered", received_on=TODAY)
CLINIC = Activity(
    title="Khám mắt học đường", field=Field.HEALTH, province="86",
    starts_on=date(2026, 6, 1), ends_on=date(2026, 12, 1),
)  # fmt: skip


def expected(**more: Any) -> Desk:
    desk = Desk(PLAN, TODAY, others=more.pop("others", [ngo()]))
    return desk.lodge(replace(EXPECTED, **more), by="system", unit="so-ngoai-vu")


def notified(*activities: Activity) -> Desk:
    notice = Notice(number="3/EMW", date=TODAY, activities=activities or (CLINIC,))
    return expected().do("notify", notice, by="officer")


def refused(**more: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        notified(CLINIC, replace(CLINIC, **more)).do("accept", by="head")
    return [f.at for f in refusal.value.failures]


def test_art_21_4_the_plan_is_notified_and_accepted() -> None:
    assert notified().do("accept", by="head").state == "accepted"


def test_d43_forty_five_working_days_from_receipt() -> None:
    assert expected().due("notify") == date(2026, 5, 6)


def test_art_18_1b_a_province_not_listed_is_refused() -> None:
    assert refused(province="79") == ["/activities/1/province"]


def test_art_18_1b_a_field_not_listed_is_refused() -> None:
    assert refused(field=Field.CULTURE) == ["/activities/1/field"]


def test_art_18_1a_activity_beyond_the_registration_is_refused() -> None:
    assert refused(ends_on=date(2028, 1, 1)) == ["/activities/1/ends_on"]


def test_an_activity_ends_after_it_starts() -> None:
    assert refused(ends_on=date(2026, 5, 1)) == ["/activities/1/ends_on"]


def test_art_5_religious_and_profit_activity_is_refused() -> None:
    assert refused(is_religious=True) == ["/activities/1/is_religious"]
    assert refused(is_for_profit=True) == ["/activities/1/is_for_profit"]


def test_only_of_a_registered_organisation_and_not_ahead() -> None:
    with pytest.raises(Refused, match="Không có hồ sơ"):
        expected(ngo="PCP-X")
    with pytest.raises(Refused, match="sau hôm nay"):
        expected(received_on=date(2026, 3, 3))


def test_a_plan_may_be_returned_and_notified_again() -> None:
    desk = notified(replace(CLINIC, province="79"))
    desk.do("return", WithReason(reason="ngoài địa bàn"), by="officer")

    desk.do("notify", Notice(number="4/EMW", date=TODAY, activities=(CLINIC,)), by="officer")
    assert desk.do("accept", by="head").state == "accepted"


def test_who_recorded_the_notice_does_not_accept_it() -> None:
    with pytest.raises(Refused, match="không được tiếp nhận"):
        notified().do("accept", by="head", as_="officer.86")


def test_the_answer_lists_the_activities() -> None:
    desk = notified()

    assert "Khám mắt học đường" in str(letters.answer(desk.dossier, desk.province).body)
