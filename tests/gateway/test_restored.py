"""A service's database is put back from an older copy while everything runs: each stream stops by
name, and after the way back the lists, the feeds and the ministry show what is true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from support import province
from support.feeds import everything, prove
from support.people import Person
from support.province import House, eventually

KEPT = ("dossiers", "journal", "journal_pending", "relay", "turns")
STREAM = {"service": "delegations", "province": "86"}


@pytest.fixture
def house(
    mongo_url: str, kafka_servers: str, kafka_idempotence: bool, tmp_path_factory: Any
) -> Iterator[House]:
    room = tmp_path_factory.mktemp("keys")
    with province.house(mongo_url, kafka_servers, room, idempotence=kafka_idempotence) as made:
        yield made


def backup(house: House) -> dict[str, list[dict[str, Any]]]:
    service = house.database("service")
    return {name: list(service[name].find()) for name in KEPT}


def restore(house: House, kept: dict[str, list[dict[str, Any]]]) -> None:
    service = house.database("service")
    for name, rows in kept.items():
        service[name].delete_many({})
        if rows:
            service[name].insert_many(rows)


def ops(house: House) -> Person:
    return house.person("ops", "")


def shown(house: House, part: str = "gateway") -> dict[str, tuple[str, int]]:
    """What a list shows: title and version of each dossier."""
    live = house.database(part)["projections"].find_one()["live"]
    rows = house.database(part)[f"dossiers_{live}"].find()
    return {row["_id"]: (row["title"], row["version"]) for row in rows}


def true(house: House) -> dict[str, tuple[str, int]]:
    rows = house.database("service")["dossiers"].find()
    return {row["_id"]: (row["title"], row["version"]) for row in rows}


def sealed(house: House) -> bool:
    return not house.database("service")["journal_pending"].count_documents({})


def lodge(house: House, subject: str) -> dict[str, Any]:
    made: dict[str, Any] = house.person("unit").lodge("delegations/letter", {"subject": subject})
    return made


def is_level(house: House) -> bool:
    items = ops(house).get("/internal/standing")["items"]
    return bool(items) and not any(item["lag"] for item in items)


@pytest.mark.parametrize("acts", [1, 7])
def test_the_way_back_after_an_older_copy_was_restored(house: House, acts: int) -> None:
    first = house.letter("Thư trước bản sao")
    house.letter("Thư thứ hai")
    eventually(lambda: sealed(house) and is_level(house))
    kept = backup(house)
    for n in range(3):
        house.letter(f"Thư sẽ mất {n}")
    house.person("officer").send(
        "POST", f"/api/delegations/letter/{first['id']}/consider", headers={"If-Match": '"1"'}
    )
    house.shows(first["id"], 2)
    eventually(lambda: set(shown(house, "ministry")) >= set(true(house)))
    reader = everything(house.person("officer"), "/feeds/province", 100)
    cursor = house.person("officer").get("/feeds/province", limit=1000)["next"]

    restore(house, kept)
    for n in range(acts):
        lodge(house, f"Thư mới {n}")
    eventually(lambda: sealed(house))
    notes = eventually(
        lambda: house.client.get("/readyz", params={"verbose": ""}).json()["notes"]["forked"]
    )
    assert list(notes) == ["delegations/86"]
    assert house.client.get("/readyz").status_code == 200
    assert 'ngoaivu_stream_forked{province="86",source="delegations"} 1.0' in (
        house.client.get("/metrics").text
    )
    assert not [title for title, _ in shown(house).values() if "mới" in title]
    drift = ops(house).post("/internal/reconcile")
    assert not drift["clean"]
    assert list(drift["drift"]["forked"]) == ["delegations/86"]

    settled = ops(house).post("/internal/streams/settle", STREAM)
    assert (settled["since"], settled["position"]) == (0, 2 + acts)
    assert shown(house) == true(house)
    assert ops(house).post("/internal/reconcile")["clean"] is False, "ngos is away"
    drift = ops(house).post("/internal/reconcile")["drift"]
    assert {n: drift[n] for n in ("missing", "stale", "different", "extra", "ahead", "lines")} == {
        "missing": [], "stale": [], "different": [], "extra": [], "ahead": [], "lines": {},
    }  # fmt: skip
    assert drift["forked"] == {}

    # A reader who had read further than where the branches part passes over nothing.
    page = house.person("officer").get("/feeds/province", after=cursor, limit=1000)
    again = [item["subject"] for item in page["items"]]
    assert set(again) == set(true(house))
    fresh = everything(house.person("officer"), "/feeds/province", 100)
    prove(fresh)
    assert {i["subject"] for i in fresh} == set(true(house))
    assert {i["subject"] for i in reader} - {i["subject"] for i in fresh}, "others are gone"

    # The ministry stops the stream, and takes what is true when it is told to.
    ministry = house.at_the_ministry("ops")
    eventually(lambda: house.ministry.get("/readyz?verbose=1").json()["notes"]["broken"])
    assert not [title for title, _ in shown(house, "ministry").values() if "mới" in title]
    ministry.post("/internal/feeds/province/reset")
    eventually(lambda: set(shown(house, "ministry")) >= set(true(house)))
    ministry.post("/internal/reconcile", repair="true")
    assert set(shown(house, "ministry")) == set(true(house))
    assert ministry.post("/internal/reconcile")["clean"]
    eventually(lambda: not house.ministry.get("/readyz?verbose=1").json()["notes"]["broken"])

    # And life goes on.
    after = house.letter("Thư sau cùng")
    eventually(lambda: after["id"] in shown(house, "ministry"))


def test_a_stream_is_settled_by_those_who_run_the_platform_alone(house: House) -> None:
    answer = house.person("director").send("POST", "/internal/streams/settle", json=STREAM)

    assert answer.status_code == 403
