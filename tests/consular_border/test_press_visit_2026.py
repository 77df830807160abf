"""Foreign reporters since 1/7/2026: 262/2026/NĐ-CP, Điều 5, 6, 15, 16."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.vocabulary import Decision
from chassis.store.registry import Registry
from consular_border.press import Change, Ended, Permit, Place, PressForm, Reporter
from consular_border.procedures import DOSSIERS
from consular_border.procedures.press_visit import PRESS_VISIT_2026
from support.desk import HANOI, Desk

TODAY = date(2026, 9, 14)
VISITOR = Reporter(
    name="Jean P", nationality="FR", passport="20FV1", passport_expires_on=date(2027, 4, 1)
)
RESIDENT = Reporter(
    name="Anne M", nationality="FR", card="VP-12", card_issued_on=date(2024, 1, 5),
    card_expires_on=date(2027, 1, 5),
)  # fmt: skip
PERMIT = Permit(number="7/BNG", date=date(2026, 9, 1), topics=("làng nghề",), places=("Chợ Lách",))
FORM = PressForm(
    media="AFP", country="FR", kind="non-resident", reporters=(VISITOR,), topics=("làng nghề",),
    places=(Place(name="Chợ Lách"),), starts_at=datetime(2026, 9, 28, 9, tzinfo=HANOI),
    ends_on=date(2026, 9, 30), permit=PERMIT,
)  # fmt: skip
LETTER = Decision(number="40/UBND-NV", date=TODAY)


def lodged(form: PressForm = FORM, today: date = TODAY) -> Desk:
    return Desk(PRESS_VISIT_2026, today).lodge(form, by="officer", unit="so-ngoai-vu")


def approved() -> Desk:
    desk = lodged().do("consult", by="officer").reply("cong-an-tinh")
    return desk.do("approve", LETTER, by="chair")


def refused(form: PressForm) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        lodged(form)
    return [(f.at, f.law) for f in refusal.value.failures]


@pytest.mark.parametrize(
    ("day", "law"), [(date(2026, 6, 30), "88/2012"), (date(2026, 7, 1), "262/2026")]
)
def test_a_dossier_goes_by_the_law_of_its_day(day: date, law: str) -> None:
    regime = Registry("consular-border", DOSSIERS).on("press-visit", day)

    assert law in str(regime.law)


@pytest.mark.parametrize(
    "reporter",
    [
        replace(VISITOR, passport=""),
        replace(VISITOR, passport_expires_on=date(2027, 3, 27)),
        replace(VISITOR, passport_expires_on=None),
    ],
)
def test_5_1_b_a_visitor_s_passport_lasts_six_months(reporter: Reporter) -> None:
    place = "/reporters/0/passport_expires_on"

    told = refused(replace(FORM, reporters=(reporter,)))
    assert told == [(place, "262/2026/NĐ-CP, Điều 5 khoản 1 điểm b")]
    assert lodged(replace(FORM, reporters=(VISITOR,))).state == "received"


def test_15_a_resident_s_card_lasts_as_long_as_the_visa() -> None:
    resident = replace(FORM, kind="resident", reporters=(RESIDENT,))
    assert lodged(resident).state == "received", "three years is no fault any more"

    late = replace(RESIDENT, card_expires_on=date(2026, 9, 29))
    told = refused(replace(resident, reporters=(late,)))
    assert told == [("/reporters/0/card_expires_on", "262/2026/NĐ-CP, Điều 15")]


def test_5_1_visitors_file_ten_days_before_entry() -> None:
    assert lodged().due("file") == date(2026, 9, 18)


def test_16_3_a_resident_office_is_answered_in_five_working_days() -> None:
    desk = lodged(replace(FORM, kind="resident", reporters=(RESIDENT,)))

    assert desk.due("answer") == date(2026, 9, 21)
    assert desk.dossier.clocks[0].law == "262/2026/NĐ-CP, Điều 16 khoản 3"


def test_6_1_who_guides_reports_in_three_working_days() -> None:
    desk = approved().on(date(2026, 9, 28)).do("start", by="officer")
    desk.on(date(2026, 9, 30)).do("end", Ended(published="Phóng sự", articles=1), by="officer")

    assert desk.due("report") == date(2026, 10, 5)


def test_6_2_a_place_outside_the_permit_needs_the_committee_s_written_consent() -> None:
    elsewhere = replace(FORM, places=(Place(name="Chợ Lách"), Place(name="Ba Tri")))
    assert [at for at, _ in refused(elsewhere)] == ["/places/1/name"]

    desk = approved()
    consent = Change(number="51/UBND-NV", date=TODAY, places=("Ba Tri",))
    desk.do("agree-to-change", consent, by="chair")
    assert [p.name for p in desk.fields.places] == ["Chợ Lách", "Ba Tri"]

    again = Change(number="52/UBND-NV", date=TODAY, topics=("du lịch",))
    desk.do("agree-to-change", again, by="chair")
    assert desk.fields.change.places == ("Ba Tri",)
    with pytest.raises(Refused, match="Chưa ghi nội dung hoặc địa điểm"):
        desk.do("agree-to-change", Change(number="53/UBND-NV", date=TODAY), by="chair")
