"""`GET /api/dossiers`: who sees what, found how, page by page, and late as of today."""

from __future__ import annotations

from typing import Any

import pytest

from casework.text import unaccented
from chassis.store.journal import GENESIS
from support.people import Person
from support.province import SERVICE, House

ALL = "/api/dossiers"


def titles(person: Person, **asked: Any) -> set[str]:
    found, following = [], None
    while True:
        more: dict[str, str] = {"cursor": following} if following else {}
        page = person.get(ALL, limit=100, **asked, **more)
        found += page["items"]
        if not (following := page["next"]):
            return {item["title"] for item in found}


def test_a_dossier_is_listed_with_its_duties(house: House) -> None:
    made = house.letter("Thư có hạn trả lời", visit="2026-12-01")
    (found,) = house.person("officer").get(ALL, code=made["code"])["items"]

    expected = {
        "id": made["id"],
        "service": SERVICE,
        "type": "letter",
        "record": "R99",
        "title": "Thư có hạn trả lời",
        "state": "lodged",
        "state_title": "đã gửi",
        "final": False,
        "province": "86",
        "unit": "so-y-te",
        "lodged": "2026-11-10",
        "version": 1,
        "href": f"/api/{SERVICE}/letter/{made['id']}",
        "late": False,
    }
    assert {name: found[name] for name in expected} == expected
    assert found["fields"]["visit"] == "2026-12-01"
    assert "secret_name" not in found["fields"]
    assert found["due"] == min(c["due"] for c in found["clocks"] if not c["met"])
    assert not {"tokens", "team", "rounds", "due_at"} & set(found)


@pytest.mark.parametrize(
    "q", ["hop tac", "Hợp Tác", "HOP   tac", "vien", "đại học okayama", "dai hoc oka", "OKAYAMA"]
)
def test_search_ignores_accents_and_case(house: House, q: str) -> None:
    title = "Hợp tác với bệnh viện Đại học Okayama"
    if not titles(house.person("officer"), q="okayama"):
        house.letter(title)

    found = titles(house.person("officer"), q=q)
    assert title in found


def test_search_needs_every_word(house: House) -> None:
    house.letter("Đoàn Quảng Tây thăm tỉnh")

    assert titles(house.person("officer"), q="quang tay") == {"Đoàn Quảng Tây thăm tỉnh"}
    assert titles(house.person("officer"), q="quang dong") == set()
    assert titles(house.person("officer"), q=".*") == titles(house.person("officer"))


def test_a_unit_sees_its_own_and_what_it_is_asked_about(house: House) -> None:
    mine = house.letter("Thư của sở Y tế")
    other = house.letter("Thư của Sở Ngoại vụ", by="officer")
    unit, police = house.person("unit"), house.person("police")

    assert mine["title"] in titles(unit)
    assert other["title"] not in titles(unit)
    assert other["title"] not in titles(police)
    officer = house.person("officer")
    officer.do(officer.do(other, "consider"), "consult")
    house.shows(other["id"], 3)
    assert other["title"] in titles(police)


def test_a_team_keeps_its_dossiers_to_itself(house: House) -> None:
    secret = house.letter("Việc riêng của một công dân", type="secret-letter")
    teams = {
        "unit": True,
        "head": False,
        "officer": False,
        "director": False,
        "chair": False,
        "inspector": False,
        "admin": False,
        "ops": False,
        "ministry": False,
    }

    seen = {role: secret["title"] in titles(house.person(role)) for role in teams}
    assert seen == teams
    head = house.person("head", unit="so-y-te")
    assert secret["title"] in titles(head)
    assert titles(house.person("officer"), q="cong dan") == set()
    assert titles(house.person("officer"), type="secret-letter") == set()


def test_no_province_sees_another(house: House) -> None:
    house.letter("Thư của Lai Châu", province="12")

    assert titles(house.person("officer", "12")) == {"Thư của Lai Châu"}
    assert "Thư của Lai Châu" not in titles(house.person("officer"))
    assert titles(house.person("officer"), province="12") == set()


def test_what_is_late_depends_on_the_day(house: House) -> None:
    made = house.letter("Thư sẽ trễ")
    officer = house.person("officer")

    on_time = officer.on("2026-11-10").get(ALL, code=made["code"])["items"][0]
    after = officer.on("2026-11-13").get(ALL, code=made["code"], late="true")["items"][0]
    assert (on_time["late"], on_time["late_by"]) == (False, 0)
    assert (after["late"], after["due"]) == (True, "2026-11-10")
    assert after["late_by"] == 3
    assert after["duty"]["name"] == "tell"
    assert titles(officer.on("2026-11-13"), code=made["code"], late="false") == set()
    assert titles(officer.on("2026-11-10"), code=made["code"], late="true") == set()


def test_filters_narrow_the_list(house: House) -> None:
    made = house.letter("Thư để lọc", province="79")
    officer = house.person("officer", "79")

    for asked in (
        {"service": SERVICE},
        {"type": "letter"},
        {"state": "lodged"},
        {"state": ["lodged", "considered"]},
        {"unit": "so-y-te"},
        {"province": "79"},
        {"due_before": "2026-11-11"},
    ):
        assert titles(officer, **asked) == {made["title"]}, asked
    for asked in (
        {"service": "ngos"},
        {"type": "secret-letter"},
        {"state": "considered"},
        {"unit": "so-noi-vu"},
        {"due_before": "2026-11-10"},
    ):
        assert titles(officer, **asked) == set(), asked


