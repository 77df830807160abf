"""Feeds are complete, in order, and say to each audience only what it may read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import msgspec
import pytest

from casework import News
from chassis.settings import Settings
from chassis.store.driver import Store, connect
from chassis.wire.followed import Followed, Mark
from chassis.wire.positions import Positions
from gateway.feeds.audiences import ministry, province
from gateway.feeds.lines import Lines
from gateway.feeds.lines import item as lines_item
from gateway.feeds.pages import Pages
from gateway.feeds.reader import _followed, _item, accept
from support.feeds import everything, prove
from support.folding import followed, news
from support.province import House, eventually


def of(items: Sequence[dict[str, Any]], id: str) -> list[dict[str, Any]]:
    return [item for item in items if item["subject"] == id]


def told_to(house: House, audience: str, id: str, by: str = "officer") -> dict[str, Any]:
    """The first item of a dossier, once it is there."""
    person = house.person(by)
    path = f"/feeds/{audience}"
    found: list[dict[str, Any]] = eventually(lambda: of(everything(person, path, 100), id))
    return found[0]


def test_items_are_cloud_events(house: House) -> None:
    letter = house.letter("Thư trong luồng tin")
    item = told_to(house, "province", letter["id"])

    expected = {
        "specversion": "1.0",
        "source": "/provinces/86/delegations",
        "type": "vn.ngoaivu.delegations.letter.lodged.v1",
        "subject": letter["id"],
        "time": "2026-11-10T09:00:00+07:00",
        "datacontenttype": "application/json",
        "province": "86",
        "sequence": 1,
    }
    assert {name: item[name] for name in expected} == expected
    assert item["data"]["fields"]["subject"] == "Thư trong luồng tin"


def test_the_ministry_reads_only_what_is_named_for_it(house: House) -> None:
    letter = house.letter("Nội dung của tỉnh", pages=7)
    item = told_to(house, "ministry", letter["id"], by="ministry")

    assert item["data"]["fields"] == {"pages": 7}
    assert item["data"]["title"] == ""
    assert "Nội dung của tỉnh" not in json.dumps(item, ensure_ascii=False)
    assert (item["data"]["code"], item["data"]["state"]) == (letter["code"], "lodged")


def test_a_team_only_dossier_is_in_no_feed(house: House) -> None:
    secret = house.letter("Bí mật đời tư", type="secret-letter")
    last = house.shows(secret["id"])["position"]
    for audience, role in (("province", "head"), ("ministry", "ministry")):
        items = everything(house.person(role), f"/feeds/{audience}", 100)
        ours = [i for i in items if i["source"] == "/provinces/86/delegations"]

        text = json.dumps(items, ensure_ascii=False)
        for private in (secret["id"], secret["code"], "Bí mật đời tư", "secret-letter"):
            assert private not in text
        assert [i["position"] for i in ours][last - 1] == last
        assert ours[last - 1]["type"] == "vn.ngoaivu.delegations.withheld.v1"


@pytest.mark.parametrize(("audience", "role"), [("province", "officer"), ("ministry", "ministry")])
def test_a_reader_proves_that_nothing_is_missing(house: House, audience: str, role: str) -> None:
    for n in range(4):
        house.letter(f"Thư chuỗi {audience} {n}", province=["86", "12"][n % 2])
    items = everything(house.person(role), f"/feeds/{audience}")

    prove(items)
    assert len(items) >= 4 if role == "ministry" else len(items) >= 2
    changed = [{**items[0], "sequence": 99}, *items[1:]]
    with pytest.raises(AssertionError):
        prove(changed)
    with pytest.raises(AssertionError):
        prove(items[1:])


def test_an_empty_page_still_has_a_cursor(house: House) -> None:
    officer = house.person("officer")
    house.letter("Thư cuối trang")
    person = house.person("ops", "")
    eventually(lambda: not any(i["lag"] for i in person.get("/internal/standing")["items"]))
    page = officer.get("/feeds/province", limit=1000)
    empty = officer.get("/feeds/province", after=page["next"])

    assert empty["items"] == []
    assert empty["next"] == page["next"]
    later = house.letter("Thư sau trang trống")
    more = officer.get("/feeds/province", after=empty["next"])
    assert [i["subject"] for i in more["items"]] == [later["id"]]


def test_a_province_reads_its_own_feed(house: House) -> None:
    house.letter("Thư của Lai Châu", province="12")
    officer = house.person("officer")

    assert {i["province"] for i in everything(officer, "/feeds/province")} == {"86"}
    assert officer.get("/feeds/province", province="12")["items"] == []
    everywhere = everything(house.person("ministry"), "/feeds/ministry")
    assert {i["province"] for i in everywhere} >= {"12", "86"}


@pytest.mark.parametrize(
    ("audience", "role", "status"),
    [
        ("province", "unit", 403),
        ("province", "ministry", 403),
        ("province", "admin", 403),
        ("province", "ops", 403),
        ("ministry", "unit", 403),
        ("ministry", "director", 200),
        ("ministry/coverage", "police", 403),
    ],
)
def test_a_feed_has_its_readers(house: House, audience: str, role: str, status: int) -> None:
    answer = house.person(role).send("GET", f"/feeds/{audience}")

    assert answer.status_code == status
    if status == 403:
        assert answer.json()["roles"]


@pytest.mark.parametrize("asked", [{"after": "không"}, {"limit": "0"}, {"limit": "1001"}])
def test_what_cannot_be_read_is_refused(house: House, asked: dict[str, str]) -> None:
    assert house.person("officer").send("GET", "/feeds/province", params=asked).status_code == 400


def test_a_subscription_keeps_the_position_and_shows_the_lag(house: House) -> None:
    for n in range(3):
        house.letter(f"Thư đăng ký {n}")
    officer, path = house.person("officer"), "/feeds/province/subscriptions/van-phong"
    assert officer.send("GET", path).status_code == 404
    opened = officer.send("PUT", path).json()
    page = officer.get("/feeds/province", subscription="van-phong", limit=2)
    again = officer.get("/feeds/province", subscription="van-phong", limit=2)

    assert opened["lag"] >= 3
    assert page == again
    last = page["items"][-1]
    claimed = {"delegations/86": last["hash"]}
    receipt = officer.post(f"{path}/receipts", {"cursor": page["next"], "hashes": claimed})
    assert receipt["lag"] == opened["lag"] - 2
    assert receipt["hashes"] == claimed
    assert receipt["drift"] == []
    assert len(receipt["receipt"]) == 64
    following = officer.get("/feeds/province", subscription="van-phong")
    assert following["items"][0]["position"] == last["position"] + 1
    assert house.person("head").send("GET", path).status_code == 404


def test_a_receipt_never_goes_back_and_names_a_drift(house: House) -> None:
    house.letter("Thư biên nhận 1")
    house.letter("Thư biên nhận 2")
    officer, path = house.person("officer"), "/feeds/province/subscriptions/drift"
    officer.send("PUT", path)
    one = officer.get("/feeds/province", limit=1)["next"]
    two = officer.get("/feeds/province", limit=2)["next"]
    officer.post(f"{path}/receipts", {"cursor": two})
    wrong = {"cursor": one, "hashes": {"delegations/86": "0" * 64}}
    receipt = officer.post(f"{path}/receipts", wrong)

    assert receipt["positions"] == {"delegations/86": 2}
    assert receipt["drift"] == ["delegations/86"]


def test_a_title_that_says_too_much_stays_home() -> None:
    fields = {"pages": 3, "holder": "Lê Thị C"}
    names = news(title="Hộ chiếu của Lê Thị C", fields=fields, ministry=("pages",))
    harmless = news(title="Hộ chiếu công vụ", fields=fields, ministry=("pages",))
    closed = news(title="Hộ chiếu công vụ", fields=fields)

    assert [ministry(followed(n))["data"]["title"] for n in (names, harmless, closed)] == [
        "",
        "Hộ chiếu công vụ",
        "",
    ]


def test_reasons_and_links_stay_home() -> None:
    late = {"name": "answer", "due": "2026-11-01", "late_reason": "ông A ốm"}
    told: News = news(clocks=(late,), asked=("cong-an-tinh",), team=("officer.86",))

    data = ministry(followed(told))["data"]
    assert "late_reason" not in data["clocks"][0]
    assert (data["links"], data["asked"]) == ([], [])
    assert "team" not in data
    assert "team" not in province(followed(told))["data"]


@pytest.fixture
async def stores(mongo_url: str, database_name: str) -> AsyncIterator[list[Store]]:
    """Two connections to one database."""
    told = Settings(service="gateway", mongo_url=mongo_url, database=database_name)
    opened = [connect(told), connect(told)]
    yield opened
    for store in opened:
        await store.close()


async def test_a_long_backlog_takes_what_short_ones_leave(stores: list[Store]) -> None:
    store = stores[0]
    lines, positions = Lines(store), Positions(store, "feeds")
    for service, count in (("delegations", 30), ("ngos", 2), ("reporting", 1)):
        told = [msgspec.structs.replace(e, service=service) for e in run(1, count)]
        await lines.append(told)
        await positions.advance((service, "86"), 0, Mark(count))
    pages = Pages(lines, positions)

    page = await pages.page("province", (), {}, 20)
    assert page.place == {"delegations/86": 17, "ngos/86": 2, "reporting/86": 1}
    assert len(page.rows) == 20

    rest = await pages.page("province", (), page.place, 20)
    assert [row["position"] for row in rest.rows] == list(range(18, 31))


@pytest.fixture
def replicas(stores: list[Store]) -> list[Lines]:
    """Two writers of the same lines."""
    return [Lines(store) for store in stores]


def run(first: int, last: int) -> list[Followed]:
    return [followed(news(title=f"Thư {n}"), n, 1) for n in range(first, last + 1)]


async def chain(kept: Lines) -> list[tuple[int, str, str]]:
    rows = await kept.after("province", "delegations", "86", 0, 100)
    return [(r["position"], r["prev"], r["hash"]) for r in rows]


async def test_lines_are_written_once(replicas: list[Lines]) -> None:
    first, second = replicas
    await first.append(run(1, 3))
    written = await chain(first)
    await first.append(run(1, 3))
    await second.append(run(2, 5))

    found = await chain(second)
    assert found[:3] == written
    assert [position for position, _, _ in found] == [1, 2, 3, 4, 5]
    assert [prev for _, prev, _ in found[1:]] == [hash_ for _, _, hash_ in found[:-1]]


async def test_replicas_that_write_at_once_make_one_chain(replicas: list[Lines]) -> None:
    first, second = replicas
    await asyncio.gather(*(kept.append(run(1, 20)) for kept in (first, second, first, second)))

    found = await chain(first)
    assert [position for position, _, _ in found] == list(range(1, 21))
    assert [prev for _, prev, _ in found[1:]] == [hash_ for _, _, hash_ in found[:-1]]


async def test_a_position_that_could_not_be_read_leaves_a_mark(replicas: list[Lines]) -> None:
    kept, _ = replicas
    await kept.append(run(1, 2))
    await kept.append(run(5, 5))

    rows = await kept.after("ministry", "delegations", "86", 0, 100)
    types = [json.loads(r["event"])["type"].rsplit(".", 2)[1] for r in rows]
    assert types == ["lodged", "lodged", "withheld", "withheld", "lodged"]


async def test_what_an_older_version_could_not_read_is_told_late(stores: list[Store]) -> None:
    """Its lines were withheld and are sealed for ever; another chain tells it, once."""
    store = stores[0]
    lines, positions = Lines(store), Positions(store, "feeds")
    first, second, third = run(1, 3)
    await lines.append([first, third])
    await positions.advance(("delegations", "86"), 0, third.mark)
    before = await Pages(lines, positions).page("ministry", (), {}, 10)
    assert [msgspec.json.decode(row["event"])["subject"] for row in before.rows][1] == "withheld"

    for _ in range(2):
        count = await lines.append_late(second)
        await positions.told_late(("delegations", "86"), count)
    assert await lines.append_late(third) == 0

    page = await Pages(lines, positions).page("ministry", (), before.place, 10)
    assert page.place == {"delegations/86": 3, "delegations/86+late": 1}
    told = [msgspec.json.decode(lines_item(row)) for row in page.rows]
    prove(told)
    streams: dict[str, Any] = {}
    taken = list(_followed(accept([_item(item) for item in told], streams)))
    assert [(f.service, f.province, f.position) for f in taken] == [("delegations", "86", 2)]
    assert isinstance(taken[0], Followed)
    assert taken[0].event.data == msgspec.structs.replace(
        second.event.data, **{n: getattr(taken[0].event.data, n) for n in ("fields", "title")}
    )


def test_a_title_tells_no_more_than_what_is_disclosed() -> None:
    """«Thẻ ABTC: Công ty …» names a firm that the type does not disclose to the ministry."""
    disclosed = {"fields": {"sector": "thủy sản", "firm": "Sông Tiền"}, "ministry": ("sector",)}
    named = {"title": "Thẻ ABTC: Sông Tiền", **disclosed}
    firm = followed(news(told=("firm",), **named))
    hidden = followed(news(told=("person",), **named))
    plain = followed(news(told=("sector",), **{**disclosed, "title": "thủy sản"}))

    assert ministry(firm)["data"]["title"] == ""
    assert province(firm)["data"]["title"] == "Thẻ ABTC: Sông Tiền"
    assert province(hidden)["data"]["title"] == ""
    assert ministry(plain)["data"]["title"] == "thủy sản"
    assert "told" not in province(firm)["data"]
