"""Reference data: read, checked, and true where a procedure leans on it."""

from __future__ import annotations

from datetime import date

import pytest

from consular_border import places
from consular_border.spans import months_later


def test_the_convention_works_from_the_later_of_two_days() -> None:
    assert places.apostille_since("JP") == date(2026, 9, 11)
    assert places.apostille_since("LA") is None
    assert not places.takes_apostille("JP", date(2026, 9, 10))
    assert places.takes_apostille("JP", date(2026, 9, 11))


def test_a_country_nobody_knows_stops_the_service() -> None:
    with pytest.raises(places.BadData, match="QQ"):
        places._check("x.toml", ["QQ"], [])
    with pytest.raises(places.BadData, match="hai lần"):
        places._check("x.toml", [], ["JP", "JP"])


def test_neighbours_and_economies() -> None:
    assert places.NEIGHBOURS == ("CN", "LA", "KH")
    assert len(places.ECONOMIES) == 21
    assert "LA" in {p.country for p in places.POSTS}


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 1, 15), 12) == date(2027, 1, 15)
