"""Whose dossier it is, and dates of documents, under the article a service names."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec import Struct

from casework import Actor, Case, Dossier, Law
from casework.refusals import dated_by_today, own
from casework.vocabulary import Decision
from support.desk import HANOI, real_office

LAW = Law("99/2026/TEST", "Quy trình thử")
TODAY = date(2026, 3, 2)


class Empty(Struct, frozen=True):
    """No fields are needed to know whose dossier it is."""


def case(role: str = "unit", unit: str = "so-y-te", dated: date = TODAY) -> Case[Any, Any]:
    return Case(
        dossier=Dossier(
            id="d1", code="T-1", type="letter", regime=TODAY, province="86", unit="so-y-te",
            title="", fields=Empty(), lodged_on=TODAY,
        ),
        actor=Actor(id="x", roles=frozenset({role}), province="86", unit=unit),
        at=datetime(2026, 3, 2, 9, tzinfo=HANOI),
        province=real_office("86"),
        data=Decision(number="1/QĐ", date=dated),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        ("unit", "so-y-te", True),
        ("unit", "so-tai-chinh", False),
        ("officer", "so-ngoai-vu", True),
        ("system", "", True),
    ],
)
def test_a_unit_acts_on_its_own_dossiers(role: str, unit: str, may: bool) -> None:
    rule = own(LAW.art(3), "Đơn vị chỉ gửi hồ sơ của chính mình")

    told = [(f.says, f.law) for f in rule.failures(case(role, unit))]

    said = ("Đơn vị chỉ gửi hồ sơ của chính mình", "99/2026/TEST, Điều 3")
    assert told == ([] if may else [said])


@pytest.mark.parametrize(("days", "may"), [(-1, True), (0, True), (1, False)])
def test_a_document_is_dated_by_today(days: int, may: bool) -> None:
    rule = dated_by_today(LAW.art(8))

    told = rule.failures(case(dated=TODAY + timedelta(days=days)))

    assert [f.at for f in told] == ([] if may else ["/date"])
