"""The interface of design 8, over HTTP, on a real database and a real broker."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from chassis import metrics
from chassis.service import create_service
from chassis.settings import Settings
from support.people import UNITS
from support.platform import eventually
from support.running import Service, running
from support.sample import LETTER

MONDAY = "2026-03-02"
CHECK = {"check": "true"}
LETTERS = "letters/letter"


def create(settings: Settings) -> Any:
    return create_service(settings, title="Thư", types=[LETTER])


@pytest.fixture(scope="module")
def letters(
    mongo_url: str, kafka_servers: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    room: Path = tmp_path_factory.mktemp("letters")
    told = {"mongo_url": mongo_url, "kafka": kafka_servers, "database": f"http_{room.name[-1]}"}
    with running(create, "letters", room, **told) as service:
        yield service


def test_a_dossier_is_lodged_read_and_moved(letters: Service) -> None:
    unit, officer = letters.person("unit").on(MONDAY), letters.person("officer").on(MONDAY)

    letter = unit.lodge(LETTERS, {"subject": "Thư mời dự hội thảo"})
    considered = officer.do(letter, "consider")

    assert letter["state"] == "lodged"
    assert letter["version"] == 1
    assert letter["href"] == f"/api/letters/letter/{letter['id']}"
    assert considered["state"] == "considered"
    assert unit.due(letter, "answer") == "2026-03-09"
    history = unit.get(f"{letter['href']}/history")["items"]
    assert [(a["transition"], a["law"]) for a in history] == [
        ("lodge", "99/2026/TEST, Điều 2"),
        ("consider", "99/2026/TEST, Điều 3"),
    ]


def test_a_due_date_is_explained_to_its_last_line(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư hỏi hạn"})

    found = unit.get(f"{letter['href']}/deadlines")["items"]

    told = {e["clock"]["name"]: e for e in found}["answer"]
    assert told["lines"][-1]["date"] == told["clock"]["due"] == "2026-03-09"
    assert told["source"] == "99/2026/TEST, Điều 4"


def test_the_version_is_asked_for_and_checked(letters: Service) -> None:
    officer = letters.person("officer").on(MONDAY)
    letter = letters.person("unit").on(MONDAY).lodge(LETTERS, {"subject": "Thư có phiên bản"})
    path = f"{letter['href']}/consider"

    missing = officer.send("POST", path, json={})
    nonsense = officer.send("POST", path, json={}, headers={"If-Match": "one"})
    stale = officer.send("POST", path, json={}, headers={"If-Match": '"7"'})
    other = officer.send("POST", path, json={}, headers={"If-Match": '"none-of-ours"'})

    assert (missing.status_code, missing.json()["type"]) == (
        428,
        "urn:ngoaivu:problem:precondition-required",
    )
    assert nonsense.status_code == 400
    assert (stale.status_code, other.status_code) == (412, 412)
    assert stale.headers["content-type"] == "application/problem+json"


def test_what_was_read_already_is_not_sent_again(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư đã đọc"})
    first = unit.send("GET", letter["href"])

    tags = (first.headers["etag"], 'W/"1"', '"8", "1"', "*")
    again = [unit.send("GET", letter["href"], headers={"If-None-Match": t}) for t in tags]
    other = unit.send("GET", letter["href"], headers={"If-None-Match": '"8"'})

    assert first.headers["etag"] == '"1"'
    assert {(a.status_code, a.content) for a in again} == {(304, b"")}
    assert other.status_code == 200


def test_an_idempotency_key_answers_the_same_once(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    key = {"Idempotency-Key": "a-1"}

    first = unit.send("POST", f"/api/{LETTERS}", json={"subject": "Thư một lần"}, headers=key)
    again = unit.send("POST", f"/api/{LETTERS}", json={"subject": "Thư một lần"}, headers=key)
    other = unit.send("POST", f"/api/{LETTERS}", json={"subject": "Thư khác"}, headers=key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert (other.status_code, other.json()["type"]) == (422, "urn:ngoaivu:problem:key-reused")


def test_a_file_sent_again_with_its_key_is_kept_once(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư kèm tệp một lần"})
    path, key = f"{letter['href']}/attachments", {"Idempotency-Key": "a-file"}

    first = unit.send("POST", path, files={"file": ("a.txt", b"one")}, headers=key)
    again = unit.send("POST", path, files={"file": ("a.txt", b"one")}, headers=key)
    other = unit.send("POST", path, files={"file": ("a.txt", b"two")}, headers=key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.headers["location"] == again.headers["location"]
    assert (other.status_code, other.json()["type"]) == (422, "urn:ngoaivu:problem:key-reused")
    assert unit.get(path)["items"] == [first.json()]


def test_an_opinion_sent_again_with_its_key_is_recorded_once(letters: Service) -> None:
    officer, police = letters.person("officer").on(MONDAY), letters.person("police").on(MONDAY)
    letter = letters.person("unit").on(MONDAY).lodge(LETTERS, {"subject": "Thư hỏi một lần"})
    officer.do(officer.do(letter, "consider"), "consult")
    path, key = f"{letter['href']}/opinions", {"Idempotency-Key": "an-opinion"}
    body = {"body": "cong-an-tinh", "answer": "agree"}

    first = police.send("POST", path, json=body, headers=key)
    again = police.send("POST", path, json=body, headers=key)
    other = police.send("POST", path, json={**body, "answer": "disagree"}, headers=key)

    assert (first.status_code, again.status_code) == (200, 200), again.text
    assert first.headers["etag"] == again.headers["etag"]
    assert (other.status_code, other.json()["type"]) == (422, "urn:ngoaivu:problem:key-reused")


@pytest.mark.parametrize(
    ("body", "pointer", "says"),
    [
        ({}, "/subject", "Chưa điền «Trích yếu»"),
        ({"subject": "x"}, "/subject", "Cần ít nhất 3 ký tự"),
        (
            {"subject": "Thư", "pages": "hai"},
            "/pages",
            "«hai» không phải số. Chỉ viết chữ số, ví dụ 5",
        ),
        ({"subject": "Thư", "sender": "ai"}, "/sender", "Không có trường «sender»"),
        ({"subject": "Thư", "pages": 10}, "/pages", "Thư có nhiều nhất 9 trang"),
    ],
)
def test_a_bad_field_is_named(letters: Service, body: Any, pointer: str, says: str) -> None:
    problem = letters.person("unit").on(MONDAY).cannot_lodge(LETTERS, body)

    assert problem["status"] == 422
    assert problem["trace_id"]
    assert [(e["pointer"], e["detail"]) for e in problem["errors"]] == [(pointer, says)]


def test_all_bad_fields_are_named_in_one_answer(letters: Service) -> None:
    body = {"pages": "hai", "visit": "mai", "sender": "ai"}
    problem = letters.person("unit").on(MONDAY).cannot_lodge(LETTERS, body)

    assert [e["pointer"] for e in problem["errors"]] == ["/sender", "/subject", "/pages", "/visit"]
    assert problem["errors"][2]["detail_en"].startswith("«hai» is not a number")


def test_a_body_that_is_no_json_says_so(letters: Service) -> None:
    unit = letters.person("unit")

    broken = unit.send("POST", f"/api/{LETTERS}", content=b"{", headers={"Content-Type": JSON})
    other = unit.send("POST", f"/api/{LETTERS}", content=b"x", headers={"Content-Type": "text/csv"})
    large = unit.send(
        "POST", f"/api/{LETTERS}", content=b"[" * 2_000_000, headers={"Content-Type": JSON}
    )

    assert [a.status_code for a in (broken, other, large)] == [400, 415, 413]
    assert {a.headers["content-type"] for a in (broken, other, large)} == {PROBLEM}


JSON, PROBLEM = "application/json", "application/problem+json"


def test_who_may_not_is_told_which_role_may(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư của đơn vị"})

    problem = unit.refused(letter, "consider")

    assert (problem["status"], problem["roles"]) == (403, ["head", "officer"])
    assert problem["law"] == "99/2026/TEST, Điều 3"


def test_what_one_may_not_know_of_is_not_found(letters: Service) -> None:
    letter = letters.person("unit").on(MONDAY).lodge(LETTERS, {"subject": "Thư riêng"})
    strangers = [
        letters.person("unit", unit="so-tu-phap"),
        letters.person("officer", "12"),
        letters.person("admin"),
        letters.person("ministry", ""),
    ]

    found = [p.send("GET", letter["href"] + rest) for p in strangers for rest in ("", "/history")]
    steps = [
        p.send("POST", f"{letter['href']}/consider", json={}, headers={"If-Match": '"1"'})
        for p in strangers
    ]

    assert {a.status_code for a in found} == {404}
    assert {a.status_code for a in steps} <= {403, 404}
    assert steps[1].status_code == 404


@pytest.mark.parametrize("token", ["", "x", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."])
def test_without_a_valid_token_nothing_is_told(letters: Service, token: str) -> None:
    answer = letters.client.get("/api/letters/letter", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_of_another_issuer_or_audience_is_refused(letters: Service) -> None:
    others: list[dict[str, Any]] = [
        {"iss": "https://elsewhere"},
        {"aud": "else"},
        {"exp": 1},
        {"nbf": 99999999999},
    ]

    answers = [letters.person("unit", **o).send("GET", f"/api/{LETTERS}") for o in others]

    assert [a.status_code for a in answers] == [401] * 4


def test_a_consulted_body_sees_what_it_was_asked_and_answers(letters: Service) -> None:
    officer, police = letters.person("officer").on(MONDAY), letters.person("police").on(MONDAY)
    letter = letters.person("unit").on(MONDAY).lodge(LETTERS, {"subject": "Thư hỏi ý kiến"})
    before = police.send("GET", letter["href"])
    officer.do(letter, "consider")
    officer.do(letter, "consult")

    police.post(f"{letter['href']}/opinions", {"body": "cong-an-tinh", "answer": "agree"})

    assert before.status_code == 404
    (round_,) = officer.get(f"{letter['href']}/opinions")["items"]
    standing = {o["body"]: (o["standing"], o["due"]) for o in round_["opinions"]}
    assert standing == {
        "cong-an-tinh": ("agree", "2026-03-05"),
        "so-noi-vu": ("waiting", "2026-03-05"),
    }


def test_a_file_is_kept_and_comes_back_the_same(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư kèm tệp"})
    content = "Kính gửi Sở Ngoại vụ".encode()
    upload = {"file": ("Công văn số 7.txt", io.BytesIO(content), "text/plain")}

    kept = unit.send("POST", f"{letter['href']}/attachments", files=upload)
    back = unit.download(kept.headers["location"])

    assert kept.status_code == 201
    assert kept.json()["size"] == len(content)
    assert back.content == content
    assert back.headers["content-type"] == "text/plain; charset=utf-8"
    assert "filename*=UTF-8''C%C3%B4ng%20v%C4%83n" in back.headers["content-disposition"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("Báo cáo".encode(), "text/plain; charset=utf-8"),
        ("Báo cáo".encode("utf-16"), "text/plain; charset=utf-16"),
        ("tµi liÖu".encode("latin-1"), "text/plain"),
    ],
)
def test_a_text_is_called_what_it_is(letters: Service, content: bytes, kind: str) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư kèm văn bản"})

    kept = unit.send("POST", f"{letter['href']}/attachments", files={"file": ("a.txt", content)})
    back = unit.download(kept.headers["location"])

    assert (back.content, back.headers["content-type"]) == (content, kind)


@pytest.mark.parametrize(
    "about",
    [{"kind": "TUYỆT MẬT"}, {"language": "x" * 61}, {"copy": "a\nb"}, {"kind": "M Ậ T"}],
)
def test_what_is_said_of_a_file_is_short_and_bears_no_stamp(
    letters: Service, about: dict[str, str]
) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư kèm lời về tệp"})

    path = f"{letter['href']}/attachments"
    answer = unit.send("POST", path, files={"file": ("a.txt", b"x")}, data=about)

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(about))}"


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("thu.exe", b"MZ", 415),
        ("thu.png", b"\x89PNG\r\n\x1a\n<html>", 415),
        ("thu.pdf", b"no pdf", 415),
        ("thu.docx", b"PK\x03\x04 a zip, but no letter", 415),
        ("thu.txt", b"", 400),
        ("thu.txt", "Độ mật: MẬT\nNội dung".encode(), 422),
        ("TỐI MẬT.txt", b"x", 422),
    ],
)
def test_a_file_that_may_not_come_in(
    letters: Service, name: str, content: bytes, status: int
) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư kèm tệp hỏng"})

    answer = unit.send(
        "POST", f"{letter['href']}/attachments", files={"file": (name, io.BytesIO(content))}
    )

    assert answer.status_code == status, answer.text
    if status == 422:
        assert answer.json()["law"].startswith("117/2025/QH15")
    assert unit.again(letter)["attachments"] == []


def test_a_stamped_text_is_refused_with_the_article(letters: Service) -> None:
    problem = letters.person("unit").cannot_lodge(LETTERS, {"subject": "TỐI MẬT. Kế hoạch"})

    assert problem["law"] == "117/2025/QH15, Điều 5"
    assert problem["errors"][0]["pointer"] == "/subject"


def test_a_list_is_walked_by_cursor_without_gap(letters: Service) -> None:
    office = letters.person("officer", "12").on(MONDAY)
    wanted = {office.lodge(LETTERS, {"subject": f"Thư {n}"})["id"] for n in range(5)}

    seen, cursor = [], ""
    while True:
        page = office.get(f"/api/{LETTERS}", limit=2, cursor=cursor)
        seen += [d["id"] for d in page["items"]]
        if not (cursor := page["next"] or ""):
            break

    assert len(seen) == 5
    assert set(seen) == wanted


def test_the_link_to_the_next_page_keeps_what_was_asked(letters: Service) -> None:
    office = letters.person("officer", "79").on(MONDAY)
    kept = [office.lodge(LETTERS, {"subject": f"Thư {n}"}) for n in range(3)]
    gone = office.do(kept[0], "withdraw", {"reason": "Không cần nữa"})

    first = office.send("GET", f"/api/{LETTERS}?state=lodged&limit=1")
    second = office.send("GET", first.links["next"]["url"])

    seen = [*first.json()["items"], *second.json()["items"]]
    assert len(first.json()["items"]) == len(second.json()["items"]) == 1
    assert {d["id"] for d in seen} == {d["id"] for d in kept} - {gone["id"]}


def test_what_i_may_do_now_is_said_with_its_form(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư chờ"})

    mine = unit.get(f"{letter['href']}/available")["items"]
    theirs = letters.person("officer").get(f"{letter['href']}/available")["items"]

    assert [(t["name"], t["may"]) for t in mine] == [("consider", False), ("withdraw", True)]
    assert mine[0]["because"] == [
        {
            "says": "Chỉ chuyên viên Sở Ngoại vụ, Trưởng phòng được nhận xem xét",
            "law": "99/2026/TEST, Điều 3",
            "mark": "V",
            "ground": "law",
            "at": "",
        }
    ]
    assert "reason" in str(mine[1]["schema"])
    assert mine[1]["href"] == f"{letter['href']}/withdraw"
    assert [(t["name"], t["may"]) for t in theirs] == [("consider", True), ("withdraw", True)]


def test_a_step_that_looks_at_other_dossiers_says_why_it_may_not_be_taken(
    letters: Service,
) -> None:
    unit, officer = letters.person("unit").on(MONDAY), letters.person("officer").on(MONDAY)
    first = unit.lodge(LETTERS, {"subject": "Thư hai lần"})
    second = unit.lodge(LETTERS, {"subject": "Thư hai lần"})
    officer.do(first, "consider")

    (step,) = [
        s for s in officer.get(f"{second['href']}/available")["items"] if s["name"] == "consider"
    ]

    assert not step["may"]
    assert [b["says"] for b in step["because"]] == ["Đã có thư cùng trích yếu đang xử lý"]


def test_the_opinion_a_body_owes_is_among_its_steps(letters: Service) -> None:
    unit, officer = letters.person("unit").on(MONDAY), letters.person("officer").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư hỏi Công an"})
    officer.do(letter, "consider")
    officer.do(letter, "consult")
    police = letters.person("police").on(MONDAY)

    def owed() -> list[tuple[str, bool]]:
        steps = police.get(f"{letter['href']}/available")["items"]
        return [(s["body"], s["may"]) for s in steps if s["name"] == "reply"]

    before = owed()
    police.post(f"{letter['href']}/opinions", {"body": "cong-an-tinh", "answer": "agree"})

    assert before == [("cong-an-tinh", True), ("so-noi-vu", False)]
    assert owed() == [("so-noi-vu", False)]


def test_the_title_of_a_problem_follows_the_language(letters: Service) -> None:
    english = letters.client.get("/api/letters/letter", headers={"Accept-Language": "en"})
    vietnamese = letters.client.get("/api/letters/letter")

    assert english.json()["title"] == "Not signed in"
    assert vietnamese.json()["title"] == "Chưa đăng nhập"


def test_probes_metrics_and_the_catalogue_answer(letters: Service) -> None:
    client = letters.client
    types = client.get("/api/dossier-types").json()["items"]
    measured = client.get("/metrics").text
    openapi = client.get("/schema/openapi.json").json()

    assert client.get("/livez").text == "ok"
    assert client.get("/readyz").json()["ready"]
    assert [(t["name"], t["service"]) for t in types] == [("letter", "letters")]
    assert "litestar_requests_total" in measured
    assert "ngoaivu_outbox_depth" in measured
    assert openapi["openapi"].startswith("3.1")
    assert f"/api/{LETTERS}/{{id}}/consider" in openapi["paths"]


def test_a_relay_tells_its_position_although_nothing_is_new(letters: Service) -> None:
    letters.person("officer", "46").lodge(LETTERS, {"subject": "Thư được ghi"})
    gauge = 'ngoaivu_relay_position{province="46"} 1.0'
    eventually(lambda: gauge in letters.client.get("/metrics").text)
    metrics.RELAY_POSITION.clear()

    assert gauge in letters.client.get("/metrics").text


def test_every_reference_of_the_openapi_leads_somewhere(letters: Service) -> None:
    openapi = letters.client.get("/schema/openapi.json").json()

    wanted = set(_references(openapi))

    assert wanted
    assert wanted <= {
        f"#/components/{kind}/{name}"
        for kind, described in openapi["components"].items()
        for name in described
    }


def test_the_openapi_tells_headers_queries_and_files(letters: Service) -> None:
    openapi = letters.client.get("/schema/openapi.json").json()
    here, told = "/api/letters/letter", openapi["paths"]
    step, page = told[f"{here}/{{id}}/consider"]["post"], told[here]["get"]
    asked = {p["name"]: p for p in map(shared(openapi), step["parameters"])}
    filters = {p["name"]: p["schema"] for p in map(shared(openapi), page["parameters"])}
    upload = told[f"{here}/{{id}}/attachments"]["post"]
    paper = told[f"{here}/{{id}}/papers/{{file}}"]["get"]["responses"]["200"]["content"]
    answer = shared(openapi)(page["responses"]["200"])["content"]["application/json"]

    assert set(asked) == {"id", "check", "If-Match", "Idempotency-Key"}
    assert {name for name, p in asked.items() if p.get("required")} == {"id", "If-Match"}
    assert set(filters) == {"limit", "cursor", "state", "unit", "code"}
    assert filters["limit"] == {"type": "integer", "minimum": 1, "maximum": 500}
    assert shared(openapi)(answer["schema"])["type"] == "object"
    assert list(paper) == ["application/octet-stream"]
    assert list(upload["requestBody"]["content"]) == ["multipart/form-data"]
    assert upload["requestBody"]["required"] is True
    assert step["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("Nothing")


def shared(openapi: Any) -> Any:
    """What a reference to the components of this document stands for."""

    def find(described: Any) -> Any:
        if "$ref" not in described:
            return described
        kind, name = described["$ref"].removeprefix("#/components/").split("/")
        return openapi["components"][kind][name]

    return find


def test_a_wrong_method_names_the_right_ones(letters: Service) -> None:
    answer = letters.client.put("/api/letters/letter")

    assert (answer.status_code, answer.json()["title"]) == (405, "Phương thức không dùng được")
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))
    assert answer.json()["detail"] == "Đường dẫn này không dùng cho phương thức đó"


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(found := value.get("$ref"), str):
            yield found
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def test_dates_are_simulated_line_by_line(letters: Service) -> None:
    asked = {
        "province": "86",
        "shape": "within",
        "amount": 7,
        "unit": "working-days",
        "from": "2026-02-12",
    }

    answer = letters.client.post("/api/deadlines/simulate", json=asked).json()

    assert answer["due"] == answer["lines"][-1]["date"] == "2026-03-02"
    assert [x["date"] for x in answer["lines"] if "Tết" in x["note"]] == [
        f"2026-02-{d}" for d in range(16, 21)
    ]


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"province": "99"}, "/province"),
        ({"from": "hôm nay"}, "/from"),
        ({"amount": -1}, "/amount"),
        ({"from": "1999-02-12"}, ""),
        ({"from": "9999-12-31T23:00", "unit": "hours"}, ""),
        ({"from": "9999-12-31", "unit": "months"}, ""),
        ({"pauses": [["2026-02-25", "2026-02-23"]]}, ""),
    ],
)
def test_a_date_that_cannot_be_simulated_says_why(
    letters: Service, changed: dict[str, Any], pointer: str
) -> None:
    asked = {"province": "86", "shape": "within", "amount": 7, "unit": "working-days",
             "from": "2026-02-12T16:40", **changed}  # fmt: skip

    answer = letters.client.post("/api/deadlines/simulate", json=asked)

    assert answer.status_code == 422
    assert [e["pointer"] for e in answer.json()["errors"]] == [pointer]


def test_the_journal_is_told_to_services_alone(letters: Service) -> None:
    answers = [letters.client.get(p) for p in ("/internal/heads", "/internal/verify")]
    person = letters.person("officer").send("GET", "/internal/heads")

    assert [a.status_code for a in (*answers, person)] == [401] * 3


@pytest.mark.parametrize(
    ("roles", "sees"),
    [
        (["unit"], False),
        (["unit", "offline_access"], False),
        (["police", "uma_authorization"], False),
        (["admin", "default-roles-x"], False),
        (["x"], False),
        (["system"], False),
        (["unit", "system"], False),
        (["officer", "offline_access"], True),
    ],
)
def test_only_roles_of_the_field_count_in_a_token(
    letters: Service, roles: list[str], sees: bool
) -> None:
    letter = letters.person("unit").on(MONDAY).lodge(LETTERS, {"subject": "Thư của Sở Y tế"})
    stranger = letters.person("unit", sub="x", roles=roles, unit="so-cong-thuong").on(MONDAY)

    read = stranger.send("GET", letter["href"])
    listed = [row["id"] for row in stranger.get(f"/api/{LETTERS}", limit=500)["items"]]

    assert read.status_code == (200 if sees else 404)
    assert (letter["id"] in listed) is sees


def test_nobody_is_the_system_of_another_province_by_token(letters: Service) -> None:
    letter = letters.person("unit").on(MONDAY).lodge(LETTERS, {"subject": "Thư của tỉnh khác"})
    forged = letters.person("officer", "12", roles=["officer", "system"]).on(MONDAY)

    assert forged.send("GET", letter["href"]).status_code == 404
    taken = forged.send("POST", f"{letter['href']}/consider", json={}, headers={"If-Match": '"1"'})
    assert taken.status_code == 404


@pytest.mark.parametrize("role", ["police", "border", "party", "inspector", "chair", "clerk"])
def test_nobody_lodges_in_the_name_of_another_body(letters: Service, role: str) -> None:
    """The sample is lodged by units and officers, so the person has that role too."""
    roles = [role, "unit"]
    person = letters.person(role, roles=roles).on(MONDAY)

    answer = person.send("POST", f"/api/{LETTERS}?unit=so-cong-thuong", json={"subject": "Thư hộ"})
    assert answer.status_code == 403
    assert answer.json()["roles"] == ["head", "office", "officer"]
    own = person.lodge(LETTERS, {"subject": "Thư của mình"})
    assert own["unit"] == UNITS.get(role, "so-ngoai-vu")


@pytest.mark.parametrize(
    ("role", "status"),
    [("unit", 201), ("officer", 201), ("inspector", 403), ("clerk", 403), ("office", 403)],
)
def test_files_come_from_those_who_make_the_dossier(
    letters: Service, role: str, status: int
) -> None:
    letter = letters.person("unit").on(MONDAY).lodge(LETTERS, {"subject": "Thư có tệp kèm"})
    upload = {"file": ("a.txt", io.BytesIO(b"noi dung"))}
    path = f"{letter['href']}/attachments"

    answer = letters.person(role).on(MONDAY).send("POST", path, files=upload)
    assert answer.status_code == status
    if status == 403:
        assert "30/2020/NĐ-CP" in answer.json()["law"]


def test_the_people_of_an_ended_province_read_and_act_no_more(letters: Service) -> None:
    before = letters.person("unit", "83").on("2025-06-02")
    letter = before.lodge(LETTERS, {"subject": "Thư của Bến Tre"})
    officer = letters.person("officer", "83")

    assert officer.on(MONDAY).get(letter["href"])["code"] == letter["code"]
    for path, more in (
        (f"{letter['href']}/consider", {"headers": {"If-Match": '"1"'}}),
        (f"{letter['href']}/attachments", {"files": {"file": ("a.txt", io.BytesIO(b"x"))}}),
        (f"/api/{LETTERS}", {"json": {"subject": "Thư mới"}}),
    ):
        answer = officer.on(MONDAY).send("POST", path, **more)
        assert answer.status_code == 422, answer.text
        assert "đã kết thúc hoạt động" in answer.json()["detail"]
    heir = (
        letters.person("officer").on(MONDAY).do(letter, "consider", {"late_reason": "Đợi bàn giao"})
    )
    assert heir["state"] == "considered"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "0001-01-01T00:00:00+14:00"])
def test_a_day_at_the_end_of_time_is_refused(letters: Service, day: str) -> None:
    answer = letters.person("officer").on(day).send("GET", f"/api/{LETTERS}")

    assert (answer.status_code, answer.json()["type"]) == (400, "urn:ngoaivu:problem:bad-request")


def test_a_key_belongs_to_the_query_too(letters: Service) -> None:
    officer = letters.person("officer").on(MONDAY)
    body, key = {"subject": "Thư có khóa"}, {"Idempotency-Key": "with-a-query"}
    first = officer.send("POST", f"/api/{LETTERS}", json=body, headers=key)
    again = officer.send("POST", f"/api/{LETTERS}", json=body, headers=key)
    other = officer.send("POST", f"/api/{LETTERS}?unit=so-y-te", json=body, headers=key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert (other.status_code, other.json()["type"]) == (422, "urn:ngoaivu:problem:key-reused")


def test_uploads_at_once_are_few(letters: Service) -> None:
    """Each keeps its bytes in memory: who sends many is told to come again before that."""
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư nhiều tệp"})
    path, content = f"{letter['href']}/attachments", b"noi dung " * 200_000

    def send(n: int) -> int:
        upload = {"file": (f"{n}.txt", io.BytesIO(content))}
        return unit.send("POST", path, files=upload).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(send, range(8)))

    assert set(statuses) <= {201, 429, 503}
    assert statuses.count(201) >= 1
    assert len(unit.again(letter)["attachments"]) == statuses.count(201)


def test_a_letter_is_tried_before_it_is_lodged_and_nothing_is_written(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    body = {"subject": "Thư thử trước khi gửi", "visit": "2026-03-30"}

    tried = unit.post(f"/api/{LETTERS}", body, check="true")
    long = unit.send("POST", f"/api/{LETTERS}", json={**body, "pages": 10}, params=CHECK)
    listed = unit.get(f"/api/{LETTERS}", limit=500)["items"]

    assert (tried["may"], tried["state"]) == (True, "lodged")
    assert {c["name"] for c in tried["clocks"]} >= {"answer", "prepare"}
    assert (long.status_code, long.json()["errors"][0]["pointer"]) == (422, "/pages")
    assert "Thư thử trước khi gửi" not in {d["title"] for d in listed}


def test_a_step_is_tried_with_its_duplicates_and_the_letter_stays_as_it_is(
    letters: Service,
) -> None:
    unit, officer = letters.person("unit").on(MONDAY), letters.person("officer").on(MONDAY)
    first = unit.lodge(LETTERS, {"subject": "Thư thử bước"})
    second = unit.lodge(LETTERS, {"subject": "Thư thử bước"})
    match = {"If-Match": '"1"'}

    tried = officer.send("POST", f"{first['href']}/consider", headers=match, params=CHECK)
    officer.do(first, "consider")
    twin = officer.send("POST", f"{second['href']}/consider", headers=match, params=CHECK)
    stale = officer.send("POST", f"{first['href']}/consult", headers=match, params=CHECK)

    assert (tried.status_code, tried.json()["state"]) == (200, "considered")
    assert (twin.status_code, stale.status_code) == (422, 412)
    assert unit.get(second["href"])["version"] == 1


def test_one_answer_holds_what_a_page_shows(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    letter = unit.lodge(LETTERS, {"subject": "Thư một trang"})

    page = unit.get(letter["href"], **{"with": "deadlines,available,opinions,links,type"})
    unknown = unit.send("GET", letter["href"], params={"with": "colour"})

    assert (page["id"], page["version"]) == (letter["id"], 1)
    assert page["with"]["deadlines"] == unit.get(f"{letter['href']}/deadlines")["items"]
    assert page["with"]["available"] == unit.get(f"{letter['href']}/available")
    assert page["with"]["type"]["name"] == "letter"
    assert (page["with"]["opinions"], page["with"]["links"]) == ([], [])
    assert unknown.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {"subject": "     "},
        {"subject": "Thư\u0000mời"},
        {"subject": "Thư \u202eiờm"},
        {"subject": "Thư mời", "pages": 10**19},
        {"subject": "Thư mời", "pages": 2**53},
        {"subject": "Thư mời", "visit": "0001-01-01"},
        {"subject": "Thư mời", "secret_name": "x" * 20_001},
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(
    letters: Service, body: dict[str, Any]
) -> None:
    answer = letters.person("unit").on(MONDAY).send("POST", f"/api/{LETTERS}", json=body)

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == f"/{list(body)[-1]}"


def test_a_text_is_kept_in_one_form(letters: Service) -> None:
    unit = letters.person("unit").on(MONDAY)
    sent = unicodedata.normalize("NFD", "Thư mời\r\nĐoàn công tác")

    kept = unit.again(unit.lodge(LETTERS, {"subject": sent, "visit": "9999-12-31"}))

    assert kept["fields"]["subject"] == "Thư mời\nĐoàn công tác"
    assert kept["fields"]["visit"] == "9999-12-31"
