"""What was in force on a day, and who stood where on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casework import (
    Amount,
    BadProvince,
    Body,
    Calendar,
    Former,
    Law,
    Param,
    Province,
    read_province,
)
from casework.province import Delegated, Lead, Recipient, Value

LAW = Law("1/2026/QĐ", "Một văn bản")
DAYS = Param(
    name="x.days", title="ngày", law=LAW.art(3), default=15, unit="working-days", least=1, most=60
)
FIRST = date(2026, 1, 1)
PLAIN = Province(code="86", name="Vĩnh Long", calendar=Calendar())


def row(amount: int | None = None, since: date = FIRST, **more: Any) -> Value:
    return Value(service="x", name="x.days", law="2/QĐ", since=since, amount=amount, **more)


def having(*rows: Value, **more: Any) -> Province:
    kept = tuple(sorted(rows, key=lambda r: r.since))
    return Province(
        code="86", name="Vĩnh Long", calendar=Calendar(), values={"x.days": kept}, **more
    )


def read(text: str, *params: Param) -> Province:
    return read_province(PLAIN, 'code = "86"\n' + text, "86.toml", {"x": params or (DAYS,)})


def value(name: str, setting: str, more: str = "") -> str:
    head = f'[[value]]\nservice = "x"\nname = "{name}"\nlaw = "2/QĐ"\nsince = 2026-01-01\n'
    return f"{head}{setting}\n{more}\n"


def test_without_a_row_the_national_default_is_in_force() -> None:
    found = PLAIN.find(DAYS, FIRST)

    assert (found.value, found.law, found.mark, found.national) == (
        15,
        "1/2026/QĐ, Điều 3",
        "V",
        True,
    )


def test_a_row_is_in_force_from_its_first_to_its_last_day() -> None:
    province = having(row(10, until=date(2026, 6, 30)))

    assert [
        province.find(DAYS, d).value
        for d in (date(2025, 12, 31), FIRST, date(2026, 6, 30), date(2026, 7, 1))
    ] == [15, 10, 10, 15]


def test_a_later_row_replaces_an_earlier_one() -> None:
    province = having(row(10), row(20, date(2026, 3, 1)))

    assert province.find(DAYS, date(2026, 2, 28)).value == 10
    assert province.find(DAYS, date(2026, 3, 1)).value == 20


def test_a_row_may_name_another_unit_and_takes_it_along() -> None:
    """Quảng Trị counts 40 working days where the decision says calendar days."""
    province = having(row(40, until=date(2026, 6, 30), unit="calendar-days"))

    assert province.amount(DAYS, FIRST) == Amount(40, "calendar-days")
    assert province.amount(DAYS, date(2026, 7, 1)) == Amount(15, "working-days")


def test_a_row_without_a_unit_does_not_inherit_that_of_an_earlier_row() -> None:
    province = having(row(40, unit="calendar-days"), row(20, date(2026, 3, 1)))

    assert province.amount(DAYS, date(2026, 3, 1)) == Amount(20, "working-days")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 300)), max_size=6),
    st.integers(0, 1300),
)
def test_the_latest_row_in_force_wins(spans: list[tuple[int, int]], day: int) -> None:
    starts = {since: length for since, length in spans}
    rows = [
        row(n + 1, FIRST + timedelta(days=s), until=FIRST + timedelta(days=s + length))
        for n, (s, length) in enumerate(starts.items())
    ]
    on = FIRST + timedelta(days=day)

    found = having(*rows).find(DAYS, on)

    live = [r for r in rows if r.since <= on <= (r.until or on)]
    wanted = max(live, key=lambda r: r.since).amount if live else 15
    assert found.value == wanted


def test_a_number_that_nobody_set_is_not_set() -> None:
    unset = Param(name="x.unset", title="", law=LAW.art(3), default=None, unit="hours")

    assert not PLAIN.is_set(unset, FIRST)
    assert PLAIN.is_set(Amount(3, "hours"), FIRST)
    with pytest.raises(LookupError, match=r"x\.unset is not set for province 86"):
        PLAIN.amount(unset, FIRST)


def test_leads_recipients_and_delegations_are_dated() -> None:
    spring = date(2025, 2, 28)
    province = Province(
        code="86",
        name="Vĩnh Long",
        calendar=Calendar(),
        leads=(
            Lead(field="aid", unit="so-khdt", law="x", since=date(2012, 1, 1), until=spring),
            Lead(field="aid", unit="so-tai-chinh", law="x", since=date(2025, 3, 1)),
        ),
        recipients=(
            Recipient(report="year", to=("A", "B"), law="x", since=FIRST),
            Recipient(report="year", to=("B", "C"), law="x", since=date(2026, 5, 1)),
        ),
        delegated=(Delegated(matter="conference", law="9/QĐ", since=date(2026, 6, 1)),),
    )

    old, new = province.lead("aid", date(2024, 1, 1)), province.lead("aid", FIRST)
    assert old is not None
    assert new is not None
    assert (old.unit, new.unit) == ("so-khdt", "so-tai-chinh")
    assert province.lead("aid", date(2011, 1, 1)) is None
    assert province.addressees("year", FIRST) == ("A", "B")
    assert province.addressees("year", date(2026, 6, 1)) == ("A", "B", "C")
    assert province.has_delegated("conference", date(2026, 5, 31)) is None
    assert province.has_delegated("conference", date(2026, 6, 1)) == province.delegated[0]


def test_a_body_is_called_by_its_name_when_it_is_listed() -> None:
    body = Body(code="so-y-te", name="Sở Y tế", level="tỉnh", since=FIRST)
    province = Province(code="86", name="x", calendar=Calendar(), units={"so-y-te": body})

    assert (province.unit("so-y-te"), province.unit("Bộ Ngoại giao")) == (
        "Sở Y tế",
        "Bộ Ngoại giao",
    )


SWITCH = Param(name="x.on", title="", law=LAW.art(4), default=False)
DAY = Param(name="x.day", title="", law=LAW.art(5), default=(11, 20))
CHOICE = Param(name="x.way", title="", law=LAW.art(6), default="a", choices=("a", "b"))
TRIPS = Param(name="x.trips", title="", law=LAW.art(8), default=0, most=9)
LIST = Param(name="x.list", title="", law=LAW.art(7), default=("chairman",))


@pytest.mark.parametrize(
    ("param", "setting", "found"),
    [
        (DAYS, "amount = 7", 7),
        (TRIPS, "amount = 2", 2),
        (SWITCH, "switch = true", True),
        (DAY, 'day = "05-25"', (5, 25)),
        (CHOICE, 'choice = "b"', "b"),
        (LIST, 'list = ["chairman", "party"]', ("chairman", "party")),
        (LIST, "list = []", ()),
    ],
)
def test_every_kind_of_value_is_read(param: Param, setting: str, found: Any) -> None:
    assert read(value(param.name, setting), param).find(param, FIRST).value == found


@pytest.mark.parametrize(
    ("param", "setting", "told"),
    [
        (SWITCH, "amount = 1", "cần đúng một «switch» (1/2026/QĐ, Điều 4)"),
        (DAYS, "switch = true", "cần đúng một «amount»"),
        (DAYS, 'amount = 7\nday = "05-25"', "cần đúng một «amount»"),
        (DAYS, "", "cần đúng một «amount»"),
        (CHOICE, 'choice = "c"', "chỉ nhận a, b"),
        (LIST, 'choice = "party"', "cần đúng một «list»"),
        (TRIPS, "amount = 10", "ngoài khoảng 0..9 (1/2026/QĐ, Điều 8)"),
        (DAYS, "amount = 61", "ngoài khoảng 1..60 (1/2026/QĐ, Điều 3)"),
    ],
)
def test_a_value_of_another_kind_is_refused(param: Param, setting: str, told: str) -> None:
    with pytest.raises(BadProvince) as error:
        read(value(param.name, setting), param)

    assert told in str(error.value)
    assert str(error.value).startswith("86.toml:2: ")


def test_the_office_and_its_names_are_read() -> None:
    province = read(
        'office = "Phòng Ngoại vụ"\noffice_type = "office"\nchair_title = "Q. Chủ tịch"'
    )

    assert (province.office, province.office_type) == ("Phòng Ngoại vụ", "office")
    assert (province.chair_title, province.abbreviation) == ("Q. Chủ tịch", "SNgV")


def test_a_province_exists_between_its_days() -> None:
    ended = Province(
        code="83", name="Bến Tre", calendar=Calendar(), until=date(2025, 6, 30), successor="86"
    )

    assert ended.exists(date(2025, 6, 30))
    assert not ended.exists(date(2025, 7, 1))


def test_an_amount_says_itself_in_words() -> None:
    assert str(Amount(15, "working-days")) == "15 ngày làm việc"
    assert str(Amount(24, "hours")) == "24 giờ"


def test_what_the_nation_said_before_is_kept_with_its_text() -> None:
    then = Former(30, date(2025, 11, 16), Law("34/2014", "Văn bản cũ").art(8))
    param = replace(DAYS, default=20, formerly=(then,))

    assert [
        (PLAIN.find(param, d).value, PLAIN.find(param, d).law)
        for d in (date(2025, 11, 16), date(2025, 11, 17))
    ] == [(30, "34/2014, Điều 8"), (20, "1/2026/QĐ, Điều 3")]
