"""Vietnamese is found without accents; letters of other scripts are themselves."""

from __future__ import annotations

import unicodedata

import pytest

from casework.text import exact, unaccented, without_accents


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Đoàn Công tác, số 12/BC", "doan cong tac so 12 bc"),
        ("Hội Ðức Việt", "hoi duc viet"),  # U+00D0
        ("ĐƯỜNG đường ðường", "duong duong duong"),
        (unicodedata.normalize("NFD", "Nguyễn Ưu"), "nguyen uu"),
        ("Ñandú über Łódź", "nandu uber łodz"),
    ],
)
def test_latin_letters_lose_their_marks(text: str, bare: str) -> None:
    assert unaccented(text) == bare


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ສີ", "ສູ"),
        ("ກາ", "ກ່າ"),
        ("ในน้ำ", "ในนำ"),
        ("が", "か"),
        ("ភ្នំ", "ភំ"),
        ("हिन्दी", "हन्दू"),
        ("й", "и"),
        ("한", "하"),
    ],
)
def test_marks_of_other_scripts_count(one: str, other: str) -> None:
    assert unaccented(one) != unaccented(other)
    assert unaccented(one) == unicodedata.normalize("NFC", one).casefold()


def test_a_mark_does_not_part_a_word() -> None:
    assert unaccented("ສະຫວັນນະເຂດ, ພູ") == "ສະຫວັນນະເຂດ ພູ"


def test_case_stays_where_it_is_wanted() -> None:
    assert without_accents("Đề án Hội Ðức.PDF") == "De an Hoi Duc.PDF"


def test_signs_are_exactly_themselves() -> None:
    assert exact(" 12/HĐ-SNgV ") == "12/HĐ-SNgV" != exact("12/HD-SNgV")
    assert exact("12/QÐ-UBND") == "12/QĐ-UBND"  # U+00D0
    assert exact("BC-SNgV") != exact("BC-SNGV")
