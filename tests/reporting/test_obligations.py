"""The calendar of domain 3: every obligation opens and is due on its day, with its source.

The table is written by hand from the texts; the code must agree with it for four provinces and two
years.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chassis.provinces import load_provinces
from chassis.store.registry import Registry
from conferences_agreements.procedures import DOSSIERS as CONFERENCES_AGREEMENTS
from delegations.procedures import DOSSIERS as DELEGATIONS
from reporting.obligations import period as periods
from reporting.obligations.calendar import OBLIGATIONS, OF_EVENTS
from reporting.obligations.opening import required
from reporting.obligations.period import BadPeriod
from reporting.procedures import DOSSIERS
from support.obligations import ALL, TABLE

ROOT = Path(__file__).resolve().parents[2]
PARAMS = Registry("reporting", DOSSIERS).params()
PROVINCES = load_provinces(ROOT / "provinces", {"reporting": PARAMS})


def next_year(key: str) -> str:
    return str(int(key[:4]) + 1) + key[4:]


@pytest.mark.parametrize(
    ("id", "key", "opens", "due", "due_after", "where", "source"), TABLE,
    ids=[f"{row[0]} {row[5]}" for row in TABLE],
)  # fmt: skip
def test_an_obligation_opens_and_is_due_on_its_day(
    id: str, key: str, opens: str, due: str | None, due_after: str | None, where: str, source: str
) -> None:
    o = OBLIGATIONS[id]
    for code in where.split():
        province = PROVINCES[code]
        for of, expected in ((key, due), (next_year(key), due_after)):
            period = o.period(of)
            found = o.due(period, province, date(2026, 1, 2))

            assert (found.isoformat() if found else None) == expected, (code, of)
            assert found or o.no_day, "no day and no reason for it"
        first = o.opens_on(o.period(key))
        assert first.isoformat() == opens
        opened = {(i.obligation.id, i.period.key) for i in required(province, first)}
        assert (id, key) in opened


def test_the_table_names_every_obligation_in_every_province() -> None:
    told = {(row[0], code) for row in TABLE for code in row[5].split()}
    owed = {
        (o.id, code)
        for o in OBLIGATIONS.values()
        for code in ALL
        if o.is_owed_in(PROVINCES[code], date(2026, 6, 1))
    }

    assert told == owed


def test_every_row_has_its_source_and_says_when_no_day_is_named() -> None:
    for o in OBLIGATIONS.values():
        assert str(o.law)
        assert o.to
        assert o.day or o.after or o.no_day, o.id


@pytest.mark.parametrize("code", ALL)
def test_a_province_s_own_obligations_are_known(code: str) -> None:
    rows = PROVINCES[code].values.get("obligation.own", ())

    assert [n for r in rows for n in (r.list or ()) if n not in OBLIGATIONS] == []


def test_the_day_of_a_replaced_decree_is_the_province_s_to_set() -> None:
    o = OBLIGATIONS["aid-report"]

    assert o.law.mark == "superseded"
    assert o.day is not None
    assert o.day.default == (1, 15)


def test_duties_of_single_events_stand_in_their_procedures() -> None:
    known = {t.name: t for t in (*DELEGATIONS, *CONFERENCES_AGREEMENTS)}

    for id, (_, type_) in OF_EVENTS.items():
        assert id in {d.id for d in known[type_].deadlines}, id


def test_recipients_follow_the_law_of_the_day() -> None:
    hue, o = PROVINCES["46"], OBLIGATIONS["year-report"]

    assert "Ban Đối ngoại Trung ương" in o.recipients(hue, date(2024, 10, 1))
    assert "Ban Đối ngoại Trung ương" not in o.recipients(hue, date(2026, 10, 1))


def test_invited_institutions_are_asked_too_and_the_office_is_not() -> None:
    units = OBLIGATIONS["unit-half-year"].owers(PROVINCES["46"], date(2026, 1, 5))

    assert "dai-hoc-hue" in units
    assert {"so-ngoai-vu", "ubnd", "tinh-uy"} & set(units) == set()
    assert not [u for u in units if PROVINCES["46"].units[u].level == "huyện"]


def test_article_12_cuts_off_periods_in_the_middle_of_months() -> None:
    told = {
        "2026-05": (date(2026, 4, 15), date(2026, 5, 14)),
        "2026-Q3": (date(2026, 6, 15), date(2026, 9, 14)),
        "2026-H1": (date(2025, 12, 15), date(2026, 6, 14)),
        "2026-H2": (date(2026, 6, 15), date(2026, 12, 14)),
        "2026": (date(2025, 12, 15), date(2026, 12, 14)),
    }
    for key, span in told.items():
        found = periods.read(key)
        assert (found.first, found.last) == span

    assert periods.read("2026-H1", "calendar").last == date(2026, 6, 30)


@pytest.mark.parametrize("key", ["", "26", "2026-H3", "2026-Q0", "2026-13", "2026-5", "1999", "x"])
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(BadPeriod):
        periods.read(key)


@pytest.mark.parametrize(
    ("what", "key", "said"),
    [
        ("Vốn viện trợ 6 tháng đầu năm", "2026-H1", "Vốn viện trợ 6 tháng đầu năm 2026"),
        ("Vốn viện trợ cả năm", "2026", "Vốn viện trợ cả năm 2026"),
        ("Vốn viện trợ", "2026-05", "Vốn viện trợ tháng 5 năm 2026"),
        ("Công tác đối ngoại 6 tháng", "2026-H2", "Công tác đối ngoại 6 tháng cuối năm 2026"),
        ("Kế hoạch", "2026-Q3", "Kế hoạch quý III năm 2026"),
    ],
)
def test_a_title_says_its_period_once(what: str, key: str, said: str) -> None:
    assert periods.named(what, key) == said


def test_after_an_outage_what_began_meanwhile_is_opened_too() -> None:
    hue = PROVINCES["46"]
    late = required(hue, date(2026, 9, 1), since=date(2026, 1, 10))
    fresh = required(hue, date(2026, 9, 1))

    missed = {i.period.key for i in late if i.obligation.id == "aid-money-month"}
    assert missed == {f"2026-{n:02}" for n in range(2, 10)}
    assert {i.key for i in fresh} < {i.key for i in late}


def test_a_fresh_start_in_november_opens_nothing_that_is_past() -> None:
    opened = {i.obligation.id for i in required(PROVINCES["46"], date(2026, 11, 24))}

    assert "unit-year" not in opened
    assert {"conferences-report", "ngos-report", "year-report"} <= opened


def test_a_voluntary_reporter_is_marked() -> None:
    body = PROVINCES["46"].units["dai-hoc-hue"]

    assert body.invited
