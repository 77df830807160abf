"""The registers of overseas Vietnamese: 22/2012/QĐ-UBND Điều 13; Dự thảo 2025 Điều 2 khoản 8 d."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused, announce
from casework.vocabulary import Decision
from consular_border.registers import REGISTERS
from consular_border.registers.overseas_activities import OVERSEAS_ACTIVITIES, Activity
from consular_border.registers.overseas_vietnamese import (
    OVERSEAS_VIETNAMESE,
    Contribution,
    Overseas,
)
from papers.register_sheets import read_register, write_register
from support.book import Book
from support.desk import HANOI

TODAY = date(2026, 3, 2)
PERSON = Overseas(
    name="Đặng Thị H", birth_year=1970, sex="female", country="FR", is_expert=True,
    field="y khoa", is_of_local_origin=True, origin_commune="Long Hồ",
    origin_proof="Sổ hộ khẩu trước 1990", has_consent=True, may_share=True,
    contributions=(Contribution(kind="knowledge", year=2025),),
    contributed="Giảng bài tại bệnh viện",
)  # fmt: skip
CHECKED = Decision(number="12/CAT-PA01", date=date(2026, 2, 20))
SENT = Decision(number="8/SNgV-LS", date=date(2026, 3, 1))


def book() -> Book:
    return Book(OVERSEAS_VIETNAMESE, TODAY)


def refused(**changed: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        book().enter(replace(PERSON, **changed))
    return [f.at for f in refusal.value.failures]


def test_a_row_is_collected_verified_and_sent() -> None:
    kept = book()
    code = kept.enter(PERSON).code
    assert kept.kept[code].state == "collected"

    assert kept.amend(code, replace(PERSON, verified=CHECKED)).state == "verified"
    assert kept.amend(code, replace(PERSON, verified=CHECKED, sent=SENT)).state == "sent"


def test_an_unverified_row_is_not_sent() -> None:
    assert refused(sent=SENT) == ["/verified"]
    assert refused(sent=SENT, verified=replace(CHECKED, date=date(2026, 3, 2))) == ["/verified"]


def test_local_origin_needs_its_proof() -> None:
    assert refused(origin_proof=" ") == ["/origin_proof"]
    assert refused(origin_commune="") == ["/origin_proof"]
    assert book().enter(replace(PERSON, is_of_local_origin=False, origin_proof="")).version == 1


def test_nobody_is_stored_without_consent() -> None:
    assert refused(has_consent=False) == ["/has_consent"]


def test_the_same_name_birth_and_country_is_one_person() -> None:
    kept = book()
    kept.enter(PERSON)

    with pytest.raises(Refused, match="Đã có trong") as refusal:
        kept.enter(replace(PERSON, name="DANG THI H"))
    assert refusal.value.failures[0].at == "/name"
    assert kept.enter(replace(PERSON, country="US")).version == 1


def test_nothing_leaves_without_consent_neither_upward_nor_in_a_sheet() -> None:
    assert refused(may_share=False, verified=CHECKED, sent=SENT) == ["/may_share"]
    assert not OVERSEAS_VIETNAMESE.may_leave(replace(PERSON, may_share=False))
    assert OVERSEAS_VIETNAMESE.may_leave(PERSON)


def test_what_changed_is_verified_again_before_it_is_sent() -> None:
    kept = book()
    code = kept.enter(replace(PERSON, verified=CHECKED)).code
    moved = replace(PERSON, country="BE", verified=CHECKED, sent=SENT)
    with pytest.raises(Refused, match="xác minh lại"):
        kept.amend(code, moved)

    again = replace(CHECKED, number="30/CAT-PA01", date=date(2026, 2, 28))
    assert kept.amend(code, replace(moved, verified=again)).state == "sent"


def test_countries_births_and_dates() -> None:
    assert refused(country="VN") == ["/country"]
    assert refused(birth_year=2027) == ["/birth_year"]
    ahead = replace(CHECKED, date=date(2026, 3, 3))
    assert refused(verified=ahead) == ["/verified/date"]


def test_events_tell_no_person() -> None:
    kept = book()
    kept.enter(PERSON)
    told = str(announce("consular-border", OVERSEAS_VIETNAMESE, kept.outcomes[-1]))

    assert "Đặng" not in told
    assert "1970" not in told


def test_the_sheet_goes_out_and_comes_back() -> None:
    kept = book()
    row = kept.enter(PERSON)
    from chassis.store.registry import row_of

    at = datetime(2026, 3, 2, 9, tzinfo=HANOI)
    content = write_register(OVERSEAS_VIETNAMESE, [row_of(row)], asked={}, as_of=at)

    found = read_register(OVERSEAS_VIETNAMESE, content)
    assert found.bad_cells == ()
    assert found.rows[0].values["name"] == "Đặng Thị H"


def test_only_the_desk_writes_and_leaders_strike() -> None:
    kept = book()
    code = kept.enter(PERSON).code
    with pytest.raises(Refused):
        kept.enter(replace(PERSON, country="US"), by="unit")

    assert kept.strike(code, by="head").state == "struck"


MEETING = Activity(kind="meeting", title="Gặp mặt trí thức kiều bào", starts_on=TODAY, people=60)


def test_meetings_associations_and_snapshots() -> None:
    kept = Book(OVERSEAS_ACTIVITIES, TODAY)
    assert kept.enter(MEETING).state == "recorded"
    wrong = (
        (replace(MEETING, ends_on=date(2026, 3, 1)), "/ends_on"),
        (replace(MEETING, kind="association"), "/country"),
        (replace(MEETING, kind="snapshot", country="US"), "/people"),
        (replace(MEETING, title="khác", country="QQ"), "/country"),
    )
    for entry, at in wrong:
        with pytest.raises(Refused) as refusal:
            Book(OVERSEAS_ACTIVITIES, TODAY).enter(entry)
        assert [f.at for f in refusal.value.failures] == [at]


def test_the_registers_are_listed() -> None:
    assert {"overseas-vietnamese", "overseas-activities"} <= {r.name for r in REGISTERS}
