"""The result report of one activity: 22/2012/QĐ-UBND Điều 19; 06/2020/QĐ-TTg Điều 4 khoản 2."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from casework import Actor, Case, Dossier, ReasonNeeded, Refused, WrongState, perform
from casework.province import Value
from casework.vocabulary import Decision, WithReason
from delegations.procedures.result_report import (
    RESULT_REPORT,
    Commitment,
    Content,
    Correction,
    Opening,
)
from papers.administrative import render_docx, render_pdf
from support.desk import Desk

END = date(2026, 6, 5)  # a Friday
OF_A_UNIT = Opening(
    activity_type="outbound-delegation",
    activity="d77",
    activity_code="DR-2026-000077",
    name="Đoàn bác sĩ tỉnh thăm Champasak",
    ended_on=END,
    level="unit",
)
OF_THE_PROVINCE = replace(OF_A_UNIT, level="province", agreements=("Bản ghi nhớ y tế",))
OF_A_CONFERENCE = replace(
    OF_A_UNIT, service="conferences-agreements", activity_type="conference", is_conference=True
)
PLANNED = (Commitment(what="Trao đổi 5 bác sĩ", unit="Sở Y tế", due=date(2026, 12, 31)),)
TEXT = Content(achieved="Ký kế hoạch 2026", shortcomings="Thiếu phiên dịch", commitments=PLANNED)


def opened(told: Opening = OF_A_UNIT, today: date = END, **more: Any) -> Desk:
    return Desk(RESULT_REPORT, today, **more).lodge(told, by="system", unit="so-y-te")


def written(told: Opening = OF_A_UNIT, text: Content = TEXT) -> Desk:
    return opened(told).do("write", text, by="unit")


def filed(told: Opening = OF_A_UNIT) -> Desk:
    desk = written(told).on(date(2026, 6, 10))
    return desk.do("file", Decision(number="31/BC-SYT", date=desk.today), by="unit")


def confirmed(told: Opening = OF_A_UNIT) -> Desk:
    return filed(told).do("confirm", by="officer")


def refusals(desk: Desk, data: Any, step: str = "file", by: str = "unit") -> list[str]:
    with pytest.raises(Refused) as refusal:
        desk.do(step, data, by=by)
    return [f.at for f in refusal.value.failures]


def test_d11_a_unit_reports_within_seven_working_days() -> None:
    desk = opened()
    clock = desk.dossier.clock("file")

    assert clock is not None
    assert (clock.id, clock.due, clock.amount) == ("D11", date(2026, 6, 16), 7)
    assert "Điều 19 khoản 3" in clock.law
    explained = desk.explained("file")
    assert explained.lines[-1].date == date(2026, 6, 16)
    assert next(line.date for line in explained.lines if line.counted) == date(2026, 6, 8)


def test_d10_the_province_reports_within_ten_working_days() -> None:
    desk = opened(OF_THE_PROVINCE)
    clock = desk.dossier.clock("report-prime-minister")

    assert clock is not None
    assert (clock.id, clock.due) == ("D10", date(2026, 6, 19))
    assert "Điều 19 khoản 2" in clock.law
    assert desk.dossier.clock("file") is None


def test_d18_a_conference_keeps_both_clocks_the_stricter_first() -> None:
    desk = opened(OF_A_CONFERENCE)

    assert [(c.id, c.due) for c in desk.dossier.clocks] == [
        ("D11", date(2026, 6, 16)),
        ("D18", date(2026, 6, 22)),  # 20/6 is a Saturday: moved to Monday
    ]
    desk.do("write", TEXT, by="unit").on(date(2026, 6, 10))
    desk.do("file", Decision(number="31/BC-SYT", date=desk.today), by="unit")
    assert all(c.met for c in desk.dossier.clocks)


def test_a_province_may_set_its_own_days() -> None:
    five = Value(
        service="delegations",
        name="report.unit-within",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        amount=5,
        unit="working-days",
    )

    assert opened(values=[five]).due("file") == date(2026, 6, 12)


def test_art_19_3_a_report_goes_from_the_unit_to_the_archive() -> None:
    desk = confirmed().do("close", by="officer")

    assert desk.state == "closed"
    assert [(k.rel, k.service, k.id) for k in desk.dossier.links] == [
        ("reports-on", "delegations", "d77")
    ]


def test_a_late_report_is_accepted_with_its_reason() -> None:
    desk = written().on(date(2026, 6, 18))
    document = Decision(number="31/BC-SYT", date=desk.today)
    with pytest.raises(ReasonNeeded):
        desk.do("file", document, by="unit")

    desk.do("file", document, by="unit", late_reason="chờ số liệu đối tác")

    clock = desk.dossier.clock("file")
    assert clock is not None
    assert (clock.late_by, clock.late_reason) == (2, "chờ số liệu đối tác")


def test_art_19_2_a_report_dated_before_the_end_is_refused() -> None:
    early = Decision(number="31/BC-SYT", date=date(2026, 6, 4))

    assert refusals(written(), early) == ["/date"]


def test_a_report_dated_after_today_is_refused() -> None:
    assert refusals(written(), Decision(number="31/BC-SYT", date=date(2026, 6, 9))) == ["/date"]


def test_art_19_3_a_cancelled_activity_has_no_report() -> None:
    called_off: Dossier[Any] = Dossier(
        id="d77",
        code="DR-2026-000077",
        type="outbound-delegation",
        regime=date(2012, 8, 30),
        province="86",
        unit="so-y-te",
        title="",
        lodged_on=END,
        state="cancelled",
        fields=None,
    )

    with pytest.raises(Refused, match="đã hủy") as refusal:
        opened(others=[called_off])
    assert refusal.value.failures[0].at == "/activity_code"


def test_a_report_whose_activity_is_called_off_elsewhere_is_cancelled() -> None:
    desk = opened(OF_A_CONFERENCE)
    desk.do("cancel", WithReason(reason="hội nghị đã bị đình chỉ"), by="system")

    with pytest.raises(WrongState):
        desk.do("write", TEXT, by="unit")


def test_an_activity_that_has_not_ended_has_no_report() -> None:
    with pytest.raises(Refused, match="chưa kết thúc"):
        opened(today=date(2026, 6, 4))


def test_an_activity_is_reported_once() -> None:
    first = replace(opened().dossier, id="r1")

    with pytest.raises(Refused, match="đã có báo cáo"):
        opened(others=[first])


def test_art_19_3_the_report_says_what_went_well_and_what_did_not() -> None:
    desk = written(text=Content())

    assert refusals(desk, Decision(number="31/BC-SYT", date=END)) == [
        "/content/achieved",
        "/content/shortcomings",
    ]


def test_art_19_2_agreements_need_a_plan_with_somebody_in_charge() -> None:
    document = Decision(number="31/BC-SYT", date=END)
    bare = written(OF_THE_PROVINCE, replace(TEXT, commitments=()))
    loose = written(OF_THE_PROVINCE, replace(TEXT, commitments=(Commitment(what="Trao đổi"),)))

    assert refusals(bare, document) == ["/content/commitments"]
    assert refusals(loose, document) == ["/content/commitments"]


def test_art_19_2_closing_with_an_open_clock_is_refused() -> None:
    desk = confirmed(OF_THE_PROVINCE)
    with pytest.raises(Refused, match="Còn nghĩa vụ chưa hoàn thành"):
        desk.do("close", by="officer")

    told = Decision(number="90/BC-UBND", date=desk.today)
    desk.do("report-prime-minister", told, by="office").do("close", by="officer")

    assert (desk.state, desk.fields.to_prime_minister) == ("closed", told)


def test_only_a_provincial_activity_is_reported_to_the_prime_minister() -> None:
    document = Decision(number="90/BC-UBND", date=date(2026, 6, 10))

    assert refusals(filed(), document, "report-prime-minister", "office") == ["/level"]


def test_whoever_wrote_does_not_confirm() -> None:
    desk = opened().do("write", TEXT, by="officer")
    desk.do("file", Decision(number="31/BC-SNgV", date=END), by="officer")

    with pytest.raises(Refused, match="không được xác nhận"):
        desk.do("confirm", by="officer")
    assert desk.do("confirm", by="head").state == "confirmed"


def test_a_report_is_sent_back_and_written_again() -> None:
    desk = filed().do("return", WithReason(reason="thiếu số liệu"), by="officer")
    desk.do("write", TEXT, by="unit")

    assert desk.do("file", Decision(number="32/BC-SYT", date=desk.today), by="unit").state == (
        "filed"
    )


def test_art_18_3_a_wrong_report_is_replaced_never_edited() -> None:
    desk = confirmed().do("close", by="officer")
    right = Correction(
        achieved="Ký kế hoạch 2026-2027",
        shortcomings="Thiếu phiên dịch",
        document=Decision(number="40/BC-SYT", date=desk.today),
        reason="sai giai đoạn",
    )
    wrong = replace(right, document=Decision(number="31/BC-SYT", date=desk.today))

    assert refusals(desk, wrong, "correct") == ["/document"]
    assert refusals(desk, replace(right, achieved=""), "correct") == ["/achieved"]
    desk.do("correct", right, by="unit")
    assert desk.state == "filed"
    assert [r.document.number for r in desk.fields.replaced] == ["31/BC-SYT"]


def test_a_unit_reports_only_its_own() -> None:
    desk = opened()
    stranger = replace(desk.dossier, unit="so-tai-chinh")
    step = RESULT_REPORT.transition("write")
    assert step is not None
    actor = Actor(id="x", roles=frozenset({"unit"}), province="86", unit="so-y-te")
    case: Case[Any, Any] = Case(
        dossier=stranger, actor=actor, at=desk.dossier.acts[0].at, province=desk.province, data=TEXT
    )
    with pytest.raises(Refused, match="của chính mình"):
        perform(RESULT_REPORT, step, case)


def test_the_papers_say_it_all() -> None:
    desk = confirmed(OF_THE_PROVINCE)
    for name, wanted in (("bao-cao", "SO-Y-TE"), ("bao-cao-thu-tuong", "Thủ tướng Chính phủ")):
        paper = next(p for p in RESULT_REPORT.papers if p.name == name)
        document = paper.makes(desk.dossier, desk.province)
        pages = PdfReader(BytesIO(render_pdf(document))).pages
        words = " ".join(" ".join(p.extract_text() for p in pages).split())

        assert render_docx(document).startswith(b"PK")
        assert wanted in words
        assert "Trao đổi 5 bác sĩ" in words
        assert "Thiếu phiên dịch" in words
