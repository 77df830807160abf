"""`GET /api/inbox`: what waits for whom, late first, why, and never for somebody it does not."""

from __future__ import annotations

from typing import Any

import pytest

from support.people import Person
from support.province import DAY, SERVICE, House, eventually

INBOX = "/api/inbox"


def lines(person: Person, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    following = ""
    while True:
        more = {"cursor": following} if following else {}
        page = person.get(INBOX, limit=3, **asked, **more)
        found += page["items"]
        if not (following := page["next"] or ""):
            return found


def waiting(person: Person, id: str) -> list[str]:
    return [line["step"]["name"] for line in lines(person) if line["dossier"]["id"] == id]


def at_version(house: House, dossier: dict[str, Any], version: int) -> None:
    house.shows(dossier["id"], version)


@pytest.fixture(scope="module")
def considered(house: House) -> dict[str, Any]:
    """A letter that the officer has taken up, with two bodies asked."""
    letter = house.letter("Thư đang xem xét")
    officer = house.person("officer")
    officer.do(letter, "consider")
    at_version(house, letter, 2)
    return letter


def test_a_line_says_what_why_until_when_and_what_next(house: House) -> None:
    letter = house.letter("Thư chờ nhận", visit="2026-12-01")
    line = next(n for n in lines(house.person("officer")) if n["dossier"]["id"] == letter["id"])

    assert line["dossier"]["href"] == f"/api/{SERVICE}/letter/{letter['id']}"
    assert line["dossier"]["title"] == "Thư chờ nhận"
    assert line["why"] == {"duty": "báo ngay", "law": "99/2026/TEST, Điều 7", "mark": "V"}
    assert line["step"] == {
        "name": "consider",
        "title": "nhận xem xét",
        "href": f"{letter['href']}/consider",
        "main": True,
    }
    assert (line["due"], line["late"], line["late_by"], line["late_unit"]) == (DAY, False, 0, "")


def test_what_waits_moves_on_with_each_act(house: House, considered: dict[str, Any]) -> None:
    id = considered["id"]

    assert waiting(house.person("officer"), id) == ["withdraw", "consult"]
    assert waiting(house.person("head"), id) == ["answer", "consult"]
    assert waiting(house.person("chair"), id) == []
    assert waiting(house.person("unit"), id) == ["withdraw"]


def test_four_eyes_keep_a_step_out_of_the_inbox_of_whoever_acted(house: House) -> None:
    letter = house.letter("Thư bốn mắt")
    lan, minh = (house.person("head", sub=name) for name in ("lan", "minh"))
    lan.do(letter, "consider")
    at_version(house, letter, 2)

    assert "answer" not in waiting(lan, letter["id"])
    assert "answer" in waiting(minh, letter["id"])


def test_a_body_finds_the_opinion_that_it_owes_and_no_other(house: House) -> None:
    letter = house.letter("Thư hỏi hai nơi")
    officer, police = house.person("officer"), house.person("police")
    officer.do(letter, "consider")
    officer.do(letter, "consult")
    at_version(house, letter, 3)
    (line,) = [n for n in lines(police) if n["dossier"]["id"] == letter["id"]]

    assert line["why"]["duty"] == "ý kiến về thư"
    assert line["step"]["body"] == "cong-an-tinh"
    assert line["step"]["href"] == f"{letter['href']}/opinions"
    police.post(f"{letter['href']}/opinions", {"body": "cong-an-tinh", "answer": "agree"})
    at_version(house, letter, 4)
    assert waiting(police, letter["id"]) == []
    assert waiting(house.person("unit", unit="so-noi-vu"), letter["id"]) == ["reply"]


def test_late_lines_come_first_with_how_late_they_are(house: House) -> None:
    house.letter("Thư sẽ trễ", visit="2026-11-18")
    officer = house.person("officer").on("2026-11-16")
    found = lines(officer)
    dues = [line["due"] or "9999" for line in found]
    late = next(n for n in found if n["dossier"]["title"] == "Thư sẽ trễ")

    assert dues == sorted(dues)
    assert (late["late"], late["late_by"], late["late_unit"]) == (True, 5, "working-days")


def test_counts_are_those_of_the_lines(house: House) -> None:
    officer = house.person("officer").on("2026-11-16")
    told, found = officer.get(INBOX)["counts"], lines(officer)

    assert told["all"] == len(found)
    assert told["late"] == sum(line["late"] for line in found) > 0
    assert told["undated"] == sum(line["due"] is None for line in found)
    assert told["all"] == told["late"] + told["soon"] + told["later"] + told["undated"]


def test_a_unit_finds_its_own_and_nothing_of_another_s(house: House) -> None:
    letter = house.letter("Thư của đơn vị")

    assert waiting(house.person("unit"), letter["id"]) == ["withdraw"]
    assert waiting(house.person("unit", unit="so-tai-chinh"), letter["id"]) == []
    assert waiting(house.person("officer", "46"), letter["id"]) == []


@pytest.mark.parametrize("role", ["admin", "ops", "ministry"])
def test_those_who_see_no_dossier_have_no_inbox(house: House, role: str) -> None:
    house.letter("Thư không của ai trong số họ")

    assert house.person(role).get(INBOX)["items"] == []


def test_a_team_s_dossier_waits_for_its_team_alone(house: House) -> None:
    letter = house.letter("Thư của nhóm", by="officer", type="secret-letter")

    assert waiting(house.person("officer"), letter["id"]) == ["consider", "withdraw"]
    assert waiting(house.person("officer", sub="other"), letter["id"]) == []
    assert waiting(house.person("head", unit=letter["unit"]), letter["id"]) == ["consider"]
    assert waiting(house.person("head", unit="so-khac"), letter["id"]) == []


def test_a_closed_letter_waits_for_nobody(house: House) -> None:
    letter = house.letter("Thư rút")
    house.person("unit").do(letter, "withdraw", {"reason": "gửi nhầm nơi"})
    at_version(house, letter, 2)
    gone = house.database("gateway")["waits_1"]

    eventually(lambda: not list(gone.find({"of": letter["id"]})))
    assert waiting(house.person("officer"), letter["id"]) == []


def test_it_is_not_disclosed_in_any_feed(house: House) -> None:
    house.letter("Thư lên nguồn tin")
    clerk, ministry = house.person("office"), house.person("ministry")
    pages = [
        person.send("GET", path)
        for person, path in ((clerk, "/feeds/province"), (ministry, "/feeds/ministry"))
    ]

    told = [item["data"] for page in pages if page.is_success for item in page.json()["items"]]
    assert told
    assert not any("waits" in data for data in told)


def test_an_unknown_filter_is_refused(house: House) -> None:
    answer = house.person("officer").send("GET", INBOX, params={"colour": "red"})

    assert answer.status_code == 400
    assert "colour" in answer.json()["detail"]


def test_what_i_hold_is_found_in_the_inbox_and_in_the_list(house: House) -> None:
    letter = house.letter("Thư có người giữ")
    lan = house.person("officer", sub="lan.86")
    told = {"to": "lan.86", "name": "Nguyễn Thị Lan"}
    held = house.person("head").post(f"{letter['href']}/holder", told)
    at_version(house, letter, 2)
    mine = lines(lan, holder="me")

    assert (held["holder"], held["version"]) == ("lan.86", 2)
    assert {n["dossier"]["id"] for n in mine} == {letter["id"]}
    assert mine[0]["dossier"]["holder_name"] == "Nguyễn Thị Lan"
    assert {n["dossier"]["id"] for n in lines(lan)} > {letter["id"]}
    assert [d["id"] for d in lan.get("/api/dossiers", holder="lan.86")["items"]] == [letter["id"]]
    offer = lan.get(f"{letter['href']}/available")["holder"]
    assert (offer["id"], offer["may"], offer["only_myself"]) == ("lan.86", True, False)
