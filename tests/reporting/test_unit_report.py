"""A unit's part (342/KH-UBND mục V khoản 2; 09/2019/NĐ-CP), by article."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from casework import NotYourRole, Outcome, ReasonNeeded, Refused, WrongState
from casework.vocabulary import Decision, WithReason
from chassis.provinces import load_provinces
from chassis.store.registry import Registry
from papers import administrative
from reporting.content import Cell, Computed, Estimate, Line, Sections, Stated
from reporting.owed import Fulfilled, Opening, Reopened, Urging
from reporting.procedures import DOSSIERS
from reporting.procedures.unit_report import UNIT_REPORT, Asked, Part
from support.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
HUE = replace(
    load_provinces(
        ROOT / "provinces", {"reporting": Registry("reporting", DOSSIERS).params()}
    )["46"],
    code="86",
)  # fmt: skip
OPENS, IN_TIME, LATE = date(2025, 12, 15), date(2026, 5, 20), date(2026, 6, 1)
HALF = Opening(obligation="unit-half-year", period="2026-H1")
TEXT = Sections(achieved="Đón 3 đoàn", shortcomings="Thiếu phiên dịch", proposals="Bố trí kinh phí")
LETTER = Decision(number="45/BC-SYT", date=date(2026, 5, 19))
COUNTED = Computed(
    as_of="2026-05-19T09:00:00+07:00",
    until=date(2026, 5, 19),
    lines=(
        Line(figure="inbound", title="Đoàn vào", value=3, unit="đoàn",
             cells=(Cell(key="LA", label="Lào", value=2),)),
    ),
)  # fmt: skip
AHEAD = Estimate(figure="inbound", value=4, basis="một đoàn Lào đã hẹn ngày 10/6")
PART = Part(sections=TEXT, document=LETTER, is_estimate=True, estimates=(AHEAD,))
GROUND = Reopened(reason="Số liệu bổ sung", ground="Công văn 12/UBND-NV ngày 02/06/2026")


def opened(day: date = OPENS, unit: str = "so-y-te", **more: Any) -> Desk:
    desk = Desk(UNIT_REPORT, day, province=HUE, **more)
    return desk.lodge(HALF, by="system", unit=unit)


def counted() -> Desk:
    return opened().on(IN_TIME).do("compute-figures", COUNTED, by="system")


def submitted() -> Desk:
    return counted().do("submit", PART, by="unit")


def refusal(act: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def test_it_opens_with_its_period_and_is_due_before_25_may() -> None:
    desk = opened()

    assert desk.state == "requested"
    assert (desk.fields.period_from, desk.fields.cut_off) == (OPENS, date(2026, 6, 14))
    assert desk.due("submit-unit-half-year") == date(2026, 5, 24)
    assert desk.dossier.title == "Báo cáo của đơn vị về công tác đối ngoại 6 tháng đầu năm 2026"


def test_what_is_sent_in_time_is_received_and_accepted() -> None:
    desk = submitted()
    assert desk.state == "received"
    clock = desk.dossier.clock("submit-unit-half-year")
    assert clock
    assert clock.met
    assert not clock.late_by

    assert desk.do("accept", by="officer").state == "accepted"


def test_art_v_2_a_unit_reports_for_itself_only() -> None:
    desk = counted()

    refused = refusal(lambda: desk._take(_by_another_unit(desk)))
    assert "chính mình" in refused.reason


def _by_another_unit(desk: Desk) -> Outcome[Any]:
    from casework import perform

    step = UNIT_REPORT.transition("submit")
    assert step is not None
    case = desk._case(desk.dossier, PART, "unit", None)
    return perform(UNIT_REPORT, step, replace(case, actor=replace(case.actor, unit="so-gddt")))


def test_late_is_taken_with_its_reason() -> None:
    desk = opened().on(LATE).do("compute-figures", COUNTED, by="system")
    with pytest.raises(ReasonNeeded):
        desk.do("submit", PART, by="unit")

    desk.do("submit", PART, by="unit", late_reason="Chờ số liệu của bệnh viện")
    clock = desk.dossier.clock("submit-unit-half-year")
    assert clock
    assert clock.late_by == 8
    assert clock.late_reason == "Chờ số liệu của bệnh viện"


def test_art_12_before_the_cut_off_only_as_an_estimate() -> None:
    refused = refusal(lambda: counted().do("submit", replace(PART, is_estimate=False), by="unit"))

    assert "09/2019/NĐ-CP, Điều 12" in refused.law
    assert refused.failures[0].at == "/is_estimate"


def test_art_12_an_estimate_says_every_figure() -> None:
    refused = refusal(lambda: counted().do("submit", replace(PART, estimates=()), by="unit"))

    assert [f.at for f in refused.failures] == ["/estimates/inbound"]


@pytest.mark.parametrize(
    "estimate",
    [
        replace(AHEAD, value=2),
        Estimate(figure="nobody-knows", value=9, basis="ước"),
    ],
)
def test_an_estimate_is_never_below_what_happened(estimate: Estimate) -> None:
    bad = replace(PART, estimates=(AHEAD, estimate))

    assert "/estimates/1/value" in [
        f.at for f in refusal(lambda: counted().do("submit", bad, by="unit")).failures
    ]


def test_a_number_that_differs_is_refused_unless_explained() -> None:
    wrong = replace(PART, stated=(Stated(figure="inbound", cell="LA", value=5),))
    refused = refusal(lambda: counted().do("submit", wrong, by="unit"))
    assert refused.failures[0].at == "/stated/0/value"

    told = replace(wrong.stated[0], explanation="Ba đoàn do Trung ương quản lý")
    assert counted().do("submit", replace(wrong, stated=(told,)), by="unit").state == "received"


def test_a_number_without_a_figure_is_refused() -> None:
    wrong = replace(PART, stated=(Stated(figure="visas", value=5),))

    assert refusal(lambda: counted().do("submit", wrong, by="unit")).failures[0].at


def test_an_empty_report_is_refused() -> None:
    refused = refusal(lambda: counted().do("submit", replace(PART, sections=Sections()), by="unit"))

    assert refused.reason == "Báo cáo của đơn vị chưa có nội dung"


def test_nothing_happened_is_a_report_and_agrees_with_the_figures() -> None:
    nothing = Part(document=LETTER, nothing=True, is_estimate=True)
    assert opened().on(IN_TIME).do("submit", nothing, by="unit").state == "received"

    refused = refusal(
        lambda: counted().do("submit", replace(nothing, estimates=(AHEAD,)), by="unit")
    )
    assert refused.failures[0].at == "/nothing"


def test_a_letter_of_tomorrow_is_refused() -> None:
    bad = replace(PART, document=Decision(number="45/BC-SYT", date=date(2026, 5, 21)))

    assert "/document/date" in [
        f.at for f in refusal(lambda: counted().do("submit", bad, by="unit")).failures
    ]


def test_it_is_returned_and_sent_again() -> None:
    desk = submitted().do("return", WithReason(reason="Thiếu phụ lục"), by="officer")
    assert desk.state == "returned"

    assert desk.do("submit", PART, by="unit").state == "received"


def test_who_sent_it_does_not_accept_it() -> None:
    desk = counted().do("submit", PART, by="officer", as_="officer.86")

    refusal(lambda: desk.do("accept", by="officer", as_="officer.86"))


def test_what_is_accepted_is_locked_and_opened_only_with_a_ground() -> None:
    desk = submitted().do("accept", by="officer")
    with pytest.raises(WrongState) as locked:
        desk.do("submit", PART, by="unit")
    assert "khóa số liệu" in locked.value.reason
    with pytest.raises(NotYourRole):
        desk.do("reopen", GROUND, by="officer")

    desk.do("reopen", GROUND, by="director")
    assert (desk.state, desk.fields.version) == ("returned", 2)
    assert desk.fields.replaced[0].document == LETTER
    refused = refusal(lambda: desk.do("submit", PART, by="unit"))
    assert refused.failures[-1].at == "/changes"
    desk.do("submit", replace(PART, changes="Thêm một đoàn"), by="unit")
    assert desk.dossier.title.endswith("(phiên bản 2)")


def test_art_iii_17_invited_bodies_report_of_their_own_will() -> None:
    university = opened(unit="dai-hoc-hue")
    assert university.fields.invited
    assert university.do("decline", by="unit").state == "declined"

    assert "«đề nghị»" in refusal(lambda: opened().do("decline", by="unit")).reason


def test_a_letter_names_a_day_only_where_no_text_does() -> None:
    letter = Decision(number="12/SNgV-HTQT", date=OPENS)
    asked = Asked(document=letter, by=date(2026, 5, 10))
    assert refusal(lambda: opened().do("ask", asked, by="officer")).failures[0].at == "/by"

    free = Desk(UNIT_REPORT, OPENS).lodge(HALF, by="system", unit="so-y-te")
    free.do("ask", asked, by="officer")
    assert free.due("submit-on-demand") == date(2026, 5, 11)  # 10/5/2026 is a Sunday
    before = replace(asked, by=date(2025, 12, 1))
    assert refusal(lambda: free.do("ask", before, by="officer")).failures[0].at == "/by"


def test_periods_do_not_overlap() -> None:
    first = opened()
    refused = refusal(lambda: opened(others=[first.dossier]))

    assert refused.failures[0].at == "/period"


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        (Opening(obligation="half-year", period="2026-H1"), "/obligation"),
        (Opening(obligation="year-report", period="2026"), "/obligation"),
        (Opening(obligation="people-union", period="2026"), "/obligation"),
        (Opening(obligation="unit-half-year", period="2026-H2"), "/period"),
        (Opening(obligation="unit-half-year", period="2026"), "/period"),
    ],
)
def test_only_what_the_calendar_knows_is_opened(wrong: Opening, at: str) -> None:
    desk = Desk(UNIT_REPORT, OPENS, province=HUE)
    refused = refusal(lambda: desk.lodge(wrong, by="officer", unit="so-y-te"))

    assert at in [f.at for f in refused.failures]


def test_art_5_1_the_programme_that_was_sent_fulfils_its_part() -> None:
    desk = opened().do(
        "fulfil", Fulfilled(service="delegations", type="unit-programme", id="d9"), by="system"
    )

    assert desk.state == "accepted"
    assert desk.dossier.links[0].type == "unit-programme"


def test_a_report_of_this_system_is_not_recorded_as_sent_elsewhere() -> None:
    told = Fulfilled(service="-", type="-", id="45/BC")

    refusal(lambda: opened().do("record-sent", told, by="unit"))


def test_figures_are_never_typed() -> None:
    with pytest.raises(NotYourRole):
        opened().do("compute-figures", COUNTED, by="unit")


def test_the_director_waives_a_part() -> None:
    desk = opened().do("waive", WithReason(reason="Đơn vị sáp nhập"), by="director")

    assert desk.state == "cancelled"


def test_the_part_on_paper_with_its_figures() -> None:
    desk = submitted()
    letter, sheet = (p.makes(desk.dossier, desk.province) for p in UNIT_REPORT.papers)

    assert "45/BC-SYT" in str(letter)
    assert "ước thực hiện" in str(letter)
    assert administrative.render_docx(letter)[:2] == b"PK"
    assert sheet[:2] == b"PK"


def test_a_head_or_an_officer_reminds_the_unit_once_a_day() -> None:
    desk = opened().on(date(2026, 5, 20)).do("urge", Urging(reason="Xin gửi sớm"), by="officer")
    (near,) = desk.fields.reminders

    assert (near.duty, near.level, near.to) == (
        "submit-unit-half-year", "near", (desk.dossier.unit,)
    )  # fmt: skip
    assert (desk.state, desk.dossier.acts[-1].note) == ("requested", "Xin gửi sớm")
    assert refusal(lambda: desk.do("urge", Urging(), by="head")).reason == "Hôm nay đã nhắc"
    desk.on(LATE).do("urge", Urging(), by="head")
    assert desk.fields.reminders[-1].level == "missed"
    with pytest.raises(NotYourRole):
        desk.do("urge", Urging(), by="unit")
