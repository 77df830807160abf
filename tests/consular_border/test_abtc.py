"""The APEC card: QĐ 09/2023/QĐ-TTg, Điều 9, 10, 16, 19."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import DossierType, Refused, WrongState
from casework.vocabulary import Decision, WithReason
from consular_border.abtc_forms import Card, CardRequest, Extension, Refusal
from consular_border.procedures import DOSSIERS
from consular_border.procedures.abtc import ABTC
from papers import administrative
from support.desk import Desk

TODAY = date(2026, 3, 2)  # a Monday
REQUEST = CardRequest(
    enterprise="Công ty TNHH Dừa Xanh", active_since=date(2025, 3, 2), person="Phạm D",
    born_on=date(1990, 5, 1), post="Giám đốc", in_post_since=date(2025, 3, 2),
    economies=("JP", "KR"), contract_on=date(2024, 3, 2), has_tax_paper=True,
    has_insurance_paper=True, has_finance_statement=True,
)  # fmt: skip
OF_THE_STATE = replace(REQUEST, sector="state", contract_on=None)
ASKED = ("Thuế tỉnh", "Hải quan", "Bảo hiểm xã hội tỉnh", "cong-an-tinh")
WHY = WithReason(reason="không còn giữ chức vụ")


def received(request: CardRequest = REQUEST) -> Desk:
    return Desk(ABTC, TODAY).lodge(request, by="officer")


def consulted() -> Desk:
    return received().do("consult", by="officer")


def paper(desk: Desk) -> Decision:
    return Decision(number="8/TTr-SNgV", date=desk.today)


def refused(**changed: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        received(replace(REQUEST, **changed))
    return [f.at for f in refusal.value.failures]


def test_d60_the_bodies_are_asked_in_three_working_days() -> None:
    assert received().due("consult") == date(2026, 3, 5)


def test_d61_twenty_days_and_silence_is_consent() -> None:
    desk = consulted()
    (round_,) = desk.dossier.rounds
    assert [o.body for o in round_.opinions] == list(ASKED)
    assert {str(o.due) for o in round_.opinions} == {"2026-03-23"}  # the 22nd is a Sunday

    desk.reply("Thuế tỉnh").on(date(2026, 3, 23))
    with pytest.raises(Refused, match="chưa trả lời"):
        desk.do("present", paper(desk), by="director")
    desk.on(date(2026, 3, 24)).do("present", paper(desk), by="director")
    assert desk.state == "presented"
    assert round_.standing("Hải quan", date(2026, 3, 24)) == "agree"


def test_silence_is_consent_nowhere_else() -> None:
    def by_silence(type_: DossierType[Any]) -> bool:
        return any(t.consults and t.consults.silence_is_consent for t in type_.transitions)

    assert [t.name for t in DOSSIERS if by_silence(t)] == ["abtc"]


def test_all_answers_open_the_way_before_the_time_is_over() -> None:
    desk = consulted().on(date(2026, 3, 10))
    for body in ASKED:
        desk.reply(body)

    assert desk.due("present") == date(2026, 3, 17)
    assert desk.do("present", paper(desk), by="director").state == "presented"


def test_d61_one_extension_of_fifteen_days() -> None:
    desk = consulted().on(date(2026, 3, 20))
    more = Extension(bodies=("cong-an-tinh",), reason="cần xác minh thêm")
    desk.do("extend-consultation", more, by="officer")
    assert str(desk.dossier.rounds[-1].opinions[0].due) == "2026-04-06"

    with pytest.raises(Refused, match="gia hạn một lần"):
        desk.do("extend-consultation", more, by="officer")
    desk.on(date(2026, 3, 25))
    with pytest.raises(Refused, match="chưa trả lời"):
        desk.do("present", paper(desk), by="director")
    assert desk.due("present") == date(2026, 4, 13)
    desk.on(date(2026, 4, 7)).do("present", paper(desk), by="director")
    assert desk.state == "presented"


def test_d61_no_extension_for_who_answered_or_is_late() -> None:
    more = Extension(bodies=("cong-an-tinh",), reason="cần xác minh thêm")
    answered = consulted().reply("cong-an-tinh")
    late = consulted().on(date(2026, 3, 24))

    for desk in (answered, late):
        with pytest.raises(Refused, match="chưa hết hạn"):
            desk.do("extend-consultation", more, by="officer")


def test_a_body_that_disagrees_stops_the_permission() -> None:
    desk = consulted().reply("Thuế tỉnh", "disagree").on(date(2026, 3, 24))

    with pytest.raises(Refused, match="không đồng ý"):
        desk.do("present", paper(desk), by="director")
    no = Refusal(number="9/UBND-NV", date=desk.today, reason="nợ thuế quá hạn")
    desk.do("refuse", no, by="chair", late_reason="")
    assert desk.state == "refused"


def test_d62_d63_five_working_days_each() -> None:
    desk = consulted()
    assert desk.due("present") == date(2026, 3, 30)

    desk.on(date(2026, 3, 24)).do("present", paper(desk), by="director")
    assert desk.due("decide") == date(2026, 3, 31)


def test_d64_the_state_sector_is_reviewed_without_the_bodies() -> None:
    desk = received(OF_THE_STATE)
    with pytest.raises(Refused, match="khu vực nhà nước"):
        desk.do("consult", by="officer")
    assert desk.due("propose") == date(2026, 3, 17)

    desk.do("propose", paper(desk), by="director")
    assert desk.due("decide-state-sector") == date(2026, 3, 9)


def test_an_enterprise_does_not_take_the_path_of_the_state() -> None:
    desk = received()

    with pytest.raises(Refused, match="chỉ dành cho khu vực nhà nước"):
        desk.do("propose", paper(desk), by="director")


def test_a_person_is_of_age_and_a_year_in_post() -> None:
    assert refused(born_on=date(2008, 3, 3)) == ["/born_on"]
    assert refused(in_post_since=date(2025, 3, 3)) == ["/in_post_since"]


def test_a_firm_is_a_year_active() -> None:
    assert refused(active_since=date(2025, 3, 3)) == ["/active_since"]


def test_a_contract_is_there_and_not_older_than_two_years() -> None:
    assert refused(contract_on=date(2024, 3, 1)) == ["/contract_on"]
    assert refused(contract_on=None) == ["/contract_on"]


def test_direct_dealings_with_other_economies_of_apec() -> None:
    assert refused(economies=()) == ["/economies"]
    assert refused(economies=("JP", "LA", "VN")) == ["/economies/1", "/economies/2"]


def test_what_is_supplemented_is_looked_at_again() -> None:
    desk = received().do("return", WHY, by="officer")
    for bad, at in (
        (replace(REQUEST, in_post_since=TODAY), "/in_post_since"),
        (replace(REQUEST, economies=("LA",)), "/economies/0"),
    ):
        with pytest.raises(Refused) as refusal:
            desk.do("supplement", bad, by="officer")
        assert [f.at for f in refusal.value.failures] == [at]

    assert desk.do("supplement", REQUEST, by="officer").state == "received"


def test_tax_insurance_and_finance_are_shown() -> None:
    assert refused(has_insurance_paper=False) == ["/has_tax_paper"]


def test_a_person_banned_from_exit_gets_no_card() -> None:
    ban = WithReason(reason="đang bị tạm hoãn xuất cảnh")
    desk = consulted().do("note-exit-ban", ban, by="police").on(date(2026, 3, 24))
    with pytest.raises(Refused, match="chưa được phép xuất cảnh"):
        desk.do("present", paper(desk), by="director")

    late = consulted().on(date(2026, 3, 24))
    late.do("present", paper(late), by="director").do("note-exit-ban", ban, by="police")
    with pytest.raises(Refused, match="chưa được phép xuất cảnh"):
        late.do("permit", paper(late), by="chair")


CARD = Card(number="VN001", issued_on=date(2026, 3, 24), expires_on=date(2031, 3, 24))


def test_art_16_1_five_years_and_no_extension() -> None:
    desk = consulted().on(date(2026, 3, 24))
    desk.do("present", paper(desk), by="director").do("permit", paper(desk), by="chair")
    for bad, at in (
        (replace(CARD, expires_on=date(2031, 3, 25)), "/expires_on"),
        (replace(CARD, issued_on=date(2026, 3, 25)), "/issued_on"),
    ):
        with pytest.raises(Refused) as refusal:
            desk.do("record-card", bad, by="officer")
        assert [f.at for f in refusal.value.failures] == [at]

    desk.do("record-card", CARD, by="officer")
    with pytest.raises(Refused, match="không được gia hạn"):
        desk.do("record-card", replace(CARD, expires_on=date(2031, 3, 1)), by="officer")
    with pytest.raises(Refused, match="còn giá trị"):
        desk.do("expire", by="system")
    assert desk.on(date(2031, 3, 25)).do("expire", by="system").state == "expired"


def test_art_19_2_a_card_no_longer_due_is_given_back_in_five_working_days() -> None:
    desk = consulted().on(date(2026, 3, 24))
    desk.do("present", paper(desk), by="director").do("permit", paper(desk), by="chair")
    desk.do("recall", WHY, by="officer")
    assert desk.due("give-back") == date(2026, 3, 31)

    assert desk.do("give-back", by="officer").state == "given-back"


def test_what_is_dated_ahead_is_refused() -> None:
    desk = received(OF_THE_STATE)

    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("propose", Decision(number="1/TTr-SNgV", date=date(2026, 3, 3)), by="director")


def test_a_refused_case_is_over() -> None:
    desk = received().do("withdraw", WHY, by="officer")

    with pytest.raises(WrongState):
        desk.do("consult", by="officer")


def test_letters_say_that_silence_is_consent() -> None:
    desk = consulted().on(date(2026, 3, 24)).do("present", paper(consulted()), by="director")
    for each in ABTC.papers:
        assert administrative.render_docx(each.makes(desk.dossier, desk.province))[:2] == b"PK"
    asking = str(ABTC.papers[0].makes(desk.dossier, desk.province))

    assert "được coi là đồng ý" in asking
