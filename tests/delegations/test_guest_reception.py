"""Receiving foreign guests: 22/2012/QĐ-UBND Điều 8 khoản 2, deadlines D12 to D15."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from casework import NotYourRole, ReasonNeeded, Refused, WrongState, is_visible
from casework.dossier import Actor
from casework.province import Value
from casework.vocabulary import Decision, Rank, WithReason
from delegations.procedures.guest_reception import GUEST_RECEPTION
from delegations.reception import (
    STATEMENTS,
    Appraisal,
    Guest,
    Notify,
    Received,
    Report,
    Request,
)
from delegations.reporting import Reported
from papers.administrative import render_docx, render_pdf
from support.desk import Desk

DAY = date(2026, 6, 22)  # a Monday
FIVE_BEFORE, SEVEN_BEFORE = date(2026, 6, 17), date(2026, 6, 15)
FRIENDS = Request(
    sender="Bệnh viện Đại học Okayama",
    country="JP",
    head_rank=Rank.DIRECTOR,
    guests=(
        Guest(name="Tanaka Ken", nationality="JP", post="Giám đốc", organisation="Bệnh viện"),
        Guest(name="Sato Yui", nationality="JP", post="Bác sĩ"),
    ),
    starts_on=DAY,
    ends_on=date(2026, 6, 23),
    purpose="Trao đổi hợp tác đào tạo",
    requirements="Đúng nghi thức, tiết kiệm",
    content="Trao đổi bác sĩ",
    participants="Lãnh đạo Sở Y tế, Bệnh viện tỉnh",
    time="8 giờ 30 ngày 22/6/2026",
    venue="Hội trường Sở Y tế",
    potential="Tài trợ thiết bị, học bổng",
    programme="Sáng làm việc, chiều thăm Bệnh viện tỉnh",
)
FOR_THE_PARTY = replace(FRIENDS, needs_party=True, party_ground="504-QĐ/TU, Điều 9")
AT_ONCE = replace(
    FRIENDS,
    is_unscheduled=True,
    unscheduled_reason="Khách đổi lịch, đến trong ngày",
    starts_on=date(2026, 6, 19),
    ends_on=date(2026, 6, 19),
)
PAPER = Decision(number="15/TTr-SYT", date=date(2026, 6, 12))

REPORTED = Reported(report="bc1", document=Decision(number="30/BC-SYT", date=date(2026, 6, 23)))


def drafted(request: Request = FRIENDS, today: date = FIVE_BEFORE, **more: Any) -> Desk:
    return Desk(GUEST_RECEPTION, today, **more).lodge(request, by="unit", unit="so-y-te")


def submitted(request: Request = FRIENDS, today: date = SEVEN_BEFORE) -> Desk:
    return drafted(request, today).do("submit", PAPER, by="unit")


def refused(request: Request, today: date = SEVEN_BEFORE, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        drafted(request, today, **more).do("submit", PAPER, by="unit")
    return [(f.at, f.law) for f in refusal.value.failures]


def presented(request: Request = FRIENDS) -> Desk:
    desk = submitted(request).do("consult", by="head").reply("cong-an-tinh")
    if request.needs_party:
        desk.reply("tinh-uy")
    desk.do("appraise", Appraisal(appraisal="Phù hợp"), by="officer")
    return desk.do("present", by="director")


def approved(request: Request = FRIENDS) -> Desk:
    desk = presented(request)
    return desk.do("approve", Decision(number="88/UBND-NV", date=desk.today), by="chair")


def notified(request: Request = AT_ONCE) -> Desk:
    desk = drafted(request, date(2026, 6, 19))
    told = Notify(police_told_on=desk.today, office_told_on=desk.today, channel="điện thoại")
    return desk.do("notify", told, by="unit")


def received() -> Desk:
    desk = notified()
    return desk.do("receive", Received(ended_on=desk.today), by="unit")


ART_8_2 = "22/2012/QĐ-UBND, Điều 8 khoản 2"


def test_art_8_2_a_request_is_answered_the_guests_come_and_results_are_told() -> None:
    desk = approved().on(date(2026, 6, 23))
    desk.do("receive", Received(ended_on=desk.today, promises="Gửi danh sách bác sĩ"), by="unit")
    desk.do("note-reported", REPORTED, by="system").do("close", by="officer")

    assert desk.state == "closed"
    assert [(k.rel, k.type, k.id) for k in desk.dossier.links] == [
        ("reported-by", "result-report", "bc1")
    ]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_art_8_2_each_of_the_eight_statements_is_made(statement: str) -> None:
    assert refused(replace(FRIENDS, **{statement: " "})) == [(f"/{statement}", ART_8_2)]


def test_art_8_2_the_guests_are_listed() -> None:
    assert refused(replace(FRIENDS, guests=())) == [("/guests", ART_8_2)]


def test_d12_five_days_before_is_the_last_day() -> None:
    desk = drafted()

    assert desk.due("submit") == FIVE_BEFORE
    assert desk.do("submit", PAPER, by="unit").state == "submitted"


def test_d12_a_day_later_the_request_is_refused_unless_it_is_unscheduled() -> None:
    late = date(2026, 6, 18)

    assert refused(FRIENDS, late) == [("/starts_on", ART_8_2)]
    assert drafted(AT_ONCE, date(2026, 6, 19)).state == "draft"


def test_d12_the_last_day_moves_earlier_from_a_day_off() -> None:
    on_friday = replace(FRIENDS, starts_on=date(2026, 6, 26), ends_on=date(2026, 6, 26))

    assert drafted(on_friday).due("submit") == date(2026, 6, 19)


def test_d13_seven_days_when_the_party_must_be_heard() -> None:
    assert drafted(FOR_THE_PARTY, SEVEN_BEFORE).due("submit-for-party") == SEVEN_BEFORE
    assert refused(FOR_THE_PARTY, date(2026, 6, 16)) == [("/starts_on", ART_8_2)]


def test_d12_a_province_may_set_another_number() -> None:
    ten = Value(
        service="delegations",
        name="guest-reception.lead",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        amount=10,
    )

    assert refused(FRIENDS, date(2026, 6, 15), values=[ten]) == [("/starts_on", ART_8_2)]


def test_d12_a_request_sent_in_time_stays_in_time_when_it_is_completed() -> None:
    desk = submitted().do("return", WithReason(reason="thiếu lý lịch khách"), by="officer")

    desk.on(date(2026, 6, 19)).do("submit", PAPER, by="unit")

    clock = desk.dossier.clock("submit")
    assert (desk.state, clock and clock.late_by) == ("submitted", 0)


def test_art_8_2_who_must_hear_the_party_says_on_what_ground() -> None:
    assert refused(replace(FOR_THE_PARTY, party_ground="")) == [("/party_ground", ART_8_2)]


def test_art_8_2_without_the_party_s_consent_the_request_is_not_appraised() -> None:
    desk = submitted(FOR_THE_PARTY).do("consult", by="head").reply("cong-an-tinh")
    appraisal = Appraisal(appraisal="Phù hợp")

    assert [o.body for o in desk.dossier.rounds[0].opinions] == ["cong-an-tinh", "tinh-uy"]
    with pytest.raises(Refused, match="Thường trực Tỉnh ủy"):
        desk.do("appraise", appraisal, by="officer")
    desk.reply("tinh-uy", "disagree")
    with pytest.raises(Refused, match="Thường trực Tỉnh ủy"):
        desk.do("appraise", appraisal, by="officer")
    assert approved(FOR_THE_PARTY).state == "approved"


def test_art_8_2_silence_is_no_answer() -> None:
    desk = submitted().do("consult", by="head")

    with pytest.raises(Refused, match="chưa trả lời"):
        desk.do("appraise", Appraisal(appraisal="Phù hợp"), by="officer")


def test_art_4_2_a_minister_is_above_the_chairman() -> None:
    desk = presented(replace(FRIENDS, head_rank=Rank.MINISTER))

    with pytest.raises(Refused, match="Thủ tướng Chính phủ") as refusal:
        desk.do("approve", Decision(number="88/UBND-NV", date=desk.today), by="chair")

    assert refusal.value.law == "22/2012/QĐ-UBND, Điều 4 khoản 2"


def test_dates_in_order_ahead_and_decided_before_the_guests() -> None:
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        drafted(replace(FRIENDS, ends_on=date(2026, 6, 1)))
    assert ("/starts_on", ART_8_2) in refused(FRIENDS, date(2026, 6, 23))

    desk = presented().on(date(2026, 6, 23))
    with pytest.raises(Refused, match="sau ngày tiếp khách"):
        desk.do("approve", Decision(number="88/UBND-NV", date=desk.today), by="chair")


def test_a_country_nobody_knows_is_refused() -> None:
    stranger = Guest(name="X", nationality="XX")
    with pytest.raises(Refused) as refusal:
        drafted(replace(FRIENDS, country="XX", guests=(*FRIENDS.guests, stranger)))

    assert [f.at for f in refusal.value.failures] == ["/country", "/guests/2/nationality"]


def test_the_same_guests_on_the_same_days_are_received_once_unless_confirmed() -> None:
    first = replace(drafted().dossier, id="d0")

    with pytest.raises(Refused, match="cùng khách"):
        drafted(others=[first])

    assert drafted(replace(FRIENDS, is_not_a_repeat=True), others=[first]).state == "draft"
    later = replace(FRIENDS, starts_on=date(2026, 6, 25), ends_on=date(2026, 6, 25))
    assert drafted(later, others=[first]).state == "draft"


def test_who_wrote_does_not_appraise_and_who_appraised_does_not_present() -> None:
    desk = Desk(GUEST_RECEPTION, SEVEN_BEFORE).lodge(FRIENDS, by="officer", unit="so-y-te")
    desk.do("submit", PAPER, by="unit")

    with pytest.raises(Refused, match="không được thẩm định"):
        desk.do("appraise", Appraisal(appraisal="Phù hợp"), by="officer")
    with pytest.raises(NotYourRole):
        presented().do("approve", PAPER, by="director")


def test_art_8_2_unscheduled_both_bodies_are_told() -> None:
    desk = drafted(AT_ONCE, date(2026, 6, 19))

    with pytest.raises(Refused) as refusal:
        desk.do("notify", Notify(police_told_on=desk.today), by="unit")
    assert [(f.at, f.law) for f in refusal.value.failures] == [("/office_told_on", ART_8_2)]

    with pytest.raises(Refused) as refusal:
        desk.do("notify", Notify(office_told_on=desk.today), by="unit")
    assert [f.at for f in refusal.value.failures] == ["/police_told_on"]

    with pytest.raises(WrongState):
        desk.do("receive", Received(ended_on=desk.today), by="unit")


def test_art_8_2_the_police_see_what_they_were_told_of() -> None:
    police = Actor(id="p", roles=frozenset({"police"}), province="86", unit="cong-an-tinh")

    assert not is_visible(GUEST_RECEPTION, drafted().dossier, police)
    assert is_visible(GUEST_RECEPTION, notified().dossier, police)
    assert notified().reply("cong-an-tinh").state == "notified"


def test_d14_the_notice_is_due_on_the_day_the_need_arose() -> None:
    known = replace(AT_ONCE, arose_on=date(2026, 6, 18))
    desk = drafted(known, date(2026, 6, 19))
    told = Notify(police_told_on=desk.today, office_told_on=desk.today)

    assert desk.due("notify") == date(2026, 6, 18)
    with pytest.raises(ReasonNeeded, match="trễ hạn"):
        desk.do("notify", told, by="unit")
    desk.do("notify", told, by="unit", late_reason="mất liên lạc")
    clock = desk.dossier.clock("notify")
    assert clock is not None
    assert (clock.id, clock.late_by, clock.late_reason) == ("D14", 1, "mất liên lạc")


def test_d15_the_report_is_due_when_the_session_ends() -> None:
    desk = received()

    assert desk.due("report") == date(2026, 6, 19)
    desk.do("report", Report(number="20/BC-SYT", date=desk.today, results="Tốt"), by="unit")
    assert desk.do("close", by="officer").state == "closed"


def test_d15_the_report_says_what_came_of_it_and_why_it_could_not_wait() -> None:
    desk = received()

    with pytest.raises(Refused) as refusal:
        desk.do("report", Report(number="20/BC-SYT", date=date(2026, 6, 18)), by="unit")

    assert [f.at for f in refusal.value.failures] == ["/date", "/results"]
    with pytest.raises(Refused, match="Chưa có báo cáo"):
        desk.do("close", by="officer")


def test_art_8_2_unscheduled_says_why() -> None:
    desk = drafted(replace(AT_ONCE, unscheduled_reason=""), date(2026, 6, 19))
    told = Notify(police_told_on=desk.today, office_told_on=desk.today)

    with pytest.raises(Refused) as refusal:
        desk.do("notify", told, by="unit")

    assert [f.at for f in refusal.value.failures] == ["/unscheduled_reason"]


def test_art_8_2_what_leaves_the_lead_is_not_unscheduled() -> None:
    with pytest.raises(Refused, match="Còn đủ thời gian"):
        drafted(AT_ONCE, date(2026, 6, 8))
    with pytest.raises(Refused, match="không thể sau hôm nay"):
        drafted(replace(AT_ONCE, arose_on=date(2026, 6, 20)), date(2026, 6, 19))


def test_the_two_ways_do_not_mix() -> None:
    desk = drafted(AT_ONCE, date(2026, 6, 19))
    with pytest.raises(Refused, match="đột xuất không theo"):
        desk.do("submit", replace(PAPER), by="unit")
    told = Notify(police_told_on=FIVE_BEFORE, office_told_on=FIVE_BEFORE)
    with pytest.raises(Refused, match="không phải tiếp khách đột xuất"):
        drafted().do("notify", told, by="unit")


def test_guests_leave_before_they_are_said_to_have_been_received() -> None:
    with pytest.raises(Refused, match="chưa tới"):
        approved().do("receive", Received(ended_on=date(2026, 6, 23)), by="unit")


def test_d11_results_of_an_agreed_reception_are_told_within_seven_working_days() -> None:
    desk = approved().on(date(2026, 6, 23))
    desk.do("receive", Received(ended_on=desk.today), by="unit")

    assert desk.due("report-result") == date(2026, 7, 2)
    early = replace(REPORTED, document=Decision(number="30/BC-SYT", date=date(2026, 6, 22)))
    with pytest.raises(Refused, match="trước khi hoạt động kết thúc"):
        desk.do("note-reported", early, by="system")
    desk.do("note-reported", REPORTED, by="system")
    clock = desk.dossier.clock("report-result")
    assert clock is not None
    assert clock.met is not None
    assert received().dossier.clock("report-result") is None


def test_only_the_chairman_cancels_what_he_approved() -> None:
    desk = approved()
    why = WithReason(reason="khách hoãn chuyến")

    with pytest.raises(WrongState):
        desk.do("withdraw", why, by="unit")
    assert desk.do("cancel", why, by="chair").state == "cancelled"


def test_a_rejected_request_is_over() -> None:
    desk = presented().do("reject", WithReason(reason="trùng lịch"), by="chair")

    assert desk.offers("chair") == []


def test_names_of_guests_stay_in_the_dossier() -> None:
    assert "guests" not in GUEST_RECEPTION.discloses.province
    assert drafted().fields.guest_count == 2


def words(desk: Desk, name: str) -> str:
    found = next(p for p in GUEST_RECEPTION.papers if p.name == name)
    document = found.makes(desk.dossier, desk.province)
    pages = PdfReader(BytesIO(render_pdf(document))).pages
    assert render_docx(document).startswith(b"PK")
    return " ".join(" ".join(p.extract_text() for p in pages).split())


def test_papers() -> None:
    request = words(submitted(FOR_THE_PARTY), "to-trinh")
    assert "15/TTr-SYT" in request
    assert "8. Chương trình làm việc của đoàn tại tỉnh" in request
    assert "Tanaka Ken" in request
    assert "504-QĐ/TU" in request

    assert "đồng ý cho so-y-te tiếp" in words(approved(), "van-ban-dong-y")
    assert "đổi lịch" in words(notified(), "thong-tin-dot-xuat")

    desk = received()
    desk.do("report", Report(number="20/BC-SYT", date=desk.today, results="Rất tốt"), by="unit")
    assert "Rất tốt" in words(desk, "bao-cao-dot-xuat")
