"""The province's annual programme: 22/2012/QĐ-UBND Điều 5, 6 and 19; S004 Điều 2 khoản 13."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Body, Dossier, Refused, WrongState
from casework.province import Value
from casework.vocabulary import Approval, Decision, Funding, FundingLine, Rank
from delegations.items import Activity, Inbound, Item, Kind, Outbound, Standing, Stop
from delegations.procedures.provincial_programme import PROVINCIAL_PROGRAMME
from delegations.procedures.unit_programme import UnitProgramme
from delegations.programme import Amended, Answer, Approve, Counted, Level, OfItem, Opening, Why
from support.desk import Desk

NOVEMBER = date(2026, 11, 23)
LOCAL = (FundingLine(source=Funding.LOCAL),)
LAOS, KOREA, CHAIR = "2027/so-cong-thuong/ra-1", "2027/so-y-te/vao-1", "2027/so-y-te/ra-1"

TO_LAOS = Outbound(
    title="Đoàn khảo sát",
    head=Rank.DIRECTOR,
    members=6,
    days=5,
    month="2027-03",
    funding=LOCAL,
    stops=(Stop(country="LA"),),
)
OF_THE_CHAIRMAN = replace(
    TO_LAOS, title="Đoàn Chủ tịch", head=Rank.CHAIR, approval=Approval.PRIME_MINISTER
)
FROM_KOREA = Inbound(
    title="Đoàn y tế", members=4, days=3, month="2027-05", funding=LOCAL, country="KR", host="Sở"
)


def unit(code: str, state: str = "accepted", **tables: Any) -> Dossier[UnitProgramme]:
    return Dossier(
        id=f"u-{code}",
        code="CT-2026-1",
        type="unit-programme",
        regime=date(2012, 8, 30),
        province="86",
        unit=code,
        title="",
        fields=UnitProgramme(year=2027, **tables),
        lodged_on=NOVEMBER,
        state=state,
    )


TRADE = unit("so-cong-thuong", outbound=(TO_LAOS,))
HEALTH = unit("so-y-te", inbound=(FROM_KOREA,))
LED = unit("so-y-te", outbound=(OF_THE_CHAIRMAN,))


def opened(*units: Dossier[Any], **more: Any) -> Desk:
    desk = Desk(PROVINCIAL_PROGRAMME, NOVEMBER, others=units, **more)
    return desk.lodge(Opening(year=2027), by="officer")


def presented(*units: Dossier[Any], **more: Any) -> Desk:
    desk = opened(*units, **more).do("consolidate", by="officer")
    return desk.do("present", by="director")


def document(number: str = "15/QĐ-UBND", on: date = NOVEMBER) -> Any:
    return Decision(number=number, date=on)


def approve(desk: Desk, party: str = "") -> Desk:
    data = Approve(number="15/QĐ-UBND", date=desk.today, party_document=party)
    return desk.do("approve", data, by="chair")


def issued(*units: Dossier[Any]) -> Desk:
    return approve(presented(*(units or (TRADE, HEALTH)))).do("publish", by="clerk")


def standing(desk: Desk, id: str) -> Standing:
    found: Item = desk.fields.item(id)
    return found.standing


def count(desk: Desk, item: str, stage: Any, dossier: str = "d9") -> Desk:
    told = Counted(
        item=item, service="delegations", type="outbound-delegation", dossier=dossier, stage=stage
    )
    return desk.do("count-execution", told, by="system")


def test_art_5_2_the_units_rows_become_items_with_lasting_names() -> None:
    desk = opened(TRADE, HEALTH).do("consolidate", by="officer")

    assert [(i.id, i.unit, i.kind, i.countries) for i in desk.fields.items] == [
        (LAOS, "so-cong-thuong", Kind.OUTBOUND, ("LA",)),
        (KOREA, "so-y-te", Kind.INBOUND, ("KR",)),
    ]
    assert [k.id for k in desk.dossier.links] == ["u-so-cong-thuong", "u-so-y-te"]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_art_5_2_nothing_is_consolidated_while_a_unit_s_dossier_is_open(state: str) -> None:
    waiting = unit("so-y-te", state, inbound=(FROM_KOREA,))

    with pytest.raises(Refused, match="chưa được tiếp nhận"):
        opened(TRADE, waiting).do("consolidate", by="officer")


def test_a_withdrawn_dossier_does_not_hold_the_province_up() -> None:
    desk = opened(TRADE, unit("so-y-te", "cancelled")).do("consolidate", by="officer")

    assert [i.id for i in desk.fields.items] == [LAOS]


def test_art_5_2_nothing_sent_is_nothing_to_consolidate() -> None:
    with pytest.raises(Refused, match="Chưa có hồ sơ"):
        opened().do("consolidate", by="officer")


def test_art_5_2_units_that_sent_nothing_are_named() -> None:
    desk = opened(TRADE)
    since = date(2020, 1, 1)
    bodies = {
        code: Body(code=code, name=code, level="tỉnh", since=since, invited=code == "dai-hoc")
        for code in ("so-cong-thuong", "so-y-te", "dai-hoc")
    }
    desk.province = replace(desk.province, units=bodies)

    desk.do("consolidate", by="officer")

    assert desk.fields.silent_units == ("so-y-te",)


def test_a_year_has_one_programme() -> None:
    with pytest.raises(Refused, match="đã có Chương trình"):
        opened(replace(opened().dossier, id="d0"))


def test_who_consolidated_does_not_present_and_who_presented_does_not_approve() -> None:
    desk = opened(TRADE).do("consolidate", by="officer", as_="hai")

    with pytest.raises(Refused, match="không được trình"):
        desk.do("present", by="director", as_="hai")

    desk.do("present", by="director", as_="ba")
    with pytest.raises(Refused, match="không được phê duyệt"):
        desk.do("approve", Approve(number="15/QĐ-UBND", date=NOVEMBER), by="chair", as_="ba")


def test_the_chairman_approves_what_is_his_and_it_is_version_1() -> None:
    desk = approve(presented(TRADE, HEALTH))

    assert (desk.state, desk.fields.version) == ("approved", 1)
    assert standing(desk, LAOS) is Standing.PLANNED


def test_a_provincial_leader_s_item_is_never_marked_for_the_chairman() -> None:
    desk = opened(LED).do("consolidate", by="officer")

    with pytest.raises(Refused, match="trình Thủ tướng") as refusal:
        desk.do("set-level", Level(item=CHAIR, approval=Approval.CHAIRMAN), by="officer")

    assert refusal.value.failures[0].at == "/items/0/approval"


def test_art_5_2_the_prime_minister_answers_before_the_chairman_approves() -> None:
    desk = presented(TRADE, LED)

    with pytest.raises(Refused, match="phải có ý kiến của Thủ tướng"):
        approve(desk)


def test_art_5_2_the_prime_minister_may_approve_a_part() -> None:
    other = replace(OF_THE_CHAIRMAN, title="Đoàn khác")
    desk = presented(unit("so-y-te", outbound=(OF_THE_CHAIRMAN, other), inbound=(FROM_KOREA,)))
    desk.do("send-to-ministry", document("90/TTr-UBND"), by="office")
    second = "2027/so-y-te/ra-2"

    answer = Answer(number="5/TTg-QHQT", date=NOVEMBER, approved=(CHAIR,), refused=(second,))
    with pytest.raises(Refused, match="phải ghi lý do"):
        desk.do("record-answer", answer, by="office")
    desk.do("record-answer", replace(answer, reason="trùng đối tác"), by="office")
    approve(desk)

    assert standing(desk, CHAIR) is Standing.PLANNED
    assert (standing(desk, second), desk.fields.item(second).reason) == (
        Standing.REFUSED,
        "trùng đối tác",
    )


def test_art_5_2_an_answer_names_each_item_once() -> None:
    desk = presented(TRADE, LED).do("send-to-ministry", document("90/TTr-UBND"), by="office")

    with pytest.raises(Refused, match="từng hoạt động"):
        desk.do("record-answer", Answer(number="5/TTg", date=NOVEMBER), by="office")


def test_without_items_for_him_nothing_goes_to_the_prime_minister() -> None:
    with pytest.raises(Refused, match="Không có hoạt động nào"):
        presented(TRADE).do("send-to-ministry", document("90/TTr-UBND"), by="office")


def test_hue_asks_the_party_s_consent() -> None:
    chain = Value(
        service="delegations",
        name="programme.approval-chain",
        law="342/KH-UBND, mục V khoản 2",
        since=date(2022, 9, 19),
        list=("chairman", "party"),
    )

    desk = presented(TRADE, values=[chain])
    with pytest.raises(Refused, match="Ban Thường vụ Tỉnh ủy") as refusal:
        approve(desk)

    assert refusal.value.failures[0].at == "/party_document"
    assert approve(desk, party="12-CV/TU").state == "approved"


def test_a_decision_of_tomorrow_is_refused() -> None:
    with pytest.raises(Refused, match="sau hôm nay"):
        presented(TRADE).do(
            "approve", Approve(number="15/QĐ-UBND", date=date(2026, 11, 25)), by="chair"
        )


def test_art_5_3_an_approved_item_is_never_dropped() -> None:
    why = Why(item=LAOS, reason="đối tác xin hoãn")
    draft = opened(TRADE, HEALTH).do("consolidate", by="officer").do("drop-item", why, by="officer")
    assert [i.id for i in draft.fields.items] == [KOREA]

    with pytest.raises(WrongState, match="sửa đổi theo Mẫu 3") as refusal:
        issued().do("drop-item", why, by="officer")

    assert refusal.value.law == "22/2012/QĐ-UBND, Điều 5 khoản 3"


def test_art_3_4_what_is_carried_out_counts_once_per_dossier() -> None:
    desk = issued()

    count(desk, LAOS, "approved")
    assert (desk.state, standing(desk, LAOS)) == ("in-execution", Standing.EXECUTING)

    count(count(desk, LAOS, "approved"), LAOS, "ended")
    assert standing(desk, LAOS) is Standing.DONE
    assert [(e.dossier, e.stage) for e in desk.fields.item(LAOS).executions] == [("d9", "ended")]
    assert ("executed-by", "d9") in [(k.rel, k.id) for k in desk.dossier.links]


def test_a_cancelled_delegation_leaves_its_item_planned() -> None:
    desk = count(count(issued(), LAOS, "approved"), LAOS, "cancelled")

    assert standing(desk, LAOS) is Standing.PLANNED


def test_an_approved_scheme_shows_on_its_item() -> None:
    desk = issued().do("note-scheme", OfItem(item=LAOS), by="system")

    assert standing(desk, LAOS) is Standing.SCHEME_APPROVED
    count(count(desk, LAOS, "approved"), LAOS, "cancelled")
    assert standing(desk, LAOS) is Standing.SCHEME_APPROVED


def test_what_is_not_in_the_programme_is_not_counted() -> None:
    with pytest.raises(Refused, match="chưa được duyệt"):
        count(issued(), "2027/so-y-te/ra-7", "approved")


def test_a_delegation_is_done_only_through_its_dossier() -> None:
    talk = Activity(kind=Kind.TRAINING, title="Lớp lễ tân", month="2027-06", funding=LOCAL)
    desk = issued(TRADE, unit("so-y-te", others=(talk,)))

    desk.do("mark-done", OfItem(item="2027/so-y-te/khac-1"), by="officer")
    with pytest.raises(Refused, match="qua hồ sơ đoàn"):
        desk.do("mark-done", OfItem(item=LAOS), by="officer")


def amended(desk: Desk, action: Any, item: str = "", change: Activity | None = None) -> Desk:
    told = Amended(
        amendment="s1",
        code="SD-2027-000001",
        unit="so-y-te",
        action=action,
        reason="đối tác đề nghị",
        item=item,
        change=change,
    )
    return desk.do("apply-amendment", told, by="system")


def test_art_5_3_each_amendment_makes_a_version() -> None:
    desk = issued()
    june = Activity(kind=Kind.INBOUND, title="Đoàn y tế", month="2027-06", funding=LOCAL)

    amended(desk, "modify", KOREA, june)
    amended(desk, "cancel", LAOS)
    amended(desk, "add", change=june)

    assert [(v.number, v.because, v.item) for v in desk.fields.versions] == [
        (1, "15/QĐ-UBND", ""),
        (2, "SD-2027-000001", KOREA),
        (3, "SD-2027-000001", LAOS),
        (4, "SD-2027-000001", "2027/so-y-te/vao-2"),
    ]
    assert desk.fields.item(KOREA).month == "2027-06"
    assert standing(desk, LAOS) is Standing.CANCELLED
    assert standing(desk, "2027/so-y-te/vao-2") is Standing.PLANNED


def test_art_5_3_an_item_put_off_to_next_year_is_moved() -> None:
    later = Activity(kind=Kind.INBOUND, title="Đoàn y tế", month="2028-02", funding=LOCAL)

    assert standing(amended(issued(), "adjust", KOREA, later), KOREA) is Standing.MOVED


def test_an_item_already_settled_is_not_amended() -> None:
    desk = amended(issued(), "cancel", LAOS)

    with pytest.raises(Refused, match="phải ở trong Chương trình"):
        amended(desk, "cancel", LAOS)


def test_art_19_4_the_year_closes_when_every_item_has_an_outcome() -> None:
    desk = count(issued(), LAOS, "ended").on(date(2027, 11, 22))
    report = document("200/BC-UBND", date(2027, 11, 22))

    with pytest.raises(Refused, match="phải có kết quả") as refusal:
        desk.do("close", report, by="officer")
    assert refusal.value.failures[0].at == "/items/1/standing"

    desk.do("mark-not-done", Why(item=KOREA, reason="đối tác không sang"), by="officer")
    assert desk.do("close", report, by="officer").state == "closed"


def test_d02_the_dossier_reaches_the_ministry_by_29_november() -> None:
    desk = presented(TRADE, LED)
    assert desk.due("send-to-ministry") == date(2026, 11, 29)

    desk.do("send-to-ministry", document("90/TTr-UBND"), by="office")
    clock = desk.dossier.clock("send-to-ministry")
    assert clock is not None
    assert (clock.id, clock.late_by) == ("D02", 0)
    assert clock.met is not None


def test_d02_a_programme_of_the_chairman_s_own_goes_to_the_ministry_as_a_copy() -> None:
    desk = approve(presented(TRADE)).on(date(2026, 12, 2))

    desk.do("send-copy", document(on=date(2026, 12, 2)), by="office", late_reason="họp muộn")

    clock = desk.dossier.clock("send-to-ministry")
    assert clock is not None
    assert (desk.state, clock.late_by) == ("approved", 3)


def test_d03_has_no_day_until_a_province_sets_one() -> None:
    june = Value(
        service="delegations",
        name="programme.mid-year-due",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        day="06-15",
    )

    assert opened().dossier.clock("review-mid-year") is None
    assert opened(values=[june]).due("review-mid-year") == date(2027, 6, 15)
