"""Handing out and collecting the passports of one trip: Luật 49/2019/QH14, Điều 24 khoản 2 b."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.province import Value
from casework.vocabulary import Decision, WithReason
from consular_border.procedures.passport_handout import (
    PASSPORT_HANDOUT,
    Home,
    OfPassport,
    TripToSend,
)
from papers import administrative
from support.desk import Desk

TODAY = date(2026, 3, 2)
TRIP = TripToSend(
    trip="DR-2026-000004", delegation="d1", members=6,
    decision=Decision(number="15/QĐ-UBND", date=date(2026, 2, 26)),
    leaves_on=date(2026, 4, 6), returns_on=date(2026, 4, 10),
)  # fmt: skip
TEN_DAYS = Value(
    service="consular-border", name="passport.return-within", law="1/2026/QĐ-UBND",
    since=date(2026, 1, 1), amount=5, unit="working-days",
)  # fmt: skip
P1, P2 = OfPassport(passport="p1"), OfPassport(passport="p2")


def opened(*values: Value) -> Desk:
    desk = Desk(PASSPORT_HANDOUT, TODAY, values=values)
    return desk.lodge(TRIP, by="system", unit="so-y-te")


def home(*values: Value) -> Desk:
    desk = opened(*values).do("note-out", P1, by="system").do("note-out", P2, by="unit")
    return desk.on(date(2026, 4, 13)).do("note-return", Home(ended_on=TODAY), by="system")


def test_passports_are_counted_out_and_back() -> None:
    desk = home().do("note-back", P1, by="system")
    with pytest.raises(Refused, match="chưa nộp lại"):
        desk.do("close", by="unit")

    desk.do("note-back", P2, by="system").do("close", by="system")
    assert desk.state == "collected"
    assert ("for-trip", "d1") in [(k.rel, k.id) for k in desk.dossier.links]


def test_no_number_stands_in_the_law_so_no_clock_runs_until_a_province_sets_one() -> None:
    assert home().dossier.clock("hand-back") is None

    desk = home(TEN_DAYS)
    assert desk.due("hand-back") == date(2026, 4, 20)


def test_a_trip_without_official_passports_owes_nothing() -> None:
    desk = opened(TEN_DAYS).do("note-return", Home(ended_on=TODAY), by="system")

    assert desk.dossier.clock("hand-back") is None
    assert desk.do("close", by="officer").state == "collected"


def test_a_lost_passport_is_accounted_for() -> None:
    desk = home().do("note-back", P1, by="system").do("note-gone", P2, by="system")

    assert desk.do("close", by="system").state == "collected"


def test_a_passport_goes_out_once_and_comes_back_only_if_it_went() -> None:
    desk = opened().do("note-out", P1, by="system")
    with pytest.raises(Refused, match="đã được giao"):
        desk.do("note-out", P1, by="system")
    with pytest.raises(Refused, match="không được giao"):
        desk.do("note-back", P2, by="system")


def test_dates_in_order() -> None:
    with pytest.raises(Refused, match="Ngày về trước ngày đi"):
        Desk(PASSPORT_HANDOUT, TODAY).lodge(
            replace(TRIP, returns_on=date(2026, 4, 5)), by="officer"
        )
    with pytest.raises(Refused, match="sau hôm nay"):
        opened().do("note-return", Home(ended_on=date(2026, 3, 3)), by="system")


def test_a_cancelled_trip_collects_what_was_given_first() -> None:
    desk = opened().do("note-out", P1, by="system")
    why = WithReason(reason="hủy chuyến đi")
    with pytest.raises(Refused, match="chưa nộp lại"):
        desk.do("cancel", why, by="system")

    assert desk.do("note-back", P1, by="system").do("cancel", why, by="system").state == "cancelled"


def test_the_slip_names_dossiers_not_people() -> None:
    desk = home()
    made = PASSPORT_HANDOUT.papers[0].makes(desk.dossier, desk.province)

    assert administrative.render_docx(made).startswith(b"PK")
