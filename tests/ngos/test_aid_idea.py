"""Mobilising aid: an idea and its commitment (S000 L34, 164/KH-UBND mục III, S004 2.16b)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Dossier, Refused, WrongState
from casework.vocabulary import WithReason
from ngos.aid import Provider
from ngos.letters import aid_idea as letters
from ngos.money import Sum
from ngos.procedures.aid_idea import AID_IDEA, Commitment, Contact, Converted, Need, Profile
from ngos.procedures.aid_programme import Programme
from ngos.registration import Field
from support.desk import Desk

TODAY = date(2026, 3, 2)
NEED = Need(title="Nước sạch trường học", field=Field.HEALTH, place="xã Bình An", usd=50_000)
DONOR = Contact(donor="Đông Tây Hội ngộ", country="US", on=TODAY)
WORD = Commitment(
    number="17/EMW", date=TODAY, donor="Đông Tây Hội ngộ", provider_kind=Provider.NGO,
    country="US", sum=Sum(amount=50_000, currency="USD"),
)  # fmt: skip


def proposed(need: Need = NEED, others: Any = (), unit: str = "so-y-te") -> Desk:
    return Desk(AID_IDEA, TODAY, others=list(others)).lodge(need, by="unit", unit=unit)


def introduced(**more: Any) -> Desk:
    desk = proposed(**more).do(
        "profile", Profile(goal="Nước sạch cho 5 trường", usd=50_000), by="unit"
    )
    return desk.do("introduce", DONOR, by="officer")


def committed(word: Commitment = WORD) -> Desk:
    return introduced().do("note-interest", DONOR, by="unit").do("commit", word, by="unit")


def other_unit(state: str = "committed") -> Dossier[Any]:
    theirs = proposed(replace(NEED, title="NƯỚC SẠCH trường học")).dossier
    return replace(theirs, id="d9", unit="so-gddt", state=state)


def test_from_need_to_aid() -> None:
    desk = committed().do("note-aid", Converted(aid="a1"), by="system")

    assert desk.state == "converted"
    assert [(k.rel, k.id) for k in desk.dossier.links] == [("became", "a1")]


def test_a_commitment_is_not_counted_as_disbursement() -> None:
    with pytest.raises(Refused, match="không được tính là giải ngân") as refusal:
        committed(replace(WORD, counts_as="disbursement"))

    assert refusal.value.failures[0].at == "/counts_as"


def test_the_same_idea_is_not_pledged_by_two_units() -> None:
    with pytest.raises(Refused, match="đơn vị khác vận động"):
        proposed(others=[other_unit()])
    with pytest.raises(Refused, match="đơn vị khác vận động"):
        proposed(others=[other_unit("need")])
    assert proposed(others=[other_unit("dropped")]).state == "need"


def test_nor_when_the_other_came_between() -> None:
    desk = introduced()
    desk.others = [other_unit()]

    with pytest.raises(Refused, match="đơn vị khác vận động"):
        desk.do("commit", WORD, by="unit")


def test_a_commitment_says_how_much_from_where_and_when() -> None:
    bare = replace(WORD, sum=Sum(amount=5), country="XX", date=date(2026, 3, 3))

    with pytest.raises(Refused) as refusal:
        committed(bare)
    assert [f.at for f in refusal.value.failures] == ["/sum/currency", "/country", "/date"]


def test_an_introduction_is_of_a_known_country_and_not_ahead() -> None:
    ahead = replace(DONOR, country="XX", on=date(2026, 3, 3))

    with pytest.raises(Refused) as refusal:
        introduced().do("introduce", ahead, by="officer")
    assert [f.at for f in refusal.value.failures] == ["/country", "/on"]


def test_a_need_without_profile_is_not_introduced() -> None:
    with pytest.raises(WrongState):
        proposed().do("introduce", DONOR, by="officer")


def test_an_idea_is_part_of_a_running_programme() -> None:
    named = replace(NEED, programme="CTV-2026-000001")
    with pytest.raises(Refused, match="chương trình vận động"):
        proposed(named)

    running: Dossier[Any] = Dossier(
        id="p1", code="CTV-2026-000001", type="aid-programme", regime=TODAY, province="86",
        unit="so-ngoai-vu", title="", lodged_on=TODAY, state="approved",
        fields=Programme(title="Vận động", first_year=2026, last_year=2030),
    )  # fmt: skip
    assert proposed(named, others=[running]).fields.programme_id == "p1"


def test_an_idea_may_be_dropped() -> None:
    assert proposed().do("drop", WithReason(reason="đã có ngân sách"), by="unit").state == "dropped"


def test_the_profile_on_paper() -> None:
    desk = introduced()

    assert "50.000 USD" in str(letters.profile(desk.dossier, desk.province).body)
