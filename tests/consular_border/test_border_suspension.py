"""Activities suspended in the border area: 34/2014/NĐ-CP Điều 10 khoản 3-4; D74."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from casework import NotYourRole, ReasonNeeded, Refused
from casework.vocabulary import Decision
from consular_border.procedures.border_suspension import (
    BORDER_SUSPENSION,
    Extension,
    Lifted,
    Ordered,
)
from papers import administrative
from support.border import TODAY, lai_chau
from support.desk import HANOI, Desk

NOW = datetime(2026, 3, 2, 9, tzinfo=HANOI)
ORDER = Ordered(
    by="post", communes=("xa-dao-san",), activities="Qua lại lối mở", reason_for="Sạt lở đất",
    starts_at=NOW - timedelta(hours=1), hours=12,
)  # fmt: skip
MORE = Extension(number="5/QĐ-UBND", date=TODAY, hours=24)
TOLD = Decision(number="6/UBND-NV", date=TODAY)


def suspended(**changed: Any) -> Desk:
    desk = Desk(BORDER_SUSPENSION, TODAY, province=lai_chau())
    return desk.lodge(replace(ORDER, **changed), by="border", unit="bien-phong")


def test_10_3_a_post_suspends_for_12_hours_the_command_for_24() -> None:
    assert suspended().due("end-of-post") == ORDER.starts_at + timedelta(hours=12)
    desk = suspended(by="command", hours=24)
    assert desk.due("end-of-command") == ORDER.starts_at + timedelta(hours=24)

    for by, hours in (("post", 13), ("command", 25)):
        with pytest.raises(Refused, match="không quá 12 giờ"):
            suspended(by=by, hours=hours)


def test_10_4_the_committee_extends_by_24_hours_before_the_end() -> None:
    desk = suspended().do("extend", MORE, by="chair")
    assert desk.fields.ends_at == ORDER.starts_at + timedelta(hours=36)
    assert desk.due("end-of-extension") == ORDER.starts_at + timedelta(hours=36)

    with pytest.raises(Refused, match="gia hạn không quá 24 giờ"):
        suspended().do("extend", replace(MORE, hours=25), by="chair")
    with pytest.raises(Refused, match="trước khi hết giờ"):
        suspended().on(date(2026, 3, 3)).do("extend", MORE, by="chair")
    with pytest.raises(NotYourRole):
        suspended().do("extend", MORE, by="border")


def test_it_is_lifted_in_time_or_says_why() -> None:
    assert suspended().do("lift", Lifted(lifted_at=NOW), by="border").state == "lifted"
    with pytest.raises(Refused, match="sau giờ bắt đầu"):
        suspended().do("lift", Lifted(lifted_at=NOW - timedelta(hours=2)), by="border")

    with pytest.raises(ReasonNeeded):
        suspended().on(date(2026, 3, 4)).do("lift", Lifted(lifted_at=NOW), by="border")


def test_10_4_the_ministry_is_told_in_writing_when_needed() -> None:
    desk = suspended(tell_ministry=True)
    with pytest.raises(Refused, match="Chưa thông báo Bộ Ngoại giao"):
        desk.do("lift", Lifted(lifted_at=NOW), by="border")

    desk.do("tell-ministry", TOLD, by="office")
    assert desk.do("lift", Lifted(lifted_at=NOW), by="border").state == "lifted"
    made = BORDER_SUSPENSION.papers[0].makes(desk.dossier, desk.province)
    assert administrative.render_docx(made)[:2] == b"PK"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"communes": ("so-y-te",)}, "danh sách xã biên giới"),
        ({"starts_at": NOW + timedelta(hours=1)}, "sau lúc này"),
        ({"activities": "Tại 22.7654321, 103.1234567"}, "tọa độ"),
        ({"reason_for": "Tài liệu TỐI MẬT"}, "MẬT"),
    ],
)
def test_what_is_refused(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        suspended(**changed)


def test_it_is_told_to_those_who_live_there_and_linked_to_its_incident() -> None:
    desk = suspended(incident="i7")

    assert {o.body for o in desk.dossier.rounds[0].opinions} == {
        "cong-an-tinh", "so-ngoai-vu", "xa-dao-san",
    }  # fmt: skip
    assert [(k.type, k.id) for k in desk.dossier.links] == [("border-incident", "i7")]
