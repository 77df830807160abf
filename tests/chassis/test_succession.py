"""Old province codes: whose files a province keeps, and who reads them and goes on with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from docx import Document
from msgspec.structs import replace

from casework import Nothing, Paper
from chassis import succession
from chassis.provinces import load_provinces
from chassis.service import create_service
from chassis.settings import Settings
from chassis.wire.reactions import Work
from chassis.wire.records import decode
from papers import letterhead
from support import servers
from support.desk import HANOI
from support.running import PROVINCES, Service, running
from support.sample import LAW, LETTER, Application
from support.sample_register import FRIENDS
from support.store import asks, office, record

MAP = load_provinces(PROVINCES, {}, date(2026, 11, 10))
BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)
THEN, NOW = "2025-06-02", "2026-03-02"
LETTERS, BOOK = "letters/letter", "letters/friends"
REPLY = Paper(
    LAW.art(4), "reply", title="Công văn trả lời",
    makes=lambda dossier, province: letterhead.of_the_department(
        province, about=dossier.title, body=()
    ),
)  # fmt: skip
PRINTED = replace(LETTER, papers=[REPLY])
SECRET = replace(LETTER, name="secret-letter", prefix="TM", title="Thư mật thiết", team_only=True)


@pytest.mark.parametrize(
    ("code", "day", "found"),
    [
        ("86", SINCE, ("83", "84")),
        ("86", BEFORE, ()),
        ("79", SINCE, ("74", "77")),
        ("15", SINCE, ("10",)),
        ("12", SINCE, ()),
        ("46", SINCE, ()),
        ("83", SINCE, ()),
    ],
)
def test_a_province_keeps_the_files_of_those_that_became_part_of_it(
    code: str, day: date, found: tuple[str, ...]
) -> None:
    assert succession.predecessors(MAP, code, day) == found


def test_every_ended_province_has_one_heir_and_it_exists() -> None:
    today = date(2026, 11, 10)
    heirs = {code: succession.heir(MAP, code, today) for code in MAP}

    assert all(MAP[heir].exists(today) for heir in heirs.values())
    assert {code for code, heir in heirs.items() if code == heir} == {
        code for code, province in MAP.items() if province.until is None
    }


def test_the_heir_of_an_heir_keeps_both() -> None:
    ended = replace(MAP["86"], until=date(2030, 12, 31), successor="79")
    later = {**MAP, "86": ended}

    assert succession.heir(later, "83", date(2031, 1, 1)) == "79"
    assert {"83", "84", "86", "77"} <= {*succession.predecessors(later, "79", date(2031, 1, 1))}


def test_two_rows_that_name_each_other_do_not_hang() -> None:
    pair = {
        "83": replace(MAP["83"], successor="84"),
        "84": replace(MAP["84"], successor="83"),
    }

    assert succession.heir(pair, "83", SINCE) in pair


def create(settings: Settings) -> Any:
    return create_service(settings, title="Thư", types=[PRINTED, SECRET], registers=[FRIENDS])


@pytest.fixture(scope="module")
def letters(
    mongo_url: str, kafka_servers: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    room: Path = tmp_path_factory.mktemp("succession")
    name = f"ngoaivu_test_{uuid4().hex[:12]}"
    with running(
        create, "letters", room, mongo_url=mongo_url, kafka=kafka_servers, database=name
    ) as service:
        yield service
    servers.drop(mongo_url, name)


@pytest.fixture(scope="module")
def letter(letters: Service) -> dict[str, Any]:
    """A letter that was lodged in Bến Tre four weeks before it became part of Vĩnh Long."""
    return letters.person("unit", "83").on(THEN).lodge(LETTERS, {"subject": "Thư của Bến Tre"})


def listed(letters: Service, role: str, province: str, day: str = NOW, kind: str = LETTERS) -> Any:
    page = letters.person(role, province).on(day).get(f"/api/{kind}", limit=500)
    return {item["id"] for item in page["items"]}


@pytest.mark.parametrize(
    ("role", "province", "day", "reads"),
    [
        ("officer", "86", NOW, True),
        ("unit", "86", NOW, True),
        ("officer", "83", NOW, True),
        ("officer", "86", THEN, False),
        ("police", "86", NOW, False),
        ("officer", "79", NOW, False),
        ("officer", "84", NOW, False),
        ("admin", "86", NOW, False),
        ("ministry", "", NOW, False),
    ],
)
def test_the_heir_reads_what_was_lodged_under_the_old_code(
    letters: Service, letter: dict[str, Any], role: str, province: str, day: str, reads: bool
) -> None:
    person = letters.person(role, province).on(day)
    answers = [person.send("GET", letter["href"] + part) for part in ("", "/history", "/deadlines")]

    assert {a.status_code for a in answers} == {200 if reads else 404}
    assert (letter["id"] in listed(letters, role, province, day)) is reads


def test_an_open_dossier_goes_on_at_the_heirs(letters: Service) -> None:
    old = letters.person("unit", "83").on(THEN).lodge(LETTERS, {"subject": "Thư đi tiếp"})
    officer, head = letters.person("officer").on(NOW), letters.person("head").on(NOW)

    steps = officer.get(f"{old['href']}/available")["items"]
    offered = [step["name"] for step in steps if step["may"]]
    officer.do(old, "consider", {"late_reason": "bàn giao khi sắp xếp"})
    reason = {"answer": "Đồng ý", "late_reason": "bàn giao khi sắp xếp"}
    answered = head.do(old, "answer", reason)

    assert offered == ["consider", "withdraw"]
    assert (answered["state"], answered["province"]) == ("answered", "83")
    assert [act["actor"] for act in answered["acts"]] == ["unit.83", "officer.86", "head.86"]


def test_the_old_code_says_nothing_of_an_heir_elsewhere(letters: Service) -> None:
    old = letters.person("unit", "83").on(THEN).lodge(LETTERS, {"subject": "Thư người khác xem"})
    match = {"If-Match": '"1"'}

    answers = [
        letters.person("officer", province).on(NOW)
        .send("POST", f"{old['href']}/consider", json={}, headers=match)
        for province in ("79", "84", "46")
    ]  # fmt: skip

    # An office that has ended acts no more, whatever the dossier; others know of none.
    assert [a.status_code for a in answers] == [404, 422, 404]


def test_a_team_record_stays_with_the_team_and_its_heads(letters: Service) -> None:
    old = letters.person("officer", "83").on(THEN).lodge(
        "letters/secret-letter", {"subject": "Thư riêng"}
    )  # fmt: skip

    assert letters.person("head").on(NOW).again(old)["code"] == old["code"]
    assert letters.person("officer").on(NOW).send("GET", old["href"]).status_code == 404


def test_a_rule_of_the_heir_sees_what_was_lodged_before(letters: Service) -> None:
    there, here = letters.person("unit", "83").on(THEN), letters.person("unit").on(NOW)
    old = there.lodge(LETTERS, {"subject": "Một việc hai hồ sơ"})
    letters.person("officer", "83").on(THEN).do(old, "consider")
    new = here.lodge(LETTERS, {"subject": "Một việc hai hồ sơ"})

    problem = letters.person("officer").on(NOW).refused(new, "consider")

    assert problem["errors"][0]["detail"] == "Đã có thư cùng trích yếu đang xử lý"


def test_a_letter_goes_out_under_the_name_of_those_who_write_it(letters: Service) -> None:
    unit, heir = letters.person("unit", "83"), letters.person("unit")
    opened = unit.on(THEN).lodge(LETTERS, {"subject": "Thư in khi đang mở"})
    closed = unit.on(THEN).lodge(LETTERS, {"subject": "Thư đã đóng ở Bến Tre"})
    unit.on(THEN).do(closed, "withdraw", {"reason": "không cần nữa"})
    ended = unit.on(THEN).lodge(LETTERS, {"subject": "Thư đóng ở Vĩnh Long"})
    heir.on(NOW).do(ended, "withdraw", {"reason": "không cần nữa", "late_reason": "bàn giao"})

    assert issuer(heir.on(THEN.replace("06", "07")), opened) == "VĨNH LONG"
    assert issuer(heir.on(NOW), closed) == "BẾN TRE"
    assert issuer(heir.on(NOW), ended) == "VĨNH LONG"


def issuer(person: Any, letter: dict[str, Any]) -> str:
    """Whose name stands at the head of the paper."""
    content = person.download(f"{letter['href']}/papers/reply.docx").content
    head = "\n".join(
        cell.text for row in Document(BytesIO(content)).tables[0].rows for cell in row.cells
    ).upper()
    (found,) = [name for name in ("VĨNH LONG", "BẾN TRE") if name in head]
    return found


def test_a_register_is_one_book_after_the_merger(letters: Service) -> None:
    unit, heir = letters.person("unit", "83"), letters.person("unit")
    friend = {"name": "Okayama", "country": "JP"}
    old = unit.on(THEN).lodge(BOOK, friend)

    again = heir.on(NOW).send("POST", f"/api/{BOOK}", json=friend)
    amended = heir.on(NOW).do(old, "amend", {**friend, "people": 3, "reason": "kiểm đếm lại"})

    assert old["id"] in listed(letters, "unit", "86", kind=BOOK)
    assert old["id"] not in listed(letters, "officer", "79", kind=BOOK)
    assert again.status_code == 422
    assert old["code"] in again.text
    assert (amended["province"], amended["fields"]["people"]) == ("83", 3)


def test_nobody_lodges_under_the_old_code(letters: Service) -> None:
    problem = letters.person("unit", "83").on(NOW).cannot_lodge(LETTERS, {"subject": "Thư mới"})

    assert "mã đơn vị 86" in problem["detail"]


async def test_what_follows_from_an_old_dossier_is_opened_and_found_at_the_heirs(
    mongo_url: str,
) -> None:
    """A reaction to news of Bến Tre, told after the merger."""
    then = datetime(2025, 6, 2, 9, tzinfo=HANOI)
    async with office(mongo_url, f"ngoaivu_test_{uuid4().hex[:12]}") as kept:
        first = await kept.dossiers.lodge(
            LETTER, Application(subject="Thư của Bến Tre"), asks("unit", "83", at=then)
        )
        done = asks("officer", late_reason="bàn giao")
        done = replace(done, actor=replace(done.actor, predecessors=("83",)))
        await kept.dossiers.perform("letter", first.id, "consider", Nothing(), done)
        event = decode(record((await kept.seal())[-1])).followed.event

        async def react(session: Any) -> tuple[Any, list[Any]]:
            work = Work(kept.dossiers, session, event)
            await work.begin()
            made = await work.lodge("letter", Application(subject="Việc tiếp theo"))
            return made, await work.find("letter")

        made, found = await kept.store.tx(react)

        assert event.province == "83"
        assert made.province == "86"
        assert {d.title for d in found} == {"Thư của Bến Tre", "Việc tiếp theo"}
