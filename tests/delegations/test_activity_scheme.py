"""The scheme of an activity: 22/2012/QĐ-UBND Điều 6 khoản 2, Mẫu 4; 70/2020/QH14 Điều 18."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Dossier, Refused, WrongState
from casework.sensitive import Matter
from casework.vocabulary import Approval, Funding, Money, WithReason
from delegations.forms import Cost, DocumentToSign, SchemeForm
from delegations.items import Item, Kind, Standing
from delegations.procedures.scheme import SCHEME, Appraisal, Approve, Decided, Ended
from delegations.programme import ProvincialProgramme
from support.desk import Desk

MAY, START = date(2026, 5, 11), date(2026, 6, 22)
ITEM = "2026/so-y-te/ra-1"

PROGRAMME: Dossier[ProvincialProgramme] = Dossier(
    id="p1",
    code="CTT-2025-000001",
    type="provincial-programme",
    regime=date(2012, 8, 30),
    province="86",
    unit="so-ngoai-vu",
    title="",
    lodged_on=date(2025, 11, 1),
    state="published",
    fields=ProvincialProgramme(
        year=2026,
        items=(
            Item(id=ITEM, unit="so-y-te", kind=Kind.OUTBOUND, standing=Standing.PLANNED),
            Item(id="2026/so-y-te/ra-2", unit="so-y-te", standing=Standing.DONE),
        ),
    ),
)
AMENDMENT = replace(
    PROGRAMME, id="s1", code="SD-2026-000001", type="programme-amendment", state="applied"
)
COST = Cost(
    title="Vé máy bay", money=Money(amount=120_000_000, currency="VND"), source=Funding.LOCAL
)
OUTBOUND = SchemeForm(
    direction="outbound",
    item=ITEM,
    starts_on=START,
    ends_on=date(2026, 6, 26),
    context="Kỷ niệm 10 năm hợp tác",
    capacity="Đoàn Sở Y tế thăm làm việc tại Lào",
    purpose="Ký kế hoạch hợp tác",
    requirements="Tiết kiệm",
    content="Làm việc với Sở Y tế Champasak",
    participants="6 người, Giám đốc Sở làm trưởng đoàn",
    contact_level="Giám đốc Sở Y tế Champasak",
    publicity="Đưa tin trên báo tỉnh",
    lodging="Khách sạn do bạn bố trí",
    transport="Máy bay, ô tô",
    costs=(COST,),
)
SIGNING = DocumentToSign(
    title="Kế hoạch hợp tác y tế", signing_on=date(2026, 6, 24), agreement="a1"
)


def drafted(form: SchemeForm = OUTBOUND, *others: Any) -> Desk:
    desk = Desk(SCHEME, MAY, others=others or (PROGRAMME, AMENDMENT))
    return desk.lodge(form, by="unit", unit="so-y-te")


def refusals(form: SchemeForm) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        drafted(form).do("submit", by="unit")
    return [(f.at, f.law) for f in refusal.value.failures]


def presented(form: SchemeForm = OUTBOUND) -> Desk:
    desk = drafted(form).do("submit", by="unit")
    desk.do("appraise", Appraisal(appraisal="Phù hợp Chương trình năm"), by="officer")
    return desk.do("present", by="director")


def approved(form: SchemeForm = OUTBOUND) -> Desk:
    desk = presented(form)
    return desk.do("approve", Approve(number="321/QĐ-UBND", date=MAY), by="chair")


def test_art_6_2_a_scheme_is_appraised_presented_and_approved() -> None:
    desk = approved()

    assert (desk.state, desk.fields.approved_by) == ("approved", "chairman")
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("carries-out", "p1")]


def test_art_6_2_it_carries_out_an_item_or_an_amendment_and_not_both() -> None:
    with pytest.raises(Refused, match="phải gắn với"):
        drafted(replace(OUTBOUND, item=""))
    with pytest.raises(Refused, match="phải gắn với"):
        drafted(replace(OUTBOUND, amendment=AMENDMENT.code))

    arising = drafted(replace(OUTBOUND, item="", amendment=AMENDMENT.code))
    assert [(k.type, k.id) for k in arising.dossier.links] == [("programme-amendment", "s1")]


def test_an_activity_has_one_scheme() -> None:
    first = replace(drafted().dossier, id="d0")

    with pytest.raises(Refused, match="đã có một đề án"):
        drafted(OUTBOUND, PROGRAMME, first)
    assert drafted(OUTBOUND, PROGRAMME, replace(first, state="cancelled")).state == "draft"


@pytest.mark.parametrize("item", ["2026/so-y-te/ra-2", "2026/so-y-te/ra-9"])
def test_an_item_done_or_unknown_has_no_scheme(item: str) -> None:
    with pytest.raises(Refused, match="đang chờ thực hiện"):
        drafted(replace(OUTBOUND, item=item))


def test_an_amendment_still_in_draft_has_no_scheme() -> None:
    with pytest.raises(Refused, match="chưa được đồng ý"):
        drafted(
            replace(OUTBOUND, item="", amendment=AMENDMENT.code), replace(AMENDMENT, state="draft")
        )


def test_form_4_section_7_is_of_a_delegation_out_alone() -> None:
    inbound = replace(OUTBOUND, direction="inbound", reception_level="Phó Chủ tịch tiếp")

    assert refusals(inbound) == [("/contact_level", "22/2012/QĐ-UBND, Mẫu 4, mục 7")]
    assert refusals(replace(OUTBOUND, contact_level="")) == [
        ("/contact_level", "22/2012/QĐ-UBND, Mẫu 4, mục 7")
    ]


def test_form_4_section_8_is_of_a_delegation_in_alone() -> None:
    assert refusals(replace(OUTBOUND, reception_level="Phó Chủ tịch tiếp")) == [
        ("/reception_level", "22/2012/QĐ-UBND, Mẫu 4, mục 8")
    ]
    assert refusals(replace(OUTBOUND, direction="inbound", contact_level="")) == [
        ("/reception_level", "22/2012/QĐ-UBND, Mẫu 4, mục 8")
    ]


def test_form_4_the_other_sections_are_filled_and_9_and_10_are_free() -> None:
    bare = replace(
        OUTBOUND,
        **dict.fromkeys(
            (
                *("context", "capacity", "purpose", "requirements", "content", "participants"),
                *("publicity", "lodging", "transport"),
            ),
            "",
        ),
        costs=(),
    )

    assert [at for at, _ in refusals(bare)] == [
        *("/context", "/capacity", "/purpose", "/requirements", "/content", "/participants"),
        *("/publicity", "/lodging", "/transport", "/costs"),
    ]


def test_form_4_section_14_each_cost_has_its_source() -> None:
    unknown = replace(OUTBOUND, costs=(COST, replace(COST, source=None)))

    assert refusals(unknown) == [("/costs/1/source", "22/2012/QĐ-UBND, Mẫu 4, mục 14")]


def test_dates_in_order_and_ahead() -> None:
    assert [at for at, _ in refusals(replace(OUTBOUND, ends_on=MAY))] == ["/ends_on"]
    assert [at for at, _ in refusals(replace(OUTBOUND, starts_on=date(2026, 5, 4)))] == [
        "/starts_on"
    ]


def test_s004_13c_who_wrote_it_does_not_appraise_it() -> None:
    desk = Desk(SCHEME, MAY, others=[PROGRAMME]).lodge(OUTBOUND, by="officer")
    desk.do("submit", by="officer")

    with pytest.raises(Refused, match="không được thẩm định"):
        desk.do("appraise", Appraisal(appraisal="Phù hợp Chương trình"), by="officer")


def test_an_approval_after_the_start_or_of_tomorrow_is_refused() -> None:
    desk = presented()
    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("approve", Approve(number="321/QĐ-UBND", date=date(2026, 5, 12)), by="chair")

    desk.on(date(2026, 6, 23))
    with pytest.raises(Refused, match="sau ngày bắt đầu"):
        desk.do("approve", Approve(number="321/QĐ-UBND", date=date(2026, 6, 23)), by="chair")


def test_art_6_2_nothing_starts_before_approval_nor_before_its_day() -> None:
    with pytest.raises(WrongState):
        presented().on(START).do("start", by="unit")
    with pytest.raises(Refused, match="chưa đến ngày"):
        approved().do("start", by="unit")

    desk = approved().on(START).do("start", by="unit").on(date(2026, 6, 26))
    desk.do("complete", Ended(ended_on=date(2026, 6, 26)), by="unit")
    assert desk.state == "completed"


def test_law_70_art_18_what_is_signed_has_its_agreement() -> None:
    unnamed = replace(SIGNING, agreement="")

    assert refusals(replace(OUTBOUND, documents=(SIGNING, unnamed))) == [
        ("/documents/1/agreement", "70/2020/QH14, Điều 18")
    ]


def decide(desk: Desk, on: date) -> Desk:
    told = Decided(agreement="a1", decided_on=on)
    return desk.do("note-agreement-decided", told, by="system")


def test_law_70_art_18_the_agreement_is_decided_before_it_is_signed() -> None:
    signs = replace(OUTBOUND, documents=(SIGNING,))
    with pytest.raises(Refused, match="chưa được quyết định ký") as refusal:
        approved(signs).on(START).do("start", by="unit")
    assert refusal.value.failures[0].at == "/documents/0/signing_on"

    late = decide(approved(signs), date(2026, 6, 25))
    with pytest.raises(Refused, match="quyết định sau ngày ký"):
        late.on(START).do("start", by="unit")

    desk = decide(approved(signs), date(2026, 6, 10))
    assert (desk.state, desk.on(START).do("start", by="unit").state) == ("approved", "executing")
    assert ("signs", "a1") in [(k.rel, k.id) for k in desk.dossier.links]


def test_an_officer_who_notes_the_decision_names_it() -> None:
    desk = drafted(replace(OUTBOUND, documents=(SIGNING,)))
    told = Decided(agreement="a1", decided_on=MAY)

    with pytest.raises(Refused, match="số văn bản"):
        desk.do("note-agreement-decided", told, by="officer")
    desk.do("note-agreement-decided", replace(told, number="40/QĐ-UBND"), by="officer")
    assert (desk.state, len(desk.fields.decided)) == ("draft", 1)


def test_a_scheme_under_way_is_cancelled_by_who_approved_it() -> None:
    desk = approved()

    with pytest.raises(Refused):
        desk.do("withdraw", WithReason(reason="đối tác hoãn"), by="unit")
    assert desk.do("cancel", WithReason(reason="đối tác hoãn"), by="chair").state == "cancelled"


def test_art_19_1_a_sensitive_scheme_is_not_approved_by_delegation() -> None:
    desk = presented().do("note-sensitive", Matter(matter="m1"), by="system")
    delegated = Approve(number="321/QĐ-UBND", date=MAY, approved_by=Approval.DIRECTOR)

    with pytest.raises(Refused, match="nhạy cảm") as refusal:
        desk.do("approve", delegated, by="chair")
    assert refusal.value.failures[0].at == "/approved_by"
    calm = presented().do("note-sensitive", Matter(matter="m1"), by="system")
    calm.do("lift-sensitive", Matter(matter="m1"), by="system")
    assert calm.do("approve", delegated, by="chair").state == "approved"
    by_the_chairman = Approve(number="321/QĐ-UBND", date=MAY)
    assert desk.do("approve", by_the_chairman, by="chair").state == "approved"
