"""Aid: 80/2020/NĐ-CP (superseded by 313/2025/NĐ-CP) Điều 1, 3-8, 10-14."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.province import Value
from casework.sensitive import Matter
from casework.vocabulary import Decision, WithReason
from ngos.aid import (
    Adjustment,
    Appraisal,
    Ended,
    Form,
    Good,
    Mode,
    Piece,
    Provider,
    ProviderStanding,
    Rejection,
    Relief,
    Request,
    Topic,
)
from ngos.letters import aid as letters
from ngos.money import Disbursement, Flow, Sum
from ngos.procedures.aid import AID_DOSSIER
from ngos.registration import Field
from papers.administrative import render_docx
from support.desk import Desk
from support.organisations import VALID, ngo

TODAY = date(2026, 3, 2)
BODIES = ("so-tai-chinh", "cong-an-tinh", "so-ngoai-vu")
REQUEST = Request(
    title="Trạm y tế Bình An", mode=Mode.PROJECT, provider_kind=Provider.NGO,
    provider="East Meets West", country="US", field=Field.HEALTH, ngo="PCP-2025-000001",
    recipient="Sở Y tế", goal="Xây trạm y tế", communes=("Bình An",),
    starts_on=date(2026, 6, 1), ends_on=date(2027, 6, 1),
    grant=Sum(amount=100_000, currency="USD"), usd=100_000, vnd=2_600_000_000,
    pieces=(Piece.REQUEST, Piece.CONSENT, Piece.DOCUMENT, Piece.LEGAL_STATUS, Piece.TRANSLATION),
    commitment="17/EMW",
)  # fmt: skip
REMEDIAL = replace(REQUEST, relief=Relief.REMEDIAL, disaster_on=date(2025, 8, 1))
REPORT = Appraisal(number="30/BC-STC", date=TODAY, agrees=True, grounds="Phù hợp quy hoạch")
MONEY = Disbursement(
    flow=Flow.RECEIVED, on=date(2026, 6, 2), sum=Sum(amount=60_000, currency="USD"),
    voucher="PT-001",
)  # fmt: skip


def paper(number: str = "12/QĐ-UBND", day: date = TODAY) -> Decision:
    return Decision(number=number, date=day)


def proposed(request: Request = REQUEST, others: Any = None, **more: Any) -> Desk:
    desk = Desk(AID_DOSSIER, TODAY, others=[ngo()] if others is None else others, **more)
    return desk.lodge(request, by="unit", unit="so-y-te")


def accepted(request: Request = REQUEST, **more: Any) -> Desk:
    return proposed(request, **more).do("submit", by="unit").do("accept", by="officer")


def appraised(request: Request = REQUEST, **more: Any) -> Desk:
    desk = accepted(request, **more).do("consult", by="director")
    for body in BODIES:
        desk.reply(body)
    return desk.do("appraise", REPORT, by="officer")


def presented(request: Request = REQUEST, **more: Any) -> Desk:
    return appraised(request, **more).do("present", by="director")


def approved(request: Request = REQUEST, **more: Any) -> Desk:
    return presented(request, **more).do("approve", paper(), by="chair")


def implementing() -> Desk:
    return approved().on(date(2026, 6, 2)).do("start", by="unit")


def refused(request: Request, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        proposed(request, **more).do("submit", by="unit")
    return [f.at for f in refusal.value.failures]


def test_from_proposal_to_settlement() -> None:
    desk = implementing().do("disburse", MONEY, by="unit").on(date(2027, 6, 2))
    desk.do("complete", Ended(ended_on=date(2027, 6, 1)), by="unit")
    desk.do("report-completion", paper("9/BC-SYT", desk.today), by="unit")
    desk.do("settle", paper("3/QT-STC", desk.today), by="officer")

    assert desk.state == "settled"
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("provided-by", "n1")]


def test_d50_twenty_days_from_the_valid_dossier_is_superseded_and_provincial() -> None:
    desk = accepted()
    assert desk.due("appraise") == date(2026, 3, 23)  # 22/3 is a Sunday
    assert desk.explained("appraise").mark == "superseded"

    ten = Value(
        service="ngos", name="aid.appraised-within", law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1), amount=10, unit="calendar-days",
    )  # fmt: skip
    assert accepted(values=[ten]).due("appraise") == date(2026, 3, 12)


def test_d51_five_days_to_tell_the_decision() -> None:
    desk = approved()
    assert desk.due("notify-decision") == date(2026, 3, 9)  # 7/3 is a Saturday

    desk.do("notify-decision", paper("13/UBND"), by="office")
    clock = desk.dossier.clock("notify-decision")
    assert clock is not None
    assert clock.met


def test_d54_six_months_to_report_completion() -> None:
    desk = (
        implementing()
        .on(date(2027, 6, 2))
        .do("complete", Ended(ended_on=date(2027, 6, 1)), by="unit")
    )

    assert desk.due("report-completion") == date(2027, 12, 1)


def test_d55_not_started_it_may_be_revoked_after_six_months() -> None:
    desk = approved()
    assert desk.due("start") == date(2026, 9, 3)  # 2/9 is National Day
    no = Rejection(number="9/QĐ-UBND", date=date(2026, 9, 2), reason="không triển khai")

    with pytest.raises(Refused, match="Chưa hết thời gian"):
        desk.on(date(2026, 9, 2)).do("revoke", no, by="chair", late_reason="x")
    assert desk.on(date(2026, 9, 3)).do("revoke", no, by="chair").state == "revoked"


@pytest.mark.parametrize("state", ["proposed", "accepted", "presented"])
def test_art_4_nothing_is_received_or_spent_before_approval(state: str) -> None:
    desk = {"proposed": proposed, "accepted": accepted, "presented": presented}[state]()

    with pytest.raises(Refused, match="trước khi được phê duyệt"):
        desk.on(date(2026, 6, 2)).do("disburse", MONEY, by="unit")


def test_art_4_nor_on_a_day_before_the_decision_or_ahead() -> None:
    for on in (date(2026, 3, 1), date(2026, 6, 3)):
        with pytest.raises(Refused) as refusal:
            implementing().do("disburse", replace(MONEY, on=on), by="unit")
        assert [f.at for f in refusal.value.failures] == ["/on"]


def test_art_3_an_fdi_company_here_is_no_donor() -> None:
    with pytest.raises(Refused, match="FDI"):
        proposed(replace(REQUEST, provider_kind=Provider.ENTERPRISE, is_fdi=True))


def test_art_5_goods_on_the_import_ban_list() -> None:
    goods = (
        Good(name="máy siêu âm", quantity=1),
        Good(name="máy cũ", quantity=1, is_import_banned=True),
    )

    with pytest.raises(Refused) as refusal:
        proposed(replace(REQUEST, goods=goods))
    assert [f.at for f in refusal.value.failures] == ["/goods/1/is_import_banned"]


def test_an_ngo_without_valid_registration() -> None:
    lapsed = replace(VALID, expires_on=date(2026, 5, 31))

    assert refused(REQUEST, others=[]) == ["/ngo"]
    assert refused(REQUEST, others=[ngo("expired")]) == ["/ngo"]
    assert refused(REQUEST, others=[ngo(registration=lapsed)]) == ["/ngo"]


def test_an_ngo_outside_its_field_or_place() -> None:
    elsewhere = replace(VALID, provinces=("12",))

    assert refused(replace(REQUEST, field=Field.CULTURE)) == ["/field"]
    assert refused(REQUEST, others=[ngo(registration=elsewhere)]) == ["/field"]


def test_an_ngo_that_lapsed_meanwhile_is_not_approved() -> None:
    desk = presented()
    desk.others = [ngo("suspended")]

    with pytest.raises(Refused, match="không có Giấy đăng ký còn hiệu lực"):
        desk.do("approve", paper(), by="chair")


def test_an_amount_without_currency() -> None:
    bare = replace(
        REQUEST, grant=Sum(amount=5), counterpart=Sum(amount=3),
        goods=(Good(name="giường", quantity=2, value=Sum(amount=1)),),
    )  # fmt: skip

    assert refused(bare) == ["/grant/currency", "/counterpart/currency", "/goods/0/value/currency"]
    with pytest.raises(Refused, match="đơn vị tiền tệ"):
        implementing().do("disburse", replace(MONEY, sum=Sum(amount=5)), by="unit")


def test_art_7_1_the_chairman_does_not_approve_what_is_the_prime_ministers() -> None:
    desk = presented(replace(REQUEST, topics=(Topic.SECURITY,)))

    with pytest.raises(Refused, match="Thẩm quyền thuộc Thủ tướng Chính phủ: nội dung về an ninh"):
        desk.do("approve", paper(), by="chair")
    desk.do("send-to-prime-minister", paper("8/TTr-UBND"), by="office")
    desk.do("record-approval", paper("90/QĐ-TTg"), by="office")
    assert (desk.state, desk.fields.approved_by) == ("approved", "prime-minister")


def test_art_7_1_nor_is_the_chairmans_sent_up() -> None:
    with pytest.raises(Refused, match="Chủ tịch UBND tỉnh"):
        presented().do("send-to-prime-minister", paper("8/TTr"), by="office")


def test_art_7_1_the_prime_minister_may_refuse() -> None:
    desk = presented(replace(REQUEST, topics=(Topic.DEFENCE,)))
    desk.do("send-to-prime-minister", paper("8/TTr-UBND"), by="office")
    no = Rejection(number="91/TTg", date=TODAY, reason="không phù hợp")

    assert desk.do("record-refusal", no, by="office").state == "rejected"


def test_art_3_loans_and_shared_profit_are_no_aid() -> None:
    with pytest.raises(Refused, match="vay"):
        proposed(replace(REQUEST, is_loan=True))
    with pytest.raises(Refused, match="lợi nhuận"):
        proposed(replace(REQUEST, shares_profit=True))


def test_art_5_religious_activity_of_an_ngo_and_of_others() -> None:
    with pytest.raises(Refused, match="PCPNN không được hoạt động tôn giáo"):
        proposed(replace(REQUEST, is_religious=True, topics=(Topic.RELIGION,)))
    by_person = replace(REQUEST, provider_kind=Provider.PERSON, ngo="", is_religious=True)
    with pytest.raises(Refused, match="thuộc Thủ tướng"):
        proposed(by_person)


def test_art_8_the_pieces_of_the_dossier() -> None:
    assert refused(replace(REQUEST, pieces=())) == ["/pieces"] * 5
    used = (Good(name="máy siêu âm", quantity=1, is_used=True),)
    more = replace(REQUEST, goods=used, experts=2)
    assert refused(more) == ["/pieces"] * 2


def test_art_8_a_foreign_government_proves_no_status() -> None:
    pieces = (Piece.REQUEST, Piece.CONSENT, Piece.DOCUMENT, Piece.TRANSLATION)
    by_state = replace(REQUEST, provider_kind=Provider.GOVERNMENT, ngo="", pieces=pieces)

    assert proposed(by_state).do("submit", by="unit").state == "submitted"


def test_art_8_span_value_goal_conversion_goods_and_experts() -> None:
    bare = replace(
        REQUEST, ends_on=date(2026, 5, 1), grant=None, usd=0, goal="",
        forms=(Form.GOODS, Form.EXPERTS),
    )  # fmt: skip

    assert refused(bare) == ["/ends_on", "/grant", "/usd", "/goal", "/goods", "/experts"]
    assert refused(replace(REQUEST, starts_on=date(2026, 3, 1))) == ["/starts_on"]


def test_country_is_known() -> None:
    with pytest.raises(Refused, match="Mã nước"):
        proposed(replace(REQUEST, country="XX"))


def test_art_10_4_remedial_relief_needs_no_opinions() -> None:
    desk = accepted(REMEDIAL).do("appraise", REPORT, by="officer")

    assert desk.state == "appraised"


def test_art_10_other_aid_is_not_appraised_without_opinions() -> None:
    with pytest.raises(Refused, match="Chưa lấy ý kiến"):
        accepted().do("appraise", REPORT, by="officer")
    with pytest.raises(Refused, match="chưa trả lời"):
        accepted().do("consult", by="director").do("appraise", REPORT, by="officer")


def test_a_sensitive_matter_closes_the_short_path() -> None:
    desk = accepted(REMEDIAL).do("note-sensitive", Matter(matter="VD-1"), by="system")

    with pytest.raises(Refused, match="nhạy cảm"):
        desk.do("appraise", REPORT, by="officer")
    assert ("sensitive-matter", "VD-1") in [(k.type, k.id) for k in desk.dossier.links]

    desk.do("lift-sensitive", Matter(matter="VD-1"), by="system")
    assert desk.do("appraise", REPORT, by="officer").state == "appraised"


def test_art_1_2_relief_soon_after_a_disaster_is_outside() -> None:
    with pytest.raises(Refused, match="không theo nghị định này"):
        proposed(replace(REMEDIAL, disaster_on=date(2025, 10, 1)))
    soon = replace(REMEDIAL, relief=Relief.EMERGENCY, disaster_on=date(2026, 4, 1))
    with pytest.raises(Refused, match="không theo nghị định này"):
        proposed(soon)
    assert refused(replace(REMEDIAL, disaster_on=None)) == ["/disaster_on"]


def test_art_7_4_relief_to_no_one_place_goes_to_the_front() -> None:
    desk = accepted(replace(REMEDIAL, has_one_address=False))

    assert desk.do("hand-over", by="director").state == "handed-over"
    with pytest.raises(Refused, match="Chủ tịch UBND tỉnh"):
        accepted(REMEDIAL).do("hand-over", by="director")


def test_only_the_lead_appraises_for_itself() -> None:
    desk = accepted(REMEDIAL)
    with pytest.raises(Refused, match="không chủ trì thẩm định"):
        desk.do("appraise", REPORT, by="unit", as_="other.86")

    ours = Value(
        service="ngos", name="aid.lead", law="12/2023/QĐ-UBND", since=date(2026, 1, 1),
        list=("so-y-te",), mark="W",
    )  # fmt: skip
    led = accepted(REMEDIAL, values=[ours]).do("appraise", REPORT, by="unit", as_="other.86")
    assert led.fields.lead == "so-y-te"


def test_four_eyes() -> None:
    with pytest.raises(Refused, match="không được trình"):
        appraised().do("present", by="director", as_="officer.86")
    with pytest.raises(Refused, match="không được phê duyệt"):
        presented().do("approve", paper(), by="chair", as_="director.86")


def test_what_is_not_recommended_is_not_approved() -> None:
    desk = accepted(REMEDIAL).do("appraise", replace(REPORT, agrees=False), by="officer")
    desk.do("present", by="director")

    with pytest.raises(Refused, match="không đề nghị phê duyệt"):
        desk.do("approve", paper(), by="chair")
    no = Rejection(number="14/QĐ-UBND", date=TODAY, reason="không phù hợp")
    assert desk.do("reject", no, by="chair").state == "rejected"


def test_a_decision_dated_ahead_or_after_the_start() -> None:
    with pytest.raises(Refused, match="sau hôm nay"):
        presented().do("approve", paper(day=date(2026, 3, 3)), by="chair")
    late = presented().on(date(2026, 6, 3))
    with pytest.raises(Refused, match="sau ngày bắt đầu"):
        late.do("approve", paper(day=date(2026, 6, 3)), by="chair")


def test_r13_a_commitment_is_no_disbursement() -> None:
    with pytest.raises(Refused, match="Cam kết không phải giải ngân"):
        implementing().do("disburse", replace(MONEY, voucher="17/EMW"), by="unit")


def test_art_12_beyond_the_grant_it_is_adjusted_first() -> None:
    desk = implementing().do("disburse", MONEY, by="unit")
    more = replace(MONEY, voucher="PT-002")
    with pytest.raises(Refused, match="phải điều chỉnh trước"):
        desk.do("disburse", more, by="unit")

    change = Adjustment(
        number="15/QĐ-UBND", date=desk.today, reason="tăng quy mô",
        grant=Sum(amount=120_000, currency="USD"),
    )  # fmt: skip
    desk.do("adjust", change, by="chair").do("disburse", more, by="unit")
    assert len(desk.fields.disbursements) == 2


def test_art_12_an_adjustment_changes_something() -> None:
    nothing = Adjustment(number="15/QĐ-UBND", date=TODAY, reason="không đổi gì")

    with pytest.raises(Refused, match="nội dung thay đổi"):
        approved().do("adjust", nothing, by="chair")


def test_the_end_is_not_ahead() -> None:
    with pytest.raises(Refused, match="chưa tới"):
        implementing().do("complete", Ended(ended_on=date(2026, 6, 3)), by="unit")


def test_a_provider_that_loses_its_registration_is_shown() -> None:
    desk = implementing().do("note-provider", ProviderStanding(standing="expired"), by="system")

    assert desk.fields.provider_standing == "expired"


def test_it_may_be_returned_revised_and_withdrawn() -> None:
    why = WithReason(reason="thiếu bản dịch")
    desk = proposed().do("submit", by="unit").do("return", why, by="officer")
    desk.do("revise", replace(REQUEST, title="Trạm y tế"), by="unit")

    assert desk.do("withdraw", why, by="unit").state == "cancelled"


def test_decision_notice_and_letter_to_the_bodies() -> None:
    desk = approved()
    made = letters.decision(desk.dossier, desk.province)

    assert made.number == "12/QĐ-UBND"
    assert "100.000 USD" in str(made.body)
    assert letters.asking(desk.dossier, desk.province).addressed_to == BODIES
    assert "12/QĐ-UBND" in str(letters.notice(desk.dossier, desk.province).body)
    assert render_docx(made)[:2] == b"PK"


def test_a_persons_name_is_not_disclosed() -> None:
    assert "provider" not in AID_DOSSIER.discloses.province
