"""What is shown can be compared with what is true, repaired, and built again while it is shown."""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
from typing import Any

import pytest

from chassis.settings import Settings
from chassis.store.driver import connect
from gateway.projections.dictionary import Dictionary
from gateway.projections.generations import Generations
from support.people import Person, token
from support.province import House, eventually


def shown_name(house: House, part: str = "gateway") -> str:
    return f"dossiers_{house.database(part)['projections'].find_one()['live']}"


def ops(house: House) -> Person:
    return house.person("ops", "")


def rows(house: House, part: str = "gateway") -> dict[str, Any]:
    return {r["_id"]: r for r in house.database(part)[shown_name(house, part)].find()}


def test_drift_is_named_and_repaired(house: House) -> None:
    made = [house.letter(f"Thư đối chiếu {n}") for n in range(4)]
    true = rows(house)
    kept = house.database("gateway")[shown_name(house)]
    kept.delete_one({"_id": made[0]["id"]})
    kept.update_one({"_id": made[1]["id"]}, {"$set": {"state": "answered"}})
    kept.update_one({"_id": made[2]["id"]}, {"$set": {"version": 0, "title": "cũ"}})
    kept.insert_one({**true[made[3]["id"]], "_id": "thừa"})

    told = ops(house).post("/internal/reconcile")
    assert not told["clean"]
    drift = told["drift"]
    assert (drift["missing"], drift["different"]) == ([made[0]["id"]], [made[1]["id"]])
    assert (drift["stale"], drift["extra"]) == ([made[2]["id"]], ["thừa"])
    repaired = ops(house).post("/internal/reconcile", repair="true")
    assert repaired["drift"]["repaired"] == 4
    assert ops(house).post("/internal/reconcile")["drift"]["missing"] == []
    assert rows(house) == true


def test_a_service_that_is_away_is_named(house: House) -> None:
    drift = ops(house).post("/internal/reconcile")["drift"]

    assert list(drift["seals"]) == ["ngos"]


def test_a_rebuild_shows_the_same_while_news_comes(house: House) -> None:
    for n in range(3):
        house.letter(f"Thư dựng lại {n}")
    before, name = rows(house), shown_name(house)
    answers: list[Any] = []
    building = threading.Thread(target=lambda: answers.append(ops(house).post("/internal/rebuild")))
    building.start()
    during = house.letter("Thư đến khi đang dựng")
    building.join(30)

    assert answers[0]["outcome"] == "done"
    assert shown_name(house) != name
    after = eventually(lambda: rows(house) if during["id"] in rows(house) else None)
    assert {id: after[id] for id in before} == before
    page = house.person("officer").get("/api/dossiers", code=during["code"])
    assert len(page["items"]) == 1


def test_rows_of_a_service_that_is_away_are_kept(house: House) -> None:
    letter = house.letter("Thư mẫu")
    of_ngos = {**rows(house)[letter["id"]], "_id": "ngo-1", "service": "ngos", "type": "aid"}
    house.database("gateway")[shown_name(house)].insert_one(of_ngos)

    drift = ops(house).post("/internal/reconcile", repair="true")["drift"]
    assert drift["extra"] == []
    built = ops(house).post("/internal/rebuild")
    assert built["carried"] == 1
    assert rows(house)["ngo-1"] == of_ngos


def test_the_ministry_builds_again_from_the_feeds(house: House) -> None:
    letter = house.letter("Thư cho Bộ", pages=8)
    eventually(lambda: letter["id"] in rows(house, "ministry"))
    before = rows(house, "ministry")
    at_the_ministry = house.at_the_ministry("ops")
    told = at_the_ministry.post("/internal/rebuild")

    assert told["outcome"] == "done"
    assert {id: r for id, r in rows(house, "ministry").items() if id in before} == before
    house.database("ministry")[shown_name(house, "ministry")].delete_one({"_id": letter["id"]})
    drift = at_the_ministry.post("/internal/reconcile", repair="true")["drift"]
    assert drift["missing"] == [letter["id"]]
    assert letter["id"] in rows(house, "ministry")


