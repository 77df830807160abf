"""Nothing is edited in place: what a dossier was, and what each act was given and changed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from chassis.service import create_service
from chassis.settings import Settings
from chassis.store.history import changes
from support.running import Service, running
from support.sample import LETTER

MONDAY, LETTERS = "2026-03-02", "letters/letter"


@pytest.fixture(scope="module", params=["motor", "pymongo"])
def letters(
    request: pytest.FixtureRequest,
    mongo_url: str,
    kafka_servers: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Service]:
    room: Path = tmp_path_factory.mktemp("history")

    def create(settings: Settings) -> Any:
        return create_service(settings, title="Thư", types=[LETTER])

    told: dict[str, Any] = {"mongo_url": mongo_url, "kafka": kafka_servers}
    told |= {"database": f"history_{request.param}", "driver": request.param}
    with running(create, "letters", room, **told) as service:
        yield service


def test_each_version_stays_readable_and_says_what_changed(letters: Service) -> None:
    unit, officer, head = (letters.person(r).on(MONDAY) for r in ("unit", "officer", "head"))
    letter = unit.lodge(LETTERS, {"subject": "Thư mời dự lễ"})
    officer.do(letter, "consider")
    head.do(letter, "answer", {"answer": "đồng ý cử hai người"})

    second = unit.get(letter["href"], version=2)
    _, considered, answered = unit.get(f"{letter['href']}/history")["items"]
    missing = unit.send("GET", letter["href"], params={"version": 9})
    nonsense = unit.send("GET", letter["href"], params={"version": "hai"})

    assert (second["state"], second["version"], len(second["acts"])) == ("considered", 2, 2)
    assert second["fields"]["answer"] == ""
    assert considered["changes"] == []
    assert answered["data"] == {"answer": "đồng ý cử hai người"}
    assert answered["changes"] == [
        {"at": "/fields/answer", "old": "", "new": "đồng ý cử hai người"}
    ]
    assert (missing.status_code, nonsense.status_code) == (404, 400)


def test_a_stale_version_says_who_changed_the_dossier_and_when(letters: Service) -> None:
    unit, officer = letters.person("unit").on(MONDAY), letters.person("officer").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư bị đổi"})
    officer.do(letter, "consider")

    answer = officer.send("POST", f"{letter['href']}/consult", json={}, headers={"If-Match": '"1"'})

    problem = answer.json()
    assert answer.status_code == 412
    assert problem["changed"] == {
        "version": 2, "by": "officer.86", "at": "2026-03-02T09:00:00+07:00",
        "title": "nhận xem xét",
    }  # fmt: skip
    assert "officer.86 đã «nhận xem xét» lúc 09:00 ngày 02/03/2026" in problem["detail"]


def test_an_opinion_is_corrected_on_the_version_that_was_read(letters: Service) -> None:
    unit, officer, head = (letters.person(r).on(MONDAY) for r in ("unit", "officer", "head"))
    police = letters.person("police").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư hỏi ý kiến"})
    officer.do(letter, "consider")
    officer.do(letter, "consult")
    path = f"{letter['href']}/opinions"
    police.post(path, {"body": "cong-an-tinh", "answer": "disagree", "comment": "an ninh"})

    change = {"body": "cong-an-tinh", "answer": "agree"}
    silent = head.send("POST", path, json=change)
    unnamed = head.send("POST", path, json={**change, "reason": "công văn mới"})
    stale = {"If-Match": '"3"'}
    late = head.send("POST", path, json={**change, "reason": "công văn mới"}, headers=stale)
    other = officer.send("POST", path, json={**change, "reason": "x"}, headers={"If-Match": '"4"'})
    now = {"If-Match": '"4"'}
    done = police.send("POST", path, json={**change, "reason": "đã bổ sung hồ sơ"}, headers=now)

    assert [a.status_code for a in (silent, unnamed, late, other)] == [409, 428, 412, 403]
    assert done.status_code == 200
    (opinion, _) = unit.get(path)["items"][0]["opinions"]
    assert (opinion["answer"], opinion["reason"]) == ("agree", "đã bổ sung hồ sơ")
    (old,) = opinion["replaced"]
    assert (old["answer"], old["comment"], old["recorded_by"]) == (
        "disagree", "an ninh", "police.86",
    )  # fmt: skip


def test_files_that_come_at_once_are_all_kept(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư nhiều tệp"})
    path = f"{letter['href']}/attachments"

    def upload(n: int) -> int:
        person = letters.person(("unit", "officer")[n % 2]).on(MONDAY)
        return person.send("POST", path, files={"file": (f"{n}.txt", b"noi dung")}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(upload, range(4))) == [201] * 4
    assert len(unit.get(path)["items"]) == 4


def test_several_files_in_one_form_are_refused_and_none_is_lost(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư hai tệp"})
    both = [("file", ("a.txt", b"a")), ("file", ("b.txt", b"b"))]

    answer = unit.send("POST", f"{letter['href']}/attachments", files=both)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/file"
    assert unit.get(f"{letter['href']}/attachments")["items"] == []


def test_changes_point_at_each_place() -> None:
    old = {"a": 1, "rows": [{"x": 1}, {"x": 2}], "b/c": None, "gone": "x"}
    new = {"a": 1, "rows": [{"x": 1}, {"x": 3}, {"x": 4}], "b/c": True}

    assert list(changes(old, new)) == [
        {"at": "/rows/1/x", "old": 2, "new": 3},
        {"at": "/rows/2", "old": None, "new": {"x": 4}},
        {"at": "/b~1c", "old": None, "new": True},
        {"at": "/gone", "old": "x", "new": None},
    ]
