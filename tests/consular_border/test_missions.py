"""The register of missions: 22/2012/QĐ-UBND Điều 17; Dự thảo 2025 Điều 2 khoản 11 b."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert
from msgspec.structs import replace

from casework import Refused, announce
from consular_border import known_missions
from consular_border.places import POSTS
from consular_border.registers.missions import MISSIONS, Mission
from papers.register_sheets import read_register
from support.book import Book

TODAY = date(2026, 3, 2)
LAOS = Mission(
    kind="consulate-general", country="LA", city="Đà Nẵng", area=("46", "12"), head="Ông S",
    staff=9, national_day="12-02", contact="0236 …",
)  # fmt: skip


def book() -> Book:
    return Book(MISSIONS, TODAY)


def refused(**changed: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        book().enter(replace(LAOS, **changed))
    return [f.at for f in refusal.value.failures]


def test_a_mission_is_known_until_it_ends() -> None:
    kept = book()
    entry = kept.enter(LAOS)
    assert (entry.state, entry.title) == ("active", "Tổng lãnh sự quán Lào tại Đà Nẵng")

    assert kept.amend(entry.code, replace(LAOS, ended_on=TODAY)).state == "ended"


def test_a_mission_stands_in_the_register_once() -> None:
    kept = book()
    kept.enter(LAOS)
    with pytest.raises(Refused, match="Đã có trong"):
        kept.enter(replace(LAOS, head="Ông khác"))


def test_what_is_refused() -> None:
    assert refused(country="QQ") == ["/country"]
    assert refused(country="VN") == ["/country"]
    assert refused(kind="organisation") == ["/organisation"]
    assert refused(organisation="UNDP") == ["/organisation"]
    assert refused(national_day="02-30") == ["/national_day"]
    assert refused(ended_on=date(2026, 3, 3)) == ["/ended_on"]


def test_posts_known_to_this_service_can_be_entered() -> None:
    kept = book()
    for post in POSTS:
        kept.enter(Mission(kind=post.rank, country=post.country, city=post.city))

    assert len(kept.kept) == len(POSTS)


def test_events_tell_no_person() -> None:
    kept = book()
    kept.enter(LAOS)
    told = str(announce("consular-border", MISSIONS, kept.outcomes[-1]))

    assert "Ông S" not in told
    assert "0236" not in told


def test_what_this_service_knows_comes_back_as_entries_of_the_register(tmp_path: Path) -> None:
    assert known_missions.main([str(tmp_path / "co-quan.xlsx")]) == 0
    found = read_register(MISSIONS, (tmp_path / "co-quan.xlsx").read_bytes())
    assert found.bad_cells == ()

    kept = book()
    entries = [convert(row.values, Mission) for row in found.rows]
    for entry in entries:
        kept.enter(entry)
    laos = next(e for e in entries if (e.kind, e.country) == ("embassy", "LA"))
    assert (laos.city, laos.national_day) == ("Hà Nội", "12-02")
    assert {e.city for e in entries if e.kind == "organisation"} == {"Hà Nội"}
    assert len(entries) > 90


def test_the_sheet_is_written_where_one_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert known_missions.main([]) == 2
    assert "xlsx" in capsys.readouterr().err
