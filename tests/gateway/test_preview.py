"""The gateway asks every service which due dates a new row of the calendar would move."""

from __future__ import annotations

from support.province import House

PATH = "/api/calendar/preview"


def test_what_a_day_off_would_move_is_one_list_of_all_services(house: House) -> None:
    letter = house.letter("Thư trước ngày nghỉ")
    officer = house.person("officer")
    planned = {"day": [{"day": "2026-11-12", "kind": "holiday"}]}

    found = officer.post(PATH, planned)
    wrong = officer.send("POST", PATH, json={"day": [{"day": "2026-11-12", "kind": "party"}]})
    unknown = officer.send("POST", PATH, json={"day": [{"day": "2090-11-12", "kind": "holiday"}]})
    refused = house.person("unit").send("POST", PATH, json=planned)

    (line,) = [i for i in found["items"] if i["id"] == letter["id"] and i["duty"]["id"] == "D98"]
    assert (line["service"], line["code"], line["href"]) == (
        "delegations", letter["code"], letter["href"],
    )  # fmt: skip
    assert (line["due"], line["would_be"]) == ("2026-11-17", "2026-11-18")
    assert found["total"] >= found["dossiers"] >= 1
    assert found["missing"] == ["ngos"]
    assert [a.status_code for a in (wrong, unknown, refused)] == [422, 422, 403]
    assert officer.again(letter)["version"] == 1
