"""A condition on every row of a list points at each row that fails it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import Struct

from casework import (
    Case,
    DossierType,
    Law,
    Refused,
    Transition,
    each,
)
from support.desk import Desk

LAW = Law("1/2026/QĐ", "Một văn bản")


class Row(Struct, frozen=True):
    days: int


class Plan(Struct, frozen=True):
    rows: tuple[Row, ...] = ()


@each(LAW.art(3), "Mỗi dòng phải có số ngày", of="rows", at="days")
def has_days(case: Case[Plan, Plan], row: Row) -> bool:
    return row.days > 0


@each(LAW.art(4), "Dòng không quá mười ngày", of="rows")
def is_short(case: Case[Plan, Plan], row: Row) -> bool:
    return row.days <= 10


PLAN = DossierType(
    name="plan",
    record="R99",
    title="Kế hoạch",
    prefix="KH",
    since=date(2026, 1, 1),
    law=LAW.art(1),
    fields=Plan,
    states={"lodged": "đã gửi"},
    final={"lodged"},
    opening=Transition(
        LAW.art(2), "lodge", title="gửi", target="lodged", by={"unit"}, emits="lodged",
        data=Plan, requires=[has_days, is_short],
    ),
    transitions=[],
    heading=lambda fields: "Kế hoạch",
    no_deadline="văn bản không đặt thời hạn",
)  # fmt: skip


def test_every_row_that_fails_is_pointed_at() -> None:
    rows = (Row(2), Row(0), Row(0), Row(11))

    with pytest.raises(Refused) as refusal:
        Desk(PLAN, date(2026, 3, 2)).lodge(Plan(rows), by="unit")

    told = [(f.at, f.law) for f in refusal.value.failures]
    assert told == [
        ("/rows/1/days", "1/2026/QĐ, Điều 3"),
        ("/rows/2/days", "1/2026/QĐ, Điều 3"),
        ("/rows/3", "1/2026/QĐ, Điều 4"),
    ]


def test_a_list_whose_rows_are_all_good_passes() -> None:
    desk = Desk(PLAN, date(2026, 3, 2)).lodge(Plan((Row(2), Row(10))), by="unit")

    assert desk.state == "lodged"
