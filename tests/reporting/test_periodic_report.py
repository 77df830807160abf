"""The province's report (22/2012/QĐ-UBND Điều 19, Mẫu 5; 342/KH-UBND mục V), by article."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from casework import NotYourRole, ReasonNeeded, Refused, WrongState, announce
from casework.province import Value
from casework.vocabulary import Decision, WithReason
from papers import administrative
from reporting.content import Computed, Content, Estimate, Line, Reminder, Sections, Stated
from reporting.owed import Fulfilled, Opening, Reopened
from reporting.procedures.periodic_report import (
    PERIODIC_REPORT,
    Consolidation,
    Receipt,
    UnitPart,
)
from reporting.procedures.unit_report import UNIT_REPORT
from support.desk import Desk

OPENS, NOVEMBER, DECEMBER = date(2025, 12, 15), date(2026, 11, 20), date(2026, 12, 16)
YEAR = Opening(obligation="year-report", period="2026")
ALL = Sections(
    regulation="Thực hiện nghiêm", achieved="12 đoàn ra", shortcomings="Chậm báo cáo",
    difficulties="Kinh phí", causes="Khách quan", issues="Không", context="Hội nhập sâu",
    priorities="Kinh tế", conditions="Nhân lực", proposals="Tập huấn", measures="Kế hoạch",
)  # fmt: skip
COUNTED = Computed(
    as_of="2026-11-20T09:00:00+07:00", positions={"delegations/86": 12}, until=NOVEMBER,
    lines=(
        Line(figure="outbound", title="Đoàn ra", value=12, unit="đoàn", last_year=9,
             filter="đoàn đã có quyết định", rule="Tính theo ngày xuất cảnh"),
    ),
)  # fmt: skip
AHEAD = Estimate(figure="outbound", value=14, basis="hai đoàn đã có quyết định")
EARLY = Content(sections=ALL, is_estimate=True, estimates=(AHEAD,))
NUMBER = Decision(number="180/BC-UBND", date=NOVEMBER)
DUE = Value(
    service="reporting", name="year-report.due", day="11-30", law="22/2012/QĐ-UBND",
    since=date(2012, 8, 30),
)  # fmt: skip
CHAIN = Value(
    service="reporting", name="report.approval-chain", list=("chairman", "party"),
    law="342/KH-UBND", since=date(2022, 9, 19),
)  # fmt: skip
OWN = Value(
    service="reporting", name="obligation.own", list=("people-year",), law="164/KH-UBND",
    since=date(2019, 11, 25),
)  # fmt: skip
GROUND = Reopened(reason="Sai số đoàn ra", ground="Công văn 99/UBND ngày 05/12/2026")


def opened(*values: Value, what: Opening = YEAR, **more: Any) -> Desk:
    desk = Desk(PERIODIC_REPORT, OPENS, values=(DUE, *values), **more)
    return desk.lodge(what, by="system", unit="so-ngoai-vu")


def drafted(*values: Value, content: Content = EARLY) -> Desk:
    desk = opened(*values).on(NOVEMBER).do("consolidate", Consolidation(), by="officer")
    return desk.do("compute-figures", COUNTED, by="system").do("draft", content, by="officer")


def presented(*values: Value) -> Desk:
    return drafted(*values).do("review", by="head").do("present", by="director")


def sent() -> Desk:
    return presented().do("sign", by="chair").do("send", NUMBER, by="clerk")


def places(act: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [f.at for f in caught.value.failures]


def test_art_19_4_it_opens_with_its_period_and_is_due_before_30_november() -> None:
    desk = opened()

    assert desk.state == "opened"
    assert desk.due("send-year-report") == date(2026, 11, 29)
    assert desk.dossier.title == "Báo cáo kết quả công tác đối ngoại địa phương năm 2026"


def test_the_whole_way_in_time() -> None:
    desk = opened().do("ask-units", Decision(number="3/SNgV-TH", date=OPENS), by="officer")
    assert desk.state == "requested"
    part = UnitPart(unit="so-y-te", report="u1", on=NOVEMBER)
    desk.on(NOVEMBER).do("note-part", part, by="system")
    assert desk.state == "collecting"
    desk.do("consolidate", Consolidation(), by="officer")
    desk.do("compute-figures", COUNTED, by="system").do("draft", EARLY, by="officer")
    desk.do("review", by="head").do("present", by="director").do("sign", by="chair")
    desk.do("send", NUMBER, by="clerk")
    assert desk.state == "sent"
    clock = desk.dossier.clock("send-year-report")
    assert clock
    assert clock.late_by == 0
    desk.do("acknowledge", Receipt(by="Bộ Ngoại giao", on=NOVEMBER), by="clerk")
    assert desk.do("close", by="officer").state == "closed"
    assert desk.dossier.links[0].id == "u1"


def test_a_late_report_needs_a_reason() -> None:
    desk = presented().on(DECEMBER).do("sign", by="chair")
    told = Decision(number="190/BC-UBND", date=DECEMBER)
    with pytest.raises(ReasonNeeded):
        desk.do("send", told, by="clerk")

    assert desk.do("send", told, by="clerk", late_reason="Chờ Bộ").state == "sent"


def test_mau_5_a_missing_section_is_named() -> None:
    empty = replace(EARLY, sections=replace(ALL, causes=" ", measures=""))
    desk = drafted(content=empty)

    assert places(lambda: desk.do("review", by="head")) == [
        "/content/sections/causes",
        "/content/sections/measures",
    ]


def test_art_12_before_the_cut_off_only_as_an_estimate() -> None:
    desk = drafted(content=Content(sections=ALL)).do("review", by="head")
    desk.do("present", by="director")

    with pytest.raises(Refused) as caught:
        desk.do("sign", by="chair")
    assert "09/2019/NĐ-CP, Điều 12" in caught.value.law
    assert desk.on(DECEMBER).do("sign", by="chair").state == "signed"


def test_an_estimate_names_every_figure_and_is_not_below_it() -> None:
    none = drafted(content=replace(EARLY, estimates=())).do("review", by="head")
    none.do("present", by="director")
    assert places(lambda: none.do("sign", by="chair")) == ["/content/estimates/outbound"]

    low = replace(EARLY, estimates=(replace(AHEAD, value=11),))
    assert places(lambda: drafted(content=low)) == ["/estimates/0/value"]


def test_a_plan_for_the_next_year_is_no_estimate() -> None:
    plan = Opening(obligation="agreements-signing-plan", period="2027")
    desk = Desk(PERIODIC_REPORT, OPENS).lodge(plan, by="system", unit="so-ngoai-vu")
    desk.on(date(2026, 11, 10)).do("consolidate", Consolidation(), by="officer")
    desk.do("compute-figures", COUNTED, by="system")
    desk.do("draft", Content(sections=ALL), by="officer").do("review", by="head")
    desk.do("present", by="director").do("sign", by="chair")

    number = Decision(number="181/KH-UBND", date=date(2026, 11, 10))
    assert desk.do("send", number, by="clerk").state == "sent"
    assert desk.due("send-agreements-signing-plan") == date(2026, 11, 15)


def test_a_number_typed_by_hand_that_differs_is_refused() -> None:
    wrong = replace(EARLY, stated=(Stated(figure="outbound", value=13),))
    assert places(lambda: drafted(content=wrong)) == ["/stated/0/value"]

    told = replace(wrong.stated[0], explanation="Gồm một đoàn của Trung ương")
    assert drafted(content=replace(wrong, stated=(told,))).state == "drafted"


def test_a_number_that_was_right_is_refused_once_the_count_has_changed() -> None:
    desk = drafted(content=replace(EARLY, stated=(Stated(figure="outbound", value=12),)))
    more = replace(COUNTED, lines=(replace(COUNTED.lines[0], value=13),))
    desk.do("compute-figures", more, by="system")

    assert places(lambda: desk.do("review", by="head")) == ["/content/stated/0/value"]


def test_figures_come_from_the_platform() -> None:
    with pytest.raises(NotYourRole):
        opened().do("compute-figures", COUNTED, by="officer")
    bare = opened().on(NOVEMBER).do("consolidate", Consolidation(), by="officer")
    bare.do("draft", replace(EARLY, estimates=()), by="officer")

    assert "/figures" in places(lambda: bare.do("review", by="head"))


def test_v_2_units_that_sent_nothing_are_dealt_with() -> None:
    part = Desk(UNIT_REPORT, OPENS).lodge(
        Opening(obligation="unit-year", period="2026"), by="system", unit="so-y-te"
    )
    desk = opened(others=[part.dossier])
    assert places(lambda: desk.do("consolidate", Consolidation(), by="officer")) == ["/without"]

    told = Consolidation(without="Đã đôn đốc bằng Công văn 20/SNgV-TH")
    assert desk.do("consolidate", told, by="officer").state == "consolidating"


def test_a_part_that_comes_late_is_still_noted_and_replaced_by_its_correction() -> None:
    desk = drafted()
    part = UnitPart(unit="so-y-te", report="u1", on=NOVEMBER, late_by=4)
    desk.do("note-late-part", part, by="system").do("note-late-part", part, by="system")

    assert desk.state == "drafted"
    assert desk.fields.parts == (part,)


def test_four_eyes() -> None:
    desk = drafted()
    places(lambda: desk.do("review", by="head", as_="officer.86"))
    places(lambda: desk.do("review", by="head").do("present", by="director", as_="officer.86"))


def test_v_2_in_hue_the_standing_committee_is_asked_before_the_chairman_signs() -> None:
    desk = presented(CHAIN)
    assert places(lambda: desk.do("sign", by="chair")) == ["/party"]
    desk.do("note-party", Decision(number="77-CV/TU", date=NOVEMBER), by="party")

    assert desk.do("sign", by="chair").state == "signed"


def test_elsewhere_the_standing_committee_is_not_asked() -> None:
    desk = presented()
    places(lambda: desk.do("note-party", Decision(number="77-CV/TU", date=NOVEMBER), by="party"))


def test_the_text_says_who_signs() -> None:
    with pytest.raises(Refused) as caught:
        drafted().do("review", by="head").do("sign-for-department", by="director")
    assert "Chủ tịch UBND" in caught.value.reason

    people = Opening(obligation="people-year", period="2026")
    desk = opened(OWN, what=people).on(DECEMBER).do("consolidate", Consolidation(), by="officer")
    desk.do("compute-figures", replace(COUNTED, until=date(2026, 12, 14)), by="system")
    desk.do("draft", Content(sections=ALL), by="officer").do("review", by="head")
    assert desk.do("sign-for-department", by="director").state == "signed"


def test_it_is_returned_with_a_reason() -> None:
    desk = presented().do("return", WithReason(reason="Thiếu đánh giá"), by="chair")

    assert desk.state == "consolidating"


def test_from_its_signature_on_it_is_locked() -> None:
    desk = presented().do("sign", by="chair")
    assert desk.fields.lock.by == "Chủ tịch UBND"
    assert desk.fields.lock.on == NOVEMBER
    for step, data, by in (
        ("draft", EARLY, "officer"),
        ("compute-figures", COUNTED, "system"),
        ("consolidate", Consolidation(), "officer"),
    ):
        with pytest.raises(WrongState) as caught:
            desk.do(step, data, by=by)
        assert "khóa số liệu" in caught.value.reason


def test_art_18_the_number_is_given_after_the_signature() -> None:
    desk = presented().do("sign", by="chair")
    before = Decision(number="170/BC-UBND", date=date(2026, 11, 1))

    assert places(lambda: desk.do("send", before, by="clerk")) == ["/date"]
    after = Decision(number="170/BC-UBND", date=date(2026, 11, 25))
    assert places(lambda: desk.do("send", after, by="clerk")) == ["/date"]


def test_a_correction_is_a_new_version_that_says_what_it_replaces_and_what_changed() -> None:
    desk = sent().on(DECEMBER)
    with pytest.raises(NotYourRole):
        desk.do("reopen", GROUND, by="officer")
    desk.do("reopen", GROUND, by="director")
    assert (desk.state, desk.fields.version) == ("consolidating", 2)
    more = replace(COUNTED, until=DECEMBER, lines=(replace(COUNTED.lines[0], value=15),))
    desk.do("compute-figures", more, by="system")
    change = desk.fields.changed[0]
    assert (change.before, change.after) == (12, 15)

    silent = Content(sections=ALL)
    desk.do("draft", silent, by="officer")
    assert places(lambda: desk.do("review", by="head")) == ["/content/changes"]
    desk.do("draft", replace(silent, changes="Bổ sung ba đoàn"), by="officer")
    desk.do("review", by="head").do("present", by="director").do("sign", by="chair")
    assert "/number" in places(lambda: desk.do("send", NUMBER, by="clerk"))
    new = Decision(number="201/BC-UBND", date=DECEMBER)
    desk.do("send", new, by="clerk")
    made = PERIODIC_REPORT.papers[0].makes(desk.dossier, desk.province)
    assert "thay Báo cáo số 180/BC-UBND" in str(made)
    assert "12 → 15" in str(made)


def test_periods_do_not_overlap() -> None:
    first = opened()

    assert places(lambda: opened(others=[first.dossier])) == ["/period"]
    next_ = Opening(obligation="year-report", period="2027")
    assert opened(what=next_, others=[first.dossier]).state == "opened"


def test_2_18_a_report_on_demand_says_what_when_and_for_whom() -> None:
    bare = Opening(obligation="ad-hoc")
    told = Opening(
        obligation="ad-hoc", title="Báo cáo đoàn Champasak", period_from=date(2026, 3, 1),
        cut_off=date(2026, 3, 5), due_on=date(2026, 3, 9), recipients=("Bộ Ngoại giao",),
    )  # fmt: skip
    with pytest.raises(Refused) as caught:
        Desk(PERIODIC_REPORT, OPENS).lodge(bare, by="officer")
    assert {"/period", "/title"} <= {f.at for f in caught.value.failures}

    desk = Desk(PERIODIC_REPORT, OPENS).lodge(told, by="officer")
    assert desk.due("send-on-demand") == date(2026, 3, 9)


def test_what_another_service_has_sent_is_not_asked_for_again() -> None:
    told = Fulfilled(service="consular-border", type="migration-report", id="m1", document=NUMBER)
    what = Opening(obligation="migration-first-half", period="2026-H1")
    desk = opened(what=what).do("fulfil", told, by="system")

    assert desk.state == "sent"
    assert desk.dossier.links[0].id == "m1"


def test_only_a_report_of_another_channel_is_recorded_as_sent() -> None:
    told = Fulfilled(service="-", type="-", id="45/BC")
    places(lambda: opened().do("record-sent", told, by="officer"))

    money = Opening(obligation="aid-money-month", period="2026-05")
    desk = opened(what=money).on(date(2026, 6, 9))
    assert desk.due("send-aid-money-month") == date(2026, 6, 10)
    assert desk.do("record-sent", told, by="officer").state == "sent"


def test_only_a_recipient_acknowledges() -> None:
    assert places(
        lambda: sent().do("acknowledge", Receipt(by="UNICEF", on=NOVEMBER), by="clerk")
    ) == ["/by"]


def test_a_duty_announces_itself_once() -> None:
    told = Reminder(
        duty="send-year-report", level="near", due=date(2026, 11, 29), on=NOVEMBER,
        to=("so-ngoai-vu",),
    )  # fmt: skip
    desk = opened().do("remind", told, by="system")

    places(lambda: desk.do("remind", told, by="system"))
    assert desk.do("remind", replace(told, level="missed"), by="system").state == "opened"


def test_the_ministry_reads_what_was_sent_and_no_draft() -> None:
    draft = announce("reporting", PERIODIC_REPORT, drafted().outcomes[-1]).data
    told = announce("reporting", PERIODIC_REPORT, sent().outcomes[-1]).data

    assert draft.fields["reported"] == ()
    assert told.fields["reported"][0]["value"] == 12
    assert "content" not in told.fields
    assert "parts" not in told.ministry


def test_mau_5_on_paper_with_figures_and_estimate() -> None:
    desk = sent()
    report, sheet = (p.makes(desk.dossier, desk.province) for p in PERIODIC_REPORT.papers)
    text = str(report)

    assert "Kết quả công tác đối ngoại địa phương năm 2026" in text
    assert "Việc thực hiện quy chế quản lý thống nhất đối ngoại tại địa phương" in text
    assert "180/BC-UBND" in text
    assert "ước thực hiện" in text
    assert administrative.render_docx(report)[:2] == b"PK"
    assert "Tính theo ngày xuất cảnh: Đoàn ra." in text
    assert "một lần trong tổng số và một lần cho mỗi nước" in text
    book = CalamineWorkbook.from_filelike(BytesIO(sheet))
    table, asked = (book.get_sheet_by_index(n).to_python() for n in range(2))
    row = next(r for r in table if r[0] == "Đoàn ra")
    assert row[3:6] == [12.0, 14.0, 9.0]
    assert row[7:] == ["đoàn đã có quyết định", "Tính theo ngày xuất cảnh"]
    told = {str(k): v for k, v in asked}
    assert told["Thời điểm tính"] == COUNTED.as_of
    assert told["Vị trí delegations/86"] == "12"


def test_the_director_waives_a_period_with_a_reason() -> None:
    told = WithReason(reason="Bộ không yêu cầu kỳ này")

    assert opened().do("waive", told, by="director").state == "cancelled"
