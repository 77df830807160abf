"""Border gates and road links: 342/KH-UBND mục II khoản 5 d; Dự thảo 2025 Điều 2 khoản 10 c."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Province, Refused
from casework.vocabulary import WithReason
from chassis.provinces import load_provinces
from chassis.store.registry import Registry
from consular_border.border import neighbours
from consular_border.border_gates import GATES, Gate, gate
from consular_border.procedures import DOSSIERS
from consular_border.procedures.border_gate import (
    BORDER_GATE,
    Announcement,
    Approval,
    Bodies,
    Exchange,
    Proposal,
)
from consular_border.registers import REGISTERS
from papers import administrative
from support.border import TODAY, lai_chau
from support.desk import Desk
from support.running import PROVINCES

LINK = Proposal(
    name="Dào San", kind="road-link", change="connect", across="Vân Nam", neighbour="CN",
    commune="xa-dao-san", proposal="Đấu nối đường tỉnh với đường phía bạn",
)  # fmt: skip
TALKS = Exchange(number="7/UBND-NV", date=TODAY, agrees=True, content="Phía bạn nhất trí")
YES = Approval(number="20/QĐ-TTg", date=TODAY, authority="Thủ tướng Chính phủ")
OPENS = Announcement(number="30/TB-UBND", date=TODAY, effective_on=date(2026, 4, 1))


def proposed(**changed: Any) -> Desk:
    desk = Desk(BORDER_GATE, TODAY, province=lai_chau())
    return desk.lodge(replace(LINK, **changed), by="officer", unit="so-ngoai-vu")


def heard() -> Desk:
    desk = proposed().do("consult", Bodies(), by="officer")
    for o in desk.dossier.rounds[0].opinions:
        desk.reply(o.body)
    return desk


def refused(desk: Desk, step: str, data: Any, by: str) -> list[str]:
    with pytest.raises(Refused) as refusal:
        desk.do(step, data, by=by)
    return [f.at for f in refusal.value.failures]


def test_a_link_is_proposed_exchanged_approved_and_announced() -> None:
    desk = heard().do("exchange", TALKS, by="director").do("approve", YES, by="office")
    assert desk.do("announce", OPENS, by="chair").state == "announced"

    assert desk.dossier.title == "Đấu nối giao thông Dào San"
    made = BORDER_GATE.papers[0].makes(desk.dossier, desk.province)
    assert administrative.render_docx(made)[:2] == b"PK"


def test_the_other_side_hears_of_it_after_our_own_bodies() -> None:
    assert refused(proposed(), "exchange", TALKS, "director") == [""]

    silent = proposed().do("consult", Bodies(), by="officer")
    assert refused(silent, "exchange", TALKS, "director") == ["/note"]
    assert silent.do("exchange", replace(TALKS, note="Bộ đã đồng ý miệng"), by="director")


def test_nothing_is_approved_without_the_other_side() -> None:
    desk = heard().do("exchange", replace(TALKS, agrees=False), by="director")
    assert refused(desk, "approve", YES, "office") == ["/exchange"]

    desk.do("exchange", TALKS, by="director")
    assert desk.do("approve", YES, by="office").state == "approved"


def test_it_works_after_its_approval() -> None:
    desk = heard().do("exchange", TALKS, by="director").do("approve", YES, by="office")

    early = replace(OPENS, effective_on=date(2026, 3, 1))
    assert refused(desk, "announce", early, "chair") == ["/effective_on"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"commune": "so-y-te"}, "danh sách xã biên giới"),
        ({"code": "ma-lu-thang"}, "danh mục của tỉnh"),
        ({"change": "upgrade"}, "phải ghi mã"),
        ({"proposal": "Tại 22.7654321, 103.1234567"}, "tọa độ"),
        ({"proposal": "Bản đồ đóng dấu TUYỆT MẬT"}, "MẬT"),
    ],
)
def test_what_is_refused(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        proposed(**changed)


def test_a_gate_of_the_list_lies_where_the_list_says() -> None:
    known = gate("12", "ma-lu-thang")
    assert known is not None
    province = lai_chau(known.commune)
    kept = replace(LINK, code=known.code, commune=known.commune, change="upgrade")

    desk = Desk(BORDER_GATE, TODAY, province=province).lodge(kept, by="border", unit="bien-phong")
    assert desk.state == "proposed"


def test_every_gate_lies_in_a_border_commune_of_its_province() -> None:
    known = {"consular-border": Registry("consular-border", DOSSIERS, REGISTERS).params()}
    provinces = load_provinces(PROVINCES, known)

    assert {(g.province, g.name) for g in GATES} >= {("12", "Ma Lù Thàng"), ("46", "Hồng Vân")}
    assert [g for g in GATES if g.neighbour not in across(provinces, g)] == []


def across(provinces: dict[str, Province], gate: Gate) -> tuple[str, ...]:
    return neighbours(provinces[gate.province], [gate.commune], TODAY)


def test_rejected_or_withdrawn_with_a_reason() -> None:
    why = WithReason(reason="chưa đủ hạ tầng")
    desk = heard().do("exchange", TALKS, by="director")

    assert desk.do("reject", why, by="chair").state == "rejected"
    assert proposed().do("withdraw", why, by="director").state == "withdrawn"
    tomorrow = replace(TALKS, date=date(2026, 3, 3))
    with pytest.raises(Refused, match="sau hôm nay"):
        heard().do("exchange", tomorrow, by="director")
