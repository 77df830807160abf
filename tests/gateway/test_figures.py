"""One number, one list, one sheet: figures over random rows, by every dimension, for every role."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from io import BytesIO
from random import Random
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
from python_calamine import CalamineWorkbook

from chassis.provinces import load_provinces
from chassis.tokens import internal_token
from gateway.figures import asking, dimensions, periods
from gateway.figures.compute import Asked
from gateway.figures.subjects import FIGURES, SUBJECTS
from support.people import Person
from support.province import House, eventually
from support.rows import row, rows
from support.running import PROVINCES

ALL = "/api/figures"
YEAR = "2026"


@pytest.fixture(scope="module")
def counted(house: House) -> House:
    """The house, with random rows of every type that some figure counts, in two provinces."""
    house.database("gateway")["dossiers_1"].insert_many(rows(2026) + rows(12, 6, "12"))
    return house


def listed(person: Person, href: str) -> list[dict[str, Any]]:
    """Every row behind a link, page by page."""
    parts = urlsplit(href)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    found: list[dict[str, Any]] = []
    following = ""
    while True:
        more = {"cursor": following} if following else {}
        page = person.get(parts.path, limit=17, **asked, **more)
        found += page["items"]
        if not (following := page["next"] or ""):
            return found


def sheet(person: Person, href: str) -> tuple[list[list[Any]], dict[str, Any]]:
    """The lines of the table and the pairs of the filter sheet."""
    parts = urlsplit(href)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    answer = person.send("GET", parts.path, params=asked)
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    table, told = (book.get_sheet_by_index(n).to_python() for n in range(2))
    lines = [list(line) for line in table]
    header = next(n for n, line in enumerate(lines) if line[0] == "Mã")
    width = len(lines[header])
    body = [line for line in lines[header + 1 :] if line[width - 1] != ""]
    return body, {str(k): v for k, v in told}


def total(items: list[dict[str, Any]]) -> float:
    return sum(float(item["value"]) for item in items)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_its_list_is_its_sheet(counted: House, name: str) -> None:
    officer = counted.person("officer")
    told = officer.get(f"{ALL}/{name}", period=YEAR)
    items = listed(officer, told["links"]["rows"])
    lines, filters = sheet(officer, told["links"]["xlsx"])

    assert told["value"] == total(items) == sum(line[-1] for line in lines)
    assert len(items) == len(lines)
    assert [item["code"] for item in items] == [line[0] for line in lines]
    assert len({(item["id"], item["place"]) for item in items}) == len(items)
    assert filters["Giá trị"] == f"{told['value']} {told['unit']}"
    assert told["as_of"] in filters["Số liệu tính đến"]
    assert {item["province"] for item in items} <= {"86"}


@pytest.mark.parametrize("name", FIGURES)
def test_every_cell_is_its_rows(counted: House, name: str) -> None:
    officer, random = counted.person("officer"), Random(name)
    items = listed(officer, f"{ALL}/{name}/rows?period=2024-01-01..2027-12-31")
    figure = FIGURES[name]
    for dimension in figure.by:
        told = officer.get(f"{ALL}/{name}", period="2024-01-01..2027-12-31", by=dimension.name)
        cells = {cell["keys"][dimension.name]: cell["value"] for cell in told["cells"]}
        expected: Counter[str] = Counter()
        for item in items:
            for key in item["dimensions"][dimension.name]:
                expected[key] += item["value"]
        assert cells == dict(expected), dimension.name
        assert dimension.is_many or sum(cells.values()) == told["value"]
        if told["cells"]:
            cell = random.choice(told["cells"])
            assert total(listed(officer, cell["href"])) == cell["value"], cell["href"]


def test_random_rows_reach_nearly_every_figure(counted: House) -> None:
    officer = counted.person("officer")
    wide = "2024-01-01..2027-12-31"
    empty = [n for n in FIGURES if not officer.get(f"{ALL}/{n}", period=wide)["value"]]

    assert not empty


def test_two_dimensions_at_once(counted: House) -> None:
    officer = counted.person("officer")
    told = officer.get(f"{ALL}/outbound-delegations", period=YEAR, by="country,head")

    assert told["cells"]
    for cell in told["cells"][:5]:
        assert total(listed(officer, cell["href"])) == cell["value"]
        assert " · " in cell["label"]


def delegation(id: str, departs: str, *countries: str, **fields: Any) -> dict[str, Any]:
    legs = [{"country": c, "city": "", "arrive": departs, "depart": departs} for c in countries]
    told = {"legs": legs, "departs_on": departs, "travellers": 4, "head": "chair", **fields}
    return row("delegations", "outbound-delegation", id, province="79", fields=told)


@pytest.fixture(scope="module")
def travelled(house: House) -> Person:
    """Delegations of another province, whose numbers a reader can check by eye."""
    house.database("gateway")["dossiers_1"].insert_many(
        [
            delegation("three", "2026-05-03", "LA", "KH", "TH", "LA", programme_item="2026/x/ra-1"),
            delegation("one", "2026-05-31", "LA", programme_item=""),
            delegation("next", "2026-06-01", "JP"),
            delegation("december", "2025-12-15", "JP"),
            delegation("before", "2025-05-20", "JP"),
            delegation("nowhere", "2026-02-01"),
        ]
    )
    programme = [
        {"kind": "outbound", "standing": "done", "month": "2026-05", "countries": ["LA"]},
        {"kind": "outbound", "standing": "planned", "month": "", "countries": []},
        {"kind": "outbound", "standing": "refused", "month": "2026-05", "countries": []},
        {"kind": "inbound", "standing": "planned", "month": "2026-05", "countries": []},
    ]
    made = row("delegations", "provincial-programme", "programme", province="79", state="published")
    made["fields"] = {"year": 2026, "items": programme}
    house.database("gateway")["dossiers_1"].insert_one(made)
    return house.person("officer", "79")


def outbound(person: Person, period: str, **asked: Any) -> Any:
    return person.get(f"{ALL}/outbound-delegations", period=period, **asked)


def by(told: Any, name: str) -> dict[str, float]:
    return {cell["keys"][name]: cell["value"] for cell in told["cells"]}


def test_a_delegation_to_three_countries_counts_once_and_in_each(travelled: Person) -> None:
    told = outbound(travelled, "2026-05", by="country")

    assert told["value"] == 2
    assert by(told, "country") == {"LA": 2, "KH": 1, "TH": 1}
    assert any("một lần trong tổng số" in note for note in told["notes"])
    assert by(outbound(travelled, "2026-05", by="region"), "region") == {
        "neighbours": 2,
        "asean": 1,
    }


def test_what_is_not_said_is_a_cell_too(travelled: Person) -> None:
    told = outbound(travelled, "2026-02", by="country")

    assert by(told, "country") == {"": 1}
    assert [i["id"] for i in listed(travelled, told["cells"][0]["href"])] == ["nowhere"]


@pytest.mark.parametrize(
    ("period", "value"),
    [
        ("2026", 4),
        ("2026-05", 2),
        ("2026-H1", 4),
        ("2026-Q2", 3),
        ("2026-H2", 0),
        ("2026-05-31..2026-06-01", 2),
        ("2026-report", 5),
        ("2025-report", 1),
        ("2026-H1-report", 5),
        ("2026-06-report", 2),
    ],
)
def test_a_row_belongs_to_the_period_of_its_date(
    travelled: Person, period: str, value: int
) -> None:
    told = outbound(travelled, period)

    assert told["value"] == value
    assert "ngày xuất cảnh" in told["period"]["rule"]


def test_beside_it_stand_last_year_the_year_so_far_and_the_plan(travelled: Person) -> None:
    told = outbound(travelled, "2026-05")
    year = outbound(travelled, "2026")

    assert told["last_year"]["value"] == 1
    assert told["last_year"]["period"]["from"] == "2025-05-01"
    assert told["cumulative"]["value"] == 3
    assert told["plan"] == {
        "figure": "planned-outbound",
        "title": "Đoàn ra theo Chương trình",
        "value": 1,
        "rate": 2.0,
    }
    assert year["plan"]["value"] == 2


def test_a_part_stands_beside_its_whole(travelled: Person) -> None:
    told = travelled.get(f"{ALL}/programme-done", period="2026")

    assert (told["value"], told["whole"]["value"]) == (1, 3)
    assert told["whole"]["rate"] == 0.3333


def test_in_and_out_of_the_programme(travelled: Person) -> None:
    told = outbound(travelled, "2026", by="in-programme")

    assert by(told, "in-programme") == {"true": 1, "false": 3}
    assert {cell["label"] for cell in told["cells"]} == {"trong Chương trình", "ngoài Chương trình"}


def test_sums_of_two_currencies_are_never_added(house: House) -> None:
    lines = [
        {"source": "local", "money": {"amount": 5, "currency": "VND"}},
        {"source": "self", "money": {"amount": 7, "currency": "USD"}},
        {"source": "self", "money": None},
    ]
    made = delegation("paid", "2026-03-03", "JP", funding=lines) | {"province": "12", "_id": "paid"}
    house.database("gateway")["dossiers_1"].insert_one(
        {**made, "unit": "so-y-te", "state": "closed"}
    )
    officer = house.person("officer", "12")
    asked = {"period": "2026-03-03..2026-03-03", "unit": "so-y-te", "country": "JP"}
    items = listed(officer, f"{ALL}/outbound-cost/rows?period=2026-03-03..2026-03-03")
    dong = officer.get(f"{ALL}/outbound-cost", **asked)
    dollars = officer.get(f"{ALL}/outbound-cost", currency="usd", by="funding", **asked)

    assert [(i["id"], i["place"]) for i in items if i["id"] == "paid"] == [("paid", 0)]
    assert (dong["value"], dong["unit"]) == (5, "VND")
    assert (dollars["value"], by(dollars, "funding")) == (7, {"self": 7})


def test_an_answer_says_what_it_counted_and_when(counted: House) -> None:
    counted.letter("Thư để có vị trí")
    officer = counted.person("officer")

    def followed() -> Any:
        told = officer.get(f"{ALL}/outbound-delegations", head="chair")
        return told if told["positions"].get("delegations/86") else None

    told = eventually(followed)
    assert "Cấp Trưởng đoàn: Chủ tịch UBND/HĐND" in told["filter"]
    assert "không hủy" in told["filter"]
    assert told["positions"]["delegations/86"] >= 1
    assert set(told["positions"]) == {"delegations/86"}
    assert datetime.fromisoformat(told["as_of"]).utcoffset()
    _, said = sheet(officer, told["links"]["xlsx"])
    assert said["Vị trí sổ delegations/86"] >= str(told["positions"]["delegations/86"])
    assert told["period"]["rule"] == said["Quy tắc tính kỳ"]


def test_the_catalogue_names_every_subject_of_the_reports(counted: House) -> None:
    told = counted.person("officer").get(ALL)

    assert [s["name"] for s in told["subjects"]] == [s.name for s in SUBJECTS]
    assert sum(len(s["figures"]) for s in told["subjects"]) == len(FIGURES)
    assert all(f["href"] and f["period_rule"] for s in told["subjects"] for f in s["figures"])


def test_a_unit_counts_only_its_own(counted: House) -> None:
    unit, officer = counted.person("unit"), counted.person("officer")
    mine = unit.get(f"{ALL}/inbound-delegations", period=YEAR)
    theirs = officer.get(f"{ALL}/inbound-delegations", period=YEAR, unit="so-y-te")

    assert 0 < mine["value"] == theirs["value"]
    assert {i["unit"] for i in listed(unit, mine["links"]["rows"])} == {"so-y-te"}


def test_a_team_only_dossier_is_counted_and_not_told(counted: House) -> None:
    officer, unit = counted.person("officer"), counted.person("unit", unit="so-tai-chinh")
    asked = f"{ALL}/consular-cases"
    told = officer.get(asked, period=YEAR, by="event")
    items = listed(officer, told["links"]["rows"])

    assert told["value"] == len(items) > 0
    assert {item["title"] for item in items} == {""}
    assert not any("href" in item for item in items)
    assert unit.get(asked, period=YEAR)["value"] == 0


def test_the_ministry_asks_its_own_gateway(counted: House) -> None:
    asked = (f"{ALL}/outbound-delegations", {"period": YEAR})
    refused = counted.person("ministry").send("GET", asked[0], params=asked[1])
    at_home = counted.at_the_ministry()
    told = at_home.get(ALL)
    left_out = {f["name"] for s in told["subjects"] for f in s["figures"] if "left_out" in f}

    assert refused.status_code == 403
    assert "aid-disbursed-usd" in left_out
    assert at_home.send("GET", f"{ALL}/aid-disbursed-usd").status_code == 404
    assert at_home.send("GET", f"{ALL}/aid", params={"by": "commune"}).status_code == 400


def test_the_ministry_counts_province_by_province(counted: House) -> None:
    there = counted.database("ministry")["dossiers_1"]
    there.insert_many(
        [
            delegation("at-ministry-1", "2026-05-03", "LA"),
            delegation("at-ministry-2", "2026-05-04", "LA", "JP") | {"province": "12"},
        ]
    )
    ministry = counted.at_the_ministry()
    told = ministry.get(f"{ALL}/outbound-delegations", period="2026-05", by="province,country")
    found = {tuple(cell["key"]): cell["value"] for cell in told["cells"]}
    items = listed(ministry, told["links"]["rows"])

    assert told["value"] == len(items) == 2
    assert found == {("79", "LA"): 1, ("12", "LA"): 1, ("12", "JP"): 1}
    assert not any("href" in item for item in items)


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("no-such-figure", {}, 404),
        ("outbound-delegations", {"period": "2026-H3"}, 400),
        ("outbound-delegations", {"period": "2026-05-03..2026-05-01"}, 400),
        ("outbound-delegations", {"by": "colour"}, 400),
        ("outbound-delegations", {"by": "head,head"}, 400),
        ("outbound-delegations", {"colour": "red"}, 400),
        ("outbound-delegations", {"in-programme": "maybe"}, 400),
        ("outbound-cost", {"currency": "đồng"}, 400),
        ("outbound-delegations/rows", {"cursor": "x"}, 400),
        ("outbound-delegations/rows", {"limit": "0"}, 400),
    ],
)
def test_a_question_that_is_not_understood_is_refused(
    counted: House, path: str, asked: dict[str, str], status: int
) -> None:
    answer = counted.person("officer").send("GET", f"{ALL}/{path}", params=asked)

    assert answer.status_code == status


def test_another_service_asks_for_a_province(counted: House) -> None:
    token = {"Authorization": f"Bearer {internal_token(counted.kept.internal_secret)}"}
    path = "/internal/figures/outbound-delegations"
    asked = {"province": "86", "period": YEAR, "by": "head"}
    told = counted.client.get(path, params=asked, headers=token).json()
    seen = counted.person("officer").get(f"{ALL}/outbound-delegations", period=YEAR)
    behind = counted.client.get(told["links"]["rows"] + "&limit=500", headers=token).json()

    assert told["value"] == seen["value"] == len(behind["items"])
    sheet_ = counted.client.get(told["links"]["xlsx"], headers=token)
    assert int(sheet_.headers["Ngoaivu-Rows"]) == len(behind["items"])
    assert counted.client.get(path, params={"period": YEAR}, headers=token).status_code == 400
    assert counted.client.get(path, params=asked).status_code == 401


def test_names_are_names() -> None:
    names = [*FIGURES, *(d.name for f in FIGURES.values() for d in f.by)]

    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert len(FIGURES) == sum(len(subject.figures) for subject in SUBJECTS)
    assert all(f.subject == s.name for s in SUBJECTS for f in s.figures)
    assert {name for f in FIGURES.values() for name in (f.plan, f.whole)} <= {"", *FIGURES}


def test_several_figures_over_several_years_come_in_one_call(counted: House) -> None:
    officer = counted.person("officer")
    names = ["inbound-delegations", "outbound-delegations"]
    told = officer.get(ALL, names=",".join(names), periods="2025,2026")

    assert [item["figure"] for item in told["items"]] == names
    for item in told["items"]:
        alone = [officer.get(f"{ALL}/{item['figure']}", period=y)["value"] for y in (2025, 2026)]
        assert [answer["value"] for answer in item["series"]] == alone
    for asked in ({"names": "x"}, {"names": names[0], "foo": "1"}):
        assert officer.send("GET", ALL, params=asked).status_code in (400, 404)


class Knows(NamedTuple):
    """As much of a gateway as names are read from."""

    provinces: Any


def test_a_unit_is_called_as_in_the_province_that_is_asked_for() -> None:
    gateway: Any = Knows(load_provinces(PROVINCES, {}))
    by_unit = FIGURES["outbound-delegations"].dimensions["unit"]
    names = {}
    for code in ("12", "86"):
        for seen in ({"province": code}, {"seen_by": {"$in": [f"{code} wide"]}}):
            asked = Asked(
                figure=FIGURES["outbound-delegations"], period=periods.period(YEAR),
                today=date(2026, 11, 1), seen=seen,
            )  # fmt: skip
            places = asking.places(gateway, asked)
            names[code] = dimensions.label(by_unit, "so-ngoai-vu", places)

            assert list(places) == [code]
            assert names[code] == gateway.provinces[code].units["so-ngoai-vu"].name
    assert names["12"] != names["86"]
