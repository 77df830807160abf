"""The register of friendship associations (164/KH-UBND mục III khoản 2)."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from casework import Refused
from ngos.registers.friendship_associations import FRIENDSHIP_ASSOCIATIONS, Association
from support.book import Book

TODAY = date(2026, 3, 2)
LAOS = Association(
    name="Hội hữu nghị Việt - Lào", country="LA", members=120, founded_on=date(2005, 1, 5),
    term_from=date(2023, 1, 1), term_until=date(2028, 1, 1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("at", "entry"),
    [
        ("/country", replace(LAOS, country="XX")),
        ("/country", replace(LAOS, country="VN")),
        ("/term_until", replace(LAOS, term_until=date(2022, 1, 1))),
        ("/founded_on", replace(LAOS, founded_on=date(2026, 3, 3))),
    ],
)
def test_an_association_that_is_refused(at: str, entry: Association) -> None:
    with pytest.raises(Refused) as refusal:
        Book(FRIENDSHIP_ASSOCIATIONS, TODAY).enter(entry)

    assert [f.at for f in refusal.value.failures] == [at]


def test_it_is_entered_once() -> None:
    book = Book(FRIENDSHIP_ASSOCIATIONS, TODAY)
    kept = book.enter(LAOS)

    assert kept.state == "active"
    assert kept.title == "Hội hữu nghị Việt - Lào (Lào)"


def test_its_head_is_not_disclosed() -> None:
    assert "head" not in FRIENDSHIP_ASSOCIATIONS.discloses.province