def test_where_every_stream_stands(house: House) -> None:
    house.letter("Thư đứng ở đâu")
    items = eventually(
        lambda: [i for i in ops(house).get("/internal/standing")["items"] if not i["lag"]]
    )

    assert {"service", "province", "position", "head", "lag"} == set(items[0])


@pytest.mark.parametrize("path", ["/internal/rebuild", "/internal/reconcile"])
@pytest.mark.parametrize("role", ["officer", "director", "ministry"])
def test_only_operators_may(house: House, path: str, role: str) -> None:
    assert house.person(role).send("POST", path).status_code == 403


def test_whoever_is_not_signed_in_is_led_to_the_door(house: House) -> None:
    answer = house.client.get("/")

    assert answer.status_code == 303
    assert "sign-in" in answer.headers["location"] or "login" in answer.headers["location"]


def test_probes_and_descriptions(house: House) -> None:
    for path in ("/livez", "/readyz", "/metrics", "/schema/openapi.json", "/asyncapi.json"):
        assert house.client.get(path).status_code == 200, path
    assert "ngoaivu_consumer_lag" in house.client.get("/metrics").text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/internal/rebuild"),
        ("POST", "/internal/reconcile"),
        ("POST", "/internal/feeds/province/reset"),
    ],
)
def test_an_administrator_of_one_province_touches_no_other(
    house: House, method: str, path: str
) -> None:
    of_one = house.person("admin", "12")

    assert of_one.send(method, path).status_code == 403
    streams = of_one.get("/internal/standing")["items"]
    assert {s["province"] for s in streams} <= {"12"}


def test_an_administrator_of_a_province_runs_nothing_at_the_ministry(house: House) -> None:
    of_one = Person(house.ministry, token(house.kept.signing, "admin", "86"), "")

    for method, path in (
        ("GET", "/internal/standing"),
        ("GET", "/internal/dead-letters"),
        ("POST", "/internal/reconcile"),
        ("POST", "/internal/feeds/province/reset"),
    ):
        assert of_one.send(method, path).status_code == 403
    assert ops(house).get("/internal/standing")["items"]


def test_a_parked_letter_shows_no_dossier_and_only_to_its_own(house: House) -> None:
    letters = house.database("gateway")["dead_letters"]
    told = {
        "service": "delegations", "province": "86", "position": 9,
        "event": {"id": "e9", "data": {"code": "T-1", "title": "Thư kín", "fields": {"n": "Lan"}}},
    }  # fmt: skip
    row = {"_id": "e9", "state": "parked", "province": "86", "payload": json.dumps(told).encode()}
    letters.replace_one({"_id": "e9"}, row, upsert=True)
    try:
        (shown,) = house.person("admin", "86").get("/internal/dead-letters")["items"]
        assert house.person("admin", "12").get("/internal/dead-letters")["items"] == []
        assert "T-1" in shown["payload"]
        assert "Lan" not in shown["payload"]
        assert "Thư kín" not in shown["payload"]
        again = house.person("admin", "12").send("POST", "/internal/dead-letters/e9/redrive")
        assert again.status_code == 404
    finally:
        letters.delete_one({"_id": "e9"})


def test_rows_of_an_older_version_are_renewed_where_they_are(house: House) -> None:
    letter = house.letter("Thư từ phiên bản trước", secret_name="Trần Văn Giàu")
    name = shown_name(house)
    pointer, kept = house.database("gateway")["projections"], house.database("gateway")[name]
    true = rows(house)[letter["id"]]
    kept.update_one({"_id": letter["id"]}, {"$unset": {"seen_by": 1, "order": 1, "terms": 1}})
    pointer.update_one({"_id": "dossiers"}, {"$unset": {"shape": 1}})
    told = Settings(
        service="gateway", mongo_url=house.mongo_url, database=house.database("gateway").name
    )

    async def renew() -> list[int]:
        store = connect(told)
        generations, dictionary = Generations(store), Dictionary(store)
        await generations.open()
        counts = [await generations.renew(dictionary.learn) for _ in range(2)]
        await store.close()
        return counts

    first, again = asyncio.run(renew())
    renewed = rows(house)[letter["id"]]
    hashes = {term for term in true["terms"] if term.startswith("#")}
    assert (first, again) == (len(rows(house)), 0)
    assert set(renewed["terms"]) == set(true["terms"]) - hashes
    assert (renewed["seen_by"], renewed["order"]) == (true["seen_by"], true["order"])


