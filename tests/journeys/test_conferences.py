"""A conference becomes the Prime Minister's because a minister comes, over HTTP and the broker."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import to_builtins

from casework import Param
from casework.vocabulary import Decision, Funding, FundingLine, Rank
from conferences_agreements.conference_forms import (
    REPORT,
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
KIND = "conferences-agreements/conference"
FILED = "2026-08-03"


def titles(of: Param) -> tuple[str, ...]:
    """The sections of an editable form."""
    assert isinstance(of.default, tuple)
    return tuple(str(title) for title in of.default)


def form(highest: Rank, authority: Authority) -> dict[str, Any]:
    told = ConferenceForm(
        name="Hội thảo y tế dự phòng Việt - Nhật",
        organiser="Sở Y tế",
        organiser_kind=OrganiserKind.PROVINCIAL,
        topics=(Topic.HEALTH,),
        content="Y tế dự phòng",
        starts_on=date(2026, 10, 12),
        ends_on=date(2026, 10, 13),
        venue="Vĩnh Long",
        vietnamese_participants=60,
        foreign=(Guests(country="JP", number=8, highest=highest),),
        funding=(FundingLine(source=Funding.LOCAL),),
        request=Decision(number="12/SYT-NV", date=date(2026, 8, 1)),
        scheme=tuple(Section(title=t, text="đã ghi") for t in titles(SCHEME)),
        secrecy_checked=True,
        authority=authority,
    )
    return dict(to_builtins(told))


def test_a_minister_makes_it_the_prime_ministers(everything: Platform) -> None:
    unit, officer = everything.person("unit.86", FILED), everything.person("officer.86", FILED)
    conference = unit.lodge(KIND, form(Rank.MINISTER, Authority.PRIME_MINISTER))
    # Forty days before is 2 September; the holiday, its swap and a weekend move it to 28 August.
    assert unit.due(conference, "file-above") == "2026-08-28"
    unit.do(conference, "submit")
    problem = officer.refused(conference, "classify", {"authority": "chairman"})
    assert problem["law"].startswith("06/2020/QĐ-TTg, Điều 3")
    officer.do(conference, "classify", {"authority": "prime-minister"})
    everything.person("director.86", FILED).do(conference, "consult", {"bodies": ["cong-an-tinh"]})
    [round_] = officer.get(f"{conference['href']}/opinions")["items"]
    assert {o["body"] for o in round_["opinions"]} == {
        "Bộ Ngoại giao",
        "Bộ Công an",
        "cong-an-tinh",
    }
    assert {o["due"] for o in round_["opinions"]} == {"2026-08-18"}
    for body in ("Bộ Ngoại giao", "Bộ Công an", "cong-an-tinh"):
        officer.post(f"{conference['href']}/opinions", {"body": body, "answer": "agree"})
    office = everything.person("office.86", "2026-08-20")
    chair = everything.person("chair.86", "2026-08-20")
    permit = {"number": "55/QĐ-UBND", "date": "2026-08-20"}
    assert chair.refused(conference, "permit", permit)["status"] in (409, 422)
    office.do(conference, "present", {"number": "9/TTr-UBND", "date": "2026-08-20"})
    office.do(conference, "record-permit", {"number": "812/TTg-QHQT", "date": "2026-08-20"})
    held = {
        "started_on": "2026-10-12", "ended_on": "2026-10-13", "organiser": "Sở Y tế",
        "vietnamese_attended": 58, "foreign_attended": 8,
    }  # fmt: skip
    unit.on("2026-10-14").do(conference, "hold", held)
    assert unit.due(conference, "report") == "2026-10-28"
    report = {
        "number": "9/BC-SYT", "date": "2026-10-20",
        "sections": [{"title": t, "text": "đã ghi"} for t in titles(REPORT)],
        "told_ministry": True,
    }  # fmt: skip
    unit.on("2026-10-20").do(conference, "report", report)
    officer.on("2026-10-21").do(conference, "close")

    row = eventually(lambda: officer.get("/api/dossiers", code=conference["code"])["items"])[0]
    assert row["state_title"]
