"""Registers over HTTP, on a real database and a real broker."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from msgspec.structs import replace
from pymongo import MongoClient
from python_calamine import CalamineWorkbook

from casework import CloudEvent, Refused, Register
from chassis.service import create_service
from chassis.settings import Settings
from chassis.store.registers import Registers
from chassis.wire.reactions import Work
from papers.sheets import SheetColumn, write_sheet
from support import servers
from support.people import Person
from support.platform import eventually
from support.running import Service, running
from support.sample import LETTER
from support.sample_register import FRIENDS, Friend
from support.store import office

MONDAY = "2026-03-02"
BOOKS = f"ngoaivu_test_{uuid4().hex[:12]}"
PATH = "letters/friends"
REASON = {"reason": "đổi tên theo nghị quyết"}
PEOPLE: Register[Friend] = replace(
    FRIENDS, name="people", title="Sổ người quen", personal=True, consent=("consents",),
    team_only=True, states={"known": "đã quen", "new": "mới"},
)  # fmt: skip
HEADS = ["Tên", "Nước", "Loại", "Tên khác", "Từ ngày", "Số người", "Tỷ lệ", "Thành phố", "Đồng ý"]


def create(settings: Settings) -> Any:
    return create_service(settings, title="Thư", types=[LETTER], registers=[FRIENDS, PEOPLE])


@pytest.fixture(scope="module")
def letters(
    mongo_url: str, kafka_servers: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    room: Path = tmp_path_factory.mktemp("registers")
    told = {"mongo_url": mongo_url, "kafka": kafka_servers, "database": BOOKS}
    with running(create, "letters", room, **told) as service:
        yield service
    servers.drop(mongo_url, BOOKS)


@pytest.fixture
def database(letters: Service, mongo_url: str) -> Iterator[Any]:
    client: MongoClient[Any] = MongoClient(mongo_url)
    yield client[BOOKS]
    client.close()


@pytest.fixture
def officer(letters: Service) -> Person:
    return letters.person("officer").on(MONDAY)


def friend(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "country": "LA", **more}


def sheet(*rows: list[Any]) -> dict[str, Any]:
    columns = [SheetColumn(h) for h in HEADS[:7]]
    content = write_sheet(columns, rows, title_rows=["SỔ BẠN BÈ"])
    return {"files": {"file": ("so.xlsx", content)}}


def rows_of(content: bytes) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=True)


def test_an_entry_is_entered_read_amended_and_struck(letters: Service, officer: Person) -> None:
    kept = officer.lodge(PATH, friend("Hủa Phăn", since="2020-01-01"))

    assert kept["href"] == f"/api/letters/friends/{kept['id']}"
    assert (kept["title"], kept["state"], kept["version"]) == ("Hủa Phăn (LA)", "known", 1)

    changed = officer.do(kept, "amend", {**friend("Tỉnh Hủa Phăn"), **REASON})
    assert (changed["title"], changed["state"], changed["version"]) == (
        "Tỉnh Hủa Phăn (LA)",
        "new",
        2,
    )

    head = letters.person("head").on(MONDAY)
    assert officer.refused(kept, "strike", REASON)["roles"] == ["head"]
    assert head.do(kept, "strike", {"reason": "ghi hai lần"})["state"] == "struck"
    assert officer.refused(kept, "amend", {**friend("A"), **REASON})["status"] == 409


def test_history_keeps_every_version_whole(letters: Service, officer: Person) -> None:
    kept = officer.lodge(PATH, friend("Lịch sử", people=3))
    officer.do(kept, "amend", {**friend("Lịch sử", people=4), **REASON})

    history = officer.get(f"{kept['href']}/history")["items"]

    assert [(v["version"], v["fields"]["people"], v["act"]["note"]) for v in history] == [
        (1, 3, ""),
        (2, 4, REASON["reason"]),
    ]


def test_the_same_under_another_spelling_is_refused(officer: Person) -> None:
    kept = officer.lodge(PATH, friend("Chăm-pa-sắc"))

    problem = officer.cannot_lodge(PATH, friend("CHAM PA SAC"))

    assert problem["status"] == 422
    assert kept["code"] in problem["detail"]
    assert problem["errors"][0]["pointer"] == "/name"


def test_of_two_who_enter_the_same_at_once_one_is_refused(officer: Person) -> None:
    def enter(name: str) -> int:
        return officer.send("POST", f"/api/{PATH}", json=friend(name)).status_code

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(enter, ["Sầm Nưa", "Sam Nua", "SẦM NƯA", "sầm-nưa"]))

    assert found == [201, 422, 422, 422]


def test_amending_needs_the_version_that_was_read(officer: Person) -> None:
    kept = officer.lodge(PATH, friend("Phiên bản"))
    path, body = f"{kept['href']}/amend", {**friend("Phiên bản"), **REASON}

    missing = officer.send("POST", path, json=body)
    stale = officer.send("POST", path, json=body, headers={"If-Match": '"4"'})
    unread = officer.send("GET", kept["href"], headers={"If-None-Match": '"1"'})

    assert (missing.status_code, stale.status_code, unread.status_code) == (428, 412, 304)


def test_an_amendment_needs_a_reason_and_known_fields(officer: Person) -> None:
    kept = officer.lodge(PATH, friend("Lý do"))

    bare = officer.refused(kept, "amend", friend("Lý do"))
    strange = officer.refused(kept, "amend", {**friend("Lý do"), **REASON, "colour": "đỏ"})

    assert [e["pointer"] for e in bare["errors"]] == ["/reason"]
    assert [e["pointer"] for e in strange["errors"]] == ["/colour"]


def test_a_request_with_a_key_is_done_once(officer: Person) -> None:
    key = {"Idempotency-Key": "k-1"}

    first = officer.send("POST", f"/api/{PATH}", json=friend("Một lần"), headers=key)
    again = officer.send("POST", f"/api/{PATH}", json=friend("Một lần"), headers=key)
    other = officer.send("POST", f"/api/{PATH}", json=friend("Lần khác"), headers=key)

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json()["id"] == again.json()["id"]


def test_a_search_knows_no_accents_and_takes_beginnings(letters: Service, officer: Person) -> None:
    kept = officer.lodge(PATH, friend("Đại học Quảng Tây", country="CN", kind="school"))

    for q in ("dai hoc quang", "QUẢNG TÂY", "trung quoc quang", "truong quang tay", kept["code"]):
        assert [r["id"] for r in officer.get(f"/api/{PATH}", q=q)["items"]] == [kept["id"]], q
    assert officer.get(f"/api/{PATH}", q="quang dong")["items"] == []
    assert officer.get(f"/api/{PATH}", q="quang", state="known")["items"] == []
    ops = letters.person("ops")
    for asks, path in ((officer, PATH), (officer, f"{PATH}.xlsx"), (ops, f"{PATH}.xlsx")):
        assert asks.send("GET", f"/api/{path}", params={"state": "lost"}).status_code == 422


def test_a_list_is_read_page_by_page_without_what_was_struck(letters: Service) -> None:
    officer, head = (letters.person(r, "12").on(MONDAY) for r in ("officer", "head"))
    kept = [officer.lodge(PATH, friend(f"Trang {n}")) for n in range(5)]
    head.do(kept[0], "strike", {"reason": "ghi nhầm"})

    seen, cursor = [], ""
    while cursor is not None:
        page = officer.get(f"/api/{PATH}", limit="3", cursor=cursor)
        seen += [r["id"] for r in page["items"]]
        cursor = page["next"]

    assert sorted(seen) == sorted(k["id"] for k in kept[1:])
    struck = officer.get(f"/api/{PATH}", state="struck")["items"]
    assert [r["id"] for r in struck] == [kept[0]["id"]]


def test_another_province_and_another_unit_see_nothing(letters: Service, officer: Person) -> None:
    kept = officer.lodge(PATH, friend("Riêng tư"))

    elsewhere = letters.person("officer", "46").on(MONDAY)
    unit = letters.person("unit").on(MONDAY)

    for person in (elsewhere, unit, letters.person("ministry").on(MONDAY)):
        assert person.send("GET", kept["href"]).status_code == 404
        body, match = {**friend("Riêng tư"), **REASON}, {"If-Match": '"1"'}
        answer = person.send("POST", f"{kept['href']}/amend", json=body, headers=match)
        assert answer.status_code in (403, 404)
    assert unit.get(f"/api/{PATH}", q="rieng tu")["items"] == []


def test_a_unit_enters_for_itself(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)

    mine = unit.lodge(PATH, friend("Của đơn vị"))

    assert mine["unit"] == "so-y-te"
    answer = unit.send(
        "POST", f"/api/{PATH}", json=friend("Của sở khác"), params={"unit": "so-noi-vu"}
    )
    assert answer.status_code == 403


def test_the_sheet_holds_what_the_list_holds(letters: Service) -> None:
    officer = letters.person("officer", "79").on(MONDAY)
    officer.lodge(
        PATH,
        friend(
            "Osaka", country="JP", since="2020-05-06", people=12, share=2.5,
            also=["Ō-xa-ca", "大阪"], place={"city": "Osaka"},
        ),
    )  # fmt: skip
    officer.lodge(PATH, friend("=HYPERLINK(1)", country="TH"))

    content = officer.download(f"/api/{PATH}.xlsx?q=osaka").content
    every = officer.download(f"/api/{PATH}.xlsx").content

    [row] = [r for r in rows_of(content) if "Osaka" in r]
    assert row[1:] == [
        "Osaka", "Nhật Bản", "chính quyền", "Ō-xa-ca\n大阪", datetime.date(2020, 5, 6), 12.0, 2.5,
        "Osaka", "có", "đã quen",
    ]  # fmt: skip
    assert "'=HYPERLINK(1)" in [r[1] for r in rows_of(every) if r[0].startswith("BB-")]


def test_a_sheet_that_went_out_comes_in_elsewhere(letters: Service) -> None:
    there, here = (letters.person("officer", p).on(MONDAY) for p in ("79", "46"))
    there.lodge(PATH, friend("Kyoto", country="JP", since="2021-02-03", also=["Ky-ô-tô"]))
    content = there.download(f"/api/{PATH}.xlsx?q=kyoto").content

    answer = here.send("POST", f"/api/{PATH}/import", files={"file": ("so.xlsx", content)})

    assert answer.status_code == 201, answer.text
    [entered] = answer.json()["entered"]
    fields = here.get(entered["href"])["fields"]
    assert (fields["country"], fields["since"], fields["also"]) == ("JP", "2021-02-03", ["Ky-ô-tô"])


def test_a_sheet_sent_again_under_its_key_is_entered_once(officer: Person) -> None:
    told = sheet(["Gửi lại", "Lào", None, None, None, 5, None])
    key = {"Idempotency-Key": "a-sheet"}
    path = f"/api/{PATH}/import"

    first, again = (officer.send("POST", path, headers=key, **told) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert [i["id"] for i in first.json()["entered"]] == [
        i["id"] for i in officer.get(f"/api/{PATH}", q="gui lai")["items"]
    ]
    whole = officer.send("POST", path, headers=key, params={"partial": "true"}, **told)
    assert whole.status_code == 422


def test_every_bad_cell_of_a_sheet_is_named_and_nothing_is_entered(officer: Person) -> None:
    told = sheet(
        ["Nhập đúng", "Lào", "trường", None, "01/02/2020", 5, None],
        ["Nhập sai", "Atlantis", "chùa", None, "32/13/2020", "năm", None],
        ["Nhập dòng ba", "Lào", None, None, "2027-01-01", -1, None],
        ["Nhập bốn", "Lào", None, None, "1/1/2027", None, None],
        ["NHAP DUNG", "Lào", None, None, None, None, None],
        [None, "Lào", None, None, None, None, None],
    )

    answer = officer.send("POST", f"/api/{PATH}/import", **told)

    assert answer.status_code == 422
    cells = {e["cell"]: e["detail"] for e in answer.json()["errors"]}
    assert set(cells) == {"B5", "C5", "E5", "F5", "F6", "E7", "A8", "A9"}, cells
    assert "Atlantis" in cells["B5"]
    assert officer.get(f"/api/{PATH}", q="nhap")["items"] == []


def test_of_a_partial_sheet_the_good_rows_are_entered(officer: Person) -> None:
    told = sheet(
        ["Một phần", "Lào", None, None, None, 5, None],
        ["Một phần hai", "Atlantis", None, None, None, None, None],
        ["mot phan", "Lào", None, None, None, None, None],
    )

    answer = officer.send("POST", f"/api/{PATH}/import", params={"partial": "true"}, **told)

    assert answer.status_code == 201
    assert len(answer.json()["entered"]) == 1
    bad = answer.json()["bad_cells"]
    assert {b["cell"] for b in bad} == {"B5", "A6"}
    assert "hàng 4" in next(b["detail"] for b in bad if b["cell"] == "A6")


@pytest.mark.parametrize(
    "content", [b"", b"not a workbook", write_sheet([SheetColumn("Khác")], [["x"]])]
)
def test_what_is_no_such_sheet_is_refused_in_one_sentence(officer: Person, content: bytes) -> None:
    answer = officer.send("POST", f"/api/{PATH}/import", files={"file": ("so.xlsx", content)})

    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


def test_a_long_sheet_comes_in_whole_or_is_to_be_divided(officer: Person) -> None:
    rows = [[f"Bạn số {n}", "Thái Lan", None, None, None, n, None] for n in range(801)]

    whole = officer.send("POST", f"/api/{PATH}/import", **sheet(*rows[:800]))
    long = officer.send("POST", f"/api/{PATH}/import", **sheet(*rows))

    assert whole.status_code == 201, whole.text[:500]
    assert len(whole.json()["entered"]) == 800
    assert (long.status_code, "chia thành nhiều tệp" in long.text) == (422, True)


def test_who_may_not_enter_is_told_so(letters: Service) -> None:
    chair = letters.person("chair").on(MONDAY)

    answer = chair.send("POST", f"/api/{PATH}/import", files={"file": ("so.xlsx", b"x")})

    assert (answer.status_code, answer.json()["roles"]) == (403, ["officer", "system", "unit"])
    assert chair.cannot_lodge(PATH, friend("Ai"))["status"] == 403


def test_reading_about_people_is_written_down(
    letters: Service, officer: Person, database: Any
) -> None:
    kept = officer.lodge("letters/people", friend("Bà A"))
    other = letters.person("officer", sub="other.86").on(MONDAY)

    assert other.send("GET", kept["href"]).status_code == 404
    assert other.get("/api/letters/people")["items"] == []
    officer.get(kept["href"])
    officer.get("/api/letters/people", q="ba a")
    officer.download("/api/letters/people.xlsx?q=ba+a")

    reads = list(database["reads"].find({"dossiers": kept["id"]}))
    assert [(r["actor"], r["type"]) for r in reads] == [("officer.86", "people")] * 3


def test_only_those_who_consent_leave_in_a_sheet(officer: Person) -> None:
    officer.lodge("letters/people", friend("Ông Đồng Ý"))
    officer.lodge("letters/people", friend("Ông Không", consents=False))

    rows = rows_of(officer.download("/api/letters/people.xlsx?q=ong").content)

    names = [r[1] for r in rows if str(r[0]).startswith("BB-")]
    assert names == ["Ông Đồng Ý"]
    assert any("Không xuất 1 mục" in str(r[0]) for r in rows)


def test_what_may_be_done_now_is_offered(letters: Service, officer: Person) -> None:
    kept = officer.lodge(PATH, friend("Có thể"))
    head = letters.person("head").on(MONDAY)

    def offered(person: Person) -> list[tuple[str, bool]]:
        steps = person.get(f"{kept['href']}/available")["items"]
        return [(o["name"], o["may"]) for o in steps]

    assert offered(officer) == [("amend", True), ("strike", False)]
    assert offered(head) == [("amend", False), ("strike", True)]
    strike = officer.get(f"{kept['href']}/available")["items"][1]
    assert strike["href"] == f"{kept['href']}/strike"
    assert strike["because"][0]["says"].startswith("Chỉ Trưởng phòng được xóa khỏi sổ")


def test_the_catalogue_and_openapi_know_registers(letters: Service, officer: Person) -> None:
    types = officer.get("/api/dossier-types")["items"]
    openapi = officer.get("/schema/openapi.json")

    found = {t["name"]: t["kind"] for t in types}
    assert found == {"letter": "procedure", "friends": "register", "people": "register"}
    assert "friends.amend" in openapi["components"]["schemas"]
    assert "/api/letters/friends/{id}/amend" in openapi["paths"]


def test_every_act_is_news(officer: Person, database: Any) -> None:
    kept = officer.lodge(PATH, friend("Tin tức"))
    officer.do(kept, "amend", {**friend("Tin tức"), **REASON})

    told = eventually(lambda: _told(database, kept["id"]))

    assert told == [
        ("vn.ngoaivu.letters.friends.entered.v1", 1),
        ("vn.ngoaivu.letters.friends.amended.v1", 2),
    ]


def _told(database: Any, id: str) -> list[tuple[str, int]]:
    """What the sealed journal says of an entry, once both acts are in it."""
    lines = [x for b in database["journal"].find() for x in b["lines"] if x["dossier"] == id]
    heads = [json.loads(line["head"]) for line in lines]
    return [(h["type"], h["sequence"]) for h in heads] if len(heads) == 2 else []


async def test_a_reaction_enters_once_and_amends(mongo_url: str, database_name: str) -> None:
    async with office(mongo_url, database_name, registers=[FRIENDS]) as desk:
        letter = await desk.lodge("Thư của Hủa Phăn")
        [line] = await desk.seal()
        event = msgspec.convert(
            {**json.loads(line.head), "data": json.loads(line.data)}, CloudEvent
        )

        async def react(session: Any) -> None:
            work = Work(desk.dossiers, session, event)
            await work.begin()
            entry = Friend(name=event.data.title, country="LA")
            kept = await work.registers.enter("friends", entry, unit=event.data.unit)
            entry = Friend(name=event.data.title, country="LA", people=2)
            await work.registers.amend("friends", kept.id, entry, "theo thư đã gửi")

        await desk.store.tx(react)
        with pytest.raises(Refused, match="Đã có"):
            await desk.store.tx(react)

        [kept] = await Registers(desk.dossiers).entries("friends", {"fields.country": "LA"})
        assert (kept.fields.people, kept.version, kept.unit) == (2, 2, letter.unit)
        assert [a.actor for a in kept.acts] == ["system", "system"]
        assert [sealed.type for sealed in await desk.seal()] == ["friends", "friends"]


def test_a_sheet_is_tried_before_anything_is_entered(officer: Person) -> None:
    told = sheet(["Xem trước", "Lào", None, None, None, 5, None])

    tried = officer.send("POST", f"/api/{PATH}/import", params={"dry_run": "true"}, **told)

    assert (tried.status_code, tried.json()["good"], tried.json()["bad"]) == (200, 1, 0)
    assert officer.get(f"/api/{PATH}", q="xem truoc")["items"] == []
