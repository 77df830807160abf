"""Complex or sensitive matters: 22/2012/QĐ-UBND Điều 19 khoản 1, Điều 7 khoản 3, Điều 17."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Actor, Refused, WrongState, announce, is_visible
from casework.province import Value
from casework.vocabulary import SensitiveField, WithReason
from papers.administrative import render_docx
from reporting.letters import sensitive_matter as letters
from reporting.procedures.sensitive_matter import (
    SENSITIVE_MATTER,
    Concerned,
    Handling,
    Notice,
    Raised,
    Result,
    Shared,
)
from support.desk import HANOI, Desk

TODAY = date(2026, 5, 12)
EARLY = datetime(2026, 5, 12, 8, 30, tzinfo=HANOI)
RAISED = Raised(
    sensitive_in=(SensitiveField.RELIGION,),
    description="Phát sinh trong chuyến thăm, đã trao đổi trực tiếp",
    concerns=(Concerned(service="delegations", type="outbound-delegation", id="d9"),),
    bodies=("cong-an-tinh", "van-phong-ubnd"),
)


def raised(matter: Raised = RAISED, **more: Any) -> Desk:
    return Desk(SENSITIVE_MATTER, TODAY, **more).lodge(matter, by="unit", unit="so-y-te")


def told(desk: Desk, *bodies: Any) -> Desk:
    for body in bodies:
        desk.do("notify", Notice(to=body, at=EARLY, how="điện thoại"), by="officer")
    return desk


def handled() -> Desk:
    desk = told(raised(), "police", "department", "committee").do("confirm-notices", by="officer")
    return desk.do("handle", Handling(handled_by="cong-an-tinh"), by="head")


def test_art_19_1_three_are_told_before_the_matter_is_handled_and_closed() -> None:
    desk = handled().do("close", Result(result="Đã xử lý ổn thỏa"), by="director")

    assert desk.state == "closed"
    assert [n.to for n in desk.fields.notices] == ["police", "department", "committee"]
    assert desk.fields.notices[0].at == EARLY


@pytest.mark.parametrize("left_out", ["police", "department", "committee"])
def test_art_19_1_a_missing_notice_stops_everything(left_out: str) -> None:
    others = [b for b in ("police", "department", "committee") if b != left_out]
    desk = told(raised(), *others, "ministry")

    with pytest.raises(Refused, match="Còn thiếu thông báo"):
        desk.do("confirm-notices", by="officer")
    with pytest.raises(Refused, match="Còn thiếu thông báo"):
        desk.do("close", Result(result="Đã xử lý"), by="director")
    with pytest.raises(WrongState):
        desk.do("handle", Handling(handled_by="cong-an-tinh"), by="head")


def test_art_19_1_a_notice_has_happened() -> None:
    later = datetime(2026, 5, 12, 9, 1, tzinfo=HANOI)

    with pytest.raises(Refused, match="sau lúc ghi"):
        raised().do("notify", Notice(to="police", at=later), by="officer")


def test_art_19_1_notices_are_owed_on_the_same_day() -> None:
    assert raised().due("notify") == TODAY


def test_a_long_text_is_refused_and_a_province_may_set_the_length() -> None:
    long = replace(RAISED, description="x" * 301)
    wide = Value(
        service="reporting",
        name="sensitive-matter.longest-text",
        law="1/2026/QĐ-UBND",
        since=date(2026, 1, 1),
        amount=500,
    )

    with pytest.raises(Refused) as refusal:
        raised(long)
    assert refusal.value.failures[0].at == "/description"
    assert raised(long, values=[wide]).state == "raised"
    with pytest.raises(Refused, match="kết quả ngắn"):
        handled().do("close", Result(result="x" * 301), by="director")
    with pytest.raises(Refused, match="Chưa có kết quả"):
        handled().do("close", Result(result=" " * 6), by="director")


def test_a_stamp_is_refused() -> None:
    with pytest.raises(Refused, match="TỐI MẬT"):
        raised(replace(RAISED, description="Theo văn bản TỐI MẬT"))


def test_it_is_shared_within_the_named_team_alone() -> None:
    desk = raised()

    with pytest.raises(Refused, match="nhóm xử lý"):
        desk.do("share", Shared(body="so-tai-chinh"), by="officer")
    desk.do("share", Shared(body="cong-an-tinh"), by="officer")

    police = Actor(id="p", roles=frozenset({"police"}), province="86", unit="cong-an-tinh")
    finance = Actor(id="f", roles=frozenset({"officer"}), province="86", unit="so-tai-chinh")
    assert is_visible(SENSITIVE_MATTER, desk.dossier, police)
    assert not is_visible(SENSITIVE_MATTER, desk.dossier, finance)


def test_who_handles_it_is_of_the_team() -> None:
    desk = told(raised(), "police", "department", "committee").do("confirm-notices", by="officer")

    with pytest.raises(Refused, match="thuộc nhóm"):
        desk.do("handle", Handling(handled_by="so-tai-chinh"), by="head")


def test_its_event_names_the_linked_dossiers_and_the_field_alone() -> None:
    told_ = announce("reporting", SENSITIVE_MATTER, raised().outcomes[-1])

    assert told_.type == "vn.ngoaivu.reporting.sensitive-matter.raised.v1"
    assert [(k.service, k.id) for k in told_.data.links] == [("delegations", "d9")]
    assert told_.data.fields == {"sensitive_in": ("religion",)}
    assert told_.data.title == "Vấn đề phức tạp, nhạy cảm"
    assert told_.data.team_only


def test_a_closed_matter_is_reopened_with_a_reason() -> None:
    desk = handled().do("close", Result(result="Đã xử lý"), by="director")

    assert desk.do("reopen", WithReason(reason="phát sinh lại"), by="head").state == "handling"
    desk.do("notify-again", Notice(to="ministry", at=EARLY), by="officer")
    assert desk.fields.notices[-1].to == "ministry"


def test_the_slip_says_who_was_told_and_nothing_of_the_matter() -> None:
    desk = handled()
    slip = letters.slip(desk.dossier, desk.province)

    assert ("Công an tỉnh", "08:30 ngày 12/05/2026", "điện thoại") in slip.body[1].rows  # type: ignore[union-attr]
    assert RAISED.description not in str(slip)
    assert render_docx(slip)
