"""An event whose data break with those before is announced in two versions, reacted to once."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from casework import CloudEvent, DossierType, SpecError
from casework.revision import Row
from chassis.wire.follower import Follower
from chassis.wire.positions import Positions
from chassis.wire.reactions import Reactions, Work
from published.contract import event_types
from support.following import Pair
from support.sample import LETTER, Application
from support.store import asks, office, peer, record

V1, V2 = (f"vn.ngoaivu.letters.letter.lodged.v{n}" for n in (1, 2))


def pages_as_they_were(fields: Row) -> Row:
    """The first version counted sheets, two pages each."""
    return {**fields, "pages": (fields["pages"] + 1) // 2}


BOTH: DossierType[Any] = msgspec.structs.replace(
    LETTER, announces=2, formerly={1: pages_as_they_were}
)


@pytest.mark.parametrize(
    ("listened", "reacted"),
    [((V1,), [(V1, 2)]), ((V2,), [(V2, 3)]), ((V1, V2), [(V2, 3)])],
    ids=["the old one", "the new one", "both"],
)
async def test_an_act_is_reacted_to_once_by_whoever_listens(
    listened: tuple[str, ...], reacted: list[Any], mongo_url: str, database_name: str
) -> None:
    seen: list[Any] = []

    async def note(event: CloudEvent, work: Any) -> None:
        seen.append((event.type, event.data.fields["pages"]))

    async with (
        office(mongo_url, database_name, BOTH) as source,
        office(mongo_url, f"{database_name}_f", service="followers") as desk,
    ):
        told = Application(subject="Thư hai bản", pages=3)
        lodged = await source.dossiers.lodge(BOTH, told, asks("unit"))
        sealed = await source.seal()
        pair = Pair(source, desk)
        positions = Positions(desk.store, "followers")

        def work(event: CloudEvent, session: Any) -> Work:
            return Work(desk.dossiers, session, event)

        table = {name: [note] for name in listened}
        sink = Reactions(desk.store, positions, table, work, pair.letters, 2)
        follower = Follower(positions, sink, {"letters": peer(source)}, pair.letters)
        await follower.receive([record(line) for line in sealed])

        assert (await positions.at(pair.stream)).position == 2
    assert [(line.position, line.version) for line in sealed] == [(1, 1), (2, 1)]
    assert sealed[-1].id == lodged.line
    assert seen == reacted


def test_both_versions_are_in_the_contract() -> None:
    assert {V1, V2} <= set(event_types("letters", BOTH))
    assert V2 not in event_types("letters", LETTER)


def test_a_version_that_was_never_announced_is_a_contradiction() -> None:
    with pytest.raises(SpecError, match="no event of version 2 before"):
        msgspec.structs.replace(BOTH, formerly={2: pages_as_they_were})
