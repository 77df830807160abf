"""Changing an agreement: 70/2020/QH14 Điều 33-34, 64/2021/NĐ-CP Điều 13-14, 177/2025/NĐ-CP."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Dossier, Refused
from casework.vocabulary import Decision, WithReason
from conferences_agreements.agreement_change_forms import ChangeForm, Effect
from conferences_agreements.agreement_forms import (
    Agreement,
    Asked,
    Explained,
    Field,
    Level,
    NameType,
    PartnerKind,
)
from conferences_agreements.procedures.agreement_change import AGREEMENT_CHANGE
from support.desk import Desk

TODAY = date(2026, 3, 2)  # a Monday
WEEK_LATER = date(2026, 3, 11)  # seven working days
KEPT = Agreement(
    name="Bản ghi nhớ với tỉnh Champasak",
    name_type=NameType.MEMORANDUM,
    level=Level.PROVINCE,
    party="UBND tỉnh Bến Tre",
    partner="Chính quyền tỉnh Champasak",
    partner_kind=PartnerKind.LOCAL,
    country="LA",
    areas=(Field.ECONOMY,),
    effective_on=date(2022, 1, 1),
    expires_on=date(2026, 12, 31),
)
AMEND = ChangeForm(
    agreement="TT-2026-000001",
    kind="amend",
    reason="Mở rộng lĩnh vực",
    content="Thêm lĩnh vực y tế",
    has_vietnamese=True,
)
EXTEND = replace(AMEND, kind="extend", content="", new_expiry=date(2031, 12, 31))
RENAME = replace(
    AMEND, kind="rename", content="", new_party="UBND tỉnh Vĩnh Long", only_the_name=True
)


def kept(level: Level = Level.PROVINCE, state: str = "in-force") -> Dossier[Any]:
    return Dossier(
        id="a1", code="TT-2026-000001", type="agreement", regime=date(2025, 7, 1), province="86",
        unit="so-y-te", title=KEPT.name, fields=replace(KEPT, level=level), lodged_on=TODAY,
        state=state,
    )  # fmt: skip


def drafted(form: ChangeForm = AMEND, today: date = TODAY, **of: Any) -> Desk:
    desk = Desk(AGREEMENT_CHANGE, today, others=[kept(**of)])
    return desk.lodge(form, by="unit", unit="so-y-te")


def number(desk: Desk) -> Decision:
    return Decision(number="90/QĐ-UBND", date=desk.today)


def consulted(form: ChangeForm = AMEND, **of: Any) -> Desk:
    return drafted(form, **of).do("consult", Asked(), by="director")


def decided(form: ChangeForm = AMEND, **of: Any) -> Desk:
    desk = consulted(form, **of)
    for opinion in desk.dossier.rounds[0].opinions:
        desk.reply(opinion.body)
    desk.do("present", Explained(), by="director")
    return desk.do("decide", number(desk), by="chair")


def effective(form: ChangeForm = AMEND, **of: Any) -> Desk:
    desk = decided(form, **of)
    effect = Effect(number="1/2026", date=TODAY, effective_on=TODAY)
    return desk.do("take-effect", effect, by="officer")


def refused(desk: Desk, step: str, data: Any = None, by: str = "unit") -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        desk.do(step, data, by=by)
    return [(f.at, f.law) for f in refusal.value.failures]


def test_art_33_the_same_procedure_as_signing_then_a_notice() -> None:
    desk = effective()
    desk.do("notify", number(desk), by="clerk")

    assert desk.state == "notified"
    assert (desk.dossier.rounds[0].id, desk.dossier.rounds[0].opinions[0].due) == (
        *("D35", WEEK_LATER),
    )
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("changes", "a1")]


@pytest.mark.parametrize(
    ("level", "told"),
    [
        (Level.PROVINCE, "Bộ Ngoại giao"),
        (Level.DEPARTMENT, "Sở Ngoại vụ"),
        (Level.COMMUNE, "Chủ tịch UBND tỉnh; Sở Ngoại vụ"),
    ],
)
def test_d35_each_level_tells_its_own_within_fifteen_days(level: Level, told: str) -> None:
    clocks = [c for c in effective(level=level).dossier.clocks if c.id == "D35"]

    assert [(c.due, c.owed_to) for c in clocks] == [(date(2026, 3, 17), told)]


def test_d35_the_notice_is_not_dated_before_the_effect() -> None:
    early = Decision(number="3/TB-UBND", date=date(2026, 3, 1))

    assert refused(effective(), "notify", early, "clerk") == [("/date", "Quy tắc lập hồ sơ")]


def test_only_an_agreement_in_force_is_changed() -> None:
    with pytest.raises(Refused, match="đang có hiệu lực"):
        drafted(state="expired")
    with pytest.raises(Refused, match="Chỉ khôi phục"):
        drafted(replace(AMEND, kind="resume"))
    with pytest.raises(Refused, match="Chỉ khôi phục"):
        drafted(replace(AMEND, kind="suspend"), state="suspended")


@pytest.mark.parametrize(
    ("form", "at", "law"),
    [
        (replace(AMEND, content=""), "/content", "70/2020/QH14, Điều 33"),
        (replace(AMEND, has_vietnamese=False), "/has_vietnamese", "64/2021/NĐ-CP, Điều 11"),
        (replace(EXTEND, new_expiry=None), "/new_expiry", "70/2020/QH14, Điều 33"),
        (replace(EXTEND, new_expiry=date(2026, 6, 1)), "/new_expiry", "70/2020/QH14, Điều 33"),
        (replace(AMEND, violates_principle=True), "/kind", "70/2020/QH14, Điều 34 khoản 2"),
        (replace(RENAME, new_party=""), "/new_party", "177/2025/NĐ-CP, Điều 5 khoản 4"),
    ],
)
def test_a_proposal_is_consistent(form: ChangeForm, at: str, law: str) -> None:
    assert refused(drafted(form), "consult", Asked(), "director") == [(at, law)]


def test_art_19_4_a_disagreement_goes_to_the_prime_minister_here_too() -> None:
    desk = consulted().reply("Bộ Ngoại giao", "disagree")
    told = Explained(explanation="Giữ nguyên đề xuất")
    assert refused(desk, "present", told, "director") == [
        ("/pm_consent", "70/2020/QH14, Điều 19 khoản 4")
    ]

    desk.do("ask-prime-minister", number(desk), by="office")
    assert desk.explained("pm-opinion").clock.id == "D22"
    desk.do("record-pm-consent", number(desk), by="office")
    assert desk.do("present", told, by="director").state == "presented"


def test_the_prime_minister_or_the_chairman_may_say_no() -> None:
    no = WithReason(reason="chưa cần thiết")
    desk = consulted().reply("Bộ Ngoại giao", "disagree")
    desk.do("ask-prime-minister", number(desk), by="office")
    assert desk.do("record-pm-refusal", no, by="office").state == "rejected"

    desk = consulted().reply("Bộ Ngoại giao").do("present", Explained(), by="director")
    assert refused(desk, "reject", no, "clerk") == [("/level", "70/2020/QH14, Điều 18")]
    assert desk.do("reject", no, by="chair").state == "rejected"


def test_d36_the_department_consults_on_a_district_s_agreement() -> None:
    of: Any = {"level": Level.DISTRICT}
    assert refused(drafted(**of), "consult", Asked(), "director") == [
        ("/level", "177/2025/NĐ-CP, Điều 3 khoản 4")
    ]
    assert refused(drafted(**of), "consult-inherited", Asked(), "director") == [
        ("/bodies", "177/2025/NĐ-CP, Điều 3 khoản 4")
    ]
    assert refused(drafted(EXTEND, **of), "consult-inherited", Asked(bodies=("x",)), "director")

    desk = drafted(**of).do("consult-inherited", Asked(bodies=("so-tai-chinh",)), by="director")
    assert (desk.dossier.rounds[0].id, desk.dossier.rounds[0].opinions[0].due) == (
        *("D36", WEEK_LATER),
    )
    desk.reply("so-tai-chinh").do("present", Explained(), by="director")
    assert desk.explained("decide-inherited").clock.id == "D36"
    assert desk.due("decide-inherited") == date(2026, 3, 9)


def test_a_province_s_agreement_is_not_inherited() -> None:
    asked = Asked(bodies=("so-tai-chinh",))

    assert refused(drafted(), "consult-inherited", asked, "director") == [
        ("/level", "177/2025/NĐ-CP, Điều 3 khoản 4")
    ]


def test_d37_only_the_name_changes_without_consultation() -> None:
    desk = drafted(RENAME)

    assert desk.do("rename", number(desk), by="chair").state == "decided"
    assert desk.dossier.rounds == ()


def test_d37_the_province_s_short_way_lapses_after_28_february_2027() -> None:
    last = drafted(RENAME, today=date(2027, 2, 26)).on(date(2027, 2, 28))
    assert last.do("rename", number(last), by="chair").state == "decided"

    late = drafted(RENAME, today=date(2027, 3, 1))
    assert refused(late, "rename", number(late), "chair") == [
        ("/kind", "177/2025/NĐ-CP, Điều 10 khoản 2")
    ]
    assert late.do("consult", Asked(), by="director").state == "consulting"


def test_d37_a_department_s_is_the_chairman_s_in_writing_and_does_not_lapse() -> None:
    desk = drafted(RENAME, today=date(2027, 3, 1), level=Level.DEPARTMENT)

    assert refused(desk, "rename", number(desk), "clerk") == [("/level", "70/2020/QH14, Điều 18")]
    assert desk.do("rename", number(desk), by="chair").state == "decided"


def test_d37_more_than_the_name_takes_the_whole_procedure() -> None:
    for form in (AMEND, replace(RENAME, content="Thêm y tế"), replace(RENAME, only_the_name=False)):
        desk = drafted(form)
        assert ("/only_the_name", "177/2025/NĐ-CP, Điều 5 khoản 4") in refused(
            desk, "rename", number(desk), "chair"
        )


def test_a_change_takes_no_effect_before_its_decision() -> None:
    early = Effect(number="1/2026", date=TODAY, effective_on=date(2026, 3, 1))

    assert refused(decided(), "take-effect", early, "officer") == [
        ("/effective_on", "70/2020/QH14, Điều 33")
    ]


def test_a_department_s_change_is_presented_here_and_asks_no_prime_minister() -> None:
    desk = consulted(level=Level.DEPARTMENT).reply("so-ngoai-vu", "disagree")
    told = Explained(explanation="Giữ nguyên")

    assert refused(desk, "present", told) == [("/level", "64/2021/NĐ-CP, Điều 8")]
    assert refused(desk, "ask-prime-minister", number(desk), "office") == [
        ("/level", "70/2020/QH14, Điều 19 khoản 4")
    ]
    own = consulted(level=Level.ORGANISATION).reply("so-ngoai-vu")
    assert own.do("present", Explained(), by="unit").state == "presented"


def test_who_drafted_does_not_decide() -> None:
    desk = consulted().reply("Bộ Ngoại giao").do("present", Explained(), by="director")

    with pytest.raises(Refused, match="không được quyết định"):
        desk.do("decide", number(desk), by="chair", as_="unit.86")


def test_a_change_may_be_withdrawn_or_dropped() -> None:
    why = WithReason(reason="không cần nữa")

    assert consulted().do("withdraw", why, by="unit").state == "cancelled"
    assert decided().do("cancel", why, by="chair").state == "cancelled"
