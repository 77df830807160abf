"""Passports: Luật 49/2019/QH14 Điều 7-9, 24, 25, 28, 30; TT 04/2020/TT-BNG Điều 4, 12."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import NotYourRole, ReasonNeeded, Refused, announce
from casework.vocabulary import Decision, WithReason
from consular_border.passports import (
    Booklet,
    Category,
    Corrected,
    Extension,
    HandBack,
    HandOut,
    Loss,
    Request,
    Transfer,
)
from consular_border.procedures.passport import PASSPORT
from papers import administrative
from support.consular import SENT, SIGNATURE, TODAY
from support.desk import Desk

REQUEST = Request(
    kind="official", category=Category.CIVIL_SERVANT, holder="Lê Thị C", post="Chuyên viên Sở Y tế",
    decision=SENT, signer="Trần Văn B",
)  # fmt: skip
BOOKLET = Booklet(number="P1234567", issued_on=date(2026, 3, 2), expires_on=date(2031, 3, 2))
TRIP = HandOut(
    trip="DR-2026-000004", handout="h1", decision=SENT, signer="Trần Văn B",
    leaves_on=date(2026, 4, 6), returns_on=date(2026, 4, 10), is_signed_for=True,
)  # fmt: skip
WHY = WithReason(reason="thiếu ảnh và tờ khai")


def requested(request: Request = REQUEST, today: date = TODAY) -> Desk:
    return Desk(PASSPORT, today, others=[SIGNATURE]).lodge(request, by="unit", unit="so-y-te")


def kept(booklet: Booklet = BOOKLET, today: date = TODAY) -> Desk:
    return requested(today=today).do("enter", booklet, by="unit")


def refusals(desk: Desk, step: str, data: Any = None, by: str = "unit") -> list[str]:
    with pytest.raises(Refused) as refusal:
        desk.do(step, data, by=by)
    return [f.at for f in refusal.value.failures]


def test_a_passport_is_requested_forwarded_issued_and_kept() -> None:
    desk = requested().do("forward", by="officer")
    desk.on(date(2026, 3, 4)).do("issue", replace(BOOKLET, has_chip=True), by="officer")
    desk.do("keep", by="unit")

    assert desk.state == "kept"
    assert (desk.fields.keeper, desk.fields.booklet.has_chip) == ("so-y-te", True)


def test_d56_the_department_forwards_within_two_working_days_and_returning_stops_the_clock() -> (
    None
):
    desk = requested()
    assert desk.due("forward") == date(2026, 3, 4)

    desk.on(date(2026, 3, 3)).do("return", WHY, by="officer")
    desk.on(date(2026, 3, 9)).do("supplement", REQUEST, by="unit")
    assert desk.due("forward") == date(2026, 3, 10)


def test_d57_the_issuer_has_three_working_days() -> None:
    desk = requested().do("forward", by="officer")

    clock = desk.dossier.clock("issue")
    assert clock is not None
    assert (clock.id, clock.due) == ("D57", date(2026, 3, 5))


def test_art_8_9_each_kind_has_its_holders() -> None:
    with pytest.raises(Refused, match="không thuộc diện"):
        requested(replace(REQUEST, kind="diplomatic"))
    with pytest.raises(Refused, match="không thuộc diện"):
        requested(replace(REQUEST, category=Category.LEADER))

    leader = replace(REQUEST, kind="diplomatic", category=Category.LEADER)
    assert requested(leader).state == "requested"


def test_art_9_a_retired_leader_is_no_civil_servant() -> None:
    with pytest.raises(Refused, match="đã nghỉ hưu"):
        requested(replace(REQUEST, category=Category.RETIRED_LEADER))


def test_what_is_supplemented_is_looked_at_again() -> None:
    desk = requested().do("return", WHY, by="officer")
    retired = replace(REQUEST, category=Category.RETIRED_LEADER)

    assert "/category" in refusals(desk, "supplement", retired)


def test_art_25_1_not_for_study_of_more_than_six_months() -> None:
    with pytest.raises(Refused, match="trên 06 tháng"):
        requested(replace(REQUEST, is_study=True, study_months=7))
    assert requested(replace(REQUEST, is_study=True, study_months=6)).state == "requested"
    long = replace(TRIP, is_study=True, study_months=12)
    assert refusals(kept(), "hand-out", long) == ["/study_months"]


def test_form_03_the_signature_under_the_decision_is_introduced() -> None:
    unknown = replace(REQUEST, signer="Người Lạ")
    assert refusals(requested(unknown), "forward", by="officer") == ["/signer"]

    before = replace(REQUEST, decision=Decision(number="2/QĐ-UBND", date=date(2026, 1, 2)))
    assert refusals(requested(before), "forward", by="officer") == ["/signer"]
    assert refusals(kept(), "hand-out", replace(TRIP, signer="Người Lạ")) == ["/signer"]


def test_a_request_without_its_decision_is_not_forwarded() -> None:
    bare = replace(REQUEST, decision=None)
    ahead = replace(REQUEST, decision=Decision(number="9/QĐ-UBND", date=date(2026, 3, 3)))

    assert refusals(requested(bare), "forward", by="officer") == ["/decision"]
    assert refusals(requested(ahead), "forward", by="officer") == ["/decision/date"]


def test_art_7_1_one_to_five_years() -> None:
    long = replace(BOOKLET, expires_on=date(2031, 3, 3))
    short = replace(BOOKLET, expires_on=date(2027, 3, 1))

    assert refusals(requested(), "enter", long) == ["/expires_on"]
    assert refusals(requested(), "enter", short) == ["/expires_on"]


def test_an_expired_or_future_booklet_is_not_entered() -> None:
    old = replace(BOOKLET, issued_on=date(2020, 1, 2), expires_on=date(2025, 1, 2))
    ahead = replace(BOOKLET, issued_on=date(2026, 3, 3), expires_on=date(2030, 3, 3))

    assert refusals(requested(), "enter", old) == ["/expires_on"]
    assert refusals(requested(), "enter", ahead) == ["/issued_on"]


def test_art_24_2_b_out_against_a_decision_and_a_signature() -> None:
    assert refusals(kept(), "hand-out", replace(TRIP, decision=None)) == ["/decision"]
    assert refusals(kept(), "hand-out", replace(TRIP, is_signed_for=False)) == ["/is_signed_for"]

    desk = kept().do("hand-out", TRIP, by="unit")
    assert (desk.state, desk.fields.trip) == ("out", "DR-2026-000004")
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("handed-out-in", "h1")]


def test_art_24_2_b_every_trip_is_a_line_of_the_log() -> None:
    desk = kept().do("hand-out", TRIP, by="unit").on(date(2026, 4, 13))
    assert refusals(desk, "hand-back", HandBack()) == ["/is_signed_for"]
    desk.do("hand-back", HandBack(is_signed_for=True), by="unit")

    (line,) = desk.fields.trips
    assert (line.handed_out_on, line.handed_back_on) == (TODAY, date(2026, 4, 13))
    assert (desk.state, desk.fields.trip) == ("kept", "")


def test_a_passport_lasts_the_trip_and_the_trip_is_ahead() -> None:
    past = replace(TRIP, leaves_on=date(2026, 2, 2), returns_on=date(2026, 2, 6))
    assert refusals(kept(), "hand-out", past) == ["/returns_on"]

    late = replace(TRIP, returns_on=date(2031, 3, 3))
    assert refusals(kept(), "hand-out", late) == ["/returns_on"]


def test_a_unit_touches_its_own_passports_only() -> None:
    desk = kept()
    case = replace(desk.dossier, unit="so-noi-vu")
    desk.outcomes.append(replace(desk.outcomes[-1], dossier=case))
    desk.do("transfer", Transfer(keeper="so-noi-vu", reason="chuyển công tác"), by="officer")

    assert desk.fields.keeper == "so-noi-vu"
    with pytest.raises(NotYourRole):
        desk.do("hand-out", TRIP, by="police")


AGED = replace(BOOKLET, issued_on=date(2022, 3, 1), expires_on=date(2027, 3, 1))


def test_art_12_2_d_extension_when_under_twelve_months_are_left() -> None:
    full = replace(AGED, issued_on=date(2022, 3, 2), expires_on=date(2027, 3, 2))
    assert refusals(kept(full), "ask-extension") == ["/booklet/expires_on"]

    desk = kept(AGED).do("ask-extension", by="unit")
    assert desk.due("extend") == date(2026, 3, 4)


def test_art_7_1_one_extension_of_at_most_three_years() -> None:
    desk = kept(AGED).do("ask-extension", by="unit")
    over = Extension(extended_to=date(2030, 3, 2))
    assert refusals(desk, "extend", over, "officer") == ["/extended_to"]

    desk.do("extend", Extension(extended_to=date(2030, 3, 1)), by="officer")
    assert desk.fields.valid_until == date(2030, 3, 1)

    desk.on(date(2029, 6, 1))
    assert refusals(desk, "ask-extension") == ["/extended_to"]


def test_an_extension_may_be_refused() -> None:
    desk = kept(AGED).do("ask-extension", by="unit")

    assert desk.do("refuse-extension", WHY, by="officer").state == "kept"


LOSS = Loss(lost_on=date(2026, 4, 7), reason="mất cắp tại sân bay")
NOTICE = Decision(number="20/TB-SNgV", date=date(2026, 4, 8))


def lost() -> Desk:
    desk = kept().do("hand-out", TRIP, by="unit").on(date(2026, 4, 8))
    return desk.do("report-loss", LOSS, by="unit")


def test_d58_a_loss_is_told_at_once() -> None:
    desk = lost()
    assert desk.due("tell-issuer") == date(2026, 4, 8)

    desk.on(date(2026, 4, 9))
    with pytest.raises(ReasonNeeded):
        desk.do("tell-issuer", NOTICE, by="unit")


def test_d59_the_issuer_cancels_in_one_working_day() -> None:
    desk = lost().do("tell-issuer", NOTICE, by="unit")
    assert desk.due("cancel") == date(2026, 4, 9)

    desk.do("cancel", Decision(number="7/LS-HC", date=date(2026, 4, 8)), by="officer")
    assert desk.state == "cancelled"


def test_a_loss_is_not_found_tomorrow() -> None:
    ahead = replace(LOSS, lost_on=date(2026, 3, 3))

    assert refusals(kept(), "report-loss", ahead) == ["/lost_on"]


def test_art_30_a_damaged_passport_or_one_no_longer_due_is_cancelled() -> None:
    desk = kept().do("report-damage", WithReason(reason="bị ướt, rách trang"), by="unit")
    desk.do("ask-cancellation", WithReason(reason="đề nghị hủy và cấp lại"), by="unit")

    assert desk.due("cancel") == date(2026, 3, 3)


def test_expiry_is_recorded_when_it_has_come() -> None:
    desk = kept()
    with pytest.raises(Refused, match="vẫn còn giá trị"):
        desk.do("expire", by="system")

    assert desk.on(date(2031, 3, 3)).do("expire", by="system").state == "expired"


def test_a_wrong_number_is_corrected_with_a_reason() -> None:
    right = Corrected(
        number="P7654321", issued_on=BOOKLET.issued_on, expires_on=BOOKLET.expires_on,
        reason="nhập sai số",
    )  # fmt: skip
    desk = kept().do("correct", right, by="head")

    assert desk.fields.booklet.number == "P7654321"
    assert desk.dossier.acts[-1].note == "nhập sai số"


def test_no_person_leaves_the_service() -> None:
    told = str(announce("consular-border", PASSPORT, kept().do("hand-out", TRIP, by="unit")
                        .outcomes[-1]))  # fmt: skip

    assert "Lê Thị C" not in told
    assert "P1234567" not in told


def test_papers() -> None:
    desk = lost()
    for paper in PASSPORT.papers:
        made = paper.makes(desk.dossier, desk.province)
        content = made if isinstance(made, bytes) else administrative.render_docx(made)
        assert content.startswith(b"PK")
