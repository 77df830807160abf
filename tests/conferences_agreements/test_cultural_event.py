"""A cultural event: S004 Điều 2.7; S003 mục II.5a; S002 Điều 12, 19."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.vocabulary import Decision
from conferences_agreements.events import Reported
from conferences_agreements.procedures.cultural_event import (
    CULTURAL_EVENT,
    CulturalEventForm,
    Form,
    Held,
    Troupe,
)
from papers.administrative import render_docx
from support.desk import Desk

MARCH, START, END = date(2026, 3, 2), date(2026, 6, 7), date(2026, 6, 12)
TROUPE = Troupe(name="Đoàn múa Champasak", country="LA", people=20, inbound="v1")
FESTIVAL = CulturalEventForm(
    name="Festival Dừa 2026", form=Form.FESTIVAL, place="Bến Tre", starts_on=START, ends_on=END,
    content="Quảng bá cây dừa", troupes=(TROUPE,), level="province", unesco_title="t1",
)  # fmt: skip
DECISION = Decision(number="99/UBND-VX", date=date(2026, 3, 10))
HELD = Held(ended_on=END, visitors=20_000, foreign_visitors=700, result="Thành công, an toàn")


def drafted(form: CulturalEventForm = FESTIVAL, *others: Any) -> Desk:
    desk = Desk(CULTURAL_EVENT, MARCH, others=others)
    return desk.lodge(form, by="unit", unit="so-vhttdl")


def approved(form: CulturalEventForm = FESTIVAL) -> Desk:
    desk = drafted(form).do("submit", by="unit").do("present", by="director")
    return desk.on(date(2026, 3, 10)).do("approve", DECISION, by="chair")


def refusal(desk: Desk, step: str, data: Any = None, by: str = "unit") -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        desk.do(step, data, by=by)
    return [(f.at, f.law) for f in refused.value.failures]


def test_a_festival_is_approved_held_and_reported() -> None:
    desk = approved().on(date(2026, 6, 13)).do("hold", HELD, by="unit")
    document = Decision(number="12/BC-UBND", date=date(2026, 6, 13))
    desk.do("note-reported", Reported(report="r1", document=document), by="system")
    desk.do("close", by="officer")

    assert desk.state == "closed"
    assert [(k.rel, k.type, k.id) for k in desk.dossier.links] == [
        ("reported-in", "result-report", "r1"),
        ("hosts", "inbound-delegation", "v1"),
        ("promotes", "unesco-titles", "t1"),
    ]


def test_19_2_a_provincial_festival_is_reported_in_ten_working_days() -> None:
    desk = approved().on(date(2026, 6, 13)).do("hold", HELD, by="unit")

    assert desk.due("report-to-prime-minister") == date(2026, 6, 26)
    assert refusal(desk, "close", by="officer")


def test_refuse_an_event_abroad_without_a_delegation() -> None:
    abroad = replace(FESTIVAL, country="FR", place="Paris")

    assert refusal(drafted(abroad), "submit") == [("/outbound", "22/2012/QĐ-UBND, Điều 7 khoản 1")]
    assert drafted(replace(abroad, outbound="d1")).do("submit", by="unit").state == "submitted"


def test_refuse_a_foreign_troupe_without_its_delegation() -> None:
    troupes = (TROUPE, replace(TROUPE, name="Đoàn Thái", country="TH", inbound=" "))

    assert refusal(drafted(replace(FESTIVAL, troupes=troupes)), "submit") == [
        ("/troupes/1/inbound", "22/2012/QĐ-UBND, Điều 8 khoản 1")
    ]
    nowhere = (replace(TROUPE, country="XX"),)
    assert refusal(drafted(replace(FESTIVAL, troupes=nowhere)), "submit")[0][0] == (
        "/troupes/0/country"
    )


def test_refuse_an_obligation_of_a_title_without_an_owner() -> None:
    form = replace(FESTIVAL, obligation="Báo cáo UNESCO về bảo tồn")

    assert refusal(drafted(form), "submit") == [
        ("/obligation_owner", "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ")
    ]
    owned = replace(form, obligation_owner="so-vhttdl")
    assert drafted(owned).do("submit", by="unit").state == "submitted"


def test_refuse_the_same_event_twice() -> None:
    first = replace(drafted().dossier, id="d0", state="submitted")

    assert refusal(drafted(FESTIVAL, first), "submit") == [("/name", "Quy tắc lập hồ sơ")]
    assert drafted(FESTIVAL, replace(first, state="cancelled")).do("submit", by="unit")


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"ends_on": date(2026, 6, 1)}, "/ends_on"),
        ({"starts_on": date(2026, 3, 1)}, "/starts_on"),
        ({"country": "XX", "outbound": "d1"}, "/country"),
    ],
)
def test_refuse_days_and_countries_that_do_not_fit(changes: dict[str, Any], at: str) -> None:
    assert [a for a, _ in refusal(drafted(replace(FESTIVAL, **changes)), "submit")] == [at]


def test_refuse_more_foreign_guests_than_guests() -> None:
    desk = approved().on(date(2026, 6, 13))

    assert refusal(desk, "hold", replace(HELD, visitors=1))[0][0] == "/foreign_visitors"


def test_refuse_approval_by_who_presented_it() -> None:
    desk = drafted().do("submit", by="unit").do("present", by="office", as_="an.86")

    with pytest.raises(Refused, match="Người đã"):
        desk.on(date(2026, 3, 10)).do("approve", DECISION, by="chair", as_="an.86")


@pytest.mark.parametrize("paper", CULTURAL_EVENT.papers, ids=lambda p: p.name)
@pytest.mark.parametrize("stage", [drafted, approved])
def test_its_papers_are_made_at_any_stage(paper: Any, stage: Any) -> None:
    desk = stage()

    made = paper.makes(desk.dossier, desk.province)
    assert "Festival" in str(made)
    assert render_docx(made).startswith(b"PK")
