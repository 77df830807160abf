"""A conference at the border is told to those who keep it, over HTTP and the broker."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import to_builtins

from casework import Param
from casework.vocabulary import Decision, Funding, FundingLine, Rank
from conferences_agreements.conference_forms import (
    SCHEME,
    Authority,
    ConferenceForm,
    Guests,
    OrganiserKind,
    Topic,
)
from conferences_agreements.sections import Section
from support.platform import Platform, eventually

pytestmark = pytest.mark.journey
FILED, PERMITTED = "2026-08-03", "2026-08-20"


def titles(of: Param) -> tuple[str, ...]:
    assert isinstance(of.default, tuple)
    return tuple(str(title) for title in of.default)


def form() -> dict[str, Any]:
    told = ConferenceForm(
        name="Hội thảo y tế biên giới Việt - Trung",
        organiser="Sở Y tế",
        organiser_kind=OrganiserKind.PROVINCIAL,
        topics=(Topic.HEALTH,),
        content="Phòng, chống dịch qua biên giới",
        starts_on=date(2026, 10, 12),
        ends_on=date(2026, 10, 13),
        venue="Xã Phong Thổ",
        border_commune=True,
        foreign_press=True,
        press_plan="Đài truyền hình Vân Nam dự khai mạc",
        vietnamese_participants=60,
        foreign=(Guests(country="CN", number=8, highest=Rank.OTHER),),
        funding=(FundingLine(source=Funding.LOCAL),),
        request=Decision(number="12/SYT-NV", date=date(2026, 8, 1)),
        scheme=tuple(Section(title=t, text="đã ghi") for t in titles(SCHEME)),
        secrecy_checked=True,
        authority=Authority.CHAIRMAN,
    )
    return dict(to_builtins(told))


def test_a_conference_at_the_border_asks_those_who_keep_it(everything: Platform) -> None:
    unit, officer = everything.person("unit.12", FILED), everything.person("officer.12", FILED)
    director, chair = (everything.person(f"{r}.12", FILED) for r in ("director", "chair"))
    conference = unit.lodge("conferences-agreements/conference", form())
    unit.do(conference, "submit")
    officer.do(conference, "classify", {"authority": "chairman"})
    bodies = ["cong-an-tinh", "bien-phong"]
    director.do(conference, "consult", {"bodies": bodies})
    for body in bodies:
        officer.post(f"{conference['href']}/opinions", {"body": body, "answer": "agree"})
    chair.on(PERMITTED).do(conference, "permit", {"number": "55/QĐ-UBND", "date": PERMITTED})

    def opened(type_: str) -> dict[str, Any]:
        items = officer.get("/api/dossiers", type=type_, province="12")["items"]
        return next((dict(i) for i in items if conference["id"] in str(i["links"])), {})

    entry = eventually(lambda: opened("border-entry"))
    press = eventually(lambda: opened("press-visit"))
    guard, police = (everything.person(f"{r}.12", PERMITTED) for r in ("border", "police"))
    assert guard.again(entry)["state"] == police.again(entry)["state"] == "planned"
    guard.post(f"{entry['href']}/opinions", {"body": "bien-phong", "answer": "agree"})
    assert officer.again(press)["state"] == "received"
    assert officer.on(PERMITTED).refused(press, "consult")["status"] == 422

    plan = {
        "path": "ordinary", "occasion": "conference", "purpose": "Hội thảo y tế biên giới",
        "host": "so-y-te", "communes": ["so-y-te"], "enters_at": "2026-10-12T08:00:00+07:00",
        "leaves_at": "2026-10-13T17:00:00+07:00",
        "guests": [{"name": "Li Wei", "nationality": "CN"}],
    }  # fmt: skip
    problem = unit.on("2026-10-05").refused(entry, "revise", plan)
    assert problem["errors"][0]["pointer"] == "/communes"
    unit.do(entry, "revise", plan | {"communes": ["xa-phong-tho"]})
    notice = {"number": "31/TB-SYT", "date": "2026-10-11"}
    late = unit.on("2026-10-12").refused(entry, "notify", notice)
    assert late["errors"][0]["pointer"] == "/enters_at"
    unit.on("2026-10-06").do(entry, "notify", notice | {"date": "2026-10-06"})
    letter = unit.download(f"{entry['href']}/papers/thong-bao.docx")
    assert letter.content[:2] == b"PK"
    assert "Li Wei" not in str(officer.get("/api/dossiers", type="border-entry", province="12"))
