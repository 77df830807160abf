"""JSON laid out: the same value, fewer lines, nothing torn apart."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from published.layout import WIDTH, lay_out

SMALL = st.none() | st.booleans() | st.integers() | st.text(max_size=60)
VALUES = st.recursive(
    SMALL,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=20), inner),
    max_leaves=40,
)


@given(VALUES)
def test_what_is_laid_out_reads_back_as_it_was(value: Any) -> None:
    assert json.loads(lay_out(value)) == value


def test_what_fits_on_a_line_stands_on_one() -> None:
    field = {"type": "string", "maxLength": 60, "title": "Số hộ chiếu"}

    assert lay_out(field) == '{"maxLength": 60, "title": "Số hộ chiếu", "type": "string"}\n'


def test_short_words_share_lines_and_long_members_stand_alone() -> None:
    words, long = [f"word-{n:02}" for n in range(30)], {"description": "x" * 60}
    lines = lay_out({"enum": words, "first": long, "second": long}).splitlines()

    assert len([line for line in lines if "word-" in line]) < 6
    assert len([line for line in lines if "description" in line]) == 2
    assert max(map(len, lines)) <= WIDTH
