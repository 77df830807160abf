"""The ministry sees every province, proves what it read, and says what it took."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chassis.store.journal import GENESIS
from gateway import cursors
from gateway.feeds.audiences import canonical
from gateway.feeds.lines import seal
from gateway.feeds.reader import Item, Streams, accept
from support.province import House, eventually


def shown(house: House, **asked: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = house.at_the_ministry().get("/api/dossiers", **asked)["items"]
    return items


def test_the_ministry_shows_every_province(house: House) -> None:
    made = [
        house.letter("Thư Vĩnh Long", pages=2),
        house.letter("Thư Lai Châu", pages=3, province="12"),
    ]

    def both() -> list[dict[str, Any]]:
        found = [shown(house, code=letter["code"]) for letter in made]
        return [items[0] for items in found if items] if all(found) else []

    here, there = eventually(both)
    assert (here["province"], there["province"]) == ("86", "12")
    assert (here["fields"], there["fields"]) == ({"pages": 2}, {"pages": 3})
    assert (here["title"], here["state_title"]) == ("", "đã gửi")
    assert "href" not in here
    assert shown(house, q="vinh long") == []


def test_a_change_reaches_the_ministry(house: House) -> None:
    letter = house.letter("Thư đổi trạng thái")
    eventually(lambda: shown(house, code=letter["code"]))
    house.person("officer").do(letter, "consider")

    (row,) = eventually(lambda: shown(house, code=letter["code"], state="considered"))
    assert row["version"] == 2


def test_the_ministry_never_learns_of_a_team_only_dossier(house: House) -> None:
    secret = house.letter("Việc riêng", type="secret-letter")
    after = house.letter("Thư sau việc riêng")
    eventually(lambda: shown(house, code=after["code"]))

    assert shown(house, code=secret["code"]) == []
    rows = house.database("ministry")["dossiers_1"]
    assert rows.count_documents({"type": "secret-letter"}) == 0


def test_what_was_expected_was_received_and_acknowledged(house: House) -> None:
    house.letter("Thư được xác nhận")
    ministry = house.person("ministry")

    def covered() -> Any:
        told = ministry.get("/feeds/ministry/coverage")
        return told if told["missing"] == 0 and told["expected"] else None

    at_home = eventually(covered)
    (row,) = [c for c in at_home["items"] if c["province"] == "86"]
    assert row["expected"] == row["published"] == row["received"] > 0
    assert row["acknowledged"]
    assert row["drift"] is False

    def same() -> Any:
        told = house.at_the_ministry().get("/feeds/ministry/coverage")
        here = [(c["province"], c["service"], c["received"]) for c in told["items"]]
        there = [(c["province"], c["service"], c["received"]) for c in at_home["items"]]
        return here == there

    assert eventually(same)
    (subscription,) = ministry_subscriptions(house)
    assert subscription["positions"]["delegations/86"] == row["received"]


def ministry_subscriptions(house: House) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = house.person("ministry").get("/feeds/ministry/subscriptions")[
        "items"
    ]
    return items


def test_only_the_ministry_says_what_the_ministry_received(house: House) -> None:
    house.letter("Thư chưa ai nhận")
    path = "/feeds/ministry/subscriptions/gia-mao"
    officer = house.person("officer")
    page = officer.get("/feeds/ministry", limit=1000)

    assert officer.send("PUT", path).status_code == 403
    body = {"cursor": page["next"], "hashes": {"delegations/86": "0" * 64}}
    assert officer.send("POST", f"{path}/receipts", json=body).status_code == 403
    (row,) = ministry_subscriptions(house)
    assert row["owner"] == "ministry-gateway"


def test_a_receipt_keeps_no_stream_that_there_is_not(house: House) -> None:
    house.letter("Thư có luồng")
    ministry, path = house.person("ministry"), "/feeds/ministry/subscriptions/la"
    ministry.send("PUT", path)
    strange = {"$set": 1, "a.b": 1, "": 0, "x\x00y": 0, "delegations/86": 1}
    try:
        told = ministry.post(f"{path}/receipts", {"cursor": cursors.mark(strange)})
        assert told["positions"] == {"delegations/86": 1}
    finally:
        house.database("gateway")["subscriptions"].delete_one({"name": "la"})


def test_a_province_sees_only_its_own_coverage(house: House) -> None:
    house.letter("Thư Lai Châu", province="12")
    told = house.person("director", "12").get("/feeds/ministry/coverage")

    assert {c["province"] for c in told["items"]} == {"12"}


def test_the_ministry_routes_nothing(house: House) -> None:
    ministry = house.at_the_ministry()

    assert ministry.send("GET", "/api/delegations/letter").status_code == 404
    assert ministry.send("GET", "/feeds/province").status_code == 404


def test_the_types_are_those_of_the_provinces(house: House) -> None:
    told = house.ministry.get("/api/dossier-types").json()

    assert {i["name"] for i in told["items"]} == {"letter", "secret-letter"}


@pytest.fixture
def tampered(house: House) -> Iterator[str]:
    """A stream of which one line was changed after the ministry had read the lines before it."""
    house.letter("Thư 79 số 1", province="79", pages=1)
    eventually(lambda: shown(house, province="79"))
    feeds = house.database("ministry")["followed_feeds"]
    lines = house.database("gateway")["feed_lines"]
    eventually(lambda: "delegations/79" in (feeds.find_one() or {}).get("streams", {}))
    changing = {"_id": "ministry/delegations/79/000000000001"}
    before = lines.find_one(changing)
    lines.update_one(changing, {"$set": {"hash": "f" * 64}})
    yield "delegations/79"
    lines.replace_one(changing, before)


def test_a_changed_line_breaks_its_stream_and_no_other(house: House, tampered: str) -> None:
    house.letter("Thư 79 số 2", province="79", pages=2)
    feeds = house.database("ministry")["followed_feeds"]

    broken = eventually(lambda: feeds.find_one()["streams"][tampered].get("broken"))
    assert "niêm phong" in broken
    other = house.letter("Thư 86 sau đó", pages=5)
    assert eventually(lambda: shown(house, code=other["code"]))
    assert len(shown(house, province="79")) == 1
    told = house.at_the_ministry().get("/feeds/ministry/coverage")
    assert [c["drift"] for c in told["items"] if c["province"] == "79"] == [True]


def items(*positions: int, changed: int = 0) -> list[Item]:
    """Lines of one stream, chained; the one at `changed` says something else than was sealed."""
    prev, found = GENESIS, []
    for position in range(1, max(positions) + 1):
        event = {"position": position, "province": "86", "data": {"n": position}}
        hash_ = seal(prev, position, canonical(event))
        if position in positions:
            is_sealed = position != changed
            found.append(Item("delegations/86", position, prev, hash_, event, is_sealed))
        prev = hash_
    return found


def test_lines_are_accepted_once_and_in_order() -> None:
    streams: Streams = {}

    taken = [*accept(items(1, 2), streams), *accept(items(1, 2, 3), streams)]
    assert [i.position for i in taken] == [1, 2, 3]
    assert streams["delegations/86"]["position"] == 3


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (items(1, 3), "thiếu vị trí 2"),
        (items(2), "thiếu vị trí 1"),
        (items(1, 2, changed=2), "niêm phong sai tại vị trí 2"),
        ([*items(1), *items(1, 2)[1:], items(1)[0].__class__(
            "delegations/86", 2, GENESIS, "0" * 64, {}, True)], "dòng 2 đã bị thay đổi"),
    ],
)  # fmt: skip
def test_what_does_not_continue_the_chain_is_named(lines: list[Item], reason: str) -> None:
    streams: Streams = {}
    list(accept(lines, streams))

    assert streams["delegations/86"]["broken"] == reason
