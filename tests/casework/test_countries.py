"""Countries as officials write them."""

from __future__ import annotations

import pytest

from casework.countries import COUNTRIES, NEIGHBOURS, country, find_country, is_country


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("LA", "LA"),
        ("Lào", "LA"),
        ("  lao ", "LA"),
        ("CHDCND Lào", "LA"),
        ("Hàn Quốc", "KR"),
        ("NHẬT BẢN", "JP"),
        ("Cam-pu-chia", "KH"),
        ("Hoa kỳ", "US"),
        ("Mỹ", "US"),
        ("Đức", "DE"),
        ("Hồng Công (Trung Quốc)", "HK"),
        ("Hồng Công (Trung Quốc", "HK"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_found_by_code_name_or_usual_name(written: str, code: str | None) -> None:
    assert find_country(written) == code


def test_every_country_is_found_by_its_own_name() -> None:
    assert {c for c, name in COUNTRIES.items() if find_country(name) != c} == set()


def test_what_is_not_known_is_said_to_be_so() -> None:
    assert (country("LA"), country("XX")) == ("Lào", "XX")
    assert not is_country("XX")
    assert set(COUNTRIES) >= NEIGHBOURS
