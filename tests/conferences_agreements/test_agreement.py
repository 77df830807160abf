"""International agreements, level by level: 70/2020/QH14, 64/2021/NĐ-CP, 177/2025/NĐ-CP."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused, WrongState
from casework.province import Value
from casework.sensitive import Matter
from casework.vocabulary import Decision, WithReason
from conferences_agreements import agreement_forms as forms
from conferences_agreements.agreement_forms import (
    AgreementForm,
    Asked,
    Explained,
    Field,
    Level,
    NameType,
    PartnerKind,
    Published,
    Registered,
    Renewal,
    Replaced,
    Signed,
)
from conferences_agreements.implementation import Plan, Progress, YearLine
from conferences_agreements.procedures.agreement import AGREEMENT
from conferences_agreements.sections import Section
from support.desk import Desk

TODAY = date(2026, 3, 2)  # a Monday
WEEK_LATER = date(2026, 3, 11)  # seven working days
HERE = "conferences-agreements"


def sections(titles: tuple[str, ...]) -> tuple[Section, ...]:
    return tuple(Section(title=t, text="đã ghi") for t in titles)


PROVINCIAL = AgreementForm(
    name="Bản ghi nhớ hợp tác giữa tỉnh Vĩnh Long và tỉnh Champasak",
    name_type=NameType.MEMORANDUM,
    level=Level.PROVINCE,
    party="Ủy ban nhân dân tỉnh Vĩnh Long",
    partner="Chính quyền tỉnh Champasak",
    partner_kind=PartnerKind.LOCAL,
    country="LA",
    areas=(Field.ECONOMY,),
    content="Thương mại, đầu tư",
    method="Trao đổi đoàn",
    effect="Có hiệu lực từ ngày ký, thời hạn 05 năm",
    signing_plan="Tháng 6/2026, tại Pakse",
    languages=("vi", "lo"),
    signatory="Nguyễn Văn A",
    signatory_title="Chủ tịch UBND tỉnh",
    responsibilities="Sở Công Thương chủ trì",
    has_vietnamese=True,
    proposal=sections(forms.PROPOSAL_OF_PROVINCE),
)
DEPARTMENTAL = replace(
    PROVINCIAL,
    level=Level.DEPARTMENT,
    party="Sở Y tế",
    areas=(Field.HEALTH,),
    is_non_binding=True,
    proposal=sections(forms.PROPOSAL),
)
OF_ORGANISATION = replace(DEPARTMENTAL, level=Level.ORGANISATION, party="Liên hiệp hữu nghị tỉnh")
OF_COMMUNE = replace(
    DEPARTMENTAL,
    level=Level.COMMUNE,
    party="UBND xã Sin Suối Hồ",
    commune="xa-sin-suoi-ho",
    equal_level=True,
    areas=(Field.TWINNING, Field.BORDER),
)
OF_DISTRICT = replace(
    DEPARTMENTAL,
    level=Level.DISTRICT,
    party="UBND huyện Bình Đại",
    signed_earlier=date(2024, 5, 6),
)
BORDER = Value(
    service=HERE,
    name="agreement.border-communes",
    law="34/2014/NĐ-CP",
    since=date(2025, 7, 1),
    list=("xa-sin-suoi-ho",),
)
SIGNED = Signed(
    signed_on=date(2026, 6, 1),
    place="Pakse",
    kept_at="Sở Ngoại vụ",
    effective_on=date(2026, 6, 1),
    expires_on=date(2031, 5, 31),
)


def drafted(form: AgreementForm = PROVINCIAL, **more: Any) -> Desk:
    return Desk(AGREEMENT, TODAY, values=[BORDER], **more).lodge(form, by="unit", unit="so-y-te")


def accepted(form: AgreementForm = PROVINCIAL, **more: Any) -> Desk:
    desk = drafted(form, **more)
    return desk.do("submit", Explained(), by="unit").do("accept", by="officer")


def number(desk: Desk, of: str = "88/QĐ-UBND") -> Decision:
    return Decision(number=of, date=desk.today)


def consulted(form: AgreementForm = PROVINCIAL) -> Desk:
    return accepted(form).do("consult", Asked(bodies=("so-cong-thuong",)), by="director")


def answered(last: Any = "agree") -> Desk:
    return consulted().reply("Bộ Ngoại giao").reply("so-cong-thuong", last)


def presented() -> Desk:
    return answered().do("present", Explained(), by="director")


def decided() -> Desk:
    desk = presented()
    return desk.do("decide", number(desk), by="chair")


def signed(told: Signed = SIGNED) -> Desk:
    desk = decided().on(date(2026, 6, 2))
    return desk.do("sign", told, by="officer")


def in_force(told: Signed = SIGNED) -> Desk:
    desk = signed(told)
    desk.do("report", number(desk, "12/BC-UBND"), by="officer")
    return desk.do("enter-into-force", by="officer")


def refused(desk: Desk, step: str, data: Any = None, by: str = "unit") -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        desk.do(step, data, by=by, late_reason="muộn")
    return [(f.at, f.law) for f in refusal.value.failures]


def refused_draft(**wrong: Any) -> list[tuple[str, str]]:
    form = wrong.pop("of", PROVINCIAL)
    with pytest.raises(Refused) as refusal:
        drafted(replace(form, **wrong))
    return [(f.at, f.law) for f in refusal.value.failures]


# The province


def test_art_19_the_province_s_way_from_proposal_to_force() -> None:
    desk = in_force()

    assert desk.state == "in-force"
    assert [o.body for o in desk.dossier.rounds[0].opinions] == ["Bộ Ngoại giao", "so-cong-thuong"]
    assert desk.fields.years == (YearLine(year=2026),)


def test_d21_bodies_answer_within_seven_working_days() -> None:
    round_ = consulted().dossier.rounds[0]

    assert (round_.id, round_.law) == ("D21", "70/2020/QH14, Điều 19 khoản 2")
    assert round_.opinions[0].due == WEEK_LATER


def test_art_25_defence_security_and_investment_ask_their_ministries() -> None:
    wide = replace(PROVINCIAL, on_defence=True, on_security=True, on_investment=True)
    desk = accepted(wide).do("consult", Asked(), by="director")

    assert [o.body for o in desk.dossier.rounds[0].opinions] == [
        *("Bộ Ngoại giao", "Bộ Quốc phòng", "Bộ Công an", "Bộ Tài chính")
    ]


def test_art_19_2_presenting_waits_for_consultation_and_answers() -> None:
    assert refused(accepted(), "present", Explained(), "director") == [
        ("", "70/2020/QH14, Điều 19 khoản 2")
    ]
    assert refused(consulted(), "present", Explained(), "director") == [
        ("", "70/2020/QH14, Điều 19 khoản 2")
    ]
    silent = consulted().on(date(2026, 3, 12)).do("present", Explained(), by="director")
    assert silent.state == "presented"


def test_art_19_4_a_disagreement_goes_to_the_prime_minister() -> None:
    desk = answered("disagree")
    told = Explained(explanation="Đã tiếp thu một phần")
    assert refused(desk, "present", told, "director") == [
        ("/pm_consent", "70/2020/QH14, Điều 19 khoản 4")
    ]

    desk.do("ask-prime-minister", number(desk, "5/UBND-NV"), by="office")
    clock = desk.dossier.clock("pm-opinion")
    assert clock is not None
    assert (clock.id, clock.due) == ("D22", WEEK_LATER)
    desk.do("record-pm-consent", number(desk, "812/TTg-QHQT"), by="office")
    desk.do("present", told, by="director").do("decide", number(desk), by="chair")
    assert desk.do("sign", replace(SIGNED, signed_on=TODAY), by="officer").state == "signed"


def test_art_19_4_a_late_disagreement_still_stops_the_signing() -> None:
    desk = consulted().reply("Bộ Ngoại giao").on(date(2026, 3, 12))
    desk.do("present", Explained(), by="director").do("decide", number(desk), by="chair")
    desk.reply("so-cong-thuong", "disagree").on(date(2026, 6, 2))

    assert refused(desk, "sign", SIGNED, "officer") == [
        ("/pm_consent", "70/2020/QH14, Điều 19 khoản 4")
    ]


def test_art_19_4_the_prime_minister_is_asked_for_nothing_less() -> None:
    desk = answered()

    assert refused(desk, "ask-prime-minister", number(desk), "office") == [
        ("", "70/2020/QH14, Điều 19 khoản 4")
    ]


def test_art_19_4_the_prime_minister_may_refuse() -> None:
    desk = answered("disagree")
    desk.do("ask-prime-minister", number(desk), by="office")
    no = WithReason(reason="chưa phù hợp")

    assert desk.do("record-pm-refusal", no, by="office").state == "refused"


def test_a_body_asked_again_may_change_its_mind() -> None:
    desk = answered("disagree").do("consult", Asked(bodies=("so-cong-thuong",)), by="director")
    desk.reply("Bộ Ngoại giao").reply("so-cong-thuong")

    assert desk.do("present", Explained(), by="director").state == "presented"


def test_decree_64_art_12_differing_opinions_are_explained() -> None:
    desk = answered("agree-with-comments")

    assert refused(desk, "present", Explained(), "director") == [
        ("/explanation", "64/2021/NĐ-CP, Điều 12")
    ]
    told = Explained(explanation="Đã chỉnh Điều 3")
    assert desk.do("present", told, by="director").state == "presented"


def test_d23_the_province_reports_within_fifteen_days_of_signing() -> None:
    desk = signed()
    clock = desk.dossier.clock("report-province")
    assert clock is not None
    assert (clock.id, clock.due, clock.owed_to) == (
        *("D23", date(2026, 6, 16), "Thủ tướng; Bộ Ngoại giao"),
    )

    early = Decision(number="12/BC-UBND", date=date(2026, 5, 31))
    assert refused(desk, "report", early, "officer")[0] == (
        "/date",
        "Quy tắc lập hồ sơ",
    )
    desk.on(date(2026, 6, 17))
    with pytest.raises(ReasonNeeded):
        desk.do("report", number(desk), by="officer")


def test_d24_the_short_procedure_needs_its_ground_and_its_proof() -> None:
    assert refused(accepted(), "consult-short", Asked(), "director") == [
        ("/short_proof", "70/2020/QH14, Điều 35 khoản 2")
    ]
    unproved = replace(PROVINCIAL, short_ground="high-level-visit")
    assert refused(accepted(unproved), "consult-short", Asked(), "director")

    proof = Decision(number="3/BNG-LT", date=TODAY)
    short = accepted(replace(unproved, short_proof=proof))
    short.do("consult-short", Asked(), by="director")
    round_ = short.dossier.rounds[0]
    assert (round_.id, round_.opinions[0].due) == ("D24", date(2026, 3, 5))


def test_r31_a_sensitive_matter_closes_the_short_procedure_and_publication() -> None:
    proof = Decision(number="3/BNG-LT", date=TODAY)
    short = replace(PROVINCIAL, short_ground="relief", short_proof=proof)
    desk = accepted(short).do("note-sensitive", Matter(matter="vd-1"), by="system")
    assert refused(desk, "consult-short", Asked(), "director") == [
        ("", "22/2012/QĐ-UBND, Điều 19 khoản 1")
    ]

    desk = in_force().do("note-sensitive", Matter(matter="vd-1"), by="system")
    portal = Published(at="Cổng thông tin điện tử")
    assert refused(desk, "publish", portal, "clerk") == [("", "22/2012/QĐ-UBND, Điều 19 khoản 1")]
    desk.do("lift-sensitive", Matter(matter="vd-1"), by="system")
    assert desk.do("publish", portal, by="clerk").fields.published_at == "Cổng thông tin điện tử"


def test_art_18_the_council_s_agreement_is_its_chairman_s() -> None:
    council = replace(PROVINCIAL, of_council=True, party="HĐND tỉnh")
    desk = consulted(council).reply("Bộ Ngoại giao").reply("so-cong-thuong")
    desk.do("present", Explained(), by="director")

    assert refused(desk, "decide", number(desk), "chair") == [("/level", "70/2020/QH14, Điều 18")]
    assert desk.do("decide", number(desk, "2/NQ-HĐND"), by="office").state == "decided"


def test_art_18_nobody_decides_for_the_chairman() -> None:
    desk = presented()

    assert refused(desk, "decide", number(desk), "office") == [("/level", "70/2020/QH14, Điều 18")]
    with pytest.raises(Refused, match="không được quyết định ký"):
        desk.do("decide", number(desk), by="chair", as_="officer.86")


# Refusals at drafting and filing


@pytest.mark.parametrize("name", ["Công ước", "Hiệp ước", "Định ước", "HIỆP ĐỊNH"])
def test_art_6_names_of_treaties_are_refused(name: str) -> None:
    assert refused_draft(name=f"{name} hợp tác") == [("/name", "70/2020/QH14, Điều 6")]


def test_content_that_should_be_a_treaty_is_refused() -> None:
    assert refused_draft(is_treaty_matter=True) == [
        ("/is_treaty_matter", "70/2020/QH14, Điều 2 khoản 1")
    ]


def test_decree_177_no_new_agreement_in_the_name_of_a_district() -> None:
    assert refused_draft(of=OF_DISTRICT, signed_earlier=None) == [
        ("/signed_earlier", "177/2025/NĐ-CP, Điều 3 khoản 4")
    ]
    assert refused_draft(of=OF_DISTRICT, signed_earlier=date(2025, 7, 1)) == [
        ("/signed_earlier", "177/2025/NĐ-CP, Điều 3 khoản 4")
    ]


def test_art_3_6_a_commune_is_at_the_border_and_keeps_to_its_fields() -> None:
    assert refused_draft(of=OF_COMMUNE, commune="xa-khac") == [
        ("/commune", "70/2020/QH14, Điều 3 khoản 6")
    ]
    assert refused_draft(of=OF_COMMUNE, areas=(Field.TWINNING, Field.ECONOMY)) == [
        ("/areas", "70/2020/QH14, Điều 3 khoản 6")
    ]
    assert refused_draft(of=OF_COMMUNE, equal_level=False) == [
        ("/equal_level", "70/2020/QH14, Điều 3 khoản 6")
    ]


def test_a_council_is_provincial_and_a_country_is_known() -> None:
    assert refused_draft(of=DEPARTMENTAL, of_council=True)[0][0] == "/of_council"
    assert refused_draft(country="QQ")[0][0] == "/country"


def test_decree_64_art_11_a_vietnamese_text_a_full_proposal() -> None:
    bare = replace(PROVINCIAL, has_vietnamese=False, proposal=sections(forms.PROPOSAL))

    assert refused(drafted(bare), "submit", Explained()) == [
        ("/has_vietnamese", "64/2021/NĐ-CP, Điều 11"),
        ("/proposal", "64/2021/NĐ-CP, Điều 11"),
    ]


def test_decree_64_art_3_3_a_department_s_agreement_does_not_bind() -> None:
    binding = replace(DEPARTMENTAL, is_non_binding=False)

    assert refused(drafted(binding), "consult-own", Asked()) == [
        ("/is_non_binding", "64/2021/NĐ-CP, Điều 3 khoản 3")
    ]


@pytest.mark.parametrize(
    ("field", "empty", "point"),
    [
        ("content", "", "c"),
        ("method", "", "c"),
        ("effect", "", "d"),
        ("signing_plan", "", "đ"),
        ("languages", (), "đ"),
        ("signatory", "", "e"),
        ("signatory_title", "", "e"),
    ],
)
def test_decree_64_art_3_1_mandatory_content(field: str, empty: Any, point: str) -> None:
    desk = drafted(replace(DEPARTMENTAL, **{field: empty}))

    assert refused(desk, "consult-own", Asked()) == [
        (f"/{field}", f"64/2021/NĐ-CP, Điều 3 khoản 1 điểm {point}")
    ]


def test_decree_64_art_17_silence_has_a_ground() -> None:
    hidden = replace(PROVINCIAL, is_public=False)
    assert refused(drafted(hidden), "submit", Explained()) == [
        ("/unpublished_ground", "64/2021/NĐ-CP, Điều 17")
    ]

    agreed = replace(hidden, unpublished_ground="hai bên thống nhất")
    desk = accepted(agreed).do("consult", Asked(), by="director").reply("Bộ Ngoại giao")
    desk.do("present", Explained(), by="director").do("decide", number(desk), by="chair")
    desk.do("sign", replace(SIGNED, signed_on=TODAY), by="officer")
    assert refused(desk, "publish", Published(at="Cổng"), "clerk") == [
        ("/is_public", "64/2021/NĐ-CP, Điều 17")
    ]


def test_secrets_stay_out() -> None:
    with pytest.raises(Refused, match="mang dấu"):
        drafted(replace(PROVINCIAL, content="TUYỆT MẬT"))


# Signing


def test_no_signing_before_the_decision_nor_in_the_future() -> None:
    desk = decided().on(date(2026, 6, 2))
    before = replace(SIGNED, signed_on=date(2026, 3, 1))
    after = replace(SIGNED, signed_on=date(2026, 6, 3))

    assert refused(desk, "sign", before, "officer") == [("/signed_on", "Quy tắc lập hồ sơ")]
    assert refused(desk, "sign", after, "officer") == [("/signed_on", "Quy tắc lập hồ sơ")]
    with pytest.raises(WrongState):
        presented().do("sign", SIGNED, by="officer")


def test_a_term_does_not_end_before_it_begins() -> None:
    desk = decided().on(date(2026, 6, 2))
    wrong = replace(SIGNED, expires_on=date(2026, 5, 31))

    assert refused(desk, "sign", wrong, "officer") == [("/expires_on", "Quy tắc lập hồ sơ")]


def test_it_is_in_force_from_its_own_day() -> None:
    desk = signed(replace(SIGNED, effective_on=date(2026, 7, 1)))
    desk.do("report", number(desk), by="officer")

    assert refused(desk, "enter-into-force", by="officer")[0][0] == "/effective_on"
    assert desk.on(date(2026, 7, 1)).do("enter-into-force", by="system").state == "in-force"


# The department


def test_decree_64_art_5_a_department_consults_first_and_the_chairman_decides() -> None:
    desk = drafted(DEPARTMENTAL)
    assert refused(desk, "submit", Explained()) == [("", "64/2021/NĐ-CP, Điều 5 khoản 2")]

    desk.do("consult-own", Asked(bodies=("so-tai-chinh",)), by="unit")
    round_ = desk.dossier.rounds[0]
    assert (round_.id, round_.opinions[0].due) == ("D25", WEEK_LATER)
    desk.reply("so-ngoai-vu").reply("so-tai-chinh")
    desk.do("submit", Explained(), by="unit").do("accept", by="officer")
    desk.do("present", Explained(), by="director")
    assert desk.explained("decide-department").clock.id == "D26"
    assert desk.due("decide-department") == date(2026, 3, 9)
    desk.do("decide", number(desk), by="chair")
    desk.do("sign", replace(SIGNED, signed_on=TODAY), by="unit")
    assert desk.explained("report-department").clock.id == "D27"


def test_a_department_does_not_go_round_the_reception() -> None:
    desk = drafted(DEPARTMENTAL).do("consult-own", Asked(), by="unit").reply("so-ngoai-vu")

    assert refused(desk, "present", Explained(), "director") == [("", "64/2021/NĐ-CP, Điều 12")]


@pytest.mark.parametrize(
    ("step", "law", "of"),
    [
        ("consult", "70/2020/QH14, Điều 19 khoản 2", OF_COMMUNE),
        ("consult-short", "70/2020/QH14, Điều 39 khoản 2", OF_COMMUNE),
        ("consult-commune", "64/2021/NĐ-CP, Điều 7 khoản 5", PROVINCIAL),
    ],
)
def test_each_level_has_its_own_way_after_filing(step: str, law: str, of: AgreementForm) -> None:
    assert ("/level", law) in refused(accepted(of), step, Asked(), "director")


@pytest.mark.parametrize(
    ("step", "law"),
    [
        ("consult-own", "64/2021/NĐ-CP, Điều 5 khoản 2"),
        ("consult-organisation", "64/2021/NĐ-CP, Điều 8"),
        ("ask-department", "64/2021/NĐ-CP, Điều 7 khoản 2"),
    ],
)
def test_each_level_has_its_own_way_before_filing(step: str, law: str) -> None:
    assert ("/level", law) in refused(drafted(), step, Asked())


def test_only_the_province_asks_the_prime_minister_only_an_organisation_its_own_body() -> None:
    desk = drafted(DEPARTMENTAL).do("consult-own", Asked(), by="unit")
    desk.reply("so-ngoai-vu", "disagree")

    assert refused(desk, "ask-prime-minister", number(desk), "office") == [
        ("/level", "70/2020/QH14, Điều 19 khoản 4")
    ]
    told = Explained(explanation="Giữ nguyên")
    assert refused(desk, "present-own", told) == [("/level", "64/2021/NĐ-CP, Điều 8")]


def test_decree_64_art_10_the_decision_says_who_does_what() -> None:
    vague = replace(DEPARTMENTAL, responsibilities="")
    desk = drafted(vague).do("consult-own", Asked(), by="unit").reply("so-ngoai-vu")
    desk.do("submit", Explained(), by="unit").do("accept", by="officer")
    desk.do("present", Explained(), by="director")

    assert refused(desk, "decide", number(desk), "chair") == [
        ("/responsibilities", "64/2021/NĐ-CP, Điều 10")
    ]


# The border commune


def test_decree_177_a_commune_that_asked_first() -> None:
    desk = drafted(OF_COMMUNE).do("ask-department", Asked(), by="unit")
    round_ = desk.dossier.rounds[0]
    assert (round_.id, round_.opinions[0].body, round_.opinions[0].due) == (
        *("D28", "so-ngoai-vu", WEEK_LATER),
    )

    assert refused(desk, "submit", Explained()) == [("", "70/2020/QH14, Điều 19 khoản 2")]
    desk.reply("so-ngoai-vu")
    assert desk.explained("explain").clock.id == "D29"
    assert desk.due("explain") == date(2026, 3, 9)
    desk.do("submit", Explained(), by="unit").do("accept", by="officer")
    desk.do("present", Explained(), by="director")
    assert desk.explained("decide-border-commune").clock.id == "D32"
    desk.do("decide", number(desk), by="chair")
    desk.do("sign", replace(SIGNED, signed_on=TODAY), by="unit")
    assert desk.explained("report-border-commune").clock.id == "D33"


def test_decree_177_the_department_asks_others_when_it_gave_no_opinion() -> None:
    desk = accepted(OF_COMMUNE)
    assert desk.explained("consult-for-commune").clock.id == "D30"
    assert desk.due("consult-for-commune") == date(2026, 3, 5)
    assert refused(desk, "present", Explained(), "director") == [
        ("", "64/2021/NĐ-CP, Điều 7 khoản 4")
    ]

    desk.do("consult-commune", Asked(), by="director")
    round_ = desk.dossier.rounds[0]
    assert (round_.id, [o.body for o in round_.opinions]) == (
        *("D31", ["cong-an-tinh", "quan-su-tinh"]),
    )
    desk.reply("cong-an-tinh").reply("quan-su-tinh")
    assert desk.do("present", Explained(), by="director").state == "presented"


def test_decree_177_the_first_question_is_for_the_department_alone() -> None:
    asked = Asked(bodies=("cong-an-tinh",))

    assert refused(drafted(OF_COMMUNE), "ask-department", asked) == [
        ("/bodies", "64/2021/NĐ-CP, Điều 7 khoản 2")
    ]


# The organisation


def test_decree_64_art_8_an_organisation_s_managing_body_decides() -> None:
    desk = drafted(OF_ORGANISATION)
    assert ("/level", "64/2021/NĐ-CP, Điều 8") in refused(desk, "submit", Explained())

    desk.do("consult-organisation", Asked(), by="unit").reply("so-ngoai-vu")
    assert desk.dossier.rounds[0].id == "D34"
    desk.do("present-own", Explained(), by="unit")
    assert desk.explained("decide-organisation").clock.id == "D34"
    assert refused(desk, "decide", number(desk), "chair")[0][0] == "/level"
    desk.do("decide", number(desk), by="clerk")
    desk.do("sign", replace(SIGNED, signed_on=TODAY), by="unit")
    assert desk.explained("report-organisation").clock.id == "D34"


# Inherited


INHERITED = Registered(
    signed_on=date(2024, 5, 6),
    place="Bình Đại",
    kept_at="Lưu trữ tỉnh",
    effective_on=date(2024, 5, 6),
    expires_on=date(2027, 5, 5),
)


def test_s004_2_15d_a_district_s_agreement_is_registered() -> None:
    desk = drafted(OF_DISTRICT).do("register", INHERITED, by="officer")

    assert (desk.state, desk.fields.is_inherited) == ("in-force", True)
    assert [c.name for c in desk.dossier.clocks] == []
    assert desk.fields.years == (YearLine(year=2026),)


def test_a_district_s_agreement_is_not_signed_again() -> None:
    assert ("/signed_earlier", "64/2021/NĐ-CP, Điều 11") in refused(
        drafted(OF_DISTRICT), "submit", Explained()
    )


def test_what_is_registered_was_signed_and_decided() -> None:
    wrong = replace(INHERITED, signed_on=date(2024, 5, 7))
    assert refused(drafted(OF_DISTRICT), "register", wrong, "officer") == [
        ("/signed_on", "Quy tắc lập hồ sơ")
    ]

    ours = replace(DEPARTMENTAL, signed_earlier=date(2024, 5, 6))
    assert refused(drafted(ours), "register", INHERITED, "officer") == [
        ("/decision", "70/2020/QH14, Điều 18")
    ]
    decision = Decision(number="7/QĐ-UBND", date=date(2024, 5, 1))
    known = replace(INHERITED, decision=decision)
    assert drafted(ours).do("register", known, by="officer").state == "in-force"


# Its life afterwards


def test_art_46_yearly_lines_are_planned_and_reported() -> None:
    desk = in_force()
    desk.do("plan-year", Plan(year=2027, plan="Hai hội chợ"), by="officer").on(date(2027, 10, 4))
    done = Progress(year=2027, progress="Đã tổ chức một hội chợ", is_carried_out=True)
    desk.do("record-progress", done, by="officer")

    assert [(y.year, y.is_carried_out) for y in desk.fields.years] == [(2026, False), (2027, True)]


def test_art_46_lines_stand_within_the_term() -> None:
    desk = in_force()
    late = Plan(year=2032, plan="Sau thời hạn")
    unplanned = Progress(year=2027, progress="Chưa có kế hoạch", is_carried_out=False)

    assert refused(desk, "plan-year", late, "officer") == [
        ("/year", "70/2020/QH14, Điều 46 khoản 1")
    ]
    assert refused(desk, "record-progress", unplanned, "officer") == [
        ("/year", "70/2020/QH14, Điều 46 khoản 3"),
        ("/year", "Quy tắc lập hồ sơ"),
    ]


def test_it_expires_or_renews_itself() -> None:
    desk = in_force()
    assert refused(desk, "expire", by="officer")[0][0] == "/expires_on"
    longer = Renewal(expires_on=date(2036, 5, 31))
    assert refused(desk, "note-renewal", longer, "officer")[0][0] == "/renews"
    assert desk.on(date(2031, 6, 2)).do("expire", by="system").state == "expired"

    renewing = in_force(replace(SIGNED, renews=True)).on(date(2031, 6, 2))
    assert refused(renewing, "expire", by="officer")
    assert refused(renewing, "note-renewal", Renewal(expires_on=date(2030, 1, 1)), "officer")
    renewing.do("note-renewal", longer, by="officer")
    assert renewing.fields.expires_on == date(2036, 5, 31)


def test_it_is_replaced_by_one_in_force() -> None:
    newer = replace(in_force().dossier, id="d2", code="TT-2026-000009")
    desk = in_force()
    successor = Replaced(successor="TT-2026-000009")
    assert refused(desk, "replace", successor, "officer") == [
        ("/successor", "70/2020/QH14, Điều 34")
    ]

    desk.others = [newer]
    assert desk.do("replace", successor, by="officer").state == "replaced"


def test_what_was_decided_is_dropped_by_the_decider() -> None:
    why = WithReason(reason="đối tác rút")
    assert refused(decided(), "cancel", why, "clerk")[0][0] == "/level"
    assert decided().do("cancel", why, by="chair").state == "cancelled"
    assert drafted().do("withdraw", why, by="unit").state == "cancelled"


def test_no_personal_data_is_disclosed() -> None:
    assert not {"signatory", "person", "signatory_title"} & set(AGREEMENT.discloses.province)
