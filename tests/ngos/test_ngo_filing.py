"""What is owed on NGOs and aid: 58/2022/NĐ-CP Điều 12, 21, 24; 80/2020/NĐ-CP Điều 13, 14."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Dossier, ReasonNeeded, Refused
from casework.province import Value
from casework.vocabulary import WithReason
from ngos.letters import filing as letters
from ngos.procedures.filing import FILING, Expected, Filed, Filing, Kind
from support.desk import Desk
from support.organisations import ngo

TODAY = date(2026, 3, 2)
NGO = "PCP-2025-000001"
AID: Dossier[Any] = Dossier(
    id="a1", code="VT-2026-000001", type="aid", regime=date(2025, 12, 8), province="86",
    unit="so-y-te", title="Trạm y tế", lodged_on=TODAY, state="implementing", fields=ngo().fields,
)  # fmt: skip
FILED = Filed(number="5/EMW", date=TODAY)


def expected(kind: Kind, of: str = NGO, **more: Any) -> Desk:
    desk = Desk(FILING, TODAY, others=[ngo(), AID, *more.pop("others", [])], **more.pop("desk", {}))
    return desk.lodge(Expected(kind=kind, of=of, **more), by="system", unit="so-ngoai-vu")


def test_d42_renewal_is_filed_sixty_days_before_the_end() -> None:
    desk = expected(Kind.RENEWAL, from_day=date(2027, 12, 31))

    assert desk.due("file-renewal") == date(2027, 11, 1)
    assert desk.do("receive", FILED, by="officer").state == "received"


def test_d42_a_late_renewal_says_why() -> None:
    desk = expected(Kind.RENEWAL, from_day=date(2027, 12, 31)).on(date(2027, 11, 3))

    with pytest.raises(ReasonNeeded):
        desk.do("receive", FILED, by="officer")
    desk.do("receive", FILED, by="officer", late_reason="tổ chức nộp muộn")
    assert desk.dossier.clocks[0].late_by > 0


def test_d44_bank_account_ten_working_days() -> None:
    assert expected(Kind.BANK_ACCOUNT, from_day=TODAY).due("tell-bank-account") == date(2026, 3, 16)


def test_d47_the_organisation_reports_by_18_december() -> None:
    desk = expected(Kind.NGO_YEAR, year=2026)

    assert desk.due("report-of-organisation") == date(2026, 12, 18)


def test_d48_the_province_reports_by_18_december_and_only_it() -> None:
    desk = expected(Kind.PROVINCE_YEAR, of="", year=2026)
    assert desk.due("report-of-province") == date(2026, 12, 18)

    with pytest.raises(Refused, match="Văn phòng UBND ban hành"):
        desk.do("receive", FILED, by="officer")
    assert desk.do("receive", FILED, by="office").state == "received"


def test_d49_the_database_is_updated_in_ten_days() -> None:
    assert expected(Kind.DATABASE, from_day=TODAY).due("update-database") == date(2026, 3, 12)


def test_d52_the_owner_has_the_time_that_the_province_gives() -> None:
    bare = expected(Kind.AID_HALF_YEAR, of=AID.code, year=2026)
    assert bare.dossier.clocks == ()

    twenty = Value(
        service="ngos", name="ngo-filing.aid-owner-within", law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1), amount=20, unit="calendar-days",
    )  # fmt: skip
    given = expected(Kind.AID_HALF_YEAR, of=AID.code, year=2026, desk={"values": [twenty]})
    assert given.due("report-of-owner") == date(2026, 7, 20)


def test_d53_the_managing_body_reports_by_15_january() -> None:
    desk = expected(Kind.AID_PROVINCE_YEAR, of="", year=2026)

    assert desk.due("report-of-managing-body") == date(2027, 1, 15)
    assert desk.explained("report-of-managing-body").mark == "superseded"


def test_a_duty_is_owed_on_something_known() -> None:
    with pytest.raises(Refused, match="Không có tổ chức"):
        expected(Kind.RENEWAL, of="PCP-X", from_day=TODAY)
    with pytest.raises(Refused, match="Không có tổ chức"):
        expected(Kind.AID_YEAR, of="VT-X", year=2026)


def test_a_duty_says_its_year_or_its_day() -> None:
    with pytest.raises(Refused, match="phải ghi năm"):
        expected(Kind.NGO_YEAR)
    with pytest.raises(Refused, match="Phải ghi ngày"):
        expected(Kind.BANK_ACCOUNT)


def test_a_duty_of_one_period_stands_once() -> None:
    first = expected(Kind.NGO_YEAR, year=2026).dossier
    other: Dossier[Filing] = replace(first, id="d9")

    with pytest.raises(Refused, match="đã có hồ sơ"):
        expected(Kind.NGO_YEAR, year=2026, others=[other])
    assert expected(Kind.NGO_YEAR, year=2027, others=[other]).state == "awaited"


def test_a_filing_is_not_dated_ahead_and_may_be_dropped() -> None:
    desk = expected(Kind.DATABASE, from_day=TODAY)

    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("receive", Filed(number="5/EMW", date=date(2026, 3, 3)), by="officer")
    desk.do("cancel", WithReason(reason="tổ chức đã chấm dứt"), by="head")
    assert desk.state == "cancelled"


def test_the_report_goes_up_and_the_reminder_to_who_owes() -> None:
    ours = expected(Kind.PROVINCE_YEAR, of="", year=2026)
    theirs = expected(Kind.DATABASE, from_day=TODAY)

    assert letters.report(ours.dossier, ours.province).addressed_to[0] == "Bộ Ngoại giao"
    assert "12/03/2026" in str(letters.report(theirs.dossier, theirs.province).body)
