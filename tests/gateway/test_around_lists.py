"""Beside the list: counts, sheets, links both ways, reading one's own writes, changes as they
happen, and the catalogue."""

from __future__ import annotations

import gzip
import threading
from io import BytesIO
from typing import Any

import httpx
import pytest
from python_calamine import CalamineWorkbook

from support.people import token
from support.province import SERVICE, House, eventually

ALL = "/api/dossiers"


def test_counts_are_those_of_the_list(house: House) -> None:
    for n in range(3):
        house.letter(f"Thư được đếm {n}", province="79")
    officer = house.person("officer", "79")
    told = officer.get(f"{ALL}/counts", by="state,unit,type,year", q="được đếm")

    assert told["total"] == 3
    assert told["by"]["state"] == [{"value": "lodged", "title": "đã gửi", "count": 3}]
    assert told["by"]["unit"] == [{"value": "so-y-te", "count": 3}]
    assert told["by"]["year"] == [{"value": "2026", "count": 3}]
    assert house.person("officer", "12").get(f"{ALL}/counts", q="được đếm")["total"] == 0
    assert house.person("admin").get(f"{ALL}/counts")["total"] == 0
    for asked in ({"by": "fields"}, {"by": ""}, {"foo": "1"}):
        status = officer.send("GET", f"{ALL}/counts", params=asked).status_code
        assert status == (200 if asked == {"by": ""} else 400), asked


def test_a_sheet_has_exactly_the_rows_of_the_list(house: House) -> None:
    made = [house.letter(f"Thư vào bảng {n}", province="46") for n in range(4)]
    officer = house.person("officer", "46")
    answer = officer.send("GET", f"{ALL}.xlsx", params={"q": "vào bảng", "sort": "title"})
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]

    assert answer.status_code == 200
    assert answer.headers["ngoaivu-rows"] == "4"
    assert [cell for cell in cells if cell in {m["code"] for m in made}] == [
        m["code"] for m in sorted(made, key=lambda m: m["title"])
    ]
    assert any("vào bảng" in str(row) for row in book.get_sheet_by_index(1).to_python())


def test_links_are_told_both_ways_as_far_as_one_may_see(house: House) -> None:
    here = house.letter("Thư được trỏ đến")
    there = house.shows(house.letter("Thư trỏ đi", by="officer")["id"])
    rows = house.database("gateway")["dossiers_1"]
    link = {"rel": "answers", "service": SERVICE, "type": "letter", "id": here["id"]}
    terms = [*there["terms"], f"linked_to={here['id']}"]
    rows.update_one({"_id": there["_id"]}, {"$set": {"links": [link], "terms": terms}})
    officer, unit = house.person("officer"), house.person("unit")

    (back,) = officer.get(f"{here['href']}/links")["items"]
    (out,) = officer.get(f"/api/{SERVICE}/letter/{there['_id']}/links")["items"]
    assert (back["way"], back["rel"], back["title"]) == ("in", "answers", "Thư trỏ đi")
    assert (out["way"], out["id"], out["href"]) == ("out", here["id"], here["href"])
    assert unit.get(f"{here['href']}/links")["items"] == []
    assert officer.get(ALL, linked_to=here["id"])["items"][0]["id"] == there["_id"]
    strange = f"/api/{SERVICE}/letter/{there['_id']}/links"
    assert unit.send("GET", strange).status_code == 404


def test_who_acts_sees_it_in_the_list_that_is_given_the_token(house: House) -> None:
    unit = house.person("unit")
    for n in range(5):
        body = {"subject": f"Thư vừa gửi {n}"}
        answer = unit.send("POST", f"/api/{SERVICE}/letter", json=body)
        seen = answer.headers["ngoaivu-seen"]
        page = unit.get(ALL, code=answer.json()["code"], seen=seen)

        assert [item["id"] for item in page["items"]] == [answer.json()["id"]]
        assert "behind" not in page
    never = unit.get(ALL, limit=1, seen="nothing:7")
    assert never["behind"] == ["nothing:7"]
    assert unit.send("GET", ALL, params={"seen": "x"}).status_code == 400


def test_changes_are_told_to_those_who_may_see_them(house: House) -> None:
    told: dict[str, list[str]] = {"unit": [], "police": []}
    ready = {role: threading.Event() for role in told}

    def listen(role: str) -> None:
        bearer = {"Authorization": f"Bearer {token(house.kept.signing, role, '86')}"}
        url = f"{house.urls['gateway']}/api/changes"
        with httpx.stream("GET", url, headers=bearer, timeout=4) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            try:
                for line in answer.iter_lines():
                    ready[role].set()
                    told[role].append(line)
                    if line.startswith("data:") and made and made[0]["id"] in line:
                        return
            except httpx.ReadTimeout:
                return

    made: list[Any] = []
    readers = [threading.Thread(target=listen, args=(role,)) for role in told]
    for reader in readers:
        reader.start()
    for event in ready.values():
        assert event.wait(10)
    made.append(house.letter("Thư cho người đang nghe"))
    for reader in readers:
        reader.join(15)

    assert told["unit"][0] == "event: reset"
    assert [line for line in told["unit"] if made[0]["id"] in line]
    assert not [line for line in told["police"] if made[0]["id"] in line]


def test_the_catalogue_is_filtered_known_again_and_compressed(house: House) -> None:
    client = house.client
    whole = eventually(lambda: (a := client.get("/api/dossier-types")).json()["items"] and a)
    one = client.get("/api/dossier-types", params={"service": SERVICE, "type": "letter"})
    again = client.get("/api/dossier-types", headers={"If-None-Match": whole.headers["etag"]})

    assert [i["name"] for i in one.json()["items"]] == ["letter"]
    assert (again.status_code, again.content) == (304, b"")
    assert one.headers["etag"] != whole.headers["etag"]
    assert whole.headers["content-encoding"] == "gzip"
    plain = client.get("/api/dossier-types", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == whole.json()
    assert client.get("/api/dossier-types", params={"foo": 1}).status_code == 400


@pytest.mark.parametrize("accepts", ["gzip", "br, gzip;q=0.5"])
def test_what_is_compressed_is_the_same(house: House, accepts: str) -> None:
    url = house.urls["gateway"] + "/api/dossier-types"
    with httpx.stream("GET", url, headers={"Accept-Encoding": accepts}) as answer:
        raw = b"".join(answer.iter_raw())

    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(raw)
    assert gzip.decompress(raw) == house.client.get("/api/dossier-types").content
    refused = house.client.get("/api/dossier-types", headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in refused.headers


def test_the_interfaces_of_services_are_found_at_the_gateway(house: House) -> None:
    answer = eventually(lambda: (a := house.client.get(f"/schema/{SERVICE}.json")).is_success and a)

    assert f"/api/{SERVICE}/letter" in answer.json()["paths"]
    assert house.client.get("/schema/nothing.json").status_code == 404
    assert house.client.get("/schema/ngos.json").status_code == 503
