"""A delegation going abroad: 22/2012/QĐ-UBND Điều 4 khoản 1, Điều 7, Điều 19; 04/2020/TT-BNG."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from casework import Dossier, NotYourRole, ReasonNeeded, Refused, WrongState, announce
from casework.province import Delegated, Value
from casework.sensitive import Matter
from casework.vocabulary import Decision, Funding, FundingLine, Rank, WithReason
from delegations.forms import DocumentToSign
from delegations.items import Item, Kind, Standing
from delegations.outbound import (
    AmendedJourney,
    Departure,
    Invitation,
    Journey,
    Leg,
    Level,
    Managed,
    Member,
    MissionNotice,
    Notices,
    OutboundDelegation,
    PassportsBack,
    Presentation,
    Return,
    Trip,
)
from delegations.procedures.outbound_delegation import OUTBOUND_DELEGATION
from delegations.programme import ProvincialProgramme
from delegations.reporting import Reported
from delegations.sending import competence
from papers.administrative import render_docx, render_pdf
from support.desk import Desk, stated

TODAY = date(2026, 5, 11)
OUT, BACK = date(2026, 6, 22), date(2026, 6, 26)  # Monday to Friday
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
    state="in-execution",
    fields=ProvincialProgramme(
        year=2026,
        items=(
            Item(
                id=ITEM,
                unit="so-y-te",
                kind=Kind.OUTBOUND,
                standing=Standing.PLANNED,
                head=Rank.VICE_CHAIR,
            ),
            Item(id="2026/so-y-te/vao-1", unit="so-y-te", kind=Kind.INBOUND),
        ),
    ),
)
LAOS = Leg(country="LA", city="Pakse", arrive=OUT, depart=date(2026, 6, 24))
THAI = Leg(country="TH", city="Ubon", arrive=date(2026, 6, 24), depart=BACK)
VICE_CHAIR = Member(
    person_id="cb-001",
    name="Nguyễn Văn An",
    post="Phó Chủ tịch UBND tỉnh",
    rank=Rank.VICE_CHAIR,
    role="head",
    managed_by=Managed.PARTY,
    passport="hc-1",
    passport_kind="diplomatic",
    passport_expires_on=date(2028, 1, 1),
)
DOCTOR = Member(person_id="cb-002", name="Trần Thị Bình", post="Trưởng khoa", unit="Sở Y tế")
DIRECTOR = Member(
    person_id="cb-003", name="Lê Văn Cường", rank=Rank.DIRECTOR, role="head", post="Giám đốc Sở"
)
TRIP = Trip(
    title="Đoàn công tác y tế",
    level=Level.PROVINCE,
    programme_item=ITEM,
    members=(VICE_CHAIR, DOCTOR),
    legs=(LAOS, THAI),
    departs_on=OUT,
    returns_on=BACK,
    days=5,
    hosts=("Sở Y tế Champasak",),
    purpose="Hợp tác đào tạo bác sĩ",
    content="Làm việc với bệnh viện tỉnh",
    funding=(FundingLine(source=Funding.LOCAL),),
    request=Decision(number="12/SYT-VP", date=TODAY),
)
OF_A_UNIT = replace(
    TRIP,
    level=Level.UNIT,
    programme_item="",
    arising_reason="Đối tác mời đột xuất",
    members=(DIRECTOR, DOCTOR),
)
NOTICES = Notices(
    missions=(
        MissionNotice(
            mission="Tổng Lãnh sự quán Việt Nam tại Pakse",
            countries=("LA",),
            number="55/UBND-NV",
            date=date(2026, 6, 8),
        ),
        MissionNotice(
            mission="Đại sứ quán Việt Nam tại Thái Lan",
            countries=("TH",),
            number="56/UBND-NV",
            date=date(2026, 6, 8),
        ),
    ),
    ministry=Decision(number="57/UBND-NV", date=date(2026, 6, 8)),
)


def drafted(trip: Trip = TRIP, today: date = TODAY, **more: Any) -> Desk:
    others = [PROGRAMME, *more.pop("others", ())]
    desk = Desk(OUTBOUND_DELEGATION, today, others=others, **more)
    return desk.lodge(trip, by="unit", unit="so-y-te")


def submitted(trip: Trip = TRIP, **more: Any) -> Desk:
    return drafted(trip, **more).do("submit", by="unit")


def checked(trip: Trip = TRIP, **more: Any) -> Desk:
    desk = submitted(trip, **more).do("check-personnel", by="officer")
    return desk.reply("so-noi-vu").reply("cong-an-tinh")


def consent(desk: Desk) -> Decision:
    return Decision(number="120-CV/TU", date=desk.today)


def presented(trip: Trip = TRIP, **more: Any) -> Desk:
    desk = checked(trip, **more)
    if trip.level is Level.PROVINCE:
        desk.do("record-consent", consent(desk), by="party")
    return desk.do("present", Presentation(), by="director")


def approved(trip: Trip = TRIP, **more: Any) -> Desk:
    desk = presented(trip, **more).on(date(2026, 6, 1))
    return desk.do("approve", Decision(number="77/QĐ-UBND", date=desk.today), by="chair")


def notified() -> Desk:
    return approved().on(date(2026, 6, 8)).do("notify-missions", NOTICES, by="office")


def departed(desk: Desk | None = None) -> Desk:
    desk = (desk or notified()).on(OUT)
    return desk.do("depart", Departure(departed_on=OUT, is_reminded=True), by="unit")


def home(desk: Desk | None = None) -> Desk:
    return departed(desk).on(BACK).do("return-home", Return(returned_on=BACK), by="unit")


def amended(desk: Desk, **change: Any) -> AmendedJourney:
    """The dossier's journey with a change, put in a new decision."""
    now = {n: getattr(desk.fields, n) for n in Journey.__struct_fields__}
    told: dict[str, Any] = {
        "reason": "thay đổi nhân sự",
        "decision": Decision(number="80/QĐ-UBND", date=desk.today),
    }
    return AmendedJourney(**{**now, **told, **change})


