"""Inspecting a foreign NGO: 58/2022/NĐ-CP Điều 24; the room's function."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Refused
from casework.vocabulary import Decision, WithReason
from ngos.letters import inspection as letters
from ngos.procedures.inspection import INSPECTION, Conclusion, Draft, Findings, Remedied, Remedy
from support.desk import Desk
from support.organisations import ngo

TODAY = date(2026, 3, 2)
DRAFT = Draft(
    ngo="PCP-2025-000001", subject="dự án khám mắt", planned_on=date(2026, 3, 10),
    team=("cong-an-tinh",),
)  # fmt: skip
REMEDY = Remedy(what="bổ sung báo cáo tài chính", until=date(2026, 4, 15))
SEEN = Findings(inspected_on=date(2026, 3, 10), findings="Thiếu báo cáo tài chính")


def drafted(**more: Any) -> Desk:
    desk = Desk(INSPECTION, TODAY, others=[ngo()])
    return desk.lodge(replace(DRAFT, **more), by="officer", unit="so-ngoai-vu")


def decided() -> Desk:
    return drafted().do("decide", Decision(number="4/QĐ-SNgV", date=TODAY), by="director")


def inspected() -> Desk:
    return decided().on(date(2026, 3, 12)).do("record", SEEN, by="officer")


def concluded(*remedies: Remedy, on: date = date(2026, 3, 12)) -> Desk:
    conclusion = Conclusion(number="5/KL-SNgV", date=on, remedies=remedies)
    return inspected().do("conclude", conclusion, by="director")


def test_art_24_decided_inspected_concluded_remedied_closed() -> None:
    desk = concluded(REMEDY).on(date(2026, 4, 10))
    done = Remedied(remedies=(replace(REMEDY, done_on=date(2026, 4, 9)),))

    desk.do("note-remedies", done, by="officer").do("close", by="head")

    assert desk.state == "closed"


def test_what_must_be_put_right_has_a_date() -> None:
    desk = concluded(REMEDY)
    assert desk.due("remedy") == date(2026, 4, 15)

    with pytest.raises(Refused, match="chưa được khắc phục") as refusal:
        desk.do("close", by="head")
    assert refusal.value.failures[0].at == "/remedies/0/done_on"


def test_without_remedies_it_closes_at_once() -> None:
    assert concluded().do("close", by="head").state == "closed"


def test_a_known_organisation_on_a_day_ahead() -> None:
    with pytest.raises(Refused, match="Không có hồ sơ"):
        drafted(ngo="PCP-X")
    with pytest.raises(Refused, match="đã qua"):
        drafted(planned_on=date(2026, 3, 1))


def test_no_inspection_before_its_decision() -> None:
    early = replace(SEEN, inspected_on=date(2026, 3, 1))

    with pytest.raises(Refused, match="trước quyết định"):
        decided().on(date(2026, 3, 12)).do("record", early, by="officer")


def test_a_conclusion_follows_the_inspection_and_looks_ahead() -> None:
    with pytest.raises(Refused, match="trước ngày kiểm tra"):
        concluded(on=date(2026, 3, 9))
    with pytest.raises(Refused, match="sau ngày kết luận"):
        concluded(replace(REMEDY, until=date(2026, 3, 12)))


def test_remedies_are_those_of_the_conclusion() -> None:
    other = Remedied(remedies=(replace(REMEDY, what="việc khác"),))

    with pytest.raises(Refused, match="yêu cầu của kết luận"):
        concluded(REMEDY).do("note-remedies", other, by="officer")


def test_four_eyes() -> None:
    with pytest.raises(Refused, match="không được quyết định"):
        drafted().do("decide", Decision(number="4/QĐ", date=TODAY), by="director", as_="officer.86")
    conclusion = Conclusion(number="5/KL", date=date(2026, 3, 12))
    with pytest.raises(Refused, match="không được kết luận"):
        inspected().do("conclude", conclusion, by="director", as_="officer.86")


def test_it_may_be_cancelled() -> None:
    reason = WithReason(reason="tổ chức đã chấm dứt")

    assert decided().do("cancel", reason, by="director").state == "cancelled"


def test_decision_and_conclusion_on_paper() -> None:
    desk = concluded(REMEDY)

    assert letters.decision(desk.dossier, desk.province).number == "4/QĐ-SNgV"
    assert "bổ sung báo cáo" in str(letters.conclusion(desk.dossier, desk.province).body)
