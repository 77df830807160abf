"""Whose law it is: a clause of the field is refused by a province's own article, by the national
text, or is advice where nobody states it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import (
    RECORD,
    BadProvince,
    Calendar,
    Deadline,
    National,
    Param,
    Province,
    Provision,
    Refused,
    Within,
    read_province,
    rule,
)
from casework.refusals import own
from support.desk import Desk, office_calendar
from support.sample import LETTER, Application

DAY = date(2026, 3, 2)
CLAUSE = Provision("letters-are-short")
NATIONAL = National(name="letters-are-short", title="thư phải ngắn", law="9/2026/NĐ-CP, Điều 2")
UNSTATED = National(name="letters-are-short", title="thư phải ngắn")
OWN = """
code = "12"
[[article]]
provision = "letters-are-short"
law = "22/2026/QĐ-UBND, Điều 8 khoản 2"
since = 2026-02-01
"""
DRAFT = OWN + "draft = true\n"


def province(clause: National, text: str = 'code = "12"\n') -> Province:
    base = Province(
        code="12", name="Lai Châu", calendar=office_calendar(), provisions={clause.name: clause}
    )
    return read_province(base, text, "12.toml", {})


@rule(CLAUSE, "Thư dài quá hai trang", "/pages")
def is_short(case: Any) -> bool:
    return bool(case.fields.pages <= 2)


SHORT = replace(LETTER, opening=replace(LETTER.opening, requires=[is_short]))


def lodged(where: Province, pages: int = 3) -> Desk:
    return Desk(SHORT, DAY, province=where).lodge(Application(subject="Thư", pages=pages), "unit")


@pytest.mark.parametrize(
    ("where", "law", "ground"),
    [
        (province(NATIONAL, OWN), "22/2026/QĐ-UBND, Điều 8 khoản 2", "text"),
        (province(UNSTATED, OWN), "22/2026/QĐ-UBND, Điều 8 khoản 2", "text"),
        (province(NATIONAL), "9/2026/NĐ-CP, Điều 2", "law"),
        (province(NATIONAL, DRAFT), "9/2026/NĐ-CP, Điều 2", "law"),
    ],
    ids=["own before national", "own alone", "national", "a draft stands behind the nation"],
)
def test_a_clause_that_somebody_states_refuses_by_that_text(
    where: Province, law: str, ground: str
) -> None:
    with pytest.raises(Refused) as refused:
        lodged(where)

    (failure,) = refused.value.failures
    assert (failure.law, failure.ground, failure.at) == (law, ground, "/pages")


@pytest.mark.parametrize("where", [province(UNSTATED), province(UNSTATED, DRAFT)])
def test_a_clause_that_nobody_states_is_said_and_refuses_nobody(where: Province) -> None:
    act = lodged(where).dossier.acts[-1]

    (advice,) = act.advice
    assert (advice.says, advice.at, advice.mark) == ("Thư dài quá hai trang", "/pages", "X")
    assert "chưa" in advice.law
    assert lodged(where, pages=1).dossier.acts[-1].advice == ()


def test_an_article_binds_from_its_first_day() -> None:
    early = province(UNSTATED, OWN)
    cited = [early.cite(CLAUSE, d).binds for d in (date(2026, 1, 31), date(2026, 2, 1))]

    assert cited == [False, True]


def test_the_record_is_no_law_and_holds_everywhere() -> None:
    cited = province(UNSTATED).cite(RECORD, DAY)

    assert (cited.ground, cited.binds, cited.mark) == ("record", True, "")


DAYS = Param(name="x", title="ngày", law=CLAUSE, default=5, unit="working-days")
ANSWERED = replace(
    LETTER,
    deadlines=[
        Deadline(
            law=CLAUSE, name="answer", title="trả lời", id="D01", met_by={"answer"},
            shape=Within(amount=DAYS, runs_in={"lodged"}),
        )
    ],
    params=[DAYS],
)  # fmt: skip


def test_a_number_that_only_other_provinces_state_makes_nobody_late() -> None:
    desks = [
        Desk(ANSWERED, DAY, province=where).lodge(Application(subject="Thư"), "unit")
        for where in (province(UNSTATED), province(UNSTATED, OWN))
    ]

    advised, bound = (desk.explained("answer") for desk in desks)
    assert [c.name for c in desks[0].dossier.clocks] == []
    assert [c.name for c in desks[1].dossier.clocks] == ["answer"]
    assert (advised.advice, bound.advice) == (True, False)
    assert advised.clock.due == bound.clock.due == date(2026, 3, 9)
    assert bound.source == "22/2026/QĐ-UBND, Điều 8 khoản 2"


def test_a_number_that_the_province_states_binds_although_no_article_does() -> None:
    row = 'service = "x"\nname = "x"\nlaw = "5/QĐ-UBND"\nsince = 2026-01-01\namount = 2'
    base = province(UNSTATED)
    where = read_province(base, f'code = "12"\n[[value]]\n{row}', "12.toml", {"x": [DAYS]})
    desk = Desk(ANSWERED, DAY, province=where).lodge(Application(subject="Thư"), "unit")

    assert (desk.due("answer"), desk.dossier.clocks[0].law) == (date(2026, 3, 4), "5/QĐ-UBND")


def test_an_article_of_a_clause_that_nobody_named_is_refused_with_its_line() -> None:
    base = Province(code="12", name="Lai Châu", calendar=Calendar())

    with pytest.raises(BadProvince, match=r"12\.toml:3: .*letters-are-short"):
        read_province(base, OWN, "12.toml", {})


def test_whose_dossier_it_is_binds_also_where_no_text_states_it() -> None:
    whose = own(CLAUSE, "Đơn vị chỉ sửa hồ sơ của chính mình")
    guarded = replace(LETTER, opening=replace(LETTER.opening, by={"police"}, requires=[whose]))
    desk = Desk(guarded, DAY, province=province(UNSTATED))

    with pytest.raises(Refused, match="của chính mình"):
        desk.lodge(Application(subject="Thư"), "police", unit="so-y-te")