def test_a_rebuild_that_was_killed_can_be_begun_again(house: House) -> None:
    """Its copy is half built and its claim stands; nobody renews it."""
    letter = house.letter("Thư khi dựng bị giết")
    gateway = house.database("gateway")
    live = gateway["projections"].find_one({"_id": "dossiers"})["live"]
    half = f"dossiers_{live + 1}"
    gateway[half].insert_one({**rows(house)[letter["id"]], "_id": "thừa"})
    claim = {"building": live + 1, "last": live + 1}
    gateway["projections"].update_one({"_id": "dossiers"}, {"$set": claim})
    gateway["rebuilds"].update_one(
        {"_id": "lease"}, {"$set": {"holder": "killed", "token": 70, "beat": 3}}, upsert=True
    )

    built = ops(house).post("/internal/rebuild")

    assert built["outcome"] == "done"
    assert shown_name(house) == f"dossiers_{live + 2}"
    assert letter["id"] in rows(house)
    assert half not in gateway.list_collection_names()


def test_of_two_rebuilds_at_once_one_is_refused_and_harms_nothing(house: House) -> None:
    for n in range(3):
        house.letter(f"Thư dựng hai lần {n}")
    before = rows(house)
    answers: list[int] = []

    def build() -> None:
        answers.append(ops(house).send("POST", "/internal/rebuild", json={}).status_code)

    both = [threading.Thread(target=build) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)

    assert sorted(answers) in ([200, 409], [200, 200])
    assert {id: rows(house)[id] for id in before} == before


def test_a_row_of_a_version_that_never_was_is_named_and_repaired(house: House) -> None:
    letter = house.letter("Thư phiên bản ma")
    kept = house.database("gateway")[shown_name(house)]
    forged = {"version": 99, "state": "forged", "title": "Bịa đặt"}
    kept.update_one({"_id": letter["id"]}, {"$set": forged})
    beyond = {**rows(house)[letter["id"]], "_id": "xa", "position": 10**6, "version": 1}
    kept.insert_one(beyond)

    drift = ops(house).post("/internal/reconcile")["drift"]
    assert (drift["ahead"], drift["extra"]) == ([letter["id"]], ["xa"])
    ops(house).post("/internal/reconcile", repair="true")
    assert rows(house)[letter["id"]]["title"] == "Thư phiên bản ma"
    again = ops(house).post("/internal/reconcile")["drift"]
    assert (again["ahead"], again["extra"]) == ([], [])


def test_a_feed_line_that_the_journal_does_not_know_is_named(house: House) -> None:
    house.letter("Thư có dòng thật")
    lines = house.database("gateway")["feed_lines"]
    row = lines.find_one({"_id": {"$regex": "^ministry/delegations/86/"}}, sort=[("_id", -1)])
    event = json.loads(bytes(row["event"]))
    event["data"]["state"] = "forged"
    text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    sealed = f"{row['prev']}\n{row['position']}\n".encode() + text
    forged = {"event": text, "hash": hashlib.sha256(sealed).hexdigest()}
    lines.update_one({"_id": row["_id"]}, {"$set": forged})

    drift = ops(house).post("/internal/reconcile")["drift"]
    lines.update_one({"_id": row["_id"]}, {"$set": {n: row[n] for n in forged}})
    says = drift["lines"]["ministry:delegations/86"]
    assert says == f"dòng {row['position']} khác sổ: state"
    assert ops(house).post("/internal/reconcile")["drift"]["lines"] == {}
