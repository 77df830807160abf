"""Stored dossiers outlive the shape that wrote them: old and new programs side by side, over HTTP,
on one database, with either driver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from casework import DossierType
from chassis import metrics
from chassis.service import create_service
from chassis.settings import Settings
from support.people import Person
from support.platform import eventually
from support.revised import ADDED, BROKEN, FIRST, ON_2027
from support.running import Service, running

KIND, DAY = "notices/notice", "2026-03-02"
Programs = Callable[..., list[Service]]


@pytest.fixture(params=["motor", "pymongo"])
def programs(
    request: pytest.FixtureRequest,
    mongo_url: str,
    kafka_servers: str,
    database_name: str,
    tmp_path: Path,
) -> Iterator[Programs]:
    """Starts one program for each list of types it is given, all on one database."""
    with ExitStack() as stack:

        def start(*versions: list[DossierType[Any]]) -> list[Service]:
            return [stack.enter_context(_program(types)) for types in versions]

        @contextmanager
        def _program(types: list[DossierType[Any]]) -> Iterator[Service]:
            def create(settings: Settings) -> Any:
                return create_service(settings, title="Thông báo", types=types)

            told: dict[str, Any] = {
                "mongo_url": mongo_url, "kafka": kafka_servers, "database": database_name,
                "driver": request.param,
            }  # fmt: skip
            with running(create, "notices", tmp_path, **told) as service:
                yield service

        yield start
        with MongoClient[Any](mongo_url) as client:
            eventually(lambda: _sent(client[database_name]["relay"]))


def _sent(relay: Any) -> bool:
    """Whether all was announced: a producer that is stopped while it starts leaves its socket."""
    lease, sent = (relay.find_one({"_id": name}) or {} for name in ("lease", "sent"))
    heads = {p: head["position"] for p, head in lease.get("heads", {}).items()}
    return bool(heads) and heads == sent.get("positions")


def at(service: Service, role: str, day: str = DAY) -> Person:
    return service.person(role).on(day)


def test_what_is_renamed_removed_required_and_tightened_is_still_there(programs: Programs) -> None:
    old, new = programs([FIRST], [BROKEN])
    first = at(old, "unit").lodge(KIND, {"subject": "Thư ngắn", "pages": 3, "typist": "Lan"})
    at(old, "officer").do(first, "consider")

    read = at(new, "unit").get(first["href"])
    offers = at(new, "head").get(f"{first['href']}/available")["items"]
    done = at(new, "head").do(first, "answer", {"answer": "đồng ý"})

    assert read["fields"] == {
        "subject": "Thư ngắn", "leaves": 3, "origin": "chưa rõ", "answer": "",
    }  # fmt: skip
    assert (read["state"], [a["to"] for a in read["acts"]]) == (
        "under-review", ["lodged", "under-review"],
    )  # fmt: skip
    assert [offer["name"] for offer in offers] == ["answer"]
    assert (done["state"], done["fields"]["answer"]) == ("answered", "đồng ý")
    assert (done["fields"]["leaves"], done["fields"]["origin"]) == (3, "chưa rõ")
    assert at(new, "unit").get(f"/api/{KIND}")["items"][0]["fields"]["leaves"] == 3


def test_the_old_program_leaves_to_the_new_one_what_only_that_one_can_write(
    programs: Programs,
) -> None:
    old, new = programs([FIRST], [BROKEN])
    body = {"subject": "Thông báo dài hơn", "leaves": 2, "origin": "Bộ"}
    theirs = at(new, "unit").lodge(KIND, body)

    shown = at(old, "unit").get(theirs["href"])
    problem = at(old, "officer").take(theirs, "consider")
    done = at(new, "officer").do(theirs, "consider")

    assert shown["fields"]["leaves"] == 2
    assert (problem.status_code, problem.headers["retry-after"]) == (503, "2")
    assert "phần mềm mới hơn" in problem.json()["detail"]
    assert (done["state"], done["fields"]["leaves"]) == ("under-review", 2)


def test_what_only_the_new_program_knows_survives_a_write_of_the_old_one(
    programs: Programs, mongo_url: str, database_name: str
) -> None:
    old, new = programs([FIRST], [ADDED])
    theirs = at(new, "unit").lodge(KIND, {"subject": "Thư màu", "colour": "xanh"})

    at(old, "officer").do(theirs, "consider")

    again = at(new, "unit").get(theirs["href"])
    assert (again["state"], again["fields"]["colour"]) == ("considered", "xanh")
    with MongoClient[Any](mongo_url) as client:
        row = client[database_name]["dossiers"].find_one({"_id": theirs["id"]})
    assert row is not None
    assert (row["revision"], row["oldest_writer"]) == (2, 1)


def test_a_look_up_finds_rows_under_their_old_names(programs: Programs) -> None:
    old, new = programs([FIRST], [BROKEN])
    subject = "Thông báo về lễ hội"
    first = at(old, "unit").lodge(KIND, {"subject": subject})
    at(old, "officer").do(first, "consider")

    twin = at(new, "unit").cannot_lodge(KIND, {"subject": subject, "origin": "Bộ"})

    assert twin["detail"] == "Đã có thông báo cùng trích yếu đang xem xét"


def test_a_neighbour_that_cannot_be_read_stops_no_lodging(
    programs: Programs, mongo_url: str, database_name: str
) -> None:
    (old,) = programs([FIRST])
    first = at(old, "unit").lodge(KIND, {"subject": "Thư hỏng"})
    at(old, "officer").do(first, "consider")
    broken = {"$set": {"fields.pages": ["không", "phải", "số"]}}
    with MongoClient[Any](mongo_url) as client:
        client[database_name]["dossiers"].update_one({"_id": first["id"]}, broken)
    before = metrics.UNREADABLE.labels("notice")._value.get()

    at(old, "unit").lodge(KIND, {"subject": "Thư hỏng"})
    problem = at(old, "head").take(first, "answer", {"answer": "được"})

    assert metrics.UNREADABLE.labels("notice")._value.get() == before + 1
    assert problem.status_code == 500
    assert problem.json()["type"] == "urn:ngoaivu:problem:unreadable-record"
    assert "/fields/pages" in problem.json()["detail"]


def test_an_unknown_state_or_regime_is_said_and_never_guessed(
    programs: Programs, mongo_url: str, database_name: str
) -> None:
    (old,) = programs([FIRST])
    lost, dated = (at(old, "unit").lodge(KIND, {"subject": s}) for s in ("Một", "Hai"))
    with MongoClient[Any](mongo_url) as client:
        rows = client[database_name]["dossiers"]
        rows.update_one({"_id": lost["id"]}, {"$set": {"state": "mislaid"}})
        rows.update_one({"_id": dated["id"]}, {"$set": {"regime": "2019-06-01"}})

    problems = [
        at(old, "officer").send(
            "POST", f"{d['href']}/consider", json={}, headers={"If-Match": '"1"'}
        )
        for d in (lost, dated)
    ]

    assert [p.status_code for p in problems] == [500, 500]
    assert "không có trạng thái 'mislaid'" in problems[0].json()["detail"]
    assert "không có quy định từ ngày 01/06/2019; có: 01/01/2020" in problems[1].json()["detail"]


def test_each_dossier_is_moved_by_the_law_of_its_own_day(programs: Programs) -> None:
    (service,) = programs([FIRST, ON_2027])
    before, after = "2026-12-28", "2027-01-04"
    older = at(service, "unit", before).lodge(KIND, {"subject": "Thư năm cũ"})
    newer = at(service, "unit", after).lodge(KIND, {"subject": "Thư năm mới"})
    for dossier in (older, newer):
        at(service, "officer", after).do(dossier, "consider")
    officer, head, director = (at(service, r, after) for r in ("officer", "head", "director"))

    assert officer.take(older, "publish").status_code == 404
    assert officer.do(newer, "publish")["state"] == "considered"
    wrong = head.take(older, "answer", {"reply": "theo luật mới"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/reply")
    assert director.take(older, "answer", {"answer": "không"}).status_code == 403
    assert head.take(newer, "answer", {"reply": "không"}).status_code == 403
    assert head.do(older, "answer", {"answer": "đồng ý"})["fields"]["answer"] == "đồng ý"
    assert director.do(newer, "answer", {"reply": "nhất trí"})["fields"]["reply"] == "nhất trí"

    document = service.client.get("/schema/openapi.json").json()
    content = document["paths"][f"/api/{KIND}/{{id}}/answer"]["post"]["requestBody"]["content"]
    (body,) = [kind["schema"] for kind in content.values()]
    names = [ref["$ref"].rpartition("/")[2] for ref in body["oneOf"]]
    assert names == ["revised.Reply2027", "revised.Answer"]
    assert set(names) <= set(document["components"]["schemas"])