def test_pages_neither_repeat_nor_skip(house: House) -> None:
    made = {house.letter(f"Thư trang {n}", province="46")["id"] for n in range(7)}
    officer = house.person("officer", "46")
    first = officer.send("GET", ALL, params={"limit": 3, "province": "46"})
    house.letter("Thư trang chen vào", province="46")

    seen, answer = [], first
    while True:
        page = answer.json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        link = answer.headers["link"]
        assert link.endswith('>; rel="next"')
        answer = officer.send("GET", link[1 : link.index(">")])
    assert len(seen) == len(set(seen))
    assert made <= set(seen)
    assert "link" not in answer.headers


def test_due_first_is_an_order(house: House) -> None:
    for day in ("2026-12-24", "2026-12-10", "2026-12-17"):
        house.letter(f"Thư đón {day}", visit=day, by="officer")
    page = house.person("officer").get(ALL, sort="due", limit=200)

    ends = [item["due"] or "9" for item in page["items"]]
    assert ends == sorted(ends)


def test_a_count_is_given_when_asked_for(house: House) -> None:
    house.letter("Thư đếm được")
    officer = house.person("officer")
    page = officer.get(ALL, limit=1, count="true")

    assert page["total"] == len(titles(officer)) or page["total"] >= 1
    assert "total" not in officer.get(ALL, limit=1)


@pytest.mark.parametrize("name", ["lodged", "due", "changed", "title"])
def test_every_order_goes_both_ways_and_through_pages(house: House, name: str) -> None:
    for n, title in enumerate(("Ánh", "An", "Ẩn", "Đoàn", "Doanh")):
        house.letter(f"{title} {name}", province="79", visit=f"2026-12-{20 - n}")
    officer = house.person("officer", "79")

    def ids(sort: str) -> list[str]:
        found: list[str] = []
        following = None
        while True:
            more: dict[str, str] = {"cursor": following} if following else {}
            page = officer.get(ALL, sort=sort, limit=2, **more)
            found += [item["id"] for item in page["items"]]
            if not (following := page["next"]):
                return found

    up, down = ids(name), ids(f"-{name}")
    assert len(up) == len(set(up)) >= 5
    assert down == list(reversed(up))


def test_titles_are_listed_as_in_a_dictionary(house: House) -> None:
    for title in ("Đoàn thứ tự", "Ánh thứ tự", "An thứ tự", "Doanh thứ tự"):
        house.letter(title, province="46")
    page = house.person("officer", "46").get(ALL, sort="title", q="thứ tự")

    assert [item["title"].split()[0] for item in page["items"]] == ["An", "Ánh", "Doanh", "Đoàn"]


def test_a_person_is_found_by_name_and_not_disclosed(house: House) -> None:
    made = house.letter("Thư có người ký", secret_name="Lê Quốc Cường")
    officer = house.person("officer")

    for q in ("Cường", "le quoc cuong", "thư cường"):
        (found,) = officer.get(ALL, q=q)["items"]
        assert found["id"] == made["id"], q
    assert titles(officer, q="cuo") == set()
    assert titles(house.person("officer", "12"), q="Cường") == set()
    kept = [str(house.shows(made["id"])), *feed_lines(house)]
    assert [text for text in kept if "cuong" in unaccented(text).split()] == []
    assert [line for line in feed_lines(house) if "people" in line] == []


def feed_lines(house: House) -> list[str]:
    return [bytes(row["event"]).decode() for row in house.database("gateway")["feed_lines"].find()]


def test_a_search_says_what_it_did_not_search(house: House) -> None:
    officer = house.person("officer")

    assert officer.get(ALL, q="???")["search"]["not_searched"] == ["???"]
    many = officer.get(ALL, q="một hai ba bốn năm sáu bảy tám chín mười")["search"]
    assert many["not_searched"] == ["chin", "muoi"]
    assert many["words"][:2] == ["mot", "hai"]
    assert officer.get(ALL, q="thư x")["search"]["says"]
    assert "search" not in officer.get(ALL)


def test_what_changed_since_is_listed(house: House) -> None:
    made = house.letter("Thư đổi sau", province="12")
    officer = house.person("officer", "12")
    changed = officer.get(ALL, code=made["code"])["items"][0]["changed"]

    assert titles(officer, code=made["code"], changed_after=changed[:10]) == set()
    assert titles(officer, code=made["code"], changed_after="2026-11-09") == {"Thư đổi sau"}
    assert titles(officer, code=made["code"], changed_after=changed) == set()
    assert titles(officer, code=made["code"], year="2026") == {"Thư đổi sau"}
    assert titles(officer, code=made["code"], year="2025") == set()


@pytest.mark.parametrize(
    "asked",
    [
        {"limit": 0},
        {"limit": 501},
        {"limit": "x"},
        {"late": "maybe"},
        {"due_before": "mai"},
        {"cursor": "%%%"},
        {"cursor": GENESIS},
        {"sort": "name"},
        {"foo": 1},
        {"page": 2},
        {"count": "yes", "foo": ""},
        {"sort": ["due", "title"]},
        {"final": "maybe"},
        {"year": "26"},
        {"country": "Laos"},
        {"changed_after": "hôm qua"},
    ],
    ids=str,
)
def test_what_cannot_be_read_is_refused(house: House, asked: dict[str, Any]) -> None:
    answer = house.person("officer").send("GET", ALL, params=asked)

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_nobody_reads_without_a_token(house: House) -> None:
    assert house.client.get(ALL).status_code == 401
