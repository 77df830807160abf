"""The protocol plan: S004 Điều 2.11a, Mẫu 4 mục 14, 35/2026/TT-BTC (caps only when configured)."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from casework import NotYourRole, Refused, WrongState
from casework.province import Value
from casework.vocabulary import Decision, Money, Rank, WithReason
from delegations.procedures.protocol_plan import PROTOCOL_PLAN
from delegations.protocol import (
    Amended,
    Expense,
    Gift,
    Gifts,
    Plan,
    Post,
    Settlement,
    Task,
    Tick,
)
from papers.administrative import render_docx, render_pdf
from support.desk import Desk

TODAY, DAY = date(2026, 6, 8), date(2026, 6, 22)
WELCOME = Post(person="Trần Văn Minh", role="đón tại sân bay", on=DAY, begins="08:00", ends="10:00")
TALKS = Post(person="Trần Văn Minh", role="phiên dịch", on=DAY, begins="10:00", ends="11:30")
MEAL = Expense(kind="meals", money=Money(amount=6_000_000, currency="VND"), people=10, times=2)
LACQUER = Gift(item="Tranh sơn mài", quantity=1, giver="Chủ tịch UBND", receiver="Trưởng đoàn")
FLAGS = Task(code="1", title="Treo quốc kỳ", owner="Lê Thu", on=DAY, at="07:00")
OKAYAMA = Plan(
    subject="Đoàn tỉnh Okayama",
    occasion="inbound-delegation",
    dossier="dv1",
    country="JP",
    starts_on=DAY,
    ends_on=date(2026, 6, 23),
    guest_count=10,
    guest_class="a",
    head_rank=Rank.VICE_GOVERNOR,
    our_rank=Rank.VICE_CHAIR,
    equivalence="Phó Chủ tịch UBND đón Phó Tỉnh trưởng",
    posts=(WELCOME, TALKS),
    menu="Món Nam Bộ",
    precedence=("Phó Tỉnh trưởng", "Giám đốc Sở"),
    gifts=(LACQUER,),
    expenses=(MEAL,),
    checklist=(FLAGS,),
)
DECISION = Decision(number="40/KH-SNgV", date=TODAY)


def drafted(plan: Plan = OKAYAMA, **more: Any) -> Desk:
    return Desk(PROTOCOL_PLAN, TODAY, **more).lodge(plan, by="officer", unit="so-ngoai-vu")


def approved(plan: Plan = OKAYAMA, **more: Any) -> Desk:
    return drafted(plan, **more).do("approve", DECISION, by="director")


def running(**more: Any) -> Desk:
    return approved(**more).on(DAY).do("start", by="officer")


def refused(plan: Plan, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        approved(plan, **more)
    return [(f.at, f.law) for f in refusal.value.failures]


def caps(*rows: str) -> list[Value]:
    row = Value(
        service="delegations",
        name="protocol-plan.caps",
        law="35/2026/TT-BTC",
        since=date(2026, 1, 1),
        list=rows,
    )
    return [row]


POSTS = "05/2017/TT-BNG, phân công đón tiếp"
STOCK = "22/2012/QĐ-UBND, Mẫu 4, mục 14"
SPENDING = "35/2026/TT-BTC, mức chi theo hạng khách"
PLANNING = "22/2012/QĐ-UBND, Điều 6 khoản 1"


def test_a_plan_is_approved_carried_out_and_settled() -> None:
    desk = running().do("tick", Tick(code="1"), by="officer").on(date(2026, 6, 23))
    desk.do("finish", by="officer")
    desk.do("settle", Settlement(number="41/BC-SNgV", date=desk.today, spent=(MEAL,)), by="officer")

    assert desk.state == "settled"
    assert [(k.rel, k.service, k.type, k.id) for k in desk.dossier.links] == [
        ("serves", "delegations", "inbound-delegation", "dv1")
    ]


def test_nobody_stands_at_two_posts_at_one_time() -> None:
    overlapping = replace(TALKS, begins="09:59")
    plan = replace(OKAYAMA, posts=(WELCOME, overlapping))

    assert refused(plan) == [("/posts/0/person", POSTS), ("/posts/1/person", POSTS)]
    assert drafted().state == "draft"
    other_day = replace(overlapping, on=date(2026, 6, 23))
    assert drafted(replace(OKAYAMA, posts=(WELCOME, other_day))).state == "draft"


def test_nobody_stands_in_two_plans_at_one_time() -> None:
    other = replace(approved().dossier, id="d0")
    mine = replace(OKAYAMA, subject="Đoàn Lào", posts=(replace(TALKS, begins="09:00"),))

    assert refused(mine, others=[other]) == [("/posts/0/person", POSTS)]
    assert drafted(mine, others=[replace(other, state="cancelled")]).state == "draft"


def test_a_post_ends_after_it_begins() -> None:
    backwards = replace(OKAYAMA, posts=(replace(WELCOME, ends="07:00"),))

    assert refused(backwards) == [("/posts/0/ends", "Quy tắc lập hồ sơ")]


def test_form_4_section_14_no_gift_leaves_an_empty_stock() -> None:
    desk = running()
    with pytest.raises(Refused, match="trong kho") as refusal:
        desk.do("give", Gifts(gifts=(LACQUER,)), by="officer")
    assert [(f.at, f.law) for f in refusal.value.failures] == [("/gifts/0/quantity", STOCK)]

    desk.do("stock", Gifts(gifts=(replace(LACQUER, quantity=2),)), by="officer")
    desk.do("give", Gifts(gifts=(LACQUER,)), by="officer")
    with pytest.raises(Refused) as refusal:
        desk.do("give", Gifts(gifts=(LACQUER, LACQUER)), by="officer")
    assert [f.at for f in refusal.value.failures] == ["/gifts/1/quantity"]


def test_the_stock_is_one_for_all_plans() -> None:
    bought = approved().do("stock", Gifts(gifts=(LACQUER,)), by="officer")
    other = replace(bought.dossier, id="d0", state="settled")
    empty = replace(OKAYAMA, posts=())

    assert (
        running(plan=empty, others=[other])
        .do("give", Gifts(gifts=(LACQUER,)), by="officer")
        .fields.moves[0]
        .direction
        == "out"
    )


def test_a_gift_has_a_giver_and_a_receiver() -> None:
    desk = running().do("stock", Gifts(gifts=(LACQUER,)), by="officer")
    with pytest.raises(Refused, match="người tặng, người nhận"):
        desk.do("give", Gifts(gifts=(replace(LACQUER, receiver=""),)), by="officer")


def test_caps_bind_only_where_the_province_has_set_them() -> None:
    assert approved().state == "approved"
    assert approved(values=caps("a:meals=300000", "b:meals=1")).state == "approved"
    assert refused(OKAYAMA, values=caps("a:meals=299999")) == [("/expenses/0/money", SPENDING)]


def test_an_expense_in_another_currency_is_not_compared_with_a_cap() -> None:
    dollars = replace(MEAL, money=Money(amount=10, currency="USD"))
    plan = replace(OKAYAMA, expenses=(dollars,))

    assert approved(plan).state == "approved"
    assert refused(plan, values=caps("a:meals=300000")) == [("/expenses/0/money", SPENDING)]


def test_what_was_spent_keeps_to_the_caps_too() -> None:
    desk = running(values=caps("a:meals=300000")).do("tick", Tick(code="1"), by="officer")
    desk.do("finish", by="officer")
    dear = replace(MEAL, money=Money(amount=6_000_001, currency="VND"))

    with pytest.raises(Refused) as refusal:
        desk.do("settle", Settlement(number="41/BC", date=DAY, spent=(MEAL, dear)), by="officer")

    assert [(f.at, f.law) for f in refusal.value.failures] == [("/spent/1/money", SPENDING)]


def test_a_cap_that_cannot_be_read_is_said() -> None:
    with pytest.raises(Refused, match="không đọc được"):
        approved(values=caps("a:meals=nhiều"))


def test_every_task_has_its_owner_and_its_time() -> None:
    bare = Task(code="2", title="Đặt hoa")

    assert refused(replace(OKAYAMA, checklist=(FLAGS, bare))) == [
        ("/checklist/1/owner", PLANNING),
        ("/checklist/1/on", PLANNING),
    ]
    twice = (FLAGS, replace(FLAGS, title="Đặt hoa"))
    assert [at for at, _ in refused(replace(OKAYAMA, checklist=twice))] == [
        *("/checklist/0/code", "/checklist/1/code")
    ]


def test_it_does_not_finish_with_tasks_open() -> None:
    desk = running()

    with pytest.raises(Refused, match="còn việc chưa xong"):
        desk.do("finish", by="officer")
    with pytest.raises(Refused, match="không có việc này"):
        desk.do("tick", Tick(code="9"), by="officer")
    with pytest.raises(Refused, match="phải nêu lý do"):
        desk.do("tick", Tick(code="1", outcome="dropped"), by="officer")
    desk.do("tick", Tick(code="1", outcome="dropped", note="mưa to"), by="officer")
    assert desk.do("finish", by="officer").state == "finished"


def test_dates_and_countries() -> None:
    assert refused(replace(OKAYAMA, ends_on=date(2026, 6, 1))) == [
        ("/ends_on", "Quy tắc lập hồ sơ"),
        ("/ends_on", PLANNING),
    ]
    assert refused(replace(OKAYAMA, country="XX")) == [("/country", "Quy tắc lập hồ sơ")]
    with pytest.raises(Refused, match="chưa đến ngày"):
        approved().do("start", by="officer")


def test_who_drafted_does_not_approve_and_an_approved_plan_is_not_edited() -> None:
    with pytest.raises(NotYourRole):
        drafted().do("approve", DECISION, by="officer")
    with pytest.raises(Refused, match="không được phê duyệt"):
        drafted().do("approve", DECISION, by="director", as_="officer.86")
    with pytest.raises(WrongState):
        approved().do("revise", OKAYAMA, by="officer")


def test_an_approved_plan_is_amended_with_its_reason_and_a_new_version() -> None:
    given = {n: getattr(OKAYAMA, n) for n in Plan.__struct_fields__}
    later = Amended(**{**given, "posts": (WELCOME,)}, reason="đoàn đến muộn")

    desk = approved().do("amend", later, by="director")
    assert (desk.state, desk.fields.version, desk.fields.posts) == ("approved", 2, (WELCOME,))

    clash = replace(later, posts=(WELCOME, WELCOME))
    with pytest.raises(Refused, match="hai vị trí"):
        desk.do("amend", clash, by="director")
    bare = replace(later, checklist=(replace(FLAGS, owner=""),))
    with pytest.raises(Refused, match="người chịu trách nhiệm"):
        desk.do("amend", bare, by="director")


def test_a_plan_is_dropped_or_cancelled() -> None:
    why = WithReason(reason="đoàn hoãn chuyến")

    assert drafted().do("withdraw", why, by="officer").state == "cancelled"
    assert approved().do("cancel", why, by="director").state == "cancelled"


def test_names_of_people_stay_in_the_dossier() -> None:
    assert not {"posts", "gifts", "moves", "checklist"} & {*PROTOCOL_PLAN.discloses.province}


def test_papers() -> None:
    desk = running().do("tick", Tick(code="1"), by="officer")
    papers = {p.name: p.makes(desk.dossier, desk.province) for p in PROTOCOL_PLAN.papers}
    told = {}
    for name in ("ke-hoach", "quyet-toan"):
        assert render_docx(papers[name]).startswith(b"PK")
        pages = PdfReader(BytesIO(render_pdf(papers[name]))).pages
        told[name] = " ".join(" ".join(p.extract_text() for p in pages).split())

    assert "40/KH-SNgV" in told["ke-hoach"]
    assert "đón tại sân bay" in told["ke-hoach"]
    assert "6.000.000 VND" in told["quyet-toan"]
    sheet = CalamineWorkbook.from_filelike(BytesIO(papers["bang-kiem"])).get_sheet_by_index(0)
    assert ["1", "Treo quốc kỳ", "Lê Thu", DAY, "07:00", "đã xong", ""] in sheet.to_python()
