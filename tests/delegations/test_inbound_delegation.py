"""A delegation coming in: 22/2012/QĐ-UBND Điều 4 khoản 2, Điều 8 khoản 1, Điều 19."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from casework import Dossier, Refused, WrongState
from casework.province import Body
from casework.sensitive import Matter
from casework.vocabulary import Approval, Decision, Funding, FundingLine, Rank, WithReason
from delegations.inbound import (
    Approve,
    Arrival,
    Guest,
    InboundDelegation,
    Leaving,
    Presentation,
    ReceptionPlan,
    Visit,
)
from delegations.items import Item, Kind, Standing
from delegations.procedures.inbound_delegation import INBOUND_DELEGATION, competence
from delegations.programme import ProvincialProgramme
from delegations.reporting import Reported
from papers.administrative import render_docx, render_pdf
from support.desk import Desk, stated

TODAY = date(2026, 5, 11)
COME, GO = date(2026, 6, 22), date(2026, 6, 24)
ITEM = "2026/so-y-te/vao-1"
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
        items=(
            Item(id=ITEM, unit="so-y-te", kind=Kind.INBOUND, standing=Standing.PLANNED),
            Item(id="2026/so-y-te/ra-1", unit="so-y-te", kind=Kind.OUTBOUND),
        ),
    ),
)
GUEST = Guest(name="Yamada Taro", nationality="JP", post="Phó Tỉnh trưởng")
VISIT = Visit(
    title="Đoàn tỉnh Okayama",
    level="province",
    programme_item=ITEM,
    sender="Chính quyền tỉnh Okayama",
    country="JP",
    head_name="Yamada Taro",
    head_post="Phó Tỉnh trưởng",
    head=Rank.VICE_GOVERNOR,
    guests=(GUEST,),
    arrives_on=date(2026, 6, 21),
    leaves_on=date(2026, 6, 25),
    comes_on=COME,
    goes_on=GO,
    host="so-y-te",
    purpose="Hợp tác y tế",
    content="Làm việc với Sở Y tế",
    funding=(FundingLine(source=Funding.SELF),),
)
PLAN = ReceptionPlan(
    reception_level="Lãnh đạo UBND tỉnh tiếp",
    received_by="Phó Chủ tịch UBND tỉnh",
    schedule="Sáng 22/6 chào xã giao",
)
PROPOSED = replace(VISIT, origin="self-proposed")
MINISTER = replace(PROPOSED, head=Rank.MINISTER, head_post="Bộ trưởng")


def drafted(visit: Visit = VISIT, today: date = TODAY, **more: Any) -> Desk:
    others = [PROGRAMME, *more.pop("others", ())]
    desk = Desk(INBOUND_DELEGATION, today, others=others, **more)
    return desk.lodge(visit, by="unit", unit="so-y-te")


def invited() -> Desk:
    letter = Decision(number="20/UBND-NV", date=TODAY)
    return drafted().do("invite", letter, by="chair")


def consulting(visit: Visit = PROPOSED, **more: Any) -> Desk:
    desk = drafted(visit, **more).do("accept", by="unit").do("plan", PLAN, by="unit")
    return desk.do("consult", by="officer")


def presented(visit: Visit = PROPOSED, **more: Any) -> Desk:
    desk = consulting(visit, **more)
    for body in (o.body for o in desk.dossier.rounds[-1].opinions):
        desk.reply(body)
    return desk.do("present", Presentation(), by="director")


def permission(desk: Desk, **more: Any) -> Approve:
    return Approve(number="30/UBND-NV", date=desk.today, **more)


def approved(visit: Visit = PROPOSED) -> Desk:
    desk = presented(visit)
    return desk.do("approve", permission(desk), by="chair")


def left(visit: Visit = PROPOSED) -> Desk:
    desk = approved(visit).on(COME).do("host", Arrival(hosted_on=COME), by="unit").on(GO)
    return desk.do("see-off", Leaving(left_on=GO, results="Thống nhất hợp tác"), by="unit")


def refused(call: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        call()
    return [f.at for f in refusal.value.failures]


def of_accepting(visit: Visit, **more: Any) -> list[str]:
    return refused(lambda: drafted(visit, **more).do("accept", by="unit"))


def test_art_8_1_a_delegation_is_invited_received_and_reported() -> None:
    desk = invited().do("accept", by="unit").do("plan", PLAN, by="unit")
    desk.do("consult", by="officer")
    assert [o.body for o in desk.dossier.rounds[0].opinions] == [
        *("cong-an-tinh", "so-y-te", "Bộ Ngoại giao")
    ]
    for body in ("cong-an-tinh", "so-y-te", "Bộ Ngoại giao"):
        desk.reply(body)
    desk.do("present", Presentation(), by="director")
    desk.do("approve", permission(desk), by="chair")
    desk.on(COME).do("host", Arrival(hosted_on=COME), by="unit")
    desk.on(GO).do("see-off", Leaving(left_on=GO), by="unit").on(date(2026, 7, 1))
    told = Reported(report="r1", document=Decision(number="9/BC-UBND", date=desk.today))
    desk.do("note-reported", told, by="system").do("close", by="officer")

    assert desk.state == "closed"
    assert (desk.fields.guest_count, desk.fields.days) == (1, 5)
    assert {(k.rel, k.id) for k in desk.dossier.links} == {
        ("carries-out", "p1"),
        ("reported-by", "r1"),
    }


def test_d10_and_d11_run_from_the_day_they_leave() -> None:
    province = left().dossier.clock("report-result-to-prime-minister")
    unit = left(replace(PROPOSED, level="unit")).dossier.clock("report-result-to-committee")

    assert province is not None
    assert (province.id, province.due) == ("D10", date(2026, 7, 8))
    assert unit is not None
    assert (unit.id, unit.due) == ("D11", date(2026, 7, 3))
    assert "Điều 19" in province.law


@pytest.mark.parametrize(
    ("head", "ties", "who"),
    [
        (Rank.VICE_MINISTER, None, "chairman"),
        (Rank.VICE_GOVERNOR, None, "chairman"),
        (Rank.GOVERNOR, True, "chairman"),
        (Rank.GOVERNOR, False, "prime-minister"),
        (Rank.MINISTER, None, "prime-minister"),
        (Rank.HEAD_OF_STATE, None, "prime-minister"),
        (Rank.AMBASSADOR, None, "chairman"),
    ],
)
def test_art_4_2_who_decides_follows_from_the_head_and_says_why(
    head: Rank, ties: bool | None, who: str
) -> None:
    found = competence(drafted(replace(VISIT, head=head, has_ties=ties)).dossier)

    assert found.who == who
    assert "Điều 4 khoản 2" in stated().cite(found.because[0].law, date(2026, 1, 1)).text


def test_art_4_2_the_chairman_does_not_approve_a_minister() -> None:
    desk = presented(MINISTER)

    with pytest.raises(Refused, match="Thủ tướng Chính phủ quyết định") as refusal:
        desk.do("approve", permission(desk), by="chair")
    assert refusal.value.failures[0].at == "/approved_by"
    above = permission(desk, approved_by=Approval.PRIME_MINISTER)
    assert desk.do("approve", above, by="office").state == "approved"


def test_art_4_2_the_office_does_not_approve_for_the_chairman() -> None:
    desk = presented()

    with pytest.raises(Refused, match="Chỉ Chủ tịch UBND phê duyệt"):
        desk.do("approve", permission(desk), by="office")


def test_art_4_2_a_minister_is_not_invited_by_the_province() -> None:
    letter = Decision(number="20/UBND-NV", date=TODAY)
    desk = drafted(replace(MINISTER, origin="invited"))

    assert refused(lambda: desk.do("invite", letter, by="chair")) == ["/head"]
    assert desk.do("accept", by="unit").state == "accepted"


def test_art_4_2_a_governor_says_whether_there_are_ties() -> None:
    assert refused(lambda: drafted(replace(VISIT, head=Rank.GOVERNOR))) == ["/has_ties"]


def test_an_invited_delegation_has_its_letter_a_proposed_one_none() -> None:
    letter = Decision(number="20/UBND-NV", date=TODAY)

    assert of_accepting(VISIT) == ["/invitation"]
    assert refused(lambda: drafted(PROPOSED).do("invite", letter, by="chair")) == ["/origin"]
    assert drafted(PROPOSED).do("accept", by="unit").state == "accepted"


def test_a_host_is_named_and_is_a_body_of_the_province() -> None:
    assert of_accepting(replace(PROPOSED, host="")) == ["/host"]
    health = Body(code="so-y-te", name="Sở Y tế", level="tỉnh", since=date(2020, 1, 1))
    province = replace(drafted().province, units={"so-y-te": health})
    assert of_accepting(replace(PROPOSED, host="so-la"), province=province) == ["/host"]


def test_a_stay_is_in_order_and_within_the_visa() -> None:
    assert refused(lambda: drafted(replace(VISIT, goes_on=date(2026, 6, 26)))) == ["/leaves_on"]
    assert refused(lambda: drafted(replace(VISIT, leaves_on=date(2026, 6, 20)))) == ["/leaves_on"]
    short = replace(GUEST, visa_until=date(2026, 6, 24))
    late = replace(GUEST, visa_from=date(2026, 6, 22))
    enough = replace(GUEST, visa_from=date(2026, 6, 1), visa_until=date(2026, 6, 25))

    for guest in (short, late):
        assert refused(lambda g=guest: drafted(replace(VISIT, guests=(g,)))) == [
            "/guests/0/visa_until"
        ]
    assert drafted(replace(VISIT, guests=(enough,))).state == "draft"


def test_countries_are_known() -> None:
    assert refused(lambda: drafted(replace(VISIT, country="ZZ"))) == ["/country"]
    nobody = replace(GUEST, nationality="ZZ")
    assert refused(lambda: drafted(replace(VISIT, guests=(nobody,)))) == ["/guests/0/nationality"]


def test_a_request_is_whole() -> None:
    bare = replace(PROPOSED, guests=(), purpose="", content="", programme_item="")
    assert of_accepting(bare) == ["/guests", "/programme_item", "/purpose", "/content"]

    paid = (FundingLine(source=Funding.FOREIGN_HOST),)
    assert of_accepting(replace(PROPOSED, funding=paid)) == ["/funding/0/sponsor"]


def test_it_carries_out_an_open_item_of_its_kind_or_arises() -> None:
    outbound = replace(PROPOSED, programme_item="2026/so-y-te/ra-1")
    assert of_accepting(outbound) == ["/programme_item"]
    assert of_accepting(replace(PROPOSED, arising_reason="bạn xin sang")) == ["/programme_item"]
    arising = replace(PROPOSED, programme_item="", arising_reason="bạn xin sang")
    assert drafted(arising).do("accept", by="unit").state == "accepted"


def test_the_same_sender_in_the_same_days_is_confirmed() -> None:
    other = InboundDelegation(**{n: getattr(VISIT, n) for n in Visit.__struct_fields__})
    twin: Dossier[Any] = replace(
        PROGRAMME, id="d2", type="inbound-delegation", state="approved", fields=other
    )

    assert of_accepting(PROPOSED, others=[twin]) == ["/is_not_a_repeat"]
    sure = replace(PROPOSED, is_not_a_repeat=True)
    assert drafted(sure, others=[twin]).do("accept", by="unit").state == "accepted"


def test_guests_who_have_come_are_unscheduled_guests() -> None:
    late = date(2026, 6, 23)
    assert of_accepting(PROPOSED, today=late) == ["/comes_on"]
    at_once = replace(PROPOSED, is_unscheduled=True)
    assert drafted(at_once, today=late).do("accept", by="unit").state == "accepted"


def test_a_plan_says_how_they_are_received() -> None:
    desk = drafted(PROPOSED).do("accept", by="unit").do("plan", ReceptionPlan(), by="unit")

    assert refused(lambda: desk.do("consult", by="officer")) == [
        *("/plan/reception_level", "/plan/received_by", "/plan/schedule")
    ]


def test_the_border_guard_is_heard_when_the_border_is_visited() -> None:
    desk = consulting(replace(PROPOSED, visits_border=True, border_entry="b1"))

    assert "bien-phong" in [o.body for o in desk.dossier.rounds[0].opinions]
    assert ("enters", "b1") in [(k.rel, k.id) for k in desk.dossier.links]


def test_missing_and_disagreeing_opinions_are_explained() -> None:
    desk = consulting()
    assert refused(lambda: desk.do("present", Presentation(), by="director")) == ["/note"]
    note = Presentation(note="Công an trả lời miệng, sẽ gửi văn bản")
    assert desk.do("present", note, by="director").state == "presented"


def test_permission_after_the_arrival_is_only_for_unscheduled_guests() -> None:
    desk = presented().on(date(2026, 6, 23))
    assert refused(lambda: desk.do("approve", permission(desk), by="chair")) == ["/date"]

    desk = presented(replace(PROPOSED, is_unscheduled=True)).on(date(2026, 6, 23))
    assert desk.do("approve", permission(desk), by="chair").state == "approved"
    ahead = Approve(number="30/UBND-NV", date=date(2026, 6, 2))
    assert refused(lambda: presented().do("approve", ahead, by="chair")) == ["/date"]


def test_art_19_1_a_sensitive_matter_closes_that_short_path() -> None:
    desk = presented(replace(PROPOSED, is_unscheduled=True)).on(date(2026, 6, 23))
    desk.do("note-sensitive", Matter(matter="m1"), by="system")

    assert refused(lambda: desk.do("approve", permission(desk), by="chair")) == ["/date"]
    assert ("touched-by", "m1") in [(k.rel, k.id) for k in desk.dossier.links]

    desk.do("lift-sensitive", Matter(matter="m1"), by="system")
    assert desk.do("approve", permission(desk), by="chair").state == "approved"
    assert "touched-by" not in [k.rel for k in desk.dossier.links]


def test_whoever_drafted_or_presented_does_not_approve() -> None:
    desk = presented()
    for person in ("unit.86", "officer.86", "director.86"):
        with pytest.raises(Refused, match="không được cho phép"):
            desk.do("approve", permission(desk), by="chair", as_=person)


def test_days_of_coming_and_leaving_have_been() -> None:
    desk = approved().on(COME)
    tomorrow, before = Arrival(hosted_on=GO), Arrival(hosted_on=date(2026, 5, 1))
    assert refused(lambda: desk.do("host", tomorrow, by="unit")) == ["/hosted_on"]
    assert refused(lambda: desk.do("host", before, by="unit")) == ["/hosted_on"]

    desk.do("host", Arrival(hosted_on=COME), by="unit")
    for day in (date(2026, 6, 21), GO):
        gone = Leaving(left_on=day)
        assert refused(lambda g=gone: desk.do("see-off", g, by="unit")) == ["/left_on"]


def test_a_report_is_dated_after_they_left() -> None:
    early = Reported(report="r1", document=Decision(number="9/BC", date=COME))

    assert refused(lambda: left().do("note-reported", early, by="system")) == ["/document"]


def test_it_is_withdrawn_refused_or_cancelled() -> None:
    why = WithReason(reason="bạn hoãn chuyến đi")

    assert drafted().do("withdraw", why, by="unit").state == "cancelled"
    assert presented().do("reject", why, by="chair").state == "rejected"
    desk = approved().do("cancel", why, by="chair")
    with pytest.raises(WrongState):
        desk.do("host", Arrival(hosted_on=COME), by="unit")


def test_no_event_carries_a_guest() -> None:
    told = set(INBOUND_DELEGATION.discloses.province)

    assert {"guests", "head_name", "head_post", "plan"} & told == set()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("thu-moi", ["20/UBND-NV", "trân trọng kính mời", "Yamada Taro"]),
        ("to-trinh", ["TỜ TRÌNH", "Nhật Bản", "Phó Tỉnh trưởng"]),
        ("ke-hoach", ["KẾ HOẠCH", "Lãnh đạo UBND tỉnh tiếp"]),
        ("cho-phep", ["30/UBND-NV", "đồng ý việc đón đoàn"]),
    ],
)
def test_papers(name: str, wanted: list[str]) -> None:
    desk = invited().do("accept", by="unit").do("plan", PLAN, by="unit")
    desk.do("consult", by="officer").do("present", Presentation(note="gấp"), by="director")
    desk.do("approve", permission(desk), by="chair")
    paper = next(p for p in INBOUND_DELEGATION.papers if p.name == name)
    document = paper.makes(desk.dossier, desk.province)
    pages = PdfReader(BytesIO(render_pdf(document))).pages
    words = " ".join(" ".join(p.extract_text() for p in pages).split())

    assert render_docx(document).startswith(b"PK")
    assert [w for w in wanted if w not in words] == []
