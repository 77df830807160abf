"""A violation by a foreign NGO: 58/2022/NĐ-CP Điều 18, 19."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import ReasonNeeded, Refused
from casework.vocabulary import WithReason
from ngos.letters import violation as letters
from ngos.procedures.violation import (
    VIOLATION,
    Ground,
    Handled,
    Proposal,
    Proposed,
    Sign,
    Verified,
)
from support.desk import Desk
from support.organisations import ngo

TODAY = date(2026, 3, 2)
SIGN = Sign(
    ngo="PCP-2025-000001", ground=Ground.OUTSIDE_SCOPE, happened_on=date(2026, 2, 25),
    facts="Tổ chức hội thảo ngoài địa bàn", place="xã Bình An, tỉnh khác",
)  # fmt: skip
HANDLED = Handled(number="9/BNG", date=TODAY)


def raised(**more: Any) -> Desk:
    desk = Desk(VIOLATION, TODAY, others=[ngo()])
    return desk.lodge(replace(SIGN, **more), by="officer", unit="so-ngoai-vu")


def proposed(proposal: Proposal = Proposal.SUSPEND, **more: Any) -> Desk:
    desk = raised(**more).do("verify", Verified(verification="đúng sự việc"), by="officer")
    told = Proposed(number="7/UBND-NV", date=TODAY, proposes=proposal)
    return desk.do("propose", told, by="director")


def test_art_18_suspension_is_proposed_decided_and_remedied() -> None:
    desk = proposed().do("note-suspension", HANDLED, by="officer")

    assert desk.do("note-remedy", HANDLED, by="officer").state == "remedied"


def test_d45_thirty_working_days_to_put_things_right() -> None:
    desk = proposed().do("note-suspension", HANDLED, by="officer")
    assert desk.due("remedy") == date(2026, 4, 13)

    with pytest.raises(ReasonNeeded):
        desk.on(date(2026, 4, 14)).do("note-remedy", HANDLED, by="officer")


def test_art_18_4_not_remedied_it_ends() -> None:
    desk = proposed().do("note-suspension", HANDLED, by="officer")

    assert desk.do("note-termination", HANDLED, by="officer").state == "terminated"


def test_art_19_1b_twelve_months_of_nothing_end_it() -> None:
    desk = proposed(Proposal.TERMINATE, ground=Ground.INACTIVE)

    assert desk.do("note-termination", HANDLED, by="officer").state == "terminated"


def test_a_ground_allows_only_what_its_article_says() -> None:
    with pytest.raises(Refused, match="không là căn cứ"):
        proposed(Proposal.REVOKE)
    with pytest.raises(Refused, match="không là căn cứ"):
        proposed(Proposal.SUSPEND, ground=Ground.INACTIVE)


def test_art_18_1a_a_valid_registration_has_not_expired() -> None:
    with pytest.raises(Refused, match="còn hiệu lực"):
        raised(ground=Ground.AFTER_EXPIRY)


def test_art_18_1b_what_was_outside_is_said() -> None:
    with pytest.raises(Refused, match="địa điểm hoặc lĩnh vực"):
        raised(place="")


def test_of_a_known_organisation_and_not_ahead() -> None:
    with pytest.raises(Refused, match="Không có hồ sơ"):
        raised(ngo="PCP-X")
    with pytest.raises(Refused, match="sau hôm nay"):
        raised(happened_on=date(2026, 3, 3))


def test_the_decision_is_of_what_was_proposed() -> None:
    with pytest.raises(Refused, match="không phải là đình chỉ"):
        proposed(Proposal.FINE).do("note-suspension", HANDLED, by="officer")
    with pytest.raises(Refused, match="không phải là xử phạt"):
        proposed().do("note-fine", HANDLED, by="officer")
    with pytest.raises(Refused, match="chưa kiến nghị chấm dứt"):
        proposed().do("note-termination", HANDLED, by="officer")


def test_who_verified_does_not_propose() -> None:
    desk = raised().do("verify", Verified(verification="đúng"), by="officer")
    told = Proposed(number="7/UBND-NV", date=TODAY, proposes=Proposal.SUSPEND)

    with pytest.raises(Refused, match="không được kiến nghị"):
        desk.do("propose", told, by="director", as_="officer.86")


def test_it_may_be_fined_dismissed_or_refused() -> None:
    reason = WithReason(reason="không có vi phạm")

    assert proposed(Proposal.FINE).do("note-fine", HANDLED, by="officer").state == "fined"
    assert raised().do("dismiss", reason, by="head").state == "dismissed"
    assert proposed().do("note-refusal", reason, by="officer").state == "dismissed"


def test_the_proposal_on_paper() -> None:
    desk = proposed()

    assert "đình chỉ hoạt động" in letters.proposal(desk.dossier, desk.province).about
