"""Amending the annual programme: 22/2012/QĐ-UBND Điều 5 khoản 3 (path A), Điều 6 khoản 3 (B)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Dossier, ReasonNeeded, Refused, WrongState
from casework.province import Value
from casework.sensitive import Matter
from casework.vocabulary import Decision, Funding, FundingLine, SensitiveField
from delegations.forms import Proposal, WrittenOpinion
from delegations.items import Activity, Item, Kind, Standing
from delegations.procedures.amendment import AMENDMENT, Ended, Rejection
from delegations.programme import ProvincialProgramme
from support.desk import Desk

LOCAL = (FundingLine(source=Funding.LOCAL),)
PLANNED, EXECUTED = "2026/so-y-te/ra-1", "2026/so-y-te/ra-2"
START = date(2026, 6, 22)  # a Monday
LAST_DAY = date(2026, 6, 1)  # 15 working days before: three whole weeks, no holiday between

PROGRAMME: Dossier[ProvincialProgramme] = Dossier(
    id="p1",
    code="CTT-2025-000001",
    type="provincial-programme",
    regime=date(2012, 8, 30),
    province="86",
    unit="so-ngoai-vu",
    title="",
    lodged_on=date(2025, 11, 1),
    state="in-execution",
    fields=ProvincialProgramme(
        year=2026,
        version=1,
        items=(
            Item(id=PLANNED, unit="so-y-te", kind=Kind.OUTBOUND, standing=Standing.PLANNED),
            Item(id=EXECUTED, unit="so-y-te", kind=Kind.OUTBOUND, standing=Standing.DONE),
        ),
    ),
)
ARISING = Proposal(
    year=2026,
    action="add",
    change=Activity(kind=Kind.INBOUND, title="Đoàn y tế Okayama", month="2026-06", funding=LOCAL),
    name="Đón Đoàn y tế Okayama",
    reason="Đối tác đề nghị sang sớm",
    purpose="Ký kế hoạch trao đổi bác sĩ",
    scale="8 khách, 3 ngày",
    starts_on=START,
    ends_on=date(2026, 6, 24),
    participants="Phía bạn: Bệnh viện Okayama, Nhật Bản",
    plan="Làm việc tại Bệnh viện tỉnh",
    funding=LOCAL,
    opinions=(WrittenOpinion(body="Công an tỉnh", number="45/CAT-PA01", date=date(2026, 5, 20)),),
)
CANCEL = replace(ARISING, action="cancel", item=PLANNED, change=None)
TOO_LATE = replace(ARISING, path="B")


def drafted(proposal: Proposal = ARISING, today: date = LAST_DAY, **more: Any) -> Desk:
    desk = Desk(AMENDMENT, today, others=[PROGRAMME], **more)
    return desk.lodge(proposal, by="unit", unit="so-y-te")


def exchanged(today: date = LAST_DAY) -> Desk:
    return drafted(today=today).do("exchange", by="director")


def document(desk: Desk, number: str = "77/TTr-UBND") -> Decision:
    return Decision(number=number, date=desk.today)


def presented() -> Desk:
    desk = exchanged().reply("Bộ Ngoại giao")
    return desk.do("present", document(desk), by="office")


def refusals(desk: Desk, step: str, by: str = "director") -> list[str]:
    with pytest.raises(Refused) as refusal:
        desk.do(step, by=by)
    return [f.at for f in refusal.value.failures]


def test_art_5_3_path_a_goes_through_the_ministry_to_the_prime_minister() -> None:
    desk = presented()
    desk.do("approve", document(desk, "812/TTg-QHQT"), by="office").do("apply", by="officer")

    assert desk.state == "applied"
    assert desk.fields.answer.number == "812/TTg-QHQT"
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("amends", "p1")]


def test_d05_fifteen_working_days_before_is_the_last_day() -> None:
    desk = drafted()

    assert desk.due("present") == LAST_DAY
    assert exchanged(LAST_DAY).state == "exchanging"


def test_d05_a_day_later_path_a_is_closed() -> None:
    assert refusals(drafted(today=date(2026, 6, 2)), "exchange") == ["/starts_on"]


def test_d05_the_date_may_be_moved() -> None:
    desk = drafted(today=date(2026, 6, 2))
    moved = replace(ARISING, starts_on=date(2026, 6, 23))

    desk.do("revise", moved, by="unit").do("exchange", by="director")

    assert desk.due("present") == date(2026, 6, 2)


def test_d05_a_province_may_ask_for_more_time() -> None:
    twenty = Value(
        service="delegations",
        name="amendment.lead",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        amount=20,
        unit="working-days",
    )

    assert drafted(values=[twenty]).due("present") == date(2026, 5, 25)


def test_art_5_3_presenting_waits_for_the_ministry_and_silence_is_no_answer() -> None:
    desk = exchanged()

    with pytest.raises(Refused, match="Chưa có ý kiến của Bộ Ngoại giao"):
        desk.do("present", document(desk), by="office")


def test_art_5_3_presenting_after_the_last_day_is_refused() -> None:
    desk = exchanged().reply("Bộ Ngoại giao").on(date(2026, 6, 2))

    with pytest.raises(Refused, match="Không còn đủ"):
        desk.do("present", document(desk), by="office", late_reason="muộn")


def test_form_3_footnote_1_opinions_are_attached() -> None:
    assert refusals(drafted(replace(ARISING, opinions=())), "exchange") == ["/opinions"]


def test_form_3_no_section_is_left_empty() -> None:
    bare = replace(ARISING, reason="", purpose="", scale="", participants="", plan="", funding=())

    assert refusals(drafted(bare), "exchange") == [
        *("/reason", "/purpose", "/scale", "/participants", "/plan", "/funding")
    ]


def test_art_5_3_an_executed_item_is_not_amended() -> None:
    with pytest.raises(Refused, match="đã thực hiện") as refusal:
        drafted(replace(CANCEL, item=EXECUTED))

    assert refusal.value.failures[0].at == "/item"
    assert drafted(CANCEL).state == "draft"


def test_without_an_issued_programme_there_is_nothing_to_amend() -> None:
    with pytest.raises(Refused, match="chưa có Chương trình"):
        drafted(replace(ARISING, year=2027))


def test_a_change_is_stated_dated_and_funded() -> None:
    with pytest.raises(Refused, match="Phải nêu hoạt động"):
        drafted(replace(ARISING, change=None))

    loose = Activity(kind=Kind.INBOUND, title="Đoàn", month="2027-01")
    desk = drafted(replace(ARISING, change=loose))
    assert refusals(desk, "exchange") == ["/change/month", "/change/funding"]


def test_dates_in_order_and_ahead() -> None:
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        drafted(replace(ARISING, ends_on=date(2026, 6, 1)))
    with pytest.raises(Refused, match="đã diễn ra"):
        drafted(today=date(2026, 6, 30))


def test_who_drafted_does_not_exchange() -> None:
    desk = Desk(AMENDMENT, LAST_DAY, others=[PROGRAMME])
    desk.lodge(ARISING, by="officer", unit="so-y-te")
    with pytest.raises(Refused, match="không được trao đổi"):
        desk.do("exchange", by="director", as_="officer.86")


def test_the_prime_minister_may_refuse() -> None:
    desk = presented()
    no = Rejection(number="813/TTg-QHQT", date=desk.today, reason="trùng lịch đón khách")

    assert desk.do("reject", no, by="office").state == "rejected"


def test_a_decision_after_the_start_is_refused() -> None:
    desk = presented().on(date(2026, 6, 23))

    with pytest.raises(Refused, match="sau ngày bắt đầu"):
        desk.do("approve", document(desk), by="office")


def confirmed(today: date = date(2026, 6, 15)) -> Desk:
    return drafted(TOO_LATE, today).do("confirm", by="director")


def test_art_6_3_path_b_tells_the_ministry_and_reports_right_after() -> None:
    desk = confirmed()
    desk.do("notify-ministry", document(desk, "80/UBND-NV"), by="office").on(date(2026, 6, 24))
    desk.do("end-activity", Ended(ended_on=date(2026, 6, 24)), by="unit")
    desk.do("report-prime-minister", document(desk, "81/BC-UBND"), by="office")

    assert desk.do("apply", by="officer").state == "applied"


def test_art_6_3_path_b_is_only_for_what_came_too_late() -> None:
    assert refusals(drafted(TOO_LATE), "confirm") == ["/path"]


def test_art_6_3_a_sensitive_activity_never_takes_path_b() -> None:
    late = date(2026, 6, 15)
    said = replace(TOO_LATE, is_complex=True)
    named = replace(TOO_LATE, sensitive_in=(SensitiveField.RELIGION,))

    assert refusals(drafted(said, late), "confirm") == ["/is_complex"]
    assert refusals(drafted(named, late), "confirm") == ["/is_complex"]


def test_art_19_1_a_matter_that_becomes_sensitive_stops_path_b() -> None:
    desk = confirmed().do("note-sensitive", Matter(matter="VD-1"), by="system")

    with pytest.raises(Refused, match="phức tạp, nhạy cảm"):
        desk.do("notify-ministry", document(desk), by="office")
    desk.do("revise", TOO_LATE, by="unit")
    with pytest.raises(Refused, match="phức tạp, nhạy cảm"):
        desk.do("confirm", by="officer")


def test_a_matter_that_is_settled_opens_path_b_again() -> None:
    desk = confirmed().do("note-sensitive", Matter(matter="VD-1"), by="system")

    desk.do("lift-sensitive", Matter(matter="VD-1"), by="system")

    assert desk.do("notify-ministry", document(desk), by="office").state == "notified"


def test_art_6_3_path_b_adds_and_changes_nothing_else() -> None:
    desk = drafted(replace(CANCEL, path="B"), date(2026, 6, 15))

    assert "/action" in refusals(desk, "confirm")


def test_the_paths_do_not_mix() -> None:
    assert "/path" in refusals(drafted(TOO_LATE), "exchange")
    assert "/path" in refusals(drafted(today=date(2026, 6, 15)), "confirm")


def test_d06_the_ministry_is_told_on_the_same_day() -> None:
    desk = confirmed()
    assert desk.due("notify-ministry") == date(2026, 6, 15)

    desk.on(date(2026, 6, 17))
    with pytest.raises(ReasonNeeded):
        desk.do("notify-ministry", document(desk), by="office")
    desk.do("notify-ministry", document(desk), by="office", late_reason="chờ ký")
    clock = desk.dossier.clock("notify-ministry")
    assert clock is not None
    assert (clock.id, clock.late_by) == ("D06", 2)


def test_d07_the_report_is_due_the_day_the_activity_ends() -> None:
    desk = confirmed()
    desk.do("notify-ministry", document(desk), by="office").on(date(2026, 6, 24))
    with pytest.raises(Refused, match="chưa tới"):
        desk.do("end-activity", Ended(ended_on=date(2026, 6, 25)), by="unit")
    desk.do("end-activity", Ended(ended_on=date(2026, 6, 24)), by="unit")

    assert desk.due("report-prime-minister") == date(2026, 6, 24)
    early = Decision(number="81/BC-UBND", date=date(2026, 6, 23))
    with pytest.raises(Refused, match="trước khi hoạt động kết thúc"):
        desk.do("report-prime-minister", early, by="office")


def test_an_applied_amendment_is_not_reopened() -> None:
    desk = presented()
    desk.do("approve", document(desk), by="office").do("apply", by="officer")

    with pytest.raises(WrongState):
        desk.do("revise", ARISING, by="unit")
