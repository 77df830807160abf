"""A day of the year that the law leaves open: no clock, until a province sets the day."""

from __future__ import annotations

from datetime import date

from casework import Calendar, Deadline, Dossier, Law, OnDay, Param, Province, clocks
from casework import read_province as read

LAW = Law("1/2026/QĐ", "Một văn bản")
DAY = Param(name="plan.mid-year", title="Ngày rà soát giữa năm", law=LAW.art(2), default=None)
REVIEW = Deadline(
    law=LAW.art(2),
    name="review",
    title="rà soát giữa năm",
    shape=OnDay(day=DAY, year=lambda d: 2026, strict=False),
    met_by=("review",),
)
NATIONAL = Province(code="86", name="Vĩnh Long", calendar=Calendar(years=frozenset({2026})))
DOSSIER = Dossier(
    id="d", code="KH-1", type="plan", regime=date(2026, 1, 1), province="86", unit="u",
    title="", fields=DAY, lodged_on=date(2026, 1, 5),
)  # fmt: skip


def test_a_day_that_no_text_gives_runs_no_clock() -> None:
    assert clocks([REVIEW], DOSSIER, NATIONAL) == ()


def test_a_province_may_set_the_day() -> None:
    text = """
        code = "86"
        [[value]]
        service = "delegations"
        name = "plan.mid-year"
        law = "2/2026/QĐ-UBND, Điều 1"
        since = 2026-01-01
        day = "06-15"
    """

    province = read(NATIONAL, text, "86.toml", {"delegations": [DAY]})

    assert clocks([REVIEW], DOSSIER, province)[0].due == date(2026, 6, 15)
