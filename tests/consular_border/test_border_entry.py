"""Foreigners in the land border area: 34/2014/NĐ-CP Điều 6; D69, D70."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused, announce
from casework.province import Value
from casework.sensitive import Matter
from casework.vocabulary import Decision
from consular_border.entries import Entered, Guest, Left, Opened
from consular_border.procedures.border_entry import BORDER_ENTRY
from papers import administrative
from support.border import TODAY, lai_chau
from support.desk import HANOI, Desk

NOW = datetime(2026, 3, 2, 9, tzinfo=HANOI)
GUEST = Guest(name="Li Wei", nationality="CN", passport="E1234567")
PLAN = Opened(
    path="ordinary", purpose="Khảo sát chợ biên giới", host="so-y-te", communes=("xa-dao-san",),
    enters_at=NOW + timedelta(hours=30), leaves_at=NOW + timedelta(hours=40), guests=(GUEST,),
)  # fmt: skip
LETTER = Decision(number="12/TB-SYT", date=TODAY)
VIP = replace(
    PLAN, path="delegation", enters_at=NOW + timedelta(hours=3), escort="Trần Văn B",
)  # fmt: skip


def planned(plan: Opened = PLAN, **changed: Any) -> Desk:
    desk = Desk(BORDER_ENTRY, TODAY, province=lai_chau())
    return desk.lodge(replace(plan, **changed), by="unit", unit="so-y-te")


def refused(desk: Desk, step: str = "notify", data: Any = LETTER) -> list[str]:
    with pytest.raises(Refused) as refusal:
        desk.do(step, data, by="unit")
    return [f.at for f in refusal.value.failures]


def test_an_entry_is_planned_notified_entered_and_left() -> None:
    desk = planned()
    assert desk.due("notify") == PLAN.enters_at - timedelta(hours=24)
    desk.do("notify", LETTER, by="unit").on(date(2026, 3, 4))
    assert {o.body for o in desk.dossier.rounds[0].opinions} == {
        "cong-an-tinh", "bien-phong", "xa-dao-san",
    }  # fmt: skip

    desk.do("enter", Entered(entered_at=PLAN.enters_at), by="border")
    left = desk.do("leave", Left(left_at=PLAN.leaves_at), by="unit")
    assert (left.state, desk.fields.people, desk.fields.nationalities) == ("left", 1, ("CN",))


def test_6_2_b_a_notice_shorter_than_24_hours_is_refused() -> None:
    soon = NOW + timedelta(hours=23)
    desk = planned(enters_at=soon)

    assert refused(desk) == ["/enters_at"]
    assert planned(enters_at=NOW + timedelta(hours=24)).do("notify", LETTER, by="unit").state == (
        "notified"
    )


def test_6_2_c_a_delegation_enters_on_a_shorter_written_notice_with_an_escort() -> None:
    assert refused(planned(VIP, escort="")) == ["/escort"]

    desk = planned(VIP).do("notify", LETTER, by="unit")
    assert desk.state == "notified"
    assert desk.dossier.clock("notify") is None


def test_6_2_c_the_hours_of_a_delegation_are_a_value_of_the_province() -> None:
    assert planned(VIP).dossier.clocks == ()

    row = Value(
        service="consular-border", name="border-entry.delegation-notice", law="QĐ của tỉnh",
        since=date(2026, 1, 1), amount=2, unit="hours",
    )  # fmt: skip
    listed = lai_chau()
    province = replace(listed, values={**listed.values, row.name: (row,)})
    desk = Desk(BORDER_ENTRY, TODAY, province=province).lodge(VIP, by="unit", unit="so-y-te")
    assert desk.due("notify-delegation") == VIP.enters_at - timedelta(hours=2)


def test_6_2_c_a_delegation_that_is_inside_is_not_notified() -> None:
    assert refused(planned(VIP).on(date(2026, 3, 3))) == ["/enters_at"]


def test_6_2_a_a_resident_foreigner_needs_a_permit_of_the_police() -> None:
    assert refused(planned(path="resident")) == ["/permit"]

    permit = Decision(number="3/GP-CAT", date=TODAY)
    assert planned(path="resident", permit=permit).do("notify", LETTER, by="unit").state == (
        "notified"
    )


def test_3_a_commune_that_is_not_on_the_border_list_is_refused() -> None:
    with pytest.raises(Refused, match="danh sách xã biên giới") as refusal:
        planned(communes=("xa-dao-san", "so-y-te"))
    assert refusal.value.failures[0].at == "/communes"


def test_who_enters_and_where_is_named_before_the_notice() -> None:
    assert refused(planned(guests=(), expected=4)) == ["/guests"]
    assert refused(planned(communes=())) == ["/communes"]


def test_guests_are_foreigners_of_known_countries() -> None:
    with pytest.raises(Refused, match="mang mã này"):
        planned(guests=(replace(GUEST, nationality="QQ"),))
    with pytest.raises(Refused, match="Công dân Việt Nam"):
        planned(guests=(replace(GUEST, nationality="VN"),))


def test_times_are_in_order() -> None:
    with pytest.raises(Refused, match="Giờ ra phải sau giờ vào"):
        planned(leaves_at=PLAN.enters_at)
    with pytest.raises(Refused, match="đã qua"):
        planned(enters_at=NOW - timedelta(hours=1))

    desk = planned().do("notify", LETTER, by="unit")
    assert refused(desk, "enter", Entered(entered_at=NOW - timedelta(hours=1))) == ["/entered_at"]
    desk.on(date(2026, 3, 4)).do("enter", Entered(entered_at=PLAN.enters_at), by="unit")
    assert refused(desk, "leave", Left(left_at=NOW)) == ["/left_at"]


def test_a_changed_plan_is_notified_again() -> None:
    desk = planned().do("notify", LETTER, by="unit")
    fields = {n: getattr(PLAN, n) for n in ("path", "purpose", "host", "communes", "guests")}
    from consular_border.entries import Plan

    later = Plan(**fields, enters_at=NOW + timedelta(days=3), leaves_at=NOW + timedelta(days=4))
    assert desk.do("revise", later, by="unit").state == "planned"


def test_a_sensitive_matter_closes_the_short_notice() -> None:
    desk = planned(VIP).do("note-sensitive", Matter(matter="m1"), by="system")
    assert refused(desk) == ["/path"]

    assert desk.do("lift-sensitive", Matter(matter="m1"), by="system").do(
        "notify", LETTER, by="unit"
    ).state == "notified"  # fmt: skip


def test_no_guest_is_told_by_an_event_and_a_stamp_is_refused() -> None:
    told = str(announce("consular-border", BORDER_ENTRY, planned().outcomes[-1]))
    assert "Li Wei" not in told
    assert "E1234567" not in told

    with pytest.raises(Refused, match="MẬT"):
        planned(purpose="Bản đồ đóng dấu TỐI MẬT")


def test_the_notice() -> None:
    desk = planned().do("notify", LETTER, by="unit")
    for paper in BORDER_ENTRY.papers:
        assert administrative.render_docx(paper.makes(desk.dossier, desk.province))[:2] == b"PK"
