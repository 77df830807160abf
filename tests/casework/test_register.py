"""A register: entered, amended with a reason, struck with a reason, never twice the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import Citation, NotYourRole, Refused, SpecError, WrongState, announce
from casework.register import STRUCK, entry_of, shape
from casework.text import unaccented
from published.catalogue import of_register
from published.contract import event_types
from support.book import Book
from support.sample_register import FRIENDS, Friend

TODAY = date(2026, 3, 2)


def friend(name: str = "Hủa Phăn", **more: Any) -> Friend:
    return Friend(**{"name": name, "country": "LA", **more})


@pytest.fixture
def book() -> Book:
    return Book(FRIENDS, TODAY)


def test_an_entry_gets_its_title_state_and_first_act(book: Book) -> None:
    kept = book.enter(friend(since=date(2020, 1, 1)))

    assert (kept.title, kept.state, kept.version) == ("Hủa Phăn (LA)", "known", 1)
    assert [(a.transition, a.role, a.law) for a in kept.acts] == [
        ("enter", "officer", "99/2026/TEST, Điều 1")
    ]


def test_a_role_that_is_not_named_may_not_enter(book: Book) -> None:
    with pytest.raises(NotYourRole) as refused:
        book.enter(friend(), by="chair")

    assert refused.value.roles == ("officer", "system", "unit")


@pytest.mark.parametrize("name", ["HUA PHAN", "hủa-phăn", "  Huà   Phán "])
def test_another_spelling_is_refused_naming_the_entry_there_is(book: Book, name: str) -> None:
    book.enter(friend())

    with pytest.raises(Refused, match="Đã có trong «Sổ bạn bè»: BB-001") as refused:
        book.enter(friend(name))

    assert refused.value.failures[0].at == "/name"


def test_any_of_several_names_is_the_same(book: Book) -> None:
    book.enter(friend("Houaphanh", also=("Hủa Phăn",)))

    with pytest.raises(Refused, match="BB-001"):
        book.enter(friend("hua phan"))
    book.enter(friend("Hua Phan", country="TH"))


def test_a_rule_is_quoted_with_its_article(book: Book) -> None:
    with pytest.raises(Refused) as refused:
        book.enter(friend(since=date(2026, 3, 3)))

    [failure] = refused.value.failures
    assert (failure.law, failure.at) == ("99/2026/TEST, Điều 2", "/since")


def test_a_rule_may_look_at_the_entry_before(book: Book) -> None:
    kept = book.enter(friend())

    with pytest.raises(Refused, match="không đổi"):
        book.amend(kept.code, friend(country="TH"))


def test_amending_replaces_the_entry_and_keeps_its_reason(book: Book) -> None:
    kept = book.enter(friend())
    changed = book.amend(kept.code, friend("Hủa Phăn mới"), "đổi tên theo nghị quyết")

    assert (changed.title, changed.version) == ("Hủa Phăn mới (LA)", 2)
    assert changed.acts[-1].note == "đổi tên theo nghị quyết"
    assert changed.id == kept.id


def test_striking_ends_an_entry_and_frees_its_name(book: Book) -> None:
    kept = book.enter(friend())

    with pytest.raises(NotYourRole):
        book.strike(kept.code)
    struck = book.strike(kept.code, by="head")

    assert struck.state == STRUCK
    with pytest.raises(WrongState):
        book.amend(kept.code, friend())
    with pytest.raises(WrongState):
        book.strike(kept.code, by="head")
    assert book.enter(friend()).version == 1


def test_secrets_stay_out_of_entries_and_reasons(book: Book) -> None:
    kept = book.enter(friend())

    with pytest.raises(Refused, match="TỐI MẬT"):
        book.enter(friend("Bạn. TỐI MẬT"))
    with pytest.raises(Refused, match="MẬT"):
        book.amend(kept.code, friend(), "MẬT: theo công văn")


def test_an_ended_province_enters_nothing(book: Book) -> None:
    book.province = replace(book.province, until=date(2025, 6, 30), successor="83")

    with pytest.raises(Refused, match="mã đơn vị 83"):
        book.enter(friend())


def test_the_news_carries_what_is_disclosed_and_no_more(book: Book) -> None:
    book.enter(friend(since=date(2020, 1, 1)))
    event = announce("letters", FRIENDS, book.outcomes[-1])

    assert event.type == "vn.ngoaivu.letters.friends.entered.v1"
    assert event.data.fields == {"country": "LA", "kind": "town"}
    assert (event.data.state_title, event.data.ministry) == ("đã quen", ("country",))
    assert event.type in event_types("letters", FRIENDS)


def test_the_catalogue_tells_what_forms_need() -> None:
    told = of_register("letters", FRIENDS)

    assert (told["kind"], told["opening"]["name"]) == ("register", "enter")
    assert [t["name"] for t in told["transitions"]] == ["amend", "strike"]
    amendment = told["transitions"][0]["schema"]["$defs"]["FriendAmendment"]
    assert {"name", "country", "reason"} <= set(amendment["required"])


def test_an_amendment_holds_a_whole_entry() -> None:
    body = shape(FRIENDS, "amend")(**{"name": "A", "country": "LA", "reason": "đổi tên"})

    assert entry_of(FRIENDS, body) == friend("A")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": "Sổ"}, "URL"),
        ({"consent": ("agreed",)}, "unknown field 'agreed'"),
        ({"by": ()}, "nobody"),
    ],
)
def test_a_register_that_contradicts_itself_is_not_made(change: Any, says: str) -> None:
    with pytest.raises(SpecError, match=says):
        replace(FRIENDS, law=Citation("x"), **change)


def test_text_is_compared_without_accents_and_punctuation() -> None:
    assert unaccented("  Đại học HUẾ – (cơ sở 2)") == "dai hoc hue co so 2"
