"""What can be kept is kept whole; what cannot is refused with its place."""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any

import pytest
from msgspec import Struct

from casework.storable import NotStorable, stored


class Part(Struct, frozen=True, kw_only=True, rename={"text": "said"}):
    text: str = ""
    amount: int = 0
    rate: float = 0.0
    on: datetime.date | None = None


class Whole(Struct, frozen=True, kw_only=True):
    parts: tuple[Part, ...] = ()
    by_name: dict[str, str] = {}


def place(part: Part) -> str:
    with pytest.raises(NotStorable) as refusal:
        stored(Whole(parts=(Part(), part)))
    ((pointer, why),) = refusal.value.places
    assert why
    return pointer


@pytest.mark.parametrize(
    "text",
    [
        *("a\0b", "a\x07b", "a\x1bb", "a\x7fb", "a\x9fb", "a\u202eb", "a\u2066b", "a\ufffeb"),
        *("a\ud800b", "a\ufdd0b", " ", "     ", "\n\n", "\u00a0\u3000", "\u200b", "x" * 20_001),
    ],
)
def test_a_text_that_nobody_can_read_is_refused(text: str) -> None:
    assert place(Part(text=text)) == "/parts/1/said"


@pytest.mark.parametrize("amount", [2**53, 10**19, -(2**53), 10**300])
def test_a_number_that_would_change_is_refused(amount: int) -> None:
    assert place(Part(amount=amount)) == "/parts/1/amount"
    assert place(Part(rate=float(amount))) == "/parts/1/rate"


@pytest.mark.parametrize("rate", [float("inf"), float("nan")])
def test_what_is_no_number_is_refused(rate: float) -> None:
    assert place(Part(rate=rate)) == "/parts/1/rate"


def test_a_year_has_four_digits() -> None:
    assert place(Part(on=datetime.date(1, 1, 1))) == "/parts/1/on"
    assert stored(Part(on=datetime.date(9999, 12, 31))).on == datetime.date(9999, 12, 31)


@pytest.mark.parametrize(
    "value",
    [
        Part(text="", amount=2**53 - 1, on=datetime.date(1887, 6, 26)),
        Part(text="Dòng một\nDòng hai\tcột"),
        Part(text="ສີ ສູ العربية \u200f한국어 日本語 👨\u200d👩"),
        Whole(by_name={"a": "b"}),
    ],
)
def test_what_can_be_kept_is_kept_as_it_is(value: Any) -> None:
    assert stored(value) is value


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (unicodedata.normalize("NFD", "Đoàn công tác"), "Đoàn công tác"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("Đoàn\vcông tác\f", "Đoàn\ncông tác\n"),
    ],
)
def test_a_text_has_one_form(sent: str, kept: str) -> None:
    value = Whole(parts=(Part(text=sent, on=datetime.date(2026, 1, 2)),), by_name={"a": sent})

    assert stored(value) == Whole(
        parts=(Part(text=kept, on=datetime.date(2026, 1, 2)),), by_name={"a": kept}
    )


def test_a_list_has_a_length() -> None:
    with pytest.raises(NotStorable, match="/parts: "):
        stored(Whole(parts=(Part(),) * 5_001))