def refused(call: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        call()
    return [f.at for f in refusal.value.failures]


def of_submitting(trip: Trip, **more: Any) -> list[str]:
    return refused(lambda: submitted(trip, **more))


def other_trip(**change: Any) -> Dossier[Any]:
    """Another delegation of the vice chairman in the same days."""
    fields = OutboundDelegation(**{n: getattr(TRIP, n) for n in Trip.__struct_fields__})
    return Dossier(
        id="d2",
        code="DR-2026-000002",
        type="outbound-delegation",
        regime=date(2012, 8, 30),
        province="86",
        unit="so-y-te",
        title="",
        lodged_on=TODAY,
        state="approved",
        fields=replace(fields, **change),
    )


def test_art_7_a_vice_chairman_goes_abroad_from_request_to_archive() -> None:
    desk = home()
    assert (desk.fields.head, desk.fields.travellers) == (Rank.VICE_CHAIR, 2)

    desk.on(date(2026, 7, 6))
    told = Reported(
        report="r1",
        document=Decision(number="90/BC-UBND", date=desk.today),
        is_sent_to_ministry=True,
    )
    desk.do("note-reported", told, by="system")
    desk.do("note-passports", PassportsBack(passports=("hc-1",)), by="system")
    desk.do("close", by="officer")

    assert desk.state == "closed"
    assert all(c.met and not c.late_by for c in desk.dossier.clocks)
    assert desk.fields.results_notice.number == "90/BC-UBND"
    assert {(k.rel, k.id) for k in desk.dossier.links} >= {
        ("carries-out", "p1"),
        ("uses", "hc-1"),
        ("reported-by", "r1"),
    }


def test_d08_missions_are_told_seven_working_days_before_departure() -> None:
    desk = approved()
    clock = desk.dossier.clock("notify-missions")

    assert clock is not None
    assert (clock.id, clock.due, clock.unit) == ("D08", date(2026, 6, 11), "working-days")
    assert "Điều 7 khoản 2" in clock.law
    assert desk.explained("notify-missions").lines[-1].date == date(2026, 6, 11)


def test_d08_a_late_notice_needs_a_reason() -> None:
    desk = approved().on(date(2026, 6, 15))
    with pytest.raises(ReasonNeeded):
        desk.do("notify-missions", NOTICES, by="office")

    desk.do("notify-missions", NOTICES, by="office", late_reason="bạn đổi lịch")

    clock = desk.dossier.clock("notify-missions")
    assert clock is not None
    assert clock.late_by == 2


def test_d08_is_only_owed_from_vice_chairman_up() -> None:
    assert drafted(OF_A_UNIT).dossier.clock("notify-missions") is None
    directors = Value(
        service="delegations",
        name="outbound.mission-notice-heads",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        list=("vice-chair", "director"),
    )
    desk = drafted(OF_A_UNIT, values=[directors])
    assert desk.due("notify-missions") == date(2026, 6, 11)


def test_d10_the_province_owes_its_report_ten_working_days_after_the_return() -> None:
    clock = home().dossier.clock("report-result-to-prime-minister")

    assert clock is not None
    assert (clock.id, clock.due) == ("D10", date(2026, 7, 10))
    assert "Điều 19 khoản 2" in clock.law
    assert home().dossier.clock("report-result-to-committee") is None


def test_d11_a_unit_owes_its_report_seven_working_days_after_the_return() -> None:
    clock = home(approved(OF_A_UNIT)).dossier.clock("report-result-to-committee")

    assert clock is not None
    assert (clock.id, clock.due) == ("D11", date(2026, 7, 7))
    assert "Điều 19 khoản 3" in clock.law


def test_d09_has_no_number_until_a_province_sets_one() -> None:
    assert home().dossier.clock("notify-results") is None
    three = Value(
        service="delegations",
        name="outbound.results-within",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        amount=3,
        unit="working-days",
    )

    clock = home(approved(OF_A_UNIT, values=[three])).dossier.clock("notify-results")
    assert clock is not None
    assert (clock.id, clock.due) == ("D09", date(2026, 7, 1))


def test_days_are_those_of_the_itinerary() -> None:
    assert refused(lambda: drafted(replace(TRIP, days=4))) == ["/days"]
    assert refused(lambda: drafted(replace(TRIP, legs=()))) == ["/legs"]
    assert refused(lambda: drafted(replace(TRIP, legs=(THAI, LAOS)))) == ["/legs"]
    assert refused(lambda: drafted(replace(TRIP, legs=(replace(LAOS, country="ZZ"), THAI)))) == [
        "/legs"
    ]
    backwards = replace(TRIP, returns_on=date(2026, 6, 21), days=1)
    assert "/returns_on" in refused(lambda: drafted(backwards))


def test_a_delegation_has_people_and_one_head() -> None:
    assert refused(lambda: drafted(replace(TRIP, members=()))) == ["/members"]
    assert refused(lambda: drafted(replace(TRIP, members=(DOCTOR,)))) == ["/members"]
    twice = replace(TRIP, members=(VICE_CHAIR, DOCTOR, DOCTOR))
    assert refused(lambda: drafted(twice)) == ["/members"]


def test_art_7_1_one_person_is_not_in_two_delegations_at_once() -> None:
    overlapping = other_trip(departs_on=BACK, returns_on=date(2026, 6, 30))
    later = other_trip(departs_on=date(2026, 6, 27), returns_on=date(2026, 6, 30))
    cancelled = replace(overlapping, state="cancelled")

    with pytest.raises(Refused, match="đoàn khác trùng thời gian") as refusal:
        drafted(others=[overlapping])
    assert refusal.value.failures[0].at == "/members/0/person_id"
    assert drafted(others=[later, cancelled]).state == "draft"


def test_the_register_counts_each_persons_trips() -> None:
    desk = drafted(others=[other_trip(departs_on=date(2026, 3, 2), returns_on=date(2026, 3, 4))])

    assert [m.trips for m in desk.fields.members] == [1, 1]


@pytest.mark.parametrize(
    ("name", "row", "at"),
    [
        ("outbound.max-members", {"amount": 1}, "/members"),
        ("outbound.max-countries", {"amount": 1}, "/legs"),
        ("outbound.max-days", {"amount": 4, "unit": "calendar-days"}, "/days"),
        ("outbound.max-trips", {"amount": 1}, "/members/0/trips"),
    ],
)
def test_a_province_may_cap_journeys_and_none_is_capped_before(
    name: str, row: dict[str, Any], at: str
) -> None:
    past = other_trip(departs_on=date(2026, 3, 2), returns_on=date(2026, 3, 4))
    capped = Value(
        service="delegations", name=name, law="x", since=date(2026, 1, 1), mark="W", **row
    )

    assert drafted(others=[past]).state == "draft"
    assert refused(lambda: drafted(others=[past], values=[capped])) == [at]


def test_art_11_3b_a_passport_lasts_six_months_from_departure() -> None:
    short = replace(VICE_CHAIR, passport_expires_on=date(2026, 12, 21))
    enough = replace(VICE_CHAIR, passport_expires_on=date(2026, 12, 22))

    assert refused(lambda: drafted(replace(TRIP, members=(short, DOCTOR)))) == [
        "/members/0/passport_expires_on"
    ]
    assert drafted(replace(TRIP, members=(enough, DOCTOR))).state == "draft"


def test_art_9_a_retired_leader_has_no_official_passport() -> None:
    retired = replace(DOCTOR, is_retired_leader=True, passport_kind="official")

    assert refused(lambda: drafted(replace(TRIP, members=(VICE_CHAIR, retired)))) == [
        "/members/1/passport_kind"
    ]


def test_a_request_is_whole_before_it_is_sent() -> None:
    bare = replace(TRIP, purpose="", content="", hosts=(), funding=(), request=None)

    assert of_submitting(bare) == ["/purpose", "/content", "/hosts", "/funding", "/request"]


def test_what_the_foreign_side_pays_names_who_pays() -> None:
    paid = (FundingLine(source=Funding.FOREIGN_HOST),)

    assert of_submitting(replace(TRIP, funding=paid)) == ["/funding/0/sponsor"]
    named = (FundingLine(source=Funding.FOREIGN_HOST, sponsor="JICA"),)
    assert submitted(replace(TRIP, funding=named)).state == "submitted"


def test_an_invitation_in_another_language_is_translated() -> None:
    letter = Invitation(signed_by="Giám đốc Sở Y tế Champasak", date=TODAY, language="lo")

    assert of_submitting(replace(TRIP, invitation=letter)) == ["/invitation"]
    letter = replace(letter, is_translated=True)
    assert submitted(replace(TRIP, invitation=letter)).state == "submitted"


def test_a_document_to_sign_has_its_agreement() -> None:
    loose = DocumentToSign(title="Bản ghi nhớ", signing_on=OUT)

    assert of_submitting(replace(TRIP, documents=(loose,))) == ["/documents/0/agreement"]


def test_a_journey_that_has_begun_is_not_asked_for() -> None:
    desk = drafted(today=date(2026, 6, 23))

    assert refused(lambda: desk.do("submit", by="unit")) == ["/departs_on"]


def test_the_level_is_that_of_the_head() -> None:
    assert of_submitting(replace(TRIP, level=Level.UNIT)) == ["/level"]
    assert of_submitting(replace(OF_A_UNIT, level=Level.PROVINCE)) == ["/level"]


def test_art_5_3_it_carries_out_an_item_or_an_amendment_or_arises() -> None:
    assert of_submitting(replace(TRIP, programme_item="")) == ["/programme_item"]
    assert of_submitting(replace(TRIP, arising_reason="bạn mời")) == ["/programme_item"]
    unknown = replace(TRIP, programme_item="2026/so-y-te/ra-9")
    assert of_submitting(unknown) == ["/programme_item"]
    inbound = replace(TRIP, programme_item="2026/so-y-te/vao-1")
    assert of_submitting(inbound) == ["/programme_item"]
    assert of_submitting(replace(TRIP, amendment="SD-2026-000009")) == ["/amendment"]


def test_art_5_3_a_head_below_the_item_needs_an_amendment() -> None:
    lower = replace(TRIP, level=Level.UNIT, members=(DIRECTOR, DOCTOR))
    agreed: Dossier[Any] = replace(
        PROGRAMME, id="a1", type="programme-amendment", code="SD-2026-000001", state="approved"
    )

    with pytest.raises(Refused, match="Cấp Trưởng đoàn thấp hơn") as refusal:
        submitted(lower)
    assert refusal.value.failures[0].at == "/members"
    amended = replace(lower, amendment="SD-2026-000001")
    assert submitted(amended, others=[agreed]).fields.amendment_id == "a1"


def test_art_4_1_an_incumbent_of_the_party_needs_its_document() -> None:
    desk = checked()
    with pytest.raises(Refused, match="văn bản đồng ý của Ban Thường vụ Tỉnh ủy") as refusal:
        desk.do("present", Presentation(), by="director")

    assert refusal.value.failures[0].at == "/party_consent"
    assert "Điều 4 khoản 1" in refusal.value.law
    desk.do("record-consent", consent(desk), by="party")
    assert desk.do("present", Presentation(), by="director").state == "presented"


def test_art_4_1_a_retired_leader_needs_it_too() -> None:
    retired = replace(DOCTOR, is_retired_leader=True)
    desk = checked(replace(OF_A_UNIT, members=(DIRECTOR, retired)))

    assert refused(lambda: desk.do("present", Presentation(), by="director")) == ["/party_consent"]


def test_art_7_1_missing_and_disagreeing_opinions_are_explained() -> None:
    desk = submitted(OF_A_UNIT).do("check-personnel", by="officer").reply("so-noi-vu")
    assert refused(lambda: desk.do("present", Presentation(), by="director")) == ["/note"]

    desk.reply("cong-an-tinh", "disagree")
    assert refused(lambda: desk.do("present", Presentation(), by="director")) == ["/note"]
    note = Presentation(note="đã thay thành viên")
    assert desk.do("present", note, by="director").state == "presented"


@pytest.mark.parametrize(
    ("trip", "who", "why"),
    [
        (TRIP, "chairman", "Phó Chủ tịch"),
        (replace(TRIP, sent_by="council"), "council", "Hội đồng nhân dân"),
        (replace(TRIP, sent_by="party"), "party", "Tỉnh ủy cử"),
        (
            replace(TRIP, members=(replace(VICE_CHAIR, rank=Rank.CHAIR), DOCTOR)),
            "party",
            "diện Tỉnh ủy quản lý",
        ),
        (OF_A_UNIT, "chairman", "Giám đốc sở"),
    ],
)
def test_art_4_1_who_decides_follows_from_the_head_and_says_why(
    trip: Trip, who: str, why: str
) -> None:
    found = competence(drafted(trip).dossier)

    assert found.who == who
    assert why in found.because[0].says
    assert "Điều" in stated().cite(found.because[0].law, date(2026, 1, 1)).text


@pytest.mark.parametrize(
    ("trip", "wrong", "right", "says"),
    [
        (TRIP, "party", "chair", "Chủ tịch UBND"),
        (replace(TRIP, sent_by="council"), "chair", "office", "Thường trực HĐND"),
        (replace(TRIP, sent_by="party"), "chair", "party", "Tỉnh ủy"),
    ],
)
def test_art_11_each_decides_only_its_own(trip: Trip, wrong: str, right: str, says: str) -> None:
    desk = presented(trip)
    decision = Decision(number="77/QĐ-UBND", date=desk.today)

    with pytest.raises(Refused, match=f"Thẩm quyền thuộc {says}"):
        desk.do("approve", decision, by=wrong, as_="x.86")
    assert desk.do("approve", decision, by=right, as_="y.86").state == "approved"


def test_art_11_11_the_director_decides_only_by_delegation() -> None:
    decision = Decision(number="9/QĐ-SNgV", date=TODAY)
    desk = presented(OF_A_UNIT)
    with pytest.raises(Refused, match="ủy quyền bằng văn bản"):
        desk.do("approve", decision, by="director", as_="other.86")

    row = Delegated(matter="outbound-delegation", law="3/QĐ-UBND", since=date(2026, 1, 1))
    province = replace(desk.province, delegated=(row,))
    desk = presented(OF_A_UNIT, province=province)
    assert desk.do("approve", decision, by="director", as_="other.86").state == "approved"

    leaders = presented(TRIP, province=province)
    with pytest.raises(Refused, match="lãnh đạo"):
        leaders.do("approve", decision, by="director", as_="other.86")


def test_art_19_1_a_sensitive_matter_closes_the_short_paths() -> None:
    row = Delegated(matter="outbound-delegation", law="3/QĐ-UBND", since=date(2026, 1, 1))
    province = replace(drafted().province, delegated=(row,))
    desk = presented(OF_A_UNIT, province=province)
    desk.do("note-sensitive", Matter(matter="VD-2026-000001"), by="system")
    decision = Decision(number="9/QĐ-SNgV", date=TODAY)

    with pytest.raises(Refused, match="nhạy cảm") as refusal:
        desk.do("approve", decision, by="director", as_="other.86")
    assert "/amendment" in [f.at for f in refusal.value.failures]
    assert refused(lambda: desk.do("approve", decision, by="chair")) == ["/amendment"]
    assert of_submitting(replace(OF_A_UNIT, is_sensitive=True)) == ["/amendment"]


def test_a_matter_that_is_settled_opens_the_short_paths_again() -> None:
    desk = presented(OF_A_UNIT)
    for matter in ("m1", "m2"):
        desk.do("note-sensitive", Matter(matter=matter), by="system")
    decision = Decision(number="9/QĐ-UBND", date=TODAY)

    desk.do("lift-sensitive", Matter(matter="m1"), by="system")
    still = refused(lambda: desk.do("approve", decision, by="chair"))
    desk.do("lift-sensitive", Matter(matter="m2"), by="director")

    assert still == ["/amendment"]
    assert desk.do("approve", decision, by="chair").state == "approved"


def test_whoever_asked_checked_or_presented_does_not_decide() -> None:
    desk = presented(OF_A_UNIT)
    with pytest.raises(Refused, match="không được quyết định"):
        desk.do("approve", Decision(number="7/QĐ", date=TODAY), by="chair", as_="officer.86")


def test_a_decision_is_dated_and_before_the_journey() -> None:
    desk = presented().on(date(2026, 6, 25))

    late = Decision(number="77/QĐ-UBND", date=desk.today)
    assert refused(lambda: desk.do("approve", late, by="chair")) == ["/date"]
    ahead = Decision(number="77/QĐ-UBND", date=date(2026, 6, 1))
    desk.on(date(2026, 5, 20))
    assert refused(lambda: desk.do("approve", ahead, by="chair")) == ["/date"]


def test_nobody_is_sent_into_two_delegations_by_the_time_of_the_decision() -> None:
    desk = presented()
    desk.others = [*desk.others, other_trip()]

    decision = Decision(number="77/QĐ-UBND", date=desk.today)
    assert refused(lambda: desk.do("approve", decision, by="chair")) == [
        "/members/0/person_id",
        "/members/1/person_id",
    ]


def test_art_4_1_a_new_member_needs_an_amending_decision() -> None:
    desk = approved()
    nurse = replace(DOCTOR, person_id="cb-009", name="Phạm Thị Dung")

    desk.do("amend-decision", amended(desk, members=(VICE_CHAIR, nurse)), by="chair")

    assert [m.person_id for m in desk.fields.members] == ["cb-001", "cb-009"]
    assert desk.fields.decision.number == "80/QĐ-UBND"
    assert desk.fields.amended[0].replaced.number == "77/QĐ-UBND"
    with pytest.raises(WrongState):
        desk.do("revise", TRIP, by="unit")


def test_art_4_1_one_item_may_be_corrected_once() -> None:
    desk = approved()
    nurse = replace(DOCTOR, person_id="cb-009", name="Phạm Thị Dung")
    two = amended(
        desk,
        by="correction",
        decision=None,
        members=(VICE_CHAIR, nurse),
        departs_on=date(2026, 6, 21),
        days=6,
    )
    assert refused(lambda: desk.do("amend-decision", two, by="chair")) == ["/by"]

    one = amended(desk, by="correction", decision=None, members=(VICE_CHAIR, nurse))
    desk.do("amend-decision", one, by="chair")
    assert desk.fields.decision.number == "77/QĐ-UBND"

    again = amended(desk, by="correction", decision=None, members=(VICE_CHAIR, DOCTOR))
    with pytest.raises(Refused, match="một lần"):
        desk.do("amend-decision", again, by="chair")


def test_art_4_1_the_document_fits_its_kind() -> None:
    desk = approved()
    alone = (VICE_CHAIR,)
    same = Decision(number="77/QĐ-UBND", date=desk.today)

    for change in (
        amended(desk, members=alone, decision=None),
        amended(desk, members=alone, decision=same),
        amended(desk, members=alone, by="correction"),
    ):
        assert refused(lambda c=change: desk.do("amend-decision", c, by="chair")) == ["/decision"]
    assert refused(lambda: desk.do("amend-decision", amended(desk), by="chair")) == ["/members"]


def test_an_amended_journey_obeys_the_same_rules() -> None:
    desk = approved()
    leader = replace(DOCTOR, person_id="cb-010", managed_by=Managed.PARTY)

    wrong_days = amended(desk, days=9)
    assert "/days" in refused(lambda: desk.do("amend-decision", wrong_days, by="chair"))
    new_leader = amended(desk, members=(VICE_CHAIR, leader))
    assert refused(lambda: desk.do("amend-decision", new_leader, by="chair")) == ["/party_consent"]
    lower = amended(desk, members=(DIRECTOR, DOCTOR))
    assert "/members" in refused(lambda: desk.do("amend-decision", lower, by="chair"))
    past = amended(desk, departs_on=date(2026, 5, 20), days=38)
    assert "/departs_on" in refused(lambda: desk.do("amend-decision", past, by="chair"))
    moved = amended(desk, departs_on=date(2026, 6, 19), days=8)
    desk.do("amend-decision", moved, by="chair")
    assert desk.due("notify-missions") == date(2026, 6, 10)


def test_art_7_2_every_country_and_the_ministry_are_told() -> None:
    desk = approved().on(date(2026, 6, 8))
    one = replace(NOTICES, missions=NOTICES.missions[:1])
    tomorrow = replace(NOTICES, ministry=Decision(number="57/UBND-NV", date=date(2026, 6, 9)))

    assert refused(lambda: desk.do("notify-missions", one, by="office")) == ["/missions"]
    assert refused(lambda: desk.do("notify-missions", tomorrow, by="office")) == ["/missions"]


def test_art_7_2_leaders_do_not_leave_before_the_missions_are_told() -> None:
    desk = approved().on(OUT)
    going = Departure(departed_on=OUT, is_reminded=True)

    assert refused(lambda: desk.do("depart", going, by="unit")) == ["/notices"]


def test_a_country_added_later_must_be_told_too() -> None:
    desk = notified()
    legs = (LAOS, THAI, Leg(country="KH", arrive=BACK, depart=BACK))
    desk.do("amend-decision", amended(desk, legs=legs), by="chair").on(OUT)

    going = Departure(departed_on=OUT, is_reminded=True)
    assert refused(lambda: desk.do("depart", going, by="unit")) == ["/notices"]


def test_nobody_leaves_before_the_decision_or_unreminded() -> None:
    desk = approved(OF_A_UNIT).on(date(2026, 6, 2))
    early = Departure(departed_on=date(2026, 5, 31), is_reminded=True)

    assert refused(lambda: desk.do("depart", early, by="unit")) == ["/departed_on"]
    desk.on(OUT)
    unreminded = Departure(departed_on=OUT)
    assert refused(lambda: desk.do("depart", unreminded, by="unit")) == ["/is_reminded"]


def test_a_return_lies_after_the_departure_and_not_ahead() -> None:
    desk = departed().on(BACK)

    for day in (date(2026, 6, 21), date(2026, 6, 27)):
        back = Return(returned_on=day)
        assert refused(lambda b=back: desk.do("return-home", b, by="unit")) == ["/returned_on"]


def test_a_person_is_one_traveller_of_the_year_and_is_not_named() -> None:
    first = home()
    assert [t.number for t in first.fields.turns] == [1, 1]

    spring = other_trip(departs_on=date(2026, 3, 2), returns_on=date(2026, 3, 4))
    last_year = other_trip(departs_on=date(2025, 12, 1), returns_on=date(2025, 12, 5))
    back = [replace(d, state="closed") for d in (spring, last_year)]
    again = home(approved(OF_A_UNIT, others=back))
    there = {m.person_id for m in spring.fields.members}
    numbers = [1 + (m.person_id in there) for m in OF_A_UNIT.members]
    assert [t.number for t in again.fields.turns] == numbers
    assert sum(numbers) > len(numbers)
    told = announce("delegations", OUTBOUND_DELEGATION, again.outcomes[-1])
    assert "cb-002" not in str(told)


def test_art_7_3_it_is_closed_when_the_ministry_knows_and_passports_are_back() -> None:
    desk = home()
    early = Reported(report="r1", document=Decision(number="1/BC", date=date(2026, 6, 25)))
    assert refused(lambda: desk.do("note-reported", early, by="system")) == ["/document"]

    desk.on(date(2026, 7, 1))
    told = Reported(report="r1", document=Decision(number="90/BC-UBND", date=desk.today))
    desk.do("note-reported", told, by="system")
    assert refused(lambda: desk.do("close", by="officer")) == [
        "/results_notice",
        "/passports_back",
    ]
    before = Decision(number="91/UBND-NV", date=date(2026, 6, 25))
    assert refused(lambda: desk.do("notify-results", before, by="office")) == ["/date"]
    desk.do("notify-results", Decision(number="91/UBND-NV", date=desk.today), by="office")
    desk.do("note-passports", PassportsBack(passports=("cb-001",)), by="officer")

    assert desk.do("close", by="officer").state == "closed"


def test_before_the_decision_the_unit_withdraws_after_it_the_authority_cancels() -> None:
    why = WithReason(reason="bạn hoãn đón")
    assert submitted().do("withdraw", why, by="unit").state == "cancelled"

    desk = approved()
    with pytest.raises(WrongState):
        desk.do("withdraw", why, by="unit")
    with pytest.raises(NotYourRole):
        desk.do("cancel", why, by="unit")
    assert desk.do("cancel", why, by="chair").state == "cancelled"


def test_it_may_be_returned_or_refused() -> None:
    why = WithReason(reason="thiếu thư mời")
    desk = submitted().do("return", why, by="officer").do("revise", TRIP, by="unit")
    assert desk.state == "draft"
    assert presented().do("reject", why, by="chair").state == "rejected"


def test_no_event_carries_a_person() -> None:
    assert {"members", "invitation"} & set(OUTBOUND_DELEGATION.discloses.province) == set()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("xin-phep", ["V/v xin phép", "12/SYT-VP", "Trần Thị Bình"]),
        ("to-trinh", ["TỜ TRÌNH", "diện Tỉnh ủy quản lý", "120-CV/TU"]),
        ("quyet-dinh", ["QUYẾT ĐỊNH", "77/QĐ-UBND", "Nguyễn Văn An", "Trần Thị Bình", "5 ngày"]),
        ("thong-bao", ["Pakse", "Đại sứ quán Việt Nam tại Thái Lan", "57/UBND-NV"]),
        ("ket-qua", ["Bộ Ngoại giao", "Lào, Thái Lan"]),
    ],
)
def test_papers(name: str, wanted: list[str]) -> None:
    desk = home()
    paper = next(p for p in OUTBOUND_DELEGATION.papers if p.name == name)
    document = paper.makes(desk.dossier, desk.province)
    pages = PdfReader(BytesIO(render_pdf(document))).pages
    words = " ".join(" ".join(p.extract_text() for p in pages).split())

    assert render_docx(document).startswith(b"PK")
    assert [w for w in wanted if w not in words] == []
