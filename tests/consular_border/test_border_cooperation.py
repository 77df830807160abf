"""Cooperation across the border: Dự thảo 2025 Điều 2 khoản 10 e."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused, is_visible
from casework.dossier import Actor
from casework.vocabulary import Decision, WithReason
from consular_border.procedures.border_cooperation import BORDER_COOPERATION, Done, Planned
from papers import administrative
from support.border import TODAY, lai_chau
from support.desk import Desk

PATROL = Planned(
    kind="patrol", content="Tuần tra song phương quý I", neighbour="CN",
    partner="Trạm Hội đàm Kim Thủy Hà", communes=("xa-dao-san",), segment="Mốc 66 - 70",
    planned_on=date(2026, 3, 10),
)  # fmt: skip
DONE = Done(done_on=date(2026, 3, 10), people=12, result="Đường biên, mốc giới bình thường")
REPORT = Decision(number="8/BC-BP", date=date(2026, 3, 11))


def planned(**changed: Any) -> Desk:
    desk = Desk(BORDER_COOPERATION, TODAY, province=lai_chau())
    return desk.lodge(replace(PATROL, **changed), by="border", unit="bien-phong")


def test_a_patrol_is_planned_done_and_reported() -> None:
    desk = planned().on(date(2026, 3, 11)).do("carry-out", DONE, by="border")
    assert desk.do("report", REPORT, by="border").state == "reported"

    assert desk.dossier.title == "Tuần tra song phương: Trạm Hội đàm Kim Thủy Hà"
    made = BORDER_COOPERATION.papers[0].makes(desk.dossier, desk.province)
    assert administrative.render_docx(made)[:2] == b"PK"


def test_what_has_not_happened_is_not_recorded() -> None:
    with pytest.raises(Refused, match="sau hôm nay"):
        planned().do("carry-out", DONE, by="border")


def test_a_report_follows_the_activity() -> None:
    desk = planned().on(date(2026, 3, 11)).do("carry-out", DONE, by="border")
    with pytest.raises(Refused, match="trước ngày thực hiện"):
        desk.do("report", replace(REPORT, date=date(2026, 3, 9)), by="border")
    with pytest.raises(Refused, match="sau hôm nay"):
        desk.do("report", replace(REPORT, date=date(2026, 3, 12)), by="border")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"communes": ("so-y-te",)}, "danh sách xã biên giới"),
        ({"segment": "22.7654321, 103.1234567"}, "tọa độ"),
        ({"content": "Theo bản đồ TUYỆT MẬT"}, "MẬT"),
    ],
)
def test_what_is_refused(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        planned(**changed)


def test_the_border_guard_sees_what_a_commune_plans() -> None:
    desk = Desk(BORDER_COOPERATION, TODAY, province=lai_chau())
    kept = desk.lodge(PATROL, by="unit", unit="xa-dao-san").dossier

    def sees(role: str, unit: str) -> bool:
        actor = Actor(id=role, roles=frozenset({role}), province="12", unit=unit)
        return is_visible(BORDER_COOPERATION, kept, actor)

    assert sees("border", "bien-phong")
    assert not sees("unit", "so-y-te")


def test_a_plan_is_cancelled_with_a_reason() -> None:
    why = WithReason(reason="phía bạn hoãn")
    assert planned().do("cancel", why, by="border").state == "cancelled"
