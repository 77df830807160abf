"""«Căn cứ của tỉnh»: what is stated, national, or still open, and a province added by one file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from chassis.provinces import load_provinces
from published.standing import page, standing, still_open

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 30)
FILE = """
code = "20"
office = "Sở Ngoại vụ tỉnh Lạng Sơn"
committee = "Ủy ban nhân dân tỉnh Lạng Sơn"
place = "Lạng Sơn"

[[article]]
provision = "asking-to-receive-guests"
law = "77/2026/QĐ-UBND, Điều 9"
since = 2026-06-01
"""


@pytest.fixture
def provinces(tmp_path: Path) -> Path:
    """The real folder, with a fifth province that one file adds."""
    folder = Path(copytree(ROOT / "provinces", tmp_path / "provinces"))
    (folder / "20.toml").write_text(FILE)
    return folder


def test_a_fifth_province_is_added_by_one_file(provinces: Path) -> None:
    lang_son = load_provinces(provinces, {})["20"]
    stated = {c.name: (c.ground, c.law) for c in standing(lang_son, DAY)}

    assert stated["asking-to-receive-guests"] == ("text", "77/2026/QĐ-UBND, Điều 9")
    assert stated["sending-abroad"][0] == "law"
    assert stated["notice-to-missions"][0] == "open"
    assert "notice-to-missions" in {c.name for c in still_open(lang_son, DAY)}


@pytest.mark.parametrize("foreign", ["22/2012/QĐ-UBND", "342/KH-UBND", "164/KH-UBND", "Dự thảo"])
def test_nobody_s_page_quotes_another_province(provinces: Path, foreign: str) -> None:
    assert foreign not in page(load_provinces(provinces, {})["20"], DAY)


def test_the_guests_of_ben_tre_bind_in_vinh_long_alone() -> None:
    every = load_provinces(ROOT / "provinces", {})
    grounds = {
        code: {c.name: c.ground for c in standing(every[code], DAY)}["asking-to-receive-guests"]
        for code in ("12", "46", "79", "86")
    }

    assert grounds == {"12": "open", "46": "open", "79": "open", "86": "text"}


def test_a_draft_binds_nobody_by_itself() -> None:
    lai_chau = load_provinces(ROOT / "provinces", {})["12"]

    assert [c.law for c in standing(lai_chau, DAY) if c.ground == "text"] == []
