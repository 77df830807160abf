"""A foreign NGO: 58/2022/NĐ-CP, Điều 5, 9, 12, 18, 19."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused, WrongState
from casework.vocabulary import Decision
from ngos.letters import foreign_ngo as letters
from ngos.procedures.foreign_ngo import FOREIGN_NGO, Activity, Granted, Measure, Profile
from ngos.registration import Field, Kind
from papers.administrative import render_docx
from support.desk import Desk
from support.organisations import ngo

TODAY = date(2025, 1, 20)
PROFILE = Profile(name="East Meets West", country="US", fields=(Field.HEALTH,))
ISSUED = Granted(
    number="12/BNG-HĐ", kind=Kind.ACTIVITY, valid_from=date(2025, 1, 10),
    expires_on=date(2028, 1, 10), home_expires_on=date(2030, 1, 1), provinces=("86",),
    fields=(Field.HEALTH,), received_on=date(2025, 1, 15),
)  # fmt: skip
OFFICE = replace(ISSUED, kind=Kind.OFFICE, expires_on=date(2030, 1, 1), office_city="79")
MEASURE = Measure(number="7/BNG", date=TODAY, reason="hoạt động ngoài địa bàn")


def proposed(profile: Profile = PROFILE, **more: Any) -> Desk:
    return Desk(FOREIGN_NGO, TODAY, **more).lodge(profile, by="officer", unit="so-ngoai-vu")


def registered(granted: Granted = ISSUED) -> Desk:
    return proposed().do("register", granted, by="officer")


def refused(granted: Granted) -> list[str]:
    with pytest.raises(Refused) as refusal:
        registered(granted)
    return [f.at for f in refusal.value.failures]


def test_art_7_the_ministry_registers_and_the_province_records() -> None:
    desk = registered()

    assert desk.state == "registered"
    assert desk.fields.registration.number == "12/BNG-HĐ"


def test_art_9_an_activity_registration_lasts_three_years_at_most() -> None:
    assert refused(replace(ISSUED, expires_on=date(2028, 1, 11))) == ["/expires_on"]


def test_art_9_an_office_registration_lasts_five_years_at_most() -> None:
    assert registered(OFFICE).state == "registered"
    too_long = replace(OFFICE, expires_on=date(2030, 1, 11), home_expires_on=None)
    assert refused(too_long) == ["/expires_on"]


def test_art_9_no_registration_outlives_the_one_at_home() -> None:
    assert refused(replace(ISSUED, home_expires_on=date(2027, 1, 1))) == ["/home_expires_on"]


def test_art_9_an_office_stands_in_one_of_three_cities() -> None:
    assert refused(replace(OFFICE, office_city="86")) == ["/office_city"]


def test_art_9_an_office_does_not_stand_in_public_premises() -> None:
    assert refused(replace(OFFICE, in_public_premises=True)) == ["/in_public_premises"]


def test_a_registration_lists_this_province_and_its_fields() -> None:
    assert refused(replace(ISSUED, provinces=("12",))) == ["/provinces"]
    assert refused(replace(ISSUED, fields=())) == ["/fields"]


def test_dates_of_a_registration_are_in_order() -> None:
    assert "/expires_on" in refused(replace(ISSUED, expires_on=date(2024, 1, 1)))
    assert refused(replace(ISSUED, received_on=date(2025, 2, 1))) == ["/received_on"]


def test_art_5_religious_or_profit_activity_is_refused() -> None:
    with pytest.raises(Refused, match="tôn giáo"):
        proposed(replace(PROFILE, is_religious=True))
    with pytest.raises(Refused, match="lợi nhuận"):
        proposed(replace(PROFILE, is_for_profit=True))


def test_an_organisation_has_one_dossier_and_a_known_country() -> None:
    with pytest.raises(Refused, match="đã có hồ sơ"):
        proposed(others=[ngo()])
    with pytest.raises(Refused, match="Mã nước"):
        proposed(replace(PROFILE, country="XX"))


def test_art_12_it_is_expiring_in_the_last_sixty_days() -> None:
    desk = registered()
    assert desk.due("remind-renewal") == date(2027, 11, 11)

    with pytest.raises(Refused, match="60 ngày"):
        desk.on(date(2027, 11, 10)).do("note-expiring", by="officer")
    assert desk.on(date(2027, 11, 11)).do("note-expiring", by="system").state == "expiring"
    assert desk.dossier.clock("remind-renewal") is None


def test_art_18_it_expires_the_day_after_its_last_day() -> None:
    desk = registered()
    assert desk.due("expire") == date(2028, 1, 10)

    with pytest.raises(Refused, match="còn hiệu lực"):
        desk.on(date(2028, 1, 10)).do("note-expired", by="system")
    assert desk.on(date(2028, 1, 11)).do("note-expired", by="system").state == "expired"


def test_a_renewed_registration_winds_the_clocks_again() -> None:
    first = replace(ISSUED, expires_on=date(2026, 12, 31))
    desk = registered(first).on(date(2026, 12, 1)).do("note-expiring", by="officer")
    second = replace(
        first, number="9/BNG-HĐ", valid_from=date(2026, 12, 1), expires_on=date(2028, 12, 31),
        received_on=date(2026, 12, 1),
    )  # fmt: skip

    desk.do("renew", second, by="officer")

    assert (desk.state, desk.due("remind-renewal")) == ("registered", date(2028, 11, 1))
    assert [r.number for r in desk.fields.earlier] == ["12/BNG-HĐ"]


def test_an_amended_registration_replaces_the_one_before() -> None:
    wider = replace(ISSUED, number="10/BNG-HĐ", provinces=("86", "79"))
    desk = registered().do("amend", wider, by="officer")

    assert (desk.state, desk.fields.registration.provinces) == ("registered", ("86", "79"))


def test_art_19_twelve_months_without_activity_are_shown() -> None:
    desk = registered()
    assert desk.due("stay-active") == date(2026, 1, 12)  # 10/1/2026 is a Saturday

    desk.on(date(2025, 6, 2)).do(
        "note-activity", Activity(active_on=date(2025, 6, 1), about="khám bệnh"), by="officer"
    )
    assert desk.due("stay-active") == date(2026, 6, 1)


def test_art_18_activity_outside_the_term_is_not_recorded_as_lawful() -> None:
    with pytest.raises(Refused, match="ngoài thời hạn"):
        registered().do(
            "note-activity", Activity(active_on=date(2025, 1, 9), about="khám"), by="officer"
        )
    with pytest.raises(Refused, match="sau hôm nay"):
        registered().do(
            "note-activity", Activity(active_on=date(2025, 2, 9), about="khám"), by="officer"
        )


def test_art_18_suspended_and_active_again() -> None:
    desk = registered().do("suspend", MEASURE, by="system")
    with pytest.raises(WrongState):
        desk.do("suspend", MEASURE, by="officer")

    assert desk.do("resume", Decision(number="8/BNG", date=TODAY), by="officer").state == (
        "registered"
    )


def test_art_18_a_lapsed_registration_is_not_resumed() -> None:
    desk = registered().do("suspend", MEASURE, by="officer").on(date(2028, 2, 1))

    with pytest.raises(Refused, match="đã hết hạn"):
        desk.do("resume", Decision(number="8/BNG", date=TODAY), by="officer")


def test_d46_sixty_working_days_to_settle() -> None:
    desk = registered().do("terminate", MEASURE, by="officer")
    assert desk.due("settle") == date(2025, 4, 14)

    settled = Decision(number="9/CV", date=TODAY)
    assert desk.do("settle", settled, by="officer").state == "settled"


def test_it_may_end_by_itself() -> None:
    desk = registered().do("self-terminate", MEASURE, by="officer")

    assert (desk.state, desk.due("settle")) == ("self-terminated", date(2025, 4, 14))


def test_the_sheet_of_an_organisation_shows_its_registration() -> None:
    desk = registered()
    paper = letters.profile(desk.dossier, desk.province)

    assert "12/BNG-HĐ" in str(paper.body)
    assert render_docx(paper)[:2] == b"PK"


def test_what_it_discloses_holds_no_person() -> None:
    shown = FOREIGN_NGO.discloses.province

    assert "representative" not in shown
