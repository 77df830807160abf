"""Consular cases: Dự thảo 2025 Điều 2 khoản 9 b (citizens abroad) and d (foreigners here)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Actor, Refused, announce, is_visible
from casework.province import Value
from casework.sensitive import Matter
from casework.vocabulary import Decision, Money
from consular_border.consular import (
    ActionTaken,
    Event,
    Notification,
    Person,
    Report,
    Result,
    Transferred,
)
from consular_border.procedures.consular_case import CONSULAR_CASE
from papers import administrative
from support.desk import HANOI, Desk

TODAY = date(2026, 3, 2)
TOLD = datetime(2026, 3, 2, 7, 30, tzinfo=HANOI)
TOURIST = Person(name="Somchai P", nationality="LA", document="PA123", is_victim=True)
LOST = Report(
    kind="B", event=Event.LOST_PASSPORT, country="VN", place="Bến xe", commune="xa-long-ho",
    happened_on=TODAY, first_reported_at=TOLD, source="Công an xã", account="Mất túi xách",
    persons=(TOURIST,), is_simple=True,
)  # fmt: skip
CITIZEN = Person(name="Trần Thị F", nationality="VN", is_minor=True)
ABROAD = replace(LOST, kind="A", event=Event.STRANDED, country="KH", persons=(CITIZEN,))


def received(report: Report = LOST, **more: Any) -> Desk:
    return Desk(CONSULAR_CASE, TODAY, **more).lodge(report, by="officer", unit="so-ngoai-vu")


def refused(**changed: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        received(replace(LOST, **changed))
    return [f.at for f in refusal.value.failures]


def test_a_simple_case_is_handled_resolved_and_closed() -> None:
    desk = received().do("verify", by="officer").do("handle", by="officer")
    done = ActionTaken(done_on=TODAY, what="Liên hệ Tổng Lãnh sự quán Lào", body="Công an tỉnh")
    desk.do("act", done, by="officer")
    cost = Money(amount=500_000, currency="VND")
    result = Result(result="Đã cấp giấy thông hành", cost=cost, payer="Tự túc")
    desk.do("resolve", result, by="officer").do("close", by="head")

    assert desk.state == "closed"
    assert desk.fields.actions == (done,)


def test_a_citizen_abroad_is_told_to_the_consular_department_and_handled() -> None:
    desk = received(ABROAD).do("handle", by="officer")

    assert desk.state == "handling"
    assert desk.dossier.title == "Bảo hộ công dân: gặp khó khăn, mắc kẹt"


def test_2_9_d_arrest_death_politics_and_several_victims_are_not_simple() -> None:
    other = replace(TOURIST, name="Noy K")

    assert refused(event=Event.ARREST) == ["/is_simple"]
    assert refused(event=Event.DEATH) == ["/is_simple"]
    assert refused(has_political_side=True) == ["/is_simple"]
    assert refused(persons=(TOURIST, other)) == ["/is_simple"]


def test_2_9_d_an_update_cannot_hide_a_death_in_a_simple_case() -> None:
    desk = received()

    with pytest.raises(Refused, match="thông thường, ít phức tạp"):
        desk.do("update", replace(LOST, event=Event.DEATH), by="officer")


def test_2_9_d_a_complex_case_waits_for_guidance_or_is_transferred() -> None:
    desk = received(replace(LOST, event=Event.DEATH, is_simple=False))
    with pytest.raises(Refused, match="hướng dẫn của Bộ Ngoại giao"):
        desk.do("handle", by="officer")

    desk.do("note-guidance", Decision(number="5/LS-BH", date=TODAY), by="officer")
    assert desk.do("handle", by="officer").state == "handling"


def test_a_case_that_becomes_sensitive_leaves_the_short_path() -> None:
    desk = received().do("handle", by="officer")
    desk.do("note-sensitive", Matter(matter="VD-1"), by="system")

    with pytest.raises(Refused, match="hướng dẫn của Bộ Ngoại giao"):
        desk.do("resolve", Result(result="xong"), by="officer")
    there = Transferred(body="Công an tỉnh", reason="vụ việc phức tạp")
    assert desk.do("transfer", there, by="director").state == "transferred"


def test_a_case_is_not_closed_without_its_result() -> None:
    desk = received().do("transfer", Transferred(body="Tòa án", reason="đã khởi tố"), by="officer")
    with pytest.raises(Refused, match="chưa ghi kết quả"):
        desk.do("close", by="head")

    desk.do("record-result", Result(result="Bản án có hiệu lực"), by="officer")
    assert desk.do("close", by="head").state == "closed"

    empty = received().do("handle", by="officer").do("resolve", Result(), by="officer")
    with pytest.raises(Refused, match="chưa ghi kết quả"):
        empty.do("close", by="head")


def test_persons_are_seen_by_the_team_alone() -> None:
    dossier = received().dossier

    def sees(id_: str, *roles: str, unit: str = "so-ngoai-vu") -> bool:
        actor = Actor(id=id_, roles=frozenset(roles), province="86", unit=unit)
        return is_visible(CONSULAR_CASE, dossier, actor)

    assert sees("officer.86", "officer")
    assert sees("h", "head")
    assert not sees("officer-2.86", "officer")
    assert not sees("office.86", "office", unit="van-phong-ubnd")
    assert not sees("admin.86", "admin")


def test_no_person_is_told_by_an_event() -> None:
    minor = received(ABROAD)
    told = str(announce("consular-border", CONSULAR_CASE, minor.outcomes[-1]))

    assert "Trần Thị F" not in told
    assert "Mất túi xách" not in told
    assert minor.fields.people == 1


def test_who_and_where_fit_the_kind() -> None:
    assert refused(persons=(CITIZEN,)) == ["/persons"]
    assert refused(country="LA") == ["/country"]
    assert refused(persons=(replace(TOURIST, nationality="QQ"),)) == ["/persons/0/nationality"]
    with pytest.raises(Refused, match="công dân Việt Nam"):
        received(replace(ABROAD, persons=(TOURIST,)))


def test_times_are_real() -> None:
    assert refused(happened_on=date(2026, 3, 4)) == ["/first_reported_at"]
    assert refused(first_reported_at=TOLD + timedelta(hours=9)) == ["/first_reported_at"]
    assert refused(first_reported_at=TOLD.replace(tzinfo=None)) == ["/first_reported_at"]


def test_a_notice_to_the_mission_has_its_time() -> None:
    early = Notification(mission="TLSQ Lào", notified_at=TOLD - timedelta(hours=1))
    with pytest.raises(Refused, match="trước khi nhận tin"):
        received().do("notify-mission", early, by="officer")

    at = TOLD + timedelta(hours=1)
    desk = received().do("notify-mission", Notification(mission="TLSQ Lào", notified_at=at),
                         by="officer")  # fmt: skip
    assert (desk.fields.mission, desk.fields.notified_at) == ("TLSQ Lào", at)


def test_the_time_of_a_consular_notice_is_a_value_of_the_province() -> None:
    assert received().dossier.clocks == ()

    laos = Value(
        service="consular-border", name="consular-case.notify-within-la",
        law="Hiệp định lãnh sự với Lào", since=date(2026, 1, 1), amount=48, unit="hours",
    )  # fmt: skip
    desk = received(values=[laos])
    assert desk.due("notify-mission-la") == TOLD + timedelta(hours=48)

    chinese = replace(LOST, persons=(replace(TOURIST, nationality="CN"),))
    assert received(chinese, values=[laos]).dossier.clocks == ()


def test_letters() -> None:
    desk = received()
    for each in CONSULAR_CASE.papers:
        assert administrative.render_docx(each.makes(desk.dossier, desk.province))[:2] == b"PK"
