"""The unit's dossier of the annual programme, 22/2012/QĐ-UBND Điều 5 khoản 1, part by part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Actor, Case, NotYourRole, ReasonNeeded, Refused, WrongState, perform
from casework.province import Value
from casework.vocabulary import Approval, Decision, Funding, FundingLine, Rank, WithReason
from delegations.items import Activity, Inbound, Kind, Outbound, Stop
from delegations.procedures.unit_programme import UNIT_PROGRAMME, Issued, Return, Submission
from support.desk import Desk

IN_TIME = date(2026, 11, 10)
LOCAL = (FundingLine(source=Funding.LOCAL),)

TO_LAOS = Outbound(
    title="Đoàn khảo sát nông nghiệp",
    head=Rank.DIRECTOR,
    content="Khảo sát mô hình hợp tác xã",
    partner="Sở Nông nghiệp tỉnh Champasak",
    members=6,
    days=5,
    month="2027-03",
    funding=LOCAL,
    stops=(Stop(country="LA", days=3),),
)
FROM_KOREA = Inbound(
    title="Đoàn doanh nghiệp thăm làm việc",
    head=Rank.BUSINESS,
    partner="Hiệp hội doanh nghiệp Gyeonggi",
    members=12,
    days=3,
    month="2027-05",
    funding=LOCAL,
    country="KR",
    host="Sở Công Thương",
)
COMPLETE = Submission(
    year=2027,
    results="Năm 2026 thực hiện 4/5 đoàn ra",
    plan="Năm 2027 tập trung hợp tác với Lào",
    outbound=(TO_LAOS,),
    inbound=(FROM_KOREA,),
    travel="12 lượt cán bộ",
    awards_received="không có",
    awards_given="không có",
    conferences="một hội thảo",
    projects="không có",
)


def drafted(submission: Submission = COMPLETE, today: date = IN_TIME, **more: Any) -> Desk:
    return Desk(UNIT_PROGRAMME, today, **more).lodge(submission, by="unit")


def refused(submission: Submission, today: date = IN_TIME) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        drafted(submission, today).do("submit", by="unit", late_reason="bận")
    return [(f.at, f.law) for f in refusal.value.failures]


def accepted() -> Desk:
    return drafted().do("submit", by="unit").do("accept", by="officer")


def test_a_complete_dossier_is_sent_and_accepted() -> None:
    assert accepted().state == "accepted"


def test_art_5_1a_the_report_on_this_year_is_there() -> None:
    law = "22/2012/QĐ-UBND, Điều 5 khoản 1 điểm a"

    assert refused(replace(COMPLETE, results=" ")) == [("/results", law)]
    assert refused(replace(COMPLETE, plan="")) == [("/plan", law)]


def test_art_5_1a_both_tables_are_there_or_said_to_be_empty() -> None:
    nothing = replace(COMPLETE, outbound=(), inbound=())

    assert [at for at, _ in refused(nothing)] == ["/outbound", "/inbound"]

    said = replace(nothing, nothing_outbound=True, nothing_inbound=True)
    assert drafted(said).do("submit", by="unit").state == "submitted"
    assert [at for at, _ in refused(replace(COMPLETE, nothing_outbound=True))] == ["/outbound"]


def test_art_5_1b_the_five_matters_are_spoken_of() -> None:
    law = "22/2012/QĐ-UBND, Điều 5 khoản 1 điểm b"

    assert refused(replace(COMPLETE, awards_given="")) == [("/travel", law)]


def test_form_1_an_outbound_row_says_who_pays_when_and_where() -> None:
    bare = replace(TO_LAOS, title="", funding=(), month="", stops=())

    told = refused(replace(COMPLETE, outbound=(TO_LAOS, bare)))

    assert sorted(told) == [
        ("/outbound/1/funding", "22/2012/QĐ-UBND, Mẫu 1, ghi chú 8"),
        ("/outbound/1/month", "22/2012/QĐ-UBND, Mẫu 1, ghi chú 7"),
        ("/outbound/1/stops", "22/2012/QĐ-UBND, Mẫu 1, ghi chú 2"),
        ("/outbound/1/title", "22/2012/QĐ-UBND, Mẫu 1, ghi chú 1"),
    ]


@pytest.mark.parametrize("days", [0, 2])
def test_form_1_note_6_the_days_cover_the_itinerary(days: int) -> None:
    told = refused(replace(COMPLETE, outbound=(replace(TO_LAOS, days=days),)))

    assert told == [("/outbound/0/days", "Quy tắc lập hồ sơ")]


def test_form_2_an_inbound_row_says_who_sends_who_hosts_and_how_long() -> None:
    bare = replace(FROM_KOREA, country="", host="", days=0, members=0)

    told = refused(replace(COMPLETE, inbound=(bare,)))

    assert sorted(at for at, _ in told) == [
        "/inbound/0/country",
        "/inbound/0/days",
        "/inbound/0/host",
        "/inbound/0/members",
    ]


def test_art_5_1_an_item_of_another_year_is_refused() -> None:
    told = refused(replace(COMPLETE, outbound=(replace(TO_LAOS, month="2026-12"),)))

    assert told == [("/outbound/0/month", "Quy tắc lập hồ sơ")]


def test_a_country_nobody_knows_is_refused() -> None:
    lost = replace(COMPLETE, outbound=(replace(TO_LAOS, stops=(Stop(country="XX"),)),))

    assert refused(lost) == [("/outbound/0/stops", "Quy tắc lập hồ sơ")]


def test_a_month_that_is_over_is_refused() -> None:
    assert refused(COMPLETE, date(2027, 4, 5)) == [("/outbound/0/month", "Quy tắc lập hồ sơ")]


def test_an_activity_stands_once() -> None:
    twice = replace(COMPLETE, outbound=(TO_LAOS, replace(TO_LAOS, days=6)))

    assert [at for at, _ in refused(twice)] == ["/outbound/0/title", "/outbound/1/title"]


def test_a_provincial_leader_s_delegation_goes_to_the_prime_minister() -> None:
    led = replace(TO_LAOS, head=Rank.VICE_CHAIR)

    assert refused(replace(COMPLETE, outbound=(led,))) == [
        ("/outbound/0/approval", "22/2012/QĐ-UBND, Điều 5")
    ]

    marked = replace(led, approval=Approval.PRIME_MINISTER)
    desk = drafted(replace(COMPLETE, outbound=(marked,))).do("submit", by="unit")
    assert desk.state == "submitted"


def test_a_province_may_leave_governors_to_its_chairman_but_not_ministers() -> None:
    row = Value(
        service="delegations",
        name="programme.prime-minister-heads",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        list=("chair",),
    )
    governor = replace(COMPLETE, inbound=(replace(FROM_KOREA, head=Rank.GOVERNOR),))
    minister = replace(COMPLETE, inbound=(replace(FROM_KOREA, head=Rank.MINISTER),))

    assert drafted(governor, values=[row]).do("submit", by="unit").state == "submitted"
    with pytest.raises(Refused, match="trình Thủ tướng"):
        drafted(minister, values=[row]).do("submit", by="unit")


def test_a_delegation_stands_in_its_own_table() -> None:
    stray = Activity(kind=Kind.OUTBOUND, title="Đoàn", month="2027-03", funding=LOCAL)

    assert ("/others/0/kind", "22/2012/QĐ-UBND, Điều 5 khoản 1 điểm a") in refused(
        replace(COMPLETE, others=(stray,))
    )


def test_a_year_that_is_over_is_refused() -> None:
    with pytest.raises(Refused, match="đã qua"):
        drafted(COMPLETE, date(2028, 1, 5)).do("submit", by="unit", late_reason="bận")


def test_a_unit_has_one_dossier_a_year() -> None:
    first = replace(drafted().dossier, id="d0")

    with pytest.raises(Refused, match="đã có hồ sơ"):
        drafted(others=[first])

    withdrawn = replace(first, state="cancelled")
    assert drafted(others=[withdrawn]).state == "draft"


def test_a_unit_does_not_touch_another_unit_s_dossier() -> None:
    desk = drafted()
    step = UNIT_PROGRAMME.transition("submit")
    assert step is not None
    stranger = Actor(id="x", roles=frozenset({"unit"}), province="86", unit="so-xay-dung")
    case: Case[Any, Any] = Case(
        dossier=desk.dossier,
        actor=stranger,
        at=desk.dossier.acts[-1].at,
        province=desk.province,
        data=None,
    )
    with pytest.raises(Refused, match="của chính mình"):
        perform(UNIT_PROGRAMME, step, case)


def test_art_5_2_a_return_lists_what_is_missing() -> None:
    desk = drafted().do("submit", by="unit")

    desk.do("return", Return(reason="thiếu số liệu", missing=("Mẫu 2",)), by="officer")
    assert (desk.state, desk.fields.missing) == ("returned", ("Mẫu 2",))

    desk.do("submit", by="unit")
    assert (desk.state, desk.fields.missing) == ("submitted", ())


def test_who_drafted_does_not_accept() -> None:
    desk = Desk(UNIT_PROGRAMME, IN_TIME).lodge(COMPLETE, by="officer").do("submit", by="unit")

    with pytest.raises(Refused, match="không được tiếp nhận"):
        desk.do("accept", by="officer")

    assert desk.do("accept", by="officer", as_="officer2.86").state == "accepted"


def test_only_the_unit_sends_and_an_accepted_dossier_is_not_edited() -> None:
    with pytest.raises(NotYourRole):
        drafted().do("submit", by="officer")
    with pytest.raises(WrongState):
        accepted().do("revise", COMPLETE, by="unit")
    with pytest.raises(WrongState):
        accepted().do("withdraw", WithReason(reason="không làm nữa"), by="unit")


def test_d01_the_last_day_is_19_november_of_the_year_before() -> None:
    assert drafted().due("send-programme") == date(2026, 11, 19)


def test_d01_a_province_may_include_the_day_itself() -> None:
    row = Value(
        service="delegations",
        name="programme.due-is-strict",
        law="x",
        since=date(2026, 1, 1),
        switch=False,
    )

    assert drafted(values=[row]).due("send-programme") == date(2026, 11, 20)


def test_d01_a_late_dossier_is_taken_with_its_reason() -> None:
    desk = drafted(today=date(2026, 11, 23))

    with pytest.raises(ReasonNeeded, match="trễ hạn"):
        desk.do("submit", by="unit")

    desk.do("submit", by="unit", late_reason="thay đổi nhân sự")
    clock = desk.dossier.clock("send-programme")
    assert clock is not None
    assert (clock.late_by, clock.late_reason) == (4, "thay đổi nhân sự")


def test_d04_the_unit_s_own_plan_is_due_15_days_after_the_issue() -> None:
    desk = accepted().on(date(2027, 1, 4))
    desk.do("note-issued", Issued(programme="p1", issued_on=date(2027, 1, 4)), by="system")

    advised = desk.explained("send-plan")
    assert (advised.clock.due, advised.advice) == (date(2027, 1, 19), True)
    assert desk.dossier.clock("send-plan") is None, "only Huế states the fifteen days"
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("consolidated-in", "p1")]

    desk.on(date(2027, 1, 18))
    desk.do("send-plan", Decision(number="05/KH-STC", date=date(2027, 1, 18)), by="unit")
    assert desk.state == "planned"


def test_a_plan_dated_after_today_is_refused() -> None:
    desk = accepted().on(date(2027, 1, 4))
    desk.do("note-issued", Issued(programme="p1", issued_on=date(2027, 1, 4)), by="system")

    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("send-plan", Decision(number="05/KH-STC", date=date(2027, 1, 5)), by="unit")
