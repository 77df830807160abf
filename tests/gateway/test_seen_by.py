"""The words by which rows are seen say what the table of visibility says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casework import Actor, visibility
from casework.vocabulary import PEOPLE, ROLE_TITLES
from gateway.projections import seen_by

UNITS = ("", "so-y-te", "cong-an-tinh")
PROVINCES = ("86", "83", "46")
units = st.lists(st.sampled_from(UNITS), max_size=2)
actors = st.builds(
    Actor,
    id=st.sampled_from(("a", "b", "c")),
    roles=st.frozensets(st.sampled_from((*ROLE_TITLES, "x", "Officer")), max_size=3),
    province=st.sampled_from(PROVINCES),
    unit=st.sampled_from(UNITS),
    predecessors=st.sampled_from(((), ("83",))),
)


@given(
    actors,
    st.sampled_from(PROVINCES),
    st.booleans(),
    st.sampled_from(UNITS),
    st.lists(st.sampled_from(("a", "b", "c")), max_size=2),
    units,
    st.lists(st.sampled_from(sorted(map(str, PEOPLE))), max_size=2),
)
def test_words_and_table_agree(
    actor: Actor,
    province: str,
    team_only: bool,
    unit: str,
    team: list[str],
    asked: list[str],
    shown_to: list[str],
) -> None:
    names = {"unit": [unit], "team": team, "rounds.opinions.body": asked}
    admitted = visibility.admits(
        province, {**names, "shown_to": visibility.shown_to(shown_to)}, actor, team_only
    )
    if not team_only:
        del names["team"]
    words = set(seen_by.words_of(province, team_only, names, shown_to))
    query = seen_by.query(actor)
    shown = query == {} or (query is not None and bool(words & set(query["seen_by"]["$in"])))

    assert shown is admitted


def test_the_ministry_reads_what_is_open_in_every_province() -> None:
    (asked,) = seen_by.open_ones(["86"])["seen_by"]["$in"]

    assert asked in seen_by.words_of("86", False, {"unit": ["so-y-te"]}, ())
    assert asked not in seen_by.words_of("86", True, {"unit": ["so-y-te"]}, ())
    assert asked not in seen_by.words_of("12", False, {"unit": ["so-y-te"]}, ())
