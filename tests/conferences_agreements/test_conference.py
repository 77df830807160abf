"""International conferences: 06/2020/QĐ-TTg article by article, S004 2.14, S002 Điều 14."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Dossier, ReasonNeeded, Refused, WrongState
from casework.province import Delegated, Value
from casework.sensitive import Matter
from casework.vocabulary import Decision, Funding, FundingLine, Rank, WithReason
from conferences_agreements.conference_forms import (
    REPORT,
    SCHEME,
    Asked,
    Authority,
    Classify,
    ConferenceForm,
    Contribution,
    FiledReport,
    Guests,
    Held,
    OrganiserKind,
    ResultReport,
    Stated,
    Suspension,
    Topic,
    WithDecision,
)  # fmt: skip
from conferences_agreements.procedures.conference import CONFERENCE
from conferences_agreements.sections import Section
from support.desk import Desk

FILED = date(2026, 8, 3)
STARTS, ENDS = date(2026, 10, 12), date(2026, 10, 13)
THIRTY_BEFORE, FORTY_BEFORE = date(2026, 9, 11), date(2026, 9, 1)


def written(param: Any) -> tuple[Section, ...]:
    return tuple(Section(title=t, text="đã ghi") for t in param.default)


SEMINAR = ConferenceForm(
    name="Hội thảo y tế dự phòng Việt - Nhật",
    organiser="Sở Y tế",
    organiser_kind=OrganiserKind.PROVINCIAL,
    topics=(Topic.HEALTH,),
    content="Y tế dự phòng",
    starts_on=STARTS,
    ends_on=ENDS,
    venue="Vĩnh Long",
    vietnamese_participants=60,
    foreign=(Guests(country="JP", number=8, highest=Rank.DIRECTOR),),
    funding=(FundingLine(source=Funding.LOCAL),),
    request=Decision(number="12/SYT-NV", date=date(2026, 8, 1)),
    scheme=written(SCHEME),
    secrecy_checked=True,
)
WITH_MINISTER = replace(
    SEMINAR,
    foreign=(Guests(country="JP", number=8, highest=Rank.MINISTER),),
    authority=Authority.PRIME_MINISTER,
)
ON_RELIGION = replace(SEMINAR, topics=(Topic.RELIGION,))
RELIGION_DECENTRALISED = Value(
    service="conferences-agreements",
    name="conference.decentralised-grounds",
    law="1/2026/QĐ-UBND",
    since=date(2026, 1, 1),
    mark="X",
    list=("religion",),
)


def drafted(form: ConferenceForm = SEMINAR, today: date = FILED, **more: Any) -> Desk:
    desk = Desk(CONFERENCE, today, **more)
    return desk.lodge(form, by="unit", unit="so-y-te")


def submitted(form: ConferenceForm = SEMINAR, today: date = FILED, **more: Any) -> Desk:
    return drafted(form, today, **more).do("submit", by="unit", late_reason="muộn")


def classified(
    form: ConferenceForm = SEMINAR, as_: str = "chairman", today: date = FILED, **more: Any
) -> Desk:
    desk = submitted(form, today, **more)
    return desk.do("classify", Classify(authority=Authority(as_)), by="officer")


def consulted(form: ConferenceForm = SEMINAR, as_: str = "chairman", **more: Any) -> Desk:
    desk = classified(form, as_, **more)
    return desk.do("consult", Asked(bodies=("cong-an-tinh",)), by="director")


def number(desk: Desk, of: str = "55/UBND-NV") -> Decision:
    return Decision(number=of, date=desk.today)


def permitted(**more: Any) -> Desk:
    desk = consulted(**more).reply("cong-an-tinh")
    return desk.do("permit", number(desk), by="chair")


HELD = Held(
    started_on=STARTS, ended_on=ENDS, organiser="Sở Y tế",
    vietnamese_attended=58, foreign_attended=7,
)  # fmt: skip


def held() -> Desk:
    return permitted().on(date(2026, 10, 14)).do("hold", HELD, by="unit")


def result(desk: Desk, **more: Any) -> ResultReport:
    return ResultReport(number="9/BC-SYT", date=desk.today, sections=written(REPORT), **more)


def refused(desk: Desk, step: str, data: Any = None, by: str = "unit") -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        desk.do(step, data, by=by, late_reason="muộn")
    return [(f.at, f.law) for f in refusal.value.failures]


def test_the_chairman_s_class_from_request_to_archive() -> None:
    desk = held().on(date(2026, 10, 20))
    desk.do("report", result(desk), by="unit").do("close", by="officer")

    assert desk.state == "closed"
    assert desk.fields.permit.number == "55/UBND-NV"


def test_the_prime_minister_s_class_goes_up_and_comes_back() -> None:
    desk = consulted(WITH_MINISTER, "prime-minister")
    asked = [o.body for o in desk.dossier.rounds[-1].opinions]
    for body in asked:
        desk.reply(body)
    desk.do("present", number(desk, "9/TTr-UBND"), by="office")
    desk.do("record-permit", number(desk, "812/TTg-QHQT"), by="office")

    assert asked == ["Bộ Ngoại giao", "Bộ Công an", "cong-an-tinh"]
    assert desk.state == "permitted"


def test_the_prime_minister_may_refuse() -> None:
    desk = consulted(WITH_MINISTER, "prime-minister")
    for body in ("Bộ Ngoại giao", "Bộ Công an", "cong-an-tinh"):
        desk.reply(body)
    desk.do("present", number(desk), by="office")

    no = WithReason(reason="chưa phù hợp")
    assert desk.do("record-refusal", no, by="office").state == "refused"


def test_art_1_1_a_press_conference_is_outside() -> None:
    with pytest.raises(Refused, match="Họp báo") as refusal:
        drafted(replace(SEMINAR, kind="press-conference"))

    assert refusal.value.law == "06/2020/QĐ-TTg, Điều 1 khoản 1"


def test_art_1_2b_mass_organisations_follow_the_party() -> None:
    with pytest.raises(Refused, match="quy định của Đảng") as refusal:
        drafted(replace(SEMINAR, organiser_kind=OrganiserKind.MASS))

    assert refusal.value.law == "06/2020/QĐ-TTg, Điều 1 khoản 2 điểm b"


def test_art_2_a_foreign_element_and_an_end_in_vietnam() -> None:
    with pytest.raises(Refused, match="yếu tố nước ngoài") as refusal:
        drafted(replace(SEMINAR, foreign=()))
    assert refusal.value.law == "06/2020/QĐ-TTg, Điều 2"
    assert drafted(replace(SEMINAR, foreign=(), foreign_sponsor=True)).state == "draft"

    with pytest.raises(Refused, match="điểm cầu"):
        drafted(replace(SEMINAR, mode="online"))
    assert drafted(replace(SEMINAR, mode="hybrid", vietnamese_ends=1)).state == "draft"


def test_a_file_has_dates_in_order_people_and_known_countries() -> None:
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        drafted(replace(SEMINAR, ends_on=date(2026, 10, 11)))
    nobody = replace(SEMINAR, foreign=(), foreign_sponsor=True, vietnamese_participants=0)
    with pytest.raises(Refused, match="ít nhất một đại biểu"):
        drafted(nobody)
    with pytest.raises(Refused) as refusal:
        drafted(replace(SEMINAR, foreign=(Guests(country="QQ", number=1),)))
    assert refusal.value.failures[0].at == "/foreign/0/country"


def test_art_3_1_a_minister_level_guest_is_not_the_chairman_s() -> None:
    desk = submitted(WITH_MINISTER)
    here = Classify(authority=Authority.CHAIRMAN)

    assert refused(desk, "classify", here, "officer") == [
        ("/authority", "06/2020/QĐ-TTg, Điều 3 khoản 1")
    ]


@pytest.mark.parametrize(
    "topic", ["sovereignty", "security", "defence", "ethnicity", "religion", "human-rights"]
)
def test_art_3_1_a_listed_topic_is_not_the_chairman_s(topic: str) -> None:
    desk = submitted(replace(SEMINAR, topics=(Topic(topic), Topic.HEALTH)))
    here = Classify(authority=Authority.CHAIRMAN)

    assert refused(desk, "classify", here, "officer") == [
        ("/authority", "06/2020/QĐ-TTg, Điều 3 khoản 1")
    ]


def test_art_3_1_nothing_goes_up_without_a_ground() -> None:
    up = Classify(authority=Authority.PRIME_MINISTER)

    assert refused(submitted(), "classify", up, "officer")[0][0] == "/authority"


def test_decree_134_a_class_is_decentralised_only_by_the_province_s_text() -> None:
    here = Classify(authority=Authority.DECENTRALISED)
    assert refused(submitted(ON_RELIGION), "classify", here, "officer") == [
        ("/authority", "134/2025/NĐ-CP")
    ]

    desk = consulted(ON_RELIGION, "decentralised", values=[RELIGION_DECENTRALISED])
    desk.reply("cong-an-tinh").do("permit", number(desk), by="chair")
    assert desk.state == "permitted"
    assert desk.due("file") == THIRTY_BEFORE


def test_s004_2_14b_another_authority_s_conference_gets_an_opinion_only() -> None:
    central = replace(SEMINAR, organiser_kind=OrganiserKind.CENTRAL)
    here = Classify(authority=Authority.CHAIRMAN)
    assert refused(submitted(central), "classify", here, "officer")[0][1] == (
        "22/2012/QĐ-UBND, Điều 14 khoản 1"
    )

    desk = classified(central, "other")
    said = Stated(number="60/UBND-NV", date=desk.today, content="Đồng ý, phối hợp quản lý")
    assert desk.do("give-opinion", said, by="chair").state == "opined"

    desk = consulted(central, "other").reply("cong-an-tinh")
    with pytest.raises(Refused, match="người có thẩm quyền khác"):
        desk.do("permit", number(desk), by="chair")


def test_art_3_2_the_director_permits_only_when_delegated() -> None:
    desk = consulted().reply("cong-an-tinh")
    assert refused(desk, "permit", number(desk), "director") == [
        ("", "06/2020/QĐ-TTg, Điều 3 khoản 2")
    ]

    delegated = Delegated(matter="conference", law="5/QĐ-UBND", since=date(2026, 1, 1))
    desk.province = replace(desk.province, delegated=(delegated,))
    desk.do("note-sensitive", Matter(matter="vd-1"), by="system")
    assert refused(desk, "permit", number(desk), "director")[0][1] == (
        "22/2012/QĐ-UBND, Điều 19 khoản 1"
    )

    desk.do("lift-sensitive", Matter(matter="vd-1"), by="system")
    assert desk.do("permit", number(desk), by="director").state == "permitted"


def test_art_4_1_the_dossier_is_complete() -> None:
    bare = replace(SEMINAR, request=None, scheme=(), secrecy_checked=False)

    assert refused(drafted(bare), "submit") == [
        ("/request", "06/2020/QĐ-TTg, Điều 4 khoản 1 điểm a"),
        ("/secrecy_checked", "117/2025/QH15, Điều 5"),
        ("/scheme", "06/2020/QĐ-TTg, Mẫu 01"),
    ]


def test_form_01_the_province_edits_the_list_of_sections() -> None:
    own = Value(
        service="conferences-agreements",
        name="conference.mau-01",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        list=("Sự cần thiết",),
    )

    assert refused(drafted(values=[own]), "submit") == [("/scheme", "06/2020/QĐ-TTg, Mẫu 01")]
    mine = replace(SEMINAR, scheme=(Section(title="Sự cần thiết", text="cần"),))
    assert submitted(mine, values=[own]).state == "submitted"


def test_art_4_1_a_hosting_reference_is_agreed() -> None:
    hosted = replace(SEMINAR, hosting="DC-2026-000001")
    assert refused(drafted(hosted), "submit") == [("/hosting", "06/2020/QĐ-TTg, Điều 4 khoản 1")]

    consent: Dossier[Any] = Dossier(
        id="h1", code="DC-2026-000001", type="conference-hosting", regime=FILED, province="86",
        unit="so-y-te", title="", fields=SEMINAR, lodged_on=FILED, state="agreed",
    )  # fmt: skip
    desk = submitted(hosted, others=[consent])
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("hosting", "h1")]


def test_a_foreign_organiser_without_a_licence_is_refused() -> None:
    foreign = replace(SEMINAR, organiser_kind=OrganiserKind.FOREIGN)

    assert refused(drafted(foreign), "submit") == [("/licence", "06/2020/QĐ-TTg, Điều 2")]
    licence = Decision(number="7/GP-UBND", date=date(2025, 1, 2))
    assert submitted(replace(foreign, licence=licence)).state == "submitted"


def test_law_117_secret_content_leaves_the_system() -> None:
    secret = replace(SEMINAR, topics=(Topic.STATE_SECRET,))
    assert refused(drafted(secret), "submit")[0] == ("/secrecy_checked", "117/2025/QH15, Điều 5")

    with pytest.raises(Refused, match="mang dấu"):
        drafted(replace(SEMINAR, content="TỐI MẬT"))


def test_a_province_may_ask_for_translated_papers() -> None:
    paper = Contribution(title="Preventive care", language="ja")
    asks = Value(
        service="conferences-agreements",
        name="conference.translation",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        switch=True,
    )
    foreign = replace(SEMINAR, contributions=(paper,))

    assert submitted(foreign).state == "submitted"
    assert refused(drafted(foreign, values=[asks]), "submit")[0][0] == (
        "/contributions/0/is_translated"
    )


def test_a_double_is_confirmed_or_refused() -> None:
    other = replace(drafted().dossier, id="d2", state="submitted")

    assert refused(drafted(others=[other]), "submit")[0][0] == "/is_distinct"
    sure = replace(SEMINAR, is_distinct=True)
    assert submitted(sure, others=[other]).state == "submitted"


def test_d16_thirty_days_before_is_the_last_day() -> None:
    assert drafted().due("file") == THIRTY_BEFORE
    assert drafted(today=THIRTY_BEFORE).do("submit", by="unit").state == "submitted"

    late = drafted(today=date(2026, 9, 14))
    with pytest.raises(ReasonNeeded):
        late.do("submit", by="unit")
    late.do("submit", by="unit", late_reason="đối tác báo muộn")
    clock = late.dossier.clock("file")
    assert clock is not None
    assert (clock.id, clock.late_by) == ("D16", 3)


def test_d16_forty_days_for_the_prime_minister_s_class() -> None:
    assert drafted(WITH_MINISTER).due("file-above") == FORTY_BEFORE


def test_d16_a_province_may_count_in_working_days() -> None:
    forty = Value(
        service="conferences-agreements",
        name="conference.lead-other",
        law="thủ tục của tỉnh",
        since=date(2026, 1, 1),
        mark="W",
        amount=40,
        unit="working-days",
    )

    assert drafted(values=[forty]).due("file") == date(2026, 8, 14)


def test_a_past_event_is_not_submitted() -> None:
    desk = drafted(today=date(2026, 10, 14))

    assert refused(desk, "submit")[0][0] == "/starts_on"


def test_d17_bodies_answer_within_fifteen_days_and_silence_is_not_consent() -> None:
    desk = consulted()
    round_ = desk.dossier.rounds[-1]
    assert (round_.id, round_.opinions[0].due) == ("D17", date(2026, 8, 18))

    assert refused(desk, "permit", number(desk), "chair") == [("", "06/2020/QĐ-TTg, Điều 5")]
    desk.on(date(2026, 8, 19)).do("permit", number(desk), by="chair")
    assert desk.state == "permitted"


def test_who_drafted_or_classified_does_not_permit() -> None:
    desk = consulted().reply("cong-an-tinh")

    with pytest.raises(Refused, match="không được cho phép"):
        desk.do("permit", number(desk), by="chair", as_="officer.86")


def test_a_permit_after_the_start_is_refused() -> None:
    desk = consulted().reply("cong-an-tinh").on(date(2026, 10, 13))

    assert refused(desk, "permit", number(desk), "chair")[0][0] == "/date"


def test_art_4_2_not_held_before_the_permit_nor_by_another() -> None:
    with pytest.raises(WrongState):
        consulted().do("hold", HELD, by="unit")

    desk = permitted().on(date(2026, 10, 14))
    early = replace(HELD, started_on=date(2026, 8, 1))
    assert refused(desk, "hold", early)[0] == (
        "/started_on", "06/2020/QĐ-TTg, Điều 4 khoản 2 điểm a",
    )  # fmt: skip
    other = replace(HELD, organiser="Công ty X")
    assert refused(desk, "hold", other)[0][0] == "/organiser"
    coming = replace(HELD, ended_on=date(2026, 10, 15))
    assert refused(desk, "hold", coming)[0][0] == "/ended_on"


def test_d18_the_report_is_due_fifteen_days_after_the_end() -> None:
    desk = held()
    assert desk.due("report") == date(2026, 10, 28)

    early = replace(result(desk), date=ENDS.replace(day=12))
    assert refused(desk, "report", early)[0][0] == "/date"
    empty = replace(result(desk), sections=())
    assert refused(desk, "report", empty)[0] == ("/sections", "06/2020/QĐ-TTg, Mẫu 02")


def test_art_4_2c_the_prime_minister_s_class_also_reports_to_the_ministry() -> None:
    desk = consulted(WITH_MINISTER, "prime-minister")
    for body in ("Bộ Ngoại giao", "Bộ Công an", "cong-an-tinh"):
        desk.reply(body)
    desk.do("present", number(desk), by="office").do("record-permit", number(desk), by="clerk")
    desk.on(date(2026, 10, 14)).do("hold", HELD, by="unit")

    assert refused(desk, "report", result(desk))[0][0] == "/told_ministry"
    told = result(desk, told_ministry=True)
    assert desk.do("report", told, by="unit").state == "reported"


def test_d18_a_result_report_of_its_own_meets_the_duty() -> None:
    desk = held()
    filed = FiledReport(result_report="r1", number="9/BC-SYT", date=desk.today)
    desk.do("note-report", filed, by="system")

    clock = desk.dossier.clock("report")
    assert clock is not None
    assert (desk.state, clock.met is not None) == ("reported", True)
    assert ("reported-by", "r1") in [(k.rel, k.id) for k in desk.dossier.links]


def test_art_4_2c_the_file_is_not_closed_before_the_ministry_has_its_report() -> None:
    desk = consulted(WITH_MINISTER, "prime-minister")
    for body in ("Bộ Ngoại giao", "Bộ Công an", "cong-an-tinh"):
        desk.reply(body)
    desk.do("present", number(desk), by="office").do("record-permit", number(desk), by="clerk")
    desk.on(date(2026, 10, 14)).do("hold", HELD, by="unit")
    filed = FiledReport(result_report="r1", number="9/BC-SYT", date=desk.today)
    desk.do("note-report", filed, by="system")

    assert refused(desk, "close", by="officer")[0][1] == "06/2020/QĐ-TTg, Điều 4 khoản 2 điểm c"
    desk.do("report-ministry", number(desk), by="office")
    assert desk.do("close", by="officer").state == "closed"


ARISING_ON = date(2026, 10, 5)


def arising(desk: Desk) -> WithDecision:
    return WithDecision(number="70/UBND-NV", date=desk.today, reason="chuyên gia sang đột xuất")


def test_s002_14_2_an_arising_conference_is_decided_and_reported_after_its_end() -> None:
    desk = classified(today=ARISING_ON)
    desk.do("permit-arising", arising(desk), by="chair").on(date(2026, 10, 14))
    desk.do("hold", HELD, by="unit")
    clock = desk.dossier.clock("report-ministry")
    assert clock is not None
    assert (clock.id, clock.due) == ("D20", ENDS)

    desk.do("report", result(desk), by="unit")
    assert refused(desk, "close", by="officer") == [
        ("/ministry_report", "22/2012/QĐ-UBND, Điều 14 khoản 2")
    ]
    desk.do("report-ministry", number(desk), by="office", late_reason="chờ ký")
    assert desk.do("close", by="officer").state == "closed"


def test_s002_14_2_there_was_time_to_consult() -> None:
    desk = classified()

    assert refused(desk, "permit-arising", arising(desk), "chair") == [
        ("/starts_on", "22/2012/QĐ-UBND, Điều 14 khoản 2")
    ]


def test_s002_19_a_sensitive_matter_closes_the_short_path() -> None:
    desk = classified(today=ARISING_ON).do("note-sensitive", Matter(matter="vd-1"), by="system")

    assert refused(desk, "permit-arising", arising(desk), "chair") == [
        ("", "22/2012/QĐ-UBND, Điều 14 khoản 2")
    ]
    assert [(k.service, k.id) for k in desk.dossier.links] == [("reporting", "vd-1")]


def test_an_ordinary_conference_owes_the_ministry_no_word_of_its_own() -> None:
    assert refused(held(), "report-ministry", number(held()), "office") == [
        ("", "22/2012/QĐ-UBND, Điều 14 khoản 2")
    ]


def test_art_7_3_a_permitted_conference_may_be_suspended_and_resumed() -> None:
    asked = Suspension(asked_by="Bộ Công an", reason="phát sinh nội dung ngoài đề án")
    desk = permitted().do("suspend", asked, by="chair")
    with pytest.raises(WrongState):
        desk.do("hold", HELD, by="unit")

    again = WithReason(reason="đã bỏ nội dung ngoài đề án")
    assert desk.do("resume", again, by="chair").state == "permitted"


def test_only_the_chairman_cancels_what_was_permitted() -> None:
    why = WithReason(reason="đối tác hoãn chuyến đi")
    with pytest.raises(WrongState):
        permitted().do("withdraw", why, by="unit")

    assert permitted().do("cancel", why, by="chair").state == "cancelled"
    assert submitted().do("withdraw", why, by="unit").state == "cancelled"


def test_a_returned_file_is_revised_by_its_own_unit() -> None:
    desk = submitted().do("return", WithReason(reason="thiếu chương trình"), by="officer")
    desk.do("revise", replace(SEMINAR, border_commune=True, foreign_press=True), by="unit")

    assert (desk.state, desk.fields.border_commune, desk.fields.foreign_press) == (
        "draft", True, True,
    )  # fmt: skip
    assert {"border_commune", "foreign_press"} <= set(CONFERENCE.discloses.province)


def test_no_names_are_disclosed() -> None:
    assert not {"contributions", "licence", "matters"} & set(CONFERENCE.discloses.province)
