"""Partners, publications, titles, forums and the steering committee (R10, R24, R26, R34)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import NotYourRole, Refused, announce
from conferences_agreements.registers import REGISTERS
from conferences_agreements.registers.forums import FORUMS, Forum
from conferences_agreements.registers.partners import (
    PARTNERS,
    Assessment,
    Partner,
    PartnerKind,
    Relation,
)
from conferences_agreements.registers.publications import PUBLICATIONS, Publication
from conferences_agreements.registers.steering_committee import STEERING_COMMITTEE, Seat
from conferences_agreements.registers.unesco_titles import UNESCO_TITLES, Obligation, Title
from support.book import Book

TODAY = date(2026, 3, 2)
GANGWON = Partner(
    name="Tỉnh Gangwon", country="KR", kind=PartnerKind.LOCAL_GOVERNMENT, also=("Kangwon-do",)
)
ARTICLE = Publication(
    title="Vĩnh Long mời gọi", kind="portal-article", language="en", issued_on=TODAY,
    original="Vĩnh Long mời gọi đầu tư", url="https://vinhlong.gov.vn/en/1",
)  # fmt: skip
HERITAGE = Title(
    name="Quần thể di tích Cố đô Huế", kind="world-heritage", year=1993, keeper="so-vhttdl",
    obligations=(Obligation(task="Báo cáo bảo tồn", owner="so-vhttdl"),),
    report_due=date(2026, 12, 1),
)  # fmt: skip
FORUM = Forum(name="EAST", basis="12/UBND-NV", focal="so-ngoai-vu", joined_on=date(2010, 1, 1))
HEAD = Seat(post="Chủ tịch UBND tỉnh", unit="ubnd", seat="head", decision="10/QĐ-UBND")


def refused(register: Any, entry: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        Book(register, TODAY).enter(entry)
    return [(f.at, f.law) for f in refusal.value.failures]


@pytest.mark.parametrize(
    ("register", "entry"),
    [
        (PARTNERS, GANGWON),
        (PUBLICATIONS, ARTICLE),
        (UNESCO_TITLES, HERITAGE),
        (FORUMS, FORUM),
        (STEERING_COMMITTEE, HEAD),
    ],
    ids=lambda of: getattr(of, "name", ""),
)
def test_what_is_right_is_entered_once(register: Any, entry: Any) -> None:
    book = Book(register, TODAY)
    kept = book.enter(entry)

    assert kept.state in register.states
    with pytest.raises(Refused, match=kept.code):
        book.enter(entry)
    with pytest.raises(NotYourRole):
        book.enter(entry, by="police")


def test_every_register_is_listed() -> None:
    assert {r.name for r in REGISTERS} == {
        "partners", "publications", "unesco-titles", "forums", "steering-committee",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["GANG-WON", "Kangwon province", "thành phố gang won"])
def test_r10_another_spelling_is_the_same_partner(name: str) -> None:
    book = Book(PARTNERS, TODAY)
    book.enter(GANGWON)

    with pytest.raises(Refused, match="Đã có trong «Sổ đối tác nước ngoài»: DT-001"):
        book.enter(replace(GANGWON, name=name, also=()))
    book.enter(replace(GANGWON, name=name, also=(), country="JP"))


@pytest.mark.parametrize("relation", [Relation.TWINNING, Relation.FRIENDSHIP])
def test_r10_a_relation_rests_on_an_approved_scheme(relation: Relation) -> None:
    partner = replace(GANGWON, relation=relation)

    assert refused(PARTNERS, partner) == [
        ("/basis", "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ")
    ]
    Book(PARTNERS, TODAY).enter(replace(partner, basis="Đề án 45/QĐ-UBND"))


def test_r10_a_relation_has_a_day_and_no_future() -> None:
    assert refused(PARTNERS, replace(GANGWON, standing="active"))[0][0] == "/since"
    assert refused(PARTNERS, replace(GANGWON, since=date(2026, 3, 3)))[0][0] == "/since"
    kept = Book(PARTNERS, TODAY).enter(replace(GANGWON, standing="active", since=TODAY))
    assert kept.state == "active"


def test_r10_priority_and_country_fit() -> None:
    assert refused(PARTNERS, replace(GANGWON, priority="neighbour"))[0][0] == "/priority"
    assert refused(PARTNERS, replace(GANGWON, priority="asean"))[0][0] == "/priority"
    assert refused(PARTNERS, replace(GANGWON, country="XX"))[0][0] == "/country"
    Book(PARTNERS, TODAY).enter(replace(GANGWON, country="LA", priority="neighbour"))


def test_r10_a_year_is_assessed_once_and_not_before_it_begins() -> None:
    good = Assessment(year=2025, result="Trao đổi ba đoàn")

    assert refused(PARTNERS, replace(GANGWON, assessments=(good, good)))[0][0] == "/assessments"
    ahead = replace(good, year=2027)
    assert refused(PARTNERS, replace(GANGWON, assessments=(ahead,)))[0][0] == "/assessments"


def test_r10_contacts_stay_at_home() -> None:
    book = Book(PARTNERS, TODAY)
    book.enter(replace(GANGWON, contact="Bà Kim, 010-000"))

    told = announce("conferences-agreements", PARTNERS, book.outcomes[-1]).data.fields
    assert "contact" not in told
    assert (told["country"], told["standing"]) == ("KR", "contact")


def test_r24_a_foreign_text_has_a_vietnamese_original() -> None:
    assert refused(PUBLICATIONS, replace(ARTICLE, original=" ")) == [
        ("/original", "22/2012/QĐ-UBND, Điều 16 khoản 1")
    ]
    Book(PUBLICATIONS, TODAY).enter(replace(ARTICLE, language="vi", original=""))


def test_r24_what_is_issued_is_out_and_has_an_address() -> None:
    assert refused(PUBLICATIONS, replace(ARTICLE, issued_on=date(2026, 4, 1)))[0][0] == "/issued_on"
    assert refused(PUBLICATIONS, replace(ARTICLE, url=""))[0][0] == "/url"


def test_r26_every_obligation_of_a_title_has_an_owner() -> None:
    loose = replace(HERITAGE, obligations=(Obligation(task="Báo cáo bảo tồn"),))

    assert refused(UNESCO_TITLES, loose) == [
        ("/obligations", "09/2025/TT-BNG, nhiệm vụ, quyền hạn của Sở Ngoại vụ")
    ]
    assert refused(UNESCO_TITLES, replace(HERITAGE, keeper=""))[0][0] == "/keeper"


def test_r26_a_title_has_a_year_unless_it_is_only_proposed() -> None:
    assert refused(UNESCO_TITLES, replace(HERITAGE, year=None))[0][0] == "/year"
    assert refused(UNESCO_TITLES, replace(HERITAGE, year=2027))[0][0] == "/year"
    proposed = replace(HERITAGE, year=None, standing="nominated")
    assert Book(UNESCO_TITLES, TODAY).enter(proposed).state == "nominated"


def test_r26_what_is_done_is_not_in_the_future() -> None:
    done = Obligation(task="Báo cáo", owner="so-vhttdl", done_on=date(2026, 3, 3))

    assert refused(UNESCO_TITLES, replace(HERITAGE, obligations=(done,)))[0][0] == "/obligations"


def test_r34_a_forum_is_joined_with_leave_and_a_focal_body() -> None:
    assert refused(FORUMS, replace(FORUM, basis=""))[0][0] == "/basis"
    assert refused(FORUMS, replace(FORUM, focal=""))[0][0] == "/focal"
    assert refused(FORUMS, replace(FORUM, joined_on=date(2027, 1, 1)))[0][0] == "/joined_on"


def test_r34_the_committee_has_one_head_and_everybody_a_task() -> None:
    book = Book(STEERING_COMMITTEE, TODAY)
    book.enter(HEAD)

    with pytest.raises(Refused, match="BCD-001"):
        book.enter(replace(HEAD, post="Phó Bí thư"))
    member = replace(HEAD, post="Giám đốc Sở Y tế", unit="so-y-te", seat="member")
    assert refused(STEERING_COMMITTEE, member)[0][0] == "/tasks"
    assert refused(STEERING_COMMITTEE, replace(HEAD, decision=""))[0][0] == "/decision"
    turned = replace(HEAD, since=TODAY, until=date(2026, 1, 1))
    assert refused(STEERING_COMMITTEE, turned)[0][0] == "/until"
