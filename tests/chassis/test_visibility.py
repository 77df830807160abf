"""Who may know of a record: a dossier, its stored row and the database give one answer."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casework import Actor, Dossier, Opinion, Round, is_visible
from casework.vocabulary import NARROW, OUTSIDE, PEOPLE, ROLE_TITLES, WIDE, Role
from chassis import visibility
from chassis.settings import Settings
from chassis.store.driver import Document, Store, connect
from chassis.store.registry import row_of
from support.desk import HANOI
from support.sample import LETTER, Letter

UNITS = ("", "so-y-te", "cong-an-tinh")
PROVINCES = ("86", "83", "46")
SENT = datetime(2026, 3, 2, 9, tzinfo=HANOI)
STRANGE = ("offline_access", "default-roles-x", "x", "SYSTEM", "Officer")


def dossier(province: str, unit: str, team: tuple[str, ...], asked: str) -> Dossier[Any]:
    opinions = (Opinion(body=asked, due=None),) if asked else ()
    return Dossier(
        id=f"{province}-{unit}-{'+'.join(team)}-{asked}",
        code=f"T-{province}-{unit}-{len(team)}-{asked}",
        type="letter",
        regime=LETTER.since,
        province=province,
        unit=unit,
        title="Thư",
        fields=Letter(subject="Thư mời"),
        lodged_on=date(2026, 3, 2),
        team=team,
        rounds=(Round(number=1, topic="", law="", sent=SENT, opinions=opinions),),
    )


DOSSIERS = [
    dossier(*drawn)
    for drawn in itertools.product(PROVINCES, UNITS, [(), ("a",), ("a", "b")], UNITS)
]


class Stored:
    """Every dossier of the test in a real database, and the loop in which it is asked."""

    def __init__(self, runner: asyncio.Runner, store: Store) -> None:
        self._runner, self._store = runner, store

    def fill(self) -> None:
        self._runner.run(self._fill())

    async def _fill(self) -> None:
        await self._store["dossiers"].delete_many({})
        await self._store["dossiers"].insert_many([row_of(d) for d in DOSSIERS])

    def ids(self, where: Document | None) -> set[str]:
        return self._runner.run(self._ids(where)) if where is not None else set()

    async def _ids(self, where: Document) -> set[str]:
        return {row["_id"] for row in await self._store["dossiers"].find(where).to_list(None)}


@pytest.fixture(scope="module")
def stored(mongo_url: str) -> Iterator[Stored]:
    told = Settings(service="letters", mongo_url=mongo_url, database="ngoaivu_visibility")

    async def opened() -> Store:
        return connect(told)

    with asyncio.Runner() as runner:
        store = runner.run(opened())
        found = Stored(runner, store)
        found.fill()
        yield found
        runner.run(store.close())


actors = st.builds(
    Actor,
    id=st.sampled_from(("a", "b", "c")),
    roles=st.frozensets(st.sampled_from((*ROLE_TITLES, *STRANGE)), max_size=3),
    province=st.sampled_from(PROVINCES),
    unit=st.sampled_from(UNITS),
    predecessors=st.sampled_from(((), ("83",))),
)


@settings(max_examples=150, deadline=None)
@given(actors, st.booleans(), st.frozensets(st.sampled_from(sorted(PEOPLE)), max_size=2))
def test_a_dossier_its_row_and_the_database_agree(
    stored: Stored, actor: Actor, team_only: bool, shown_to: frozenset[str]
) -> None:
    type_ = replace(LETTER, team_only=team_only, shown_to=shown_to)
    where = visibility.query(actor, team_only, shown_to)

    of_dossiers = {d.id for d in DOSSIERS if is_visible(type_, d, actor)}
    of_rows = {d.id for d in DOSSIERS if visibility.shows(row_of(d), actor, team_only, shown_to)}

    assert of_rows == of_dossiers
    assert stored.ids(where) == of_dossiers


@given(actors, st.booleans(), st.sampled_from(DOSSIERS))
def test_a_role_that_nobody_knows_shows_nothing_more(
    actor: Actor, team_only: bool, one: Dossier[Any]
) -> None:
    known = replace(actor, roles=actor.roles & set(ROLE_TITLES))
    type_ = replace(LETTER, team_only=team_only)

    assert is_visible(type_, one, actor) is is_visible(type_, one, known)


def test_every_role_is_wide_narrow_outside_or_the_system() -> None:
    places = [WIDE, NARROW, OUTSIDE, {Role.SYSTEM}]

    assert sorted(role for place in places for role in place) == sorted(ROLE_TITLES)
    assert set(Role) - PEOPLE == {Role.SYSTEM}
