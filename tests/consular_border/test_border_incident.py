"""Border incidents: Dự thảo 2025 Điều 2 khoản 10; 34/2014/NĐ-CP Điều 3."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.vocabulary import Decision
from consular_border.procedures.border_incident import (
    BORDER_INCIDENT,
    Assessed,
    Kind,
    Reported,
    Resolved,
)
from papers import administrative
from support.border import TODAY, lai_chau
from support.desk import Desk

NEWS = Reported(
    kind=Kind.MARKER, happened_on=TODAY, commune="xa-dao-san", marker="Mốc 70",
    account="Mốc bị sạt lở sau mưa lớn",
)  # fmt: skip
LETTER = Decision(number="12/SNgV-BG", date=TODAY)


def reported(**changed: Any) -> Desk:
    desk = Desk(BORDER_INCIDENT, TODAY, province=lai_chau())
    return desk.lodge(replace(NEWS, **changed), by="border", unit="bien-phong")


def test_an_incident_goes_from_news_to_the_ministry() -> None:
    desk = reported().do("assess", Assessed(proposal="Gia cố chân mốc"), by="officer")
    desk.do("advise", LETTER, by="head").do("exchange", LETTER, by="head")
    desk.do("resolve", Resolved(result="Hai bên đã gia cố"), by="officer")
    assert desk.do("tell-ministry", LETTER, by="director").state == "closed"
    assert {o.body for o in desk.dossier.rounds[0].opinions} == {"cong-an-tinh", "bien-phong"}
    assert desk.fields.neighbours == ("CN",)
    for paper in BORDER_INCIDENT.papers:
        made = paper.makes(desk.dossier, desk.province)
        assert administrative.render_docx(made)[:2] == b"PK"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"commune": "so-y-te"}, "danh sách xã biên giới"),
        ({"happened_on": date(2026, 3, 3)}, "sau hôm nay"),
        ({"account": "Tại 22.7654321, 103.1234567"}, "tọa độ"),
        ({"account": "Bản đồ đóng dấu TUYỆT MẬT"}, "MẬT"),
    ],
)
def test_what_is_refused(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        reported(**changed)


def test_coordinates_are_refused_later_too() -> None:
    with pytest.raises(Refused, match="tọa độ"):
        reported().do("assess", Assessed(proposal="22°30' Bắc"), by="officer")


def test_a_letter_is_not_dated_ahead() -> None:
    desk = reported().do("assess", Assessed(proposal="Gia cố"), by="officer")
    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("advise", replace(LETTER, date=date(2026, 3, 3)), by="head")
