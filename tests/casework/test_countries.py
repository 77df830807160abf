"""Countries as officials write them."""

from __future__ import annotations

import pytest

from casework.countries import _ALSO, COUNTRIES, NEIGHBOURS, country, find_country, is_country


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
        ("Ma Cao", "MO"),
        ("Macao", "MO"),
        ("Hồng Công", "HK"),
        ("Hong-Kong", "HK"),
        ("Vương quốc Cam-pu-chia", "KH"),
        ("Cam pu chia", "KH"),
        ("Nước CHDCND Lào", "LA"),
        ("Cộng hòa Xinh-ga-po", None),
        ("Cộng hòa Singapore", "SG"),
        ("Cộng hòa Dominica", "DO"),
        ("Dominica", "DM"),
        ("Cộng hòa Dân chủ Công-gô", "CD"),
        ("Hợp chủng quốc Hoa Kỳ", "US"),
        ("Lao PDR", "LA"),
        ("x" * 10_000, None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_found_by_code_name_or_usual_name(written: str, code: str | None) -> None:
    assert find_country(written) == code


def test_every_country_is_found_by_its_own_name() -> None:
    assert {c for c, name in COUNTRIES.items() if find_country(name) != c} == set()


def test_no_name_is_that_of_two_countries() -> None:
    names = [*COUNTRIES.values(), *(name.partition("(")[0] for name in COUNTRIES.values())]

    assert len({find_country(name) for name in names}) == len(COUNTRIES)
    assert None not in {find_country(name) for name in _ALSO}


def test_what_is_not_known_is_said_to_be_so() -> None:
    assert (country("LA"), country("XX")) == ("Lào", "XX")
    assert not is_country("XX")
    assert set(COUNTRIES) >= NEIGHBOURS
